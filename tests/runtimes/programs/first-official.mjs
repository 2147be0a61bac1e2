import { first } from "./official.mjs";

console.log(await first());
