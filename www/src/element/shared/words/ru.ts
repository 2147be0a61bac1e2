/** Every word of the elements in Russian; loaded when somebody reads Russian. */

import type { Words } from "./english.js";
import { described } from "./ru-described.js";
import { ruForm } from "./ru-form.js";
import { ruList } from "./ru-list.js";
import { values } from "./ru-values.js";

/** A test sees to it that none is missing. */
export const russian = { ...ruForm, ...ruList, described, values } as Words;
