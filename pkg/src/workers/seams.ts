/**
 * Cuts a stream of documents into chunks of whole documents, in the places where the module would: at line
 * breaks, or at the commas of one JSON array. Reads as little as it can, since one thread cuts for all.
 */

/** What the documents of a chunk are separated by. */
export type Layout = "lines" | "list";

/** Whole documents. */
export interface Chunk {
  readonly layout: Layout;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Large enough to keep messages few, small enough that a short stream keeps several workers busy. */
const CHUNK = 128 * 1024;
/** A document that is longer than the module reads (1 MiB) is cut off behind that: its finding is the same. */
const ENOUGH = 1024 * 1024 + 1;

const [TAB, LINE, RETURN, BLANK, QUOTE, COMMA] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c];
const [OPEN, BACKSLASH, CLOSE, BRACE, BRACE_END] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];
/** Of the mark that some editors put first. */
const MARK = [0xef, 0xbb, 0xbf];

/** What is wrong with a list, as a line of which the module says the same. */
const FAULTS = { hole: ",", comma: "[0,]", open: "[" } as const;

/** Takes pieces of a stream and gives chunks of it. */
export class Seams {
  #layout: Layout | undefined;
  #held: Uint8Array[] = [];
  #length = 0;
  /** Bytes of the document that is not complete yet. */
  #unfinished = 0;
  #depth = 0;
  #inText = false;
  #afterBackslash = false;
  /** Whether the item of the list has begun. */
  #isItem = false;
  #afterComma = false;
  /** Told once, however many commas stand in a row. */
  #inHole = false;

  /** Takes the next piece; gives the chunks that it completes. */
  *push(piece: Uint8Array): Generator<Chunk, void, undefined> {
    let rest = piece;
    if (this.#layout === undefined) {
      const first = rest.findIndex((byte) => !isBlank(byte) && !MARK.includes(byte));
      if (first < 0) return;
      this.#layout = rest[first] === OPEN ? "list" : "lines";
      rest = rest.subarray(this.#layout === "list" ? first + 1 : first);
    }
    if (this.#layout === "list") yield* this.#pushList(rest);
    else yield* this.#pushLines(rest);
  }

  /** Ends the stream. */
  *finish(): Generator<Chunk, void, undefined> {
    yield* this.#emit();
    // A document that was cut off is told already.
    const isTold = this.#isItem && (this.#depth > 0 || this.#inText);
    if (this.#layout === "list" && !isTold) yield fault("open");
  }

  *#pushLines(piece: Uint8Array): Generator<Chunk, void, undefined> {
    const end = piece.lastIndexOf(LINE) + 1;
    if (end > 0) {
      this.#complete(piece.subarray(0, end));
      if (this.#length >= CHUNK) yield* this.#emit();
    }
    this.#hold(piece.subarray(end));
  }

  *#pushList(piece: Uint8Array): Generator<Chunk, void, undefined> {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] ?? BLANK;
      const isEnd = this.#depth === 0 && !this.#inText && (byte === COMMA || byte === CLOSE);
      if (!isEnd && !isBlank(byte)) this.#isItem = true;
      if (this.#inText) {
        if (this.#afterBackslash) this.#afterBackslash = false;
        else if (byte === BACKSLASH) this.#afterBackslash = true;
        else if (byte === QUOTE) this.#inText = false;
      } else if (byte === QUOTE) this.#inText = true;
      else if (byte === BRACE || byte === OPEN) this.#depth += 1;
      else if (byte === BRACE_END || (byte === CLOSE && this.#depth > 0))
        this.#depth = Math.max(0, this.#depth - 1);
      else if (byte === COMMA && this.#depth === 0) {
        if (this.#isItem) this.#complete(piece.subarray(from, at + 1));
        else yield* this.#told("hole");
        this.#inHole = !this.#isItem;
        this.#isItem = false;
        this.#afterComma = true;
        from = at + 1;
        if (this.#length >= CHUNK) yield* this.#emit();
      } else if (byte === CLOSE) {
        // What stands behind the list is lines again, and no JSON.
        this.#complete(piece.subarray(from, at));
        yield* this.#emit();
        if (this.#afterComma && !this.#isItem) yield* this.#told("comma");
        this.#layout = "lines";
        yield* this.#pushLines(piece.subarray(at + 1));
        return;
      }
    }
    this.#hold(piece.subarray(from));
  }

  *#told(what: keyof typeof FAULTS): Generator<Chunk, void, undefined> {
    if (this.#inHole) return;
    yield* this.#emit();
    yield fault(what);
  }

  /** The end of a document, or of several. */
  #complete(bytes: Uint8Array): void {
    this.#append(bytes);
    this.#unfinished = 0;
  }

  #hold(bytes: Uint8Array): void {
    const kept = bytes.subarray(0, Math.max(0, ENOUGH - this.#unfinished));
    this.#append(kept);
    this.#unfinished += kept.length;
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#held.push(bytes);
    this.#length += bytes.length;
  }

  /** A copy: what the pieces lie in belongs to the caller. */
  *#emit(): Generator<Chunk, void, undefined> {
    if (this.#length === 0) return;
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const held of this.#held) {
      bytes.set(held, at);
      at += held.length;
    }
    this.#held = [];
    this.#length = 0;
    yield { layout: this.#layout ?? "lines", bytes };
  }
}

function fault(what: keyof typeof FAULTS): Chunk {
  return { layout: "lines", bytes: new TextEncoder().encode(FAULTS[what]) };
}

function isBlank(byte: number): boolean {
  return byte === BLANK || byte === LINE || byte === RETURN || byte === TAB;
}
