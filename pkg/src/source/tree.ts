/** A text as places that pointers lead to, whatever language it is in. */
import { below, tokens } from "../pointer.js";
import type { Range } from "./fault.js";

/** What a pointer leads to. */
export interface Part {
  /** Its key, its header, or itself. */
  readonly key: Range;
  readonly value: Range;
  /** With its key. */
  readonly whole: Range;
  /** What stands inside. */
  readonly inside?: Holder | undefined;
}

/** Something that has members or items. */
export interface Holder {
  readonly style: "file" | "block" | "object" | "list";
  readonly children: ReadonlyMap<string, Part>;
  /** Behind the opening bracket, and at the closing one. */
  readonly from: number;
  readonly to: number;
}

/** The pointer without its last token, and that token. */
export function split(pointer: string): [string, string] {
  const at = pointer.lastIndexOf("/");
  return [pointer.slice(0, Math.max(0, at)), tokens(pointer).at(-1) ?? ""];
}

/** What a pointer leads to. */
export function find(root: Holder, pointer: string): Part | undefined {
  let holder: Holder | undefined = root;
  let part: Part | undefined;
  for (const token of tokens(pointer)) {
    part = holder?.children.get(token);
    if (part === undefined) return undefined;
    holder = part.inside;
  }
  return part;
}

/** The holder at a pointer. */
export function holderAt(root: Holder, pointer: string): Holder | undefined {
  return pointer === "" ? root : find(root, pointer)?.inside;
}

/** The pointers of everything that stands in a text, by where it stands. */
export function pointersOf(root: Holder): Map<string, string> {
  const out = new Map<string, string>();
  const walk = (holder: Holder, pointer: string) => {
    for (const [name, part] of holder.children) {
      const here = below(pointer, name);
      out.set(part.value.join(":"), here);
      if (part.inside !== undefined) walk(part.inside, here);
    }
  };
  walk(root, "");
  return out;
}
