/** The command `azureml-compute`. Nothing here ends the process: the status is given back. */
import { validate } from "../check.js";
import { codes } from "../describe.js";
import { explain } from "../explain.js";
import { vmSizes } from "../sizes.js";
import type { ValidateOptions } from "../types.js";
import { version } from "../version.js";
import { HELP, type Request, request, UsageError } from "./arguments.js";
import { check, type Streams } from "./check.js";
import { converted } from "./convert.js";
import { loadText } from "./files.js";
import { visible } from "./pretty.js";

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
        return converted(asked, optionsOf(asked), streams);
      case "explain":
        return explained(asked, streams);
      case "sizes":
        return sizes(asked, streams);
      case "":
        throw new UsageError("give a command: check, convert, explain, sizes or lsp");
      default:
        throw new UsageError(
          `there is no command \`${asked.command}\`; use check, convert, explain, sizes or lsp`,
        );
    }
  } catch (error) {
    streams.err.write(
      `azureml-compute: ${visible(error instanceof Error ? error.message : String(error))}\n`,
    );
    if (error instanceof UsageError) streams.err.write("run azureml-compute --help for usage\n");
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
    parameters: document(asked.parameters),
    maxFindings: asked.maxFindings,
  };
  if (options.facts !== undefined) demandObject(options.facts, asked.facts ?? "");
  if (options.parameters !== undefined) demandObject(options.parameters, asked.parameters ?? "");
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
    throw new UsageError(`${name}: the file does not contain an object`);
  }
}

function explained(asked: Request, streams: Streams): number {
  const [code, ...others] = asked.operands;
  if (others.length > 0) throw new UsageError("explain needs one code");
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
  if (found.exampleOptions) lines.push(`  with options ${JSON.stringify(found.exampleOptions)}`);
  if (found.fix !== undefined) lines.push("", `Fix: ${found.fix}`);
  return say(streams, `${lines.join("\n")}\n`);
}

function sizes(asked: Request, streams: Streams): number {
  const [text, ...others] = asked.operands;
  if (others.length > 0) throw new UsageError("sizes needs one search term");
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
