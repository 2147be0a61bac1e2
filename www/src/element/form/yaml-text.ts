/**
 * YAML as JSON text with the places of its values. What reads it is the package's own reader; a page
 * loads it, with the YAML library, when somebody imports YAML.
 */

import { placed as placesOf } from "../../../../pkg/src/yaml/places.js";
import { position, type Read, type Refusal, read } from "../../../../pkg/src/yaml/read.js";
import type { Report } from "../shared/types.js";

export function readYaml(
  text: string,
): Read | { line: number; column: number; offset: number; why: Pick<Refusal, "reason" | "found"> } {
  const found = read(text);
  if ("json" in found) return found;
  return { ...position(found.lines, found.range[0]), why: found };
}

/** A report on that JSON text, with the places of the YAML. */
export function placed(report: Report, found: Read): Report {
  return placesOf(report, found);
}
