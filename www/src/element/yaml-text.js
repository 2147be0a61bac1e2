/**
 * YAML as JSON text with the places of its values. What reads it is the package's own reader; a page
 * loads it, with the YAML library, when somebody imports YAML.
 */

import { placed as placesOf } from "../../../pkg/src/yaml/places.ts";
import { position, read } from "../../../pkg/src/yaml/read.ts";

/** @import { Report } from "./types.js" */
/** @import { Read } from "../../../pkg/src/yaml/read.ts" */

/**
 * @param {string} text
 * @returns {Read | { line: number, column: number, offset: number, reason: string }}
 */
export function readYaml(text) {
  const found = read(text);
  if ("json" in found) return found;
  return { ...position(found.lines, found.range[0]), reason: found.found };
}

/**
 * A report on that JSON text, with the places of the YAML.
 * @param {Report} report
 * @param {Read} found
 * @returns {Report}
 */
export function placed(report, found) {
  return /** @type {any} */ (placesOf(/** @type {any} */ (report), found));
}
