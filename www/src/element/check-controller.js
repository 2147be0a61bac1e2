/**
 * Runs the checker for each change and keeps only the newest answer. A checker that answers at once is
 * answered at once, in the same task as the keystroke; one that answers later (a worker) is numbered,
 * and an overtaken answer is dropped. Must not know how anything is drawn.
 */

/** @import { Checker, JsonObject, Report } from "./types.js" */

export class CheckController {
  #sequence = 0;
  #delivered = 0;
  /** @type {(report: Report) => void} */
  #onReport;

  /** @param {(report: Report) => void} onReport gets each report that is not overtaken */
  constructor(onReport) {
    this.#onReport = onReport;
  }

  /**
   * @param {Checker} checker
   * @param {string | JsonObject} input
   * @param {JsonObject} options
   * @returns {Report | Promise<Report>} this check's own report, overtaken or not
   */
  check(checker, input, options) {
    const number = ++this.#sequence;
    const answer = checker.validate(input, options);
    if (!isPromise(answer)) {
      this.#deliver(number, answer);
      return answer;
    }
    return answer.then((report) => {
      this.#deliver(number, report);
      return report;
    });
  }

  /** Forgets every check under way: its answer will not be delivered. */
  cancel() {
    this.#delivered = this.#sequence;
  }

  /**
   * @param {number} number
   * @param {Report} report
   */
  #deliver(number, report) {
    if (number <= this.#delivered) return;
    this.#delivered = number;
    this.#onReport(report);
  }
}

/**
 * @param {Report | Promise<Report>} answer
 * @returns {answer is Promise<Report>}
 */
export function isPromise(answer) {
  return typeof (/** @type {any} */ (answer).then) === "function";
}
