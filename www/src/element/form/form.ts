/**
 * `<azureml-compute-form>`: creates, attaches or edits one compute target. Drawn from `describe(kind)`;
 * checks by the injected checker; creates through the injected client. The class only, no registration: what a host
 * page sees of it. Must not know any kind, nor which entry of azureml-compute was loaded.
 */

import { LitElement } from "lit";
import type { ComputeClientOptions } from "../../../../pkg/src/connection.js";
import { Announcer } from "../shared/announcer.js";
import { Language } from "../shared/language.js";
import { buttons } from "../shared/styles/buttons.js";
import { motion } from "../shared/styles/motion.js";
import { tokens } from "../shared/styles/tokens.js";
import type { Checker, Client, JsonObject, Messages, Report } from "../shared/types.js";
import { DraftKeeper } from "./draft-keeper.js";
import { FormDrawing } from "./drawing.js";
import { Filling } from "./filling.js";
import { RunKeeper } from "./run-keeper.js";
import { controls } from "./styles/controls.js";
import { frame } from "./styles/form.js";
import { panel } from "./styles/panel.js";
import { Submission } from "./submission.js";

/**
 * @fires azureml-input - something was typed; detail { path, value }
 * @fires azureml-report - a new report; detail { report }
 * @fires azureml-submit - cancelable, before anything is sent; detail { kind, name, body }
 * @fires azureml-progress - detail { name, progress }
 * @fires azureml-created - detail { name, resource }
 * @fires azureml-failed - detail { name, error }
 * @fires azureml-open - somebody wants to edit the compute whose name is taken; detail { name }
 * @slot actions - further buttons beside Create
 * @slot footer - below the form
 * @slot empty - shown while there is no checker
 * @csspart frame - the whole
 * @csspart chooser - the question what a person wants to do
 * @csspart group - one group of fields
 * @csspart field - one field with its label and findings
 * @csspart control - the input, select or textarea of a field
 * @csspart actions - the bar with the Create button
 * @csspart glance - cost and quota
 * @csspart summary - the findings as a list
 * @csspart preview - the configuration as text
 * @csspart run - the card that follows an operation
 * @csspart dialog - each dialog
 * @cssprop --azureml-color-text - texts; also -text-2 and -text-3 for quieter ones
 * @cssprop --azureml-color-surface - cards and fields; also -surface-2 for what lies behind
 * @cssprop --azureml-color-line - borders; also -line-2 for quieter ones
 * @cssprop --azureml-color-brand - the main button, what is chosen, lines of focus, bars
 * @cssprop --azureml-color-on-brand - text on it
 * @cssprop --azureml-color-link - links and icons
 * @cssprop --azureml-radius - rounding of cards; fields and buttons are at most as round
 * @cssprop --azureml-sticky-top - where the panel stays when the page scrolls
 * @tagname azureml-compute-form
 */
export class AzuremlComputeForm extends LitElement {
  static formAssociated = true;
  static override styles = [tokens, buttons, motion, controls, frame, panel];
  static override properties = {
    locale: { type: String },
    kind: { type: String },
    kinds: { attribute: false },
    checker: { attribute: false },
    client: { attribute: false },
    workspace: { attribute: false },
    credential: { attribute: false },
    messages: { attribute: false },
    format: { type: String },
    region: { type: String },
    facts: { attribute: false },
    guardrails: { attribute: false },
    readonly: { type: Boolean, reflect: true },
    mode: { type: String },
    includeSecrets: { type: Boolean, attribute: "include-secrets" },
    formField: { type: String, attribute: "form-field" },
    storageKey: { type: String, attribute: "storage-key" },
    name: { type: String, noAccessor: true },
    value: { attribute: false, noAccessor: true },
  };

  /** The compute kind, e.g. "AmlCompute". */
  declare kind: string;
  /** The kinds a person may choose from; all if not given. */
  declare kinds: string[] | undefined;
  /** What checks: azureml-compute, or anything with its validate, describe, applyFixes. */
  declare checker: Checker | undefined;
  /** Without one, `azureml-submit` is all that happens. */
  declare client: Client | undefined;
  /** Options of a client, for hosts that do not make one themselves. */
  declare workspace: Omit<ComputeClientOptions, "credential"> | undefined;
  /** A token function or credential for `workspace`. */
  declare credential: ComputeClientOptions["credential"] | undefined;
  /** Findings in another language, as azureml-compute/locales has them. */
  declare messages: Messages | undefined;
  /** What `load` reads: as in `validate`. */
  declare format: string;
  declare region: string;
  declare facts: JsonObject | undefined;
  declare guardrails: JsonObject | undefined;
  declare readonly: boolean;
  declare mode: "create" | "edit";
  /** Secrets stand in `value`, exports and events only with this. */
  declare includeSecrets: boolean;
  /** The body's name in a surrounding `<form>`; `name` is taken by the compute target's own. */
  declare formField: string;
  /**
   * Under which key a run survives a reload; "" keeps nothing. By default each workspace has one for its form
   * that creates and one for each compute that is edited.
   */
  declare storageKey: string | undefined;

  /** A BCP 47 tag; without one the page's `lang` counts. */
  declare locale: string;

  #language = new Language(this);
  #announcer = new Announcer(this);
  #filling: Filling;
  #keeper: RunKeeper;
  #drafts: DraftKeeper;
  #submission: Submission;
  #drawing: FormDrawing;

  constructor() {
    super();
    this.locale = "";
    this.kind = "AmlCompute";
    this.kinds = undefined;
    this.checker = undefined;
    this.client = undefined;
    this.workspace = undefined;
    this.credential = undefined;
    this.messages = undefined;
    this.format = "auto";
    this.region = "";
    this.facts = undefined;
    this.guardrails = undefined;
    this.readonly = false;
    this.mode = "create";
    this.includeSecrets = false;
    this.formField = "compute";
    this.storageKey = undefined;
    const by = { language: this.#language, announcer: this.#announcer };
    this.#keeper = new RunKeeper(this, {
      ...by,
      given: () => this.#filling.session.given,
      created: () => this.#drafts.clear(),
    });
    const { runs } = this.#keeper;
    const isRunning = () => runs.run !== undefined;
    const changed = () => this.#drafts.later();
    this.#filling = new Filling(this, this.attachInternals(), { ...by, isRunning, changed });
    const filling = this.#filling;
    this.#drafts = new DraftKeeper(this, filling.session, this.#announcer);
    const prepare = () => this.#drawing.prepareRun();
    this.#submission = new Submission(this, { ...by, filling, runs, prepare });
    this.#drawing = new FormDrawing(this, {
      ...by,
      filling,
      keeper: this.#keeper,
      submission: this.#submission,
      submit: () => this.submit(),
      drafts: this.#drafts,
      reset: (undoable) => this.#reset(undoable),
      load: (text, name) => this.load(text, name),
    });
  }

  /** The ARM body with `name` at the top; without secrets unless `include-secrets`. */
  get value(): JsonObject {
    return this.#filling.value;
  }

  set value(body: JsonObject) {
    this.#filling.value = body;
  }

  /** The name of the compute target: the body's `name`. */
  get name(): string {
    return this.#filling.name;
  }

  set name(name: string) {
    this.#filling.name = name;
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null) {
    if (name === "name") this.name = after ?? "";
    else super.attributeChangedCallback(name, before, after);
  }

  /** The last report, with what the service added to it. */
  get report(): Report | undefined {
    return this.#filling.report;
  }

  /** Checks everything and shows everything, also what nobody has come to yet. */
  check(): Promise<Report | undefined> {
    return this.#filling.check();
  }

  /**
   * Checks, and creates if nothing is wrong. With errors the focus goes to the summary. Tells whether something was
   * sent, or taken over by the host.
   */
  submit(): Promise<boolean> {
    return this.#submission.submit();
  }

  /** Back to the form as it began; secrets and what was typed are forgotten. */
  reset() {
    this.#reset(false);
  }

  /**
   * Fills the form from a text. A text that cannot be read changes nothing; its findings are shown.
   * @param name of the file it came from
   */
  async load(text: string, name?: string): Promise<Report | undefined> {
    await this.#drawing.prepareImport();
    return this.#filling.load(text, name);
  }

  /**
   * The configuration as text.
   * @param format "arm", and what the checker converts to
   */
  export(format: string = "arm"): string {
    return this.#drawing.preview.text(format);
  }

  formResetCallback() {
    this.reset();
  }

  formDisabledCallback(disabled: boolean) {
    this.readonly = disabled;
  }

  #reset(undoable: boolean) {
    this.#drawing.reset();
    this.#keeper.clear();
    this.#filling.reset(undoable);
    this.#drafts.clear();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>) {
    this.#language.speak();
    this.#filling.update(changed);
    this.#drafts.update();
    this.#keeper.update(changed);
    if (changed.has("client") || changed.has("region")) this.#filling.advisor.learn();
    this.#drawing.update();
  }

  protected override firstUpdated() {
    this.#drawing.prepare();
  }

  protected override updated() {
    this.#drawing.settle();
  }

  protected override render() {
    return this.#drawing.template();
  }
}
