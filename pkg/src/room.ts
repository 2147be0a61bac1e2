/** A buffer of the WebAssembly module that inputs are written into: each is copied once, and nothing is allocated. */
import type { WasmMemory } from "./glue.js";

/** What hands out the buffer, in the module. */
export interface Landlord {
  /** Where so many bytes may be written; what was written before stays. */
  room(size: number): number;
}

/** What is always there: enough for what people write, small enough to be forgotten. */
const USUAL = 32 * 1024;
/** More than this is given back after the call. */
const KEPT = 256 * 1024;
/** Up to here a loop is quicker than a call of the encoder. */
const SHORT = 24;

const encoder = new TextEncoder();
const NOTHING = new Uint8Array(0);

/** The buffer, as far as JavaScript sees it. */
export class Room {
  #at = 0;
  #size = 0;
  /** Gone (of length 0) as soon as the memory of the module grows. */
  #view = NOTHING;

  constructor(
    readonly owner: Landlord,
    readonly memory: WasmMemory,
  ) {}

  /** Writes a text as UTF-8; the answer is its length in bytes. A half surrogate pair becomes U+FFFD. */
  text(text: string): number {
    const { length } = text;
    let view = this.#atLeast(length);
    if (length <= SHORT) {
      let at = 0;
      for (; at < length; at += 1) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) break;
        view[at] = code;
      }
      if (at === length) return length;
    }
    const { read, written } = encoder.encodeInto(text, view);
    if (read === length) return written;
    // What is not ASCII takes up to three bytes for each unit.
    view = this.#atLeast(written + 3 * (length - read));
    return written + encoder.encodeInto(text.slice(read), view.subarray(written)).written;
  }

  /** Writes bytes; the answer is their number. */
  bytes(bytes: Uint8Array): number {
    this.#atLeast(bytes.length).set(bytes);
    return bytes.length;
  }

  /** Gives back what only a large input needs. */
  tidy(): void {
    if (this.#size > KEPT) this.#take(USUAL);
  }

  #atLeast(size: number): Uint8Array {
    if (size > this.#size) this.#take(Math.max(USUAL, size));
    if (this.#view.length === 0) this.#view = new Uint8Array(this.memory.buffer, this.#at, this.#size);
    return this.#view;
  }

  #take(size: number): void {
    this.#at = this.owner.room(size) >>> 0;
    this.#size = size;
    this.#view = NOTHING;
  }
}
