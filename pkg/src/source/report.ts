/** Findings about a document that was made out of a text, as findings about that text. */
import { call } from "../runtime.js";
import type { Diagnostic, Fix, JsonPatchOperation, Position, Report } from "../types.js";
import { Lines } from "../yaml/lines.js";
import { LONGEST, type Range, type SyntaxFault } from "./fault.js";

/** Where a finding stands in the text. */
export interface Placed {
  readonly range: Range;
  readonly path: string;
}

/** What brings findings back. */
export interface Back {
  place(pointer: string): Placed;
  /** The same operation for the text; `undefined` for one that cannot be done there. */
  operation(operation: JsonPatchOperation): JsonPatchOperation | undefined;
  /** Whether a finding is one about the text as well. */
  readonly keeps?: (finding: Diagnostic) => boolean;
}

/** The report of a text that is not of its language. */
export function refusal(
  language: "terraform" | "bicep",
  text: string,
  fault: SyntaxFault,
  reason = "syntax",
): Report {
  const report = refused(`${language}-${reason}`, fault.found);
  const range = ranged(new Lines(text), fault.range);
  return { ...report, diagnostics: report.diagnostics.map((finding) => ({ ...finding, range })) };
}

/** The report of a text that is too long; `undefined` of any other. */
export function tooLong(language: "terraform" | "bicep", text: string): Report | undefined {
  return text.length > LONGEST ? refused(`${language}-size`, String(LONGEST)) : undefined;
}

function refused(reason: string, found: string): Report {
  return JSON.parse(call((glue) => glue.unserialisableReport(reason, found, ""))) as Report;
}

function ranged(lines: Lines, [start, end]: Range): { start: Position; end: Position } {
  return { start: lines.position(start), end: lines.position(end) };
}

/** The report with the places of the text. What several copies of one thing have is told once. */
export function placed(report: Report, text: string, back: Back): Report {
  const lines = new Lines(text);
  const seen = new Set<string>();
  const counts = { ...report.counts };
  const diagnostics: Diagnostic[] = [];
  for (const finding of report.diagnostics) {
    const { range, path } = back.place(finding.path);
    const { fix, related, ...rest } = finding;
    const key = JSON.stringify([finding.code, range, finding.message]);
    const isDropped = seen.has(key) || back.keeps?.(finding) === false;
    if (isDropped && finding.code !== "report/more") {
      counts[finding.severity] -= 1;
      continue;
    }
    seen.add(key);
    const mended = fix === undefined ? undefined : fixed(fix, back);
    const others = related?.map((pointer) => back.place(pointer).path).filter((pointer) => pointer !== path);
    diagnostics.push({
      ...rest,
      path,
      range: ranged(lines, range),
      ...(mended === undefined ? {} : { fix: mended }),
      ...(others === undefined || others.length === 0 ? {} : { related: [...new Set(others)] }),
    });
  }
  // A report that was cut has an order of its own.
  if (diagnostics.at(-1)?.code !== "report/more") diagnostics.sort((a, b) => startOf(a) - startOf(b));
  return { ...report, diagnostics, counts, valid: counts.error === 0 };
}

function startOf({ range }: Diagnostic): number {
  return range?.start.offset ?? 0;
}

function fixed(fix: Fix, back: Back): Fix | undefined {
  const patch = fix.patch.map((operation) => back.operation(operation));
  return patch.every((one) => one !== undefined)
    ? { ...fix, patch: patch as JsonPatchOperation[] }
    : undefined;
}
