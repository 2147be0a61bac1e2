/**
 * Layout hints: how wide a field stands in its group, and which of two comes first. The only place where the form may know more
 * about fields than `describe` says, and only by type, format and name, never by kind.
 */

import type { FieldDescription } from "../shared/types.js";
import { controlOf } from "./convert.js";

/** Columns of six. */
export type Span = 2 | 3 | 6;

/** Characters that fit into half the width. */
const HALF_WIDTH = 32;
const WIDE_FORMATS = new Set(["resource-id", "ssh-public-key", "long-text"]);

export function spanOf(field: FieldDescription): Span {
  const control = controlOf(field);
  if (control === "integer" || control === "duration") return 2;
  if (control === "choice") return (field.words ?? []).length > 2 ? 6 : 3;
  if (control === "rows" || control === "json" || control === "size") return 6;
  const long = typeof field.example === "string" && field.example.length > HALF_WIDTH;
  return long || WIDE_FORMATS.has(field.format ?? "") ? 6 : 3;
}

/** Pairs that read in this order, whatever order they are described in. */
const BEFORE = [["minNodeCount", "maxNodeCount"]];

export function inOrder<View extends { field: FieldDescription }>(views: View[]): View[] {
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
 * @param isAskedFor by the empty form, or by a finding
 */
export function isSpare(field: FieldDescription, hasParent: boolean, isAskedFor: boolean) {
  return field.required === true && !hasParent && !isAskedFor;
}

/** What the browser may fill in by itself. */
export function autocompleteOf(field: FieldDescription): "off" | "new-password" {
  return field.format === "password" ? "new-password" : "off";
}
