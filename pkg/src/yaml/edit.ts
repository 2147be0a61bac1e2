/**
 * Fixes for YAML: the text is edited where it can be, so that comments and layout stay as they are. Each way of
 * doing it is tried out, and taken only if exactly what was asked for comes of it.
 */

import { applyFixes } from "../check.js";
import { yaml } from "../convert/yaml.js";
import { tokens } from "../pointer.js";
import type { Fix, JsonPatchOperation } from "../types.js";
import { inPlace } from "./layout.js";
import { pointed, valueAt } from "./path.js";
import { type Read, read } from "./read.js";
import { anew } from "./rewrite.js";

/** Applies the operations of a fix to a text. */
export function applyToYaml(text: string, fix: Fix): string {
  let out = text;
  for (const operation of fix.patch) out = applyOne(out, operation);
  return out;
}

function applyOne(text: string, operation: JsonPatchOperation): string {
  const before = read(text);
  if ("reason" in before) return text;
  const wanted = outcome(before, operation);
  for (const edited of candidates(text, before, operation, wanted)) {
    if (edited !== undefined && holds(edited, wanted)) return edited;
  }
  return yaml(wanted as never);
}

/** What must come of it, by the same rules as for JSON. Of a key that stands twice the last one is read. */
function outcome({ json, twins }: Read, operation: JsonPatchOperation): unknown {
  const once = twins.size > 0 ? JSON.stringify(JSON.parse(json)) : json;
  return JSON.parse(applyFixes(once, [{ title: "", applicability: "safe", patch: [operation] }]));
}

/** From the one that leaves most of the text alone to the one that leaves least. */
function* candidates(
  text: string,
  before: Read,
  operation: JsonPatchOperation,
  wanted: unknown,
): Generator<string | undefined, void, undefined> {
  const place = pointed(before, tokens(operation.op === "move" ? operation.from : operation.path));
  if (place !== undefined) yield* inPlace(text, before, operation, place);
  if (operation.op === "move") {
    const value = valueAt(JSON.parse(before.json), tokens(operation.from));
    const without = applyOne(text, { op: "remove", path: operation.from });
    yield applyOne(without, { op: "add", path: operation.path, value });
  }
  yield* anew(text, before, operation, wanted);
}

function holds(text: string, wanted: unknown): boolean {
  const after = read(text);
  return "json" in after && sameJson(JSON.parse(after.json), wanted);
}

function sameJson(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null)
    return left === right;
  const [a, b] = [Object.entries(left), Object.entries(right)];
  return (
    Array.isArray(left) === Array.isArray(right) &&
    a.length === b.length &&
    a.every(
      ([key, value]) => Object.hasOwn(right, key) && sameJson(value, (right as Record<string, unknown>)[key]),
    )
  );
}
