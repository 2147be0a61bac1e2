/** What the codes mean: texts for people, kept beside the module so that a page that only checks can leave them out. */
import explanations from "../wasm/explanations.js";
import { demandText } from "./check.js";
import type { CodeExplanation } from "./types.js";

/** What is known about a code: why it exists and how we know. */
export function explain(code: string): CodeExplanation {
  demandText(code, "code");
  if (!Object.hasOwn(explanations, code)) throw new TypeError(`there is no code \`${code}\``);
  return structuredClone(explanations[code]) as CodeExplanation;
}
