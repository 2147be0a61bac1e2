/** Findings for machines: JSON, SARIF 2.1.0, annotations of GitHub. */
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { explain } from "../explain.js";
import type { Diagnostic, Report } from "../types.js";
import { version } from "../version.js";
import { type Problem, STANDARD_INPUT } from "./files.js";

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

/** Where the manual of the findings lies; each code has a heading. */
const MANUAL = "https://github.com/azureml-compute/azureml-compute/blob/main/src/manual/rules.md";

/**
 * SARIF, as the code scanning of GitHub and of Azure DevOps reads it: both ask for help of every rule, the
 * second for names in one word, a full name of the tool and an id of the run.
 */
export function sarif(checked: readonly Checked[], problems: readonly Problem[]): string {
  const codes = [
    ...new Set(checked.flatMap(({ report }) => report.diagnostics.map(({ code }) => code))),
  ].sort();
  const results = checked.flatMap(({ name, report }) =>
    report.diagnostics.map((finding) => ({
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: LEVELS[finding.severity],
      message: {
        text: ended(finding.help === undefined ? finding.message : `${finding.message}; ${finding.help}`),
      },
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
    fullName: `azureml-compute ${version}`,
    version,
    semanticVersion: version,
    informationUri: "https://github.com/azureml-compute/azureml-compute",
    rules: codes.map(rule),
  };
  return `${JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver },
          automationDetails: { id: "azureml-compute/" },
          invocations: [invocation],
          columnKind: "utf16CodeUnits",
          results,
        },
      ],
    },
    null,
    2,
  )}\n`;
}

/** What a code means, for the one who sees its finding in a list of many tools. */
function rule(code: string) {
  const { summary, why, evidence, example, fix, severity } = explain(code);
  const sources = evidence.map(({ rank, source, date }) => `${rank}, ${date}: ${source}`);
  const mends = fix === undefined ? [] : [`The offered fix ${fix}.`];
  const words = code.split(/[/-]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return {
    id: code,
    name: words.join(""),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: {
      text: [why, ...mends, `Found in: ${example}`, "How we know:", ...sources].join("\n"),
      markdown: [
        why,
        ...mends,
        `Found in: ${fenced(example)}`,
        `How we know:\n${sources.map((source) => `- ${fenced(source)}`).join("\n")}`,
      ].join("\n\n"),
    },
    helpUri: `${MANUAL}#${code.replaceAll("/", "")}`,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ["azure-machine-learning", code.slice(0, code.indexOf("/"))] },
  };
}

/** A text as code: between more back quotes than it has in a row. */
function fenced(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** Sentences of SARIF end in a full stop. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The address of a file: below the folder of the call as it lies there, elsewhere from the root. */
function uri(name: string): string {
  if (name === STANDARD_INPUT) return "stdin";
  const within = relative(".", name);
  const outside = within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within);
  if (outside) return pathToFileURL(name).href;
  return within.split(sep).map(encodeURIComponent).join("/");
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
