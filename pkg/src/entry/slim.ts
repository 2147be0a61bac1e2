/** No module at all: the caller brings it with `init` or `initSync`. */
import { type InitOptions, initialise, type WasmSourceLike } from "../initialise.js";
import * as runtime from "../runtime.js";

export type { WasmSource } from "../glue.js";
export * from "../index.js";
export type { InitOptions, WasmSourceLike } from "../initialise.js";
export { initSync, type WasmInput } from "../runtime.js";

/** Loads what the caller brings: the module, or `{ module, formats, client }`. What is there is not loaded again. */
export function init(source: WasmSourceLike | InitOptions): Promise<void> {
  return initialise(source, () => undefined);
}

const line = (call: string) =>
  `add \`await ${call}\`, with \`import { init } from "azureml-compute/slim"\`, before the first call`;
runtime.advise(line("init(module)"), (part) => line(`init({ ${part}: module })`));
