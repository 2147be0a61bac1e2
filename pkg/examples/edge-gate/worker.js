/** The gate as a module worker: workerd, Cloudflare, and `deno serve`-like hosts that pass bindings. */
import { createGate } from "./gate.js";
import { settingsOf } from "./settings.js";

let gate;

export default {
  fetch(request, environment) {
    gate ??= createGate(settingsOf(environment));
    return gate(request);
  },
};
