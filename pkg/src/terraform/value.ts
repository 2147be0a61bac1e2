/** Values of Terraform while it is evaluated; each remembers where it was written. */
import type { Range } from "../source/fault.js";

/** What nobody knows before an apply. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** The content of a value. */
export type Data =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | typeof UNKNOWN;

/** A file of a configuration. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** A value. */
export interface Value {
  readonly data: Data;
  /** Where it was written, if it was written out. */
  readonly place?: Place | undefined;
  /** Of an unknown value: what it is one of, if that is known. */
  readonly ways?: readonly Value[];
}

/** Most ways that an unknown value is followed. */
const MOST_WAYS = 8;

/** A value that is one of several. */
export function oneOf(values: readonly Value[]): Value {
  const all = values.map((value) => (isKnown(value) ? [value] : value.ways));
  if (!all.every((one) => one !== undefined)) return unknown;
  const ways = all.flatMap((one) => [...(one ?? [])]);
  const [first] = ways;
  if (first === undefined || ways.length > MOST_WAYS) return unknown;
  return ways.every((way) => same(way, first)) ? first : { data: UNKNOWN, ways };
}

/** Nothing is known. */
export const unknown: Value = { data: UNKNOWN };

/** A value that was made. */
export function made(data: Data): Value {
  return { data };
}

/** Whether a value, with all that is in it, is known. */
export function isKnown(value: Value): boolean {
  const { data } = value;
  if (data === UNKNOWN) return false;
  if (isList(data)) return data.every(isKnown);
  return isMap(data) ? [...data.values()].every(isKnown) : true;
}

/** Whether content is a list. */
export function isList(data: Data): data is readonly Value[] {
  return Array.isArray(data);
}

/** Whether content is a map or an object. */
export function isMap(data: Data): data is ReadonlyMap<string, Value> {
  return data instanceof Map;
}

/** A value as a text; `undefined` of what has none. */
export function textOf({ data }: Value): string | undefined {
  if (typeof data === "string") return data;
  if (typeof data === "boolean") return String(data);
  return typeof data === "number" ? numeral(data) : undefined;
}

/** A value as a number; `undefined` of what is none. */
export function numberOf({ data }: Value): number | undefined {
  if (typeof data === "number") return data;
  if (typeof data !== "string" || !/^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/.test(data)) return undefined;
  return Number(data);
}

/** A value as true or false; `undefined` of what is neither. */
export function truthOf({ data }: Value): boolean | undefined {
  if (typeof data === "boolean") return data;
  return data === "true" ? true : data === "false" ? false : undefined;
}

/** Without an exponent, which Terraform writes for no number. */
function numeral(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/, "");
}

/** Plain JSON as a value. */
export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) return made(json.map(fromJson));
  if (typeof json === "object" && json !== null) {
    return made(new Map(Object.entries(json).map(([key, item]) => [key, fromJson(item)])));
  }
  if (typeof json === "string" || typeof json === "number" || typeof json === "boolean") return made(json);
  return made(null);
}

/** A known value as plain JSON. */
export function toJson({ data }: Value): unknown {
  if (isList(data)) return data.map(toJson);
  if (isMap(data)) return Object.fromEntries([...data].map(([key, item]) => [key, toJson(item)]));
  return data === UNKNOWN ? null : data;
}

/** Whether two known values are the same. */
export function same(left: Value, right: Value): boolean {
  const a: Data = left.data;
  const b: Data = right.data;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, at) => same(item, b[at] ?? unknown));
  }
  if (isMap(a) && isMap(b)) {
    return (
      a.size === b.size && [...a].every(([key, item]) => b.has(key) && same(item, b.get(key) ?? unknown))
    );
  }
  return a === b;
}
