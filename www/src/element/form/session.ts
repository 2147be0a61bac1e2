/**
 * One filling-in of the form, from the empty form to what is sent: the model, its checks, what a
 * change changed. Everything of `<azureml-compute-form>` that needs no DOM.
 */

import { alike, isObject, read } from "../shared/pointer.js";
import type {
  Checker,
  Draft,
  FieldDescription,
  JsonObject,
  KindDescription,
  MapRow,
  Messages,
  Report,
  ValidateOptions,
} from "../shared/types.js";
import { words } from "../shared/words.js";
import { common, forKind, linesByKey, lostOf, over, pricedFor } from "./bodies.js";
import { CheckController, isPromise } from "./check-controller.js";
import type { FindingView } from "./findings.js";
import { changeSpoken, findingsOf } from "./findings.js";
import { FormModel } from "./form-model.js";
import { History } from "./history.js";
import type { FormView } from "./view-model.js";
import { formView } from "./view-model.js";

export interface Imported {
  /** Of the file. */
  name: string;
  /** It could not be read and changed nothing. */
  failed: boolean;
  findings: FindingView[];
  /** How many secrets of it were left out. */
  left: number;
  /** Of the text. */
  lines: string[];
  /** What the text says and the form could not take, until somebody has agreed. */
  lost: string[];
}

export interface Reading {
  report: Report;
  /** Undefined if the text holds none. */
  body?: JsonObject | undefined;
  /** Whether the body was made out of another format. */
  converted?: boolean | undefined;
  /** How many secrets were left out. */
  left: number;
  /** Of the text as they may be looked at. */
  lines: (secrets: string[]) => string[];
}

/** A secret typed into a form is where it belongs: it is kept apart and masked. */
const LEVELS = { "secret/literal": "off" };
/**
 * What the service takes, or leaves to chance, and a person who creates something has to decide: a request for
 * a name that is in use overwrites that compute, and without a size the service picks one or refuses.
 */
const DECIDED = {
  "conflict/name-exists": "error",
  "vm-size/missing": "error",
  "region/unknown": "error",
  "data-lake/retired": "error",
};
/** The form's own question: attach something, or create it? */
export const ATTACH_OR_CREATE = "form/attach-or-create";
/** What an import changes, first the kind and then the rest, is one step. */
export const IMPORT = "import";
const TARGET = "/properties/resourceId";

export interface Setting {
  mode: "create" | "edit";
  readonly: boolean;
  locale: string;
  /** Of texts that are loaded. */
  format: ValidateOptions["format"];
  /** Whether the service has answered what the region offers. */
  offered?: boolean | undefined;
  /** For the checker, without format, operation and current. */
  options: JsonObject;
  /** Of another language. */
  messages?: Messages | undefined;
}

/** All that a person can change, as it was or is. */
interface Filled {
  kind: string;
  body: JsonObject;
  secrets: ReadonlyMap<string, string>;
  drafts: ReadonlyMap<string, Draft>;
  revealed: boolean;
  createsNew: boolean;
  imported: Imported | undefined;
}

export class FormSession {
  model: FormModel | undefined;
  report: Report | undefined;
  /** The last text that was loaded. */
  imported: Imported | undefined;
  /** Why the checker cannot check, "" if it can. */
  trouble = "";
  /** A new one is made where nothing is named that could be attached: somebody has said so. */
  #createsNew = false;
  /** Keys of the body's lines that the last change changed. */
  fresh: Set<string> = new Set();

  /** Whether a person has changed something that is not sent. */
  dirty = false;

  #history = new History<Filled>();
  #checker: Checker | undefined;
  /** What an edit started from. */
  #current: JsonObject | undefined;
  /** Given before there was a checker. */
  #waiting: JsonObject = {};
  /** What the host gave last. */
  #given: JsonObject | undefined;
  #spoken: FindingView[] = [];
  #setting: () => Setting;
  #checks: CheckController;

  /** @param setting asked whenever it matters */
  constructor(setting: () => Setting, reported: (report: Report) => void) {
    this.#setting = setting;
    this.#checks = new CheckController((report) => {
      this.report = this.#asked(this.#translated(report));
      reported(this.report);
    });
  }

  /** The kind of the form, "" before there is one. */
  get kind() {
    return this.model?.description.kind ?? "";
  }

  /** What the host gave last; empty before it gave anything. */
  get given() {
    return this.#given ?? {};
  }

  /** Whether the body names nothing to attach, of a kind that the service then makes. */
  get makesNew() {
    const { managed, creates } = this.model?.description ?? {};
    return managed === false && creates === true && !read(this.model?.body, TARGET);
  }

  /** Whether that is what a person wants. */
  get createsNew() {
    return this.#createsNew;
  }

  /** Nothing is attached: the service is to make a new one. */
  createNew() {
    this.remember();
    this.#createsNew = true;
    this.check();
  }

  /** What findings count as here. */
  get levels() {
    const { mode, offered } = this.#setting();
    if (mode === "edit") return LEVELS;
    // A region that the service answers for exists, whatever the catalogue says.
    return { ...LEVELS, ...DECIDED, ...(offered && { "region/unknown": "warning" }) };
  }

  /**
   * Starts with the empty form of a kind, filled with what the host gave before and with what every
   * kind has: name, place, tags, description. An edit starts with the compute as it is.
   * @param keep whether what was typed for another kind is taken along
   * @param given the body that brings this kind along
   */
  begin(checker: Checker, kind: string, keep = true, given?: JsonObject) {
    if (given) this.#forget();
    this.#given = given ?? this.#given;
    const before = keep && !given ? this.model?.body : undefined;
    const model = this.#open(checker, kind);
    const { description } = model;
    const { mode, options } = this.#setting();
    const whole = given ?? (mode === "edit" ? this.#given : undefined);
    const region = options.region ? { location: options.region } : {};
    const start = { ...region, ...forKind(this.#waiting, kind), ...common(before, description) };
    this.#began(whole ?? start);
    if (this.trouble === "") this.#findEssential(checker, model);
    this.fresh = new Set();
  }

  /** The empty form of a kind. */
  #open(checker: Checker, kind: string) {
    const answer = checker.describe(kind);
    const description = (Array.isArray(answer) ? answer[0] : answer) as KindDescription;
    this.#checker = checker;
    this.#checks.cancel();
    this.model = new FormModel(description);
    this.report = undefined;
    this.imported = undefined;
    this.#createsNew = false;
    this.fresh = new Set();
    this.#spoken = [];
    return this.model;
  }

  /** There is no way back, and nothing to keep. */
  #forget() {
    this.#history.clear();
    this.dirty = false;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  /**
   * Before a person's change, for the way back.
   * @param about changes of the same thing, one after the other, are one step
   */
  remember(about?: string) {
    if (!this.model) return;
    this.dirty = true;
    this.#history.record(this.#filled(this.model), about);
  }

  /** Back to the form as it began. */
  startOver(checker: Checker, kind: string, undoable: boolean) {
    if (undoable) this.remember();
    else this.#forget();
    this.begin(checker, kind, false);
    this.dirty = false;
  }

  /** @returns the kind that the form then is of, undefined if there is nothing to go back to */
  undo(): string | undefined {
    return this.model && this.#restore(this.#history.undo(this.#filled(this.model)));
  }

  /** @returns as `undo` */
  redo(): string | undefined {
    return this.model && this.#restore(this.#history.redo(this.#filled(this.model)));
  }

  /** Takes up what was typed before the page was loaded again; it can be undone. */
  resume(kind: string, body: JsonObject) {
    this.remember();
    const none = { secrets: new Map(), drafts: new Map(), createsNew: false, imported: undefined };
    this.#restore({ kind, body, ...none, revealed: false });
  }

  #filled({ body, secrets, drafts, revealed }: FormModel): Filled {
    const { kind, imported } = this;
    const copies = { secrets: new Map(secrets), drafts: new Map(drafts) };
    return { kind, body, ...copies, revealed, createsNew: this.#createsNew, imported };
  }

  #restore(state: Filled | undefined): string | undefined {
    if (!state || !this.#checker) return undefined;
    const { kind, body, secrets, drafts, revealed, createsNew, imported } = state;
    if (kind !== this.kind) {
      const model = this.#open(this.#checker, kind);
      this.#findEssential(this.#checker, model);
    }
    this.#createsNew = createsNew;
    this.imported = imported;
    this.dirty = true;
    this.#change((model) => model.restore(body, secrets, drafts, revealed));
    return kind;
  }

  value(withSecrets: boolean): JsonObject {
    if (!this.model) return this.#waiting;
    return withSecrets ? this.model.complete() : this.model.body;
  }

  /**
   * Takes a body from the host. In an edit it is what the changes are measured by. One that is there already,
   * or that was given before, changes nothing: frameworks give their properties again with every drawing.
   */
  give(body: JsonObject) {
    const { model } = this;
    const known = [this.#given, model?.body, model?.complete()];
    if (this.#given && known.some((each) => each && alike(body, each))) return;
    this.#forget();
    this.#given = body;
    if (model) this.#began(body);
    else this.#waiting = body;
  }

  /** Another name from the host. */
  rename(name: string) {
    const named = ({ name: _, ...others }: JsonObject) => (name ? { name, ...others } : others);
    if (this.model) this.#change((model) => model.replace(named(model.complete())));
    else this.#waiting = named(this.#waiting);
  }

  /**
   * Another place from the host, unless a person chose one.
   * @param before what the host said until now
   */
  placeAt(region: string, before: string) {
    const location = this.model && read(this.model.body, "/location");
    if (region === "" || (location !== undefined && location !== before)) return;
    this.#change((model) => model.replace({ ...model.complete(), location: region }));
  }

  /** The form creates from now on, or it edits: then what was given is what there is. */
  modeChanged() {
    if (!this.model) return;
    this.#forget();
    if (this.#setting().mode === "edit" && this.#given) this.#began(this.#given);
    else this.check();
  }

  #began(body: JsonObject) {
    // First, since the check compares with it.
    this.#current = this.#setting().mode === "edit" ? this.#given : undefined;
    const empty = this.model?.description.body ?? {};
    this.#change((model) => {
      if (this.#current) model.revealed = true;
      model.replace(over(empty, body));
    });
  }

  type(field: FieldDescription, text: string) {
    this.remember(field.path);
    this.#change((model) => model.type(field, text));
  }

  setRows(field: FieldDescription, rows: MapRow[]) {
    this.remember(field.path);
    this.#change((model) => model.setRows(field, rows));
  }

  leave(field: FieldDescription) {
    this.#history.seal();
    this.model?.leave(field, this.#setting().locale);
  }

  /** The fixes of these findings, as one step. */
  fix(...findings: FindingView[]) {
    const checker = this.#checker;
    const fixes = findings.flatMap(({ fix }) => fix ?? []);
    if (fixes.length === 0 || !checker) return;
    this.remember();
    this.#change((model) => model.replace(checker.applyFixes(model.checked(), fixes)));
  }

  /**
   * Reads a text for the form; one that holds no compute cannot fill it. Nothing is changed yet.
   * @param name of the file
   */
  async read(text: string, name?: string): Promise<Reading | undefined> {
    if (!this.#checker || !this.model) return undefined;
    const { maskedLines, readText } = await import("./import-text.js");
    const { format, options: host } = this.#setting();
    const all = host.facts === undefined ? {} : { facts: host.facts };
    const options = { ...this.#options(), ...all, format };
    const found = await readText(this.#checker, text, name, options);
    return {
      ...found,
      report: this.#translated(found.report),
      lines: (secrets) => maskedLines(text, secrets),
    };
  }

  /** Fills the form with what was read; its findings are shown at their lines. */
  fill(name: string, { report, body, converted = false, left, lines }: Reading) {
    if (!this.model) return;
    const { fields } = this.model.description;
    const findings = findingsOf(report, fields);
    this.remember(IMPORT);
    this.#history.seal();
    if (body) {
      this.model.revealed = true;
      const { location } = this.model.body;
      const place = location === undefined ? {} : { location };
      this.#change((model) => model.replace({ ...place, ...body }));
    }
    const secrets = [...this.model.secrets.values()].filter((secret) => secret !== "");
    const failed = body === undefined;
    // What is wrong with the body as well came over.
    const kept = new Set(this.report?.diagnostics.map(({ code }) => code));
    const lost = failed || !converted ? [] : lostOf(findings.filter(({ code }) => !kept.has(code)));
    this.imported = { name, failed, findings, left, lost, lines: lines(secrets) };
  }

  /** What could not be taken over is let go. */
  acceptLosses() {
    if (this.imported) this.imported = { ...this.imported, lost: [] };
  }

  /** @returns undefined if the checker cannot check */
  check(): Report | Promise<Report> | undefined {
    if (!this.#checker || !this.model) return undefined;
    // An edit of nothing: there is nothing to compare with yet.
    if (this.#setting().mode === "edit" && !this.#current) return undefined;
    try {
      const answer = this.#checks.check(this.#checker, this.model.checked(), this.#options());
      this.trouble = "";
      return answer;
    } catch (error) {
      // Not about what was typed: a wrong option of the host, or a checker that has to be reloaded.
      this.trouble =
        error instanceof Object && "message" in error ? String(error.message) : String(error);
      return undefined;
    }
  }

  /** Checks against more than the host gave, without showing it. */
  checkWith(facts: JsonObject) {
    if (!this.#checker || !this.model) return undefined;
    const options = this.#options();
    const known = isObject(options.facts) ? options.facts : {};
    const answer = this.#checker.validate(this.model.checked(), {
      ...options,
      facts: { ...facts, ...known },
    });
    return isPromise(answer)
      ? answer.then((report) => this.#translated(report))
      : this.#translated(answer);
  }

  /** @param complete what is known beside the last report */
  view(complete: (report: Report) => Report = (report) => report): FormView | undefined {
    if (!this.model) return undefined;
    const { description, body, secrets, drafts, touched, essential, revealed } = this.model;
    const { mode, readonly, locale } = this.#setting();
    const report = this.report && complete(this.report);
    return formView({
      description,
      body,
      secrets,
      drafts,
      touched,
      essential,
      revealed,
      report,
      mode,
      readonly,
      locale,
      lost: this.imported?.lost ?? [],
    });
  }

  /**
   * The report with the question that only a person can answer: without a target the service makes a new one,
   * which costs money, though the form speaks of attaching.
   */
  #asked(report: Report): Report {
    if (!this.makesNew || this.#createsNew || this.#setting().mode === "edit") return report;
    const severity = "error" as const;
    const question = { code: ATTACH_OR_CREATE, severity, path: TARGET };
    const { message, help } = words.attachOrCreate;
    return {
      ...report,
      valid: false,
      diagnostics: [...report.diagnostics, { ...question, message, help }],
      counts: { ...report.counts, error: report.counts.error + 1 },
    };
  }

  /** What changed in the findings since this was last asked. */
  changeSpoken(now: FindingView[]) {
    const text = changeSpoken(this.#spoken, now);
    this.#spoken = now;
    return text;
  }

  /** What the checker finds wrong with the empty form is what everybody has to fill in. */
  #findEssential(checker: Checker, model: FormModel) {
    const { fields } = model.description;
    const note = (report: Report) => {
      for (const { severity, fieldPath } of findingsOf(report, fields)) {
        if (severity === "error" && fieldPath !== undefined) model.essential.add(fieldPath);
      }
    };
    const answer = checker.validate(model.checked(), this.#options());
    if (isPromise(answer)) answer.then(note);
    else note(answer);
  }

  #change(change: (model: FormModel) => void) {
    if (!this.model) return;
    const before = linesByKey(this.model);
    change(this.model);
    const after = linesByKey(this.model);
    this.fresh = new Set([...after.keys()].filter((key) => before.get(key) !== after.get(key)));
    this.check();
  }

  #translated(report: Report) {
    const { messages } = this.#setting();
    return messages && this.#checker?.localize ? this.#checker.localize(report, messages) : report;
  }

  #options() {
    const { mode, options } = this.#setting();
    const operation =
      mode === "edit" ? { operation: "update", current: this.#current } : { operation: "create" };
    const facts = this.model ? pricedFor(this.model, options.facts) : options.facts;
    const given = Object.entries({
      levels: this.levels,
      format: "arm",
      ...options,
      facts,
      ...operation,
    });
    return Object.fromEntries(given.filter(([, option]) => option !== undefined && option !== ""));
  }
}
