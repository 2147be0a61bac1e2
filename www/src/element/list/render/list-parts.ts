/** The bars above the table of computes: filters, and failures. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../../shared/render/icons.js";
import type { Failure } from "../../shared/types.js";
import { words } from "../../shared/words.js";
import type { ListFilter, RowView, Tone } from "../list-model.js";

const TONES = ["good", "busy", "bad", "off"] as Tone[];

export function listTools(
  rows: RowView[],
  shown: number,
  filter: ListFilter,
  set: (change: Partial<ListFilter>) => void,
) {
  const kinds = new Map(rows.map(({ kind, kindTitle }) => [kind, kindTitle]));
  const textIn = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
  return html`<div class="tools-row" role="search">
    <input
      type="search"
      aria-label=${words.listSearch}
      placeholder=${words.listSearch}
      autocomplete="off"
      spellcheck="false"
      .value=${live(filter.search)}
      @input=${(event: Event) => set({ search: textIn(event) })}
    />
    <select
      aria-label=${words.listKind}
      @change=${(event: Event) => set({ kind: textIn(event) })}
    >
      <option value="" ?selected=${live(filter.kind === "")}>${words.listAllKinds}</option>
      ${[...kinds].map(
        ([kind, title]) =>
          html`<option value=${kind} ?selected=${live(kind === filter.kind)}>${title}</option>`,
      )}
    </select>
    <select
      aria-label=${words.listState}
      @change=${(event: Event) => set({ tone: textIn(event) as Tone | "" })}
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

export function failureBar(
  title: string,
  { code, message }: Failure,
  { word, act }: { word: string; act: () => void },
) {
  return html`<div class="bar error" role="alert">
    ${icon("error")}
    <div>
      <strong>${title}</strong>
      <p>${[code, message].filter(Boolean).join(": ")}</p>
    </div>
    <button type="button" class="small" @click=${act}>${word}</button>
  </div>`;
}
