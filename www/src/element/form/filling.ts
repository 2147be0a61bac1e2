/**
 * What has been filled in and what is known about it: the session and the advice of the service, fed with what the
 * host page gives. Draws nothing and sends nothing.
 */

import type { ReactiveController } from "lit";
import type { Announcer } from "../shared/announcer.js";
import { emit } from "../shared/events.js";
import type { Language } from "../shared/language.js";
import { isObject, read } from "../shared/pointer.js";
import type { JsonObject, KindDescription, Report, ValidateOptions } from "../shared/types.js";
import { words } from "../shared/words.js";
import { Advisor, type Question } from "./advisor.js";
import type { FormHost } from "./form-host.js";
import { FormSession, IMPORT, type Setting } from "./session.js";

export class Filling implements ReactiveController {
  readonly session = new FormSession(
    () => this.#setting(),
    (report) => this.#reported(report),
  );
  /** What the service adds to the checks. */
  readonly advisor = new Advisor(
    () => this.#question(),
    () => this.#host.requestUpdate(),
  );

  #host: FormHost;
  #internals: ElementInternals;
  #language: Language;
  #announcer: Announcer;
  #isRunning: () => boolean;
  #changed: () => void;
  /** The report whose message is anchored. */
  #anchored: Report | undefined;
  /** A page's own form was to be sent: nothing is held back any more. Not every browser leads to the anchor. */
  #invalid = () => this.check();
  #online = () => {
    this.advisor.later();
    this.#host.requestUpdate();
  };

  /** @param by the language, the live region, whether something is under way, and who hears of each check */
  constructor(
    host: FormHost,
    internals: ElementInternals,
    by: {
      language: Language;
      announcer: Announcer;
      isRunning: () => boolean;
      changed: () => void;
    },
  ) {
    this.#host = host;
    this.#internals = internals;
    this.#language = by.language;
    this.#announcer = by.announcer;
    this.#isRunning = by.isRunning;
    this.#changed = by.changed;
    host.addController(this);
  }

  get value(): JsonObject {
    return this.session.value(this.#host.includeSecrets);
  }

  set value(body: JsonObject) {
    const host = this.#host;
    if (!isObject(body)) return;
    this.#language.speak();
    this.#follow(body);
    if (host.checker && this.session.model && this.session.kind !== host.kind) {
      this.advisor.forget();
      this.session.begin(host.checker, host.kind, true, body);
    } else this.session.give(body);
    host.requestUpdate();
  }

  get name(): string {
    const { name } = this.session.value(false);
    return typeof name === "string" ? name : "";
  }

  set name(name: string) {
    this.session.rename(name);
    this.#host.requestUpdate();
  }

  /** The last report, with what the service added to it. */
  get report(): Report | undefined {
    const { report } = this.session;
    return report && this.#completed(report);
  }

  /** Where it is to be. */
  get place(): string {
    const location = read(this.session.value(false), "/location");
    return this.#host.region || (typeof location === "string" ? location : "");
  }

  /** The kinds on offer. */
  get offered(): KindDescription[] {
    const { kinds, checker } = this.#host;
    const all = checker ? [checker.describe()].flat() : [];
    return kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all;
  }

  /** Checks everything and shows everything, also what nobody has come to yet. */
  async check(): Promise<Report | undefined> {
    if (this.session.model) this.session.model.revealed = true;
    await this.session.check();
    this.#host.requestUpdate();
    return this.report;
  }

  /** Back to the form as it began; secrets and what was typed are forgotten, unless that can be undone. */
  reset(undoable: boolean) {
    const { checker, kind } = this.#host;
    this.#language.speak();
    this.advisor.forget();
    if (checker) this.session.startOver(checker, kind, undoable);
    this.#host.requestUpdate();
  }

  /** One step back, or forth again. */
  step(direction: "undo" | "redo") {
    this.#language.speak();
    const kind = this.session[direction]();
    if (kind === undefined) return;
    this.#host.kind = kind;
    this.#announcer.say(words[direction === "undo" ? "undone" : "redone"]);
    this.typed("");
  }

  /**
   * Fills the form from a text. A text that cannot be read changes nothing; its findings are shown.
   * @param name of the file it came from
   */
  async load(text: string, name?: string): Promise<Report | undefined> {
    const host = this.#host;
    this.#language.speak();
    const found = await this.session.read(text, name);
    if (!found) return undefined;
    this.#language.speak();
    if (found.body) {
      this.session.remember(IMPORT);
      this.#follow(found.body);
    }
    if (host.checker && this.session.kind !== host.kind) {
      this.advisor.forget();
      this.session.begin(host.checker, host.kind);
    }
    this.session.fill(name ?? words.importedText, found);
    host.requestUpdate();
    return found.report;
  }

  /** Somebody changed a field. */
  typed(path: string) {
    this.#host.requestUpdate();
    emit(this.#host, "azureml-input", { path, value: this.value });
    if (path === "/location") this.advisor.learn();
  }

  view() {
    return this.session.view((report) => this.#completed(report));
  }

  hostConnected() {
    this.#host.addEventListener("invalid", this.#invalid);
    window.addEventListener("online", this.#online);
    window.addEventListener("offline", this.#online);
  }

  hostDisconnected() {
    this.#host.removeEventListener("invalid", this.#invalid);
    window.removeEventListener("online", this.#online);
    window.removeEventListener("offline", this.#online);
    this.advisor.stop();
  }

  /** Before a drawing: what the host page gave since the last one. */
  update(changed: ReadonlyMap<PropertyKey, unknown>) {
    const { checker, region } = this.#host;
    if (changed.has("workspace") || changed.has("credential")) this.#connect();
    const matters = ["facts", "guardrails", "messages"];
    if (changed.has("checker") && !this.session.model) this.#follow(this.session.given);
    if (checker && (changed.has("checker") || this.session.kind !== this.#host.kind)) {
      this.advisor.forget();
      // Who chooses another kind may come back to all that was typed for this one.
      if (!changed.has("checker")) this.session.remember();
      this.session.begin(checker, this.#host.kind);
    } else if (changed.has("mode")) {
      this.advisor.forget();
      this.session.modeChanged();
    } else if (matters.some((name) => changed.has(name))) {
      this.session.check();
    }
    if (changed.has("region")) this.session.placeAt(region, String(changed.get("region") ?? ""));
  }

  /** A body of another kind brings its kind along, if that is on offer. */
  #follow(body: JsonObject) {
    const kind = read(body, "/properties/computeType");
    if (typeof kind !== "string" || !this.#host.checker) return;
    const found = this.offered.find((each) => each.kind.toLowerCase() === kind.toLowerCase());
    if (found) this.#host.kind = found.kind;
  }

  /** A host without a client of its own gives the workspace and a credential. */
  #connect() {
    const { checker, workspace, credential } = this.#host;
    const Made = checker?.ComputeClient;
    if (!Made || !workspace || !credential) return;
    this.#host.client = new Made({ ...workspace, credential });
  }

  #completed(report: Report) {
    const { model } = this.session;
    return model ? this.advisor.complete(report, model.checked()) : report;
  }

  #setting(): Setting {
    // Whoever asks makes words of it.
    this.#language.speak();
    const { mode, readonly, region, facts, guardrails, messages } = this.#host;
    const offered = Boolean(this.advisor.facts.vmSizes?.length);
    const options = { region, facts, guardrails };
    // What the checker does not know it says itself.
    const format = this.#host.format as ValidateOptions["format"];
    return { mode, readonly, locale: this.#language.tag, messages, format, offered, options };
  }

  #question(): Question | undefined {
    const { model, report } = this.session;
    if (!model || !navigator.onLine) return undefined;
    const { client, mode, guardrails, region } = this.#host;
    return {
      client: this.#isRunning() ? undefined : client,
      region: this.place,
      name: this.name,
      body: model.checked(),
      mode,
      valid: report?.valid === true,
      checkWith: (facts) => this.session.checkWith(facts),
      options: defined({ levels: this.session.levels, region: region || undefined, guardrails }),
    };
  }

  #reported(report: Report) {
    this.#language.speak();
    const entry = new FormData();
    entry.set(this.#host.formField, JSON.stringify(this.value));
    this.#internals.setFormValue(entry);
    this.#setValidity(report);
    emit(this.#host, "azureml-report", { report });
    this.#announcer.later(() => this.#changeSpoken());
    this.advisor.later();
    this.#changed();
    this.#host.requestUpdate();
  }

  /** A browser leads to what it anchors the message at: without an anchor that can be focused it says nothing. */
  #setValidity(report: Report) {
    if (report.valid) {
      this.#internals.setValidity({});
      return;
    }
    const anchor = this.#host.renderRoot?.querySelector(".summary:not(.imported)");
    const message = words.problems(report.counts.error);
    if (anchor instanceof HTMLElement) {
      this.#internals.setValidity({ customError: true }, message, anchor);
    } else this.#internals.setValidity({ customError: true }, message);
  }

  /** What was drawn is there to lead to. */
  hostUpdated() {
    const { report } = this.session;
    if (report === this.#anchored || !report) return;
    this.#anchored = report;
    this.#language.speak();
    this.#setValidity(report);
  }

  #changeSpoken() {
    this.#language.speak();
    return this.session.changeSpoken(this.view()?.findings ?? []);
  }
}

function defined(options: JsonObject) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
