/** The run card: what the form becomes while and after something is created. */

import { html, nothing } from "lit";
import { icon } from "../../shared/render/icons.js";
import { rich } from "../../shared/render/text.js";
import type { Failure } from "../../shared/types.js";
import { words } from "../../shared/words.js";
import { pauseSpoken } from "../pause-text.js";
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
  const pause = pauseSpoken(run, now, globalThis.navigator?.onLine !== false);
  // The steps are those of creating; a deletion has none.
  const isDeletion = run.phase === "deleting" || run.phase === "deleted";
  return html`
    <section class="card run ${tone}" part="run" aria-labelledby="run-title">
      <header>
        ${sign}
        <h2 id="run-title" tabindex="-1">${title}</h2>
      </header>
      ${isDeletion ? nothing : track(run)}
      ${pause ? html`<p class="pause">${icon("waiting")} ${pause}</p>` : nothing}
      ${run.failure ? failureTemplate(run.failure) : nothing}
      ${run.resumed && run.phase === "accepted" ? html`<p class="resumed">${words.runResumed}</p>` : nothing}
      ${run.phase === "stopped" ? html`<p>${run.accepted ? words.runStoppedHint : words.runStoppedEarly}</p>` : nothing}
      ${isDeletion ? nothing : stepsTemplate(run)}
      <dl class="facts">
        <div>
          <dt>${words.elapsed}</dt>
          <dd>${clockOf((run.endedAt ?? now) - run.startedAt)}</dd>
        </div>
        ${fact(words.requestId, run.requestId)}
        ${run.phase === "ready" ? nextTemplate(run) : nothing}
      </dl>
      <div class="buttons">${buttonsOf(run, actions)}</div>
    </section>
  `;
}

function stepsTemplate(run: Run) {
  return html`<ol class="steps">
    ${stepsOf(run).map(
      ({
        title,
        state,
        stateWord,
        detail,
      }) => html`<li class="step ${state}" aria-current=${state === "current" ? "step" : nothing}>
        ${icon(...STEP_ICONS[state])}
        <strong>${title}<span class="unseen">, ${stateWord}</span></strong>
        ${detail ? html`<p>${detail}</p>` : nothing}
      </li>`,
    )}
  </ol>`;
}

/** What somebody needs next: the id of the compute, and how a job names it. */
function nextTemplate({ name, resource, allocates }: Run) {
  const id = typeof resource?.id === "string" ? resource.id : undefined;
  return html`${fact(words.resourceId, id)} ${fact(words.inJob, allocates === false ? undefined : `compute: azureml:${name}`)}`;
}

function fact(term: string, value: string | undefined) {
  return value === undefined
    ? nothing
    : html`<div>
        <dt>${term}</dt>
        <dd><code>${value}</code></dd>
      </div>`;
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

function buttonsOf({ phase, token, accepted, task, attaches }: Run, actions: RunActions) {
  const another =
    task === "update" ? words.editAgain : attaches ? words.attachAnother : words.createAnother;
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
        ${button(another, actions.again)}
      `;
    case "failed":
      return html`
        ${button(words.editRetry, actions.edit, "primary")}
        ${accepted ? button(words.deleteOne, actions.remove) : nothing}
      `;
    case "deleting":
      return nothing;
    default:
      return button(phase === "deleted" ? words.createAnother : another, actions.again, "primary");
  }
}
