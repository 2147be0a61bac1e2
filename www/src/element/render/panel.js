/** The review panel's body preview, and the groups of the form. */

import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { countsSpoken } from "../findings.js";
import { linesOf } from "../json-lines.js";
import { words } from "../words.js";
import { icon } from "./icons.js";

/** @import { TemplateResult } from "lit" */
/** @import { JsonObject } from "../types.js" */
/** @import { FieldView, GroupView } from "../view-model.js" */

/**
 * @param {JsonObject} body secrets already masked
 * @param {object} state
 * @param {ReadonlySet<string>} state.fresh keys of lines that glow
 * @param {boolean} state.copied
 * @param {boolean} state.hasSecrets
 * @param {() => void} copy
 * @param {() => void} download
 */
export function preview(body, { fresh, copied, hasSecrets }, copy, download) {
  return html`
    <div class="card" part="preview">
      <header>
        <h2>${words.bodyTitle}</h2>
        <span class="tools">
          <button type="button" class="quiet small" @click=${copy}>
            ${icon(copied ? "good" : "copy")}${copied ? words.copied : words.copy}
          </button>
          <button type="button" class="quiet small" @click=${download}>
            ${icon("download")}${words.download}
          </button>
        </span>
      </header>
      <pre
        class="json"
        dir="ltr"
        tabindex="0"
        role="region"
        aria-label=${words.bodyTitle}
      >${repeat(
        linesOf(body),
        ({ key }) => key,
        ({ key, depth, pieces }) =>
          keyed(
            pieces.map(({ text }) => text).join(""),
            html`<span class="line ${fresh.has(key) ? "fresh" : ""}" .style=${`--depth: ${depth}`}>${pieces.map(
              ({ text, tone }) => html`<span class=${tone}>${text}</span>`,
            )}</span>`,
          ),
      )}</pre>
      ${hasSecrets ? html`<p class="hint foot">${words.secretsMasked}</p>` : nothing}
    </div>
  `;
}

/**
 * @param {GroupView} group
 * @param {object} state
 * @param {boolean} state.open
 * @param {(open: boolean) => void} toggle
 * @param {(field: FieldView) => TemplateResult} field
 */
export function groupTemplate(group, { open }, toggle, field) {
  const fields = repeat(group.fields, ({ path }) => path, field);
  if (group.fields.length === 0) return nothing;
  if (!group.advanced) {
    return html`<section class="group" part="group" aria-labelledby="group-${group.id}">
      <h2 id="group-${group.id}">${group.title}</h2>
      <div class="grid">${fields}</div>
    </section>`;
  }
  return html`<details
    class="group"
    part="group"
    data-group=${group.id}
    .open=${open}
    @toggle=${(/** @type {Event} */ event) =>
      toggle(/** @type {HTMLDetailsElement} */ (event.currentTarget).open)}
  >
    <summary>
      ${icon("open")}<span class="title" role="heading" aria-level="2">${group.title}</span>
      ${groupState(group)}
    </summary>
    <div class="grid">${fields}</div>
  </details>`;
}

/** @param {GroupView} group */
function groupState({ findings, set }) {
  const worst = findings[0]?.severity;
  if (worst) {
    return html`<span class="state ${worst}">${icon(worst)}${countsSpoken(findings)}</span>`;
  }
  return html`<span class="state">${set > 0 ? words.setCount(set) : words.advancedHint}</span>`;
}
