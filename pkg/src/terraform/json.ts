/** Terraform's JSON syntax (`.tf.json`): the same blocks and expressions, written as JSON. */
import { DEEPEST, type Range, SyntaxFault } from "../source/fault.js";
import type { Attribute, Block, Body, Expr, ObjectMember } from "./ast.js";
import { Parser } from "./parse.js";
import { fromJson } from "./template.js";

/** How many labels the blocks of a file have. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  removed: 0,
  import: 0,
};
/** Blocks inside of resources: what stands there is a block, or a list of them. */
const INSIDE = ["identity", "scale_settings", "ssh", "ssl", "assign_to_user", "timeouts", "lifecycle"];

/** Reads a file; throws a {@link SyntaxFault}. */
export function parseJson(text: string): Body {
  const root = jsonExpr(text);
  if (root.kind !== "object") throw new SyntaxFault("the file is not an object", root.range);
  const blocks: Block[] = [];
  for (const { key, value } of members(root)) {
    const labels = LABELS[key.name];
    if (labels !== undefined) blocks.push(...labelled(key.name, value, labels, [], key.range));
  }
  return { attributes: [], blocks, range: [0, text.length] };
}

interface Key {
  readonly name: string;
  readonly range: Range;
}

function members(value: Expr): { key: Key; value: Expr }[] {
  if (value.kind !== "object") return [];
  return value.members.map(({ key, value: item }) => ({
    key: { name: key.kind === "literal" ? String(key.value) : "", range: key.range },
    value: item,
  }));
}

function labelled(type: string, value: Expr, left: number, labels: readonly string[], head: Range): Block[] {
  if (value.kind === "list") return value.items.flatMap((item) => labelled(type, item, left, labels, head));
  if (left > 0) {
    return members(value).flatMap(({ key, value: item }) =>
      labelled(type, item, left - 1, [...labels, key.name], key.range),
    );
  }
  return [{ type, labels, head, ...bodyOf(value, type === "resource" || type === "content") }];
}

function bodyOf(value: Expr, isResource: boolean): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const { key, value: item } of members(value)) {
    const isBlock = item.kind === "object" || (item.kind === "list" && item.items.length > 0);
    if (isResource && isBlock && INSIDE.includes(key.name)) {
      blocks.push(...labelled(key.name, item, 0, [], key.range));
    } else if (isResource && key.name === "dynamic") {
      for (const block of labelled("dynamic", item, 1, [], key.range)) blocks.push(withContent(block));
    } else attributes.push({ name: key.name, key: key.range, value: item });
  }
  return { attributes, blocks, range: value.range };
}

/** `content` of a dynamic block is a block. */
function withContent(block: Block): Block {
  const content = block.attributes.find(({ name }) => name === "content");
  if (content === undefined) return block;
  const attributes = block.attributes.filter((one) => one !== content);
  return { ...block, attributes, blocks: labelled("content", content.value, 0, [], content.key) };
}

/** A JSON text as an expression; texts in it are templates, unless `plain`. */
export function jsonExpr(text: string): Expr {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const fail = (found: string): never => {
    throw new SyntaxFault(found, [Math.min(at, text.length), Math.min(at + 1, text.length)]);
  };
  const blanks = () => {
    while (/[ \t\r\n]/.test(text[at] ?? "")) at += 1;
  };
  const shown = () => (at < text.length ? `\`${text[at]}\`` : "the end of the file");
  const string = (): { value: string; range: Range } => {
    const from = at;
    const end = /^"(?:[^"\\\n]|\\.)*"/.exec(text.slice(at))?.[0];
    if (end === undefined) return fail("a string has no closing quote");
    try {
      const value = JSON.parse(end) as string;
      at += end.length;
      return { value, range: [from, at] };
    } catch {
      return fail("a string contains a character that JSON does not allow");
    }
  };
  const value = (depth: number): Expr => {
    if (depth > DEEPEST) fail("it is nested too deeply");
    blanks();
    const from = at;
    const next = text[at];
    if (next === '"') {
      const found = string();
      return template(found.value, found.range);
    }
    if (next === "[" || next === "{") {
      const close = next === "[" ? "]" : "}";
      const [items, pairs]: [Expr[], ObjectMember[]] = [[], []];
      at += 1;
      blanks();
      while (text[at] !== close) {
        if (items.length + pairs.length > 0) {
          if (text[at] !== ",") fail(`${shown()} where \`,\` is expected`);
          at += 1;
          blanks();
        }
        if (close === "]") items.push(value(depth + 1));
        else {
          if (text[at] !== '"') fail(`${shown()} where a key is expected`);
          const key = string();
          blanks();
          if (text[at] !== ":") fail(`${shown()} where \`:\` is expected`);
          at += 1;
          const literal: Expr = { kind: "literal", value: key.value, range: key.range };
          pairs.push({ key: literal, value: value(depth + 1) });
        }
        blanks();
      }
      at += 1;
      const range: Range = [from, at];
      return close === "]" ? { kind: "list", items, range } : { kind: "object", members: pairs, range };
    }
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
      text.slice(at, at + 400),
    )?.[0];
    if (word === undefined) return fail(`${shown()} where a value is expected`);
    at += word.length;
    return { kind: "literal", value: JSON.parse(word) as number | boolean | null, range: [from, at] };
  };
  const found = value(0);
  blanks();
  if (at < text.length) fail(`${shown()} after the end`);
  return found;
}

/** A text in which something may be looked up. Its parts stand where the text stands. */
function template(text: string, range: Range): Expr {
  if (!/[$%]\{/.test(text)) return { kind: "literal", value: text, range };
  try {
    return moved(fromJson(new Parser(text, 0), range), range);
  } catch (error) {
    if (error instanceof SyntaxFault) throw new SyntaxFault(error.found, range);
    throw error;
  }
}

function moved<T>(part: T, range: Range): T {
  if (Array.isArray(part)) return part.map((item) => moved(item, range)) as T;
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, item]) => [
    key,
    key === "range" ? range : moved(item as unknown, range),
  ]);
  return Object.fromEntries(entries) as T;
}

/** A text over lines that is JSON as a value of its own, so that its parts have their places. */
export function inLines({ lines }: Expr): Expr | undefined {
  if (lines === undefined || !/^\s*\{/.test(lines.text)) return undefined;
  try {
    return shifted(jsonExpr(lines.text), lines.from);
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
}

function shifted<T>(part: T, by: number): T {
  if (Array.isArray(part)) return part.map((item) => shifted(item, by)) as T;
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, item]) => {
    const [from, to] = key === "range" ? (item as Range) : [0, 0];
    return [key, key === "range" ? [from + by, to + by] : shifted(item as unknown, by)];
  });
  return Object.fromEntries(entries) as T;
}
