/** Pages that load the module as a file of its own: `await init()` first. */
import * as runtime from "../runtime.js";

export type { WasmSource } from "../glue.js";
export * from "../index.js";
export { initSync, type WasmInput } from "../runtime.js";

/** Loads the module, by default the file of this package. Only the first call has an effect. */
export function init(source?: runtime.WasmInput | Promise<runtime.WasmInput>): Promise<void> {
  return runtime.init(() => source ?? new URL("../../wasm/azureml_compute.wasm", import.meta.url));
}

runtime.advise(
  'add `await init()`, with `import { init } from "azureml-compute/web"`, before the first call',
);
