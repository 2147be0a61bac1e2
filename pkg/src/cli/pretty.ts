/** Findings for people: the offending lines with a mark under the place. */
import type { Diagnostic, Report } from "../types.js";
import { excerpt } from "./excerpt.js";
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
  const lines = (source.text ?? "").split("\n").map((line) => line.replace(/\r$/, ""));
  return report.diagnostics.map((finding) => one(source.name, finding, lines, paint)).join("\n");
}

function one(name: string, finding: Diagnostic, lines: readonly string[], paint: Paint): string {
  const start = finding.range?.start;
  const place = start === undefined ? name : `${name}:${start.line}:${start.column}`;
  const head = `${paint("bold", visible(place))} ${paint(STYLES[finding.severity], finding.severity)} ${paint("dim", finding.code)}`;
  const out = [head, `  ${visible(finding.message)}`, ...marked(finding, lines, paint)];
  if (finding.help !== undefined) out.push(`  ${paint("dim", "help:")} ${visible(finding.help)}`);
  if (finding.fix !== undefined) {
    const sure = finding.fix.applicability === "safe" ? "fix (--fix does it):" : "possible fix:";
    out.push(`  ${paint("dim", sure)} ${visible(finding.fix.title)}`);
  }
  return `${out.join("\n")}\n`;
}

function marked(finding: Diagnostic, lines: readonly string[], paint: Paint): string[] {
  const found = excerpt(finding, lines);
  if (found === undefined) return [];
  const number = String(found.line);
  const mark = " ".repeat(found.column) + "^".repeat(found.width);
  return [
    `  ${paint("dim", `${number} |`)} ${found.shown}`,
    `  ${" ".repeat(number.length)} ${paint("dim", "|")} ${paint(STYLES[finding.severity], mark)}`,
  ];
}

/** Control characters of a file must not reach a terminal. */
export function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}

/** The last line. */
export function summary(files: number, counts: Report["counts"], fixed: number, problems: number): string {
  const parts = (["error", "warning", "info"] as const)
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) =>
        `${counts[severity]} ${severity}${counts[severity] === 1 || severity === "info" ? "" : "s"}`,
    );
  const mended = fixed > 0 ? `, ${fixed} fixed` : "";
  const failed = problems > 0 ? `; ${problems} could not be processed, see standard error` : "";
  return `${files} ${files === 1 ? "file" : "files"}: ${parts.length > 0 ? parts.join(", ") : "nothing found"}${mended}${failed}`;
}
