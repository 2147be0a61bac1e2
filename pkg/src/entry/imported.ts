/**
 * The modules as workerd has them: imported, because it refuses to make code from bytes. Beside the entries, because
 * these addresses are written into the bundle as they are.
 */
import core from "../../wasm/azureml_compute.wasm";
import client from "../../wasm/azureml_compute_client.wasm";
import formats from "../../wasm/azureml_compute_formats.wasm";
import type { WasmSource } from "../glue.js";
import type { PartName } from "../runtime.js";

/** The core or a part. */
export function imported(part?: PartName): WasmSource {
  return part === undefined ? core : { client, formats }[part];
}
