/** Findings in Russian: a text for each code and for each of its variants. */
import type { Messages } from "../types.js";
import { attached } from "./ru/attached.js";
import { calls } from "./ru/calls.js";
import { documents } from "./ru/documents.js";
import { instances } from "./ru/instances.js";
import { machines } from "./ru/machines.js";
import { manifests } from "./ru/manifests.js";
import { names } from "./ru/names.js";
import { operations } from "./ru/operations.js";
import { templates } from "./ru/templates.js";
import { titles, values } from "./ru/values.js";

/** Russian; `localize(report, ru)` puts it in the place of the English words. */
const ru: Messages = {
  ...documents,
  ...names,
  ...machines,
  ...operations,
  ...attached,
  ...instances,
  ...calls,
  ...templates,
  ...manifests,
  "*": { titles, values },
};

export default ru;
