/** Writes a format by the rows that its reader has (src/formats in the crate): the same table both ways. */

import formats from "../../wasm/formats.js";
import { escapeToken } from "../pointer.js";
import { at, isObject, type Json, type JsonObject, leaves } from "./resource.js";

/** A member of a format. */
export interface Row {
  readonly name: string;
  /** Where it stands in the resource, below where its object stands. */
  readonly to: string;
  readonly takes: string;
  readonly via?: "seconds" | "minutes" | "timeout" | "switch" | "port";
  readonly rows?: readonly Row[];
  readonly choices?: Readonly<Record<string, readonly Row[]>>;
  /** The words of the resource, and what they are in the format. */
  readonly words?: Readonly<Record<string, string>>;
  readonly required?: true;
  readonly secret?: true;
}

interface Formats {
  readonly "cli-v2": Readonly<Record<string, { readonly type: string; readonly rows: readonly Row[] }>>;
  readonly "sdk-v1": Readonly<
    Record<
      string,
      readonly {
        readonly call: string;
        readonly target: string | null;
        readonly rows: readonly Row[];
        /** Arguments that are given all or not at all. */
        readonly together: readonly (readonly string[])[];
      }[]
    >
  >;
}

/** The rows of the formats. */
export const FORMATS = formats as Formats;

/** Members written by rows, and the pointers into the resource that they say. */
export class RowWriter {
  /** Pointers into the resource, lower case, that were said. */
  readonly said = new Set<string>();

  constructor(readonly resource: JsonObject) {}

  /** The members that these rows say. */
  object(rows: readonly Row[], base = ""): JsonObject {
    const out: JsonObject = {};
    const done = new Set<string>();
    for (const row of rows) {
      const pointer = `${base}${row.to}`;
      // Of two names for one member the first that can say it.
      if (row.to !== "" && done.has(pointer)) continue;
      const value = this.#value(row, pointer);
      if (value === undefined) continue;
      out[row.name] = value;
      done.add(pointer);
    }
    return out;
  }

  /** The same, if it is an object that the reader of the format takes: one with all that it demands. */
  #whole(rows: readonly Row[], base: string): JsonObject | undefined {
    const before = new Set(this.said);
    const out = this.object(rows, base);
    if (Object.keys(out).length > 0 && missing(rows, out) === undefined) return out;
    this.#forget(before);
    return undefined;
  }

  /** The members of the first of several sorts of an object that the resource has. */
  #choice(choices: Readonly<Record<string, readonly Row[]>>, base: string): JsonObject | undefined {
    const type = Object.values(choices)
      .flat()
      .find((row) => row.name === "type");
    const declared = type === undefined ? undefined : at(this.resource, `${base}${type.to}`);
    for (const [word, rows] of Object.entries(choices)) {
      if (typeof declared === "string" && declared !== "" && !sameWord(declared, word)) continue;
      const own = rows.filter((row) => row.name !== "type");
      const out = this.#whole(own, base);
      if (out === undefined) continue;
      if (type !== undefined) this.say(`${base}${type.to}`);
      return { type: word, ...out };
    }
    return undefined;
  }

  #forget(before: ReadonlySet<string>): void {
    for (const pointer of this.said) {
      if (!before.has(pointer)) this.said.delete(pointer);
    }
  }

  /** Whether anything below a pointer is written. */
  says(pointer: string): boolean {
    const below = `${pointer.toLowerCase()}/`;
    return [...this.said].some((said) => said.startsWith(below));
  }

  /** Takes back that a pointer and all below it are written. */
  unsay(pointer: string): void {
    for (const leaf of leaves(at(this.resource, pointer), pointer)) this.said.delete(leaf.toLowerCase());
  }

  /** Says that a pointer and all below it are written by other means. */
  say(pointer: string): Json | undefined {
    const value = at(this.resource, pointer);
    for (const leaf of leaves(value, pointer)) this.said.add(leaf.toLowerCase());
    return value;
  }

  /** What was not said. */
  unsaid(): string[] {
    return leaves(this.resource).filter((leaf) => !this.said.has(leaf.toLowerCase()));
  }

  #value(row: Row, pointer: string): Json | undefined {
    if (row.rows !== undefined && row.takes === "object") return this.#whole(row.rows, pointer);
    if (row.choices !== undefined) return this.#choice(row.choices, pointer);
    if (row.to === "") return undefined;
    const found = at(this.resource, pointer);
    if (found === undefined || found === null) {
      if (found === null) this.say(pointer);
      return undefined;
    }
    if (row.rows !== undefined) {
      if (!Array.isArray(found)) return undefined;
      const items = found.map((_, index) => this.#whole(row.rows ?? [], `${pointer}/${index}`));
      return items.filter((item) => item !== undefined);
    }
    const value = convert(row, found);
    // Of a map of objects their values only.
    if (isObject(value) && row.to.endsWith(VARIABLES)) {
      for (const key of Object.keys(value)) this.say(`${pointer}/${escapeToken(key)}/value`);
    } else if (value !== undefined) this.say(pointer);
    return value;
  }
}

/** Where what a reader demands would stand in the resource, below its object; `undefined` if all is there. */
export function missing(rows: readonly Row[], object: JsonObject): string | undefined {
  // What an object does and when is chosen among several sorts: it is nothing without one of them.
  const demanded = (known: Row) => known.required === true || known.choices !== undefined;
  const row = rows.find((known) => demanded(known) && object[known.name] === undefined);
  if (row === undefined) return undefined;
  return `${row.to}${(row.rows && missing(row.rows, {})) ?? ""}`;
}

/** The value of the format that becomes this value of the resource; `undefined` if there is none. */
function convert(row: Row, value: Json): Json | undefined {
  switch (row.via) {
    case "seconds":
      return seconds(value);
    case "minutes": {
      const found = seconds(value);
      return found !== undefined && found % 60 === 0 ? found / 60 : undefined;
    }
    case "timeout":
      return timeoutMinutes(value);
    case "switch":
      return sameWord(value, "Enabled") ? true : sameWord(value, "Disabled") ? false : undefined;
    case "port": {
      const port = integer(value);
      return port !== undefined && port > 1025 && port < 65_535 ? port : undefined;
    }
    default:
  }
  if (row.words !== undefined) {
    const word = (item: Json): string | undefined => {
      if (typeof item !== "string") return undefined;
      const known = Object.keys(row.words ?? {}).find((other) => other.toLowerCase() === item.toLowerCase());
      return known === undefined ? undefined : row.words?.[known];
    };
    if (!Array.isArray(value)) return word(value);
    const words = value.map(word);
    return words.every((item) => item !== undefined) ? (words as string[]) : undefined;
  }
  if (row.takes === "texts") return texts(value, row.to.endsWith(VARIABLES));
  if (row.takes === "integer") return integer(value);
  if (row.takes === "integers") {
    const found = Array.isArray(value) ? value.map(integer) : [];
    return Array.isArray(value) && !found.includes(undefined) ? (found as number[]) : undefined;
  }
  if (row.takes === "boolean") {
    if (typeof value === "boolean") return value;
    return sameWord(value, "true") ? true : sameWord(value, "false") ? false : undefined;
  }
  return row.takes !== "text" || typeof value === "string" ? value : undefined;
}

/** A whole number, also one that is written as a text. */
function integer(value: Json): number | undefined {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/** A map of `{ value }` objects. */
const VARIABLES = "/environmentVariables";

/** A map of texts; of objects the values. */
function texts(value: Json, objects: boolean): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).map(([key, item]) => {
    const inner = objects ? (isObject(item) ? item["value"] : undefined) : item;
    return [key, inner] as const;
  });
  if (!entries.every(([, item]) => typeof item === "string")) return undefined;
  return Object.fromEntries(entries) as JsonObject;
}

function sameWord(value: Json, word: string): boolean {
  return typeof value === "string" && value.toLowerCase() === word.toLowerCase();
}

const DURATION = /^\s*P(?:0+Y)?(?:0+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.0*)?S)?)?\s*$/;

/** The seconds of an ISO 8601 duration of whole seconds; years and months only if there are none of them. */
export function seconds(value: Json | undefined): number | undefined {
  const parts = typeof value === "string" ? DURATION.exec(value) : null;
  if (parts === null || !/\d/.test(parts[0])) return undefined;
  const [days = 0, hours = 0, minutes = 0, rest = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

function timeoutMinutes(value: Json): number | undefined {
  const found = timeoutSeconds(value);
  return found !== undefined && found % 60 === 0 ? found / 60 : undefined;
}

/** The seconds of an argument of the program `timeout`. */
export function timeoutSeconds(value: Json | undefined): number | undefined {
  const parts = typeof value === "string" ? /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(value) : null;
  if (parts === null) return undefined;
  return Number(parts[1]) * ({ s: 1, m: 60, h: 3600, d: 86_400, "": 1 }[parts[2] ?? ""] ?? 1);
}
