/** Texts in quotes and heredocs: what is looked up in them, and what is said as it stands. */
import type { Scanner } from "../source/scanner.js";
import type { Expr, Part } from "./ast.js";

/** What reads the expressions in a text. */
export interface Parser extends Scanner {
  bracketed<T>(close: string, read: () => T): T;
  expression(): Expr;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** A text in quotes. */
export function quoted(parser: Parser): Expr {
  const from = parser.at;
  parser.at += 1;
  const parts = new Reading(parser, parser.text.length, true).parts([]).parts;
  if (parser.text[parser.at] !== '"') parser.fail("a string has no closing quote", [from, from + 1]);
  parser.at += 1;
  return whole(parts, [from, parser.at]);
}

/** A text over lines: `<<EOT`, or `<<-EOT` without the blanks that all lines begin with. */
export function heredoc(parser: Parser): Expr {
  const from = parser.at;
  const [head, dash, marker] = /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/u.exec(
    parser.text.slice(from, from + 300),
  ) ?? [undefined, "", ""];
  if (head === undefined) return parser.fail(`${parser.shown()} where a value is expected`);
  const begin = from + head.length;
  let [end, behind] = [begin, -1];
  while (end < parser.text.length) {
    const stop = parser.text.indexOf("\n", end);
    const line = parser.text.slice(end, stop === -1 ? undefined : stop);
    if (line.trim() === marker) {
      behind = end + line.trimEnd().length;
      break;
    }
    if (stop === -1) break;
    end = stop + 1;
  }
  if (behind === -1)
    return parser.fail(`the text has no end: it needs a line with only \`${marker}\``, [from, begin]);
  parser.at = begin;
  const parts = new Reading(parser, end, false).parts([]).parts;
  parser.at = behind;
  const found = whole(dash === "" ? parts : flush(parts), [from, behind]);
  return { ...found, lines: { text: parser.text.slice(begin, end), from: begin } };
}

/** A text in JSON, which has been freed of JSON's escapes before. */
export function fromJson(parser: Parser, range: readonly [number, number]): Expr {
  return whole(new Reading(parser, parser.text.length, false).parts([]).parts, range);
}

/** A template of one text is that text, one of one value is that value. */
function whole(parts: readonly Part[], range: readonly [number, number]): Expr {
  const [only, ...others] = parts;
  if (only === undefined) return { kind: "literal", value: "", range };
  if (others.length === 0 && typeof only === "string") return { kind: "literal", value: only, range };
  if (others.length === 0 && typeof only !== "string" && only.kind === "value")
    return { ...only.value, range };
  return { kind: "template", parts, range };
}

/** Takes away the blanks that all lines begin with. */
function flush(parts: readonly Part[]): Part[] {
  let least = Number.POSITIVE_INFINITY;
  parts.forEach((part, at) => {
    if (typeof part !== "string") return;
    part.split("\n").forEach((line, row, all) => {
      if (row === 0 && at > 0) return;
      if (line.trim() === "" && row === all.length - 1 && at === parts.length - 1) return;
      least = Math.min(least, line.length - line.trimStart().length);
    });
  });
  if (!Number.isFinite(least) || least === 0) return [...parts];
  return parts.map((part, at) => {
    if (typeof part !== "string") return part;
    const lines = part.split("\n");
    return lines.map((line, row) => (row === 0 && at > 0 ? line : line.slice(least))).join("\n");
  });
}

/** A word that ends a list of parts. */
type Stop = "else" | "endif" | "endfor";

class Reading {
  constructor(
    readonly parser: Parser,
    readonly end: number,
    readonly escapes: boolean,
  ) {}

  /** Parts up to a directive that is waited for, or to the end. */
  parts(stops: readonly Stop[]): { parts: Part[]; stop?: Stop } {
    const { parser } = this;
    const out: Part[] = [];
    let text = "";
    let cutNext = false;
    const flushText = () => {
      const said = cutNext ? text.replace(/^[ \t\r]*\n?[ \t]*/, "") : text;
      if (said !== "") out.push(said);
      text = "";
      cutNext = false;
    };
    while (parser.at < this.end) {
      const { at } = parser;
      const next = parser.text[at] ?? "";
      const two = parser.text.slice(at, at + 2);
      if (this.escapes && next === '"') break;
      if (this.escapes && next === "\n")
        parser.fail("a string continues after the end of its line", [at, at + 1]);
      if (this.escapes && next === "\\") text += this.escape();
      else if (two === "$$" || two === "%%") {
        const isEscape = parser.text[at + 2] === "{";
        text += isEscape ? two.charAt(0) : two;
        parser.at += 2;
        if (isEscape) {
          text += "{";
          parser.at += 1;
        }
      } else if (two === "${" || two === "%{") {
        parser.at += 2;
        const cutBefore = parser.text[parser.at] === "~";
        if (cutBefore) {
          parser.at += 1;
          text = text.replace(/[ \t]*\n?[ \t]*$/, "");
        }
        flushText();
        const found = this.inside(two === "%{", stops);
        cutNext = found.cut;
        if (found.stop !== undefined) return { parts: out, stop: found.stop };
        if (found.part !== undefined) out.push(found.part);
      } else {
        text += next;
        parser.at += 1;
      }
    }
    flushText();
    if (stops.length > 0) parser.fail(`\`%{ ${stops.at(-1)} }\` is missing`);
    return { parts: out };
  }

  escape(): string {
    const { parser } = this;
    const letter = parser.text[parser.at + 1] ?? "";
    const length = { u: 4, U: 8 }[letter];
    if (length !== undefined) {
      const digits = parser.text.slice(parser.at + 2, parser.at + 2 + length);
      const code =
        /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
      if (code < 0 || code > 0x10ffff) parser.fail("this escape needs more hex digits");
      parser.at += 2 + length;
      return String.fromCodePoint(code);
    }
    const found = ESCAPES[letter];
    if (found === undefined) {
      return parser.fail(`\`\\${letter}\` is not an escape`, [parser.at, parser.at + 2]);
    }
    parser.at += 2;
    return found;
  }

  /** What stands behind `${` or `%{`, up to the brace. */
  inside(isDirective: boolean, stops: readonly Stop[]): { part?: Part; stop?: Stop; cut: boolean } {
    const { parser } = this;
    const close = () => {
      parser.blanks(true);
      const cut = parser.text[parser.at] === "~";
      if (cut) parser.at += 1;
      return cut;
    };
    let cut = false;
    if (!isDirective) {
      const value = parser.bracketed("}", () => {
        const found = parser.expression();
        cut = close();
        return found;
      });
      return { part: { kind: "value", value }, cut };
    }
    return parser.nested(() => this.directive(stops, close));
  }

  directive(stops: readonly Stop[], close: () => boolean): { part?: Part; stop?: Stop; cut: boolean } {
    const { parser } = this;
    let cut = false;
    let head: { word: string; names: string[]; value?: Expr } | undefined;
    parser.bracketed("}", () => {
      const word = parser.name() ?? "";
      const names: string[] = [];
      if (word === "for") {
        do {
          if (names.length > 0) parser.at += 1;
          parser.blanks(true);
          names.push(parser.name() ?? "");
          parser.blanks(true);
        } while (parser.text[parser.at] === ",");
        parser.demand("in");
      }
      if (word === "for" || word === "if") {
        parser.blanks(true);
        head = { word, names, value: parser.expression() };
      } else head = { word, names };
      cut = close();
    });
    const { word = "", names = [], value } = head ?? {};
    const stop = stops.find((one) => one === word);
    if (stop !== undefined) return { stop, cut };
    if (value === undefined) return parser.fail(`\`%{ ${word} }\` has no counterpart`);
    if (word === "for") {
      const { parts } = this.parts(["endfor"]);
      return { part: { kind: "for", names, over: value, parts }, cut: false };
    }
    const yes = this.parts(["else", "endif"]);
    const no = yes.stop === "else" ? this.parts(["endif"]).parts : [];
    return { part: { kind: "if", test: value, yes: yes.parts, no }, cut: false };
  }
}
