/**
 * The dialects in which a configuration can be shown. Which of them are on offer depends on the
 * checker. Must not know the DOM.
 */

import type { Checker, JsonObject } from "../shared/types.js";

export type FormatId = "arm" | "cli-v2" | "az-cli" | "bicep" | "terraform" | "python-v2";

export const FORMATS: Record<FormatId, { extension: string; type: string }> = {
  arm: { extension: "json", type: "application/json" },
  "cli-v2": { extension: "yml", type: "application/yaml" },
  "az-cli": { extension: "sh", type: "text/x-shellscript" },
  bicep: { extension: "bicep", type: "text/plain" },
  terraform: { extension: "tf", type: "text/plain" },
  "python-v2": { extension: "py", type: "text/x-python" },
};

const LOSS = /^convert\/(?!secret)/;

export function formatsOf(checker: Checker | undefined): FormatId[] {
  const all = Object.keys(FORMATS) as FormatId[];
  const written = checker?.targetFormats ?? all;
  return all.filter((id) => id === "arm" || (checker?.convert && written.includes(id)));
}

/** Loads what other formats need, where the checker loads that in a part of its own. */
export async function readied(checker: Checker | undefined): Promise<void> {
  await checker?.init?.({ formats: true });
}

/**
 * The configuration as a text, and what that format cannot say.
 * @param body with its secrets: in other formats they become parameters
 */
export function textIn(
  checker: Checker | undefined,
  body: JsonObject,
  format: FormatId,
): { text: string; losses: string[] } {
  if (format === "arm") return { text: `${JSON.stringify(body, null, 2)}\n`, losses: [] };
  if (!checker?.convert || !(format in FORMATS)) {
    throw new RangeError(`format \`${format}\` is not offered`);
  }
  const { text, report } = checker.convert(body, { from: "arm", to: format as FormatId });
  const lost = report.diagnostics.filter(
    ({ code, severity }) => LOSS.test(code) || (text === "" && severity === "error"),
  );
  return { text, losses: lost.map(({ message }) => message) };
}
