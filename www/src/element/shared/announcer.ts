/**
 * What the live region of an element says: waits for a pause in typing, then says once what changed. Must not know
 * what the words mean.
 */

import type { ReactiveController, ReactiveControllerHost } from "lit";

const PAUSE_MS = 700;

export class Announcer implements ReactiveController {
  /** What was said last. */
  said = "";
  #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** @param text asked when the pause comes; "" says nothing */
  later(text: () => string, pause: number = PAUSE_MS) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const words = text();
      if (words !== "") this.say(words);
    }, pause);
  }

  say(text: string) {
    this.said = text;
    this.#host.requestUpdate();
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
  }
}
