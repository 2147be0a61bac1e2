/**
 * The words that are spoken now. A language is chosen before each drawing, because two elements on one
 * page may speak two languages: `words` is a live binding and must be read at the time of use.
 */

import { ENGLISH, type Words } from "./words/english.js";

const known: Map<string, Words> = new Map([["en", ENGLISH]]);
/** Loaded when first asked for. */
const LOADERS: Record<string, () => Promise<Words>> = {
  ru: async () => (await import("./words/ru.js")).russian,
};

export let words: Words = ENGLISH;
/** The locale of numbers and dates. */
export let locale = "en";

/**
 * From here on the words are those of `wanted`, or English if that language is not loaded.
 * @param wanted a BCP 47 tag
 */
export function speak(wanted: string) {
  locale = wanted;
  words = known.get(languageOf(wanted)) ?? ENGLISH;
}

/**
 * Loads a language.
 * @returns undefined if there is nothing to load
 */
export function learn(wanted: string): Promise<void> | undefined {
  const language = languageOf(wanted);
  const load = known.has(language) ? undefined : LOADERS[language];
  return load?.().then((table) => {
    known.set(language, table);
  });
}

/** A text of a description in the language spoken now. */
export function described(text: string) {
  return words.described[text] ?? text;
}

/**
 * "LowPriority" → "Low priority"; "SystemAssigned,UserAssigned" → "System assigned, user assigned".
 */
export function humanWord(word: string): string {
  const own = words.values[word.toLowerCase()];
  if (own !== undefined) return own;
  const spaced = word
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/\s*,\s*/g, ", ")
    .toLowerCase();
  return capital(spaced);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function languageOf(tag: string) {
  return tag.split("-", 1)[0]?.toLowerCase() ?? "";
}
