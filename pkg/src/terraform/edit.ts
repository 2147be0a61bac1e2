/** Fixes for Terraform files. */
import { applyFixes } from "../check.js";
import { snippet } from "../convert/terraform/hcl.js";
import { type Dialect, edited } from "../source/edit.js";
import { SyntaxFault } from "../source/fault.js";
import type { Fix } from "../types.js";
import { isJson } from "./configuration.js";
import { parse } from "./parse.js";
import { treeOf } from "./tree.js";

const HCL: Dialect = {
  read(text) {
    try {
      return treeOf(parse(text));
    } catch (error) {
      if (error instanceof SyntaxFault) return undefined;
      throw error;
    }
  },
  value: (value, indent) => indented(snippet.value(value), indent),
  key: (name, style) => (style === "block" ? name : snippet.key(name)),
  member(name, value, indent, style) {
    const isBlock = style === "block" && Array.isArray(value) && typeof value[0] === "object";
    const text = isBlock
      ? `${name} ${snippet.value(value[0])}`
      : `${style === "block" ? name : snippet.key(name)} = ${snippet.value(value)}`;
    return indented(text, indent);
  },
};

function indented(text: string, indent: string): string {
  return text.replaceAll("\n", `\n${indent}`);
}

/** Applies the operations of a fix. */
export function applied(text: string, fix: Fix): string {
  if (isJson("", text)) return applyFixes(text, [fix]);
  return fix.patch.reduce((out, operation) => edited(out, operation, HCL), text);
}
