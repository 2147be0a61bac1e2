/** The words in English; other languages have the same ones. */

import { en } from "./en.js";
import { enList } from "./en-list.js";

export const ENGLISH = { ...en, ...enList };

export type Words = typeof ENGLISH;
