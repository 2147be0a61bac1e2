/** Terraform's language, laid out as `terraform fmt` leaves it. Knows no resource. */
import { isObject, type Json, parameterOf } from "../resource.js";

/** A value that is written as it stands: a reference. */
export class Raw {
  constructor(readonly text: string) {}
}

/** A value of an attribute. */
export type Value = Json | Raw;

/** What stands in a block: attributes by their names, blocks inside it. */
export interface Body {
  readonly attributes: readonly (readonly [string, Value])[];
  readonly blocks?: readonly Block[];
}

/** A block, such as a resource. */
export interface Block extends Body {
  readonly type: string;
  readonly labels?: readonly string[];
  /** Lines above it, without their `#`. */
  readonly comment?: readonly string[];
}

/** A file of blocks. */
export function file(blocks: readonly Block[]): string {
  return `${blocks.map((block) => lines(block).join("\n")).join("\n\n")}\n`;
}

function lines({ type, labels = [], comment = [], attributes, blocks = [] }: Block): string[] {
  const head = [type, ...labels.map(quote), "{"].join(" ");
  const inside = aligned(attributes.map(([name, value]) => [name, expression(value)]));
  for (const block of blocks) {
    if (inside.length > 0) inside.push("");
    inside.push(...lines(block));
  }
  const above = comment.map((line) => `# ${line}`);
  if (inside.length === 0) return [...above, `${head}}`];
  return [...above, head, ...inside.map(indented), "}"];
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

/** Equals signs of neighbours stand below each other; a value of several lines has no neighbours. */
function aligned(members: readonly (readonly [string, readonly string[]])[]): string[] {
  const out: string[] = [];
  let group: (readonly [string, string])[] = [];
  const flush = () => {
    const width = Math.max(0, ...group.map(([name]) => [...name].length));
    for (const [name, value] of group)
      out.push(`${name.padEnd(width + name.length - [...name].length)} = ${value}`);
    group = [];
  };
  for (const [name, [first = "", ...rest]] of members) {
    if (rest.length === 0) {
      group.push([name, first]);
      continue;
    }
    flush();
    out.push(`${name} = ${first}`, ...rest);
  }
  flush();
  return out;
}

/** The lines of a value. */
function expression(value: Value): string[] {
  if (value instanceof Raw) return [value.text];
  const parameter = parameterOf(value);
  if (parameter !== undefined) return [`var.${snake(parameter)}`];
  if (typeof value === "string") return [quote(value)];
  if (Array.isArray(value)) {
    if (value.length === 0) return ["[]"];
    const items = value.map(expression);
    const short = items.every((item) => item.length === 1) ? `[${items.join(", ")}]` : "";
    if (short !== "" && short.length <= 80) return [short];
    return [
      "[",
      ...items.flatMap((item) => item.map((line, at) => `  ${line}${at === item.length - 1 ? "," : ""}`)),
      "]",
    ];
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, item]) => [key_(key), expression(item)] as const);
    return members.length === 0 ? ["{}"] : ["{", ...aligned(members).map(indented), "}"];
  }
  return [String(value)];
}

/** A key that is no name, or a word of the language, stands in quotes. */
function key_(key: string): string {
  const isName =
    /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !["for", "if", "in", "null", "true", "false"].includes(key);
  return isName ? key : quote(key);
}

/** A text in quotes: nothing in it is looked up, and it holds no character that has no escape. */
function quote(value: string): string {
  const escaped = JSON.stringify(value)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", () => "%%{");
  // JSON's short escapes for backspace and form feed are unknown to this language.
  return escaped.replace(/\\(.)/g, (found, letter: string) =>
    letter === "b" ? "\\u0008" : letter === "f" ? "\\u000c" : found,
  );
}

/** Whether a file uses the variable of a parameter. */
export function refersTo(file: string, parameter: string): boolean {
  const at = file.indexOf(`var.${snake(parameter)}`);
  const behind = at === -1 ? "" : file.charAt(at + `var.${snake(parameter)}`.length);
  if (at === -1) return false;
  return !/[A-Za-z0-9_-]/.test(behind) || refersTo(file.slice(at + 1), parameter);
}

/** Single values and keys, for texts that are edited. */
export const snippet = {
  value: (value: unknown): string => expression(value as Json).join("\n"),
  key: key_,
};

/** `adminUserPassword` as `admin_user_password`. */
export function snake(parameter: string): string {
  return parameter.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
