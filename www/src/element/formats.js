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

const LOSS = /^convert\/(?!secret)/;

/**
 * @param {Checker | undefined} checker
 * @returns {FormatId[]}
 */
export function formatsOf(checker) {
  const all = /** @type {FormatId[]} */ (Object.keys(FORMATS));
  const written = checker?.targetFormats ?? all;
  return all.filter((id) => id === "arm" || (checker?.convert && written.includes(id)));
}

/**
 * The configuration as a text, and what that format cannot say.
 * @param {Checker | undefined} checker
 * @param {JsonObject} body with its secrets: in other formats they become parameters
 * @param {string} format
 * @returns {{ text: string, losses: string[] }}
 */
export function textIn(checker, body, format) {
  if (format === "arm") return { text: `${JSON.stringify(body, null, 2)}\n`, losses: [] };
  if (!checker?.convert || !(format in FORMATS)) {
    throw new RangeError(`format \`${format}\` is not offered`);
  }
  const { text, report } = checker.convert(body, { from: "arm", to: format });
  const lost = report.diagnostics.filter(
    ({ code, severity }) => LOSS.test(code) || (text === "" && severity === "error"),
  );
  return { text, losses: lost.map(({ message }) => message) };
}
