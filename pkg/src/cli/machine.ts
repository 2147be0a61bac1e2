/** Findings for machines: JSON, SARIF 2.1.0, annotations of GitHub. */
import { explain } from "../explain.js";
import type { Diagnostic, Report } from "../types.js";
import { version } from "../version.js";
import type { Problem } from "./files.js";

/** A file and what was found in it. */
export interface Checked {
  readonly name: string;
  readonly report: Report;
}

/** One JSON document with all files; what could not be done stands beside them. */
export function json(checked: readonly Checked[], problems: readonly Problem[]): string {
  const files = checked.map(({ name, report }) => ({ file: name, ...report }));
  const failed = problems.map(({ name, message }) => ({ file: name, message }));
  return `${JSON.stringify({ version: 1, files, ...(failed.length > 0 && { problems: failed }) }, null, 2)}\n`;
}

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** SARIF, as code scanning reads it. */
export function sarif(checked: readonly Checked[], problems: readonly Problem[]): string {
  const codes = [
    ...new Set(checked.flatMap(({ report }) => report.diagnostics.map(({ code }) => code))),
  ].sort();
  const rules = codes.map((code) => {
    const { summary, why, severity } = explain(code);
    return {
      id: code,
      shortDescription: { text: summary },
      fullDescription: { text: why },
      defaultConfiguration: { level: LEVELS[severity] },
    };
  });
  const results = checked.flatMap(({ name, report }) =>
    report.diagnostics.map((finding) => ({
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: LEVELS[finding.severity],
      message: { text: finding.help === undefined ? finding.message : `${finding.message}; ${finding.help}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uri(name) },
            ...(finding.range === undefined ? {} : { region: region(finding.range) }),
          },
          logicalLocations: [{ fullyQualifiedName: finding.path, kind: "member" }],
        },
      ],
    })),
  );
  const invocation = {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map(({ name, message }) => ({
      level: "error",
      message: { text: message },
      locations: [{ physicalLocation: { artifactLocation: { uri: uri(name) } } }],
    })),
  };
  const driver = {
    name: "azureml-compute",
    version,
    informationUri: "https://github.com/azureml-compute/azureml-compute",
    rules,
  };
  return `${JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [{ tool: { driver }, invocations: [invocation], columnKind: "utf16CodeUnits", results }],
    },
    null,
    2,
  )}\n`;
}

function uri(name: string): string {
  return name.split(/[\\/]/).map(encodeURIComponent).join("/");
}

function region({ start, end }: NonNullable<Diagnostic["range"]>) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/** Workflow commands: GitHub shows them at the lines. */
export function github(checked: readonly Checked[], problems: readonly Problem[]): string {
  const failed = problems.map(
    ({ name, message }) => `::error file=${property(name)},title=not checked::${data(message)}\n`,
  );
  return checked
    .flatMap(({ name, report }) =>
      report.diagnostics.map((finding) => {
        const { start, end } = finding.range ?? {};
        const place =
          start === undefined || end === undefined
            ? []
            : [`line=${start.line}`, `endLine=${end.line}`, `col=${start.column}`, `endColumn=${end.column}`];
        const properties = [`file=${property(name)}`, ...place, `title=${property(finding.code)}`].join(",");
        const text = finding.help === undefined ? finding.message : `${finding.message}; ${finding.help}`;
        return `::${COMMANDS[finding.severity]} ${properties}::${data(text)}\n`;
      }),
    )
    .concat(failed)
    .join("");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
