/** The files that belong to a file: those of its folder, and of the modules that it names. */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SourceOptions } from "../source/fault.js";
import type { Language } from "./languages.js";

/** Most files that are read beside one, and the longest of them. */
const MOST_FILES = 200;
const LONGEST = 1024 * 1024;

/** What is known of the files around one; nothing of standard input. */
export function beside(name: string, language: Language, text: string): SourceOptions {
  if ((language !== "terraform" && language !== "bicep") || name === "-") return {};
  const files: Record<string, string> = {};
  const path = slashed(name);
  if (language === "terraform") terraform(dirname(name), text, files, new Set());
  else bicep(dirname(name), text, files);
  delete files[path];
  return { path, files };
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/** All files of a folder, and those of the folders that they call modules. */
function terraform(folder: string, text: string, files: Record<string, string>, seen: Set<string>): void {
  if (seen.has(folder)) return;
  seen.add(folder);
  let sources = sourcesIn(text);
  for (const file of namesIn(folder)) {
    if (!/\.tf(?:\.json)?$|^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/i.test(file)) continue;
    const found = Object.keys(files).length < MOST_FILES ? textOf(join(folder, file)) : undefined;
    if (found === undefined) continue;
    files[slashed(join(folder, file))] = found;
    sources = [...sources, ...sourcesIn(found)];
  }
  for (const source of new Set(sources)) terraform(join(folder, source), "", files, seen);
}

/** What a file names in quotes with an ending: modules, types, parameter files, texts that it loads. */
function bicep(folder: string, text: string, files: Record<string, string>): void {
  for (const [, target = ""] of text.matchAll(
    /'([^'$\n]+\.(?:bicep|bicepparam|json|jsonc|txt|sh|ya?ml))'/g,
  )) {
    if (/^\w+:/.test(target) || Object.keys(files).length >= MOST_FILES) continue;
    const path = slashed(join(folder, target));
    if (path in files) continue;
    const found = textOf(path);
    if (found === undefined) continue;
    files[path] = found;
    if (/\.bicep$/i.test(path)) bicep(dirname(path), found, files);
  }
}

function sourcesIn(text: string): string[] {
  return [...text.matchAll(/"?source"?\s*[=:]\s*"(\.{1,2}\/[^"$]*)"/g)].map(([, source = ""]) => source);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The text of an ordinary file; nothing of what cannot be read, which is told where it is checked itself. */
export function textOf(file: string): string | undefined {
  try {
    const opened = openSync(file, "r");
    try {
      const stats = fstatSync(opened);
      if (!stats.isFile() || stats.size > LONGEST) return undefined;
      return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(opened));
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}
