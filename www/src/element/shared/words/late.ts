/** The words of parts that are loaded later. */

import { enLate } from "./en-late.js";
import { ENGLISH } from "./english.js";

export function lateWords() {
  Object.assign(ENGLISH, enLate);
}
