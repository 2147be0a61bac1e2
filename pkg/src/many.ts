/** Many documents in one stream: NDJSON lines, or the items of one JSON array. */
import { bytesOf } from "./check.js";
import { frameOf } from "./checker.js";
import { NotInitializedError } from "./errors.js";
import { formats, isOther, UNJUDGED } from "./formats-part.js";
import type { Glue, GlueStream, WasmMemory } from "./glue.js";
import { type Batch, type Frame, HEAD, reportsOf, textsOf } from "./heads.js";
import { optionsJson } from "./options.js";
import { Room } from "./room.js";
import { call, instance, memory } from "./runtime.js";
import { encodeFaithfully } from "./surrogates.js";
import type { Report, ValidateOptions } from "./types.js";

/** What is read at once: large enough to keep the calls few, small enough to stay in the cache. */
const PIECE = 64 * 1024;

/** The report about one document of a stream. */
export interface IndexedReport {
  /** Counts the documents from 0. */
  readonly index: number;
  readonly report: Report;
}

/** What `validateMany` reads. */
export type ManyInput =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/**
 * Checks every document of a stream: NDJSON (one per line) or one JSON array. Memory stays flat however
 * long the stream is, and it is read only as fast as the reports are taken.
 *
 * @example
 * ```js
 * for await (const { index, report } of validateMany(response.body)) {
 *   if (!report.valid) console.log(index, report.diagnostics);
 * }
 * ```
 */
export function validateMany(input: ManyInput, options?: ValidateOptions): AsyncIterable<IndexedReport> {
  const passed = optionsJson(options, "validateMany");
  const pieces = piecesOf(input);
  return {
    async *[Symbol.asyncIterator]() {
      // Ahead: a document that needs the part cannot be asked for again.
      if (isOther(options?.format)) await atHand();
      const reader = call((glue) => new Reader(glue, passed));
      let index = 0;
      try {
        for await (const piece of pieces()) {
          for (const report of judged(reader.push(piece))) yield { index: index++, report };
        }
        for (const report of judged(reader.finish())) yield { index: index++, report };
      } finally {
        reader.end();
      }
    },
  };
}

/** Makes the formats be there, if that can be done. If not, it is said at the document that needs them. */
async function atHand(): Promise<void> {
  // What is wrong with the core is said before anything is fetched.
  call(() => {});
  await formats.load().catch(() => {});
}

/** The reports of a batch, up to a document that needed the part when it was not there. */
function* judged(batch: Batch): Generator<Report, void, undefined> {
  for (const report of reportsOf(batch)) {
    if (report.counts.error === UNJUDGED) {
      formats.need();
      throw new NotInitializedError('the part "formats" came after the document; read the stream once more');
    }
    yield report;
  }
}

/** Reads a stream by the module. @internal */
export class Reader {
  readonly #stream: GlueStream;
  readonly #room: Room;
  readonly #memory: WasmMemory;
  readonly #frame: Frame;
  readonly #made = instance();

  constructor(glue: Glue, passed: string | undefined) {
    this.#stream = new glue.Stream(passed);
    this.#memory = memory();
    this.#room = new Room(this.#stream, this.#memory);
    this.#frame = frameOf(glue);
  }

  /** The reports of the documents that are complete with this piece; with `isWhole` it ends with a document. */
  push(piece: Uint8Array, isWhole = false): Batch {
    return this.#read(() => {
      const count = this.#stream.push(this.#room.bytes(piece));
      return isWhole ? this.#stream.flush() : count;
    });
  }

  /** The reports of what is not complete when the stream ends. */
  finish(): Batch {
    return this.#read(() => this.#stream.finish());
  }

  /** After a reset the memory behind it is gone with its instance. */
  end(): void {
    if (this.#made === instance()) call(() => this.#stream.free());
  }

  #read(run: () => number): Batch {
    if (this.#made !== instance()) throw new Error("reset() was called while validateMany was reading");
    return call(() => {
      const count = run();
      const { buffer } = this.#memory;
      const numbers = new Uint32Array(buffer, this.#stream.heads(), count * HEAD).slice();
      const texts = new Uint8Array(buffer, this.#stream.text(), textsOf(numbers)).slice();
      return { numbers, texts, frame: this.#frame };
    });
  }
}

/** Reads an input from its beginning. @internal */
export type Pieces = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** How an input is read, piece by piece. @internal */
export function piecesOf(input: ManyInput): Pieces {
  if (typeof input === "string") return () => ofText(input);
  const bytes = bytesOf(input);
  if (bytes !== undefined) return () => ofBytes(bytes);
  if (typeof input === "object" && input !== null) {
    if ("getReader" in input) return () => ofPieces(ofStream(input));
    if (Symbol.asyncIterator in input) return () => ofPieces(input);
  }
  throw new TypeError("validateMany accepts a string, bytes, a ReadableStream or an async iterable of them");
}

function* ofText(text: string): Generator<Uint8Array, void, undefined> {
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + PIECE, text.length);
    // Both halves of a pair stay in one piece.
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end += 1;
    yield encodeFaithfully(text.slice(start, end));
    start = end;
  }
}

function* ofBytes(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}

async function* ofStream(stream: ReadableStream<unknown>): AsyncGenerator<unknown, void, undefined> {
  const reader = stream.getReader();
  let open = true;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        open = false;
        return;
      }
      yield value;
    }
  } finally {
    // Left early: whoever feeds the stream is told that nobody reads any more.
    if (open) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}

/** Texts and bytes of a stream. What is neither would be nothing to read, and nobody would hear of it. */
async function* ofPieces(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void, undefined> {
  // The first half of a pair whose second half comes with the next text.
  let half = "";
  for await (const piece of source) {
    if (typeof piece === "string") {
      const text = half + piece;
      half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? "";
      yield* ofText(text.slice(0, text.length - half.length));
      continue;
    }
    if (half !== "") yield* ofText(half);
    half = "";
    const bytes = bytesOf(piece);
    if (bytes === undefined)
      throw new TypeError(`validateMany accepts strings and bytes, but the stream contained ${named(piece)}`);
    yield* ofBytes(bytes);
  }
  if (half !== "") yield* ofText(half);
}

function named(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array; write each document as a line of JSON";
  return typeof value === "object" ? "an object; write each document as a line of JSON" : `a ${typeof value}`;
}
