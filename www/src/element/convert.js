/**
 * Between what stands in a control and what stands in the body. A text that is no value of its field
 * goes into the body as typed, so that the checker can say what is wrong with it.
 * Must not know the DOM, the report or the layout.
 */

import { isoOf, spoken } from "./duration.js";
import { isObject } from "./pointer.js";
import { humanWord, words } from "./words.js";

/** @import { FieldDescription, JsonObject, MapRow } from "./types.js" */

/** @typedef {"text" | "long-text" | "integer" | "duration" | "secret" | "choice" | "select" | "rows" | "json" | "size"} Control */

const RADIO_LIMIT = 3;

/**
 * The control a field is drawn with.
 * @param {FieldDescription} field
 * @returns {Control}
 */
export function controlOf(field) {
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

/**
 * A map whose keys are the point and whose values are empty objects (identity ids).
 * @param {FieldDescription} field
 */
export function holdsIds(field) {
  return field.type === "map" && field.format === "resource-id";
}

/**
 * @param {FieldDescription} field
 * @param {unknown} value
 * @returns {string} what a one-line or text-area control shows
 */
export function textOf(field, value) {
  if (value === undefined || value === null) return "";
  if (controlOf(field) === "json") return JSON.stringify(value, null, 2);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * @param {FieldDescription} field
 * @param {string} text
 * @returns {unknown} undefined = unset
 */
export function valueFrom(field, text) {
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

/**
 * @param {FieldDescription} field
 * @param {unknown} value
 * @returns {MapRow[]}
 */
export function rowsOf(field, value) {
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
 * @param {FieldDescription} field
 * @param {MapRow[]} rows
 * @returns {unknown} undefined = unset
 */
export function valueFromRows(field, rows) {
  if (field.type === "list") {
    const items = rows.map((row) => row.value).filter((item) => item !== "");
    return items.length > 0 ? items : undefined;
  }
  const named = rows.filter((row) => row.key !== "");
  if (named.length === 0) return undefined;
  /** @type {[string, unknown][]} */
  const entries = named.map((row) => [row.key, holdsIds(field) ? {} : row.value]);
  return Object.fromEntries(entries);
}

/**
 * @param {MapRow[]} rows
 * @returns {string | undefined} a name that stands in two rows
 */
export function duplicateKey(rows) {
  const keys = rows.map((row) => row.key).filter((key) => key !== "");
  return keys.find((key, index) => keys.indexOf(key) !== index);
}

/**
 * A described value (default, example) as a person would say it. Descriptions may give it as text.
 * @param {FieldDescription} field
 * @param {unknown} described
 * @param {string} [locale]
 * @returns {string}
 */
export function say(field, described, locale) {
  const value = typeof described === "string" ? valueFrom(field, described) : described;
  if (value === null || value === undefined) return words.notSet;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return new Intl.NumberFormat(locale || undefined).format(value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (field.format === "duration") return spoken(value, locale) ?? value;
  return field.type === "word" ? humanWord(value) : value;
}

/** @param {unknown} item */
function cellOf(item) {
  return typeof item === "string" ? item : JSON.stringify(item);
}

/** @param {string} text */
function integerOf(text) {
  const trimmed = text.trim();
  const value = /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isSafeInteger(value) ? value : text;
}

/** @param {string} text */
function booleanOf(text) {
  if (text === "true") return true;
  return text === "false" ? false : text;
}

/** @param {string} text */
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
