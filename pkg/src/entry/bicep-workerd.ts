/** Bicep in workerd, where code made from bytes is refused. */
import module from "../../wasm/azureml_compute.wasm";
import type { WasmSource } from "../glue.js";
import { supply } from "../runtime.js";

export * from "../bicep/index.js";

supply(() => module as WasmSource);
