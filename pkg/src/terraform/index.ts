/**
 * Terraform: configurations checked, converted and mended with the places that they have in the file.
 *
 * @packageDocumentation
 */
import { validate } from "../check.js";
import { type Converted, type ConvertOptions, convert } from "../convert/index.js";
import { onlyKnown } from "../options.js";
import { backOf } from "../source/back.js";
import { demandFiles, type SourceOptions, SyntaxFault } from "../source/fault.js";
import { type Back, placed, refusal, tooLong } from "../source/report.js";
import { pointersOf } from "../source/tree.js";
import type { Diagnostic, Fix, Report, ValidateOptions } from "../types.js";
import { isJson, Modules, read } from "./configuration.js";
import { applied } from "./edit.js";
import { type Planned, planOf, withWay } from "./plan.js";
import { jsonTreeOf, treeOf } from "./tree.js";
import { fromJson, type Value } from "./value.js";

/** The options of {@link validateTerraform}; `parameters` are values of its variables. */
export interface TerraformOptions extends Omit<ValidateOptions, "format">, SourceOptions {}

/** The options of {@link convertTerraform}. */
export interface ConvertTerraformOptions extends Omit<ConvertOptions, "from">, SourceOptions {}

/**
 * Checks a Terraform configuration: resources of azurerm and azapi that make computes, with variables, locals,
 * loops and modules as far as they are known without an apply. Findings carry line and column of the file.
 *
 * @example
 * ```js
 * import { validateTerraform } from "azureml-compute/terraform";
 * const report = validateTerraform('resource "azurerm_machine_learning_compute_cluster" "cpu" {\n}\n');
 * ```
 * @throws TypeError for wrong options.
 */
export function validateTerraform(text: string, options: TerraformOptions = {}): Report {
  const { path, files, parameters, ...rest } = options;
  const found = readText(text, { path, files }, parameters);
  if (!("planned" in found)) return found.report ?? validate(text, { ...rest, format: "terraform-plan" });
  const check = (plan: string) => validate(plan, { ...rest, format: "terraform-plan" });
  return placed(withCertain(check(found.planned.json), found.planned, check), text, found.back);
}

/** Most choices that are followed: each is another check. */
const MOST_CHOICES = 6;

/** The report, and beside it what is found whichever way a choice goes that only an apply makes. */
function withCertain(report: Report, planned: Planned, check: (plan: string) => Report): Report {
  const counts = { ...report.counts };
  const diagnostics = [...report.diagnostics];
  const same = (a: Diagnostic, b: Diagnostic) => a.code === b.code && a.path === b.path;
  for (const choice of planned.choices.slice(0, MOST_CHOICES)) {
    const [first, ...others] = choice.ways.map((way) => check(withWay(planned, choice, way)).diagnostics);
    for (const finding of first ?? []) {
      const isNew = !diagnostics.some((one) => same(one, finding));
      if (
        !isNew ||
        finding.severity === "info" ||
        !others.every((all) => all.some((one) => same(one, finding)))
      )
        continue;
      diagnostics.push(finding);
      counts[finding.severity] += 1;
    }
  }
  return { ...report, diagnostics, counts };
}

/** Converts a Terraform configuration into another format. */
export function convertTerraform(text: string, options: ConvertTerraformOptions): Converted {
  const { path, files, parameters, ...rest } = options;
  const found = readText(text, { path, files }, parameters);
  if (!("planned" in found)) {
    if (found.report === undefined) return convert(text, { ...rest, from: "terraform-plan" });
    return { text: "", report: found.report, computes: [] };
  }
  const converted = convert(found.planned.json, { ...rest, from: "terraform-plan" });
  return { ...converted, report: placed(converted.report, text, found.back) };
}

/** Applies a fix, or several one after the other, to a Terraform file; comments and layout stay. */
export function applyFixTerraform(text: string, fixes: Fix | readonly Fix[]): string {
  if (typeof text !== "string") throw new TypeError("the configuration must be a string");
  const list = Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix];
  return list.reduce((out, fix) => {
    onlyKnown(fix, ["title", "applicability", "patch"], "a fix");
    return applied(out, fix);
  }, text);
}

/** A file that was read; or its report; or neither, of a plan. */
type Found = { readonly planned: Planned; readonly back: Back } | { readonly report: Report | undefined };

function readText(text: string, { path = "main.tf", files = {} }: SourceOptions, parameters: unknown): Found {
  if (typeof text !== "string") throw new TypeError("the configuration must be a string");
  demandFiles(path, files);
  const long = tooLong("terraform", text);
  if (long !== undefined) return { report: long };
  if (isPlan(text)) return { report: undefined };
  try {
    const body = read(path, text);
    const all = new Modules(files, { path, body });
    const planned = planOf(all, new Map([...all.values(), ...variablesOf(parameters)]));
    const tree = isJson(path, text) ? jsonTreeOf(text) : treeOf(body);
    return { planned, back: backOf(planned.spots, pointersOf(tree)) };
  } catch (error) {
    if (error instanceof SyntaxFault) return { report: refusal("terraform", text, error) };
    throw error;
  }
}

/** Whether a text is the JSON of `terraform show -json`. */
function isPlan(text: string): boolean {
  return (
    /^\s*\{/.test(text) &&
    /"format_version"\s*:/.test(text) &&
    /"(?:planned_values|resource_changes)"\s*:/.test(text)
  );
}

/** Values of variables: an object of them, or its JSON text. */
function variablesOf(given: unknown): Map<string, Value> {
  if (given === undefined || given === null) return new Map();
  let found = given;
  if (typeof given === "string") {
    try {
      found = JSON.parse(given);
    } catch {
      throw new TypeError("the option `parameters` is not valid JSON");
    }
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new TypeError("the option `parameters` must be an object or its JSON");
  }
  return new Map(Object.entries(found).map(([name, value]) => [name, fromJson(value)]));
}

export type { Converted, ConvertedCompute, ConvertOptions } from "../convert/index.js";
export type { Files, SourceOptions } from "../source/fault.js";
export type * from "../types.js";
