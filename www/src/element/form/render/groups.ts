/** The groups of the form: open ones, folded ones, and the spare options of an open one. */

import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../../shared/render/icons.js";
import { words } from "../../shared/words.js";
import { countsSpoken } from "../findings.js";
import type { FieldView, GroupView } from "../view-model.js";

export function groupTemplate(
  group: GroupView,
  { open }: { open: boolean },
  toggle: (open: boolean) => void,
  field: (field: FieldView) => TemplateResult,
) {
  if (group.fields.length === 0) return nothing;
  const fieldsOf = (fields: FieldView[]) => repeat(fields, ({ path }) => path, field);
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
    @toggle=${(event: Event) => toggle((event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>
      ${icon("open")}<span class="title" role="heading" aria-level="2">${group.title}</span>
      ${groupState(group)}
    </summary>
    <div class="grid">${fieldsOf(group.fields)}</div>
  </details>`;
}

function groupState({ findings, set }: GroupView) {
  const worst = findings[0]?.severity;
  if (worst) {
    return html`<span class="state ${worst}">${icon(worst)}${countsSpoken(findings)}</span>`;
  }
  return html`<span class="state">${set > 0 ? words.setCount(set) : words.advancedHint}</span>`;
}
