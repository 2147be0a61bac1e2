/** The dialog that edits a scale and says first what will happen. Draws a ScaleEdit. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { isoOf, spoken } from "../../shared/duration.js";
import { icon } from "../../shared/render/icons.js";
import { rich } from "../../shared/render/text.js";
import { locale, words } from "../../shared/words.js";
import type { Member, ScaleEdit } from "../scale-edit.js";
import { MEMBERS } from "../scale-edit.js";

function titleOf(member: Member) {
  return {
    minNodeCount: words.scaleMin,
    maxNodeCount: words.scaleMax,
    nodeIdleTimeBeforeScaleDown: words.scaleIdle,
  }[member];
}

export function scaleDialog(
  edit: ScaleEdit,
  { apply, closed }: { apply: () => void; closed: () => void },
) {
  const dialogOf = (event: Event) => (event.currentTarget as HTMLElement).closest("dialog");
  const done = (event: Event) => {
    if (!edit.canApply) return;
    apply();
    dialogOf(event)?.close();
  };
  return html`<dialog class="scale" part="dialog" aria-labelledby="scale-title" @close=${closed}>
    <h2 id="scale-title">${words.scaleTitle(edit.name)}</h2>
    <div class="scale-fields">${MEMBERS.map((member) => field(edit, member))}</div>
    <div class="plan" role="status">${plan(edit)}</div>
    <div class="choices">
      <button type="button" @click=${(event: Event) => dialogOf(event)?.close()}>
        ${words.cancel}
      </button>
      <button type="button" class="primary" ?disabled=${!edit.canApply} @click=${done}>
        ${words.scaleApply}
      </button>
    </div>
  </dialog>`;
}

function field(edit: ScaleEdit, member: Member) {
  const findings = edit.findingsAt(member);
  const wrong = findings.some(({ severity }) => severity === "error");
  const text = edit.texts[member];
  const idle = member === "nodeIdleTimeBeforeScaleDown";
  const spelt = idle && text !== "" ? spoken(text, locale) : undefined;
  const said = spelt && isoOf(text) !== undefined ? words.sentAs(spelt, isoOf(text) ?? "") : spelt;
  return html`<div class="scale-field">
    <label for="scale-${member}">${titleOf(member)}</label>
    <input
      id="scale-${member}"
      type="text"
      inputmode=${idle ? nothing : "numeric"}
      autocomplete="off"
      aria-invalid=${wrong ? "true" : "false"}
      aria-describedby="scale-${member}-said"
      .value=${live(text)}
      @input=${(event: Event) => edit.type(member, (event.target as HTMLInputElement).value)}
    />
    <div id="scale-${member}-said" class="said">
      ${said ? html`<span class="sub">${said}</span>` : nothing}
      ${findings.map(
        ({ severity, message }) => html`<span class="finding ${severity}">
          ${icon(severity)}<span><span class="unseen">${words.severity[severity]}:</span> ${rich(message)}</span>
        </span>`,
      )}
    </div>
  </div>`;
}

function plan({ changes, plan: told, asking, findings }: ScaleEdit) {
  if (changes.length === 0) return html`<p>${words.planNone}</p>`;
  if (findings.some(({ severity }) => severity === "error")) return nothing;
  const sentence = {
    none: words.planNone,
    create: words.planUpdate,
    update: words.planUpdate,
    replace: words.planReplace,
    blocked: words.planBlocked,
  }[told?.action ?? "update"];
  const shown = (value: unknown) =>
    value === undefined ? words.notSet : (spoken(String(value), locale) ?? String(value));
  return html`
    <h3>${words.planTitle}</h3>
    <ul>
      ${changes.map(({ member, from, to }) => {
        const duration = member === "nodeIdleTimeBeforeScaleDown";
        const say = (value: unknown) =>
          duration || value === undefined ? shown(value) : String(value);
        return html`<li>${words.planChange(titleOf(member), say(from), say(to))}</li>`;
      })}
    </ul>
    <p class=${told?.action === "replace" || told?.action === "blocked" ? "warn" : ""}>${sentence}</p>
    <p class="sub">${asking ? words.planAsking : told ? nothing : words.planLocal}</p>
  `;
}
