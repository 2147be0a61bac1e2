/** `--fix`: applies safe fixes one after the other, and keeps only what makes the document better. */
import type { Diagnostic, Report } from "../types.js";
import { type Language, READERS } from "./languages.js";

/** A fix never brings its finding back, so this ends by itself; the limit is for what is not known yet. */
const MOST_ROUNDS = 1000;

/** A text after its fixes. */
export interface Mended {
  readonly text: string;
  readonly count: number;
}

/** Applies safe fixes until none is left. */
export function mend(given: string, language: Language, examine: (text: string) => Report): Mended {
  let [text, report, count] = [given, examine(given), 0];
  const failed = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const finding = report.diagnostics.find(
      (one) => one.fix?.applicability === "safe" && !failed.has(identity(one)),
    );
    if (finding === undefined || isForeign(report)) break;
    const next = applied(text, language, finding);
    const after = next === undefined || next === text ? undefined : examine(next);
    if (next === undefined || after === undefined || !isBetter(report, after, finding)) {
      failed.add(identity(finding));
      continue;
    }
    [text, report, count] = [next, after, count + 1];
  }
  return { text, count };
}

/** A document of somebody else, which is none of ours to change. */
function isForeign(report: Report): boolean {
  return report.diagnostics.some(({ code }) => code === "envelope/foreign-document");
}

function applied(text: string, language: Language, { fix }: Diagnostic): string | undefined {
  if (fix === undefined) return undefined;
  try {
    return READERS[language].fix(text, fix);
  } catch {
    return undefined; // It does not fit this document: the finding stays.
  }
}

/** What is said to be fixed is gone, and nothing worse has come. Items behind one that was removed move up. */
function isBetter(before: Report, after: Report, finding: Diagnostic): boolean {
  const { code, path, severity } = finding;
  const same = (report: Report) =>
    report.diagnostics.filter((one) => one.code === code && one.path === path).length;
  const fewer = same(after) < same(before) || after.counts[severity] < before.counts[severity];
  return fewer && after.counts.error <= before.counts.error;
}

function identity({ code, path, fix }: Diagnostic): string {
  return JSON.stringify([code, path, fix?.patch]);
}
