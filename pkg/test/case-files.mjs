/** The case files as inputs of conversions. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cases = fileURLToPath(new URL("../../tests/cases/", import.meta.url));

/** Every case that is JSON: its name, its body, what it is read as, and the options of the check. */
export function* caseFiles() {
  for (const name of readdirSync(cases, { recursive: true }).sort()) {
    if (!name.endsWith(".json")) continue;
    const text = readFileSync(join(cases, name), "utf8");
    const [, line, rest = text] = /^\/\/ options: (.*)\n([\s\S]*)$/.exec(text) ?? [];
    const { operation, format, ...options } = line === undefined ? {} : JSON.parse(line);
    if (operation === "update") continue;
    let body;
    try {
      body = JSON.parse(rest);
    } catch {
      continue; // Cases of the text itself are no bodies.
    }
    const from =
      format ?? ["arm-template", "cli-v2", "sdk-v1"].find((word) => name.startsWith(word)) ?? "arm";
    yield { name, body, from, options, isValid: name.split("/").includes("valid") };
  }
}
