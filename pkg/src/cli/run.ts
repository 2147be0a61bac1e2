/** The command `azureml-compute`. Nothing here ends the process: the status is given back. */
import { validate } from "../check.js";
import {
  type Converted,
  type ConvertOptions,
  convert,
  type TargetFormat,
  targetFormats,
} from "../convert/index.js";
import { codes } from "../describe.js";
import { explain } from "../explain.js";
import { vmSizes } from "../sizes.js";
import type { ValidateOptions } from "../types.js";
import { version } from "../version.js";
import { convertYaml } from "../yaml/index.js";
import { HELP, type Request, request, UsageError } from "./arguments.js";
import { check, type Streams } from "./check.js";
import { load, loadText, type Source, told } from "./files.js";
import { painter, pretty, visible } from "./pretty.js";

export type { Streams } from "./check.js";

/** Runs the command; gives its exit status. */
export function run(argv: readonly string[], streams: Streams): number {
  try {
    const asked = request(argv);
    if (asked.version) return say(streams, `${version}\n`);
    if (asked.help) return say(streams, HELP);
    switch (asked.command) {
      case "check":
        return check(asked, optionsOf(asked), streams);
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
    streams.err.write(
      `azureml-compute: ${visible(error instanceof Error ? error.message : String(error))}\n`,
    );
    if (error instanceof UsageError) streams.err.write("azureml-compute --help tells more\n");
    return 2;
  }
}

function say(streams: Streams, text: string): number {
  streams.out.write(text);
  return 0;
}

function optionsOf(asked: Request): ValidateOptions {
  const document = (name: string | undefined) => (name === undefined ? undefined : loadText(name));
  const options = {
    name: asked.name,
    region: asked.region,
    operation: asked.operation,
    guardrails: document(asked.guardrails),
    facts: document(asked.facts),
  };
  if (options.facts !== undefined) demandObject(options.facts, asked.facts ?? "");
  // A mistake in the settings is told once, not with every file.
  validate("{}", options);
  return options;
}

function demandObject(text: string, name: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${name}: the file is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(`${name}: the file does not hold an object`);
  }
}

function converted(asked: Request, streams: Streams): number {
  const [name, ...others] = asked.operands;
  if (name === undefined || others.length > 0)
    throw new UsageError("convert takes one file, or - for standard input");
  if (asked.to === undefined) throw new UsageError(`--to takes ${targetFormats.join(", ")}`);
  const options: ConvertOptions = { ...optionsOf(asked), from: asked.format, to: asked.to as TargetFormat };
  const source = given(name);
  const { text, report } = conversion(source, options);
  if (report.diagnostics.length > 0) {
    const paint = painter(streams.err, streams.environment);
    const told = { ...report, diagnostics: report.diagnostics.filter(({ severity }) => severity !== "info") };
    streams.err.write(pretty(source, told, paint));
  }
  streams.out.write(text);
  return text === "" || !report.valid ? 1 : 0;
}

function given(name: string): Source {
  try {
    return load(name);
  } catch (error) {
    throw new UsageError(told(name, error));
  }
}

function conversion(source: Source, options: ConvertOptions): Converted {
  const { bytes, text, yaml } = source;
  if (text === undefined) return { text: "", report: validate(bytes) };
  return yaml ? convertYaml(text, options) : convert(text, options);
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
