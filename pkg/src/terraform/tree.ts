/** The places of a Terraform file, under the pointers that Terraform's JSON syntax gives them. */
import type { Range } from "../source/fault.js";
import type { Holder, Part } from "../source/tree.js";
import { type Body, type Expr, keyOf } from "./ast.js";
import { jsonExpr } from "./json.js";

/** The tree of a file. */
export function treeOf(body: Body): Holder {
  return holder(body, "file", 0);
}

/** The tree of a file in JSON. */
export function jsonTreeOf(text: string): Holder {
  return inside(jsonExpr(text)) ?? { style: "file", children: new Map(), from: 0, to: text.length };
}

function holder(body: Body, style: "file" | "block", opening: number): Holder {
  const children = new Map<string, Part>();
  for (const { name, key, value } of body.attributes) {
    children.set(name, { key, value: value.range, whole: [key[0], value.range[1]], inside: inside(value) });
  }
  const counts = new Map<string, number>();
  for (const { type } of body.blocks) counts.set(type, (counts.get(type) ?? 0) + 1);
  for (const block of body.blocks) {
    const own = holder(block, "block", 1);
    const whole: Range = [block.head[0], block.range[1]];
    const part: Part = { key: block.head, value: block.range, whole, inside: own };
    const labels =
      block.labels.length === 0 && (counts.get(block.type) ?? 0) > 1
        ? [nextOf(children, block.type)]
        : block.labels;
    grow(children, [block.type, ...labels], part);
  }
  return { style, children, from: body.range[0] + opening, to: body.range[1] - opening };
}

function nextOf(children: ReadonlyMap<string, Part>, type: string): string {
  return String(children.get(type)?.inside?.children.size ?? 0);
}

/** Puts a part below the steps that lead to it. */
function grow(children: Map<string, Part>, steps: readonly string[], part: Part): void {
  const [first = "", ...rest] = steps;
  if (rest.length === 0) {
    if (!children.has(first)) children.set(first, part);
    return;
  }
  const there = children.get(first)?.inside;
  const own = new Map(there?.style === "file" ? there.children : []);
  grow(own, rest, part);
  const [from, to] = part.whole;
  children.set(first, { ...part, value: [from, from], inside: { style: "file", children: own, from, to } });
}

function inside(value: Expr): Holder | undefined {
  const [first, last] = value.range;
  if (value.kind === "call" && value.name === "jsonencode" && value.args[0] !== undefined)
    return inside(value.args[0]);
  if (value.kind === "object") {
    const children = new Map<string, Part>();
    for (const member of value.members) {
      const name = keyOf(member);
      if (name === undefined) continue;
      const [key, range] = [member.key.range, member.value.range];
      children.set(name, { key, value: range, whole: [key[0], range[1]], inside: inside(member.value) });
    }
    return { style: "object", children, from: first + 1, to: last - 1 };
  }
  if (value.kind !== "list") return undefined;
  const items = value.items.map((item, at): [string, Part] => [
    String(at),
    { key: item.range, value: item.range, whole: item.range, inside: inside(item) },
  ]);
  return { style: "list", children: new Map(items), from: first + 1, to: last - 1 };
}
