/**
 * A text that a person has, as a body for the form: JSON and YAML are read, by whatever name they go;
 * of other languages it is said that they are not. Loaded when something is imported.
 * Must not know the DOM.
 */

import { isObject } from "../shared/pointer.js";
import type { Checker, Diagnostic, JsonObject, Report, ValidateOptions } from "../shared/types.js";
import { lateWords } from "../shared/words/late.js";
import { words } from "../shared/words.js";
import { MASK } from "./form-model.js";
import { readied } from "./formats.js";

lateWords();

export type Language = "json" | "yaml" | "bicep" | "terraform" | "cli" | "python";
/** What could be read, and how many secrets were left out. */
export type Found = {
  report: Report;
  body: JsonObject | undefined;
  left: number;
  converted?: boolean;
};

const SECRET_NAME = '[^"\\s:]*(?:password|key|secret|token|cert)[^"\\s:]*';
/** In a text that cannot be read only the names tell what is secret. */
const SECRET_IN_JSON = new RegExp(`("${SECRET_NAME}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, "gi");
const SECRET_IN_YAML = new RegExp(`^(\\s*(?:- )?${SECRET_NAME}\\s*:\\s+)[^\\s#].*$`, "i");
/** What a conversion writes where a secret was. */
const PLACEHOLDER = /^<[a-z]\w*>$/i;

const SIGNS: [Exclude<Language, "json" | "yaml">, RegExp][] = [
  ["bicep", /^[ \t]*(resource[ \t]+\w+[ \t]+'|targetScope[ \t]*=|param[ \t]+\w+[ \t]+\w|@\w+\()/m],
  ["terraform", /^[ \t]*((resource|data|provider|variable|module)[ \t]+"|terraform[ \t]*\{)/m],
  ["cli", /^[ \t]*(\$ )?az[ \t]+ml[ \t]/m],
  ["python", /^[ \t]*(from[ \t]+[\w.]+[ \t]+import|import[ \t]+\w)/m],
];
const ENDINGS: Record<string, Language> = {
  json: "json",
  bicep: "bicep",
  tf: "terraform",
  sh: "cli",
  py: "python",
};

/** @param name of the file */
export function languageOf(text: string, name: string = ""): Language {
  if (/^\s*[{[]/.test(text)) return "json";
  const ending = ENDINGS[name.toLowerCase().split(".").at(-1) ?? ""];
  return ending ?? SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? "yaml";
}

/**
 * @param name of the file
 * @param options for the checker
 */
export async function readText(
  checker: Checker,
  text: string,
  name: string | undefined,
  options: ValidateOptions,
): Promise<Found> {
  const language = languageOf(text, name);
  if (language === "json") {
    await readied(checker);
    const report = await checker.validate(text, options);
    return explained(report, bodyOf(checker, text, options));
  }
  if (language !== "yaml") return nothingIn(refused("import/language", words.importNot[language]));
  const { readYaml, placed } = await import("./yaml-text.js");
  const found = readYaml(text);
  if (!("json" in found)) {
    const { line, column, offset, why } = found;
    const start = { line, column, offset };
    const finding = refused("text/not-yaml", words.importBroken(why));
    return nothingIn({ ...finding, range: { start, end: start } });
  }
  await readied(checker);
  const report = placed(await checker.validate(found.json, options), found);
  return explained(report, bodyOf(checker, found.json, options));
}

/** A text that is fine and still fills no form says why: the conversion knows. */
function explained(report: Report, { why, ...found }: ReturnType<typeof bodyOf>): Found {
  if (found.body !== undefined || !report.valid || !why) return { report, ...found };
  // What helps there are options of a command.
  const diagnostics = why.diagnostics.map(({ help: _, ...finding }) => finding);
  return { report: { ...why, diagnostics }, ...found };
}

function bodyOf(
  checker: Checker,
  json: string,
  options: ValidateOptions,
): Omit<Found, "report"> & { why?: Report } {
  const given = parsed(json);
  if (!isObject(given)) return { body: undefined, left: 0 };
  if (isBody(given) || !checker.convert) return { body: given, left: 0 };
  const { text, report } = checker.convert(json, { from: options.format ?? "auto", to: "arm" });
  const converted = parsed(text);
  if (!isObject(converted))
    return { body: isPlain(given) ? given : undefined, left: 0, why: report };
  return { ...withoutPlaceholders(converted), converted: true };
}

/** @param value as a request carries it, or too little of anything to tell */
function isBody(value: JsonObject) {
  const names = Object.keys(value).map((name) => name.toLowerCase());
  return names.includes("properties") && !names.includes("$schema") && !names.includes("resources");
}

/** What any compute may have, and something of it. */
function isPlain(value: JsonObject) {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => /^(name|location|tags)$/i.test(name));
}

/** Secrets do not go through a conversion: they are typed again. */
function withoutPlaceholders(body: JsonObject) {
  let left = 0;
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (!isObject(value)) return value;
    const kept = Object.entries(value).filter(([, member]) => {
      const secret = typeof member === "string" && PLACEHOLDER.test(member);
      if (secret) left += 1;
      return !secret;
    });
    return Object.fromEntries(kept.map(([name, member]) => [name, clean(member)]));
  };
  return { body: clean(body) as JsonObject, left };
}

/**
 * The lines as they may be looked at.
 * @param secrets that were found in it
 */
export function maskedLines(text: string, secrets: string[]) {
  return text.split("\n").map((line) => {
    const named = line
      .replaceAll(SECRET_IN_JSON, `$1"${MASK}"`)
      .replace(SECRET_IN_YAML, `$1${MASK}`);
    return secrets.reduce(
      (masked, secret) => masked.replaceAll(JSON.stringify(secret).slice(1, -1), MASK),
      named,
    );
  });
}

function refused(code: string, message: string): Diagnostic {
  return { code, severity: "error", path: "", message, help: words.importCan };
}

function nothingIn(finding: Diagnostic): Found {
  const counts = { error: 1, warning: 0, info: 0 };
  return {
    report: { valid: false, diagnostics: [finding], counts },
    body: undefined,
    left: 0,
  };
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
