/** The review card: the configuration in each dialect, to copy and to download. */

import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../../shared/render/icons.js";
import { rich } from "../../shared/render/text.js";
import type { JsonObject } from "../../shared/types.js";
import { capital, words } from "../../shared/words.js";

import type { FormatId } from "../formats.js";
import { linesOf } from "../json-lines.js";

export interface ReviewState {
  formats: FormatId[];
  format: FormatId;
  /** Secrets already masked. */
  body: JsonObject;
  /** In another format than ARM. */
  text: () => { text: string; losses: string[] };
  /** Keys of lines that glow. */
  fresh: ReadonlySet<string>;
  copied: boolean;
  hasSecrets: boolean;
}

export function review(
  state: ReviewState,
  actions: { copy: () => void; download: () => void; show: (format: FormatId) => void },
) {
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

function tabs({ formats, format }: ReviewState, { show }: { show: (format: FormatId) => void }) {
  const key = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = formats[(formats.indexOf(format) + step + formats.length) % formats.length];
    if (!next) return;
    event.preventDefault();
    show(next);
    const list = event.currentTarget as HTMLElement;
    (list.querySelector(`[data-format="${next}"]`) as HTMLElement | null)?.focus();
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

function armLines({ body, fresh }: ReviewState) {
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

function otherText({ text }: ReviewState) {
  try {
    return text();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { text: "", losses: [words.formatFailed(reason)] };
  }
}
