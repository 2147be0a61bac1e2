/** The bytes of the modules out of the texts that the build puts beside this file. */
import core from "../wasm/inline.js";
import client from "../wasm/inline-client.js";
import formats from "../wasm/inline-formats.js";
import type { PartName } from "./runtime.js";

/** Decodes the bytes of the core or of a part. */
export function bytes(part?: PartName): Uint8Array<ArrayBuffer> {
  const binary = atob(part === undefined ? core : { client, formats }[part]);
  const out = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) out[index] = binary.charCodeAt(index);
  return out;
}
