/**
 * Feeds a live region: waits for a pause in typing, then says once what changed. Must not know what
 * the words mean.
 */

const PAUSE_MS = 700;

export class Announcer {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(text: string) => void} */
  #say;

  /** @param {(text: string) => void} say */
  constructor(say) {
    this.#say = say;
  }

  /**
   * @param {() => string} text asked when the pause comes; "" says nothing
   * @param {number} [pause]
   */
  later(text, pause = PAUSE_MS) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const words = text();
      if (words !== "") this.#say(words);
    }, pause);
  }

  cancel() {
    clearTimeout(this.#timer);
  }
}
