/** The modules as Node, Deno and Bun find them: files of this package. */
import { readFileSync } from "node:fs";
import type { PartName } from "./runtime.js";

/** Reads the file of the core or of a part. Spelled out, so that tools that trace files see them. */
export function fromFile(part?: PartName): Uint8Array<ArrayBuffer> {
  return readFileSync(
    part === "client"
      ? new URL("../../wasm/azureml_compute_client.wasm", import.meta.url)
      : part === "formats"
        ? new URL("../../wasm/azureml_compute_formats.wasm", import.meta.url)
        : new URL("../../wasm/azureml_compute.wasm", import.meta.url),
  );
}
