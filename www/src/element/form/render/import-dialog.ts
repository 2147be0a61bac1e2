/** Importing a configuration: the dialog to paste one, and what was found at its lines. */

import { html, nothing } from "lit";
import { icon } from "../../shared/render/icons.js";
import { rich } from "../../shared/render/text.js";
import { lateWords } from "../../shared/words/late.js";
import { words } from "../../shared/words.js";
import type { FindingView } from "../findings.js";
import type { Imported } from "../session.js";
import type { FindingActions } from "./findings.js";

lateWords();

/** Both of what can be read. */
const EXAMPLE = `{ "location": "westeurope", "properties": { … } }

type: amlcompute
max_instances: 4`;
/** So much of a line is shown before and after what a finding is about. */
const BEFORE = 30;
const AFTER = 60;

export function importDialog({
  apply,
  file,
}: {
  apply: (text: string) => void;
  file: (file: File) => void;
}) {
  const dialogOf = (event: Event) => (event.currentTarget as HTMLElement).closest("dialog");
  const fill = (event: Event) => {
    const dialog = dialogOf(event);
    const area = dialog?.querySelector("textarea");
    if (!area || area.value.trim() === "") return;
    apply(area.value);
    area.value = "";
    dialog?.close();
  };
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [first] = input.files ?? [];
    input.value = "";
    if (!first) return;
    dialogOf(event)?.close();
    file(first);
  };
  return html`<dialog
    class="import"
    part="dialog"
    aria-labelledby="import-title"
    @keydown=${(event: Event) => event.stopPropagation()}
  >
    <h2 id="import-title">${words.importTitle}</h2>
    <p class="sentences" id="import-hint">${words.importHint}</p>
    <textarea
      class="code"
      rows="12"
      spellcheck="false"
      autofocus
      aria-label=${words.importText}
      aria-describedby="import-hint"
      placeholder=${EXAMPLE}
    ></textarea>
    <div class="choices">
      <label class="button">
        <input type="file" class="unseen" accept=".json,.yml,.yaml,application/json,application/yaml" @change=${chosen} />
        ${icon("upload")}${words.importFile}
      </label>
      <button type="button" @click=${(event: Event) => dialogOf(event)?.close()}>
        ${words.cancel}
      </button>
      <button type="button" class="primary" @click=${fill}>${words.importApply}</button>
    </div>
  </dialog>`;
}

/**
 * What was found in an imported text, line by line; a text that could not be read changed nothing.
 */
export function importedCard(
  { name, failed, findings, left, lost, lines }: Imported,
  actions: FindingActions,
) {
  const title = failed ? words.fileProblem : words.importedTitle(name);
  const tone = failed || lost.length > 0 ? "error" : findings.length > 0 ? "warning" : "good";
  return html`
    <section class="card summary imported ${tone}" tabindex="-1" role=${failed ? "alert" : "status"}>
      <header>
        ${icon(tone)}
        <h2>${title}</h2>
        <span class="tools">
          <button type="button" class="quiet small" @click=${actions.dismiss}>${words.dismiss}</button>
        </span>
      </header>
      ${
        failed
          ? nothing
          : html`<p class="hint">
            ${findings.length === 0 ? words.importedClean : words.importedLines(findings.length)}
            ${left > 0 ? html`<br />${words.importLeft(left)}` : nothing}
          </p>`
      }
      ${
        lost.length > 0
          ? html`<p class="lost">
            ${words.importNotTaken(lost)}
            <button type="button" class="small" @click=${actions.accept}>${words.importGoOn}</button>
          </p>`
          : nothing
      }
      ${
        findings.length > 0
          ? html`<ul>
            ${findings.map((finding) => html`<li>${entry(finding, lines, actions)}</li>`)}
          </ul>`
          : nothing
      }
    </section>
  `;
}

function entry(
  { severity, severityWord, message, help, place, start, fieldPath }: FindingView,
  lines: string[],
  { go }: FindingActions,
) {
  const source = start && lines[start.line - 1];
  const jump = (event: Event) => {
    event.preventDefault();
    if (fieldPath !== undefined) go(fieldPath);
  };
  return html`<div class="finding ${severity}">
    ${icon(severity)}
    <div>
      <span class="unseen">${severityWord}:</span>
      ${
        place === undefined
          ? nothing
          : fieldPath === undefined
            ? html`<strong>${place}</strong>`
            : html`<a href="#" @click=${jump}>${place}</a>`
      }
      ${source === undefined ? nothing : html`<code class="source" dir="ltr"><span>${start?.line}</span><span>${excerpt(source, start?.column ?? 1)}</span></code>`}
      <div class="said">${rich(message)}</div>
      ${help ? html`<div class="more">${rich(help)}</div>` : nothing}
    </div>
  </div>`;
}

/** A line, or of a long one what is around the column. */
function excerpt(line: string, column: number) {
  const short = line.trim();
  if (short.length <= BEFORE + AFTER) return short;
  const from = Math.max(0, column - 1 - BEFORE);
  const part = line.slice(from, column - 1 + AFTER).trim();
  return `${from > 0 ? "…" : ""}${part}${column - 1 + AFTER < line.length ? "…" : ""}`;
}
