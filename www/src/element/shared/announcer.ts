/**
 * Feeds a live region: waits for a pause in typing, then says once what changed. Must not know what
 * the words mean.
 */

const PAUSE_MS = 700;

export class Announcer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #say: (text: string) => void;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** @param text asked when the pause comes; "" says nothing */
  later(text: () => string, pause: number = PAUSE_MS) {
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
