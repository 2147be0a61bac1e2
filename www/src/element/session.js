/**
 * One filling-in of the form, from the empty form to what is sent: the model, its checks, what a
 * change changed. Everything of `<azureml-compute-form>` that needs no DOM.
 */

import { CheckController, isPromise } from "./check-controller.js";
import { changeSpoken, findingsOf } from "./findings.js";
import { FormModel } from "./form-model.js";
import { linesOf } from "./json-lines.js";
import { isObject, read, write } from "./pointer.js";
import { formView } from "./view-model.js";

/** @import { Checker, FieldDescription, JsonObject, KindDescription, MapRow, Report } from "./types.js" */
/** @import { FindingView } from "./findings.js" */
/** @import { FormView } from "./view-model.js" */

/**
 * @typedef {object} Imported
 * @property {string} name of the file
 * @property {boolean} failed it could not be read and changed nothing
 * @property {FindingView[]} findings
 * @property {number} left how many secrets of it were left out
 * @property {string[]} lines of the text
 */

/**
 * @typedef {object} Reading
 * @property {Report} report
 * @property {JsonObject} [body] undefined if the text holds none
 * @property {number} left how many secrets were left out
 * @property {(secrets: string[]) => string[]} lines of the text as they may be looked at
 */

/** A secret typed into a form is where it belongs: it is kept apart and masked. */
export const LEVELS = { "secret/literal": "off" };
/** What every kind has. */
const COMMON = new Set(["name", "location", "tags"]);
const DESCRIPTION = "/properties/description";

/**
 * @typedef {object} Setting
 * @property {"create" | "edit"} mode
 * @property {boolean} readonly
 * @property {string} locale
 * @property {string} format of texts that are loaded
 * @property {JsonObject} options for the checker, without format, operation and current
 * @property {import("./types.js").Messages} [messages] of another language
 */

export class FormSession {
  /** @type {FormModel | undefined} */
  model;
  /** @type {Report | undefined} */
  report;
  /** @type {Imported | undefined} the last text that was loaded */
  imported;
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
      this.report = this.#translated(report);
      reported(this.report);
    });
  }

  /** The kind of the form, "" before there is one. */
  get kind() {
    return this.model?.description.kind ?? "";
  }

  /**
   * Starts with the empty form of a kind, filled with what the host gave before and with what every
   * kind has: name, place, tags, description.
   * @param {Checker} checker
   * @param {string} kind
   * @param {boolean} [keep] whether what was typed for another kind is taken along
   */
  begin(checker, kind, keep = true) {
    const before = keep ? this.model?.body : undefined;
    const answer = checker.describe(kind);
    const description = /** @type {KindDescription} */ (Array.isArray(answer) ? answer[0] : answer);
    this.#checker = checker;
    this.#checks.cancel();
    this.model = new FormModel(description);
    this.report = undefined;
    this.imported = undefined;
    this.fresh = new Set();
    this.#spoken = [];
    this.#began({
      ...description.body,
      ...forKind(this.#waiting, kind),
      ...common(before, description),
    });
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
    this.#began(body);
  }

  /** @param {JsonObject} body */
  #began(body) {
    const { mode } = this.#setting();
    this.#change((model) => model.replace(body));
    if (mode !== "edit" || !this.model) return;
    this.#current = body;
    this.model.revealed = true;
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
   * Reads a text for the form; one that holds no compute cannot fill it. Nothing is changed yet.
   * @param {string} text
   * @param {string} [name] of the file
   * @returns {Promise<Reading | undefined>}
   */
  async read(text, name) {
    if (!this.#checker || !this.model) return undefined;
    const { maskedLines, readText } = await import("./import-text.js");
    const { format, options: host } = this.#setting();
    const all = host.facts === undefined ? {} : { facts: host.facts };
    const options = { ...this.#options(), ...all, format };
    const { report, body, left } = await readText(this.#checker, text, name, options);
    return {
      report: this.#translated(report),
      body,
      left,
      lines: (secrets) => maskedLines(text, secrets),
    };
  }

  /**
   * Fills the form with what was read; its findings are shown at their lines.
   * @param {string} name
   * @param {Reading} reading
   */
  fill(name, { report, body, left, lines }) {
    if (!this.model) return;
    const { fields } = this.model.description;
    const findings = findingsOf(report, fields);
    if (body) {
      this.model.revealed = true;
      this.#change((model) => model.replace(body));
    }
    const secrets = [...this.model.secrets.values()].filter((secret) => secret !== "");
    const failed = body === undefined;
    this.imported = { name, failed, findings, left, lines: lines(secrets) };
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

  /**
   * Checks against more than the host gave, without showing it.
   * @param {JsonObject} facts
   */
  checkWith(facts) {
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

  /**
   * @param {(report: Report) => Report} [complete] what is known beside the last report
   * @returns {FormView | undefined}
   */
  view(complete = (report) => report) {
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
    });
  }

  /**
   * What changed in the findings since this was last asked.
   * @param {FindingView[]} now
   */
  changeSpoken(now) {
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

  /** @param {Report} report */
  #translated(report) {
    const { messages } = this.#setting();
    return messages && this.#checker?.localize ? this.#checker.localize(report, messages) : report;
  }

  #options() {
    const { mode, options } = this.#setting();
    const operation =
      mode === "edit" ? { operation: "update", current: this.#current } : { operation: "create" };
    const facts = this.model ? pricedFor(this.model, options.facts) : options.facts;
    const given = Object.entries({
      levels: LEVELS,
      format: "arm",
      ...options,
      facts,
      ...operation,
    });
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

/**
 * Facts with the prices of the sizes that the body names: a table of all of them would go to the checker
 * with every keystroke.
 * @param {FormModel} model
 * @param {unknown} facts
 */
function pricedFor({ description, body }, facts) {
  if (!isObject(facts) || facts.prices === undefined) return facts;
  const fields = description.fields.filter(({ format }) => format === "vm-size");
  const wanted = fields.map(({ path }) =>
    String(read(body, path) ?? "")
      .trim()
      .toLowerCase(),
  );
  const isWanted = (/** @type {unknown} */ name) => wanted.includes(String(name).toLowerCase());
  /** @param {unknown} given @returns {unknown} an answer, several, or a list of rows */
  const priced = (given) => {
    if (Array.isArray(given)) {
      return given
        .filter((row) => row?.armSkuName === undefined || isWanted(row.armSkuName))
        .map((row) => (row?.armSkuName === undefined ? priced(row) : row));
    }
    if (!isObject(given)) return given;
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => {
        if (name === "sizes" && isObject(value)) {
          return [
            name,
            Object.fromEntries(Object.entries(value).filter(([size]) => isWanted(size))),
          ];
        }
        return [name, Array.isArray(value) ? priced(value) : value];
      }),
    );
  };
  return { ...facts, prices: priced(facts.prices) };
}

/**
 * What the host gave before there was a form; the inner part of another kind does not fit.
 * @param {JsonObject} body
 * @param {string} kind
 */
function forKind(body, kind) {
  const { properties, ...others } = body;
  const theirs = isObject(properties) ? properties.computeType : undefined;
  return theirs === undefined || theirs === kind ? body : others;
}

/**
 * What a form of one kind can take over from a form of another.
 * @param {JsonObject | undefined} body
 * @param {KindDescription} description
 * @returns {JsonObject}
 */
function common(body, description) {
  if (!body) return {};
  const text = read(body, DESCRIPTION);
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => COMMON.has(name)));
  return text === undefined ? kept : { ...kept, ...write(description.body, DESCRIPTION, text) };
}
