/** Edits of a text that touch one member or item and leave everything else as it is. */

import { type Alias, isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { yaml } from "../convert/yaml.js";
import { tokens } from "../pointer.js";
import type { JsonPatchOperation } from "../types.js";
import { rangeOf } from "./aliases.js";
import { type Place, valueAt } from "./path.js";
import type { Read } from "./read.js";

/** A stretch of the text and what comes in its stead. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/** The text after each way that the layout allows. */
export function* inPlace(
  text: string,
  found: Read,
  operation: JsonPatchOperation,
  place: Place,
): Generator<string | undefined, void, undefined> {
  const [main, ...others] = splicesOf(text, operation, place);
  if (main === undefined) return;
  yield spliced(text, [main, ...others]);
  // The anchor of what is changed moves to the first of its aliases, so that they keep their value.
  const moved = anchorMoved(text, found, operation, place);
  if (moved.length === 0) return;
  yield spliced(text, [main, ...others, ...moved]);
  if (operation.op === "remove") yield spliced(text, [main, ...others, ...moved.slice(1)]);
}

function splicesOf(text: string, operation: JsonPatchOperation, place: Place): readonly Splice[] {
  const { holder, pair, step } = place;
  switch (operation.op) {
    case "replace":
      return twinsReplaced(text, place, operation.value);
    case "add":
      if (pair !== undefined) return twinsReplaced(text, place, operation.value);
      return one(
        isMap(holder)
          ? withPair(text, holder, step, operation.value)
          : withItem(text, place, operation.value),
      );
    case "remove": {
      if (isSeq(holder)) return one(withoutItem(text, holder, Number(step)));
      const all = place.twins.map((twin) => withoutPair(text, holder as YAMLMap, twin));
      const splices = all.filter((splice) => splice !== undefined);
      return splices.length < all.length ? [] : splices;
    }
    case "move": {
      const [from, to] = [tokens(operation.from), tokens(operation.path)];
      const sameHolder = to.slice(0, -1).join("\n") === from.slice(0, -1).join("\n");
      if (!sameHolder || pair === undefined || isAlias(pair.key) || !isMap(holder)) return [];
      const [start, end] = rangeOf(pair.key);
      return end > start ? [{ from: start, to: end, put: inline(to.at(-1) ?? "") }] : [];
    }
    default:
      return [];
  }
}

function one(splice: Splice | undefined): readonly Splice[] {
  return splice === undefined ? [] : [splice];
}

/** Later stretches first, so that the places of earlier ones stay true; none where two of them touch. */
function spliced(text: string, splices: readonly Splice[]): string | undefined {
  const order = splices.toSorted((a, b) => b.from - a.from);
  if (order.some(({ from }, at) => (order[at + 1]?.to ?? 0) > from)) return undefined;
  return order.reduce((out, { from, to, put }) => out.slice(0, from) + put + out.slice(to), text);
}

/** A value on one line: a scalar plain where that is safe, lists and maps in brackets. */
export function inline(value: unknown): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return yaml(value as string).trimEnd();
}

/** Members with one key and one value stay equal: if they did not, a reader could take either. */
function twinsReplaced(text: string, { pair, twins, written }: Place, value: unknown): readonly Splice[] {
  const spelled = (node: unknown) => text.slice(...rangeOf(node));
  const others = twins.filter((twin) => twin !== pair && spelled(twin.value) === spelled(written));
  const last = replaced(text, written, pair, value);
  return last.length === 0
    ? []
    : [...last, ...others.flatMap((twin) => replaced(text, twin.value, twin, value))];
}

function replaced(text: string, written: unknown, pair: Pair | undefined, value: unknown): readonly Splice[] {
  if (isMap(written) || isSeq(written)) {
    if (written.flow !== true) return [];
  } else if (!isScalar(written) && !isAlias(written)) {
    // A key without a value: it goes behind the colon.
    const end = pair === undefined ? 0 : text.indexOf(":", rangeOf(pair.key)[1]) + 1;
    return end > 0 ? [{ from: end, to: end, put: ` ${inline(value)}` }] : [];
  }
  const [from, to] = rangeOf(written);
  const gap = from === to && /[:-]/.test(text.charAt(from - 1)) ? " " : "";
  // The end of a text in several lines holds its last line break.
  const tail = to > from && text.charAt(to - 1) === "\n" ? "\n" : "";
  return [{ from, to, put: `${gap}${inline(value)}${tail}` }];
}

/** The anchor of the value that changes, given to the first alias. */
function anchorMoved(text: string, found: Read, operation: JsonPatchOperation, place: Place): Splice[] {
  const { anchor } = (place.written ?? {}) as { anchor?: string };
  const first = firstAlias(found, place.written);
  if (anchor === undefined || first === undefined || isAlias(place.written)) return [];
  const [start] = rangeOf(place.written);
  const back = text.lastIndexOf(`&${anchor}`, start);
  if (back < 0) return [];
  const end = back + anchor.length + 1;
  const blanks = /^[ \t]*/.exec(text.slice(end, start))?.[0].length ?? 0;
  const [from, to] = rangeOf(first);
  const value = inline(valueAt(JSON.parse(found.json), tokens(operation.path)));
  return [
    { from, to, put: `&${anchor} ${value}` },
    { from: back, to: end + blanks, put: "" },
  ];
}

function firstAlias(found: Read, node: unknown): Alias | undefined {
  for (const [alias, target] of found.aliases) if (target === node) return alias;
  return undefined;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

/** Behind the line on which something ends. */
function behindLine(text: string, end: number): number {
  return text.charAt(end - 1) === "\n" ? end : lineEnd(text, end);
}

function endOf(pair: Pair): number {
  return pair.value === null ? rangeOf(pair.key)[1] : Math.max(rangeOf(pair.key)[1], rangeOf(pair.value)[1]);
}

/** Takes a pair with its whole lines away; only where nothing else stands on them. */
function withoutPair(text: string, map: YAMLMap, pair: Pair): Splice | undefined {
  const [from] = rangeOf(pair.key);
  if (map.flow === true)
    return withoutFlow(
      map.items.map((item) => [rangeOf(item.key)[0], endOf(item)]),
      map.items.indexOf(pair),
    );
  if (map.items.length === 1) return undefined;
  const start = lineStart(text, from);
  if (text.slice(start, from).trim() !== "") return undefined;
  return { from: start, to: behindLine(text, endOf(pair)), put: "" };
}

/** Takes an item with its whole lines away. */
function withoutItem(text: string, list: YAMLSeq, index: number): Splice | undefined {
  const ranges = list.items.map((item) => rangeOf(item));
  const range = ranges[index];
  if (range === undefined) return undefined;
  if (list.flow === true) return withoutFlow(ranges, index);
  const start = lineStart(text, range[0]);
  if (list.items.length === 1 || !/^[ \t]*-[ \t]+$/.test(text.slice(start, range[0]))) return undefined;
  return { from: start, to: behindLine(text, range[1]), put: "" };
}

/** Takes one of those between brackets away, with the comma before or behind it. */
function withoutFlow(
  ranges: readonly (readonly [number, number] | number[])[],
  index: number,
): Splice | undefined {
  const [before, range, next] = [ranges[index - 1], ranges[index], ranges[index + 1]];
  if (range === undefined) return undefined;
  const [start = 0, end = 0] = range;
  if (before !== undefined) return { from: before[1] ?? start, to: end, put: "" };
  return { from: start, to: next?.[0] ?? end, put: "" };
}

/** Adds a pair behind the last one. */
function withPair(text: string, map: YAMLMap, key: string, value: unknown): Splice | undefined {
  const [first, last] = [map.items[0], map.items.at(-1)];
  const put = `${inline(key)}: ${inline(value)}`;
  if (map.flow === true) {
    const [, end] = rangeOf(map);
    const at = last === undefined ? end - 1 : endOf(last);
    return { from: at, to: at, put: last === undefined ? put : `, ${put}` };
  }
  if (first === undefined || last === undefined) return undefined;
  const [start] = rangeOf(first.key);
  const indent = text.slice(lineStart(text, start), start).replace(/[^\t]/g, " ");
  return behindLast(text, endOf(last), indent, put);
}

/** Adds an item behind the last one. */
function withItem(text: string, { holder, step }: Place, value: unknown): Splice | undefined {
  const { items, flow } = holder as YAMLSeq;
  if (step !== "-" && Number(step) !== items.length) return undefined;
  const [, end] = rangeOf(items.at(-1));
  if (flow === true) {
    const at = items.length === 0 ? rangeOf(holder)[1] - 1 : end;
    return { from: at, to: at, put: items.length === 0 ? inline(value) : `, ${inline(value)}` };
  }
  const [start] = rangeOf(holder);
  const indent = text.slice(lineStart(text, start), start).replace(/[^\t]/g, " ");
  return items.length === 0 ? undefined : behindLast(text, end, indent, `- ${inline(value)}`);
}

function behindLast(text: string, end: number, indent: string, put: string): Splice {
  const at = behindLine(text, end);
  const before = at > 0 && text.charAt(at - 1) !== "\n" ? "\n" : "";
  return { from: at, to: at, put: `${before}${indent}${put}\n` };
}
