/** The languages in which files are written: which one a file is in, and what reads, converts and mends it. */
import { applyFixBicep, convertBicep, validateBicep } from "../bicep/index.js";
import { applyFixes, validate } from "../check.js";
import { type Converted, type ConvertOptions, convert } from "../convert/index.js";
import type { SourceOptions } from "../source/fault.js";
import { applyFixTerraform, convertTerraform, validateTerraform } from "../terraform/index.js";
import type { Fix, Report, ValidateOptions } from "../types.js";
import { applyFixYaml, convertYaml, validateYaml } from "../yaml/index.js";
import type { Request } from "./arguments.js";

/** A language. */
export type Language = "json" | "yaml" | "terraform" | "bicep";

/** What can be done with a text. */
export interface Reader {
  check(text: string, options: ValidateOptions, beside: SourceOptions): Report;
  convert(text: string, options: ConvertOptions, beside: SourceOptions): Converted;
  fix(text: string, fix: Fix): string;
}

/** Without the format, which the language says. */
function bare<T extends object>(options: T): Omit<T, "format" | "from"> {
  const { format: _format, from: _from, ...rest } = options as T & { format?: unknown; from?: unknown };
  return rest;
}

/** What reads each language. */
export const READERS: Readonly<Record<Language, Reader>> = {
  json: {
    check: (text, options) => validate(text, options),
    convert: (text, options) => convert(text, options),
    fix: (text, fix) => applyFixes(text, [fix]),
  },
  yaml: {
    check: (text, options) => validateYaml(text, options),
    convert: (text, options) => convertYaml(text, options),
    fix: (text, fix) => applyFixYaml(text, fix),
  },
  terraform: {
    check: (text, options, beside) => validateTerraform(text, { ...bare(options), ...beside }),
    convert: (text, options, beside) => convertTerraform(text, { ...bare(options), ...beside } as never),
    fix: (text, fix) => applyFixTerraform(text, fix),
  },
  bicep: {
    check: (text, options, beside) => validateBicep(text, { ...bare(options), ...beside }),
    convert: (text, options, beside) => convertBicep(text, { ...bare(options), ...beside } as never),
    fix: (text, fix) => applyFixBicep(text, fix),
  },
};

/** How a file of each language ends. */
const ENDINGS: readonly (readonly [RegExp, Language])[] = [
  [/\.tf(?:\.json)?$/i, "terraform"],
  [/\.bicep(?:param)?$/i, "bicep"],
  [/\.ya?ml$/i, "yaml"],
  [/\.json$/i, "json"],
];

/** How statements of a language look; YAML has no such lines outside of a block. */
const LINES: readonly (readonly [RegExp, Language])[] = [
  [
    /^(?:(?:resource|data|variable|provider|module|output)\s+"[^"\n]*".*\{|(?:terraform|locals)\s*\{)/m,
    "terraform",
  ],
  [
    /^(?:targetScope\s*=|using\s+'|(?:param|var|resource|module|output)\s+\w+\s+(?:[\w=']|$)|@(?:sys\.)?\w+\()/m,
    "bicep",
  ],
];

/** The language of a file: what was asked for, else by its name, or by how the text looks. */
export function languageOf(name: string, text: string, asked: Request["format"]): Language {
  if (asked === "terraform" || asked === "bicep") return asked;
  if (asked === "terraform-plan") return "json";
  const known = ENDINGS.find(([ending]) => ending.test(name));
  if (known !== undefined) return known[1];
  // JSON is YAML, but its places are better known as JSON.
  if (/^\s*[[{]/.test(text.replace(/^\uFEFF/, ""))) return "json";
  return LINES.find(([line]) => line.test(text))?.[1] ?? "yaml";
}

/** Files that a search of a folder looks at. */
export const SEARCHED = "**/*.{bicep,bicepparam,tf,json,yml,yaml}";

/** Words of which a JSON or YAML file with a compute has at least one. */
const OURS =
  /computeType|WorkspacesCompute|workspaces\/computes|azuremlschemas|azurerm_machine_learning|type["']?\s*:\s*["']?(?:amlcompute|computeinstance|synapsespark|virtualmachine|kubernetes)\b|(?:min|max)_instances/i;

/** Whether a file that nobody named may hold a compute. */
export function mayHoldCompute(language: Language, text: string): boolean {
  return language === "terraform" || language === "bicep" || OURS.test(text);
}

/** Whether a format is that of a language with a reader of its own. */
export function isSource(format: Request["format"]): format is "terraform" | "bicep" {
  return format === "terraform" || format === "bicep";
}
