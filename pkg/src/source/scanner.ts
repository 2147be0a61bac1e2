/** What a parser of any language does with its text: blanks, comments, names, and how it gives up. */
import { DEEPEST, type Range, SyntaxFault } from "./fault.js";

/** Reads a text from a place on. */
export abstract class Scanner {
  #depth = 0;
  /** Inside brackets a line break is a blank. */
  #open = 0;

  constructor(
    readonly text: string,
    public at: number,
  ) {}

  /** A name of the language, as a sticky expression. */
  protected abstract readonly names: RegExp;

  /** Whether the `#` that stands here begins a comment. */
  protected abstract isRemark(): boolean;

  /** Goes over blanks and comments, and over line breaks where they are wanted or are blanks. */
  blanks(lines: boolean): void {
    const every = lines || this.#open > 0;
    for (;;) {
      const next = this.text[this.at];
      if (next === " " || next === "\t" || next === "\r" || (next === "\n" && every)) this.at += 1;
      else if ((next === "/" && this.text[this.at + 1] === "/") || (next === "#" && this.isRemark())) {
        const end = this.text.indexOf("\n", this.at);
        this.at = end === -1 ? this.text.length : end;
      } else if (next === "/" && this.text[this.at + 1] === "*") {
        const end = this.text.indexOf("*/", this.at + 2);
        if (end === -1) this.fail("the comment has no end");
        this.at = end + 2;
      } else return;
    }
  }

  /** A name, if one stands here. */
  name(): string | undefined {
    this.names.lastIndex = this.at;
    const found = this.names.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** A sign that must stand here. */
  demand(sign: string): void {
    this.blanks(false);
    if (!this.text.startsWith(sign, this.at)) this.fail(`${this.shown()} where \`${sign}\` is expected`);
    this.at += sign.length;
  }

  /** Gives up. */
  fail(found: string, range?: Range): never {
    const at = Math.min(this.at, this.text.length);
    throw new SyntaxFault(found, range ?? [at, Math.min(at + 1, this.text.length)]);
  }

  /** What stands here, for a message. A value may be a secret: only its first sign is told. */
  shown(): string {
    const next = this.text[this.at];
    if (next === undefined) return "the end of the file";
    return next === "\n" || next === "\r" ? "the end of the line" : `\`${next}\``;
  }

  /** Counts how deep this is. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.fail("it is nested too deeply");
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Whether line breaks are blanks while this is read. */
  within<T>(open: boolean, read: () => T): T {
    const before = this.#open;
    this.#open = open ? before + 1 : 0;
    try {
      return read();
    } finally {
      this.#open = before;
    }
  }
}
