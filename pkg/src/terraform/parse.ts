/** Terraform's own language (HCL 2): from text to blocks and expressions. Knows no resource. */
import type { Range } from "../source/fault.js";
import { Scanner } from "../source/scanner.js";
import type { Attribute, Block, Body, Expr, ObjectMember, Operator } from "./ast.js";
import { heredoc, quoted } from "./template.js";

/** Operators by how tightly they bind. */
const LEVELS: readonly (readonly Operator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Reads a file; throws a `SyntaxFault`. */
export function parse(text: string): Body {
  const parser = new Parser(text, text.startsWith("\uFEFF") ? 1 : 0);
  const body = parser.body("");
  return { ...body, range: [0, text.length] };
}

/** Reads text from a place on. */
export class Parser extends Scanner {
  protected readonly names = NAME;

  protected isRemark(): boolean {
    return true;
  }

  /** Attributes and blocks up to a brace, or to the end of the text. */
  body(end: "}" | ""): Body {
    const start = this.at;
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    const names = new Set<string>();
    this.blanks(false);
    // A block in one line has one argument, and no block.
    const isLine = end === "}" && this.text[this.at] !== "\n" && this.text[this.at] !== "\r";
    for (;;) {
      this.blanks(!isLine);
      if (end === "" ? this.at >= this.text.length : this.text[this.at] === "}") break;
      if (this.at >= this.text.length) this.fail("`}` is missing");
      const from = this.at;
      const name = this.name() ?? this.fail(`${this.shown()} where an argument or a block is expected`);
      const key: Range = [from, this.at];
      this.blanks(false);
      if (this.text[this.at] === "=" && this.text[this.at + 1] !== "=") {
        this.at += 1;
        if (names.has(name)) this.fail(`the argument \`${name}\` is given twice`, key);
        names.add(name);
        this.blanks(false);
        attributes.push({ name, key, value: this.expression() });
      } else {
        if (isLine) this.fail("a block in one line, which can have one argument only", [from, this.at]);
        blocks.push(this.block(name, from));
      }
      this.blanks(false);
      const next = this.text[this.at];
      if (isLine) {
        if (next !== "}") this.fail(`${this.shown()} where a block in one line ends`);
      } else if (next !== undefined && next !== "\n" && next !== "\r") {
        this.fail(`${this.shown()} where a line ends`);
      }
    }
    return { attributes, blocks, range: [start, this.at] };
  }

  block(type: string, from: number): Block {
    const labels: string[] = [];
    let behind = this.at;
    for (;;) {
      this.blanks(false);
      const next = this.text[this.at];
      if (next === "{") break;
      if (next === '"') {
        const label = quoted(this);
        labels.push(label.kind === "literal" ? String(label.value) : "");
      } else labels.push(this.name() ?? this.fail(`${this.shown()} where \`{\` or \`=\` is expected`));
      behind = this.at;
    }
    const open = this.at;
    this.at += 1;
    const { attributes, blocks } = this.nested(() => this.within(false, () => this.body("}")));
    this.at += 1;
    const head: Range = [from, Math.min(behind, open)];
    return {
      type,
      labels,
      head: [from, trimmed(this.text, head)],
      attributes,
      blocks,
      range: [open, this.at],
    };
  }

  /** An expression. */
  expression(): Expr {
    return this.nested(() => {
      const test = this.binary(0);
      this.blanks(false);
      if (this.text[this.at] !== "?") return test;
      this.at += 1;
      const yes = this.operand(() => this.expression());
      this.demand(":");
      const no = this.operand(() => this.expression());
      return { kind: "choice", test, yes, no, range: [test.range[0], no.range[1]] };
    });
  }

  /** Something that stands in brackets, with the closing one behind it. */
  bracketed<T>(close: string, read: () => T): T {
    return this.within(true, () => {
      this.blanks(false);
      const found = read();
      this.blanks(false);
      this.demand(close);
      return found;
    });
  }

  operand(read: () => Expr): Expr {
    this.blanks(false);
    return read();
  }

  binary(level: number): Expr {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      this.blanks(false);
      const operator = operators.find((sign) => this.text.startsWith(sign, this.at));
      if (operator === undefined) return left;
      this.at += operator.length;
      const right = this.operand(() => this.binary(level + 1));
      left = { kind: "binary", operator, left, right, range: [left.range[0], right.range[1]] };
    }
  }

  unary(): Expr {
    const from = this.at;
    const sign = this.text[this.at];
    if (sign !== "!" && sign !== "-") return this.postfix(this.primary());
    this.at += 1;
    const of = this.nested(() => this.operand(() => this.unary()));
    if (sign === "-" && of.kind === "literal" && typeof of.value === "number") {
      return { kind: "literal", value: -of.value, range: [from, of.range[1]] };
    }
    return { kind: sign === "!" ? "not" : "minus", of, range: [from, of.range[1]] };
  }

  postfix(first: Expr): Expr {
    let of = first;
    for (;;) {
      const next = this.text[this.at];
      if (next === "." && this.text[this.at + 1] === "*") {
        this.at += 2;
        of = this.splat(of, false);
      } else if (next === "." && this.text[this.at + 1] !== ".") {
        this.at += 1;
        this.blanks(false);
        of = this.dotted(of);
      } else if (next === "[") {
        if (/^\[\s*\*\s*\]/.test(this.text.slice(this.at, this.at + 20))) {
          this.at = this.text.indexOf("]", this.at) + 1;
          of = this.splat(of, true);
          continue;
        }
        this.at += 1;
        const at = this.bracketed("]", () => this.expression());
        of = { kind: "index", of, at, range: [of.range[0], this.at] };
      } else return of;
    }
  }

  dotted(of: Expr): Expr {
    const from = this.at;
    const digits = /^\d+/.exec(this.text.slice(this.at, this.at + 20))?.[0];
    if (digits !== undefined) {
      this.at += digits.length;
      const at: Expr = { kind: "literal", value: Number(digits), range: [from, this.at] };
      return { kind: "index", of, at, range: [of.range[0], this.at] };
    }
    const name = this.name() ?? this.fail(`${this.shown()} where a name is expected`);
    return { kind: "member", of, name, range: [of.range[0], this.at] };
  }

  /** Everything behind `[*]` belongs to each item; behind `.*` names only. */
  splat(of: Expr, full: boolean): Expr {
    let each: Expr = { kind: "item", range: [this.at, this.at] };
    for (;;) {
      const next = this.text[this.at];
      if (next === "." && this.text[this.at + 1] !== "*") {
        this.at += 1;
        each = this.dotted(each);
      } else if (next === "[" && full) {
        this.at += 1;
        const at = this.bracketed("]", () => this.expression());
        each = { kind: "index", of: each, at, range: [each.range[0], this.at] };
      } else return { kind: "splat", of, each, range: [of.range[0], this.at] };
    }
  }

  primary(): Expr {
    const from = this.at;
    const next = this.text[this.at];
    if (next === '"') return quoted(this);
    if (next === "<" && this.text[this.at + 1] === "<") return heredoc(this);
    if (next === "(") {
      this.at += 1;
      const inside = this.bracketed(")", () => this.expression());
      return { ...inside, range: [from, this.at] };
    }
    if (next === "[") return this.list();
    if (next === "{") return this.object();
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return { kind: "literal", value: Number(number), range: [from, this.at] };
    }
    const name = this.name() ?? this.fail(`${this.shown()} where a value is expected`);
    return this.named(name, from);
  }

  named(first: string, from: number): Expr {
    let name = first;
    while (this.text.startsWith("::", this.at)) {
      this.at += 2;
      name += `::${this.name() ?? this.fail(`${this.shown()} where a name is expected`)}`;
    }
    if (this.text[this.at] === "(") return this.call(name, from);
    const range: Range = [from, this.at];
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true", range };
    if (name === "null") return { kind: "literal", value: null, range };
    return { kind: "name", name, range };
  }

  call(name: string, from: number): Expr {
    this.at += 1;
    const args: Expr[] = [];
    let spread = false;
    this.bracketed(")", () => {
      while (this.text[this.at] !== ")") {
        args.push(this.expression());
        this.blanks(false);
        if (this.text.startsWith("...", this.at)) {
          this.at += 3;
          spread = true;
          this.blanks(false);
          break;
        }
        if (this.text[this.at] !== ",") break;
        this.at += 1;
        this.blanks(false);
      }
    });
    return { kind: "call", name, args, spread, range: [from, this.at] };
  }

  list(): Expr {
    const from = this.at;
    this.at += 1;
    const items: Expr[] = [];
    let loop: Expr | undefined;
    this.bracketed("]", () => {
      loop = this.loop(from, false);
      while (loop === undefined && this.text[this.at] !== "]") {
        items.push(this.expression());
        this.blanks(false);
        if (this.text[this.at] !== ",") break;
        this.at += 1;
        this.blanks(false);
      }
    });
    const range: Range = [from, this.at];
    return loop === undefined ? { kind: "list", items, range } : { ...loop, range };
  }

  /** `for a, b in c : …`, if that stands here. */
  loop(from: number, isObject: boolean): Expr | undefined {
    if (!/^for\s+[\p{ID_Start}_]/u.test(this.text.slice(this.at, this.at + 40))) return undefined;
    this.at += 3;
    const names: string[] = [];
    do {
      if (names.length > 0) this.at += 1;
      this.blanks(false);
      names.push(this.name() ?? this.fail(`${this.shown()} where a name is expected`));
      this.blanks(false);
    } while (this.text[this.at] === ",");
    this.demand("in");
    const over = this.operand(() => this.expression());
    this.demand(":");
    let key: Expr | undefined;
    let value = this.operand(() => this.expression());
    this.blanks(false);
    if (isObject) {
      this.demand("=>");
      key = value;
      value = this.operand(() => this.expression());
      this.blanks(false);
    }
    const group = this.text.startsWith("...", this.at);
    if (group) this.at += 3;
    this.blanks(false);
    let test: Expr | undefined;
    if (/^if\b/.test(this.text.slice(this.at, this.at + 3))) {
      this.at += 2;
      test = this.operand(() => this.expression());
    }
    return { kind: "for", names, over, key, value, test, group, range: [from, this.at] };
  }

  object(): Expr {
    const from = this.at;
    this.at += 1;
    const [before, members]: [number, ObjectMember[]] = [this.at, []];
    this.blanks(true);
    if (/^for\s+[\p{ID_Start}_]/u.test(this.text.slice(this.at, this.at + 40))) {
      const loop = this.bracketed("}", () => this.loop(from, true));
      if (loop !== undefined) return { ...loop, range: [from, this.at] };
      this.at = before;
    }
    this.within(false, () => {
      for (;;) {
        this.blanks(true);
        if (this.text[this.at] === "}") break;
        const key = this.binary(0);
        this.blanks(false);
        if (this.text[this.at] !== "=" && this.text[this.at] !== ":") this.demand("=");
        this.at += 1;
        members.push({ key, value: this.operand(() => this.expression()) });
        this.blanks(false);
        const next = this.text[this.at];
        if (next === ",") this.at += 1;
        else if (next !== "\n" && next !== "}") this.fail(`${this.shown()} where a line ends`);
      }
    });
    this.at += 1;
    return { kind: "object", members, range: [from, this.at] };
  }
}

/** The end of a range without the blanks before it. */
function trimmed(text: string, [from, to]: Range): number {
  return from + text.slice(from, to).trimEnd().length;
}
