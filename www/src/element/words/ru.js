/** Every word of the elements in Russian; loaded when somebody reads Russian. */

import { described } from "./ru-described.js";
import { ruForm } from "./ru-form.js";
import { ruList } from "./ru-list.js";
import { values } from "./ru-values.js";

/** @type {import("../words.js").Words} */
export const russian = { ...ruForm, ...ruList, described, values };
