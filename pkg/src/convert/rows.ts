/** Writes a format by the rows that its reader has (src/formats in the crate): the same table both ways. */
import formats from "../../wasm/formats.js";
import { at, isObject, type Json, type JsonObject, leaves } from "./resource.js";

/** A member of a format. */
export interface Row {
  readonly name: string;
  /** Where it stands in the resource, below where its object stands. */
  readonly to: string;
  readonly takes: string;
  readonly via?: "seconds" | "minutes" | "timeout" | "switch";
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
      readonly { readonly call: string; readonly target: string | null; readonly rows: readonly Row[] }[]
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
    for (const row of rows) {
      const value = this.#value(row, `${base}${row.to}`);
      if (value !== undefined) out[row.name] = value;
    }
    return out;
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
    if (row.rows !== undefined && row.takes === "object") return filled(this.object(row.rows, pointer));
    if (row.choices !== undefined) {
      const written = Object.values(row.choices).map((rows) => this.object(rows, pointer));
      return filled(written.sort((a, b) => Object.keys(b).length - Object.keys(a).length)[0] ?? {});
    }
    if (row.to === "") return undefined;
    const found = at(this.resource, pointer);
    if (found === undefined || found === null) {
      if (found === null) this.say(pointer);
      return undefined;
    }
    if (row.rows !== undefined) {
      if (!Array.isArray(found)) return undefined;
      return found.map((_, index) => this.object(row.rows ?? [], `${pointer}/${index}`));
    }
    const value = convert(row, found);
    if (value !== undefined) this.say(pointer);
    return value;
  }
}

function filled(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length > 0 ? object : undefined;
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
  if (row.takes === "texts") return texts(value);
  if (row.takes === "integer" && typeof value === "string" && /^-?\d+$/.test(value)) return Number(value);
  if (row.takes === "boolean" && typeof value === "string") {
    return sameWord(value, "true") ? true : sameWord(value, "false") ? false : undefined;
  }
  return value;
}

/** A map of texts; of `{ value }` objects the values. */
function texts(value: Json): Json | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, isObject(item) ? item["value"] : item] as const,
  );
  if (!entries.every(([, item]) => typeof item === "string")) return undefined;
  return Object.fromEntries(entries) as JsonObject;
}

function sameWord(value: Json, word: string): boolean {
  return typeof value === "string" && value.toLowerCase() === word.toLowerCase();
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** The seconds of an ISO 8601 duration without years, months, weeks and fractions. */
export function seconds(value: Json | undefined): number | undefined {
  const parts = typeof value === "string" ? DURATION.exec(value) : null;
  if (parts === null || parts.slice(1).every((part) => part === undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, rest = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

function timeoutMinutes(value: Json): number | undefined {
  const parts = typeof value === "string" ? /^(\d+)([smhd]?)$/.exec(value) : null;
  if (parts === null) return undefined;
  const unit = { s: 1, m: 60, h: 3600, d: 86_400, "": 1 }[parts[2] ?? ""] ?? 1;
  const found = Number(parts[1]) * unit;
  return found % 60 === 0 ? found / 60 : undefined;
}
