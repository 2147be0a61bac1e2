/** The gate in Bun. */
import { createGate } from "./gate.js";
import { settingsOf } from "./settings.js";

const gate = createGate(settingsOf(Bun.env));
const { url } = Bun.serve({ hostname: "127.0.0.1", port: Number(Bun.env.PORT ?? 8787), fetch: gate });
console.error(`listening on ${url}`);
