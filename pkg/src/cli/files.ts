/** Files of the command: found by name or glob, read, and written back whole. */
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { UsageError } from "./arguments.js";

/** Standard input. */
export const STANDARD_INPUT = "-";

/** A text with the name under which it was given. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly yaml: boolean;
}

/** The files that operands name, each once. */
export function expand(operands: readonly string[]): string[] {
  const found = operands.flatMap((operand) => {
    if (operand === STANDARD_INPUT || !/[*?]/.test(operand)) return [operand];
    const matches = glob(operand);
    if (matches.length === 0) throw new UsageError(`no file matches ${operand}`);
    return matches;
  });
  return [...new Set(found)];
}

/** Reads a file. */
export function load(name: string): Source {
  let text: string;
  try {
    text = readFileSync(name === STANDARD_INPUT ? 0 : name, "utf8");
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message.split(",")[0] : String(error)}`);
  }
  return { name, text, yaml: isYaml(name, text) };
}

/** By the name, or by how the text begins: JSON is YAML, but its places are better known as JSON. */
function isYaml(name: string, text: string): boolean {
  if (/\.ya?ml$/i.test(name)) return true;
  if (/\.json$/i.test(name)) return false;
  return !/^\s*[[{]/.test(text.replace(/^\uFEFF/, ""));
}

/** Writes a file in one step: a reader sees the old text or the new one. */
export function store(name: string, text: string): void {
  const { mode } = statSync(name);
  const beside = join(dirname(name), `.${process.pid}.azureml-compute`);
  writeFileSync(beside, text, { mode });
  renameSync(beside, name);
}

/** The files that a pattern matches: `*` within a folder, `**` over folders, `?` one character. */
function glob(pattern: string): string[] {
  const steps = pattern.replaceAll(sep, "/").split("/");
  const fixed = steps.findIndex((step) => /[*?]/.test(step));
  const base = steps.slice(0, fixed).join("/") || (pattern.startsWith("/") ? "/" : ".");
  const expression = new RegExp(
    `^${steps.slice(fixed).map(step).join("/").replaceAll("(?:.*)/", "(?:.*/)?")}$`,
  );
  let entries: { name: string; parentPath?: string; path?: string; isFile(): boolean }[];
  try {
    entries = readdirSync(base, { recursive: true, withFileTypes: true }) as never;
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path ?? base, entry.name))
    .filter((file) => !file.split(sep).includes("node_modules"))
    .filter((file) => expression.test(relative(base, file).replaceAll(sep, "/")))
    .sort();
}

function step(text: string): string {
  if (text === "**") return "(?:.*)";
  return text
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
}
