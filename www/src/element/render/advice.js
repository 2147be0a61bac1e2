/** What the service has to add: a line below the summary, and the plan of an edit. */

import { html, nothing } from "lit";
import { described, humanWord, words } from "../words.js";
import { icon } from "./icons.js";

/** @import { AdviceState } from "../advisor.js" */
/** @import { FieldDescription, Plan } from "../types.js" */

/**
 * @param {{ state: AdviceState, reason: string, connected: boolean, online: boolean }} advice
 * @param {() => void} ask
 */
export function adviceLine({ state, reason, connected, online }, ask) {
  if (!online) return line("warning", words.offline);
  if (!connected) return line("cloud", words.signedOut);
  switch (state) {
    case "asking":
      return line("busy", words.asking, "spin");
    case "asked":
      return line("good", words.asked);
    case "failed":
      return html`<div class="advice">
        ${icon("warning")}<span>${words.askFailed(reason)}</span>
        <button type="button" class="small" @click=${ask}>${words.tryAgain}</button>
      </div>`;
    default:
      return nothing;
  }
}

/**
 * @param {Parameters<typeof icon>[0]} sign
 * @param {string} text
 * @param {string} [look]
 */
function line(sign, text, look) {
  return html`<div class="advice">${icon(sign, look)}<span>${text}</span></div>`;
}

/**
 * What an edit would do, before it is done.
 * @param {Plan} plan
 * @param {FieldDescription[]} fields
 */
export function planCard(plan, fields) {
  const said = {
    none: { tone: "good", text: words.planNone },
    update: { tone: "good", text: words.planUpdate },
    create: { tone: "good", text: words.planUpdate },
    replace: { tone: "warning", text: words.planReplace },
    blocked: { tone: "error", text: words.planBlocked },
  }[plan.action];
  return html`<section class="card summary plan ${said.tone}" aria-labelledby="plan-title">
    <header>
      ${icon(/** @type {"good" | "warning" | "error"} */ (said.tone))}
      <h2 id="plan-title">${words.planTitle}</h2>
    </header>
    <p class="hint">${said.text}</p>
    ${plan.changes.length > 0 ? changes(plan, fields) : nothing}
  </section>`;
}

/**
 * @param {Plan} plan
 * @param {FieldDescription[]} fields
 */
function changes({ changes: all }, fields) {
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

/** @param {unknown} value */
function valueText(value) {
  if (value === undefined || value === null) return words.notSet;
  return typeof value === "string" ? value : JSON.stringify(value);
}
