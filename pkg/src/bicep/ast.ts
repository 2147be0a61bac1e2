/** What a Bicep file is made of; every part knows where it stands. */
import type { Range } from "../source/fault.js";

/** An operator between two values. */
export type Operator =
  | "??"
  | "||"
  | "&&"
  | "=="
  | "!="
  | "=~"
  | "!~"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

/** An expression. */
export type Expr = { readonly range: Range } & (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly (string | Expr)[] }
  | { readonly kind: "list"; readonly items: readonly Item[] }
  | ObjectExpr
  | For
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expr; readonly name: string; readonly safe: boolean }
  | {
      readonly kind: "index";
      readonly of: Expr;
      readonly at: Expr;
      readonly safe: boolean;
      readonly fromEnd: boolean;
    }
  | { readonly kind: "nested"; readonly of: Expr; readonly name: string }
  | {
      readonly kind: "call";
      readonly of?: Expr | undefined;
      readonly name: string;
      readonly args: readonly Expr[];
    }
  | { readonly kind: "not" | "minus"; readonly of: Expr }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "choice"; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: "lambda"; readonly names: readonly string[]; readonly body: Expr }
  | { readonly kind: "condition"; readonly test: Expr; readonly body: Expr }
);

/** An item of a list, or a list that is put in its place. */
export interface Item {
  readonly value: Expr;
  readonly spread: boolean;
}

/** `{ … }`. */
export interface ObjectExpr {
  readonly kind: "object";
  readonly members: readonly ObjectMember[];
  /** Resources that are declared inside of a resource. */
  readonly resources: readonly Statement[];
}

/** `key: value`, or `...value` without a key. */
export interface ObjectMember {
  readonly key?: Expr | undefined;
  readonly value: Expr;
}

/** `[for item in list: …]`. */
export interface For {
  readonly kind: "for";
  readonly item: string;
  readonly index?: string | undefined;
  readonly over: Expr;
  readonly body: Expr;
}

/** A type, as far as it says which values there are. */
export type Type = { readonly range: Range } & (
  | { readonly kind: "union"; readonly values: readonly Expr[] }
  | { readonly kind: "name"; readonly name: string; readonly nullable: boolean }
  | {
      readonly kind: "other";
      readonly word: "object" | "array" | "string" | "any";
      readonly nullable: boolean;
    }
);

/** `@name(…)` in front of a statement. */
export interface Decorator {
  readonly name: string;
  readonly args: readonly Expr[];
}

/** A statement. */
export interface Statement {
  readonly keyword: string;
  readonly name: string;
  /** From its keyword to what is in front of its value. */
  readonly head: Range;
  readonly decorators: readonly Decorator[];
  /** The text in quotes behind the name: a type of a resource, the path of a module or file. */
  readonly target?: string | undefined;
  readonly existing?: boolean;
  readonly type?: Type | undefined;
  readonly value?: Expr | undefined;
  /** Names of what is imported, with the names that they get; `*` for all. */
  readonly imports?: readonly (readonly [string, string])[];
  /** Names of the arguments of a function. */
  readonly args?: readonly string[];
}

/** The key of a member, if it is written out. */
export function keyOf({ key }: ObjectMember): string | undefined {
  if (key?.kind === "name") return key.name;
  return key?.kind === "literal" && typeof key.value === "string" ? key.value : undefined;
}

/** The object that a resource or module sends: without the loop and the condition around it. */
export function bodyOf(value: Expr | undefined): Expr | undefined {
  if (value?.kind === "for") return bodyOf(value.body);
  return value?.kind === "condition" ? bodyOf(value.body) : value;
}
