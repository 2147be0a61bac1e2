/** Findings: beside a field, and as the summary whose entries lead to the fields. */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { countsSpoken } from "../findings.js";
import { capital, words } from "../words.js";
import { icon } from "./icons.js";
import { rich } from "./text.js";

/** @import { FindingView } from "../findings.js" */
/** @import { FieldView, FormView } from "../view-model.js" */

/**
 * @typedef {object} FindingActions
 * @property {(finding: FindingView) => void} fix
 * @property {(path: string) => void} go
 * @property {() => void} dismiss
 * @property {() => void} accept lets go of what an import could not take over
 * @property {Record<string, { title: () => string, run: () => void }>} answers what a person can decide, by code
 */

/**
 * @param {FieldView} field
 * @param {FindingActions} actions
 */
export function fieldFindings({ findings }, actions) {
  return repeat(
    findings,
    ({ key }) => key,
    (finding) => html`
      <div class="finding ${finding.severity}">
        ${icon(finding.severity)}
        <div>
          <div id=${finding.id}>
            <span class="unseen">${finding.severityWord}:</span>
            <span class="said">${rich(finding.message)}</span>
            ${finding.help ? html`<div class="more">${rich(finding.help)}</div>` : nothing}
          </div>
          ${fixButton(finding, actions)}
        </div>
      </div>
    `,
  );
}

/**
 * @param {FindingView} finding
 * @param {FindingActions} actions
 */
function fixButton(finding, actions) {
  const answer = actions.answers[finding.code];
  if (answer) {
    return html`<button type="button" class="small" @click=${answer.run}>${answer.title()}</button>`;
  }
  if (!finding.fix) return nothing;
  return html`<button type="button" class="small" @click=${() => actions.fix(finding)}>
    ${icon("fix")}<span>${rich(finding.fix.title)}</span>
  </button>`;
}

/** What the form is for. @typedef {"create" | "attach" | "edit"} Aim */

/**
 * The headline of what the checks say; "error" | "warning" | "good" sets its colour and icon.
 * @param {FormView} view
 * @param {"short" | "full"} [length] short names only the worst
 * @param {Aim} [aim]
 * @param {"save" | "nothing" | "blocked"} [plan] what can be done about the plan of an edit
 * @returns {{ tone: "error" | "warning" | "good" | "plain", title: string, hint: string }}
 */
export function verdict(view, length = "full", aim = /** @type {Aim} */ ("create"), plan = "save") {
  const { allGood: create, allGoodAttach: attach, allGoodEdit: edit } = words;
  const allGood = { create, attach, edit }[aim];
  const { counts, pending, findings, ready } = view;
  if (counts.error > 0) {
    const title = length === "full" ? countsSpoken(findings) : words.problems(counts.error);
    return { tone: "error", title, hint: "" };
  }
  if (view.lost.length > 0) return { tone: "warning", title: words.importLost, hint: "" };
  if (plan === "blocked") return { tone: "error", title: words.cannotSave, hint: "" };
  if (pending.length > 0 || !ready) {
    const say = length === "full" ? words.toFill : words.toFillShort;
    return { tone: "plain", title: say(pending.length), hint: words.toFillHint };
  }
  if (plan === "nothing") return { tone: "plain", title: words.planNone, hint: "" };
  if (counts.warning > 0) {
    return { tone: "warning", title: allGood, hint: words.allGoodNotes };
  }
  const hint = counts.info > 0 ? words.allGoodNotes : words.allGoodHint;
  return { tone: "good", title: allGood, hint };
}

/**
 * @param {FormView} view
 * @param {(path: string) => string} labelOf
 * @param {FindingActions} actions
 * @param {unknown} [advice] what the service adds, below
 * @param {Aim} [aim]
 * @param {"save" | "nothing" | "blocked"} [plan]
 */
export function summary(
  view,
  labelOf,
  actions,
  advice = nothing,
  aim = /** @type {Aim} */ ("create"),
  plan = "save",
) {
  const { tone, title, hint } = verdict(view, "full", aim, plan);
  const { findings, pending } = view;
  return html`
    <section class="card summary ${tone}" part="summary" tabindex="-1" aria-labelledby="summary-title">
      <header>
        ${tone === "plain" ? icon("waiting") : icon(tone)}
        <h2 id="summary-title">${title}</h2>
      </header>
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      ${
        findings.length + pending.length > 0
          ? html`<ul>
            ${pending.map(({ path }) => html`<li>${fieldLink(path, labelOf(path), actions)}</li>`)}
            ${repeat(
              findings,
              ({ key }) => key,
              (finding) => html`<li>${entry(finding, labelOf, actions)}</li>`,
            )}
          </ul>`
          : nothing
      }
      ${advice}
    </section>
  `;
}

/**
 * What stands in the way of the whole form.
 * @param {string} title
 * @param {string} text
 */
export function bar(title, text) {
  return html`<div class="bar error" role="alert">
    ${icon("error")}
    <div>
      <strong>${title}</strong>
      ${text ? html`<p>${rich(capital(text))}</p>` : nothing}
    </div>
  </div>`;
}

/**
 * @param {FindingView} finding
 * @param {(path: string) => string} labelOf
 * @param {FindingActions} actions
 */
function entry(finding, labelOf, actions) {
  const { fieldPath, docs, severity, severityWord } = finding;
  return html`
    <div class="finding ${severity}">
      ${icon(severity)}
      <div>
        <span class="unseen">${severityWord}:</span>
        ${
          fieldPath === undefined
            ? html`<strong>${words.wholeForm}</strong>`
            : fieldLink(fieldPath, labelOf(fieldPath), actions)
        }
        <div class="said">${rich(finding.message)}</div>
        ${finding.help && fieldPath === undefined ? html`<div class="more">${rich(finding.help)}</div>` : nothing}
        ${docs ? html`<a class="more" href=${docs} target="_blank" rel="noreferrer">${words.readMore}</a>` : nothing}
        ${fixButton(finding, actions)}
      </div>
    </div>
  `;
}

/**
 * @param {string} path
 * @param {string} label
 * @param {FindingActions} actions
 */
function fieldLink(path, label, actions) {
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    actions.go(path);
  };
  return html`<a href="#" @click=${go}>${label}</a>`;
}
