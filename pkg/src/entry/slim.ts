/** No module at all: the caller brings it with `init` or `initSync`. */
import * as runtime from "../runtime.js";

export type { WasmSource } from "../glue.js";
export * from "../index.js";
export { initSync, type WasmInput } from "../runtime.js";

/** Loads the module that the caller brings. Only the first call has an effect. */
export function init(source: runtime.WasmInput | Promise<runtime.WasmInput>): Promise<void> {
  return runtime.init(() => source);
}

runtime.advise(
  'add `await init(module)`, with `import { init } from "azureml-compute/slim"`, before the first call',
);
