/** Findings for people: the offending lines with a mark under the place. */
import type { Diagnostic, Report } from "../types.js";
import type { Source } from "./files.js";

/** Writes in colour, or not. */
export type Paint = (style: "red" | "yellow" | "blue" | "bold" | "dim", text: string) => string;

const CODES = { red: 31, yellow: 33, blue: 34, bold: 1, dim: 2 } as const;

/** Colour only where somebody sees it. */
export function painter(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  const on = stream.isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
  return (style, text) => (on ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

const STYLES = { error: "red", warning: "yellow", info: "blue" } as const;

/** The findings of a file. */
export function pretty(source: Source, report: Report, paint: Paint): string {
  const lines = source.text.split(/\r\n|\n|\r/);
  return report.diagnostics.map((finding) => one(source.name, finding, lines, paint)).join("\n");
}

function one(name: string, finding: Diagnostic, lines: readonly string[], paint: Paint): string {
  const start = finding.range?.start;
  const place = start === undefined ? name : `${name}:${start.line}:${start.column}`;
  const head = `${paint("bold", visible(place))} ${paint(STYLES[finding.severity], finding.severity)} ${paint("dim", finding.code)}`;
  const out = [head, `  ${visible(finding.message)}`];
  if (finding.range !== undefined && start !== undefined) out.push(...excerpt(finding, lines, paint));
  if (finding.help !== undefined) out.push(`  ${paint("dim", "help:")} ${visible(finding.help)}`);
  if (finding.fix !== undefined) {
    const sure = finding.fix.applicability === "safe" ? "fix (--fix does it):" : "possible fix:";
    out.push(`  ${paint("dim", sure)} ${visible(finding.fix.title)}`);
  }
  return `${out.join("\n")}\n`;
}

/** Longest part of a line that is shown. */
const WIDEST = 120;

function excerpt(finding: Diagnostic, lines: readonly string[], paint: Paint): string[] {
  const { start, end } = finding.range ?? {};
  const line = start === undefined ? undefined : lines[start.line - 1];
  // The place of a secret is shown, its line is not.
  if (start === undefined || end === undefined || line === undefined || isSecret(finding)) return [];
  const from = Math.max(0, Math.min(start.column - 1, line.length) - 60);
  const shown = visible(line.slice(from, from + WIDEST).replaceAll("\t", " "));
  const column = start.column - 1 - from;
  const width =
    end.line === start.line
      ? Math.max(1, end.column - start.column)
      : Math.max(1, line.length - start.column + 1);
  const number = String(start.line);
  const mark = " ".repeat(Math.max(0, column)) + "^".repeat(Math.min(width, Math.max(1, WIDEST - column)));
  return [
    `  ${paint("dim", `${number} |`)} ${shown}`,
    `  ${" ".repeat(number.length)} ${paint("dim", "|")} ${paint(STYLES[finding.severity], mark)}`,
  ];
}

function isSecret(finding: Diagnostic): boolean {
  return /^(?:secret|access)\//.test(finding.code) || /password|key|token|secret/i.test(finding.path);
}

/** Control characters of a file must not reach a terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}

/** The last line. */
export function summary(files: number, counts: Report["counts"], fixed: number): string {
  const parts = (["error", "warning", "info"] as const)
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) =>
        `${counts[severity]} ${severity}${counts[severity] === 1 || severity === "info" ? "" : "s"}`,
    );
  const mended = fixed > 0 ? `, ${fixed} fixed` : "";
  return `${files} ${files === 1 ? "file" : "files"}: ${parts.length > 0 ? parts.join(", ") : "nothing found"}${mended}`;
}
