/** Statements of Bicep: from text to declarations. Knows no resource. */
import { type Range, SyntaxFault } from "../source/fault.js";
import type { Decorator, Expr, Statement, Type } from "./ast.js";
import { Expressions } from "./expressions.js";

/** Reads a file; throws a {@link SyntaxFault}. */
export function parse(text: string): Statement[] {
  return new Parser(text, text.startsWith("\uFEFF") ? 1 : 0).file();
}

/** Statements with a name. */
const NAMED = ["param", "var", "output", "type", "func", "resource", "module", "metadata", "assert", "test"];
/** Statements that say nothing about what is deployed. */
const SILENT = ["extension", "provider", "targetScope", "using", "extends", "import"];

class Parser extends Expressions {
  file(): Statement[] {
    const out: Statement[] = [];
    const names = new Set<string>();
    for (;;) {
      this.blanks(true);
      if (this.at >= this.text.length) return out;
      const from = this.at;
      const found = this.statement(this.decorators());
      const isTwice = ["param", "var", "resource", "module"].includes(found.keyword) && names.has(found.name);
      if (isTwice) throw new SyntaxFault(`\`${found.name}\` is declared twice`, found.head);
      if (["param", "var", "resource", "module"].includes(found.keyword)) names.add(found.name);
      out.push(found);
      this.blanks(false);
      const next = this.text[this.at];
      if (next !== undefined && next !== "\n") this.fail(`${this.shown()} where a line ends`);
      if (this.at === from) this.fail(`${this.shown()} where a statement is expected`);
    }
  }

  decorators(): Decorator[] {
    const out: Decorator[] = [];
    while (this.text[this.at] === "@") {
      this.at += 1;
      const found = this.postfix(this.primary());
      if (found.kind === "call") out.push({ name: found.name, args: found.args });
      this.blanks(true);
    }
    return out;
  }

  statement(decorators: readonly Decorator[]): Statement {
    const from = this.at;
    const keyword = this.name() ?? this.fail(`${this.shown()} where a statement is expected`);
    if (SILENT.includes(keyword)) return this.silent(keyword, from);
    if (!NAMED.includes(keyword)) this.fail(`\`${keyword}\` where a statement is expected`, [from, this.at]);
    this.blanks(false);
    const name = this.name() ?? this.fail(`${this.shown()} where a name is expected`);
    const base = { keyword, name, decorators };
    const head = (): Range => [from, this.at];
    switch (keyword) {
      case "resource":
      case "module":
      case "test": {
        this.blanks(false);
        const target = this.path();
        const shown = head();
        this.blanks(false);
        const existing = this.word("existing");
        this.demand("=");
        this.blanks(true);
        return { ...base, head: shown, target, existing, value: this.resource() };
      }
      case "func": {
        const args = this.parameters();
        this.blanks(false);
        const type = this.type();
        this.demand("=>");
        this.blanks(true);
        return { ...base, head: head(), args, type, value: this.expression() };
      }
      case "type":
        this.demand("=");
        this.blanks(true);
        return { ...base, head: head(), type: this.type() };
      default:
        return { ...base, ...this.typed(keyword, head()) };
    }
  }

  /** `type = value`, where each may be missing. */
  typed(keyword: string, head: Range): Pick<Statement, "head" | "type" | "value"> {
    this.blanks(false);
    let type: Type | undefined;
    if (this.text[this.at] !== "=" && this.text[this.at] !== "\n" && this.at < this.text.length)
      type = this.type();
    this.blanks(false);
    if (keyword === "output" && type === undefined) this.fail(`${this.shown()} where a type is expected`);
    if (this.text[this.at] !== "=" || this.text[this.at + 1] === "=") {
      if (keyword !== "param" || type === undefined) this.demand("=");
      return { head, type };
    }
    this.at += 1;
    this.blanks(true);
    return { head, type, value: this.expression() };
  }

  /** The rest of statements that are of no weight here, but for the paths in them. */
  silent(keyword: string, from: number): Statement {
    const base = { keyword, name: "", decorators: [] };
    this.blanks(false);
    if (keyword === "targetScope") {
      this.demand("=");
      this.blanks(false);
      const value = this.expression();
      return { ...base, head: [from, this.at], value };
    }
    if (keyword === "import" && (this.text[this.at] === "{" || this.text[this.at] === "*"))
      return this.imported(from);
    if (this.text[this.at] === "'") {
      const target = this.path();
      const head: Range = [from, this.at];
      this.line();
      return { ...base, head, target };
    }
    this.line();
    return { ...base, head: [from, this.at] };
  }

  imported(from: number): Statement {
    const imports: [string, string][] = [];
    if (this.text[this.at] === "*") {
      this.at += 1;
      this.blanks(false);
      this.word("as");
      this.blanks(false);
      imports.push(["*", this.name() ?? ""]);
    } else {
      this.at += 1;
      for (;;) {
        this.blanks(true);
        if (this.text[this.at] === "}") break;
        if (this.text[this.at] === ",") {
          this.at += 1;
          continue;
        }
        const quoted = this.text[this.at] === "'";
        const name = quoted
          ? this.path()
          : (this.name() ?? this.fail(`${this.shown()} where a name is expected`));
        this.blanks(false);
        const isRenamed = this.word("as");
        this.blanks(false);
        imports.push([name, isRenamed ? (this.name() ?? name) : name]);
      }
      this.at += 1;
    }
    this.blanks(true);
    if (!this.word("from")) this.fail(`${this.shown()} where \`from\` is expected`);
    this.blanks(false);
    const target = this.path();
    return { keyword: "import", name: "", decorators: [], head: [from, this.at], target, imports };
  }

  /** To the end of the line, brackets and all. */
  line(): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const next = this.text[this.at] ?? "";
      if (next === "\n" && depth <= 0) return;
      if (next === "{" || next === "[" || next === "(") depth += 1;
      if (next === "}" || next === "]" || next === ")") depth -= 1;
      if (next === "'") this.text_();
      else this.at += 1;
    }
  }

  path(): string {
    const found =
      this.text[this.at] === "'" ? this.text_() : this.fail(`${this.shown()} where \`'\` is expected`);
    if (found.kind === "literal") return String(found.value);
    return found.kind === "template"
      ? found.parts.map((part) => (typeof part === "string" ? part : "")).join("")
      : "";
  }

  /** The arguments of a function: their names. */
  parameters(): string[] {
    const out: string[] = [];
    this.demand("(");
    for (;;) {
      this.blanks(true);
      if (this.text[this.at] === ")") break;
      if (this.text[this.at] === ",") {
        this.at += 1;
        continue;
      }
      out.push(this.name() ?? this.fail(`${this.shown()} where a name is expected`));
      this.blanks(true);
      this.type();
    }
    this.at += 1;
    return out;
  }

  /** A type: words with `|` between them, or something else that says no values. */
  type(): Type {
    return this.nested(() => {
      const from = this.at;
      const values: Expr[] = [];
      let other: Type | undefined;
      this.leading();
      for (;;) {
        const one = this.single();
        if ("value" in one) values.push(one.value);
        else other = one.type;
        const before = this.at;
        this.blanks(true);
        if (this.text[this.at] !== "|" || this.text[this.at + 1] === "|") {
          this.at = before;
          break;
        }
        this.at += 1;
        this.blanks(true);
      }
      const range: Range = [from, this.at];
      if (other === undefined) return { kind: "union", values, range };
      return values.length > 0 ? { kind: "other", word: "any", nullable: false, range } : { ...other, range };
    });
  }

  leading(): void {
    if (this.text[this.at] !== "|") return;
    this.at += 1;
    this.blanks(true);
  }

  single(): { readonly value: Expr } | { readonly type: Type } {
    const from = this.at;
    const next = this.text[this.at] ?? "";
    let found: Type;
    if (next === "'" || next === "-" || /\d/.test(next)) {
      const value = this.unary();
      if (this.text[this.at] !== "[") return { value };
      found = { kind: "other", word: "array", nullable: false, range: [from, this.at] };
    } else if (next === "{" || next === "[") {
      this.enclosed();
      const word = next === "{" ? "object" : "array";
      found = { kind: "other", word, nullable: false, range: [from, this.at] };
    } else if (next === "(") {
      this.at += 1;
      this.blanks(true);
      const inner = this.type();
      this.blanks(true);
      this.demand(")");
      if (inner.kind === "union" && !/[[?]/.test(this.text[this.at] ?? "")) {
        return { type: inner };
      }
      found = inner;
    } else {
      const name = this.name() ?? this.fail(`${this.shown()} where a type is expected`);
      if (["true", "false", "null"].includes(name)) {
        return {
          value: { kind: "literal", value: name === "null" ? null : name === "true", range: [from, this.at] },
        };
      }
      found = { kind: "name", name, nullable: false, range: [from, this.at] };
    }
    return { type: this.behind(found, from) };
  }

  /** `?`, `[]`, `.name`, `<…>` behind a type. */
  behind(first: Type, from: number): Type {
    let found = first;
    for (;;) {
      const next = this.text[this.at];
      if (next === "?") {
        this.at += 1;
        if (found.kind === "union")
          found = { kind: "other", word: "any", nullable: true, range: found.range };
        else found = { ...found, nullable: true };
      } else if (next === "!") this.at += 1;
      else if (next === "[") {
        this.enclosed();
        found = { kind: "other", word: "array", nullable: false, range: [from, this.at] };
      } else if (next === ".") {
        this.at += 1;
        const name = this.text[this.at] === "*" ? "*" : (this.name() ?? "");
        if (name === "*") this.at += 1;
        const whole = found.kind === "name" ? `${found.name}.${name}` : name;
        found = { kind: "name", name: whole, nullable: false, range: [from, this.at] };
      } else if (next === "<") {
        while (this.at < this.text.length && this.text[this.at] !== ">") {
          if (this.text[this.at] === "'") this.text_();
          else this.at += 1;
        }
        this.at += 1;
        found = { kind: "other", word: "any", nullable: false, range: [from, this.at] };
      } else return found;
    }
  }

  /** Something in brackets that is not looked into. */
  enclosed(): void {
    let depth = 0;
    do {
      const next = this.text[this.at];
      if (next === undefined) this.fail("a bracket has no end");
      const before = this.at;
      this.blanks(true);
      if (this.at > before) continue;
      if (next === "'") {
        this.text_();
        continue;
      }
      if (next === "{" || next === "[" || next === "(") depth += 1;
      if (next === "}" || next === "]" || next === ")") depth -= 1;
      this.at += 1;
    } while (depth > 0);
  }
}
