/** The part that reads documents which are no bodies of the management API, and takes them apart for writers. */
import { computes, imports_of_formats, reportLosses, setParts, unlike } from "../wasm/azureml_compute.js";
import { Part } from "./part.js";
import { call } from "./runtime.js";

/** Readers of the other formats, templates and conversions. */
export const formats = /* @__PURE__ */ new Part("formats", imports_of_formats, () =>
  call(() => setParts(true)),
);

/** The computes in a document of any format, as JSON; see src/wasm/check.rs. */
export function computesIn(text: string, optionsJson: string | undefined): string {
  formats.need();
  return call(() => computes(text, optionsJson));
}

/** The report of a document with what a conversion loses, as JSON; see src/wasm/check.rs. */
export function reportOfLosses(text: string, optionsJson: string | undefined, lossesJson: string): string {
  formats.need();
  return call(() => reportLosses(text, optionsJson, lossesJson));
}

/** The values in which a body and what was read again differ, as JSON; see src/wasm/check.rs. */
export function differencesOf(body: string, again: string, home: string | undefined): string {
  formats.need();
  return call(() => unlike(body, again, home));
}

/** Whether a check with this option may need the part. */
export function isOther(format: string | undefined): boolean {
  return format !== undefined && format !== "arm";
}

/** What counts as errors in a report about a document that needs this part; see src/validate/parts.rs. */
export const UNJUDGED = 0xffff_ffff;
