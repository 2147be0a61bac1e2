/**
 * What a host page sees of `<azureml-compute-form>`: properties, methods, events, its part in a
 * `<form>`. Draws nothing; the drawing subclass is form.js.
 */

import { LitElement } from "lit";
import { Announcer } from "./announcer.js";
import { focusElement } from "./browser.js";
import { apart } from "./form-model.js";
import { isObject } from "./pointer.js";
import { RunController } from "./run-controller.js";
import { stepsOf } from "./run-model.js";
import { FormSession } from "./session.js";
import { words } from "./words.js";

/** @import { Checker, Client, JsonObject, Report } from "./types.js" */

const RUN_PAUSE_MS = 300;

export class FormHost extends LitElement {
  static formAssociated = true;
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
    formField: { type: String, attribute: "form-field" },
    name: { type: String, noAccessor: true },
    value: { attribute: false, noAccessor: true },
  };

  /** @type {ElementInternals} */
  #internals;
  #announcer = new Announcer((text) => {
    this.said = text;
    this.requestUpdate();
  });
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  /** @protected What the live region says. */
  said = "";
  /** @protected Why nothing could be sent. */
  notice = "";
  /** @protected */
  session = new FormSession(
    () => this.#setting(),
    (report) => this.#reported(report),
  );
  /** @protected */
  runs = new RunController({
    changed: () => this.#runChanged(),
    progressed: (progress, { name }) => this.#emit("azureml-progress", { name, progress }),
    created: (resource, { name }) => {
      this.#emit("azureml-created", { name, resource });
      this.focusOn("#run-title");
    },
    failed: (error, { name }) => {
      this.#emit("azureml-failed", { name, error });
      this.focusOn("#run-title");
    },
  });

  constructor() {
    super();
    this.#internals = this.attachInternals();
    /** The compute kind, e.g. "AmlCompute". */
    this.kind = "AmlCompute";
    /** @type {string[] | undefined} The kinds a person may choose from; one = no choice. */
    this.kinds = undefined;
    /** @type {Checker | undefined} azureml-compute, or anything with its validate, describe, applyFixes. */
    this.checker = undefined;
    /** @type {Client | undefined} Without one, `azureml-submit` is all that happens. */
    this.client = undefined;
    /** What `value` and `load` hold. */
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
    /** Secrets stand in `value`, exports and events only with this. */
    this.includeSecrets = false;
    /** The body's name in a surrounding `<form>`; `name` is taken by the compute target's own. */
    this.formField = "compute";
  }

  /**
   * The ARM body with `name` at the top; without secrets unless `include-secrets`.
   * @type {JsonObject}
   */
  get value() {
    return this.session.value(this.includeSecrets);
  }

  set value(body) {
    if (!isObject(body)) return;
    this.session.give(body);
    this.requestUpdate();
  }

  /** The name of the compute target: the body's `name`. */
  get name() {
    const { name } = this.session.value(false);
    return typeof name === "string" ? name : "";
  }

  set name(name) {
    const { name: _, ...others } = this.session.value(true);
    this.session.give(name ? { name, ...others } : others);
    this.requestUpdate();
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (name === "name") this.name = after ?? "";
    else super.attributeChangedCallback(name, before, after);
  }

  /** The last report. */
  get report() {
    return this.session.report;
  }

  /**
   * Checks everything and shows everything, also what nobody has come to yet.
   * @returns {Promise<Report | undefined>}
   */
  async check() {
    if (this.session.model) this.session.model.revealed = true;
    const report = await this.session.check();
    this.requestUpdate();
    return report;
  }

  /**
   * Checks, and creates if nothing is wrong. With errors the focus goes to the summary.
   * @returns {Promise<boolean>} whether something was sent, or taken over by the host
   */
  async submit() {
    if (this.runs.busy || this.readonly) return false;
    this.notice = "";
    const report = await this.check();
    const { model } = this.session;
    if (!report || !model) return false;
    if (!report.valid) {
      this.focusOn(".summary");
      return false;
    }
    const told = { kind: this.kind, ...apart(this.value) };
    if (!this.#emit("azureml-submit", told, true)) return true;
    if (!this.client) {
      this.notice = words.noClient;
      this.requestUpdate();
      return false;
    }
    const { name, body } = apart(model.complete());
    this.runs.create(this.client, name, body);
    this.focusOn("#run-title");
    return true;
  }

  /** Back to the form as it began; secrets and what was typed are forgotten. */
  reset() {
    this.clearRun();
    if (this.checker) this.session.begin(this.checker, this.kind);
    this.requestUpdate();
  }

  /**
   * Fills the form from a text. A text that cannot be read changes nothing; its findings are shown.
   * @param {string} text
   * @returns {Promise<Report | undefined>}
   */
  async load(text) {
    const report = await this.session.load(text);
    this.requestUpdate();
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

  formResetCallback() {
    this.reset();
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.readonly = disabled;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#runChanged();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#announcer.cancel();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    const matters = ["region", "facts", "guardrails", "mode", "format"];
    if (this.checker && (changed.has("checker") || changed.has("kind"))) {
      this.session.begin(this.checker, this.kind);
    } else if (matters.some((name) => changed.has(name))) {
      this.session.check();
    }
  }

  /** @protected @param {string} path */
  typed(path) {
    this.requestUpdate();
    this.#emit("azureml-input", { path });
  }

  /** @protected @param {string} text said at once */
  announce(text) {
    this.#announcer.later(() => text, 0);
  }

  /** @protected @param {string} selector */
  async focusOn(selector) {
    this.requestUpdate();
    await this.updateComplete;
    focusElement(this.renderRoot.querySelector(selector));
  }

  /** @protected */
  clearRun() {
    this.runs.clear();
    this.#runChanged();
  }

  #runChanged() {
    const { run, busy } = this.runs;
    clearInterval(this.#clock);
    if (busy) this.#clock = setInterval(() => this.requestUpdate(), 1_000);
    if (run) {
      const step = stepsOf(run).findLast(({ state }) => state !== "waiting");
      const text = step ? `${step.title}: ${step.stateWord}` : "";
      this.#announcer.later(() => (text === this.said ? "" : text), RUN_PAUSE_MS);
    }
    this.requestUpdate();
  }

  #setting() {
    const { mode, readonly, locale, format, region, facts, guardrails } = this;
    return { mode, readonly, locale, options: { format, region, facts, guardrails } };
  }

  /** @param {Report} report */
  #reported(report) {
    const entry = new FormData();
    entry.set(this.formField, JSON.stringify(this.value));
    this.#internals.setFormValue(entry);
    if (report.valid) this.#internals.setValidity({});
    else this.#internals.setValidity({ customError: true }, words.problems(report.counts.error));
    this.#emit("azureml-report", { report });
    this.#announcer.later(() => this.session.changeSpoken());
    this.requestUpdate();
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
