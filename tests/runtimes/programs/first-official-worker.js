import { first } from "./official.mjs";

export default {
  fetch: async () => new Response(await first()),
};
