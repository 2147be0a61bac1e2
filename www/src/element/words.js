/**
 * The words that are spoken now. A language is chosen before each drawing, because two elements on one
 * page may speak two languages: `words` is a live binding and must be read at the time of use.
 */

import { en } from "./words/en.js";
import { enList } from "./words/en-list.js";

const ENGLISH = { ...en, ...enList };

/** @typedef {typeof ENGLISH} Words */

/** @type {Map<string, Words>} */
const known = new Map([["en", ENGLISH]]);
/** @type {Record<string, () => Promise<Words>>} loaded when first asked for */
const LOADERS = { ru: async () => (await import("./words/ru.js")).russian };

/** @type {Words} */
export let words = ENGLISH;
/** The locale of numbers and dates. */
export let locale = "en";

/**
 * From here on the words are those of `wanted`, or English if that language is not loaded.
 * @param {string} wanted a BCP 47 tag
 */
export function speak(wanted) {
  locale = wanted;
  words = known.get(languageOf(wanted)) ?? ENGLISH;
}

/**
 * Loads a language.
 * @param {string} wanted
 * @returns {Promise<void> | undefined} undefined if there is nothing to load
 */
export function learn(wanted) {
  const language = languageOf(wanted);
  const load = known.has(language) ? undefined : LOADERS[language];
  return load?.().then((table) => {
    known.set(language, table);
  });
}

/**
 * A text of a description in the language spoken now.
 * @param {string} text
 */
export function described(text) {
  return words.described[text] ?? text;
}

/**
 * "LowPriority" → "Low priority"; "SystemAssigned,UserAssigned" → "System assigned, user assigned".
 * @param {string} word
 * @returns {string}
 */
export function humanWord(word) {
  const own = words.values[word.toLowerCase()];
  if (own !== undefined) return own;
  const spaced = word
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/\s*,\s*/g, ", ")
    .toLowerCase();
  return capital(spaced);
}

/**
 * @param {string} text
 * @returns {string}
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} tag */
function languageOf(tag) {
  return tag.split("-", 1)[0]?.toLowerCase() ?? "";
}
