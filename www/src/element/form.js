/**
 * `<azureml-compute-form>`: creates one compute target. Drawn from `describe(kind)`; checks by the
 * injected checker; creates through the injected client. The class only, no registration.
 * Must not know any kind, nor which entry of azureml-compute was loaded.
 */

import { html, nothing } from "lit";
import { download, fieldPathOf } from "./browser.js";
import { FormHost } from "./form-host.js";
import { rowOf } from "./list-model.js";
import { confirmDialog } from "./render/confirm.js";
import { fieldTemplate } from "./render/fields.js";
import { bar, loadFindings, summary, verdict } from "./render/findings.js";
import { icon } from "./render/icons.js";
import { groupTemplate, preview } from "./render/panel.js";
import { runCardTemplate } from "./render/run-card.js";
import { buttons } from "./styles/buttons.js";
import { controls } from "./styles/controls.js";
import { frame } from "./styles/form.js";
import { panel } from "./styles/panel.js";
import { runCard } from "./styles/run.js";
import { tokens } from "./styles/tokens.js";
import { words } from "./words.js";

/** @import { FindingView } from "./findings.js" */
/** @import { FormModel } from "./form-model.js" */
/** @import { FieldView, FormView, GroupView } from "./view-model.js" */

const COPIED_MS = 2_000;

/**
 * @fires azureml-input - something was typed; detail { path }
 * @fires azureml-report - a new report; detail { report }
 * @fires azureml-submit - cancelable, before anything is sent; detail { kind, name, body }
 * @fires azureml-progress - detail { name, progress }
 * @fires azureml-created - detail { name, resource }
 * @fires azureml-failed - detail { name, error }
 * @slot actions - further buttons beside Create
 * @slot footer - below the form
 * @slot empty - shown while there is no checker
 * @csspart frame - the whole
 * @csspart group - one group of fields
 * @csspart field - one field with its label and findings
 * @csspart control - the input, select or textarea of a field
 * @csspart actions - the bar with the Create button
 * @csspart summary - the findings as a list
 * @csspart preview - the configuration as JSON
 * @csspart run - the card that follows an operation
 */
export class AzuremlComputeForm extends FormHost {
  static styles = [tokens, buttons, controls, frame, panel, runCard];

  /** @type {FormView | undefined} */
  #view;
  /** @type {Map<string, boolean>} groups that were opened or closed by hand */
  #open = new Map();
  /** @type {Set<string>} */
  #shownSecrets = new Set();
  #copied = false;

  reset() {
    this.#open.clear();
    this.#shownSecrets.clear();
    super.reset();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.#view = this.session.view();
  }

  render() {
    const { model } = this.session;
    const view = this.#view;
    if (!model || !view) return html`<slot name="empty"></slot>`;
    const { run } = this.runs;
    return html`
      <div class="frame" part="frame" @keydown=${this.#keys}>
        <div class="main">
          ${run ? runCardTemplate(run, Date.now(), this.#runActions) : this.#formTemplate(view)}
          <slot name="footer"></slot>
        </div>
        <aside class="panel" aria-label=${words.review}>${this.#panelTemplate(model, view)}</aside>
      </div>
      ${confirmDialog(
        this.#removal(),
        () => this.client && this.runs.delete(this.client),
        () => undefined,
      )}
      <div class="unseen" role="status" aria-live="polite">${this.said}</div>
    `;
  }

  /** @param {FormView} view */
  #formTemplate(view) {
    const { tone, title } = verdict(view, "short");
    return html`
      ${this.#kindTemplate()}
      ${view.groups.map((group) =>
        groupTemplate(
          group,
          { open: this.#isOpen(group) },
          (open) => this.#open.set(group.id, open),
          (field) => fieldTemplate(field, this.#fieldActions, this.#findingActions),
        ),
      )}
      <div class="actions" part="actions">
        <button
          type="button"
          class="primary"
          ?disabled=${this.readonly}
          aria-keyshortcuts="Control+Enter"
          @click=${() => this.submit()}
        >
          ${this.mode === "edit" ? words.save : words.create}
        </button>
        <button type="button" class="quiet" @click=${() => this.reset()}>${words.reset}</button>
        <slot name="actions"></slot>
        <button
          type="button"
          class="quiet state ${tone}"
          @click=${() => this.focusOn(".summary")}
        >
          ${tone === "plain" ? nothing : icon(tone)}${title}
        </button>
      </div>
    `;
  }

  /**
   * @param {FormModel} model
   * @param {FormView} view
   */
  #panelTemplate(model, view) {
    const { loadFindings: unread, fresh, trouble } = this.session;
    const labelOf = (/** @type {string} */ path) => model.field(path)?.title ?? path;
    return html`
      ${trouble ? bar(words.checkFailed, trouble) : nothing}
      ${this.notice ? bar(this.notice, "") : nothing}
      ${unread.length > 0 ? loadFindings(unread, this.#findingActions) : nothing}
      ${this.runs.run ? nothing : summary(view, labelOf, this.#findingActions)}
      ${preview(
        model.masked(),
        { fresh, copied: this.#copied, hasSecrets: model.hasSecrets },
        () => this.#copy(),
        () => download(`${this.name || "compute"}.json`, this.export()),
      )}
    `;
  }

  #kindTemplate() {
    const kinds = /** @type {string[]} */ (this.kinds ?? []);
    if (kinds.length < 2 || !this.checker) return nothing;
    const offered = [this.checker.describe()].flat().filter(({ kind }) => kinds.includes(kind));
    const choose = (/** @type {Event} */ event) => {
      this.kind = /** @type {HTMLSelectElement} */ (event.target).value;
    };
    return html`<section class="group">
      <label class="label" for="kind">${words.kindLabel}</label>
      <select id="kind" @change=${choose}>
        ${offered.map(
          ({ kind, title }) =>
            html`<option value=${kind} ?selected=${kind === this.kind}>${title}</option>`,
        )}
      </select>
    </section>`;
  }

  /** @param {GroupView} group opened by a finding, unless somebody decided otherwise */
  #isOpen({ id, findings }) {
    return this.#open.get(id) ?? findings.some(({ severity }) => severity !== "info");
  }

  #fieldActions = {
    /** @param {FieldView} view @param {string} text */
    type: ({ field }, text) => {
      this.session.type(field, text);
      this.typed(field.path);
    },
    /** @param {FieldView} view @param {import("./types.js").MapRow[]} rows */
    rows: ({ field }, rows) => {
      this.session.setRows(field, rows);
      this.typed(field.path);
    },
    /** @param {FieldView} view */
    leave: ({ field }) => {
      this.session.leave(field);
      this.requestUpdate();
    },
    /** @param {FieldView} view */
    toggleSecret: ({ path }) => {
      if (!this.#shownSecrets.delete(path)) this.#shownSecrets.add(path);
      this.requestUpdate();
    },
    /** @param {FieldView} view */
    isRevealed: ({ path }) => this.#shownSecrets.has(path),
  };

  #findingActions = {
    fix: (/** @type {FindingView} */ finding) => this.#fix(finding),
    go: (/** @type {string} */ path) => this.#goTo(path),
    dismiss: () => {
      this.session.loadFindings = [];
      this.requestUpdate();
    },
  };

  #runActions = {
    stop: () => this.runs.stop(),
    keepWaiting: () => this.client && this.runs.keepWaiting(this.client),
    remove: () => this.renderRoot.querySelector("dialog")?.showModal(),
    edit: () => this.#editAgain(),
    again: () => {
      this.reset();
      this.focusOn("input, select, textarea");
    },
  };

  /** @param {FindingView} finding */
  #fix(finding) {
    this.session.fix(finding);
    this.announce(words.fixApplied(finding.fix?.title ?? ""));
    this.typed(finding.path);
    if (finding.fieldPath !== undefined) this.#goTo(finding.fieldPath);
  }

  /** @param {KeyboardEvent} event */
  #keys = (event) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || this.runs.run) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.submit();
    } else if (event.key === ".") {
      const path = fieldPathOf(event);
      const findings = this.#view?.findings ?? [];
      const finding = findings.find(({ fix, fieldPath }) => fix && fieldPath === path);
      if (finding) {
        event.preventDefault();
        this.#fix(finding);
      }
    }
  };

  /** @param {string} path */
  async #goTo(path) {
    this.requestUpdate();
    await this.updateComplete;
    const groups = this.#view?.groups ?? [];
    const group = groups.find(({ fields }) => fields.some((field) => field.path === path));
    const field = group?.fields.find((each) => each.path === path);
    if (!group || !field) return;
    if (group.advanced) this.#open.set(group.id, true);
    await this.focusOn(`#${CSS.escape(field.id)}`);
  }

  /** Back to the form with all that was typed, at the field the service named if it named one. */
  #editAgain() {
    const { failure } = this.runs.run ?? {};
    this.clearRun();
    const fields = this.session.model?.description.fields ?? [];
    const named = failure?.target?.split(/[./]/).at(-1)?.toLowerCase();
    const field = fields.find(({ name }) => name.toLowerCase() === named) ?? fields[0];
    if (field) this.#goTo(field.path);
  }

  /** What deleting the thing under way would destroy. */
  #removal() {
    const { run } = this.runs;
    if (!run) return undefined;
    const properties = { computeType: this.kind, properties: { ...run.progress } };
    return { ...rowOf(run.resource ?? { properties }), name: run.name };
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.export());
    } catch {
      this.announce(words.copyFailed); // no permission, or a page that is not served securely
      return;
    }
    this.#showCopied(true);
    setTimeout(() => this.#showCopied(false), COPIED_MS);
  }

  /** @param {boolean} copied */
  #showCopied(copied) {
    this.#copied = copied;
    this.requestUpdate();
  }
}
