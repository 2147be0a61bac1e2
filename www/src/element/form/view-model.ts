/**
 * The form as data: what `describe` says, the body and the report go in, groups of field views come
 * out. Everything that is decided about a form is decided here; the render modules only draw.
 * Pure: must not know the DOM, lit or the client.
 */

import { isoOf, spoken } from "../shared/duration.js";
import { covers, read } from "../shared/pointer.js";
import type {
  Draft,
  FieldDescription,
  JsonObject,
  KindDescription,
  MapRow,
  Report,
} from "../shared/types.js";
import { capital, described, humanWord, words } from "../shared/words.js";
import type { Control } from "./convert.js";
import { controlOf, duplicateKey, rowsOf, say, textOf, valueFrom } from "./convert.js";
import type { FindingView } from "./findings.js";
import { findingsOf, holdBack, slug } from "./findings.js";
import type { Span } from "./layout.js";
import { inOrder, isSpare, spanOf } from "./layout.js";

export interface FieldView {
  field: FieldDescription;
  path: string;
  id: string;
  label: string;
  control: Control;
  span: Span;
  /** What the control holds. */
  text: string;
  /** For the control "rows". */
  rows: MapRow[];
  /** For choice and select. */
  options: { value: string; label: string; preset: boolean }[];
  placeholder: string;
  help?: string | undefined;
  /** What the text is read as, or what is odd about the rows. */
  note?: string | undefined;
  required: boolean;
  /** Cannot be changed now. */
  locked: boolean;
  findings: FindingView[];
  invalid: boolean;
  /** Part of a finding that stands at another field. */
  related: boolean;
  /** Waits behind "more options" of an open group. */
  spare: boolean;
}

export interface GroupView {
  id: string;
  title: string;
  advanced: boolean;
  fields: FieldView[];
  /** How many fields hold something. */
  set: number;
  findings: FindingView[];
}

export interface FormView {
  groups: GroupView[];
  /** Those shown, worst first. */
  findings: FindingView[];
  pending: readonly FieldDescription[];
  /** Of what is shown. */
  counts: { error: number; warning: number; info: number };
  /** What an import could not take over and nobody has let go yet. */
  lost: string[];
  /** No error, shown or held back, and nothing lost. */
  ready: boolean;
}

export interface FormState {
  description: KindDescription;
  /** Without secrets. */
  body: JsonObject;
  /** By field path. */
  secrets: ReadonlyMap<string, string>;
  /** By field path. */
  drafts: ReadonlyMap<string, Draft>;
  report?: Report | undefined;
  touched: ReadonlySet<string>;
  /** Paths of fields that the empty form already lacks. */
  essential: ReadonlySet<string>;
  revealed: boolean;
  mode: "create" | "edit";
  readonly: boolean;
  locale?: string | undefined;
  lost?: string[] | undefined;
}

export function formView(state: FormState): FormView {
  const { description, report, lost = [] } = state;
  const { fields } = description;
  const isEmpty = (path: string) => isUnset(state, path);
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

/** The described groups, and a last one for fields that name none of them. */
function groupsOf({ groups, fields }: KindDescription) {
  const known = new Set(groups.map(({ id }) => id));
  const homeless = fields.find((field) => !known.has(field.group));
  return homeless
    ? [...groups, { id: homeless.group, title: humanWord(homeless.group), advanced: true }]
    : groups;
}

function groupView(
  state: FormState,
  { id, title, advanced }: { id: string; title: string; advanced: boolean },
  views: FieldView[],
): GroupView {
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

function fieldView(state: FormState, field: FieldDescription, shown: FindingView[]): FieldView {
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

/** Durations are typed as people say them: so that is how they are asked for, too. */
function asTyped({ description, drafts }: FormState, finding: FindingView): FindingView {
  const draft = drafts.get(finding.fieldPath ?? "");
  if (finding.severity !== "error" || typeof draft !== "string" || draft === "") return finding;
  const field = description.fields.find(({ path }) => path === finding.fieldPath);
  if (field?.format !== "duration" || isoOf(draft) !== undefined) return finding;
  return { ...finding, message: words.durationUnread(draft), help: words.durationForms };
}

/**
 * A described "required" holds within its object: a subnet's id is needed once there is a subnet.
 */
function isRequired({ body, secrets, essential }: FormState, { path, required }: FieldDescription) {
  if (essential.has(path)) return true;
  const parent = path.slice(0, path.lastIndexOf("/"));
  const beside = [...secrets.keys()].some((secret) => covers(parent, secret));
  return required === true && (beside || (read(body, parent) ?? undefined) !== undefined);
}

function isFixed(field: FieldDescription) {
  return field.createOnly === true || field.path === "/name";
}

/** Whether nothing has been given for the field. */
function isUnset({ body, secrets }: FormState, path: string) {
  const value = read(body, path) ?? "";
  const nothing = value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return nothing && !secrets.get(path);
}

/**
 * Radio buttons and list entries. A default that is one of the words is marked as such and stands for
 * unset: choosing it writes nothing. Where there is none, unset is an entry of its own unless the field
 * must be given. A value that is none of the words is kept as an entry.
 */
function optionsOf(field: FieldDescription, text: string, locale?: string) {
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

function placeholderOf(field: FieldDescription, locale?: string) {
  if (field.default !== undefined && field.default !== null) {
    return words.defaultValue(say(field, field.default, locale));
  }
  if (field.example === undefined || field.secret) return "";
  return words.exampleValue(say(field, field.example, locale));
}

function noteOf(
  field: FieldDescription,
  control: Control,
  text: string,
  rows: MapRow[],
  locale?: string,
) {
  if (control === "duration") {
    const iso = isoOf(text);
    const said = spoken(text, locale);
    return iso && said ? words.sentAs(said, iso) : undefined;
  }
  if (control !== "rows" || field.type !== "map") return undefined;
  const twice = duplicateKey(rows);
  return twice === undefined ? undefined : words.duplicateRow(twice);
}

/** The body as it will be sent, or with its secrets masked. */
export function withSecrets(
  body: JsonObject,
  secrets: ReadonlyMap<string, string>,
  write: (body: JsonObject, path: string, value: string) => JsonObject,
  show: (secret: string) => string = (secret) => secret,
): JsonObject {
  let result = body;
  for (const [path, secret] of secrets) {
    if (secret !== "") result = write(result, path, show(secret));
  }
  return result;
}
