/**
 * Between what stands in a control and what stands in the body. A text that is no value of its field
 * goes into the body as typed, so that the checker can say what is wrong with it.
 * Must not know the DOM, the report or the layout.
 */

import { isoOf, spoken } from "../shared/duration.js";
import { isObject } from "../shared/pointer.js";
import type { FieldDescription, MapRow } from "../shared/types.js";
import { humanWord, words } from "../shared/words.js";

export type Control =
  | "text"
  | "long-text"
  | "integer"
  | "duration"
  | "secret"
  | "choice"
  | "select"
  | "rows"
  | "json"
  | "size";

const RADIO_LIMIT = 3;

/** The control a field is drawn with. */
export function controlOf(field: FieldDescription): Control {
  if (field.secret) return "secret";
  switch (field.type) {
    case "integer":
      return "integer";
    case "boolean":
      return "choice";
    case "word":
      return (field.words ?? []).length <= RADIO_LIMIT ? "choice" : "select";
    case "map":
    case "list":
      return "rows";
    case "any":
      return "json";
    default:
      if (field.format === "duration") return "duration";
      if (field.format === "vm-size") return "size";
      return field.format === "long-text" ? "long-text" : "text";
  }
}

/** A map whose keys are the point and whose values are empty objects (identity ids). */
export function holdsIds(field: FieldDescription) {
  return field.type === "map" && field.format === "resource-id";
}

/** @returns what a one-line or text-area control shows */
export function textOf(field: FieldDescription, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (controlOf(field) === "json") return JSON.stringify(value, null, 2);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** @returns undefined = unset */
export function valueFrom(field: FieldDescription, text: string): unknown {
  if (text === "") return undefined;
  switch (controlOf(field)) {
    case "integer":
      return integerOf(text);
    case "duration":
      return isoOf(text) ?? text;
    case "json":
      return jsonOf(text);
    case "choice":
      return field.type === "boolean" ? booleanOf(text) : text;
    default:
      return text;
  }
}

export function rowsOf(field: FieldDescription, value: unknown): MapRow[] {
  if (field.type === "list") {
    const items = Array.isArray(value) ? value : [];
    return items.map((item) => ({ key: "", value: cellOf(item) }));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, item]) => ({
    key,
    value: holdsIds(field) ? "" : cellOf(item),
  }));
}

/**
 * The value of edited rows; rows without a name are not sent.
 * @returns undefined = unset
 */
export function valueFromRows(field: FieldDescription, rows: MapRow[]): unknown {
  if (field.type === "list") {
    const items = rows.map((row) => row.value).filter((item) => item !== "");
    return items.length > 0 ? items : undefined;
  }
  const named = rows.filter((row) => row.key !== "");
  if (named.length === 0) return undefined;
  const entries: [string, unknown][] = named.map((row) => [
    row.key,
    holdsIds(field) ? {} : row.value,
  ]);
  return Object.fromEntries(entries);
}

/** @returns a name that stands in two rows */
export function duplicateKey(rows: MapRow[]): string | undefined {
  const keys = rows.map((row) => row.key).filter((key) => key !== "");
  return keys.find((key, index) => keys.indexOf(key) !== index);
}

/**
 * A described value (default, example) as a person would say it. Descriptions may give it as text.
 */
export function say(field: FieldDescription, described: unknown, locale?: string): string {
  const value = typeof described === "string" ? valueFrom(field, described) : described;
  if (value === null || value === undefined) return words.notSet;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return new Intl.NumberFormat(locale || undefined).format(value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (field.format === "duration") return spoken(value, locale) ?? value;
  return field.type === "word" ? humanWord(value) : value;
}

function cellOf(item: unknown) {
  return typeof item === "string" ? item : JSON.stringify(item);
}

function integerOf(text: string) {
  const trimmed = text.trim();
  const value = /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isSafeInteger(value) ? value : text;
}

function booleanOf(text: string) {
  if (text === "true") return true;
  return text === "false" ? false : text;
}

function jsonOf(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
