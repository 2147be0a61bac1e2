/** For layouts that cannot be edited member by member: a part of the document, or all of it, is written anew. */

import { isAlias, isMap, isSeq } from "yaml";
import { yaml } from "../convert/yaml.js";
import { tokens } from "../pointer.js";
import type { JsonPatchOperation } from "../types.js";
import { rangeOf } from "./aliases.js";
import { inline } from "./layout.js";
import { nearest, valueAt } from "./path.js";
import type { Read } from "./read.js";

/** The text with a part of it written anew: the smallest first, those that lose comments behind the others. */
export function* anew(
  text: string,
  found: Read,
  operation: JsonPatchOperation,
  wanted: unknown,
): Generator<string | undefined, void, undefined> {
  const losing: string[] = [];
  let path = common(operation);
  for (;;) {
    const { node, path: reached } = nearest(found, path);
    const [from, to] = rangeOf(node);
    const value = valueAt(wanted, reached);
    if (to > from && value !== undefined) {
      const edited = text.slice(0, from) + put(text, node, from, value) + text.slice(endOf(text, from, to));
      if (/(?:^|\s)#/.test(text.slice(from, to))) losing.push(edited);
      else yield edited;
    }
    if (reached.length === 0) break;
    path = reached.slice(0, -1);
  }
  yield* losing;
}

/** The steps to what holds everything that changes. */
function common(operation: JsonPatchOperation): readonly string[] {
  const path = tokens(operation.path).slice(0, -1);
  if (operation.op !== "move" && operation.op !== "copy") return path;
  const from = tokens(operation.from).slice(0, -1);
  const differs = path.findIndex((step, at) => from[at] !== step);
  return differs < 0 ? path : path.slice(0, differs);
}

/** Blank lines and the last line break behind a block stay. */
function endOf(text: string, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length;
}

/** In the lines of a block where it was one, else in brackets. */
function put(text: string, node: unknown, from: number, value: unknown): string {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const before = text.slice(start, from);
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true && !isAlias(node);
  if (!isBlock) return inline(value);
  const indent = before.replace(/[^\t]/g, " ");
  const block = yaml(value as never).trimEnd();
  return block.split("\n").join(`\n${indent}`);
}
