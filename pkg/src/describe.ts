/** What the kinds and codes are: data beside the module, so that a page that only checks can leave them out. */
import slugs from "../wasm/codes.js";
import descriptions from "../wasm/descriptions.js";
import places from "../wasm/targets.js";
import { demandText } from "./check.js";
import type { ComputeTarget, KindDescription } from "./types.js";

/** What a form needs to know about one kind. Unstable until 1.0. */
export function describe(kind: string): KindDescription;
/** What a form needs to know about every kind. Unstable until 1.0. */
export function describe(): KindDescription[];
export function describe(kind?: string): KindDescription | KindDescription[] {
  const all = descriptions as KindDescription[];
  if (kind === undefined) return structuredClone(all);
  demandText(kind, "kind");
  const found = all.find((description) => description.kind.toLowerCase() === kind.toLowerCase());
  if (found === undefined) throw new TypeError(`describe does not know the kind \`${kind}\``);
  return structuredClone(found);
}

/**
 * All places to compute and what each is for: the kinds of compute, and the places that are none (the machine
 * itself, container instances, functions, devices). Unstable until 1.0.
 */
export function targets(): ComputeTarget[] {
  return structuredClone(places as ComputeTarget[]);
}

/** All codes. */
export function codes(): string[] {
  return [...slugs];
}
