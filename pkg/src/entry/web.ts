/** Pages that load the module as files of their own: `await init()` first. */
import { type InitOptions, initialise, type WasmSourceLike } from "../initialise.js";
import * as runtime from "../runtime.js";

export type { WasmSource } from "../glue.js";
export * from "../index.js";
export type { InitOptions, WasmSourceLike } from "../initialise.js";
export { initSync, type WasmInput } from "../runtime.js";

/**
 * Loads the part that checks bodies of the management API, by default the file of this package; `{ formats: true }`
 * also what the other formats and `convert` need. What is there already is not loaded again.
 */
export function init(source?: WasmSourceLike | InitOptions): Promise<void> {
  return initialise(source, fileOf);
}

/** Spelled out, so that bundlers see which files belong to the page. */
function fileOf(part?: runtime.PartName): URL {
  if (part === "client") return new URL("../../wasm/azureml_compute_client.wasm", import.meta.url);
  if (part === "formats") return new URL("../../wasm/azureml_compute_formats.wasm", import.meta.url);
  return new URL("../../wasm/azureml_compute.wasm", import.meta.url);
}

const line = (call: string) =>
  `add \`await ${call}\`, with \`import { init } from "azureml-compute/web"\`, before the first call`;
runtime.locate(fileOf);
runtime.advise(line("init()"), (part) => line(`init({ ${part}: true })`));
