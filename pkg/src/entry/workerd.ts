/** workerd, where code made from bytes is refused: the module is imported, and used by the first call. */
import module from "../../wasm/azureml_compute.wasm";
import type { WasmSource } from "../glue.js";
import { supply } from "../runtime.js";

export * from "../index.js";

supply(() => module as WasmSource);
