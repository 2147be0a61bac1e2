/** The groups of the form: open ones, folded ones, and the spare options of an open one. */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { countsSpoken } from "../findings.js";
import { words } from "../words.js";
import { icon } from "./icons.js";

/** @import { TemplateResult } from "lit" */
/** @import { FieldView, GroupView } from "../view-model.js" */

/**
 * @param {GroupView} group
 * @param {object} state
 * @param {boolean} state.open
 * @param {(open: boolean) => void} toggle
 * @param {(field: FieldView) => TemplateResult} field
 */
export function groupTemplate(group, { open }, toggle, field) {
  if (group.fields.length === 0) return nothing;
  const fieldsOf = (/** @type {FieldView[]} */ fields) => repeat(fields, ({ path }) => path, field);
  if (!group.advanced) {
    const spare = group.fields.filter((each) => each.spare);
    const main = group.fields.filter((each) => !each.spare);
    return html`<section class="group" part="group" aria-labelledby="group-${group.id}">
      <h2 id="group-${group.id}">${group.title}</h2>
      <div class="grid">${fieldsOf(main)}</div>
      ${
        spare.length > 0
          ? html`<details class="more">
            <summary>${icon("open")}<span>${words.moreFields(spare.length)}</span></summary>
            <div class="grid">${fieldsOf(spare)}</div>
          </details>`
          : nothing
      }
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
    <div class="grid">${fieldsOf(group.fields)}</div>
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
