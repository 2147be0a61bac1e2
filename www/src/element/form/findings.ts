/**
 * From the report to findings as they are shown: which field each belongs to, which ones wait until a
 * person has been at the field, and what changed since the last report.
 * Must not know the DOM or how a field is drawn.
 */

import { covers } from "../shared/pointer.js";
import type { Diagnostic, FieldDescription, Fix, Report, Severity } from "../shared/types.js";
import { capital, described, words } from "../shared/words.js";

export interface FindingView {
  /** Stable while the finding stands. */
  key: string;
  /** Element id in the form. */
  id: string;
  severity: Severity;
  severityWord: string;
  message: string;
  help?: string | undefined;
  docs?: string | undefined;
  code: string;
  fix?: Fix | undefined;
  path: string;
  /** The field it belongs to, if there is one. */
  fieldPath?: string | undefined;
  related: string[];
  /** Line and column, for a text that was loaded. */
  place?: string | undefined;
  start?: { line: number; column: number } | undefined;
}

/** Findings on how something is written, which the title would hide. */
const ABOUT_SPELLING =
  /^(text|envelope|cli-v2|sdk-v1|convert)\/|^shape\/(property-case|unknown-property|same-property|not-in-version)/;
const ORDER = { error: 0, warning: 1, info: 2 };

/**
 * All findings, worst first, then in the order of the fields; those of no field come first.
 * @param titled whether members are called by the titles of their fields
 */
export function findingsOf(
  report: Report | undefined,
  fields: readonly FieldDescription[],
  titled: boolean = false,
): FindingView[] {
  const say = titled ? titlesOf(fields) : undefined;
  const seen = new Map();
  const paths = fields.map(({ path }) => path);
  const place = ({ fieldPath }: FindingView) =>
    fieldPath === undefined ? -1 : paths.indexOf(fieldPath);
  return (report?.diagnostics ?? [])
    .map((diagnostic) => {
      const key = `${diagnostic.code} ${diagnostic.path}`;
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return viewOf(diagnostic, count === 0 ? key : `${key} ${count}`, fields, say);
    })
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || place(a) - place(b));
}

function viewOf(
  diagnostic: Diagnostic,
  key: string,
  fields: readonly FieldDescription[],
  say?: (text: string) => string,
): FindingView {
  const { start } = diagnostic.range ?? {};
  const said = (text: string) =>
    capital(say && !ABOUT_SPELLING.test(diagnostic.code) ? say(text) : text);
  return {
    key,
    id: `finding-${slug(key)}`,
    severity: diagnostic.severity,
    severityWord: words.severity[diagnostic.severity],
    message: said(diagnostic.message),
    help: diagnostic.help && said(diagnostic.help),
    docs: webAddress(diagnostic.docs),
    code: diagnostic.code,
    fix: diagnostic.fix && { ...diagnostic.fix, title: said(diagnostic.fix.title) },
    path: diagnostic.path,
    fieldPath: fieldOf(aboutOf(diagnostic), fields)?.path,
    related: (diagnostic.related ?? [])
      .map((path) => fieldOf(path, fields)?.path)
      .filter((path) => path !== undefined),
    place: start && words.inFile(start.line, start.column),
    start,
  };
}

/**
 * Puts the titles of fields in the place of the names that their members have in a body: people see the
 * titles. A name that several fields share stays.
 */
function titlesOf(fields: readonly FieldDescription[]) {
  const titles: Map<string, string | undefined> = new Map();
  for (const { name, title } of fields) {
    titles.set(name, titles.has(name) ? undefined : described(title));
  }
  return (text: string) =>
    text.replaceAll(/`(\w+)`|\b[a-z]+[A-Z]\w*/g, (found, quoted) => {
      const title = titles.get(quoted ?? found);
      return title === undefined ? found : words.titled(title);
    });
}

/**
 * What a finding is about. A name may be given beside the body, so findings about it point at the whole.
 */
function aboutOf({ code, path }: Diagnostic) {
  return path === "" && /^(name|conflict)\//.test(code) ? "/name" : path;
}

/**
 * The field a pointer belongs to: the nearest field at or above it, else, for a missing object, the
 * first field below it (a required one before others).
 */
export function fieldOf(
  path: string,
  fields: readonly FieldDescription[],
): FieldDescription | undefined {
  const above = fields
    .filter((field) => covers(field.path, path))
    .sort((a, b) => b.path.length - a.path.length);
  if (above[0]) return above[0];
  if (path === "") return undefined;
  const below = fields.filter((field) => covers(path, field.path));
  return below.find((field) => field.required) ?? below[0];
}

export interface Sorted {
  shown: FindingView[];
  /** Required fields that nobody has come to yet. */
  pending: readonly FieldDescription[];
}

/**
 * Holds back what is said of empty fields that nobody has come to yet: an empty form is no mistake.
 * Warnings and notes wait only as long as something else has to be filled in, so that nobody creates
 * anything without having seen them.
 */
export function holdBack(
  findings: FindingView[],
  fields: readonly FieldDescription[],
  {
    isEmpty,
    touched,
    revealed,
  }: { isEmpty: (path: string) => boolean; touched: ReadonlySet<string>; revealed: boolean },
): Sorted {
  if (revealed) return { shown: findings, pending: [] };
  const early = ({ fieldPath }: FindingView) =>
    fieldPath !== undefined && isEmpty(fieldPath) && !touched.has(fieldPath);
  const missing = findings.filter((finding) => finding.severity === "error" && early(finding));
  if (missing.length === 0) return { shown: findings, pending: [] };
  const waiting = new Set(missing.map(({ fieldPath }) => fieldPath));
  return {
    shown: findings.filter((finding) => !early(finding)),
    pending: fields.filter((field) => waiting.has(field.path)),
  };
}

/**
 * What a live region says about the step from one set of findings to the next; "" if nothing changed.
 */
export function changeSpoken(before: FindingView[], after: FindingView[]): string {
  const keysBefore = new Set(before.map(({ key }) => key));
  const keysAfter = new Set(after.map(({ key }) => key));
  const added = after.filter(({ key }) => !keysBefore.has(key));
  const gone = before.filter(({ key }) => !keysAfter.has(key));
  if (added.length === 0 && gone.length === 0) return "";
  if (after.length === 0) return words.allFixed;
  const counts = countsSpoken(after);
  const newest = added[0] ? `. ${added[0].severityWord}: ${plain(added[0].message)}` : "";
  return gone.length > 0 ? `${counts}, ${words.fixed(gone.length)}${newest}` : `${counts}${newest}`;
}

/** "2 problems, 1 warning". */
export function countsSpoken(findings: { severity: Severity }[]): string {
  const count = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).length;
  const [error, warning, info] = [count("error"), count("warning"), count("info")];
  return [
    error > 0 && words.problems(error),
    warning > 0 && words.warnings(warning),
    info > 0 && words.notes(info),
  ]
    .filter(Boolean)
    .join(", ");
}

export function plain(message: string) {
  return message.replaceAll("`", "");
}

/** An id part that is unique for each text and safe in a selector. */
export function slug(text: string): string {
  return text.replaceAll(/[^a-zA-Z0-9]/g, (sign) => `-${sign.codePointAt(0)?.toString(36)}-`);
}

/** @param docs a link is only drawn for the web, whatever a checker sends */
function webAddress(docs: string | undefined) {
  return docs && /^https:\/\//i.test(docs) ? docs : undefined;
}
