/**
 * Documents in YAML: checked, converted and mended with the places that they have in the text.
 *
 * @packageDocumentation
 */
import { validate } from "../check.js";
import { type Converted, type ConvertOptions, convert } from "../convert/index.js";
import { onlyKnown } from "../options.js";
import { call } from "../runtime.js";
import type { Fix, Report, ValidateOptions } from "../types.js";
import { applyToYaml } from "./edit.js";
import { placed } from "./places.js";
import { position, type Read, type Refusal, read } from "./read.js";

/**
 * Checks a YAML document, by default as one of the command line (`az ml compute create --file`). Findings carry
 * line and column of the YAML text.
 *
 * @example
 * ```js
 * import { validateYaml } from "azureml-compute/yaml";
 * const report = validateYaml("name: cpu\ntype: amlcompute\nmax_instances: 4\n");
 * ```
 * @throws TypeError for wrong options.
 */
export function validateYaml(text: string, options: ValidateOptions = {}): Report {
  const found = readText(text);
  if (!("json" in found)) return refusal(found);
  return placed(validate(found.json, { format: "cli-v2", ...options }), found);
}

/** Converts a YAML document, by default from one of the command line. */
export function convertYaml(text: string, options: ConvertOptions): Converted {
  const found = readText(text);
  if (!("json" in found)) return { text: "", report: refusal(found), computes: [] };
  const converted = convert(found.json, { from: "cli-v2", ...options });
  return { ...converted, report: placed(converted.report, found) };
}

/** Applies a fix, or several one after the other, to a YAML text; comments and layout stay. */
export function applyFixYaml(text: string, fixes: Fix | readonly Fix[]): string {
  if (typeof text !== "string") throw new TypeError("the YAML is a text");
  const list = Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix];
  return list.reduce((out, fix) => {
    onlyKnown(fix, ["title", "applicability", "patch"], "a fix");
    return applyToYaml(out, fix);
  }, text);
}

function readText(text: string): Read | Refusal {
  if (typeof text !== "string") throw new TypeError("the YAML is a text");
  return read(text);
}

function refusal({ reason, found, range, lines }: Refusal): Report {
  const report = JSON.parse(call((glue) => glue.unserialisableReport(`yaml-${reason}`, found, ""))) as Report;
  const place = { start: position(lines, range[0]), end: position(lines, range[1]) };
  return { ...report, diagnostics: report.diagnostics.map((finding) => ({ ...finding, range: place })) };
}

export type { Converted, ConvertedCompute, ConvertOptions } from "../convert/index.js";
export type * from "../types.js";
