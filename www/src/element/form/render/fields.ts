/** One field: label, control of its type, help, note, findings. Draws a FieldView, decides nothing. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../../shared/render/icons.js";
import type { MapRow } from "../../shared/types.js";
import { described, words } from "../../shared/words.js";
import { holdsIds } from "../convert.js";
import { autocompleteOf } from "../layout.js";
import type { FieldView } from "../view-model.js";
import type { FindingActions } from "./findings.js";
import { fieldFindings } from "./findings.js";

export interface FieldActions {
  type: (field: FieldView, text: string) => void;
  rows: (field: FieldView, rows: MapRow[]) => void;
  leave: (field: FieldView) => void;
  toggleSecret: (field: FieldView) => void;
  isRevealed: (field: FieldView) => boolean;
  /** Opens the size picker. */
  browse: ((field: FieldView) => void) | undefined;
  sizeFacts: (field: FieldView) => string;
}

export function fieldTemplate(
  field: FieldView,
  actions: FieldActions,
  findingActions: FindingActions,
) {
  const classes = `field span-${field.span}${field.invalid ? " invalid" : ""}${field.related ? " related" : ""}`;
  const grouped = field.control === "choice" || field.control === "rows";
  const leave = (event: FocusEvent) => {
    const to = event.relatedTarget;
    const inside = to instanceof Node && (event.currentTarget as Node).contains(to);
    if (!inside) actions.leave(field);
  };
  const below = html`
    ${field.note ? html`<div class="note" id="${field.id}-note">${field.note}</div>` : nothing}
    ${fieldFindings(field, findingActions)}
    ${field.help ? html`<div class="help" id="${field.id}-help">${field.help}</div>` : nothing}
  `;
  return grouped
    ? html`<fieldset
        class=${classes}
        part="field"
        data-path=${field.path}
        role=${field.control === "choice" ? "radiogroup" : "group"}
        aria-describedby=${describedBy(field)}
        @focusout=${leave}
      >
        <legend>${labelText(field)}</legend>
        ${field.control === "choice" ? choice(field, actions) : rowsControl(field, actions)} ${below}
      </fieldset>`
    : html`<div class=${classes} part="field" data-path=${field.path} @focusout=${leave}>
        <label class="label" for=${field.id}>${labelText(field)}</label>
        ${single(field, actions)} ${below}
      </div>`;
}

function labelText({ label, required, field }: FieldView) {
  return html`<span>${label}</span>
    ${required ? html`<span class="mark" aria-hidden="true">*</span>` : nothing}
    ${
      field.createOnly
        ? html`<span class="once" title=${words.createOnly}
            >${icon("lock")}<span class="unseen">${words.createOnly}</span></span
          >`
        : nothing
    }`;
}

function describedBy({ id, note, help, findings }: FieldView) {
  const ids = [
    ...findings.map((finding) => finding.id),
    ...(note ? [`${id}-note`] : []),
    ...(help ? [`${id}-help`] : []),
  ];
  return ids.length > 0 ? ids.join(" ") : nothing;
}

function single(field: FieldView, actions: FieldActions) {
  switch (field.control) {
    case "select":
      return select(field, actions);
    case "long-text":
    case "json":
      return area(field, actions);
    case "secret":
      return secret(field, actions);
    case "size":
      return size(field, actions);
    default: {
      const { unit } = field.field;
      const input = oneLine(field, actions, "text");
      return unit && field.control === "integer"
        ? html`<span class="unit">${input}<span aria-hidden="true">${described(unit)}</span></span>`
        : input;
    }
  }
}

/** Integers are text inputs with a numeric keyboard: a number input hides "4x" from everybody. */
function oneLine(field: FieldView, actions: FieldActions, type: "text" | "password") {
  return html`<input
    id=${field.id}
    type=${type}
    part="control"
    inputmode=${field.control === "integer" ? "numeric" : nothing}
    autocomplete=${autocompleteOf(field.field)}
    autocapitalize="none"
    spellcheck="false"
    placeholder=${field.placeholder || nothing}
    ?required=${field.required}
    ?disabled=${field.locked}
    aria-invalid=${field.invalid ? "true" : "false"}
    aria-describedby=${describedBy(field)}
    .value=${live(field.text)}
    @input=${(event: Event) => actions.type(field, textIn(event))}
  />`;
}

/** A size is typed or picked; what it is stands below. */
function size(field: FieldView, actions: FieldActions) {
  const facts = actions.sizeFacts(field);
  return html`<span class="with-button">
      ${oneLine(field, actions, "text")}
      ${
        actions.browse && !field.locked
          ? html`<button type="button" class="browse" aria-haspopup="dialog" @click=${() => actions.browse?.(field)}>
            ${icon("search")}${words.browseSizes}
          </button>`
          : nothing
      }
    </span>
    ${facts ? html`<div class="note">${facts}</div>` : nothing}`;
}

/** A secret of several lines keeps its lines: it is an area whose signs are masked. */
function secret(field: FieldView, actions: FieldActions) {
  const revealed = actions.isRevealed(field);
  const word = revealed ? words.hideSecret : words.showSecret;
  const lines = field.field.format === "long-text";
  return html`<span class="secret">
    ${lines ? area(field, actions, revealed ? "code" : "code masked") : oneLine(field, actions, revealed ? "text" : "password")}
    <button
      type="button"
      aria-pressed=${revealed ? "true" : "false"}
      aria-label="${word} ${field.label}"
      @click=${() => actions.toggleSecret(field)}
    >
      ${word}
    </button>
  </span>`;
}

function area(
  field: FieldView,
  actions: FieldActions,
  look: string = field.control === "json" ? "code" : "",
) {
  const prose = look === "";
  return html`<textarea
    id=${field.id}
    part="control"
    class=${look}
    autocomplete="off"
    rows=${prose ? 1 : 3}
    spellcheck=${prose ? "true" : "false"}
    placeholder=${field.placeholder || nothing}
    ?required=${field.required}
    ?disabled=${field.locked}
    aria-invalid=${field.invalid ? "true" : "false"}
    aria-describedby=${describedBy(field)}
    .value=${live(field.text)}
    @input=${(event: Event) => actions.type(field, textIn(event))}
  ></textarea>`;
}

function select(field: FieldView, actions: FieldActions) {
  return html`<select
    id=${field.id}
    part="control"
    ?required=${field.required}
    ?disabled=${field.locked}
    aria-invalid=${field.invalid ? "true" : "false"}
    aria-describedby=${describedBy(field)}
    @change=${(event: Event) => actions.type(field, textIn(event))}
  >
    ${field.options.map(
      ({ value, label, preset }) =>
        html`<option value=${value} ?selected=${live(value === field.text)}>
          ${preset ? `${label} (${words.byDefault})` : label}
        </option>`,
    )}
  </select>`;
}

function choice(field: FieldView, actions: FieldActions) {
  return html`<div class="choices-row">
    ${field.options.map(
      ({ value, label, preset }, index) => html`<label class="choice">
        <input
          type="radio"
          id=${index === 0 ? field.id : nothing}
          name=${field.id}
          value=${value}
          ?disabled=${field.locked}
          .checked=${live(value === field.text)}
          @change=${() => actions.type(field, value)}
        />
        <span>${label}${preset ? html` <span class="preset">(${words.byDefault})</span>` : nothing}</span>
      </label>`,
    )}
  </div>`;
}

function rowsControl(field: FieldView, actions: FieldActions) {
  const { rows, id, locked } = field;
  const list = field.field.type === "list";
  const single = list || holdsIds(field.field);
  const edit = (index: number, change: Partial<MapRow>) =>
    actions.rows(
      field,
      rows.map((row, at) => (at === index ? { ...row, ...change } : row)),
    );
  const cell = (index: number, part: "key" | "value", label: string) => html`<input
    id=${index === 0 && part === (list ? "value" : "key") ? id : nothing}
    type="text"
    part="control"
    autocomplete="off"
    spellcheck="false"
    aria-label="${field.label}, ${words.rowNumber(label, index)}"
    placeholder=${label}
    ?disabled=${locked}
    aria-invalid=${field.invalid ? "true" : "false"}
    .value=${live(rows[index]?.[part] ?? "")}
    @input=${(event: Event) => edit(index, { [part]: textIn(event) })}
  />`;
  return html`<div class="rows">
    ${rows.map(
      (row, index) => html`<div class="row ${single ? "single" : ""}">
        ${list ? nothing : cell(index, "key", single ? words.rowId : words.rowKey)}
        ${single && !list ? nothing : cell(index, "value", list ? words.rowItem : words.rowValue)}
        <button
          type="button"
          class="icon"
          aria-label=${words.removeRow(row.key || row.value)}
          ?disabled=${locked}
          @click=${() =>
            actions.rows(
              field,
              rows.filter((_, at) => at !== index),
            )}
        >
          ${icon("remove")}
        </button>
      </div>`,
    )}
    <button
      type="button"
      class="add"
      id=${rows.length === 0 ? id : nothing}
      aria-label=${words.addNamed(field.label)}
      ?disabled=${locked}
      @click=${() => actions.rows(field, [...rows, { key: "", value: "" }])}
    >
      ${icon("add")}${words.addRow}
    </button>
  </div>`;
}

function textIn(event: Event) {
  return (event.target as HTMLInputElement).value;
}
