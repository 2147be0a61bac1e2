/** The run card: what the form becomes while and after something is created. */

import { html, nothing } from "lit";
import { icon } from "../../shared/render/icons.js";
import { rich } from "../../shared/render/text.js";
import type { Failure } from "../../shared/types.js";
import { words } from "../../shared/words.js";
import type { Run, StepState } from "../run-model.js";
import { barOf, clockOf, reasonsOf, remedyOf, stepsOf } from "../run-model.js";

export interface RunActions {
  stop: () => void;
  keepWaiting: () => void;
  remove: () => void;
  edit: () => void;
  again: () => void;
}

const STEP_ICONS: Record<StepState, Parameters<typeof icon>> = {
  done: ["good"],
  current: ["busy", "spin"],
  waiting: ["waiting"],
  failed: ["error"],
  stopped: ["stopped"],
};

export function runCardTemplate(run: Run, now: number, actions: RunActions) {
  const { title, tone, sign } = headOf(run);
  return html`
    <section class="card run ${tone}" part="run" aria-labelledby="run-title">
      <header>
        ${sign}
        <h2 id="run-title" tabindex="-1">${title}</h2>
      </header>
      ${track(run)}
      ${run.failure ? failureTemplate(run.failure) : nothing}
      ${run.resumed && run.phase === "accepted" ? html`<p class="resumed">${words.runResumed}</p>` : nothing}
      ${run.phase === "stopped" ? html`<p>${run.accepted ? words.runStoppedHint : words.runStoppedEarly}</p>` : nothing}
      <ol class="steps">
        ${stepsOf(run).map(
          ({
            title: step,
            state,
            stateWord,
            detail,
          }) => html`<li class="step ${state}" aria-current=${state === "current" ? "step" : nothing}>
            ${icon(...STEP_ICONS[state])}
            <strong>${step}<span class="unseen">, ${stateWord}</span></strong>
            ${detail ? html`<p>${detail}</p>` : nothing}
          </li>`,
        )}
      </ol>
      <dl class="facts">
        <div>
          <dt>${words.elapsed}</dt>
          <dd>${clockOf((run.endedAt ?? now) - run.startedAt)}</dd>
        </div>
        ${
          run.requestId
            ? html`<div>
              <dt>${words.requestId}</dt>
              <dd><code>${run.requestId}</code></dd>
            </div>`
            : nothing
        }
      </dl>
      <div class="buttons">${buttonsOf(run, actions)}</div>
    </section>
  `;
}

function headOf({ phase, name, task, attaches }: Run) {
  const update = task === "update";
  switch (phase) {
    case "ready":
      return {
        title: update ? words.runUpdated(name) : words.runReady(name),
        tone: "ready",
        sign: icon("good"),
      };
    case "failed":
      return {
        title: (update ? words.runNotUpdated : attaches ? words.runNotAttached : words.runFailed)(
          name,
        ),
        tone: "failed",
        sign: icon("error"),
      };
    case "stopped":
      return { title: words.runStopped(name), tone: "stopped", sign: icon("stopped") };
    case "deleting":
      return { title: words.runDeleting(name), tone: "busy", sign: icon("busy", "spin") };
    case "deleted":
      return { title: words.runDeleted(name), tone: "stopped", sign: icon("trash") };
    default:
      return {
        title: (update ? words.runUpdating : attaches ? words.runAttaching : words.runTitle)(name),
        tone: "busy",
        sign: icon("cluster"),
      };
  }
}

function track(run: Run) {
  const { done, of, share, text } = barOf(run);
  const steps = stepsOf(run);
  return html`<div
    class="track"
    role="progressbar"
    aria-label=${words.progressLabel}
    aria-valuemin="0"
    aria-valuemax=${of}
    aria-valuenow=${done}
    aria-valuetext=${text}
  >
    ${steps.map(({ state }) => {
      const known = state === "current" && share !== undefined;
      return html`<i class="${state} ${known ? "known" : ""}" .style=${known ? `--share: ${share}` : ""}></i>`;
    })}
  </div>`;
}

function failureTemplate(failure: Failure) {
  const reasons = reasonsOf(failure);
  return html`<div class="bar error failure">
    <p>
      <span class="code">${failure.code || failure.name || words.unknownFailure}</span>
    </p>
    <p>${rich(failure.message || words.unknownFailure)}</p>
    ${failure.help ? html`<p>${rich(failure.help)}</p>` : nothing}
    ${
      reasons.length > 0
        ? html`<ul>
          ${reasons.map(({ code, message }) => html`<li><span class="code">${code}</span> ${rich(message ?? "")}</li>`)}
        </ul>`
        : nothing
    }
    <p class="remedy"><strong>${words.whatToDo}</strong> ${remedyOf(failure)}</p>
  </div>`;
}

function buttonsOf({ phase, token, accepted }: Run, actions: RunActions) {
  const button = (word: string, act: () => void, look: string = "") =>
    html`<button type="button" class=${look} @click=${act}>${word}</button>`;
  switch (phase) {
    case "sending":
      return button(words.stopWaiting, actions.stop);
    case "accepted":
      return html`${button(words.stopWaiting, actions.stop)} ${button(words.deleteOne, actions.remove)}`;
    case "stopped":
      return html`
        ${token === undefined ? nothing : button(words.keepWaiting, actions.keepWaiting, "primary")}
        ${accepted ? button(words.deleteOne, actions.remove) : nothing}
        ${button(words.createAnother, actions.again)}
      `;
    case "failed":
      return html`
        ${button(words.editRetry, actions.edit, "primary")}
        ${accepted ? button(words.deleteOne, actions.remove) : nothing}
      `;
    case "deleting":
      return nothing;
    default:
      return button(words.createAnother, actions.again, "primary");
  }
}
