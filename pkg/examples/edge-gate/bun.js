/** The gate in Bun. */
import { createGate } from "./gate.js";
import { settingsOf } from "./settings.js";

const gate = createGate(settingsOf(Bun.env));
const { HOST = "127.0.0.1", PORT = "8787" } = Bun.env;
const { url } = Bun.serve({ hostname: HOST, port: Number(PORT), fetch: gate });
console.error(`listening on ${url}`);
