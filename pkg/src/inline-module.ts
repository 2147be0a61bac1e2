/** The bytes of the module out of the text that the build puts beside this file. */
import text from "../wasm/inline.js";

/** Decodes the bytes. */
export function bytes(): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const out = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) out[index] = binary.charCodeAt(index);
  return out;
}
