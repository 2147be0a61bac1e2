/** The module as Node, Deno and Bun find it: a file of this package. */
import { readFileSync } from "node:fs";

/** Reads the file. */
export function fromFile(): Uint8Array<ArrayBuffer> {
  return readFileSync(new URL("../../wasm/azureml_compute.wasm", import.meta.url));
}
