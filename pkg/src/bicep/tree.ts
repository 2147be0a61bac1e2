/** The places of a Bicep file, under the pointers of the template that it compiles to. */
import type { Range } from "../source/fault.js";
import type { Holder, Part } from "../source/tree.js";
import { bodyOf, type Expr, keyOf, type Statement } from "./ast.js";

/** Where the statements of each keyword stand in a template. */
const GROUPS: Readonly<Record<string, string>> = {
  param: "parameters",
  var: "variables",
  resource: "resources",
  module: "resources",
  output: "outputs",
};

/** The tree of a file. */
export function treeOf(statements: readonly Statement[], length: number): Holder {
  const groups = new Map<string, Map<string, Part>>();
  for (const statement of statements) {
    const group = GROUPS[statement.keyword];
    if (group === undefined) continue;
    const children = groups.get(group) ?? new Map<string, Part>();
    groups.set(group, children);
    if (!children.has(statement.name)) children.set(statement.name, partOf(statement));
  }
  const parts = [...groups].map(([name, children]): [string, Part] => {
    const nowhere: Range = [length, length];
    return [name, { key: nowhere, value: nowhere, whole: nowhere, inside: file(children, length) }];
  });
  return file(new Map(parts), length);
}

function file(children: ReadonlyMap<string, Part>, length: number): Holder {
  return { style: "file", children, from: 0, to: length };
}

function partOf(statement: Statement): Part {
  const { head, value, keyword } = statement;
  const body = bodyOf(value);
  const end = value?.range[1] ?? head[1];
  const whole: Range = [head[0], end];
  if (keyword === "param" && value !== undefined) {
    const own: Part = { key: value.range, value: value.range, whole: value.range, inside: inside(value) };
    return { key: head, value: head, whole, inside: file(new Map([["defaultValue", own]]), end) };
  }
  if (keyword !== "resource" && keyword !== "module") {
    return {
      key: head,
      value: value?.range ?? head,
      whole,
      inside: value === undefined ? undefined : inside(value),
    };
  }
  return {
    key: head,
    value: body?.range ?? head,
    whole,
    inside: body === undefined ? undefined : inside(body),
  };
}

function inside(value: Expr): Holder | undefined {
  const [first, last] = value.range;
  if (value.kind === "object") {
    const children = new Map<string, Part>();
    for (const member of value.members) {
      const name = keyOf(member);
      // What is put in its place has its members there.
      if (member.key === undefined) {
        for (const [key, part] of inside(member.value)?.children ?? [])
          if (!children.has(key)) children.set(key, part);
      }
      if (name === undefined || member.key === undefined) continue;
      const [key, range] = [member.key.range, member.value.range];
      children.set(name, { key, value: range, whole: [key[0], range[1]], inside: inside(member.value) });
    }
    for (const resource of value.resources) {
      if (!children.has(resource.name)) children.set(resource.name, partOf(resource));
    }
    return { style: "object", children, from: first + 1, to: last - 1 };
  }
  if (value.kind === "for") return inside(value.body);
  if (value.kind !== "list") return undefined;
  const items = value.items.map(({ value: item }, at): [string, Part] => [
    String(at),
    { key: item.range, value: item.range, whole: item.range, inside: inside(item) },
  ]);
  return { style: "list", children: new Map(items), from: first + 1, to: last - 1 };
}
