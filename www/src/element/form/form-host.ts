/**
 * What a host page sees of `<azureml-compute-form>`: properties, methods, events, its part in a
 * `<form>`. Draws nothing; the drawing subclass is form.js.
 */

import type { ComputeClientOptions } from "../../../../pkg/src/connection.js";
import { RunController } from "../run/run-controller.js";
import { stepsOf } from "../run/run-model.js";
import { RunStore } from "../run/run-store.js";
import { Announcer } from "../shared/announcer.js";
import { focusElement } from "../shared/browser.js";
import { isObject, read } from "../shared/pointer.js";
import { Speaking } from "../shared/speaking.js";
import type {
  Checker,
  Client,
  JsonObject,
  KindDescription,
  Messages,
  Report,
  ValidateOptions,
} from "../shared/types.js";
import { words } from "../shared/words.js";
import type { Question } from "./advisor.js";
import { Advisor } from "./advisor.js";
import { apart } from "./form-model.js";
import { type FormatId, textIn } from "./formats.js";
import { FormSession } from "./session.js";

const RUN_PAUSE_MS = 300;
const SCALE = "scaleSettings";

export class FormHost extends Speaking {
  static formAssociated = true;
  static override properties = {
    ...Speaking.properties,
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

  #internals: ElementInternals;
  #announcer = new Announcer((text) => {
    this.said = text;
    this.requestUpdate();
  });
  #clock: ReturnType<typeof setInterval> | undefined;
  #store: RunStore | undefined;
  #online = () => {
    this.advisor.later();
    this.requestUpdate();
  };

  /** What the live region says. */
  protected said = "";
  /** Why nothing could be sent. */
  protected notice = "";
  protected session = new FormSession(
    () => this.#setting(),
    (report) => this.#reported(report),
  );
  /** What the service adds to the checks. */
  protected advisor = new Advisor(
    () => this.#question(),
    () => this.requestUpdate(),
  );
  protected runs = new RunController({
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

  constructor() {
    super();
    this.#internals = this.attachInternals();
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
  }

  /** The ARM body with `name` at the top; without secrets unless `include-secrets`. */
  get value(): JsonObject {
    return this.session.value(this.includeSecrets);
  }

  set value(body: JsonObject) {
    if (!isObject(body)) return;
    this.speak();
    this.#follow(body);
    if (this.checker && this.session.model && this.session.kind !== this.kind) {
      this.advisor.forget();
      this.session.begin(this.checker, this.kind, true, body);
    } else this.session.give(body);
    this.requestUpdate();
  }

  /** The name of the compute target: the body's `name`. */
  get name(): string {
    const { name } = this.session.value(false);
    return typeof name === "string" ? name : "";
  }

  set name(name: string) {
    this.session.rename(name);
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null) {
    if (name === "name") this.name = after ?? "";
    else super.attributeChangedCallback(name, before, after);
  }

  /** The last report, with what the service added to it. */
  get report() {
    const { report, model } = this.session;
    return report && model ? this.advisor.complete(report, model.checked()) : report;
  }

  /** Checks everything and shows everything, also what nobody has come to yet. */
  async check(): Promise<Report | undefined> {
    if (this.session.model) this.session.model.revealed = true;
    await this.session.check();
    this.requestUpdate();
    return this.report;
  }

  /**
   * Checks, and creates if nothing is wrong. With errors the focus goes to the summary. Tells whether something was
   * sent, or taken over by the host.
   */
  async submit(): Promise<boolean> {
    if (this.runs.busy || this.readonly) return false;
    this.notice = "";
    let report = await this.check();
    const { model } = this.session;
    if (!report || !model) return false;
    if (this.session.imported?.lost.length) return this.#stay(".summary.imported");
    if (this.session.report?.valid && !(await this.#lookFresh())) return false;
    report = this.report;
    this.speak();
    if (!report?.valid || !this.session.view()?.ready) return this.#stay(".summary:not(.imported)");
    const told = { kind: this.kind, ...apart(this.value) };
    if (!this.#emit("azureml-submit", told, true)) return true;
    if (!this.client) return this.#stay(undefined, words.noClient);
    if (!(await this.prepareRun())) return this.#stay(undefined, words.partMissing);
    const { name, body } = apart(model.complete());
    const allocates = this.#allocates();
    if (this.mode === "edit") {
      const idle = this.#idleAction(body);
      if (idle) this.runs.act(this.client, name, idle);
      else this.runs.update(this.client, name, { patch: this.#patchOf(body), body }, { allocates });
    } else {
      this.runs.create(this.client, name, body, {
        allocates,
        attaches: !model.description.managed && !this.session.makesNew,
      });
    }
    this.focusOn("#run-title");
    return true;
  }

  /**
   * What the service says now: whether the name of a new compute is free, what an edit would do.
   * @returns false if that could not be learned, or speaks against sending
   */
  async #lookFresh(): Promise<boolean> {
    const { client, advisor } = this;
    if (!client) return true;
    if (!navigator.onLine) return this.#stay(undefined, words.offline);
    try {
      if (this.mode !== "edit" && (await advisor.isTaken(client, this.name))) return true;
    } catch (error) {
      const { message = String(error) } = (error ?? {}) as { message?: string };
      return this.#stay(undefined, words.nameUnknown(message));
    }
    // What it said before may have changed since.
    if (this.mode === "edit" ? client.plan : !this.report?.valid) await advisor.now();
    if (this.mode !== "edit") return true;
    if (client.plan && advisor.state === "failed") {
      return this.#stay(undefined, words.askFailed(advisor.reason));
    }
    return this.verdictOfPlan() === "save" ? true : this.#stay(".plan");
  }

  /** What can be done about the plan of an edit. */
  protected verdictOfPlan(): "save" | "nothing" | "blocked" {
    const { plan } = this.advisor;
    if (this.mode !== "edit" || !plan) return "save";
    if (plan.action === "none") return "nothing";
    const { body } = apart(this.session.value(true));
    const stuck = plan.action === "replace" || plan.action === "blocked";
    return stuck && !this.#idleAction(body) ? "blocked" : "save";
  }

  /**
   * An instance's idle time is changed by an action of its own; an edit of more than that is not.
   */
  #idleAction(body: JsonObject): ((signal: AbortSignal) => Promise<unknown>) | undefined {
    const { client, name } = this;
    const { action, changes = [] } = this.advisor.plan ?? {};
    const [change, ...more] = changes;
    const duration = change && read(body, change.path);
    if (action !== "replace" || more.length > 0 || change?.action !== "updateIdleShutdown") return;
    if (!client?.updateIdleShutdown || typeof duration !== "string") return;
    const updateIdle = client.updateIdleShutdown.bind(client);
    return (signal) => updateIdle(name, duration, { signal });
  }

  /** Nothing is sent, and the person is led to why. */
  #stay(selector?: string, notice: string = "") {
    this.notice = notice;
    this.requestUpdate();
    if (selector) this.focusOn(selector);
    return false;
  }

  /** Back to the form as it began; secrets and what was typed are forgotten. */
  reset() {
    this.speak();
    this.clearRun();
    this.advisor.forget();
    if (this.checker) this.session.begin(this.checker, this.kind, false);
    this.requestUpdate();
  }

  /**
   * Fills the form from a text. A text that cannot be read changes nothing; its findings are shown.
   * @param name of the file it came from
   */
  async load(text: string, name?: string): Promise<Report | undefined> {
    this.speak();
    const found = await this.session.read(text, name);
    if (!found) return undefined;
    this.speak();
    if (found.body) this.#follow(found.body);
    if (this.checker && this.session.kind !== this.kind) {
      this.advisor.forget();
      this.session.begin(this.checker, this.kind);
    }
    this.session.fill(name ?? words.importedText, found);
    this.requestUpdate();
    return found.report;
  }

  /**
   * The configuration as text.
   * @param format "arm", and what the checker converts to
   */
  export(format: string = "arm"): string {
    const body = format === "arm" ? this.value : this.session.value(true);
    return textIn(this.checker, body, format as FormatId).text;
  }

  formResetCallback() {
    this.reset();
  }

  formDisabledCallback(disabled: boolean) {
    this.readonly = disabled;
  }

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener("online", this.#online);
    window.addEventListener("offline", this.#online);
    if (this.hasUpdated) this.#runChanged();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("online", this.#online);
    window.removeEventListener("offline", this.#online);
    clearInterval(this.#clock);
    this.#announcer.cancel();
    this.advisor.stop();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    super.willUpdate(changed);
    if (changed.has("workspace") || changed.has("credential")) this.#connect();
    const matters = ["facts", "guardrails", "messages"];
    if (changed.has("checker") && !this.session.model) this.#follow(this.session.given);
    if (this.checker && (changed.has("checker") || this.session.kind !== this.kind)) {
      this.advisor.forget();
      this.session.begin(this.checker, this.kind);
    } else if (changed.has("mode")) {
      this.advisor.forget();
      this.session.modeChanged();
    } else if (matters.some((name) => changed.has(name))) {
      this.session.check();
    }
    if (changed.has("region"))
      this.session.placeAt(this.region, String(changed.get("region") ?? ""));
    if (["storageKey", "client", "mode"].some((name) => changed.has(name))) this.#pickUp();
    if (changed.has("client") || changed.has("region")) this.advisor.learn();
  }

  /** The kinds on offer. */
  protected offered(): KindDescription[] {
    const { kinds } = this;
    const all = this.checker ? [this.checker.describe()].flat() : [];
    return kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all;
  }

  /** Where it is to be. */
  protected place() {
    const location = read(this.session.value(false), "/location");
    return this.region || (typeof location === "string" ? location : "");
  }

  protected typed(path: string) {
    this.requestUpdate();
    this.#emit("azureml-input", { path, value: this.value });
    if (path === "/location") this.advisor.learn();
  }

  /** Asks the host to open the compute that has the name already. */
  protected openTaken() {
    this.#emit("azureml-open", { name: this.name });
  }

  /** @param text said at once */
  protected announce(text: string) {
    this.#announcer.later(() => text, 0);
  }

  /** Gets ready to show a run. */
  protected async prepareRun(): Promise<boolean> {
    return true;
  }

  protected async focusOn(selector: string) {
    this.requestUpdate();
    await this.updateComplete;
    focusElement(this.renderRoot.querySelector(selector));
  }

  protected clearRun() {
    this.runs.clear();
    this.#store?.clear();
    this.#runChanged();
  }

  /** A body of another kind brings its kind along, if that is on offer. */
  #follow(body: JsonObject) {
    const kind = read(body, "/properties/computeType");
    if (typeof kind !== "string" || !this.checker) return;
    const found = this.offered().find((each) => each.kind.toLowerCase() === kind.toLowerCase());
    if (found) this.kind = found.kind;
  }

  /** A host without a client of its own gives the workspace and a credential. */
  #connect() {
    const Made = this.checker?.ComputeClient;
    if (!Made || !this.workspace || !this.credential) return;
    this.client = new Made({ ...this.workspace, credential: this.credential });
  }

  /** Takes up the run of the page before this one. */
  #pickUp() {
    const key = this.#keyOfRun();
    this.#store = key ? new RunStore(key) : undefined;
    const kept = this.#store?.get();
    if (!kept || !this.client || this.runs.run) return;
    this.kind = kept.kind;
    this.runs.pickUp(this.client, kept);
  }

  /** The run of another compute, mode or workspace is not this form's. */
  #keyOfRun() {
    if (this.storageKey !== undefined) return this.storageKey;
    const { subscriptionId, resourceGroup, workspace } = this.client?.scope ?? this.workspace ?? {};
    const { name } = this.session.given;
    const edited = this.mode === "edit" ? ["edit", name ?? ""] : ["create"];
    return [subscriptionId, resourceGroup, workspace, ...edited].map(encode).join("/");
  }

  #allocates() {
    const { fields = [] } = this.session.model?.description ?? {};
    return fields.some(({ path }) => path.includes(SCALE));
  }

  /** The PATCH for an edit that changes nothing but the scale. */
  #patchOf(body: JsonObject) {
    const scaleSettings = read(body, `/properties/properties/${SCALE}`);
    return this.advisor.plan?.method === "PATCH"
      ? { properties: { properties: { scaleSettings } } }
      : undefined;
  }

  #runChanged() {
    this.speak();
    const { run, busy } = this.runs;
    clearInterval(this.#clock);
    if (busy) this.#clock = setInterval(() => this.requestUpdate(), 1_000);
    if (run) {
      const step = stepsOf(run).findLast(({ state }) => state !== "waiting");
      const text = step ? `${step.title}: ${step.stateWord}` : "";
      this.#announcer.later(() => (text === this.said ? "" : text), RUN_PAUSE_MS);
      const { name, token, startedAt, allocates = true, attaches, task } = run;
      if (!busy) this.#store?.clear();
      else if (token) {
        this.#store?.put({ name, token, startedAt, allocates, attaches, task, kind: this.kind });
      }
    }
    this.requestUpdate();
  }

  #setting() {
    // Whoever asks makes words of it.
    this.speak();
    const { mode, readonly, language: locale, region, facts, guardrails, messages } = this;
    const offered = Boolean(this.advisor.facts.vmSizes?.length);
    const options = { region, facts, guardrails };
    // What the checker does not know it says itself.
    const format = this.format as ValidateOptions["format"];
    return { mode, readonly, locale, messages, format, offered, options };
  }

  #question(): Question | undefined {
    const { model, report } = this.session;
    if (!model || !navigator.onLine) return undefined;
    const { client, name, mode, guardrails } = this;
    return {
      client: this.runs.run ? undefined : client,
      region: this.place(),
      name,
      body: model.checked(),
      mode,
      valid: report?.valid === true,
      checkWith: (facts) => this.session.checkWith(facts),
      options: defined({
        levels: this.session.levels,
        region: this.region || undefined,
        guardrails,
      }),
    };
  }

  #reported(report: Report) {
    this.speak();
    const entry = new FormData();
    entry.set(this.formField, JSON.stringify(this.value));
    this.#internals.setFormValue(entry);
    if (report.valid) this.#internals.setValidity({});
    else this.#internals.setValidity({ customError: true }, words.problems(report.counts.error));
    this.#emit("azureml-report", { report });
    this.#announcer.later(() => this.#changeSpoken());
    this.advisor.later();
    this.requestUpdate();
  }

  #changeSpoken() {
    this.speak();
    return this.session.changeSpoken(this.view()?.findings ?? []);
  }

  protected view() {
    const { model } = this.session;
    return this.session.view((report) =>
      model ? this.advisor.complete(report, model.checked()) : report,
    );
  }

  /** @returns false if a listener took over */
  #emit(type: string, detail: object, cancelable: boolean = false): boolean {
    return this.dispatchEvent(
      new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }),
    );
  }
}

/** @param part of a key */
function encode(part: unknown = "") {
  return encodeURIComponent(String(part));
}

function defined(options: JsonObject) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
