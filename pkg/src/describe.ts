/** What the kinds and codes are: data beside the module, so that a page that only checks can leave them out. */
import slugs from "../wasm/codes.js";
import descriptions from "../wasm/descriptions.js";
import { demandText } from "./check.js";
import type { KindDescription } from "./types.js";

/** What a form needs to know about one kind. Unstable until 1.0. */
export function describe(kind: string): KindDescription;
/** What a form needs to know about every kind. Unstable until 1.0. */
export function describe(): KindDescription[];
export function describe(kind?: string): KindDescription | KindDescription[] {
  const all = descriptions as KindDescription[];
  if (kind === undefined) return structuredClone(all);
  demandText(kind, "kind");
  const found = all.find((description) => description.kind.toLowerCase() === kind.toLowerCase());
  if (found === undefined) throw new TypeError(`describe knows no kind \`${kind}\``);
  return structuredClone(found);
}

/** All codes. */
export function codes(): string[] {
  return [...slugs];
}
