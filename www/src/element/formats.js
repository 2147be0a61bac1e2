/**
 * The dialects in which a configuration can be shown. Which of them are on offer depends on the
 * checker. Must not know the DOM.
 */

/** @import { Checker, JsonObject } from "./types.js" */

/** @typedef {"arm" | "cli-v2" | "az-cli" | "bicep" | "terraform" | "python-v2"} FormatId */

/** @type {Record<FormatId, { extension: string, type: string }>} */
export const FORMATS = {
  arm: { extension: "json", type: "application/json" },
  "cli-v2": { extension: "yml", type: "application/yaml" },
  "az-cli": { extension: "sh", type: "text/x-shellscript" },
  bicep: { extension: "bicep", type: "text/plain" },
  terraform: { extension: "tf", type: "text/plain" },
  "python-v2": { extension: "py", type: "text/x-python" },
};

/**
 * @param {Checker | undefined} checker
 * @returns {FormatId[]}
 */
export function formatsOf(checker) {
  const all = /** @type {FormatId[]} */ (Object.keys(FORMATS));
  return typeof checker?.convert === "function" ? all : ["arm"];
}

/**
 * The configuration as a text.
 * @param {Checker | undefined} checker
 * @param {JsonObject} body
 * @param {string} format
 * @returns {string}
 */
export function textIn(checker, body, format) {
  if (format === "arm") return `${JSON.stringify(body, null, 2)}\n`;
  if (!checker?.convert || !(format in FORMATS)) {
    throw new RangeError(`format \`${format}\` is not offered`);
  }
  return checker.convert(body, { from: "arm", to: format }).text;
}
