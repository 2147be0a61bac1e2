/**
 * `<azureml-compute-form>`: creates one compute target. Drawn from `describe(kind)`; checks by the
 * injected checker; creates through the injected client. The class only, no registration.
 * Must not know any kind, nor which entry of azureml-compute was loaded.
 */

import { html, LitElement, nothing } from "lit";
import { Announcer } from "./announcer.js";
import { CheckController } from "./check-controller.js";
import { changeSpoken, findingsOf } from "./findings.js";
import { apart, FormModel } from "./form-model.js";
import { rowOf } from "./list-model.js";
import { isObject } from "./pointer.js";
import { confirmDialog } from "./render/confirm.js";
import { fieldTemplate } from "./render/fields.js";
import { loadFindings, summary, verdict } from "./render/findings.js";
import { icon } from "./render/icons.js";
import { groupTemplate, preview } from "./render/panel.js";
import { runCardTemplate } from "./render/run-card.js";
import { RunController } from "./run-controller.js";
import { stepsOf } from "./run-model.js";
import { buttons } from "./styles/buttons.js";
import { controls } from "./styles/controls.js";
import { frame } from "./styles/form.js";
import { runCard } from "./styles/run.js";
import { tokens } from "./styles/tokens.js";
import { formView } from "./view-model.js";
import { words } from "./words.js";

/** @import { Checker, Client, ComputeResource, Failure, JsonObject, KindDescription, MapRow, Report } from "./types.js" */
/** @import { FindingView } from "./findings.js" */
/** @import { FieldView, FormView } from "./view-model.js" */

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
 */
export class AzuremlComputeForm extends LitElement {
  static formAssociated = true;
  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: false };
  static styles = [tokens, buttons, controls, frame, runCard];
  static properties = {
    kind: { type: String },
    kinds: { attribute: false },
    checker: { attribute: false },
    client: { attribute: false },
    format: { type: String },
    region: { type: String },
    facts: { attribute: false },
    guardrails: { attribute: false },
    locale: { type: String },
    readonly: { type: Boolean, reflect: true },
    mode: { type: String },
    includeSecrets: { type: Boolean, attribute: "include-secrets" },
    name: { type: String },
    value: { attribute: false, noAccessor: true },
  };

  /** @type {FormModel | undefined} */
  #model;
  /** @type {Report | undefined} */
  #report;
  /** @type {FindingView[]} */
  #spoken = [];
  /** @type {FindingView[]} */
  #loadFindings = [];
  /** @type {Map<string, boolean>} */
  #open = new Map();
  /** @type {Set<string>} */
  #shownSecrets = new Set();
  /** @type {JsonObject | undefined} what an edit started from */
  #current;
  /** @type {JsonObject | undefined} given before there was a checker */
  #waitingValue;
  /** @type {FormView | undefined} */
  #view;
  #copied = false;
  #moving = false;
  #said = "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  #checks = new CheckController((report) => this.#reported(report));
  #announcer = new Announcer((text) => {
    this.#said = text;
    this.requestUpdate();
  });
  #runs = new RunController({
    changed: () => this.#runChanged(),
    progressed: (progress, { name }) => this.#emit("azureml-progress", { name, progress }),
    created: (resource, { name }) => {
      this.#emit("azureml-created", { name, resource });
      this.#focusLater("#run-title");
    },
    failed: (error, { name }) => {
      this.#emit("azureml-failed", { name, error });
      this.#focusLater("#run-title");
    },
  });
  /** @type {ElementInternals} */
  #internals;

  constructor() {
    super();
    this.#internals = this.attachInternals();
    /** The compute kind, e.g. "AmlCompute". */
    this.kind = "AmlCompute";
    /** @type {string[] | undefined} the kinds a person may choose from; one = no choice */
    this.kinds = undefined;
    /** @type {Checker | undefined} azureml-compute, or anything with its validate, describe, applyFixes */
    this.checker = undefined;
    /** @type {Client | undefined} */
    this.client = undefined;
    this.format = "arm";
    this.region = "";
    /** @type {JsonObject | undefined} */
    this.facts = undefined;
    /** @type {JsonObject | undefined} */
    this.guardrails = undefined;
    this.locale = "";
    this.readonly = false;
    /** @type {"create" | "edit"} */
    this.mode = "create";
    this.includeSecrets = false;
  }

  // --- what a host page uses ---------------------------------------------------------------------

  /** The ARM body with `name` at the top; without secrets unless `include-secrets`. */
  get value() {
    if (!this.#model) return this.#waitingValue ?? {};
    return this.includeSecrets ? this.#model.complete() : this.#model.open;
  }

  set value(body) {
    if (!isObject(body)) return;
    if (!this.#model) {
      this.#waitingValue = body;
      return;
    }
    this.#model.replace(body);
    this.#model.revealed = true;
    this.#current = this.mode === "edit" ? body : undefined;
    this.#changed();
  }

  /** The name of the compute target: the body's `name`. */
  get name() {
    return this.#model?.name ?? String(this.#waitingValue?.name ?? "");
  }

  set name(name) {
    const { name: _, ...others } = this.value;
    const next = name ? { name, ...others } : others;
    if (this.#model) {
      this.#model.replace({ ...this.#model.complete(), name: name || undefined });
      this.#changed();
    } else {
      this.#waitingValue = next;
    }
  }

  /** The last report. */
  get report() {
    return this.#report;
  }

  /**
   * Checks everything and shows everything, also what nobody has come to yet.
   * @returns {Promise<Report | undefined>}
   */
  async check() {
    if (!this.checker || !this.#model) return undefined;
    this.#model.revealed = true;
    const report = await this.#checkNow();
    this.requestUpdate();
    return report;
  }

  /**
   * Checks, and creates if nothing is wrong. With errors the focus goes to the summary.
   * @returns {Promise<boolean>} whether something was sent, or taken over by the host
   */
  async submit() {
    if (this.#runs.busy || this.readonly) return false;
    const report = await this.check();
    if (!report || !this.#model) return false;
    if (!report.valid) {
      this.#focusLater(".summary");
      return false;
    }
    const outgoing = apart(this.#model.complete());
    const told = { kind: this.kind, ...apart(this.value) };
    if (!this.#emit("azureml-submit", told, true)) return true;
    if (!this.client) return false;
    this.#runs.create(this.client, outgoing.name, outgoing.body);
    this.#focusLater("#run-title");
    return true;
  }

  /** Back to the empty form; secrets and what was typed are forgotten. */
  reset() {
    this.#runs.clear();
    this.#runChanged();
    this.#loadFindings = [];
    this.#open.clear();
    this.#shownSecrets.clear();
    this.#spoken = [];
    if (this.checker) this.#describe(this.checker);
  }

  /**
   * Fills the form from a text. A text that cannot be read changes nothing; its findings are shown.
   * @param {string} text
   * @returns {Promise<Report | undefined>}
   */
  async load(text) {
    if (!this.checker || !this.#model) return undefined;
    const report = await this.checker.validate(text, this.#options());
    const body = parsed(text);
    this.#loadFindings = isObject(body) ? [] : findingsOf(report, []);
    if (isObject(body)) this.value = body;
    else this.requestUpdate();
    return report;
  }

  /**
   * The configuration as text.
   * @param {string} [format] only "arm" until the checker converts
   * @returns {string}
   */
  export(format = "arm") {
    if (format !== "arm") throw new RangeError(`format \`${format}\` is not offered, use \`arm\``);
    return `${JSON.stringify(this.value, null, 2)}\n`;
  }

  // --- taking part in a <form> -------------------------------------------------------------------

  formResetCallback() {
    this.reset();
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.readonly = disabled;
  }

  // --- life cycle --------------------------------------------------------------------------------

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#announcer.cancel();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (this.checker && (changed.has("checker") || changed.has("kind"))) {
      this.#describe(this.checker);
    } else if (["region", "facts", "guardrails", "mode"].some((name) => changed.has(name))) {
      this.#checkNow();
    }
    this.#view = this.#viewNow();
  }

  render() {
    const model = this.#model;
    const view = this.#view;
    if (!model || !view) return html`<slot name="empty"></slot>`;
    const { run } = this.#runs;
    const labelOf = (/** @type {string} */ path) => model.field(path)?.title ?? path;
    const findingActions = this.#findingActions;
    return html`
      <div class="frame" part="frame" @keydown=${this.#keys}>
        <div class="main">
          ${run ? runCardTemplate(run, Date.now(), this.#runActions) : this.#formTemplate(view)}
          <slot name="footer"></slot>
        </div>
        <aside class="panel" aria-label=${words.review}>
          ${this.#loadFindings.length > 0 ? loadFindings(this.#loadFindings, findingActions) : nothing}
          ${run ? nothing : summary(view, labelOf, findingActions)}
          ${preview(
            model.masked(),
            { moving: this.#moving, copied: this.#copied, hasSecrets: model.hasSecrets },
            () => this.#copy(),
            () => this.#download(),
          )}
        </aside>
      </div>
      ${confirmDialog(
        this.#removal(),
        () => this.client && this.#runs.delete(this.client),
        () => {},
      )}
      <div class="unseen" role="status" aria-live="polite">${this.#said}</div>
    `;
  }

  /** @param {FormView} view */
  #formTemplate(view) {
    const { tone, title } = verdict(view);
    return html`
      ${this.#kindTemplate()}
      ${view.groups.map((group) =>
        groupTemplate(
          group,
          {
            open:
              this.#open.get(group.id) ??
              group.findings.some(({ severity }) => severity !== "info"),
          },
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
        <button type="button" @click=${() => this.reset()}>${words.reset}</button>
        <slot name="actions"></slot>
        <span class="state ${tone}">${tone === "plain" ? nothing : icon(tone)}${title}</span>
      </div>
    `;
  }

  #kindTemplate() {
    const kinds = /** @type {string[]} */ (this.kinds ?? []);
    if (kinds.length < 2 || !this.checker) return nothing;
    const all = [this.checker.describe()].flat().filter(({ kind }) => kinds.includes(kind));
    return html`<section class="group">
      <label class="label" for="kind">${words.kindLabel}</label>
      <select id="kind" @change=${(/** @type {Event} */ event) => {
        this.kind = /** @type {HTMLSelectElement} */ (event.target).value;
      }}>
        ${all.map(({ kind, title }) => html`<option value=${kind} ?selected=${kind === this.kind}>${title}</option>`)}
      </select>
    </section>`;
  }

  // --- typing and checking -----------------------------------------------------------------------

  #fieldActions = {
    type: (/** @type {FieldView} */ { field }, /** @type {string} */ text) => {
      this.#model?.type(field, text);
      this.#typed(field.path);
    },
    rows: (/** @type {FieldView} */ { field }, /** @type {MapRow[]} */ rows) => {
      this.#model?.setRows(field, rows);
      this.#typed(field.path);
    },
    leave: (/** @type {FieldView} */ { field }) => {
      this.#model?.leave(field, this.locale);
      this.requestUpdate();
    },
    toggleSecret: (/** @type {FieldView} */ { path }) => {
      if (!this.#shownSecrets.delete(path)) this.#shownSecrets.add(path);
      this.requestUpdate();
    },
    isRevealed: (/** @type {FieldView} */ { path }) => this.#shownSecrets.has(path),
  };

  #findingActions = {
    fix: (/** @type {FindingView} */ finding) => this.#fix(finding),
    go: (/** @type {string} */ path) => this.#goTo(path),
    dismiss: () => {
      this.#loadFindings = [];
      this.requestUpdate();
    },
  };

  /** @param {string} path */
  #typed(path) {
    this.#changed();
    this.#emit("azureml-input", { path });
  }

  #changed() {
    this.#moving = this.hasUpdated;
    this.#checkNow();
    this.requestUpdate();
  }

  /** @returns {Report | Promise<Report> | undefined} */
  #checkNow() {
    if (!this.checker || !this.#model) return undefined;
    return this.#checks.check(this.checker, this.#model.complete(), this.#options());
  }

  #options() {
    const given = {
      format: this.format,
      operation: this.mode === "edit" ? "update" : "create",
      current: this.mode === "edit" ? this.#current : undefined,
      region: this.region || undefined,
      facts: this.facts,
      guardrails: this.guardrails,
    };
    return Object.fromEntries(Object.entries(given).filter(([, option]) => option !== undefined));
  }

  /** @param {Report} report */
  #reported(report) {
    this.#report = report;
    this.#internals.setFormValue?.(JSON.stringify(this.value));
    this.#setValidity(report);
    this.#emit("azureml-report", { report });
    this.#announcer.later(() => {
      const now = this.#viewNow()?.findings ?? [];
      const text = changeSpoken(this.#spoken, now);
      this.#spoken = now;
      return text;
    });
    this.requestUpdate();
  }

  /** @param {Report} report */
  #setValidity({ valid, counts }) {
    if (valid) this.#internals.setValidity({});
    else this.#internals.setValidity({ customError: true }, words.problems(counts.error));
  }

  /** @param {Checker} checker */
  #describe(checker) {
    const answer = checker.describe(this.kind);
    const description = /** @type {KindDescription} */ (Array.isArray(answer) ? answer[0] : answer);
    this.#model = new FormModel(description);
    this.#checks.cancel();
    const given = this.#waitingValue;
    this.#waitingValue = undefined;
    if (given) {
      this.#model.replace({ ...description.body, ...given });
      this.#model.revealed = Object.keys(given).some((key) => key !== "name");
      this.#current = given;
    }
    this.#checkNow();
    this.requestUpdate();
  }

  #viewNow() {
    const model = this.#model;
    if (!model) return undefined;
    const { mode, readonly, locale } = this;
    const { description, body, secrets, drafts, touched, revealed } = model;
    return formView({
      description,
      body,
      secrets,
      drafts,
      touched,
      revealed,
      report: this.#report,
      mode,
      readonly,
      locale,
    });
  }

  /** @param {FindingView} finding */
  #fix({ fix, fieldPath }) {
    if (!fix || !this.checker || !this.#model) return;
    this.#model.replace(this.checker.applyFixes(this.#model.complete(), [fix]));
    this.#changed();
    this.#announcer.later(() => words.fixApplied(fix.title), 0);
    this.#emit("azureml-input", { path: fix.patch[0]?.path ?? "" });
    if (fieldPath !== undefined) this.#goTo(fieldPath);
  }

  // --- keyboard and focus ------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  #keys = (event) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || this.#runs.run) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.submit();
    } else if (event.key === ".") {
      const path = fieldPathOf(event);
      const finding = this.#viewNow()?.findings.find(
        ({ fix, fieldPath }) => fix && fieldPath === path,
      );
      if (finding) {
        event.preventDefault();
        this.#fix(finding);
      }
    }
  };

  /** @param {string} path */
  async #goTo(path) {
    const group = this.#view?.groups.find(({ fields }) =>
      fields.some((field) => field.path === path),
    );
    if (group?.advanced) this.#open.set(group.id, true);
    this.requestUpdate();
    await this.updateComplete;
    const field = this.#view?.groups
      .flatMap(({ fields }) => fields)
      .find((each) => each.path === path);
    const target = field && this.renderRoot.querySelector(`#${CSS.escape(field.id)}`);
    const checked = target?.closest("fieldset")?.querySelector("input:checked");
    const control = /** @type {HTMLElement | null | undefined} */ (checked ?? target);
    control?.focus();
    control?.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} selector */
  async #focusLater(selector) {
    this.requestUpdate();
    await this.updateComplete;
    const target = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(selector));
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  }

  // --- the run -----------------------------------------------------------------------------------

  #runActions = {
    stop: () => this.#runs.stop(),
    keepWaiting: () => this.client && this.#runs.keepWaiting(this.client),
    remove: () => this.renderRoot.querySelector("dialog")?.showModal(),
    edit: () => this.#editAgain(),
    again: () => {
      this.reset();
      this.#focusLater("input, select, textarea");
    },
  };

  #runChanged() {
    const { run, busy } = this.#runs;
    clearInterval(this.#clock);
    if (busy) this.#clock = setInterval(() => this.requestUpdate(), 1_000);
    if (run) {
      const step = stepsOf(run).findLast(({ state }) => state !== "waiting");
      this.#announcer.later(() => (step ? `${step.title}: ${step.stateWord}` : ""), 300);
    }
    this.requestUpdate();
  }

  /** Back to the form with all that was typed, at the field the service named if it named one. */
  #editAgain() {
    const { failure } = this.#runs.run ?? {};
    this.#runs.clear();
    this.#runChanged();
    const fields = this.#model?.description.fields ?? [];
    const wanted = failure?.target?.split(/[./]/).at(-1)?.toLowerCase();
    const field = fields.find(({ name }) => name.toLowerCase() === wanted) ?? fields[0];
    if (field) this.#goTo(field.path);
  }

  /** What deleting the thing under way would destroy. */
  #removal() {
    const { run } = this.#runs;
    if (!run) return undefined;
    const known = run.resource ?? {
      properties: { computeType: this.kind, properties: { ...run.progress } },
    };
    return { ...rowOf(known), name: run.name };
  }

  // --- copies ------------------------------------------------------------------------------------

  async #copy() {
    await navigator.clipboard.writeText(this.export());
    this.#copied = true;
    this.requestUpdate();
    setTimeout(() => {
      this.#copied = false;
      this.requestUpdate();
    }, COPIED_MS);
  }

  #download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.export()], { type: "application/json" }));
    link.download = `${this.name || "compute"}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /**
   * @param {string} type
   * @param {object} detail
   * @param {boolean} [cancelable]
   * @returns {boolean} false if a listener took over
   */
  #emit(type, detail, cancelable = false) {
    return this.dispatchEvent(
      new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }),
    );
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Event} event */
function fieldPathOf(event) {
  const target = /** @type {HTMLElement | undefined} */ (event.composedPath()[0]);
  const field = /** @type {HTMLElement | null | undefined} */ (target?.closest?.("[data-path]"));
  return field?.dataset.path;
}
