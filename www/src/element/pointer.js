/**
 * JSON pointers (RFC 6901) over plain bodies. Names are compared without case, as the service and the
 * checker do. Nothing here changes its input: every write returns a new root.
 * Must not know fields, kinds or the DOM.
 */

/** @import { JsonObject } from "./types.js" */

/**
 * @param {string} pointer
 * @returns {string[]} the unescaped segments
 */
export function segmentsOf(pointer) {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * @param {string[]} segments
 * @returns {string}
 */
export function pointerOf(segments) {
  return segments
    .map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The member's own spelling in `object`, or undefined if it is not there.
 * @param {JsonObject} object
 * @param {string} name
 * @returns {string | undefined}
 */
function spelling(object, name) {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/**
 * @param {unknown} root
 * @param {string} pointer
 * @returns {unknown} undefined if nothing stands there
 */
export function read(root, pointer) {
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

/**
 * Puts `value` at `pointer`, making the objects on the way.
 * @param {JsonObject} root
 * @param {string} pointer
 * @param {unknown} value
 * @returns {JsonObject}
 */
export function write(root, pointer, value) {
  const [first, ...rest] = segmentsOf(pointer);
  if (first === undefined) return isObject(value) ? value : root;
  const key = spelling(root, first) ?? first;
  const child = rest.length === 0 ? value : write(objectAt(root, key), pointerOf(rest), value);
  return { ...root, [key]: child };
}

/**
 * Takes the member at `pointer` away, and the objects that became empty by it unless `keep` has them.
 * @param {JsonObject} root
 * @param {string} pointer
 * @param {unknown} keep a body whose objects stay even when empty
 * @returns {JsonObject}
 */
export function remove(root, pointer, keep) {
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

/**
 * Whether `inner` is `outer` or lies below it, segment by segment and without case.
 * @param {string} outer
 * @param {string} inner
 * @returns {boolean}
 */
export function covers(outer, inner) {
  const [a, b] = [outer.toLowerCase(), inner.toLowerCase()];
  return a === b || b.startsWith(`${a}/`);
}

/**
 * @param {JsonObject} root
 * @param {string} key
 * @returns {JsonObject}
 */
function objectAt(root, key) {
  const child = Object.hasOwn(root, key) ? root[key] : undefined;
  return isObject(child) ? child : {};
}

/**
 * Whether two values are the same data: the order of properties does not matter.
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
export function alike(a, b) {
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
