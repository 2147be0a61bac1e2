/** Fixes for YAML: the text is edited where it can be, so that comments and layout stay as they are. */
import { type Document, isMap, isScalar, type Pair, type ParsedNode, type YAMLMap } from "yaml";
import { applyFixes } from "../check.js";
import { yaml } from "../convert/yaml.js";
import type { Fix, JsonPatchOperation } from "../types.js";
import { documents, read } from "./read.js";

/** Applies the operations of a fix to a text. */
export function applyToYaml(text: string, fix: Fix): string {
  let out = text;
  for (const operation of fix.patch) out = applyOne(out, operation);
  return out;
}

function applyOne(text: string, operation: JsonPatchOperation): string {
  const before = read(text);
  if (!("json" in before)) return text;
  // What must come of it, by the same rules as for JSON.
  const wanted = applyFixes(before.json, [{ title: "", applicability: "safe", patch: [operation] }]);
  const edited = edit(text, operation);
  if (edited !== undefined && holds(edited, wanted)) return edited;
  const [document] = documents(text);
  if (document === undefined) return text;
  change(document, operation);
  return document.toString({ lineWidth: 0 });
}

function holds(text: string, wanted: string): boolean {
  const after = read(text);
  return "json" in after && sameJson(JSON.parse(after.json), JSON.parse(wanted));
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

/** The steps of a pointer. */
function steps(pointer: string): string[] {
  const tokens = pointer.split("/").slice(1);
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The edited text; `undefined` where the layout is one that is better left to the writer of the library. */
function edit(text: string, operation: JsonPatchOperation): string | undefined {
  const [document] = documents(text);
  const path = steps(operation.op === "move" ? operation.from : operation.path);
  const last = path.at(-1);
  const holder =
    document?.getIn(path.slice(0, -1), true) ?? (path.length === 1 ? document?.contents : undefined);
  if (last === undefined || !isMap(holder)) return undefined;
  const map = holder as YAMLMap;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === last);
  switch (operation.op) {
    case "replace": {
      const range = (pair?.value as ParsedNode | null | undefined)?.range;
      if (range == null || !isScalar(pair?.value)) return undefined;
      return splice(text, range[0], range[1], inline(operation.value));
    }
    case "remove":
      return pair === undefined || map.flow || map.items.length === 1 ? undefined : withoutPair(text, pair);
    case "add":
      return pair !== undefined || map.flow ? undefined : withPair(text, map, last, operation.value);
    case "move": {
      const to = steps(operation.path);
      const key = (pair?.key as ParsedNode | undefined)?.range;
      const sameHolder = to.slice(0, -1).join("\n") === path.slice(0, -1).join("\n");
      return key == null || !sameHolder ? undefined : splice(text, key[0], key[1], inline(to.at(-1) ?? ""));
    }
    default:
      return undefined;
  }
}

function splice(text: string, from: number, to: number, put: string): string {
  return text.slice(0, from) + put + text.slice(to);
}

/** A value on one line: a scalar plain where that is safe, lists and maps in brackets. */
function inline(value: unknown): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return yaml(value as string).trimEnd();
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

/** Takes a pair with its whole lines away; only where nothing else stands on them. */
function withoutPair(text: string, pair: Pair): string | undefined {
  const key = (pair.key as ParsedNode).range;
  const value = (pair.value as ParsedNode | null)?.range ?? key;
  if (key == null || value == null) return undefined;
  const start = lineStart(text, key[0]);
  if (text.slice(start, key[0]).trim() !== "") return undefined;
  const end = text.charAt(value[1] - 1) === "\n" ? value[1] : lineEnd(text, value[1]);
  return splice(text, start, end, "");
}

/** Adds a pair behind the last of a block. */
function withPair(text: string, map: YAMLMap, key: string, value: unknown): string | undefined {
  const [first, last] = [map.items[0], map.items.at(-1)];
  const at = (first?.key as ParsedNode | undefined)?.range;
  const end = ((last?.value ?? last?.key) as ParsedNode | undefined)?.range;
  if (at == null || end == null) return undefined;
  const indent = " ".repeat(at[0] - lineStart(text, at[0]));
  const place = text.charAt(end[1] - 1) === "\n" ? end[1] : lineEnd(text, end[1]);
  const before = place > 0 && text.charAt(place - 1) !== "\n" ? "\n" : "";
  return splice(text, place, place, `${before}${indent}${inline(key)}: ${inline(value)}\n`);
}

function change(document: Document.Parsed, operation: JsonPatchOperation): void {
  const path = steps(operation.path);
  switch (operation.op) {
    case "add":
      if (path.at(-1) === "-") document.addIn(path.slice(0, -1), document.createNode(operation.value));
      else document.setIn(path, document.createNode(operation.value));
      break;
    case "replace":
      document.setIn(path, document.createNode(operation.value));
      break;
    case "remove":
      document.deleteIn(path);
      break;
    case "move":
    case "copy": {
      const value = document.getIn(steps(operation.from), true);
      if (operation.op === "move") document.deleteIn(steps(operation.from));
      document.setIn(path, value);
      break;
    }
    default:
  }
}
