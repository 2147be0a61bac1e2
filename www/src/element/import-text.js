/**
 * A text that a person has, as a body for the form: JSON and YAML are read, by whatever name they go;
 * of other languages it is said that they are not. Loaded when something is imported.
 * Must not know the DOM.
 */

import { MASK } from "./form-model.js";
import { isObject } from "./pointer.js";
import { words } from "./words.js";

/** @import { Checker, Diagnostic, JsonObject, Report } from "./types.js" */

/** @typedef {"json" | "yaml" | "bicep" | "terraform" | "cli" | "python"} Language */
/** @typedef {{ report: Report, body: JsonObject | undefined, left: number, converted?: boolean }} Found what could be read, and how many secrets were left out */

const SECRET_NAME = '[^"\\s:]*(?:password|key|secret|token|cert)[^"\\s:]*';
/** In a text that cannot be read only the names tell what is secret. */
const SECRET_IN_JSON = new RegExp(`("${SECRET_NAME}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, "gi");
const SECRET_IN_YAML = new RegExp(`^(\\s*(?:- )?${SECRET_NAME}\\s*:\\s+)[^\\s#].*$`, "i");
/** What a conversion writes where a secret was. */
const PLACEHOLDER = /^<[a-z]\w*>$/i;

/** @type {[Exclude<Language, "json" | "yaml">, RegExp][]} */
const SIGNS = [
  ["bicep", /^[ \t]*(resource[ \t]+\w+[ \t]+'|targetScope[ \t]*=|param[ \t]+\w+[ \t]+\w|@\w+\()/m],
  ["terraform", /^[ \t]*((resource|data|provider|variable|module)[ \t]+"|terraform[ \t]*\{)/m],
  ["cli", /^[ \t]*(\$ )?az[ \t]+ml[ \t]/m],
  ["python", /^[ \t]*(from[ \t]+[\w.]+[ \t]+import|import[ \t]+\w)/m],
];
/** @type {Record<string, Language>} */
const ENDINGS = { json: "json", bicep: "bicep", tf: "terraform", sh: "cli", py: "python" };

/**
 * @param {string} text
 * @param {string} [name] of the file
 * @returns {Language}
 */
export function languageOf(text, name = "") {
  if (/^\s*[{[]/.test(text)) return "json";
  const ending = ENDINGS[name.toLowerCase().split(".").at(-1) ?? ""];
  return ending ?? SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? "yaml";
}

/**
 * @param {Checker} checker
 * @param {string} text
 * @param {string | undefined} name of the file
 * @param {JsonObject} options for the checker
 * @returns {Promise<Found>}
 */
export async function readText(checker, text, name, options) {
  const language = languageOf(text, name);
  if (language === "json") {
    const report = await checker.validate(text, options);
    return { report, ...bodyOf(checker, text, options) };
  }
  if (language !== "yaml") return nothingIn(refused("import/language", words.importNot[language]));
  const { readYaml, placed } = await import("./yaml-text.js");
  const found = readYaml(text);
  if (!("json" in found)) {
    const { line, column, offset, reason } = found;
    const start = { line, column, offset };
    const finding = refused("text/not-yaml", words.importBroken(reason));
    return nothingIn({ ...finding, range: { start, end: start } });
  }
  const report = placed(await checker.validate(found.json, options), found);
  return { report, ...bodyOf(checker, found.json, options) };
}

/**
 * @param {Checker} checker
 * @param {string} json
 * @param {JsonObject} options
 */
function bodyOf(checker, json, options) {
  const given = parsed(json);
  if (!isObject(given)) return { body: undefined, left: 0 };
  if (isBody(given) || !checker.convert) return { body: given, left: 0 };
  const from = String(options.format ?? "auto");
  const { text } = checker.convert(json, { from, to: "arm" });
  const converted = parsed(text);
  if (!isObject(converted)) return { body: isEmpty(given) ? given : undefined, left: 0 };
  return { ...withoutPlaceholders(converted), converted: true };
}

/** @param {JsonObject} value as a request carries it, or too little of anything to tell */
function isBody(value) {
  const names = Object.keys(value).map((name) => name.toLowerCase());
  return names.includes("properties") && !names.includes("$schema") && !names.includes("resources");
}

/** @param {JsonObject} value */
function isEmpty(value) {
  return Object.keys(value).every((name) => /^(name|location|tags)$/i.test(name));
}

/**
 * Secrets do not go through a conversion: they are typed again.
 * @param {JsonObject} body
 */
function withoutPlaceholders(body) {
  let left = 0;
  /** @param {unknown} value @returns {unknown} */
  const clean = (value) => {
    if (Array.isArray(value)) return value.map(clean);
    if (!isObject(value)) return value;
    const kept = Object.entries(value).filter(([, member]) => {
      const secret = typeof member === "string" && PLACEHOLDER.test(member);
      if (secret) left += 1;
      return !secret;
    });
    return Object.fromEntries(kept.map(([name, member]) => [name, clean(member)]));
  };
  return { body: /** @type {JsonObject} */ (clean(body)), left };
}

/**
 * The lines as they may be looked at.
 * @param {string} text
 * @param {string[]} secrets that were found in it
 */
export function maskedLines(text, secrets) {
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

/**
 * @param {string} code
 * @param {string} message
 * @returns {Diagnostic}
 */
function refused(code, message) {
  return { code, severity: "error", path: "", message, help: words.importCan };
}

/** @param {Diagnostic} finding @returns {Found} */
function nothingIn(finding) {
  const counts = { error: 1, warning: 0, info: 0 };
  return {
    report: { valid: false, diagnostics: [finding], counts },
    body: undefined,
    left: 0,
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
