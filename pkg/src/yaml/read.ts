/** From YAML to JSON text, with the place of every value. */
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
} from "yaml";
import type { Position } from "../types.js";

/** Most values that aliases may expand to. */
const MOST_VALUES = 100_000;

/** A text that was read. */
export interface Read {
  /** The same as JSON text; keys that stand twice stand twice. */
  readonly json: string;
  /** Byte ranges by pointer: of the value, and of the key that it has. */
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: LineCounter;
}

/** Where a value stands, in UTF-16 offsets. */
export interface Place {
  readonly value: readonly [number, number];
  readonly key?: readonly [number, number];
}

/** Why a text is no document. */
export interface Refusal {
  readonly reason: "syntax" | "documents" | "aliases";
  readonly found: string;
  readonly range: readonly [number, number];
  readonly lines: LineCounter;
}

/** How the tools of the service read YAML: version 1.1, where `yes` is true. Dates stay texts. */
const OPTIONS = {
  version: "1.1",
  merge: true,
  uniqueKeys: false,
  prettyErrors: false,
  customTags: (tags: unknown[]) =>
    tags.filter(
      (tag) => tag !== "timestamp" && (tag as { tag?: string }).tag !== "tag:yaml.org,2002:timestamp",
    ),
} as const;

/** The documents of a text. */
export function documents(text: string, lines = new LineCounter()): Document.Parsed[] {
  const found = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines, keepSourceTokens: true } as never);
  return Array.isArray(found) ? (found as unknown as Document.Parsed[]) : [];
}

/** Reads a text. */
export function read(text: string): Read | Refusal {
  const lines = new LineCounter();
  const found = documents(text, lines);
  const [document] = found;
  const error = found.flatMap((one) => one.errors)[0];
  if (error !== undefined) {
    return { reason: "syntax", found: plain(error.message), range: [error.pos[0], error.pos[1]], lines };
  }
  if (found.length > 1) {
    const second = found[1]?.range ?? [0, 0, 0];
    return { reason: "documents", found: String(found.length), range: [second[0], second[1]], lines };
  }
  const writer = new Writer(document);
  try {
    const json = document?.contents == null ? "null" : writer.value(document.contents, "");
    return { json, places: writer.places, lines };
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    return { reason: "aliases", found: String(MOST_VALUES), range: [0, 0], lines };
  }
}

/** The position of an offset. */
export function position(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1), offset };
}

/** Messages of the reader begin upper case and may end in a full stop. */
function plain(message: string): string {
  const short = message.replace(/\.$/, "").split("\n")[0] ?? "";
  return short.charAt(0).toLowerCase() + short.slice(1);
}

class TooMany extends Error {}

class Writer {
  readonly places = new Map<string, Place>();
  #values = 0;

  constructor(readonly document: Document.Parsed | undefined) {}

  value(node: unknown, pointer: string, key?: readonly [number, number]): string {
    this.#values += 1;
    if (this.#values > MOST_VALUES) throw new TooMany();
    if (isAlias(node)) {
      const target = this.document === undefined ? undefined : node.resolve(this.document);
      return target === undefined ? "null" : this.value(target, pointer, key);
    }
    const range = (node as ParsedNode | null)?.range;
    if (range != null) {
      this.places.set(pointer, { value: [range[0], range[1]], ...(key === undefined ? {} : { key }) });
    }
    if (isMap(node)) {
      const members: string[] = [];
      const own = new Set(node.items.map((pair) => keyText(pair)));
      for (const pair of node.items) this.#member(pair, pointer, own, members);
      return `{${members.join(",")}}`;
    }
    if (isSeq(node)) {
      return `[${node.items.map((item, index) => this.value(item, `${pointer}/${index}`)).join(",")}]`;
    }
    if (isScalar(node)) return scalar(meant(node));
    return "null";
  }

  #member(pair: Pair, pointer: string, own: ReadonlySet<string>, members: string[]): void {
    const key = keyText(pair);
    if (key === "<<" && !isScalarText(pair.value)) {
      for (const merged of this.#merged(pair.value)) {
        if (!own.has(keyText(merged))) this.#member(merged, pointer, new Set(), members);
      }
      return;
    }
    const range = (pair.key as ParsedNode | null)?.range;
    const below = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const place = range == null ? undefined : ([range[0], range[1]] as const);
    members.push(`${JSON.stringify(key)}:${this.value(pair.value, below, place)}`);
  }

  /** The members that `<<` brings; a later map does not replace what an earlier one brought. */
  #merged(value: unknown): Pair[] {
    const target = isAlias(value) && this.document !== undefined ? value.resolve(this.document) : value;
    if (isSeq(target)) return target.items.flatMap((item) => this.#merged(item));
    return isMap(target) ? target.items.filter((item) => isPair(item)) : [];
  }
}

function isScalarText(value: unknown): boolean {
  return isScalar(value) && typeof value.value === "string";
}

function keyText(pair: Pair): string {
  const key: unknown = isScalar(pair.key) ? meant(pair.key) : pair.key;
  // The key of a merge is a symbol there.
  if (typeof key === "symbol") return "<<";
  return typeof key === "string" ? key : String(key ?? "");
}

/** What the tools take for a number with an exponent: with a point, and a sign behind the letter. */
const EXPONENT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)e[-+][0-9]+$/i;

/** What a scalar says. The package takes `e9`, `.` and `1e5` for numbers; the tools take them for texts. */
function meant({ value, source, type }: Scalar): unknown {
  if (typeof value !== "number" || type !== "PLAIN" || source === undefined) return value;
  const isNone = Number.isNaN(value) && !/^\.nan$/i.test(source);
  const isText = /^[^x:]*e/i.test(source) && !EXPONENT.test(source);
  return isNone || isText ? source : value;
}

function scalar(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  return JSON.stringify(value) ?? "null";
}
