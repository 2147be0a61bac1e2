/** Findings: beside a field, and as the summary whose entries lead to the fields. */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../../shared/render/icons.js";
import { rich } from "../../shared/render/text.js";
import { capital, words } from "../../shared/words.js";
import type { FindingView } from "../findings.js";
import { countsSpoken } from "../findings.js";
import type { FieldView, FormView } from "../view-model.js";

export interface FindingActions {
  fix: (finding: FindingView) => void;
  /** Every fix that changes no meaning, in one step. */
  fixSafe: () => void;
  /** The way to the reason of a finding, and the reason. */
  why: (finding: FindingView) => unknown;
  go: (path: string) => void;
  dismiss: () => void;
  /** Lets go of what an import could not take over. */
  accept: () => void;
  /** What a person can decide, by code. */
  answers: Record<string, { title: () => string; run: () => void }>;
}

export function fieldFindings({ findings }: FieldView, actions: FindingActions) {
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

function fixButton(finding: FindingView, actions: FindingActions) {
  const answer = actions.answers[finding.code];
  if (answer) {
    return html`<button type="button" class="small" @click=${answer.run}>${answer.title()}</button>`;
  }
  if (!finding.fix) return nothing;
  return html`<button type="button" class="small" @click=${() => actions.fix(finding)}>
    ${icon("fix")}<span>${rich(finding.fix.title)}</span>
  </button>`;
}

/** Whether its fix changes no meaning. */
export function isSafe({ fix }: FindingView) {
  return fix?.applicability === "safe";
}

/** What the form is for. */
export type Aim = "create" | "attach" | "edit";

/**
 * The headline of what the checks say; "error" | "warning" | "good" sets its colour and icon.
 * @param length short names only the worst
 * @param plan what can be done about the plan of an edit
 */
export function verdict(
  view: FormView,
  length: "short" | "full" = "full",
  aim: Aim = "create" as Aim,
  plan: "save" | "nothing" | "blocked" = "save",
): { tone: "error" | "warning" | "good" | "plain"; title: string; hint: string } {
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

/** @param advice what the service adds, below */
export function summary(
  view: FormView,
  labelOf: (path: string) => string,
  actions: FindingActions,
  advice: unknown = nothing,
  aim: Aim = "create" as Aim,
  plan: "save" | "nothing" | "blocked" = "save",
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
        findings.filter(isSafe).length > 1
          ? html`<p class="hint"><button type="button" class="small" @click=${actions.fixSafe}>
            ${icon("fix")}<span>${words.fixSafe(findings.filter(isSafe).length)}</span>
          </button></p>`
          : nothing
      }
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

/** What stands in the way of the whole form. */
export function bar(title: string, text: string) {
  return html`<div class="bar error" role="alert">
    ${icon("error")}
    <div>
      <strong>${title}</strong>
      ${text ? html`<p>${rich(capital(text))}</p>` : nothing}
    </div>
  </div>`;
}

function entry(finding: FindingView, labelOf: (path: string) => string, actions: FindingActions) {
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
        ${fixButton(finding, actions)} ${actions.why(finding)}
      </div>
    </div>
  `;
}

function fieldLink(path: string, label: string, actions: FindingActions) {
  const go = (event: Event) => {
    event.preventDefault();
    actions.go(path);
  };
  return html`<a href="#" @click=${go}>${label}</a>`;
}
