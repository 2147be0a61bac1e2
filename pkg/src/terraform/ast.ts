/** What a Terraform file is made of; every part knows where it stands. */
import type { Range } from "../source/fault.js";

/** An operator between two values. */
export type Operator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

/** An expression. */
export type Expr = {
  readonly range: Range;
  /** Of a text over lines, as it stands in the file, and where it begins. */
  readonly lines?: { readonly text: string; readonly from: number };
} & (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Part[] }
  | { readonly kind: "list"; readonly items: readonly Expr[] }
  | { readonly kind: "object"; readonly members: readonly ObjectMember[] }
  | For
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expr; readonly name: string }
  | { readonly kind: "index"; readonly of: Expr; readonly at: Expr }
  | { readonly kind: "splat"; readonly of: Expr; readonly each: Expr }
  | { readonly kind: "item" }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expr[]; readonly spread: boolean }
  | { readonly kind: "not" | "minus"; readonly of: Expr }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "choice"; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
);

/** `[for …]` and `{for …}`. */
export interface For {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly over: Expr;
  readonly key?: Expr | undefined;
  readonly value: Expr;
  readonly test?: Expr | undefined;
  readonly group: boolean;
}

/** `key = value`. */
export interface ObjectMember {
  readonly key: Expr;
  readonly value: Expr;
}

/** A piece of a text in quotes. */
export type Part =
  | string
  | { readonly kind: "value"; readonly value: Expr }
  | { readonly kind: "if"; readonly test: Expr; readonly yes: readonly Part[]; readonly no: readonly Part[] }
  | {
      readonly kind: "for";
      readonly names: readonly string[];
      readonly over: Expr;
      readonly parts: readonly Part[];
    };

/** `name = expression`. */
export interface Attribute {
  readonly name: string;
  readonly key: Range;
  readonly value: Expr;
}

/** `type "label" { … }`. */
export interface Block extends Body {
  readonly type: string;
  readonly labels: readonly string[];
  /** Where its type and labels stand. */
  readonly head: Range;
}

/** What stands between braces, or in a file. */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** From brace to brace. */
  readonly range: Range;
}

/** The key of a member, if it is written out. */
export function keyOf({ key }: ObjectMember): string | undefined {
  if (key.kind === "name") return key.name;
  return key.kind === "literal" && key.value !== null ? String(key.value) : undefined;
}
