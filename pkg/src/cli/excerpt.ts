/**
 * The part of a line that a finding is about. What stands beside it may be a password and what is kept of a run is
 * read by many, so nothing is shown but the key, numbers and words, and texts that the finding itself says aloud:
 * those have been looked at by the checks.
 */

import { describe } from "../describe.js";
import { tokens } from "../pointer.js";
import type { Diagnostic } from "../types.js";

/** A line to show, and where the mark stands under it. */
export interface Excerpt {
  readonly line: number;
  readonly shown: string;
  /** Counts from 0. */
  readonly column: number;
  readonly width: number;
}

/** Longest part of a line that is shown. */
const WIDEST = 120;
/** In the place of what is not shown. */
const HIDDEN = "…";

/** What to show of the line at which a finding stands; `undefined` for nothing. */
export function excerpt(finding: Diagnostic, lines: readonly string[]): Excerpt | undefined {
  if (finding.range === undefined) return undefined;
  const { start, end } = finding.range;
  const line = lines[start.line - 1];
  if (line === undefined) return undefined;
  const from = Math.min(start.column - 1, line.length);
  const to = end.line === start.line ? Math.min(Math.max(from, end.column - 1), line.length) : line.length;
  const isRead = finding.path !== "" || /^text\/(?:duplicate|repeated)-key$/.test(finding.code);
  const shown = isRead ? value(finding, line, from, to) : broken(line, from);
  return { line: start.line, ...shown };
}

function value(finding: Diagnostic, line: string, from: number, to: number): Omit<Excerpt, "line"> {
  const key = keyBefore(finding, line, from);
  const begin = key ?? from;
  const lead = line.slice(0, begin);
  const before = (/^[ \t-]*$/.test(lead) ? lead.slice(0, 40) : `${HIDDEN} `) + line.slice(begin, from);
  const text = said(finding, line.slice(from, to)).slice(0, WIDEST);
  const rest = line.slice(to).trim();
  const behind = /^[,\]}]{0,8}$/.test(rest) ? rest : ` ${HIDDEN}`;
  return { shown: plain(before + text + behind), column: before.length, width: Math.max(1, text.length) };
}

/** Where the key of a value begins, if that stands before it on the line and is the one that the pointer names. */
function keyBefore(finding: Diagnostic, line: string, from: number): number | undefined {
  const name = tokens(finding.path).at(-1);
  // An anchor or a tag of YAML may stand between.
  const before = line
    .slice(Math.max(0, from - 200), from)
    .replace(/(?:[&!][^\s,[\]{}]*\s+)+$/, "")
    .trimEnd();
  if (name === undefined || !/[:=]$/.test(before)) return undefined;
  const head = before.slice(0, -1).trimEnd();
  const spelled = [JSON.stringify(name), `'${name}'`, name].find((text) => head.endsWith(text));
  return spelled === undefined ? undefined : Math.max(0, from - 200) + head.length - spelled.length;
}

/** The marked part, as far as it may be seen. */
function said(finding: Diagnostic, marked: string): string {
  const text = unquoted(marked.trimEnd());
  if (tokens(finding.path).includes(text)) return marked.trimEnd();
  const isWord = /^(?:-?\d[\d._eE+-]{0,20}|true|false|null|yes|no|on|off|~)$/i.test(text);
  const spoken = [finding.message, finding.help ?? "", finding.fix?.title ?? ""].some((words) =>
    words.includes(text),
  );
  if (text !== "" && !isSecret(finding) && (isWord || spoken || finding.actual === text))
    return marked.trimEnd();
  if (/^[[{]/.test(marked)) return `${marked.charAt(0)}${HIDDEN}`;
  return /^["']/.test(marked) ? `${marked.charAt(0)}${HIDDEN}${marked.charAt(0)}` : HIDDEN;
}

function unquoted(text: string): string {
  try {
    if (text.startsWith('"')) return String(JSON.parse(text));
  } catch {
    // Escapes of YAML that JSON does not have: the finding says it in its own way.
  }
  return text.length > 1 && text.startsWith("'") && text.endsWith("'")
    ? text.slice(1, -1).replaceAll("''", "'")
    : text;
}

function isSecret(finding: Diagnostic): boolean {
  return (
    /^(?:secret|access)\//.test(finding.code) ||
    /password|key|token|secret|credential|connection|sas/i.test(finding.path)
  );
}

let known: ReadonlySet<string> | undefined;

/** Of a text that cannot be read nobody knows what is a secret: its marks are shown, and names of members. */
function broken(line: string, from: number): Omit<Excerpt, "line"> {
  known ??= new Set(describe().flatMap(({ fields }) => fields.flatMap(({ path }) => path.split("/"))));
  const mask = (text: string) =>
    text.replace(/[^\s{}[\],:"']+/g, (word) => (known?.has(word) === true ? word : HIDDEN));
  const start = Math.max(0, from - 60);
  const before = mask(line.slice(start, from));
  const shown = mask(line.slice(from, start + WIDEST));
  return { shown: plain(before + shown), column: before.length, width: 1 };
}

/** Control characters of a file must not reach a terminal. */
function plain(text: string): string {
  return text.replaceAll("\t", " ").replace(/\p{Cc}/gu, "\uFFFD");
}
