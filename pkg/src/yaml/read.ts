/** From YAML to JSON text, with the place of every value. */

import { type Document, isMap, isPair, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from "yaml";
import { below } from "../pointer.js";
import { type Aliases, behind, type Member, rangeOf, resolved } from "./aliases.js";
import { Lines } from "./lines.js";
import { documentsOf, type Refusal as Reason } from "./scan.js";

/** Most values that aliases may expand to. */
const MOST_VALUES = 100_000;
/** Bytes of the longest JSON text that the module reads. */
const LONGEST = 1024 * 1024;
/** Objects and lists inside each other that the module reads. */
const DEEPEST = 64;

/** A text that was read. */
export interface Read {
  /** The same as JSON text; keys that stand twice stand twice. */
  readonly json: string;
  /** Pointers of keys that stand twice. */
  readonly twins: ReadonlySet<string>;
  /** Of these, the ones with values that are no equal scalars: nobody knows which one is meant. */
  readonly torn: ReadonlySet<string>;
  /** UTF-16 ranges by pointer: of the value, and of the key that it has. */
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: Lines;
  /** The document in the words of the library. */
  readonly root: unknown;
  readonly aliases: Aliases;
}

/** Where a value stands, in UTF-16 offsets. */
export interface Place {
  readonly value: readonly [number, number];
  readonly key?: readonly [number, number];
}

/** Why a text is no document. */
export interface Refusal extends Reason {
  readonly lines: Lines;
}

/** Reads a text. */
export function read(text: string): Read | Refusal {
  const lines = new Lines(text);
  const documents = documentsOf(text);
  if ("reason" in documents) return { ...documents, range: inside(documents.range, text), lines };
  const [document] = documents as readonly Document.Parsed[];
  const root = document?.contents ?? null;
  const aliases = resolved(root);
  if ("reason" in aliases) return { ...aliases, found: "", lines };
  const writer = new Writer(aliases);
  try {
    const json = root === null ? "null" : writer.value(root, "", undefined, 0);
    if (new TextEncoder().encode(json).length > LONGEST) writer.tooLong();
    return { json, twins: writer.twins, torn: writer.torn, places: writer.places, lines, root, aliases };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ...error.why, range: inside(error.why.range, text), lines };
  }
}

/** Some places of the library lie after the end. */
function inside([start, end]: readonly [number, number], text: string): readonly [number, number] {
  const from = Math.max(0, Math.min(start, text.length));
  return [from, Math.max(from, Math.min(end, text.length))];
}

/** Ends the writing; never leaves this file. */
class Stop extends Error {
  constructor(readonly why: Reason) {
    super();
  }
}

/** The members of a map as a reader sees them: own ones first win over merged ones, earlier maps over later. */
export function membersOf(
  map: YAMLMap,
  aliases: Aliases,
  spend: (node: unknown) => void = () => {},
): Member[] {
  const own = map.items.map((pair): Member => ({ key: keyText(pair, aliases), pair, merged: false }));
  if (!own.some(isMerge)) return own;
  const seen = new Set(own.map(({ key }) => key));
  return own.flatMap((member) => {
    if (!isMerge(member)) return [member];
    const brought: Member[] = [];
    for (const pair of mergedPairs(member.pair.value, aliases, spend, 0)) {
      const key = keyText(pair, aliases);
      if (!seen.has(key)) brought.push({ key, pair, merged: true });
      seen.add(key);
    }
    return brought;
  });
}

function isMerge({ key, pair }: Member): boolean {
  return key === "<<" && !(isScalar(pair.value) && typeof pair.value.value === "string");
}

/** The members that `<<` brings. */
function mergedPairs(
  value: unknown,
  aliases: Aliases,
  spend: (node: unknown) => void,
  depth: number,
): readonly Pair[] {
  const target = behind(value, aliases);
  spend(value);
  if (depth > DEEPEST) throw tooDeep(value);
  if (isSeq(target)) return target.items.flatMap((item) => mergedPairs(item, aliases, spend, depth + 1));
  if (!isMap(target)) {
    throw new Stop({
      reason: "syntax",
      found: "`<<` needs an object or a list of objects",
      range: rangeOf(value),
    });
  }
  return target.items
    .filter((item) => isPair(item))
    .flatMap((pair) => {
      spend(pair.key);
      const member = { key: keyText(pair, aliases), pair, merged: true };
      return isMerge(member) ? mergedPairs(pair.value, aliases, spend, depth + 1) : [pair];
    });
}

class Writer {
  readonly places = new Map<string, Place>();
  readonly torn = new Set<string>();
  readonly twins = new Set<string>();
  #values = 0;
  #length = 0;

  constructor(readonly aliases: Aliases) {}

  value(given: unknown, pointer: string, key: readonly [number, number] | undefined, depth: number): string {
    this.#spend(given);
    const node = behind(given, this.aliases);
    if (depth >= DEEPEST && (isMap(node) || isSeq(node))) throw tooDeep(given);
    this.places.set(pointer, { value: rangeOf(node ?? given), ...(key === undefined ? {} : { key }) });
    if (isMap(node)) {
      const earlier = new Map<string, string>();
      const members = membersOf(node, this.aliases, (one) => this.#spend(one)).map(({ key: name, pair }) => {
        const place = below(pointer, name);
        const head = this.#written(JSON.stringify(name));
        const written = this.value(pair.value, place, rangeOf(pair.key), depth + 1);
        const before = earlier.get(name);
        earlier.set(name, written);
        if (before !== undefined) this.twins.add(place);
        if (before !== undefined && (before !== written || /^[[{]/.test(written))) this.torn.add(place);
        return `${head}:${written}`;
      });
      return `{${members.join(",")}}`;
    }
    if (isSeq(node)) {
      const items = node.items.map((item, at) => this.value(item, `${pointer}/${at}`, undefined, depth + 1));
      return `[${items.join(",")}]`;
    }
    return this.#written(isScalar(node) ? scalar(meant(node)) : "null");
  }

  #spend(node: unknown): void {
    this.#values += 1;
    if (this.#values <= MOST_VALUES) return;
    throw new Stop({ reason: "aliases", found: String(MOST_VALUES), range: rangeOf(node) });
  }

  #written(text: string): string {
    this.#length += text.length + 1;
    if (this.#length > LONGEST) this.tooLong();
    return text;
  }

  /** What is plain in YAML has quotes in JSON, and aliases repeat it. */
  tooLong(): never {
    const reason = this.aliases.size > 0 ? "aliases" : "size";
    const limit = reason === "size" ? LONGEST : MOST_VALUES;
    throw new Stop({ reason, found: String(limit), range: [0, 0] });
  }
}

function tooDeep(node: unknown): Stop {
  return new Stop({ reason: "depth", found: String(DEEPEST), range: rangeOf(node) });
}

/** A key as text. The tools refuse one that is an object or a list; often it is a placeholder without quotes. */
export function keyText(pair: Pair, aliases: Aliases): string {
  const node = behind(pair.key, aliases);
  if (node == null) return "";
  if (!isScalar(node)) {
    const found = "an object or a list cannot be a key; `{{ name }}` needs quotes";
    throw new Stop({ reason: "syntax", found, range: rangeOf(pair.key) });
  }
  const key = meant(node);
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
  // Bytes (`!!binary`) have no word in JSON.
  if (typeof value === "object" && value !== null) return JSON.stringify(String(value));
  return JSON.stringify(value) ?? "null";
}

export { position } from "./lines.js";
