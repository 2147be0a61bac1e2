/** What was asked for on the command line. */
import { parseArgs } from "node:util";

/** How findings are written. */
export const OUTPUTS = ["pretty", "json", "sarif", "github"] as const;
/** One of {@link OUTPUTS}. */
export type Output = (typeof OUTPUTS)[number];

/** The formats that can be read. */
export const FORMATS = [
  "auto",
  "arm",
  "arm-template",
  "aso",
  "cli-v2",
  "sdk-v1",
  "terraform-plan",
  "terraform",
  "bicep",
] as const;

/** A request that cannot be carried out; its text is shown to the person. */
export class UsageError extends Error {}

/** What was asked for. */
export interface Request {
  readonly command: string;
  readonly operands: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly output: Output;
  readonly fix: boolean;
  readonly strict: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly to?: string;
  readonly select?: string;
  readonly outDir?: string;
  readonly name?: string;
  readonly region?: string;
  readonly guardrails?: string;
  readonly facts?: string;
  readonly parameters?: string;
  readonly maxFindings?: number;
  readonly operation?: "create" | "update";
}

/** The text of `--help`. */
export const HELP = `azureml-compute: checks Azure Machine Learning compute configurations

  azureml-compute check FILE...          JSON, YAML, Bicep, Terraform and Terraform plans; - reads
                                         standard input; globs and folders are searched
      --format FORMAT      ${FORMATS.join(" | ")} (default auto)
      --output OUTPUT      ${OUTPUTS.join(" | ")} (default pretty)
      --fix                applies the safe fixes to the files
      --strict             warnings count as errors
      --guardrails FILE    the rules of your organisation
      --facts FILE         responses of Azure: sizes, usages, computes
      --parameters FILE    parameter values of a template: a parameter file
      --max-findings N     findings shown per file (default 200; 0 for all)
      --name NAME  --region REGION  --operation create | update
  azureml-compute convert FILE --to FORMAT   arm, arm-template, bicep, terraform, pulumi-ts, pulumi-yaml,
                                             cli-v2, az-cli, sdk-v1, python-v1, python-v2;
                                             for runs: runconfig, job, command-job
      --from FORMAT        the format of the file, as in --format
      --select NAME        one of several computes: its name, or its index from 0
      --out-dir DIR        each compute in its own file; nothing is overwritten
  azureml-compute explain [CODE]         meaning and evidence of a finding; without CODE: all codes
  azureml-compute sizes [TEXT] [--region REGION] [--output json]
  azureml-compute lsp --stdio            a language server (LSP 3.17): findings, fixes, explanations, completion
  azureml-compute mcp                    tools for agents (Model Context Protocol, standard input and output)
  azureml-compute --version | --help

Exit status: 0 nothing found, 1 findings (check: errors; with --strict also warnings), 2 could not run.
Colour is used only on a terminal; NO_COLOR disables it.
`;

/** Reads the arguments. */
export function request(argv: readonly string[]): Request {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command = "", ...operands] = positionals;
  const { output = "pretty", operation, "out-dir": outDir, ...others } = values;
  const { "max-findings": most, from, format = from ?? "auto", ...rest } = others;
  if (most !== undefined && !/^\d{1,9}$/.test(most)) throw new UsageError("--max-findings must be a number");
  if (!isOneOf(FORMATS, format)) throw new UsageError(`--format must be one of ${FORMATS.join(", ")}`);
  if (!isOneOf(OUTPUTS, output)) throw new UsageError(`--output must be one of ${OUTPUTS.join(", ")}`);
  if (operation !== undefined && operation !== "create" && operation !== "update") {
    throw new UsageError("--operation must be create or update");
  }
  return {
    command,
    operands,
    format,
    output,
    ...(operation === undefined ? {} : { operation }),
    ...(most === undefined ? {} : { maxFindings: Number(most) }),
    ...(outDir === undefined ? {} : { outDir }),
    ...rest,
    fix: rest.fix ?? false,
    strict: rest.strict ?? false,
    help: rest.help ?? false,
    version: rest.version ?? false,
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      format: { type: "string" },
      from: { type: "string" },
      output: { type: "string" },
      to: { type: "string" },
      select: { type: "string" },
      "out-dir": { type: "string" },
      name: { type: "string" },
      region: { type: "string" },
      guardrails: { type: "string" },
      facts: { type: "string" },
      parameters: { type: "string" },
      "max-findings": { type: "string" },
      operation: { type: "string" },
      fix: { type: "boolean" },
      strict: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "V" },
    },
  });
}

function isOneOf<Word extends string>(words: readonly Word[], word: string): word is Word {
  return (words as readonly string[]).includes(word);
}
