/**
 * From a text to the documents of the YAML library. Its reader of tokens works without recursion and in linear
 * time, what composes documents of them does not: so the limits are looked at while the tokens come.
 */
import { Composer, type CST, type Document, Lexer, Parser, type YAMLError } from "yaml";

type Token = CST.Token;

/** Bytes of UTF-8: the same as for JSON. */
const LARGEST = 1024 * 1024;
/** Objects and lists inside each other: the same as for JSON. */
const DEEPEST = 64;
/** How many there may be of what is looked up by name. */
const MOST_NAMED = 1000;
/** Words and marks of the text, blanks and line breaks among them. */
const MOST_TOKENS = 200_000;

/** How the tools of the service read YAML: version 1.1, where `yes` is true. Dates stay texts. */
const OPTIONS = {
  version: "1.1",
  merge: true,
  uniqueKeys: false,
  prettyErrors: false,
  keepSourceTokens: true,
  customTags: (tags: unknown[]) =>
    tags.filter(
      (tag) => tag !== "timestamp" && (tag as { tag?: string }).tag !== "tag:yaml.org,2002:timestamp",
    ),
} as const;

/** Why a text is no document. */
export interface Refusal {
  readonly reason:
    | "alias"
    | "alias-count"
    | "aliases"
    | "anchors"
    | "depth"
    | "documents"
    | "self"
    | "size"
    | "syntax"
    | "tags"
    | "tokens";
  readonly found: string;
  readonly range: readonly [number, number];
}

/** The documents of a text, or why it cannot be read. */
export function documentsOf(text: string): readonly Document.Parsed[] | Refusal {
  const end = tooLong(text);
  if (end !== undefined) return over("size", LARGEST, [end, end + 1]);
  const tokens: Token[] = [];
  const parser = new Parser();
  const stopped = scan(text, parser, tokens);
  if (stopped !== undefined && stopped.reason !== "depth") return stopped;
  // What was not closed because the reading was stopped has its mistake at the end.
  for (const token of parser.end()) tokens.push(token);
  let documents: Document.Parsed[];
  try {
    documents = [...new Composer(OPTIONS as never).compose(tokens, false, text.length)] as Document.Parsed[];
  } catch {
    return { reason: "syntax", found: "its values cannot be read", range: [0, text.length] };
  }
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined && !(stopped !== undefined && error.pos[0] >= stopped.range[0])) {
    return { reason: "syntax", found: plain(error), range: [error.pos[0], error.pos[1]] };
  }
  if (stopped !== undefined) return stopped;
  if (documents.length > 1) {
    const second = documents[1]?.range ?? [0, 0, 0];
    return { reason: "documents", found: String(documents.length), range: [second[0], second[1]] };
  }
  return documents;
}

/** Where a text exceeds the limit. */
function tooLong(text: string): number | undefined {
  if (text.length * 3 <= LARGEST) return undefined;
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a pair is two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
    if (bytes > LARGEST) return at;
  }
  return undefined;
}

/** What a token that names something begins with. */
const NAMED = { "*": "alias-count", "&": "anchors", "!": "tags" } as const;
/** Says that the next token is the text of a value, whatever it begins with. */
const VALUE_FOLLOWS = "\u001f";

function scan(text: string, parser: Parser, tokens: Token[]): Refusal | undefined {
  const named = { "alias-count": 0, anchors: 0, tags: 0 };
  let [count, isValue] = [0, false];
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    const reason = isValue ? undefined : NAMED[lexeme.charAt(0) as keyof typeof NAMED];
    isValue = lexeme === VALUE_FOLLOWS;
    count += 1;
    if (count > MOST_TOKENS) return over("tokens", MOST_TOKENS, [start, start + lexeme.length]);
    if (reason !== undefined) {
      named[reason] += 1;
      if (named[reason] > MOST_NAMED) return over(reason, MOST_NAMED, [start, start + lexeme.length]);
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The document and the value that is being read stand there as well.
    if (parser.stack.length > DEEPEST && depthOf(parser.stack) > DEEPEST) {
      return over("depth", DEEPEST, [start, start + lexeme.length]);
    }
  }
  return undefined;
}

function depthOf(stack: readonly Token[]): number {
  return stack.filter(({ type }) => /^(?:block-map|block-seq|flow-collection)$/.test(type)).length;
}

function over(reason: Refusal["reason"], limit: number, range: readonly [number, number]): Refusal {
  return { reason, found: String(limit), range };
}

/** What is said where the words of the library would quote the text, which may be a secret. */
const WORDS: Partial<Record<YAMLError["code"], string>> = {
  BAD_DIRECTIVE: "unknown or malformed directive",
  BAD_DQ_ESCAPE: "invalid escape sequence",
  BAD_SCALAR_START: "a plain value cannot start with this character",
  RESOURCE_EXHAUSTION: "its values cannot be read",
  TAG_RESOLVE_FAILED: "the tag does not fit the value",
};

/** The library's messages begin upper case, may end in a full stop and may quote the text behind a colon. */
function plain({ code, message }: YAMLError): string {
  const words = WORDS[code];
  if (words !== undefined) return words;
  const quotes = code === "UNEXPECTED_TOKEN" && !message.startsWith("Unexpected : ");
  const short = (quotes ? message.split(": ")[0] : message.split("\n")[0]) ?? "";
  return short.charAt(0).toLowerCase() + short.slice(1).replace(/\.$/, "");
}
