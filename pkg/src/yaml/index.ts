/**
 * Documents in YAML: checked, converted and mended with the places that they have in the text.
 *
 * @packageDocumentation
 */
import { isMap } from "yaml";
import { validate } from "../check.js";
import { type Converted, type ConvertOptions, convert } from "../convert/index.js";
import { onlyKnown } from "../options.js";
import { call } from "../runtime.js";
import type { Fix, Report, ValidateOptions } from "../types.js";
import { applyToYaml } from "./edit.js";
import { placed } from "./places.js";
import { position, type Read, type Refusal, read } from "./read.js";

/**
 * Checks a YAML document, by default as one of the command line (`az ml compute create --file`), or as a manifest
 * of Azure Service Operator if it is one. Findings carry line and column of the YAML text.
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
  const strange = foreign(text, found, options);
  if (strange !== undefined) return strange;
  if (!("json" in found)) return refusal(found);
  return placed(validate(found.json, { format: formatOf(found), ...options }), found);
}

/** Converts a YAML document, by default from one of the command line. */
export function convertYaml(text: string, options: ConvertOptions): Converted {
  const found = readText(text);
  const strange = foreign(text, found, {});
  if (strange !== undefined) return { text: "", report: strange, computes: [] };
  if (!("json" in found)) return { text: "", report: refusal(found), computes: [] };
  const converted = convert(found.json, { from: formatOf(found), ...options });
  return { ...converted, report: placed(converted.report, found) };
}

/** Applies a fix, or several one after the other, to a YAML text; comments and layout stay. */
export function applyFixYaml(text: string, fixes: Fix | readonly Fix[]): string {
  if (typeof text !== "string") throw new TypeError("the YAML must be a string");
  const list = Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix];
  return list.reduce((out, fix) => {
    onlyKnown(fix, ["title", "applicability", "patch"], "a fix");
    return applyToYaml(out, fix);
  }, text);
}

/** A manifest says what it is; everything else is a document of the command line. */
function formatOf({ root }: Read): "aso" | "cli-v2" {
  const said = (name: string) => {
    const value: unknown = isMap(root) ? root.get(name) : undefined;
    return typeof value === "string" ? value : "";
  };
  const isManifest = said("apiVersion").startsWith("machinelearningservices.azure.com/");
  return isManifest && said("kind") === "WorkspacesCompute" ? "aso" : "cli-v2";
}

function readText(text: string): Read | Refusal {
  if (typeof text !== "string") throw new TypeError("the YAML must be a string");
  return read(text);
}

/** What no reader of YAML can make sense of, and is not meant to: programs, pages, manifests in one file. */
const FOREIGN = "envelope/foreign-document";

/** The report of a text that is recognisably no YAML of a compute: a script, or several documents of another tool. */
function foreign(text: string, found: Read | Refusal, options: ValidateOptions): Report | undefined {
  const isObject = "json" in found && found.json.startsWith("{");
  // A program may pass for YAML: its colons make keys with blanks and brackets of them.
  if (isObject && !/^\{"[^"]*[ ("'][^"]*":/.test(found.json)) return undefined;
  const passed = { ...options, format: "auto" as const };
  const first = "json" in found ? undefined : firstOf(text, found);
  const report = validate(first ?? text, passed);
  return report.diagnostics.some(({ code }) => code === FOREIGN) ? report : undefined;
}

/** Of several documents in one text, the first as JSON text. */
function firstOf(text: string, { reason, range }: Refusal): string | undefined {
  if (reason !== "documents") return undefined;
  const first = read(text.slice(0, range[0]).replace(/\n---[^\n]*\s*$/, "\n"));
  return "json" in first ? first.json : undefined;
}

function refusal({ reason, found, range, lines }: Refusal): Report {
  const report = JSON.parse(call((glue) => glue.unserialisableReport(`yaml-${reason}`, found, ""))) as Report;
  const place = { start: position(lines, range[0]), end: position(lines, range[1]) };
  return { ...report, diagnostics: report.diagnostics.map((finding) => ({ ...finding, range: place })) };
}

export type { Converted, ConvertedCompute, ConvertOptions } from "../convert/index.js";
export type * from "../types.js";
