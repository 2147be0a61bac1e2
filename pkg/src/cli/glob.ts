/**
 * Files that a pattern matches. Own code, because the libraries make regular expressions of patterns, and those
 * take exponential time for a pattern with many stars; here it is at most the length of the one times the other.
 */
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** Folders of packages and of what tools keep for themselves. */
const SKIPPED = ["node_modules", ".git", ".terraform"];

/** Whether an operand is a pattern. */
export function isPattern(operand: string): boolean {
  return /[*?]/.test(operand);
}

/** The files that a pattern matches: `*` within a folder, `**` over folders, `?` one character, `{a,b}` either. */
export function glob(pattern: string): string[] {
  return [...new Set(alternatives(pattern).flatMap(matching))].sort();
}

/** What a pattern with one choice stands for; a second choice is taken as it is written. */
function alternatives(pattern: string): string[] {
  const [, before, choice, after] = /^([^{}]*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(pattern) ?? [];
  if (choice === undefined) return [pattern];
  return choice.split(",").map((one) => `${before}${one}${after}`);
}

function matching(pattern: string): string[] {
  const steps = pattern.replaceAll(sep, "/").split("/");
  const fixed = steps.findIndex(isPattern);
  if (fixed < 0) return statSync(pattern, { throwIfNoEntry: false })?.isFile() ? [pattern] : [];
  const base = steps.slice(0, fixed).join("/") || (pattern.startsWith("/") ? "/" : ".");
  const found: string[] = [];
  search(base, [], steps.slice(fixed), found);
  return found;
}

function search(folder: string, above: readonly string[], pattern: readonly string[], found: string[]): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // A folder that cannot be looked into has no files for us.
  }
  const deep = pattern.includes("**");
  for (const entry of entries) {
    const path = [...above, entry.name];
    if (entry.isDirectory()) {
      if (!SKIPPED.includes(entry.name) && (deep || path.length < pattern.length)) {
        search(join(folder, entry.name), path, pattern, found);
      }
    } else if (matches(path, pattern, matchesStep, "**") && isFile(entry, join(folder, entry.name))) {
      found.push(join(folder, entry.name));
    }
  }
}

/** A link to a file is one, a link to a folder or to nothing is not. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether one step of a path, such as `pool-1.yml`, matches one of a pattern. */
function matchesStep(text: string, pattern: string): boolean {
  return matches([...text], [...pattern], (a, b) => a === b || b === "?", "*");
}

/**
 * Whether items match a pattern in which `any` stands for any number of them. When it goes wrong only the last
 * `any` takes one more: an earlier one could not do better.
 */
function matches(
  items: readonly string[],
  pattern: readonly string[],
  same: (item: string, wanted: string) => boolean,
  any: string,
): boolean {
  let [at, next] = [0, 0];
  let [again, resume] = [-1, 0];
  while (at < items.length) {
    const wanted = pattern[next];
    if (wanted === any) {
      [again, resume] = [next, at];
      next += 1;
    } else if (wanted !== undefined && same(items[at] ?? "", wanted)) {
      at += 1;
      next += 1;
    } else if (again >= 0) {
      resume += 1;
      [at, next] = [resume, again + 1];
    } else {
      return false;
    }
  }
  return pattern.slice(next).every((rest) => rest === any);
}
