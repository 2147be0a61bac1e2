/** Expressions of Bicep as expressions of templates. */
import { bodyOf, type Expr, keyOf, type Operator, type Statement } from "./ast.js";
import type { Unit } from "./unit.js";

/** Names of loops and lambdas, and what stands for them in a template. */
export type Names = ReadonlyMap<string, string>;

/** What a translator asks of the template that it writes for. */
export interface Host {
  variable(unit: Unit, name: string): string;
  function(unit: Unit, name: string): string;
  hoist(unit: Unit, expr: Expr): string;
  unit(from: Unit, target: string): Unit | undefined;
  text(from: Unit, target: string): string | undefined;
}

const FUNCTIONS: Readonly<Record<Exclude<Operator, "!=" | "=~" | "!~">, string>> = {
  "??": "coalesce",
  "||": "or",
  "&&": "and",
  "==": "equals",
  "<": "less",
  "<=": "lessOrEquals",
  ">": "greater",
  ">=": "greaterOrEquals",
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "%": "mod",
};

/** What only a deployment knows. */
const UNKNOWN = "reference('unknown')";

/** Deepest that names of resources lead to each other. */
const DEEPEST = 20;

/** Functions of the compiler: a template has none of them. */
const OF_THE_COMPILER =
  /^(?:load\w+|readEnvironmentVariable|readCliArg|externalInput|getSecret|nameof|fail|toLogicalZones?|toPhysicalZones?|cidr\w+|parseCidr|environment|deployer|buildUri|parseUri)$/;

/** A text of a template's expression. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Translates expressions of one file. */
export class Translator {
  #depth = 0;

  constructor(
    readonly unit: Unit,
    readonly names: Names,
    readonly host: Host,
  ) {}

  text(expr: Expr): string {
    switch (expr.kind) {
      case "literal":
        if (typeof expr.value === "string") return quote(expr.value);
        return expr.value === null || typeof expr.value === "boolean"
          ? `${expr.value}()`
          : String(expr.value);
      case "template": {
        const values = expr.parts.filter((part) => typeof part !== "string");
        let next = 0;
        const form = expr.parts.map((part) => {
          if (typeof part === "string") return part.replaceAll("{", "{{").replaceAll("}", "}}");
          next += 1;
          return `{${next - 1}}`;
        });
        return `format(${[quote(form.join("")), ...values.map((value) => this.text(value))].join(", ")})`;
      }
      case "list":
        return this.list(expr);
      case "object":
        return this.object(expr);
      case "for":
        return this.loop(expr);
      case "name":
        return this.symbol(expr.name);
      case "member":
      case "index":
        return this.access(expr);
      case "nested":
        return UNKNOWN;
      case "call":
        return this.call(expr);
      case "not":
        return `not(${this.text(expr.of)})`;
      case "minus":
        return `sub(0, ${this.text(expr.of)})`;
      case "binary":
        return this.binary(expr.operator, expr.left, expr.right);
      case "choice":
        return `if(${this.text(expr.test)}, ${this.branch(expr.yes, expr)}, ${this.branch(expr.no, expr)})`;
      case "lambda": {
        const names = new Map([
          ...this.names,
          ...expr.names.map((name): [string, string] => [name, `lambdaVariables(${quote(name)})`]),
        ]);
        const body = new Translator(this.unit, names, this.host).text(expr.body);
        return `lambda(${[...expr.names.map(quote), body].join(", ")})`;
      }
      case "condition":
        return UNKNOWN;
    }
  }

  /** A way of a choice: a value on a line of its own has a place of its own. */
  branch(expr: Expr, around: Expr): string {
    const isFar =
      expr.range[0] - around.range[0] > 0 && expr.kind === "literal" && typeof expr.value === "string";
    return isFar ? this.host.hoist(this.unit, expr) : this.text(expr);
  }

  /** Whether an expression uses names of a loop around it. */
  isBound(expr: unknown): boolean {
    if (typeof expr !== "object" || expr === null || this.names.size === 0) return false;
    if (Array.isArray(expr)) return expr.some((item) => this.isBound(item));
    const { kind, name } = expr as { kind?: unknown; name?: unknown };
    if (kind === "name" && typeof name === "string" && this.names.has(name)) return true;
    return Object.entries(expr).some(([key, part]) => key !== "range" && this.isBound(part));
  }

  list(expr: Extract<Expr, { kind: "list" }>): string {
    if (expr.items.every(({ spread }) => !spread)) {
      if (expr.items.length > 0 && !this.isBound(expr)) return this.host.hoist(this.unit, expr);
      return `createArray(${expr.items.map(({ value }) => this.text(value)).join(", ")})`;
    }
    const parts = expr.items.map(({ value, spread }) =>
      spread ? this.text(value) : `createArray(${this.text(value)})`,
    );
    return parts.length === 1 ? (parts[0] ?? "") : `concat(${parts.join(", ")})`;
  }

  object(expr: Extract<Expr, { kind: "object" }>): string {
    const isPlain = expr.members.every(({ key }) => key !== undefined);
    if (isPlain && expr.members.length > 0 && !this.isBound(expr)) return this.host.hoist(this.unit, expr);
    const parts: string[] = [];
    let own: (typeof expr.members)[number][] = [];
    const flush = () => {
      if (own.length === 0) return;
      const plain: Expr = { kind: "object", members: own, resources: [], range: expr.range };
      const pairs = own.flatMap((member) => [
        keyOf(member) === undefined ? this.text(member.key ?? expr) : quote(keyOf(member) ?? ""),
        this.text(member.value),
      ]);
      parts.push(
        this.isBound(plain) ? `createObject(${pairs.join(", ")})` : this.host.hoist(this.unit, plain),
      );
      own = [];
    };
    for (const member of expr.members) {
      if (member.key !== undefined) own.push(member);
      else {
        flush();
        parts.push(this.text(member.value));
      }
    }
    flush();
    if (parts.length === 0) return "createObject()";
    return isPlain ? (parts[0] ?? "") : `shallowMerge(createArray(${parts.join(", ")}))`;
  }

  loop(expr: Extract<Expr, { kind: "for" }>): string {
    if (expr.body.kind === "condition") return UNKNOWN;
    const names = [expr.item, ...(expr.index === undefined ? [] : [expr.index])];
    const own = names.map((name): [string, string] => [name, `lambdaVariables(${quote(name)})`]);
    const body = new Translator(this.unit, new Map([...this.names, ...own]), this.host).text(expr.body);
    return `map(${this.text(expr.over)}, lambda(${[...names.map(quote), body].join(", ")}))`;
  }

  symbol(name: string): string {
    const local = this.names.get(name);
    if (local !== undefined) return local;
    const found = this.unit.symbols.get(name);
    if (found?.imports !== undefined) {
      const other = found.target === undefined ? undefined : this.host.unit(this.unit, found.target);
      const wanted = other?.symbols.get(found.name);
      if (other === undefined || wanted?.keyword !== "var") return UNKNOWN;
      return `variables(${quote(this.host.variable(other, found.name))})`;
    }
    if (found?.keyword === "param") return `parameters(${quote(name)})`;
    if (found?.keyword === "var") return `variables(${quote(this.host.variable(this.unit, name))})`;
    return UNKNOWN;
  }

  /** Members and items; what a resource says of itself is known. */
  access(expr: Extract<Expr, { kind: "member" | "index" }>): string {
    const resource = expr.kind === "member" ? this.ofResource(expr.of, expr.name) : undefined;
    if (resource !== undefined) return resource;
    if (expr.kind === "member" && expr.of.kind === "name") {
      const imported = this.ofImport(expr.of.name, expr.name);
      if (imported !== undefined) return imported;
    }
    // Behind `.?` everything is nothing where the first is nothing.
    const steps: string[] = [];
    let of: Expr = expr;
    let isSafe = false;
    while (of.kind === "member" || of.kind === "index") {
      if (of.kind === "index" && of.fromEnd) break;
      steps.unshift(of.kind === "member" ? quote(of.name) : this.text(of.at));
      isSafe = of.safe;
      const { safe } = of;
      of = of.of;
      if (safe) break;
    }
    if (isSafe) return `tryGet(${[this.text(of), ...steps].join(", ")})`;
    if (expr.kind === "index") {
      const list = this.text(expr.of);
      if (expr.fromEnd)
        return `${expr.safe ? "tryIndexFromEnd" : "indexFromEnd"}(${list}, ${this.text(expr.at)})`;
      return `${list}[${this.text(expr.at)}]`;
    }
    return `${this.text(expr.of)}.${expr.name}`;
  }

  ofImport(symbol: string, name: string): string | undefined {
    const found = this.unit.symbols.get(symbol);
    if (found?.imports === undefined || found.name !== "*" || found.target === undefined) return undefined;
    const other = this.host.unit(this.unit, found.target);
    return other?.symbols.get(name)?.keyword === "var"
      ? `variables(${quote(this.host.variable(other, name))})`
      : UNKNOWN;
  }

  ofResource(of: Expr, name: string): string | undefined {
    if (of.kind !== "name" || this.names.has(of.name)) return undefined;
    const found = this.unit.symbols.get(of.name);
    if (found?.keyword === "module") return undefined;
    if (found?.keyword !== "resource") return undefined;
    if (name === "name") return this.nameOfSymbol(of.name) ?? UNKNOWN;
    if (name === "id") return this.idOf(found) ?? UNKNOWN;
    const body = found.value?.kind === "object" ? found.value : undefined;
    const value = body?.members.find((member) => keyOf(member) === name)?.value;
    return name === "location" && value !== undefined ? this.once(() => this.text(value)) : UNKNOWN;
  }

  once(work: () => string): string {
    if (this.#depth > DEEPEST) return UNKNOWN;
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }

  /** The name of a resource that an expression names. */
  nameOf(parent: Expr): string | undefined {
    if (parent.kind === "name" && this.unit.symbols.get(parent.name)?.keyword === "resource") {
      return this.nameOfSymbol(parent.name);
    }
    return UNKNOWN;
  }

  nameOfSymbol(symbol: string): string | undefined {
    const value = this.unit.symbols.get(symbol)?.value;
    const body = bodyOf(value);
    if (value?.kind === "for" || body?.kind !== "object") return UNKNOWN;
    const name = body.members.find((member) => keyOf(member) === "name")?.value;
    return name === undefined ? UNKNOWN : this.once(() => this.text(name));
  }

  /** The id of a resource in the group of the deployment. */
  idOf(statement: Statement): string | undefined {
    const body = bodyOf(statement.value);
    const type = statement.target?.split("@")[0];
    if (statement.value?.kind === "for" || body?.kind !== "object" || type === undefined) return undefined;
    const find = (word: string) => body.members.find((member) => keyOf(member) === word)?.value;
    const [name, parent] = [find("name"), find("parent")];
    if (name === undefined || find("scope") !== undefined) return undefined;
    const depth = type.split("/").length - 1;
    if (parent === undefined && depth === 1)
      return this.once(() => `resourceId(${quote(type)}, ${this.text(name)})`);
    if (parent === undefined || depth !== 2) return undefined;
    const above = this.nameOf(parent);
    return above === undefined
      ? undefined
      : this.once(() => `resourceId(${quote(type)}, ${above}, ${this.text(name)})`);
  }

  call(expr: Extract<Expr, { kind: "call" }>): string {
    const { name, of } = expr;
    // `sys` and `az` are where functions are from; everything else is asked of a resource.
    const isNamespace = of?.kind === "name" && (of.name === "sys" || of.name === "az");
    if (of !== undefined && !isNamespace) {
      return of.kind === "name" ? (this.imported(of.name, expr) ?? UNKNOWN) : UNKNOWN;
    }
    const args = () => expr.args.map((arg) => this.text(arg)).join(", ");
    const own = this.unit.symbols.get(name);
    if (own?.keyword === "func") return `bicep.${this.host.function(this.unit, name)}(${args()})`;
    if (own?.imports !== undefined && own.target !== undefined) {
      const other = this.host.unit(this.unit, own.target);
      return other?.symbols.get(own.name)?.keyword === "func"
        ? `bicep.${this.host.function(other, own.name)}(${args()})`
        : UNKNOWN;
    }
    if (name === "any" && expr.args[0] !== undefined) return this.text(expr.args[0]);
    if (OF_THE_COMPILER.test(name)) return this.loaded(expr) ?? UNKNOWN;
    return `${name}(${args()})`;
  }

  imported(symbol: string, expr: Extract<Expr, { kind: "call" }>): string | undefined {
    const found = this.unit.symbols.get(symbol);
    if (found?.imports === undefined || found.target === undefined) return undefined;
    const other = this.host.unit(this.unit, found.target);
    if (other?.symbols.get(expr.name)?.keyword !== "func") return undefined;
    return `bicep.${this.host.function(other, expr.name)}(${expr.args.map((arg) => this.text(arg)).join(", ")})`;
  }

  /** What a file holds that lies here. */
  loaded({ name, args }: Extract<Expr, { kind: "call" }>): string | undefined {
    const [first, second] = args;
    if (name === "readEnvironmentVariable" || name === "nameof") return undefined;
    if (first?.kind !== "literal" || typeof first.value !== "string") return undefined;
    const text = this.host.text(this.unit, first.value);
    if (text === undefined || text.length > 100_000) return undefined;
    if (name === "loadTextContent") return quote(text);
    if (name !== "loadJsonContent" || second !== undefined) return undefined;
    try {
      JSON.parse(text);
    } catch {
      return undefined;
    }
    return `json(${quote(text)})`;
  }

  binary(operator: Operator, left: Expr, right: Expr): string {
    const [a, b] = [this.text(left), this.text(right)];
    if (operator === "!=") return `not(equals(${a}, ${b}))`;
    if (operator === "=~" || operator === "!~") {
      const same = `equals(toLower(${a}), toLower(${b}))`;
      return operator === "=~" ? same : `not(${same})`;
    }
    return `${FUNCTIONS[operator]}(${a}, ${b})`;
  }
}
