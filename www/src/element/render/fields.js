/** One field: label, control of its type, help, note, findings. Draws a FieldView, decides nothing. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { holdsIds } from "../convert.js";
import { autocompleteOf } from "../layout.js";
import { described, words } from "../words.js";
import { fieldFindings } from "./findings.js";
import { icon } from "./icons.js";

/** @import { MapRow } from "../types.js" */
/** @import { FieldView } from "../view-model.js" */
/** @import { FindingActions } from "./findings.js" */

/**
 * @typedef {object} FieldActions
 * @property {(field: FieldView, text: string) => void} type
 * @property {(field: FieldView, rows: MapRow[]) => void} rows
 * @property {(field: FieldView) => void} leave
 * @property {(field: FieldView) => void} toggleSecret
 * @property {(field: FieldView) => boolean} isRevealed
 * @property {((field: FieldView) => void) | undefined} browse opens the size picker
 * @property {(field: FieldView) => string} sizeFacts
 */

/**
 * @param {FieldView} field
 * @param {FieldActions} actions
 * @param {FindingActions} findingActions
 */
export function fieldTemplate(field, actions, findingActions) {
  const classes = `field span-${field.span}${field.invalid ? " invalid" : ""}${field.related ? " related" : ""}`;
  const grouped = field.control === "choice" || field.control === "rows";
  const leave = (/** @type {FocusEvent} */ event) => {
    const to = event.relatedTarget;
    const inside = to instanceof Node && /** @type {Node} */ (event.currentTarget).contains(to);
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

/** @param {FieldView} field */
function labelText({ label, required, field }) {
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

/** @param {FieldView} field */
function describedBy({ id, note, help, findings }) {
  const ids = [
    ...findings.map((finding) => finding.id),
    ...(note ? [`${id}-note`] : []),
    ...(help ? [`${id}-help`] : []),
  ];
  return ids.length > 0 ? ids.join(" ") : nothing;
}

/**
 * @param {FieldView} field
 * @param {FieldActions} actions
 */
function single(field, actions) {
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

/**
 * Integers are text inputs with a numeric keyboard: a number input hides "4x" from everybody.
 * @param {FieldView} field
 * @param {FieldActions} actions
 * @param {"text" | "password"} type
 */
function oneLine(field, actions, type) {
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
    @input=${(/** @type {Event} */ event) => actions.type(field, textIn(event))}
  />`;
}

/**
 * A size is typed or picked; what it is stands below.
 * @param {FieldView} field
 * @param {FieldActions} actions
 */
function size(field, actions) {
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

/**
 * A secret of several lines keeps its lines: it is an area whose signs are masked.
 * @param {FieldView} field
 * @param {FieldActions} actions
 */
function secret(field, actions) {
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

/**
 * @param {FieldView} field
 * @param {FieldActions} actions
 * @param {string} [look]
 */
function area(field, actions, look = field.control === "json" ? "code" : "") {
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
    @input=${(/** @type {Event} */ event) => actions.type(field, textIn(event))}
  ></textarea>`;
}

/**
 * @param {FieldView} field
 * @param {FieldActions} actions
 */
function select(field, actions) {
  return html`<select
    id=${field.id}
    part="control"
    ?required=${field.required}
    ?disabled=${field.locked}
    aria-invalid=${field.invalid ? "true" : "false"}
    aria-describedby=${describedBy(field)}
    @change=${(/** @type {Event} */ event) => actions.type(field, textIn(event))}
  >
    ${field.options.map(
      ({ value, label, preset }) =>
        html`<option value=${value} ?selected=${live(value === field.text)}>
          ${preset ? `${label} (${words.byDefault})` : label}
        </option>`,
    )}
  </select>`;
}

/**
 * @param {FieldView} field
 * @param {FieldActions} actions
 */
function choice(field, actions) {
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

/**
 * @param {FieldView} field
 * @param {FieldActions} actions
 */
function rowsControl(field, actions) {
  const { rows, id, locked } = field;
  const list = field.field.type === "list";
  const single = list || holdsIds(field.field);
  /** @param {number} index @param {Partial<MapRow>} change */
  const edit = (index, change) =>
    actions.rows(
      field,
      rows.map((row, at) => (at === index ? { ...row, ...change } : row)),
    );
  /** @param {number} index @param {"key" | "value"} part @param {string} label */
  const cell = (index, part, label) => html`<input
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
    @input=${(/** @type {Event} */ event) => edit(index, { [part]: textIn(event) })}
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

/** @param {Event} event */
function textIn(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}
