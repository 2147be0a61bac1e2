/** Expressions as values. What only an apply knows is unknown; nothing here throws because of a text. */
import type { Expr, For, Operator, Part } from "./ast.js";
import { LONGEST, run } from "./functions.js";
import {
  isKnown,
  isList,
  isMap,
  made,
  numberOf,
  oneOf,
  same,
  textOf,
  truthOf,
  UNKNOWN,
  unknown,
  type Value,
} from "./value.js";

/** Deepest that values are looked up in each other. */
const DEEPEST = 150;

/** Most steps of one evaluation. */
const MOST_STEPS = 200_000;

/** Work that is left; shared by everything that belongs to one check. */
export class Budget {
  #steps = MOST_STEPS;
  #depth = 0;

  /** Does something that counts; gives up once there was too much of it, or it goes too deep. */
  spend(cost: number, work: () => Value): Value {
    this.#steps -= cost;
    if (this.#steps < 0 || this.#depth >= DEEPEST) return unknown;
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }
}

/** Where names are looked up. */
export interface Scope {
  readonly file: string;
  readonly budget: Budget;
  /** Names of loops. */
  readonly locals: ReadonlyMap<string, Value>;
  /** What a name with its members stands for, such as `var.size`; and how many of the steps that took. */
  look(name: string, steps: readonly Step[]): { value: Value; used: number } | undefined;
}

/** A step behind a name. */
export type Step = string | number | undefined;

/** The value of an expression. */
export function evaluate(expr: Expr, scope: Scope): Value {
  return scope.budget.spend(1, () => {
    switch (expr.kind) {
      case "literal":
        return { data: expr.value, place: { file: scope.file, range: expr.range } };
      case "template":
        return template(expr.parts, scope);
      case "list": {
        const data = expr.items.map((item) => evaluate(item, scope));
        return { data, place: { file: scope.file, range: expr.range } };
      }
      case "object":
        return object(expr, scope);
      case "for":
        return loop(expr, scope);
      case "name":
      case "member":
      case "index":
        return reference(expr, scope);
      case "splat":
        return splat(evaluate(expr.of, scope), expr.each, scope);
      case "item":
        return scope.locals.get("\0") ?? unknown;
      case "call":
        return call(expr, scope);
      case "not": {
        const truth = truthOf(evaluate(expr.of, scope));
        return truth === undefined ? unknown : made(!truth);
      }
      case "minus": {
        const number = numberOf(evaluate(expr.of, scope));
        return number === undefined ? unknown : made(-number);
      }
      case "binary":
        return binary(expr.operator, expr.left, expr.right, scope);
      case "choice": {
        const truth = truthOf(evaluate(expr.test, scope));
        if (truth !== undefined) return evaluate(truth ? expr.yes : expr.no, scope);
        return oneOf([evaluate(expr.yes, scope), evaluate(expr.no, scope)]);
      }
    }
  });
}

/** A member or an item of a value. */
export function inside(value: Value, step: Value): Value {
  const { data } = value;
  if (data === UNKNOWN)
    return value.ways === undefined ? unknown : oneOf(value.ways.map((way) => inside(way, step)));
  if (step.data === UNKNOWN) {
    if (step.ways !== undefined) return oneOf(step.ways.map((way) => inside(value, way)));
    return isMap(data) && data.size > 0 ? oneOf([...data.values()]) : unknown;
  }
  if (isList(data)) {
    const at = numberOf(step);
    return at === undefined ? unknown : (data[at] ?? unknown);
  }
  const key = textOf(step);
  return isMap(data) && key !== undefined ? (data.get(key) ?? unknown) : unknown;
}

function object(expr: Extract<Expr, { kind: "object" }>, scope: Scope): Value {
  const out = new Map<string, Value>();
  for (const { key, value } of expr.members) {
    const name = key.kind === "name" ? key.name : textOf(evaluate(key, scope));
    if (name === undefined) return unknown;
    out.set(name, evaluate(value, scope));
  }
  return { data: out, place: { file: scope.file, range: expr.range } };
}

/** A name with what stands behind it: the longest part that is known as a whole, then step by step. */
function reference(expr: Expr, scope: Scope): Value {
  const steps: Expr[] = [];
  let root = expr;
  while (root.kind === "member" || root.kind === "index") {
    steps.unshift(root);
    root = root.of;
  }
  const values = steps.map((step): Value => {
    if (step.kind === "member") return made(step.name);
    return step.kind === "index" ? evaluate(step.at, scope) : unknown;
  });
  let value: Value;
  let used = 0;
  if (root.kind !== "name") value = evaluate(root, scope);
  else {
    const local = scope.locals.get(root.name);
    const words = values.map(({ data }) =>
      typeof data === "string" || typeof data === "number" ? data : undefined,
    );
    const found = local === undefined ? scope.look(root.name, words) : { value: local, used: 0 };
    value = found?.value ?? unknown;
    used = found?.used ?? values.length;
  }
  return values.slice(used).reduce(inside, value);
}

function splat(value: Value, each: Expr, scope: Scope): Value {
  if (value.data === UNKNOWN) return unknown;
  const items = isList(value.data) ? value.data : value.data === null ? [] : [value];
  return made(items.map((item) => evaluate(each, within(scope, new Map([["\0", item]])))));
}

function within(scope: Scope, names: ReadonlyMap<string, Value>): Scope {
  return {
    file: scope.file,
    budget: scope.budget,
    locals: new Map([...scope.locals, ...names]),
    look: (name, steps) => scope.look(name, steps),
  };
}

/** The pairs that a loop goes over; `undefined` if they are not known. */
export function pairsOf({ data }: Value): [Value, Value][] | undefined {
  if (isList(data)) return data.map((item, at) => [made(at), item]);
  return isMap(data)
    ? [...data].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [made(key), item])
    : undefined;
}

function turns(names: readonly string[], over: Expr, scope: Scope): Scope[] | undefined {
  const [first = "", second] = names;
  return pairsOf(evaluate(over, scope))?.map(([key, item]) => {
    const known: [string, Value][] =
      second === undefined
        ? [[first, item]]
        : [
            [first, key],
            [second, item],
          ];
    return within(scope, new Map(known));
  });
}

function loop({ names, over, key, value, test, group }: For, scope: Scope): Value {
  const all = turns(names, over, scope);
  if (all === undefined) return unknown;
  const list: Value[] = [];
  const out = new Map<string, Value>();
  for (const turn of all) {
    const holds = test === undefined ? true : truthOf(evaluate(test, turn));
    if (holds === undefined) return unknown;
    if (!holds) continue;
    const item = evaluate(value, turn);
    if (key === undefined) {
      list.push(item);
      continue;
    }
    const name = textOf(evaluate(key, turn));
    if (name === undefined) return unknown;
    const before = out.get(name)?.data;
    out.set(name, group ? made([...(before !== undefined && isList(before) ? before : []), item]) : item);
  }
  return made(key === undefined ? list : out);
}

function template(parts: readonly Part[], scope: Scope): Value {
  let out = "";
  for (const part of parts) {
    const piece = typeof part === "string" ? part : textOf(pieceOf(part, scope));
    if (piece === undefined || out.length + piece.length > LONGEST) return unknown;
    out += piece;
  }
  return made(out);
}

function pieceOf(part: Exclude<Part, string>, scope: Scope): Value {
  if (part.kind === "value") return evaluate(part.value, scope);
  return scope.budget.spend(1, () => {
    if (part.kind === "if") {
      const truth = truthOf(evaluate(part.test, scope));
      return truth === undefined ? unknown : template(truth ? part.yes : part.no, scope);
    }
    const texts = turns(part.names, part.over, scope)?.map((turn) => textOf(template(part.parts, turn)));
    const isWhole = texts?.every((text) => text !== undefined) === true;
    return isWhole && texts !== undefined ? made(texts.join("")) : unknown;
  });
}

function call(expr: Extract<Expr, { kind: "call" }>, scope: Scope): Value {
  const { name, args } = expr;
  const first = args[0];
  if (name === "try" || name === "coalesce" || name === "coalescelist") {
    for (const arg of args) {
      const value = evaluate(arg, scope);
      if (value.data === UNKNOWN) return unknown;
      const isEmpty =
        value.data === null || value.data === "" || (isList(value.data) && value.data.length === 0);
      if (name === "try" || !isEmpty) return value;
    }
    return unknown;
  }
  if (name === "lookup" && first !== undefined && args[1] !== undefined) {
    const [from, key] = [evaluate(first, scope), evaluate(args[1], scope)];
    const text = textOf(key);
    if (!isMap(from.data)) return unknown;
    const otherwise = args[2] === undefined ? [] : [evaluate(args[2], scope)];
    if (text === undefined) return oneOf([...from.data.values(), ...otherwise]);
    return from.data.get(text) ?? (args[2] === undefined ? unknown : evaluate(args[2], scope));
  }
  let values = args.map((arg) => evaluate(arg, scope));
  if (expr.spread) {
    const last = values.at(-1)?.data;
    if (last === undefined || !isList(last)) return unknown;
    values = [...values.slice(0, -1), ...last];
  }
  return scope.budget.spend(
    1 + values.reduce((sum, { data }) => sum + (isList(data) ? data.length : 0), 0),
    () => run(name.replace(/^core::/, ""), values),
  );
}

function binary(operator: Operator, left: Expr, right: Expr, scope: Scope): Value {
  const a = evaluate(left, scope);
  if (operator === "&&" || operator === "||") {
    const [one, other] = [truthOf(a), truthOf(evaluate(right, scope))];
    const ends = operator === "||";
    if (one === ends || other === ends) return made(ends);
    return one === undefined || other === undefined ? unknown : made(!ends);
  }
  const b = evaluate(right, scope);
  if (operator === "==" || operator === "!=") {
    if (!isKnown(a) || !isKnown(b)) return unknown;
    return made(same(a, b) === (operator === "=="));
  }
  const [one, other] = [numberOf(a), numberOf(b)];
  if (one === undefined || other === undefined) return unknown;
  const found = {
    "<": one < other,
    ">": one > other,
    "<=": one <= other,
    ">=": one >= other,
    "+": one + other,
    "-": one - other,
    "*": one * other,
    "/": one / other,
    "%": one % other,
  }[operator];
  return typeof found === "number" && !Number.isFinite(found) ? unknown : made(found);
}
