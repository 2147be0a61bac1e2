/**
 * Terraform: configurations checked, converted and mended with the places that they have in the file.
 *
 * @packageDocumentation
 */
import { validate } from "../check.js";
import { type Converted, type ConvertOptions, convert } from "../convert/index.js";
import { onlyKnown } from "../options.js";
import { SyntaxFault } from "../source/fault.js";
import { type Back, placed, refusal, tooLong } from "../source/report.js";
import { below, pointersOf, split } from "../source/tree.js";
import type { Fix, JsonPatchOperation, Report, ValidateOptions } from "../types.js";
import { type Files, isJson, Modules, read } from "./configuration.js";
import { applied } from "./edit.js";
import { type Planned, planOf, type Spot } from "./plan.js";
import { jsonTreeOf, treeOf } from "./tree.js";
import { fromJson, type Value } from "./value.js";

/** What is known beside the text. */
export interface SourceOptions {
  /** The path of the file, by which `files` are found; `main.tf` unless said otherwise. */
  readonly path?: string | undefined;
  /** Texts of files that belong to it, by their paths: those of its folder, and of modules that lie there. */
  readonly files?: Files | undefined;
}

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
  return placed(validate(found.planned.json, { ...rest, format: "terraform-plan" }), text, found.back);
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
  if (typeof text !== "string") throw new TypeError("the configuration is a text");
  const list = Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix];
  return list.reduce((out, fix) => {
    onlyKnown(fix, ["title", "applicability", "patch"], "a fix");
    return applied(out, fix);
  }, text);
}

/** A file that was read; or its report; or neither, of a plan. */
type Found = { readonly planned: Planned; readonly back: Back } | { readonly report: Report | undefined };

function readText(text: string, { path = "main.tf", files = {} }: SourceOptions, parameters: unknown): Found {
  if (typeof text !== "string") throw new TypeError("the configuration is a text");
  if (typeof path !== "string") throw new TypeError("the option `path` is a text");
  if (typeof files !== "object" || files === null || Object.values(files).some((file) => typeof file !== "string")) {
    throw new TypeError("the option `files` is an object of texts by path");
  }
  const long = tooLong("terraform", text);
  if (long !== undefined) return { report: long };
  if (isPlan(text)) return { report: undefined };
  try {
    const body = read(path, text);
    const all = new Modules(files, { path, body });
    const planned = planOf(all, new Map([...all.values(), ...variablesOf(parameters)]));
    const tree = isJson(path, text) ? jsonTreeOf(text) : treeOf(body);
    return { planned, back: backOf(planned, pointersOf(tree)) };
  } catch (error) {
    if (error instanceof SyntaxFault) return { report: refusal("terraform", text, error) };
    throw error;
  }
}

/** Whether a text is the JSON of `terraform show -json`. */
function isPlan(text: string): boolean {
  return /^\s*\{/.test(text) && /"format_version"\s*:/.test(text) && /"(?:planned_values|resource_changes)"\s*:/.test(text);
}

/** Values of variables: an object of them, or its JSON text. */
function variablesOf(given: unknown): Map<string, Value> {
  if (given === undefined || given === null) return new Map();
  let found = given;
  if (typeof given === "string") {
    try {
      found = JSON.parse(given);
    } catch {
      throw new TypeError("the option `parameters` is no JSON");
    }
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new TypeError("the option `parameters` is an object, or its JSON text");
  }
  return new Map(Object.entries(found).map(([name, value]) => [name, fromJson(value)]));
}

function backOf({ spots }: Planned, pointers: ReadonlyMap<string, string>): Back {
  const pathOf = (range: readonly [number, number] | undefined) =>
    range === undefined ? undefined : pointers.get(range.join(":"));
  return {
    place(pointer) {
      const spot = spots.get(pointer);
      if (spot !== undefined) {
        return { range: spot.range, path: pathOf(spot.range) ?? pathOf(spot.own) ?? nearest(spots, pointer, pathOf) };
      }
      let [above, rest] = [pointer, ""];
      while (above !== "") {
        const [parent, token] = split(above);
        [above, rest] = [parent, below("", token) + rest];
        const holder = spots.get(above);
        if (holder === undefined) continue;
        const path = pathOf(holder.own);
        return { range: holder.head, path: path === undefined ? nearest(spots, above, pathOf) : path + rest };
      }
      return { range: [0, 0], path: "" };
    },
    operation: (operation) => translated(operation, spots, pathOf),
  };
}

/** The pointer of the nearest thing around that stands in the file. */
function nearest(
  spots: ReadonlyMap<string, Spot>,
  pointer: string,
  pathOf: (range: readonly [number, number] | undefined) => string | undefined,
): string {
  for (let above = pointer; above !== ""; [above] = split(above)) {
    const path = pathOf(spots.get(above)?.own);
    if (path !== undefined) return path;
  }
  return "";
}

function translated(
  operation: JsonPatchOperation,
  spots: ReadonlyMap<string, Spot>,
  pathOf: (range: readonly [number, number] | undefined) => string | undefined,
): JsonPatchOperation | undefined {
  const there = (pointer: string) => pathOf(spots.get(pointer)?.own);
  const free = (pointer: string) => {
    const [above, name] = split(pointer);
    const holder = there(above);
    return holder === undefined ? undefined : below(holder, name);
  };
  switch (operation.op) {
    case "replace":
    case "test": {
      const spot = spots.get(operation.path);
      const path = spot?.exact === true ? pathOf(spot.own) : undefined;
      return path === undefined ? undefined : { ...operation, path };
    }
    case "add": {
      const path = spots.has(operation.path) ? undefined : free(operation.path);
      return path === undefined ? undefined : { ...operation, path };
    }
    case "remove": {
      const path = there(operation.path);
      return path === undefined ? undefined : { ...operation, path };
    }
    default: {
      const [from, path] = [there(operation.from), free(operation.path)];
      return from === undefined || path === undefined ? undefined : { ...operation, from, path };
    }
  }
}

export type { Converted, ConvertedCompute, ConvertOptions } from "../convert/index.js";
export type { Files } from "./configuration.js";
export type * from "../types.js";
