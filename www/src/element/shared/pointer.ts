/**
 * JSON pointers (RFC 6901) over plain bodies. Names are compared without case, as the service and the
 * checker do. Nothing here changes its input: every write returns a new root.
 * Must not know fields, kinds or the DOM.
 */

import type { JsonObject } from "./types.js";

export { covers } from "../../../../pkg/src/pointer.js";

/** @returns the unescaped segments */
export function segmentsOf(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function pointerOf(segments: string[]): string {
  return segments
    .map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member's own spelling in `object`, or undefined if it is not there. */
function spelling(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** @returns undefined if nothing stands there */
export function read(root: unknown, pointer: string): unknown {
  let at = root;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(at)) {
      at = at[Number(segment)];
    } else if (isObject(at)) {
      const key = spelling(at, segment);
      at = key === undefined ? undefined : at[key];
    } else {
      return undefined;
    }
  }
  return at;
}

/** Puts `value` at `pointer`, making the objects on the way. */
export function write(root: JsonObject, pointer: string, value: unknown): JsonObject {
  const [first, ...rest] = segmentsOf(pointer);
  if (first === undefined) return isObject(value) ? value : root;
  const key = spelling(root, first) ?? first;
  const child = rest.length === 0 ? value : write(objectAt(root, key), pointerOf(rest), value);
  return { ...root, [key]: child };
}

/**
 * Takes the member at `pointer` away, and the objects that became empty by it unless `keep` has them.
 * @param keep a body whose objects stay even when empty
 */
export function remove(root: JsonObject, pointer: string, keep: unknown): JsonObject {
  const [first, ...rest] = segmentsOf(pointer);
  if (first === undefined) return root;
  const key = spelling(root, first);
  if (key === undefined) return root;
  const { [key]: old, ...others } = root;
  if (rest.length === 0) return others;
  if (!isObject(old)) return root;
  const kept = read(keep, pointerOf([first]));
  const child = remove(old, pointerOf(rest), kept);
  if (Object.keys(child).length === 0 && !isObject(kept)) return others;
  return { ...root, [key]: child };
}

function objectAt(root: JsonObject, key: string): JsonObject {
  const child = Object.hasOwn(root, key) ? root[key] : undefined;
  return isObject(child) ? child : {};
}

/** Whether two values are the same data: the order of properties does not matter. */
export function alike(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => alike(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && alike(a[name], b[name]))
  );
}
