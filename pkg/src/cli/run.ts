/** The command `azureml-compute`. Nothing here ends the process: the status is given back. */
import { applyFixes, validate } from "../check.js";
import { type ConvertOptions, convert, type TargetFormat, targetFormats } from "../convert/index.js";
import { codes } from "../describe.js";
import { explain } from "../explain.js";
import { vmSizes } from "../sizes.js";
import type { Fix, Report, ValidateOptions } from "../types.js";
import { version } from "../version.js";
import { applyFixYaml, convertYaml, validateYaml } from "../yaml/index.js";
import { HELP, type Request, request, UsageError } from "./arguments.js";
import { expand, load, type Source, STANDARD_INPUT, store } from "./files.js";
import { type Checked, github, json, sarif } from "./machine.js";
import { type Paint, painter, pretty, summary } from "./pretty.js";

/** Where the command writes. */
export interface Streams {
  readonly out: { write(text: string): unknown; isTTY?: boolean };
  readonly err: { write(text: string): unknown; isTTY?: boolean };
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs the command; gives its exit status. */
export function run(argv: readonly string[], streams: Streams): number {
  try {
    const asked = request(argv);
    if (asked.version) return say(streams, `${version}\n`);
    if (asked.help) return say(streams, HELP);
    switch (asked.command) {
      case "check":
        return check(asked, streams);
      case "convert":
        return converted(asked, streams);
      case "explain":
        return explained(asked, streams);
      case "sizes":
        return sizes(asked, streams);
      case "":
        throw new UsageError("say what to do: check, convert, explain or sizes");
      default:
        throw new UsageError(`there is no command \`${asked.command}\`: check, convert, explain or sizes`);
    }
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    streams.err.write(`azureml-compute: ${error.message}\n`);
    if (error instanceof UsageError) streams.err.write("azureml-compute --help tells more\n");
    return 2;
  }
}

function say(streams: Streams, text: string): number {
  streams.out.write(text);
  return 0;
}

function optionsOf(asked: Request): ValidateOptions {
  const document = (name: string | undefined) => (name === undefined ? undefined : load(name).text);
  return {
    name: asked.name,
    region: asked.region,
    operation: asked.operation,
    guardrails: document(asked.guardrails),
    facts: document(asked.facts),
  };
}

/** Of a format that was not named, YAML is a document of the command line unless it looks like a body. */
function examine(source: Source, asked: Request, options: ValidateOptions): Report {
  const passed = { ...options, format: asked.format };
  return source.yaml ? validateYaml(source.text, passed) : validate(source.text, passed);
}

function check(asked: Request, streams: Streams): number {
  const options = optionsOf(asked);
  if (asked.operands.length === 0) throw new UsageError("check takes files, or - for standard input");
  const names = expand(asked.operands);
  if (asked.fix && names.includes(STANDARD_INPUT)) throw new UsageError("--fix works on files");
  let fixed = 0;
  const sources = names.map((name) => {
    const source = load(name);
    if (!asked.fix) return source;
    const mended = mend(source, asked, options);
    fixed += mended.count;
    if (mended.text !== source.text) store(name, mended.text);
    return { ...source, text: mended.text };
  });
  const checked = sources.map((source) => ({ name: source.name, report: examine(source, asked, options) }));
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { report } of checked) {
    for (const severity of ["error", "warning", "info"] as const) counts[severity] += report.counts[severity];
  }
  const writers: Record<Exclude<Request["output"], "pretty">, (all: readonly Checked[]) => string> = {
    json,
    sarif,
    github,
  };
  if (asked.output === "pretty") {
    const paint: Paint = painter(streams.out, streams.environment);
    checked.forEach(({ report }, index) => {
      const source = sources[index];
      if (source !== undefined && report.diagnostics.length > 0)
        streams.out.write(`${pretty(source, report, paint)}\n`);
    });
    streams.out.write(`${summary(checked.length, counts, fixed)}\n`);
  } else {
    streams.out.write(writers[asked.output](checked));
  }
  return counts.error > 0 || (asked.strict && counts.warning > 0) ? 1 : 0;
}

/** Applies safe fixes until none is left. */
function mend(source: Source, asked: Request, options: ValidateOptions): { text: string; count: number } {
  let { text } = source;
  let count = 0;
  // A fix never brings its finding back, so this ends by itself; the limit is for what is not known yet.
  for (let round = 0; round < 200; round += 1) {
    const { diagnostics } = examine({ ...source, text }, asked, options);
    const fix = diagnostics.map((finding) => finding.fix).find((found) => found?.applicability === "safe");
    if (fix === undefined) break;
    const next = apply(source, text, fix);
    if (next === text) break;
    text = next;
    count += 1;
  }
  return { text, count };
}

function apply(source: Source, text: string, fix: Fix): string {
  return source.yaml ? applyFixYaml(text, fix) : applyFixes(text, [fix]);
}

function converted(asked: Request, streams: Streams): number {
  const [name, ...others] = asked.operands;
  if (name === undefined || others.length > 0)
    throw new UsageError("convert takes one file, or - for standard input");
  if (asked.to === undefined) throw new UsageError(`--to takes ${targetFormats.join(", ")}`);
  const source = load(name);
  const options: ConvertOptions = { ...optionsOf(asked), from: asked.format, to: asked.to as TargetFormat };
  const { text, report } = source.yaml ? convertYaml(source.text, options) : convert(source.text, options);
  if (report.diagnostics.length > 0) {
    const paint = painter(streams.err, streams.environment);
    const told = { ...report, diagnostics: report.diagnostics.filter(({ severity }) => severity !== "info") };
    streams.err.write(pretty(source, told, paint));
  }
  streams.out.write(text);
  return text === "" || !report.valid ? 1 : 0;
}

function explained(asked: Request, streams: Streams): number {
  const [code, ...others] = asked.operands;
  if (others.length > 0) throw new UsageError("explain takes one code");
  if (code === undefined) return say(streams, `${codes().join("\n")}\n`);
  const found = explain(code);
  if (asked.output === "json") return say(streams, `${JSON.stringify(found, null, 2)}\n`);
  const evidence = found.evidence.map(
    ({ rank, source, date }) => `  ${rank.toLowerCase()}: ${source} (${date})`,
  );
  const lines = [
    `${code} (${found.severity})`,
    "",
    found.summary,
    found.why,
    "",
    "How we know:",
    ...evidence,
  ];
  lines.push("", "Example:", `  ${found.example}`);
  if (found.fix !== undefined) lines.push("", `Fix: ${found.fix}`);
  return say(streams, `${lines.join("\n")}\n`);
}

function sizes(asked: Request, streams: Streams): number {
  const [text, ...others] = asked.operands;
  if (others.length > 0) throw new UsageError("sizes takes one text");
  const found = vmSizes({ text, region: asked.region });
  if (asked.output === "json") return say(streams, `${JSON.stringify(found, null, 2)}\n`);
  const rows = found.map((size) => [
    size.name,
    String(size.vCpus),
    size.memoryGiB === undefined ? "?" : String(size.memoryGiB),
    size.gpus ? `${size.gpus} ${size.gpuModel ?? ""}`.trim() : "-",
    size.status === "retired" || size.status === "retirement-announced"
      ? `${size.status} ${size.retires ?? ""}`
      : size.status,
  ]);
  const all = [["size", "vCPU", "GiB", "GPU", "status"], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  streams.out.write(`${lines.join("\n")}\n`);
  return found.length > 0 ? 0 : 1;
}
