/** Expressions of Bicep. */
import type { Range } from "../source/fault.js";
import { Scanner } from "../source/scanner.js";
import type { Decorator, Expr, Item, ObjectMember, Operator, Statement } from "./ast.js";

/** Operators by how tightly they bind. */
const LEVELS: readonly (readonly Operator[])[] = [
  ["??"],
  ["||"],
  ["&&"],
  ["==", "!=", "=~", "!~"],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];
/** Operators before which a line may end: nothing else begins so. */
const ACROSS = ["??", "||", "&&", "?", ":"];
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "'": "'", "\\": "\\", $: "$" };

/** Reads text from a place on. */
export abstract class Expressions extends Scanner {
  protected readonly names = NAME;

  abstract statement(decorators: readonly Decorator[]): Statement;
  abstract decorators(): Decorator[];

  protected isRemark(): boolean {
    return /^#(?:disable|restore)-/.test(this.text.slice(this.at, this.at + 20));
  }

  /** A word, if it stands here. */
  word(word: string): boolean {
    const is =
      this.text.startsWith(word, this.at) && !/[A-Za-z0-9_]/.test(this.text[this.at + word.length] ?? "");
    if (is) this.at += word.length;
    return is;
  }

  /** To what the next line begins with, if it goes on with one of these. */
  across(signs: readonly string[]): void {
    const before = this.at;
    this.blanks(false);
    if (this.text[this.at] !== "\n") return;
    this.blanks(true);
    if (!signs.some((sign) => this.text.startsWith(sign, this.at))) this.at = before;
  }

  expression(): Expr {
    return this.nested(() => {
      const test = this.binary(0);
      this.across(["?"]);
      this.blanks(false);
      if (this.text[this.at] !== "?" || this.text[this.at + 1] === "?") return test;
      this.at += 1;
      this.blanks(true);
      const yes = this.expression();
      this.across([":"]);
      this.demand(":");
      this.blanks(true);
      const no = this.expression();
      return { kind: "choice", test, yes, no, range: [test.range[0], no.range[1]] };
    });
  }

  binary(level: number): Expr {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      this.across(ACROSS);
      this.blanks(false);
      const operator = operators.find((sign) => this.text.startsWith(sign, this.at));
      const isOther = operator === "<" && this.text[this.at + 1] === "<";
      if (operator === undefined || isOther) return left;
      this.at += operator.length;
      this.blanks(true);
      const right = this.binary(level + 1);
      left = { kind: "binary", operator, left, right, range: [left.range[0], right.range[1]] };
    }
  }

  unary(): Expr {
    const from = this.at;
    const sign = this.text[this.at];
    if (sign !== "!" && sign !== "-" && sign !== "+") return this.postfix(this.primary());
    this.at += 1;
    this.blanks(false);
    const of = this.nested(() => this.unary());
    const range: Range = [from, of.range[1]];
    if (sign === "+") return { ...of, range };
    if (sign === "-" && of.kind === "literal" && typeof of.value === "number") {
      return { kind: "literal", value: -of.value, range };
    }
    return { kind: sign === "!" ? "not" : "minus", of, range };
  }

  postfix(first: Expr): Expr {
    let of = first;
    for (;;) {
      const next = this.text[this.at];
      const behind = this.text[this.at + 1];
      if (next === "." && behind !== ".") of = this.dotted(of);
      else if (next === "[") of = this.indexed(of);
      else if (next === ":" && behind === ":") {
        this.at += 2;
        const name = this.name() ?? this.fail(`${this.shown()} where a name is expected`);
        of = { kind: "nested", of, name, range: [of.range[0], this.at] };
      } else if (next === "!" && behind !== "=" && behind !== "~") {
        this.at += 1;
        of = { ...of, range: [of.range[0], this.at] };
      } else return of;
    }
  }

  dotted(of: Expr): Expr {
    this.at += 1;
    const safe = this.text[this.at] === "?";
    if (safe) this.at += 1;
    this.blanks(false);
    const name = this.name() ?? this.fail(`${this.shown()} where a name is expected`);
    const range: Range = [of.range[0], this.at];
    if (this.text[this.at] !== "(") return { kind: "member", of, name, safe, range };
    const args = this.args();
    return { kind: "call", of, name, args, range: [of.range[0], this.at] };
  }

  indexed(of: Expr): Expr {
    this.at += 1;
    return this.within(true, () => {
      const safe = this.text[this.at] === "?";
      if (safe) this.at += 1;
      const fromEnd = this.text[this.at] === "^";
      if (fromEnd) this.at += 1;
      this.blanks(true);
      const at = this.expression();
      this.blanks(true);
      this.demand("]");
      return { kind: "index", of, at, safe, fromEnd, range: [of.range[0], this.at] };
    });
  }

  args(): Expr[] {
    const out: Expr[] = [];
    this.at += 1;
    return this.within(true, () => {
      this.blanks(true);
      while (this.text[this.at] !== ")") {
        out.push(this.expression());
        this.blanks(true);
        if (this.text[this.at] !== ",") break;
        this.at += 1;
        this.blanks(true);
      }
      this.demand(")");
      return out;
    });
  }

  primary(): Expr {
    const from = this.at;
    const next = this.text[this.at] ?? "";
    if (next === "'" || (next === "$" && this.text.startsWith("'''", this.at + this.dollars())))
      return this.text_();
    if (next === "(") return this.parenthesised();
    if (next === "[") return this.list();
    if (next === "{") return this.object(false);
    const number = /^\d+/.exec(this.text.slice(this.at, this.at + 40))?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return { kind: "literal", value: Number(number), range: [from, this.at] };
    }
    const name = this.name() ?? this.fail(`${this.shown()} where a value is expected`);
    if (this.text[this.at] === "(") {
      const args = this.args();
      return { kind: "call", name, args, range: [from, this.at] };
    }
    const range: Range = [from, this.at];
    if (/^\s*=>/.test(this.text.slice(this.at, this.at + 100))) return this.lambda([name], from);
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true", range };
    return name === "null" ? { kind: "literal", value: null, range } : { kind: "name", name, range };
  }

  lambda(names: readonly string[], from: number): Expr {
    this.blanks(true);
    this.demand("=>");
    this.blanks(true);
    const body = this.expression();
    return { kind: "lambda", names, body, range: [from, body.range[1]] };
  }

  /** An expression, or the names of a lambda. */
  parenthesised(): Expr {
    const from = this.at;
    const names = /^\(\s*((?:[A-Za-z_]\w*\s*(?:,\s*[A-Za-z_]\w*\s*)*)?)\)\s*=>/.exec(
      this.text.slice(this.at, this.at + 500),
    );
    if (names !== null) {
      this.at = this.text.indexOf(")", this.at) + 1;
      const list = (names[1] ?? "").split(",").map((name) => name.trim());
      return this.lambda(
        list.filter((name) => name !== ""),
        from,
      );
    }
    this.at += 1;
    const inside = this.within(true, () => {
      this.blanks(true);
      const found = this.expression();
      this.blanks(true);
      this.demand(")");
      return found;
    });
    return { ...inside, range: [from, this.at] };
  }

  /** What a resource or module is set to: an object, with a loop and a condition around it. */
  resource(): Expr {
    const from = this.at;
    if (this.text[this.at] === "[") return this.list(true);
    if (this.word("if")) {
      this.blanks(true);
      const test = this.parenthesised();
      this.blanks(true);
      const body = this.object(true);
      return { kind: "condition", test, body, range: [from, this.at] };
    }
    if (this.text[this.at] !== "{") this.fail(`${this.shown()} where \`{\` is expected`);
    return this.object(true);
  }

  list(isResource = false): Expr {
    const from = this.at;
    this.at += 1;
    return this.nested(() =>
      this.within(false, () => {
        this.blanks(true);
        if (/^for[\s(]/.test(this.text.slice(this.at, this.at + 4))) return this.loop(from, isResource);
        const items: Item[] = [];
        while (this.text[this.at] !== "]") {
          const spread = this.text.startsWith("...", this.at);
          if (spread) this.at += 3;
          items.push({ value: this.expression(), spread });
          this.separator("]");
        }
        this.at += 1;
        return { kind: "list", items, range: [from, this.at] };
      }),
    );
  }

  /** A comma, a line break, or the bracket that closes. */
  separator(close: string): void {
    this.blanks(false);
    const next = this.text[this.at];
    if (next !== "," && next !== "\n" && next !== close) this.fail(`${this.shown()} where a line ends`);
    if (next === ",") this.at += 1;
    this.blanks(true);
  }

  loop(from: number, isResource: boolean): Expr {
    this.at += 3;
    this.blanks(true);
    let item = "";
    let index: string | undefined;
    if (this.text[this.at] === "(") {
      this.at += 1;
      this.blanks(true);
      item = this.name() ?? "";
      this.blanks(true);
      this.demand(",");
      this.blanks(true);
      index = this.name();
      this.blanks(true);
      this.demand(")");
    } else item = this.name() ?? this.fail(`${this.shown()} where a name is expected`);
    this.blanks(true);
    if (!this.word("in")) this.fail(`${this.shown()} where \`in\` is expected`);
    this.blanks(true);
    const over = this.expression();
    this.blanks(true);
    this.demand(":");
    this.blanks(true);
    const isCondition = /^if\s*\(/.test(this.text.slice(this.at, this.at + 20));
    const body = isResource || isCondition ? this.resource() : this.expression();
    this.blanks(true);
    this.demand("]");
    return { kind: "for", item, index, over, body, range: [from, this.at] };
  }

  object(isResource: boolean): Expr {
    const from = this.at;
    this.at += 1;
    return this.nested(() =>
      this.within(false, () => {
        const [members, resources]: [ObjectMember[], Statement[]] = [[], []];
        this.blanks(true);
        while (this.text[this.at] !== "}") {
          const decorators = isResource ? this.decorators() : [];
          if (isResource && /^resource\s+\w/.test(this.text.slice(this.at, this.at + 40))) {
            resources.push(this.statement(decorators));
          } else if (this.text.startsWith("...", this.at)) {
            this.at += 3;
            members.push({ value: this.expression() });
          } else members.push(this.member());
          this.separator("}");
        }
        this.at += 1;
        return { kind: "object", members, resources, range: [from, this.at] };
      }),
    );
  }

  member(): ObjectMember {
    const from = this.at;
    let key: Expr;
    if (this.text[this.at] === "'") key = this.text_();
    else {
      const name = this.name() ?? this.fail(`${this.shown()} where a key is expected`);
      key = { kind: "name", name, range: [from, this.at] };
    }
    this.blanks(false);
    this.demand(":");
    this.blanks(true);
    return { key, value: this.expression() };
  }

  dollars(): number {
    return /^\$*/.exec(this.text.slice(this.at, this.at + 10))?.[0].length ?? 0;
  }

  /** A text in quotes. */
  text_(): Expr {
    const from = this.at;
    const dollars = this.dollars();
    if (this.text.startsWith("'''", this.at + dollars)) return this.lines(from, dollars);
    this.at += 1;
    const parts: (string | Expr)[] = [];
    let text = "";
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined || next === "\n") this.fail("a string has no closing quote", [from, from + 1]);
      if (next === "'") break;
      if (next === "\\") text += this.escape();
      else if (next === "$" && this.text[this.at + 1] === "{") {
        this.at += 2;
        if (text !== "") parts.push(text);
        text = "";
        parts.push(this.inside());
      } else {
        text += next;
        this.at += 1;
      }
    }
    this.at += 1;
    return whole(parts, text, [from, this.at]);
  }

  inside(): Expr {
    return this.within(true, () => {
      this.blanks(true);
      const found = this.expression();
      this.blanks(true);
      this.demand("}");
      return found;
    });
  }

  escape(): string {
    const letter = this.text[this.at + 1] ?? "";
    if (letter === "u") {
      const digits = /^\{([0-9a-fA-F]{1,6})\}/.exec(this.text.slice(this.at + 2, this.at + 12));
      const code = digits === null ? -1 : Number.parseInt(digits[1] ?? "", 16);
      if (digits === null || code > 0x10ffff)
        this.fail("this escape is not `\\u{…}`", [this.at, this.at + 2]);
      this.at += 2 + digits[0].length;
      return String.fromCodePoint(code);
    }
    const found = ESCAPES[letter];
    if (found === undefined) this.fail(`\`\\${letter}\` is not an escape`, [this.at, this.at + 2]);
    this.at += 2;
    return found;
  }

  /** A text over lines; with dollars in front things are looked up in it. */
  lines(from: number, dollars: number): Expr {
    this.at += dollars + 3;
    if (this.text.startsWith("\r\n", this.at)) this.at += 2;
    else if (this.text[this.at] === "\n") this.at += 1;
    const open = `${"$".repeat(dollars)}{`;
    const parts: (string | Expr)[] = [];
    let text = "";
    for (;;) {
      if (this.at >= this.text.length) this.fail("a string has no closing quotes", [from, from + 1]);
      if (this.text.startsWith("'''", this.at) && this.text[this.at + 3] !== "'") break;
      if (dollars > 0 && this.text.startsWith(open, this.at)) {
        this.at += open.length;
        if (text !== "") parts.push(text);
        text = "";
        parts.push(this.inside());
      } else {
        text += this.text[this.at];
        this.at += 1;
      }
    }
    this.at += 3;
    return whole(parts, text, [from, this.at]);
  }
}

function whole(parts: readonly (string | Expr)[], last: string, range: Range): Expr {
  if (parts.length === 0) return { kind: "literal", value: last, range };
  return { kind: "template", parts: last === "" ? parts : [...parts, last], range };
}
