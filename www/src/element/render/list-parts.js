/** The bars above the table of computes: filters, and failures. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { words } from "../words.js";
import { icon } from "./icons.js";

/** @import { ListFilter, RowView, Tone } from "../list-model.js" */
/** @import { Failure } from "../types.js" */

const TONES = /** @type {Tone[]} */ (["good", "busy", "bad", "off"]);

/**
 * @param {RowView[]} rows
 * @param {number} shown
 * @param {ListFilter} filter
 * @param {(change: Partial<ListFilter>) => void} set
 */
export function listTools(rows, shown, filter, set) {
  const kinds = new Map(rows.map(({ kind, kindTitle }) => [kind, kindTitle]));
  const textIn = (/** @type {Event} */ event) =>
    /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
  return html`<div class="tools-row" role="search">
    <input
      type="search"
      aria-label=${words.listSearch}
      placeholder=${words.listSearch}
      autocomplete="off"
      spellcheck="false"
      .value=${live(filter.search)}
      @input=${(/** @type {Event} */ event) => set({ search: textIn(event) })}
    />
    <select
      aria-label=${words.listKind}
      @change=${(/** @type {Event} */ event) => set({ kind: textIn(event) })}
    >
      <option value="" ?selected=${live(filter.kind === "")}>${words.listAllKinds}</option>
      ${[...kinds].map(
        ([kind, title]) =>
          html`<option value=${kind} ?selected=${live(kind === filter.kind)}>${title}</option>`,
      )}
    </select>
    <select
      aria-label=${words.listState}
      @change=${(/** @type {Event} */ event) => set({ tone: /** @type {Tone | ""} */ (textIn(event)) })}
    >
      <option value="" ?selected=${live(filter.tone === "")}>${words.listAllStates}</option>
      ${TONES.map(
        (tone) =>
          html`<option value=${tone} ?selected=${live(tone === filter.tone)}>${words.tones[tone]}</option>`,
      )}
    </select>
    ${shown < rows.length ? html`<span class="count" role="status">${words.listShown(shown, rows.length)}</span>` : nothing}
  </div>`;
}

/**
 * @param {string} title
 * @param {Failure} failure
 * @param {{ word: string, act: () => void }} button
 */
export function failureBar(title, { code, message }, { word, act }) {
  return html`<div class="bar error" role="alert">
    ${icon("error")}
    <div>
      <strong>${title}</strong>
      <p>${[code, message].filter(Boolean).join(": ")}</p>
    </div>
    <button type="button" class="small" @click=${act}>${word}</button>
  </div>`;
}
