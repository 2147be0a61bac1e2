/**
 * The form as data: what `describe` says, the body and the report go in, groups of field views come
 * out. Everything that is decided about a form is decided here; the render modules only draw.
 * Pure: must not know the DOM, lit or the client.
 */

import { controlOf, duplicateKey, rowsOf, say, textOf, valueFrom } from "./convert.js";
import { isoOf, spoken } from "./duration.js";
import { findingsOf, holdBack, slug } from "./findings.js";
import { inOrder, isSpare, spanOf } from "./layout.js";
import { covers, read } from "./pointer.js";
import { capital, described, humanWord, words } from "./words.js";

/** @import { Draft, FieldDescription, JsonObject, KindDescription, MapRow, Report } from "./types.js" */
/** @import { Control } from "./convert.js" */
/** @import { FindingView } from "./findings.js" */
/** @import { Span } from "./layout.js" */

/**
 * @typedef {object} FieldView
 * @property {FieldDescription} field
 * @property {string} path
 * @property {string} id
 * @property {string} label
 * @property {Control} control
 * @property {Span} span
 * @property {string} text what the control holds
 * @property {MapRow[]} rows for the control "rows"
 * @property {{ value: string, label: string, preset: boolean }[]} options for choice and select
 * @property {string} placeholder
 * @property {string} [help]
 * @property {string} [note] what the text is read as, or what is odd about the rows
 * @property {boolean} required
 * @property {boolean} locked cannot be changed now
 * @property {FindingView[]} findings
 * @property {boolean} invalid
 * @property {boolean} related part of a finding that stands at another field
 * @property {boolean} spare waits behind "more options" of an open group
 */

/**
 * @typedef {object} GroupView
 * @property {string} id
 * @property {string} title
 * @property {boolean} advanced
 * @property {FieldView[]} fields
 * @property {number} set how many fields hold something
 * @property {FindingView[]} findings
 */

/**
 * @typedef {object} FormView
 * @property {GroupView[]} groups
 * @property {FindingView[]} findings those shown, worst first
 * @property {FieldDescription[]} pending
 * @property {{ error: number, warning: number, info: number }} counts of what is shown
 * @property {string[]} lost what an import could not take over and nobody has let go yet
 * @property {boolean} ready no error, shown or held back, and nothing lost
 */

/**
 * @typedef {object} FormState
 * @property {KindDescription} description
 * @property {JsonObject} body without secrets
 * @property {ReadonlyMap<string, string>} secrets by field path
 * @property {ReadonlyMap<string, Draft>} drafts by field path
 * @property {Report} [report]
 * @property {ReadonlySet<string>} touched
 * @property {ReadonlySet<string>} essential paths of fields that the empty form already lacks
 * @property {boolean} revealed
 * @property {"create" | "edit"} mode
 * @property {boolean} readonly
 * @property {string} [locale]
 * @property {string[]} [lost]
 */

/**
 * @param {FormState} state
 * @returns {FormView}
 */
export function formView(state) {
  const { description, report, lost = [] } = state;
  const { fields } = description;
  const isEmpty = (/** @type {string} */ path) => isUnset(state, path);
  const found = findingsOf(report, fields, true).map((finding) => asTyped(state, finding));
  const { shown, pending } = holdBack(found, fields, { ...state, isEmpty });
  const views = fields.map((field) => fieldView(state, field, shown));
  return {
    groups: groupsOf(description).map((group) => groupView(state, group, views)),
    findings: shown,
    pending,
    counts: {
      error: shown.filter(({ severity }) => severity === "error").length,
      warning: shown.filter(({ severity }) => severity === "warning").length,
      info: shown.filter(({ severity }) => severity === "info").length,
    },
    lost,
    ready: report?.valid === true && lost.length === 0,
  };
}

/**
 * The described groups, and a last one for fields that name none of them.
 * @param {KindDescription} description
 */
function groupsOf({ groups, fields }) {
  const known = new Set(groups.map(({ id }) => id));
  const homeless = fields.find((field) => !known.has(field.group));
  return homeless
    ? [...groups, { id: homeless.group, title: humanWord(homeless.group), advanced: true }]
    : groups;
}

/**
 * @param {FormState} state
 * @param {{ id: string, title: string, advanced: boolean }} group
 * @param {FieldView[]} views
 * @returns {GroupView}
 */
function groupView(state, { id, title, advanced }, views) {
  const fields = inOrder(views.filter(({ field }) => field.group === id));
  return {
    id,
    title: described(title),
    advanced,
    fields,
    set: fields.filter(({ path }) => !isUnset(state, path)).length,
    findings: fields.flatMap(({ findings }) => findings),
  };
}

/**
 * @param {FormState} state
 * @param {FieldDescription} field
 * @param {FindingView[]} shown
 * @returns {FieldView}
 */
function fieldView(state, field, shown) {
  const { drafts, body, secrets, locale } = state;
  const control = controlOf(field);
  const value = field.secret ? secrets.get(field.path) : read(body, field.path);
  const draft = drafts.get(field.path);
  const given = textOf(field, value);
  const text =
    typeof draft === "string"
      ? draft
      : (control === "duration" && /^p/i.test(given) && spoken(given, locale, "short")) || given;
  const rows = Array.isArray(draft) ? draft : rowsOf(field, value);
  const findings = shown.filter(({ fieldPath }) => fieldPath === field.path);
  const required = isRequired(state, field);
  return {
    field,
    path: field.path,
    id: `field${slug(field.path)}`,
    label: described(field.title),
    control,
    span: spanOf(field),
    text,
    rows,
    options: optionsOf(field, text, locale),
    placeholder: placeholderOf(field, locale),
    // Where a finding says what to do, the field's own help would be one text too many.
    help:
      field.help && !findings.some(({ help }) => help) ? capital(described(field.help)) : undefined,
    note: noteOf(field, control, text, rows, locale),
    required,
    locked: state.readonly || (state.mode === "edit" && isFixed(field)),
    findings,
    invalid: findings.some(({ severity }) => severity === "error"),
    related: shown.some(({ related }) => related.includes(field.path)),
    spare: isSpare(field, required, findings.length > 0 || text !== "" || rows.length > 0),
  };
}

/**
 * Durations are typed as people say them: so that is how they are asked for, too.
 * @param {FormState} state
 * @param {FindingView} finding
 * @returns {FindingView}
 */
function asTyped({ description, drafts }, finding) {
  const draft = drafts.get(finding.fieldPath ?? "");
  if (finding.severity !== "error" || typeof draft !== "string" || draft === "") return finding;
  const field = description.fields.find(({ path }) => path === finding.fieldPath);
  if (field?.format !== "duration" || isoOf(draft) !== undefined) return finding;
  return { ...finding, message: words.durationUnread(draft), help: words.durationForms };
}

/**
 * A described "required" holds within its object: a subnet's id is needed once there is a subnet.
 * @param {FormState} state
 * @param {FieldDescription} field
 */
function isRequired({ body, secrets, essential }, { path, required }) {
  if (essential.has(path)) return true;
  const parent = path.slice(0, path.lastIndexOf("/"));
  const beside = [...secrets.keys()].some((secret) => covers(parent, secret));
  return required === true && (beside || (read(body, parent) ?? undefined) !== undefined);
}

/** @param {FieldDescription} field */
function isFixed(field) {
  return field.createOnly === true || field.path === "/name";
}

/**
 * Whether nothing has been given for the field.
 * @param {FormState} state
 * @param {string} path
 */
function isUnset({ body, secrets }, path) {
  const value = read(body, path) ?? "";
  const nothing = value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return nothing && !secrets.get(path);
}

/**
 * Radio buttons and list entries. A default that is one of the words is marked as such and stands for
 * unset: choosing it writes nothing. Where there is none, unset is an entry of its own unless the field
 * must be given. A value that is none of the words is kept as an entry.
 * @param {FieldDescription} field
 * @param {string} text
 * @param {string} [locale]
 */
function optionsOf(field, text, locale) {
  const control = controlOf(field);
  if (control !== "choice" && control !== "select") return [];
  const choices = field.type === "boolean" ? ["true", "false"] : (field.words ?? []);
  const preset = field.default === undefined ? undefined : String(field.default);
  const entries = choices.map((value) => ({
    value: value === preset && text !== value ? "" : value,
    label: say(field, valueFrom(field, value), locale),
    preset: value === preset,
  }));
  const odd = text !== "" && !choices.includes(text);
  const unset = { value: "", label: words.notSet, preset: false };
  const none = entries.some(({ preset }) => preset) || (field.required && control === "choice");
  return [
    ...(none ? [] : [unset]),
    ...entries,
    ...(odd ? [{ value: text, label: text, preset: false }] : []),
  ];
}

/**
 * @param {FieldDescription} field
 * @param {string} [locale]
 */
function placeholderOf(field, locale) {
  if (field.default !== undefined && field.default !== null) {
    return words.defaultValue(say(field, field.default, locale));
  }
  if (field.example === undefined || field.secret) return "";
  return words.exampleValue(say(field, field.example, locale));
}

/**
 * @param {FieldDescription} field
 * @param {Control} control
 * @param {string} text
 * @param {MapRow[]} rows
 * @param {string} [locale]
 */
function noteOf(field, control, text, rows, locale) {
  if (control === "duration") {
    const iso = isoOf(text);
    const said = spoken(text, locale);
    return iso && said ? words.sentAs(said, iso) : undefined;
  }
  if (control !== "rows" || field.type !== "map") return undefined;
  const twice = duplicateKey(rows);
  return twice === undefined ? undefined : words.duplicateRow(twice);
}

/**
 * The body as it will be sent, or with its secrets masked.
 * @param {JsonObject} body
 * @param {ReadonlyMap<string, string>} secrets
 * @param {(body: JsonObject, path: string, value: string) => JsonObject} write
 * @param {(secret: string) => string} [show]
 * @returns {JsonObject}
 */
export function withSecrets(body, secrets, write, show = (secret) => secret) {
  let result = body;
  for (const [path, secret] of secrets) {
    if (secret !== "") result = write(result, path, show(secret));
  }
  return result;
}
