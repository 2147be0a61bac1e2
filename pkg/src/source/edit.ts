/** Fixes for a text: only what they change is touched, so that comments and layout stay as they are. */
import type { JsonPatchOperation } from "../types.js";
import { find, type Holder, holderAt, type Part, split } from "./tree.js";

/** How a language writes. */
export interface Dialect {
  /** The text as a tree; `undefined` of one that cannot be read. */
  read(text: string): Holder | undefined;
  /** A value, with what its further lines begin with. */
  value(value: unknown, indent: string): string;
  /** A member, with what its further lines begin with. */
  member(name: string, value: unknown, indent: string, style: Holder["style"]): string;
  key(name: string, style: Holder["style"]): string;
}

/** Applies an operation; the text stays as it is if the operation does not fit it. */
export function edited(text: string, operation: JsonPatchOperation, dialect: Dialect): string {
  const root = dialect.read(text);
  if (root === undefined) return text;
  switch (operation.op) {
    case "replace": {
      const part = find(root, operation.path);
      return part === undefined ? text : replaced(text, part, operation.value, dialect);
    }
    case "add": {
      const part = find(root, operation.path);
      if (part !== undefined) return replaced(text, part, operation.value, dialect);
      return added(text, root, operation.path, operation.value, dialect);
    }
    case "remove": {
      const part = find(root, operation.path);
      const holder = holderAt(root, split(operation.path)[0]);
      return part === undefined || holder === undefined ? text : without(text, part, holder);
    }
    case "move":
      return moved(text, root, operation, dialect);
    default:
      return text;
  }
}

function replaced(text: string, { value }: Part, by: unknown, dialect: Dialect): string {
  return text.slice(0, value[0]) + dialect.value(by, indentAt(text, value[0])) + text.slice(value[1]);
}

/** The blanks that the line of an offset begins with. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function added(text: string, root: Holder, path: string, value: unknown, dialect: Dialect): string {
  const [above, name] = split(path);
  const holder = holderAt(root, above);
  if (holder === undefined || holder.style === "file") return text;
  return put(text, holder, name, value, dialect);
}

function put(text: string, holder: Holder, name: string, value: unknown, dialect: Dialect): string {
  const { style, from, to } = holder;
  const write = (indent: string) =>
    style === "list" ? dialect.value(value, indent) : dialect.member(name, value, indent, style);
  const parts = [...holder.children.values()].sort((a, b) => a.whole[0] - b.whole[0]);
  const last = parts.at(-1);
  const lines = text.slice(from, to).includes("\n");
  if (!lines) {
    const inside = text.slice(from, to).trim();
    if (style === "block") {
      const indent = indentAt(text, from);
      const own = `${indent}  `;
      const before = inside === "" ? "" : `\n${own}${inside}`;
      return `${text.slice(0, from)}${before}\n${own}${write(own)}\n${indent}${text.slice(to)}`;
    }
    const blank = style === "object" ? " " : "";
    const before = inside === "" ? "" : `${inside.replace(/,$/, "")}, `;
    return `${text.slice(0, from)}${blank}${before}${write("")}${blank}${text.slice(to)}`;
  }
  const indent = last === undefined ? `${indentAt(text, to)}  ` : indentAt(text, last.whole[0]);
  const start = last === undefined ? from : last.whole[1];
  // Behind the last member, what its line still has: a comma, a comment.
  const end = lineEnd(text, start, to);
  const isComma = last !== undefined && style !== "block" && usesCommas(text, parts, holder);
  const tail = text.slice(start, end);
  const comma = isComma && !/^\s*,/.test(tail) ? "," : "";
  const own = isComma && /^\s*,/.test(tail) ? "," : "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return `${text.slice(0, start)}${comma}${tail}${newline}${indent}${write(indent)}${own}${text.slice(end)}`;
}

function usesCommas(text: string, parts: readonly Part[], { to }: Holder): boolean {
  return parts.some((part, at) => /^\s*,/.test(text.slice(part.whole[1], parts[at + 1]?.whole[0] ?? to)));
}

function lineEnd(text: string, from: number, most: number): number {
  const end = text.indexOf("\n", from);
  const found = end === -1 ? most : Math.min(end, most);
  return text[found - 1] === "\r" && found > from ? found - 1 : found;
}

function without(text: string, { whole }: Part, holder: Holder): string {
  let [from, to] = whole;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to) === -1 ? text.length : text.indexOf("\n", to);
  const [before, behind] = [text.slice(start, from), text.slice(to, end)];
  const rest = behind.replace(/^\s*,/, "").trim();
  if (before.trim() === "" && rest === "" && start >= holder.from - 1) {
    return text.slice(0, start) + text.slice(Math.min(end + 1, text.length));
  }
  if (before.trim() === "" && /^(?:#|\/\/|\/\*)/.test(rest)) {
    // A comment may be about more than what goes.
    return text.slice(0, from) + behind.replace(/^\s*,/, "").trimStart() + text.slice(end);
  }
  const comma = /^\s*,\s*/.exec(text.slice(to, holder.to))?.[0];
  if (comma !== undefined) to += comma.length;
  else from -= /(?:,\s*)?$/.exec(text.slice(holder.from, from))?.[0].length ?? 0;
  return text.slice(0, from) + text.slice(to);
}

function moved(
  text: string,
  root: Holder,
  { from, path }: { readonly from: string; readonly path: string },
  dialect: Dialect,
): string {
  const part = find(root, from);
  const [[above, old], [target, name]] = [split(from), split(path)];
  const holder = holderAt(root, above);
  if (part === undefined || holder === undefined || find(root, path) !== undefined) return text;
  if (above === target && part.key[0] !== part.value[0]) {
    const written = text.slice(...part.key);
    // A block has its name in front of its labels.
    const key = written === old ? name : dialect.key(name, holder.style);
    return text.slice(0, part.key[0]) + key + text.slice(part.key[1]);
  }
  const into = holderAt(root, target);
  if (into === undefined || into.style === "list" || into.style === "file") return text;
  const raw = text.slice(...part.value);
  const gone = without(text, part, holder);
  const there = dialect.read(gone);
  const again = there === undefined ? undefined : holderAt(there, target);
  if (again === undefined) return text;
  const marked = put(gone, again, name, MARK, dialect);
  return marked.replace(dialect.value(MARK, ""), () => raw);
}

/** Stands for a text that is put in as it is. */
const MARK = "moved-value-8f2c1d";
