/**
 * Runs the checker for each change and keeps only the newest answer. A checker that answers at once is
 * answered at once, in the same task as the keystroke; one that answers later (a worker) is numbered,
 * and an overtaken answer is dropped. Must not know how anything is drawn.
 */

import type { Checker, JsonObject, Report } from "../shared/types.js";

export class CheckController {
  #sequence = 0;
  #delivered = 0;
  #onReport: (report: Report) => void;

  /** @param onReport gets each report that is not overtaken */
  constructor(onReport: (report: Report) => void) {
    this.#onReport = onReport;
  }

  /** @returns this check's own report, overtaken or not */
  check(
    checker: Checker,
    input: string | JsonObject,
    options: JsonObject,
  ): Report | Promise<Report> {
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

  #deliver(number: number, report: Report) {
    if (number <= this.#delivered) return;
    this.#delivered = number;
    this.#onReport(report);
  }
}

export function isPromise(answer: Report | Promise<Report>): answer is Promise<Report> {
  return "then" in answer;
}
