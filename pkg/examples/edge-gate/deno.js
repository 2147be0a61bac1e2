/** The gate in Deno. */
import { createGate } from "./gate.js";
import { settingsOf } from "./settings.js";

const gate = createGate(settingsOf(Deno.env.toObject()));
const { HOST = "127.0.0.1", PORT = "8787" } = Deno.env.toObject();
Deno.serve({ hostname: HOST, port: Number(PORT) }, (request) => gate(request));
