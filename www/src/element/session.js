/**
 * One filling-in of the form, from the empty form to what is sent: the model, its checks, what a
 * change changed. Everything of `<azureml-compute-form>` that needs no DOM.
 */

import { CheckController, isPromise } from "./check-controller.js";
import { changeSpoken, findingsOf } from "./findings.js";
import { FormModel } from "./form-model.js";
import { linesOf } from "./json-lines.js";
import { isObject } from "./pointer.js";
import { formView } from "./view-model.js";

/** @import { Checker, FieldDescription, JsonObject, KindDescription, MapRow, Report } from "./types.js" */
/** @import { FindingView } from "./findings.js" */
/** @import { FormView } from "./view-model.js" */

/** A secret typed into a form is where it belongs: it is kept apart and masked. */
const LEVELS = { "secret/literal": "off" };

/**
 * @typedef {object} Setting
 * @property {"create" | "edit"} mode
 * @property {boolean} readonly
 * @property {string} locale
 * @property {JsonObject} options for the checker, without operation and current
 */

export class FormSession {
  /** @type {FormModel | undefined} */
  model;
  /** @type {Report | undefined} */
  report;
  /** @type {FindingView[]} findings of a text that could not be loaded */
  loadFindings = [];
  /** Why the checker cannot check, "" if it can. */
  trouble = "";
  /** @type {Set<string>} keys of the body's lines that the last change changed */
  fresh = new Set();

  /** @type {Checker | undefined} */
  #checker;
  /** @type {JsonObject | undefined} what an edit started from */
  #current;
  /** @type {JsonObject} given before there was a checker */
  #waiting = {};
  /** @type {FindingView[]} */
  #spoken = [];
  /** @type {() => Setting} */
  #setting;
  /** @type {CheckController} */
  #checks;

  /**
   * @param {() => Setting} setting asked whenever it matters
   * @param {(report: Report) => void} reported
   */
  constructor(setting, reported) {
    this.#setting = setting;
    this.#checks = new CheckController((report) => {
      this.report = report;
      reported(report);
    });
  }

  /**
   * Starts with the empty form of a kind, filled with what the host gave before.
   * @param {Checker} checker
   * @param {string} kind
   */
  begin(checker, kind) {
    const answer = checker.describe(kind);
    const description = /** @type {KindDescription} */ (Array.isArray(answer) ? answer[0] : answer);
    this.#checker = checker;
    this.#checks.cancel();
    this.model = new FormModel(description);
    this.report = undefined;
    this.loadFindings = [];
    this.fresh = new Set();
    this.#spoken = [];
    this.give({ ...description.body, ...this.#waiting });
    if (this.trouble === "") this.#findEssential(checker, this.model);
    this.fresh = new Set();
  }

  /**
   * @param {boolean} withSecrets
   * @returns {JsonObject}
   */
  value(withSecrets) {
    if (!this.model) return this.#waiting;
    return withSecrets ? this.model.complete() : this.model.body;
  }

  /**
   * Takes a body from the host. In an edit it is what the changes are measured by.
   * @param {JsonObject} body
   */
  give(body) {
    if (!this.model) {
      this.#waiting = body;
      return;
    }
    const { mode } = this.#setting();
    this.#change((model) => model.replace(body));
    if (mode === "edit") {
      this.#current = body;
      this.model.revealed = true;
    }
  }

  /**
   * @param {FieldDescription} field
   * @param {string} text
   */
  type(field, text) {
    this.#change((model) => model.type(field, text));
  }

  /**
   * @param {FieldDescription} field
   * @param {MapRow[]} rows
   */
  setRows(field, rows) {
    this.#change((model) => model.setRows(field, rows));
  }

  /** @param {FieldDescription} field */
  leave(field) {
    this.model?.leave(field, this.#setting().locale);
  }

  /** @param {FindingView} finding */
  fix({ fix }) {
    const checker = this.#checker;
    if (!fix || !checker) return;
    this.#change((model) => model.replace(checker.applyFixes(model.checked(), [fix])));
  }

  /**
   * Fills the form from a text; one that is no JSON object changes nothing but `loadFindings`.
   * @param {string} text
   * @returns {Promise<Report | undefined>}
   */
  async load(text) {
    if (!this.#checker || !this.model) return undefined;
    const report = await this.#checker.validate(text, this.#options());
    const body = parsed(text);
    this.loadFindings = isObject(body) ? [] : findingsOf(report, []);
    if (isObject(body)) {
      this.model.revealed = true;
      this.give(body);
    }
    return report;
  }

  /** @returns {Report | Promise<Report> | undefined} undefined if the checker cannot check */
  check() {
    if (!this.#checker || !this.model) return undefined;
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

  /** @returns {FormView | undefined} */
  view() {
    if (!this.model) return undefined;
    const { description, body, secrets, drafts, touched, essential, revealed } = this.model;
    const { mode, readonly, locale } = this.#setting();
    const { report } = this;
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
    });
  }

  /** What changed in the findings since this was last asked. */
  changeSpoken() {
    const now = this.view()?.findings ?? [];
    const text = changeSpoken(this.#spoken, now);
    this.#spoken = now;
    return text;
  }

  /**
   * What the checker finds wrong with the empty form is what everybody has to fill in.
   * @param {Checker} checker
   * @param {FormModel} model
   */
  #findEssential(checker, model) {
    const { fields } = model.description;
    /** @param {Report} report */
    const note = (report) => {
      for (const { severity, fieldPath } of findingsOf(report, fields)) {
        if (severity === "error" && fieldPath !== undefined) model.essential.add(fieldPath);
      }
    };
    const answer = checker.validate(model.checked(), this.#options());
    if (isPromise(answer)) answer.then(note);
    else note(answer);
  }

  /** @param {(model: FormModel) => void} change */
  #change(change) {
    if (!this.model) return;
    const before = linesByKey(this.model);
    change(this.model);
    const after = linesByKey(this.model);
    this.fresh = new Set([...after.keys()].filter((key) => before.get(key) !== after.get(key)));
    this.check();
  }

  #options() {
    const { mode, options } = this.#setting();
    const operation =
      mode === "edit" ? { operation: "update", current: this.#current } : { operation: "create" };
    const given = Object.entries({ levels: LEVELS, ...options, ...operation });
    return Object.fromEntries(given.filter(([, option]) => option !== undefined && option !== ""));
  }
}

/**
 * A line's text without its comma: that one changes when the next line comes or goes.
 * @param {FormModel} model
 */
function linesByKey(model) {
  return new Map(
    linesOf(model.masked()).map(({ key, pieces }) => [
      key,
      pieces
        .map(({ text }) => text)
        .join("")
        .replace(/,$/, ""),
    ]),
  );
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
