/**
 * Layout hints: how wide a field stands in its group, and which of two comes first. The only place where the form may know more
 * about fields than `describe` says, and only by type, format and name, never by kind.
 */

import { controlOf } from "./convert.js";

/** @import { FieldDescription } from "./types.js" */

/** Columns of six. @typedef {2 | 3 | 6} Span */

/** Characters that fit into half the width. */
const HALF_WIDTH = 32;
const WIDE_FORMATS = new Set(["resource-id", "ssh-public-key", "long-text"]);

/**
 * @param {FieldDescription} field
 * @returns {Span}
 */
export function spanOf(field) {
  const control = controlOf(field);
  if (control === "integer" || control === "duration") return 2;
  if (control === "choice") return (field.words ?? []).length > 2 ? 6 : 3;
  if (control === "rows" || control === "json" || control === "size") return 6;
  const long = typeof field.example === "string" && field.example.length > HALF_WIDTH;
  return long || WIDE_FORMATS.has(field.format ?? "") ? 6 : 3;
}

/** Pairs that read in this order, whatever order they are described in. */
const BEFORE = [["minNodeCount", "maxNodeCount"]];

/**
 * @template {{ field: FieldDescription }} View
 * @param {View[]} views
 * @returns {View[]}
 */
export function inOrder(views) {
  const ordered = [...views];
  for (const [first, second] of BEFORE) {
    const from = ordered.findIndex(({ field }) => field.name === first);
    const to = ordered.findIndex(({ field }) => field.name === second);
    if (to !== -1 && from > to) ordered.splice(to, 0, ...ordered.splice(from, 1));
  }
  return ordered;
}

/**
 * Whether a field of an open group waits behind "more options": it belongs to an object that is not
 * there yet and that nothing asks for.
 * @param {FieldDescription} field
 * @param {boolean} hasParent
 * @param {boolean} isAskedFor by the empty form, or by a finding
 */
export function isSpare(field, hasParent, isAskedFor) {
  return field.required === true && !hasParent && !isAskedFor;
}

/**
 * What the browser may fill in by itself.
 * @param {FieldDescription} field
 * @returns {"off" | "new-password"}
 */
export function autocompleteOf(field) {
  return field.format === "password" ? "new-password" : "off";
}
