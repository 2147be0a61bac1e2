/** The gate in Deno. */
import { createGate } from "./gate.js";
import { settingsOf } from "./settings.js";

const gate = createGate(settingsOf(Deno.env.toObject()));
Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 8787) }, (request) => gate(request));
