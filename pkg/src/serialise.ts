/**
 * Writes a value as JSON the way `JSON.stringify` does, but says where it cannot: what that function
 * drops in silence (NaN, functions, a Map, a forgotten promise) or throws for (cycles, BigInt, a getter
 * that fails, very deep nesting) comes back as a refusal with the place of the member.
 */
import { escapeToken } from "./pointer.js";

/** Why a value cannot be written; the word variants of the code `text/unserialisable`. */
export type RefusalReason = "" | "cycle" | "bigint" | "number" | "depth";

/** The place and the reason of what cannot be written. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly found: string;
  /** RFC 6901 pointer. */
  readonly path: string;
}

export type Serialised =
  | { readonly text: string; readonly refusal?: undefined }
  | { readonly refusal: Refusal };

/** Deeper than any compute, and than the 64 levels at which the check of the text ends. */
const DEEPEST = 256;
/** Objects that JSON.stringify would write as `{}` or as a list of bytes. */
const OPAQUE =
  /^\[object (Map|Set|WeakMap|WeakSet|Promise|RegExp|ArrayBuffer|SharedArrayBuffer|DataView|\w+Array)\]$/;

class Stop {
  constructor(
    readonly reason: RefusalReason,
    readonly found: string,
  ) {}
}

class Enough {}

/**
 * Writes `input`. Once more than `limit` characters are written the text is cut off: the caller has to
 * take a text longer than `limit` as too large, not as a document.
 */
export function serialise(input: unknown, limit = Number.POSITIVE_INFINITY): Serialised {
  const writer = new Writer(limit);
  try {
    writer.write(input, "");
    if (writer.parts.length === 0) throw new Stop("", describe(input));
    return { text: writer.parts.join("") };
  } catch (thrown) {
    if (thrown instanceof Enough) return { text: writer.parts.join("") };
    return { refusal: writer.refusal(thrown) };
  }
}

/**
 * The same, many times quicker: by the host, if nothing of the value is dropped or converted. To see that, members
 * are read once more than {@link serialise} reads them.
 */
export function serialiseQuickly(input: unknown, limit: number): Serialised {
  const text = typeof input === "object" && input !== null ? quickly(input) : undefined;
  return text !== undefined && text.length <= limit ? { text } : serialise(input, limit);
}

function quickly(input: object): string | undefined {
  try {
    left = MUCH;
    return isPlain(input, 0) ? JSON.stringify(input) : undefined;
  } catch {
    // A getter that throws: the careful way says where.
    return undefined;
  }
}

/** Enough for every compute; what is larger, cyclic or deep goes the careful way. */
const MUCH = 1 << 20;
const DEEP = 64;
/** What a value takes at least. */
const VALUE = 16;
let left = 0;

function isPlain(value: unknown, depth: number): boolean {
  left -= VALUE;
  switch (typeof value) {
    case "string":
      left -= value.length;
      return left > 0;
    case "boolean":
    case "undefined":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth > DEEP || left < 0 || (value as { toJSON?: unknown }).toJSON !== undefined) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlain(item, depth + 1)) return false;
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in value) {
    if (!isPlain((value as Record<string, unknown>)[key], depth + 1)) return false;
  }
  return true;
}

class Writer {
  readonly parts: string[] = [];
  private readonly trail: string[] = [];
  private readonly holders: object[] = [];
  private written = 0;

  constructor(private readonly limit: number) {}

  refusal(thrown: unknown): Refusal {
    const path = this.trail.map((token) => `/${escapeToken(token)}`).join("");
    if (thrown instanceof Stop) {
      return { reason: thrown.reason, found: thrown.found, path: thrown.reason === "depth" ? "" : path };
    }
    // The stack of the caller may be nearly used up already.
    if (thrown instanceof RangeError) return { reason: "depth", found: "", path: "" };
    return { reason: "", found: "reading it throws an error", path };
  }

  private put(text: string): void {
    this.parts.push(text);
    this.written += text.length;
    if (this.written > this.limit) throw new Enough();
  }

  /** Writes a value; nothing for `undefined`. */
  write(given: unknown, key: string): void {
    let value = given;
    if ((typeof value === "object" && value !== null) || typeof value === "bigint") {
      const convert = (value as { toJSON?: unknown }).toJSON;
      if (typeof convert === "function") value = convert.call(value, key);
    }
    if (value === null || typeof value === "string" || typeof value === "boolean")
      this.put(JSON.stringify(value));
    else if (typeof value === "number") this.number(value);
    else if (typeof value === "object") this.container(value, key);
    else if (typeof value !== "undefined") {
      throw new Stop(typeof value === "bigint" ? "bigint" : "", describe(value));
    }
  }

  private number(value: number): void {
    if (!Number.isFinite(value)) throw new Stop("number", String(value));
    this.put(JSON.stringify(value));
  }

  private container(value: object, key: string): void {
    const boxed = unbox(value);
    if (boxed !== undefined) {
      this.write(boxed, key);
      return;
    }
    if (this.holders.includes(value)) throw new Stop("cycle", "");
    if (this.holders.length >= DEEPEST) throw new Stop("depth", "");
    this.holders.push(value);
    if (Array.isArray(value)) this.list(value);
    else this.object(value);
    this.holders.pop();
  }

  private list(value: unknown[]): void {
    this.put("[");
    const length = value.length;
    for (let index = 0; index < length; index += 1) {
      if (index > 0) this.put(",");
      this.trail.push(String(index));
      const before = this.parts.length;
      this.write(value[index], String(index));
      if (this.parts.length === before) this.put("null");
      this.trail.pop();
    }
    this.put("]");
  }

  private object(value: object): void {
    const tag = Object.prototype.toString.call(value);
    if (OPAQUE.test(tag)) throw new Stop("", describe(value, tag));
    this.put("{");
    let first = true;
    for (const key of Object.keys(value)) {
      this.trail.push(key);
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) {
        const mark = this.parts.length;
        this.put(`${first ? "" : ","}${JSON.stringify(key)}:`);
        const before = this.parts.length;
        this.write(member, key);
        // toJSON may still answer undefined: then the member is left out, as JSON.stringify does.
        if (this.parts.length === before) this.parts.length = mark;
        else first = false;
      }
      this.trail.pop();
    }
    this.put("}");
  }
}

/** The value inside `new Number(…)` and its like. */
function unbox(value: object): unknown {
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return value.valueOf();
  return undefined;
}

function describe(value: unknown, tag = ""): string {
  if (tag !== "") return /Array(Buffer)?\]$|DataView\]$/.test(tag) ? "bytes" : `a ${tag.slice(8, -1)}`;
  return value === undefined ? "undefined" : `a ${typeof value}`;
}
