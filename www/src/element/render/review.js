/** The review card: the configuration in each dialect, to copy and to download. */

import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { linesOf } from "../json-lines.js";
import { capital, words } from "../words.js";
import { icon } from "./icons.js";
import { rich } from "./text.js";

/** @import { FormatId } from "../formats.js" */
/** @import { JsonObject } from "../types.js" */

/**
 * @typedef {object} ReviewState
 * @property {FormatId[]} formats
 * @property {FormatId} format
 * @property {JsonObject} body secrets already masked
 * @property {() => { text: string, losses: string[] }} text in another format than ARM
 * @property {ReadonlySet<string>} fresh keys of lines that glow
 * @property {boolean} copied
 * @property {boolean} hasSecrets
 */

/**
 * @param {ReviewState} state
 * @param {{ copy: () => void, download: () => void, show: (format: FormatId) => void }} actions
 */
export function review(state, actions) {
  const { formats, format, copied, hasSecrets } = state;
  const other = format === "arm" ? undefined : otherText(state);
  return html`
    <section class="card review" part="preview" aria-label=${words.bodyTitle}>
      <header>
        ${formats.length > 1 ? tabs(state, actions) : html`<h2>${words.bodyTitle}</h2>`}
        <span class="tools">
          <button type="button" class="quiet small" @click=${actions.copy}>
            ${icon(copied ? "good" : "copy")}${copied ? words.copied : words.copy}
          </button>
          <button type="button" class="quiet small" @click=${actions.download}>
            ${icon("download")}${words.download}
          </button>
        </span>
      </header>
      <pre
        class="json"
        dir="ltr"
        tabindex="0"
        id="review-text"
        role=${formats.length > 1 ? "tabpanel" : "region"}
        aria-label=${words.formats[format]}
      >${other ? html`<span class="plain">${other.text}</span>` : armLines(state)}</pre>
      ${
        other && other.losses.length > 0
          ? html`<ul class="losses">
            ${other.losses.map((loss) => html`<li>${icon("info")}<span>${rich(capital(loss))}</span></li>`)}
          </ul>`
          : nothing
      }
      ${hasSecrets ? html`<p class="hint foot">${format === "arm" ? words.secretsMasked : words.secretsParameters}</p>` : nothing}
    </section>
  `;
}

/**
 * @param {ReviewState} state
 * @param {{ show: (format: FormatId) => void }} actions
 */
function tabs({ formats, format }, { show }) {
  const key = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = formats[(formats.indexOf(format) + step + formats.length) % formats.length];
    if (!next) return;
    event.preventDefault();
    show(next);
    const list = /** @type {HTMLElement} */ (event.currentTarget);
    /** @type {HTMLElement | null} */ (list.querySelector(`[data-format="${next}"]`))?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words.formatsLabel} @keydown=${key}>
    ${formats.map(
      (each) => html`<button
        type="button"
        role="tab"
        class="quiet small"
        data-format=${each}
        aria-selected=${each === format ? "true" : "false"}
        aria-controls="review-text"
        tabindex=${each === format ? 0 : -1}
        @click=${() => show(each)}
      >
        ${words.formats[each]}
      </button>`,
    )}
  </div>`;
}

/** @param {ReviewState} state */
function armLines({ body, fresh }) {
  return repeat(
    linesOf(body),
    ({ key }) => key,
    ({ key, depth, pieces }) =>
      keyed(
        pieces.map(({ text }) => text).join(""),
        html`<span class="line ${fresh.has(key) ? "fresh" : ""}" .style=${`--depth: ${depth}`}>${pieces.map(
          ({ text, tone }) => html`<span class=${tone}>${text}</span>`,
        )}</span>`,
      ),
  );
}

/** @param {ReviewState} state */
function otherText({ text }) {
  try {
    return text();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { text: "", losses: [words.formatFailed(reason)] };
  }
}
