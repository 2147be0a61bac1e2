/** The words in English; other languages have the same ones. */

import { en } from "./en.js";
import type { enLate } from "./en-late.js";
import { enList } from "./en-list.js";

export type Words = typeof en & typeof enList & typeof enLate;

/** Those of parts that are loaded later come with them: such a part calls `lateWords` before it is used. */
export const ENGLISH = { ...en, ...enList } as Words;
