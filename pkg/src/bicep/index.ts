/**
 * Bicep: files checked, converted and mended with the places that they have in the text.
 *
 * @packageDocumentation
 */
import { validate } from "../check.js";
import { snippet } from "../convert/bicep.js";
import { type Converted, type ConvertOptions, convert } from "../convert/index.js";
import { onlyKnown } from "../options.js";
import { backOf } from "../source/back.js";
import { type Dialect, edited } from "../source/edit.js";
import { demandFiles, type SourceOptions, SyntaxFault } from "../source/fault.js";
import { type Back, placed, refusal, tooLong } from "../source/report.js";
import { pointersOf } from "../source/tree.js";
import type { Diagnostic, Fix, Report, ValidateOptions } from "../types.js";
import { type Compiled, Units, unitOf } from "./compile.js";
import { compileAny, NoMainFile } from "./parameters.js";
import { parse } from "./parse.js";
import { treeOf } from "./tree.js";

/** The options of {@link validateBicep}. */
export interface BicepOptions extends Omit<ValidateOptions, "format">, SourceOptions {}

/** The options of {@link convertBicep}. */
export interface ConvertBicepOptions extends Omit<ConvertOptions, "from">, SourceOptions {}

/**
 * Checks a Bicep file (`.bicep`, `.bicepparam`): the computes in it and in modules that lie beside it, with
 * parameters, variables, loops and conditions as a deployment would see them. Findings carry line and column.
 *
 * @example
 * ```js
 * import { validateBicep } from "azureml-compute/bicep";
 * const report = validateBicep("resource cpu 'Microsoft.MachineLearningServices/workspaces/computes@2025-06-01' = {\n}\n");
 * ```
 * @throws TypeError for wrong options.
 */
export function validateBicep(text: string, options: BicepOptions = {}): Report {
  const { path, files, ...rest } = options;
  const found = readText(text, { path, files });
  if ("report" in found) return found.report;
  return placed(validate(found.compiled.json, { ...rest, format: "arm-template" }), text, found.back);
}

/** Converts the computes of a Bicep file into another format. */
export function convertBicep(text: string, options: ConvertBicepOptions): Converted {
  const { path, files, ...rest } = options;
  const found = readText(text, { path, files });
  if ("report" in found) return { text: "", report: found.report, computes: [] };
  const converted = convert(found.compiled.json, { ...rest, from: "arm-template" });
  return { ...converted, report: placed(converted.report, text, found.back) };
}

/** Applies a fix, or several one after the other, to a Bicep file; comments and layout stay. */
export function applyFixBicep(text: string, fixes: Fix | readonly Fix[]): string {
  if (typeof text !== "string") throw new TypeError("the Bicep must be a string");
  const list = Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix];
  return list.reduce((out, fix) => {
    onlyKnown(fix, ["title", "applicability", "patch"], "a fix");
    return fix.patch.reduce((now, operation) => edited(now, operation, BICEP), out);
  }, text);
}

const BICEP: Dialect = {
  read(text) {
    try {
      return treeOf(parse(text), text.length);
    } catch (error) {
      if (error instanceof SyntaxFault) return undefined;
      throw error;
    }
  },
  value: (value, indent) => snippet.value(value).replaceAll("\n", `\n${indent}`),
  key: (name) => snippet.key(name),
  member: (name, value, indent) =>
    `${snippet.key(name)}: ${snippet.value(value)}`.replaceAll("\n", `\n${indent}`),
};

/** A file that was read, or its report. */
type Found = { readonly compiled: Compiled; readonly back: Back } | { readonly report: Report };

function readText(text: string, { path = "main.bicep", files = {} }: SourceOptions): Found {
  if (typeof text !== "string") throw new TypeError("the Bicep must be a string");
  demandFiles(path, files);
  const long = tooLong("bicep", text);
  if (long !== undefined) return { report: long };
  try {
    const statements = parse(text);
    const compiled = compileAny(new Units(files, unitOf(path, statements)));
    const back = backOf(compiled.spots, pointersOf(treeOf(statements, text.length)));
    return { compiled, back: { ...back, keeps: isOfBicep } };
  } catch (error) {
    const reason = error instanceof NoMainFile ? error.reason : "syntax";
    if (error instanceof SyntaxFault) return { report: refusal("bicep", text, error, reason) };
    throw error;
  }
}

/** Bicep has functions that no template has: what they give is not known. */
function isOfBicep({ code, params }: Diagnostic): boolean {
  return code !== "template/expression" || params?.["reason"] !== "function";
}

export type { Converted, ConvertedCompute, ConvertOptions } from "../convert/index.js";
export type { Files, SourceOptions } from "../source/fault.js";
export type * from "../types.js";
