/** The plan of an edit. */

import { html, nothing } from "lit";
import { icon } from "../../shared/render/icons.js";
import type { FieldDescription, Plan } from "../../shared/types.js";
import { described, humanWord, words } from "../../shared/words.js";

/** What an edit would do, before it is done. */
export function planCard(plan: Plan, fields: readonly FieldDescription[]) {
  const said = {
    none: { tone: "good", text: words.planNone },
    update: { tone: "good", text: words.planUpdate },
    create: { tone: "good", text: words.planUpdate },
    replace: { tone: "warning", text: words.planReplace },
    blocked: { tone: "error", text: words.planBlocked },
  }[plan.action];
  return html`<section class="card summary plan ${said.tone}" aria-labelledby="plan-title">
    <header>
      ${icon(said.tone as "good" | "warning" | "error")}
      <h2 id="plan-title">${words.planTitle}</h2>
    </header>
    <p class="hint">${said.text}</p>
    ${plan.changes.length > 0 ? changes(plan, fields) : nothing}
  </section>`;
}

function changes({ changes: all }: Plan, fields: readonly FieldDescription[]) {
  return html`<ul>
    ${all.map(({ path, from, to, effect }) => {
      const field = fields.find((each) => each.path.toLowerCase() === path.toLowerCase());
      const title = field ? described(field.title) : humanWord(path.split("/").at(-1) ?? path);
      return html`<li class="change ${effect}">
        <span>${words.planChange(title, valueText(from), valueText(to))}</span>
      </li>`;
    })}
  </ul>`;
}

function valueText(value: unknown) {
  if (value === undefined || value === null) return words.notSet;
  return typeof value === "string" ? value : JSON.stringify(value);
}
