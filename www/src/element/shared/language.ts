/** The language that an element speaks, loaded when it is first asked for. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { learn, speak } from "./words.js";

type Speaking = ReactiveControllerHost & Element & { readonly locale: string };

export class Language implements ReactiveController {
  #host: Speaking;
  #learned: () => void;
  /** What was asked for last. */
  #asked = "";

  /** @param learned what was made of words is made anew */
  constructor(host: Speaking, learned: () => void = () => undefined) {
    this.#host = host;
    this.#learned = learned;
    host.addController(this);
  }

  /** A BCP 47 tag: the element's own, else that of the page around it. */
  get tag(): string {
    const { locale } = this.#host;
    if (locale) return locale;
    const around = this.#host.closest("[lang]")?.getAttribute("lang");
    return around || document.documentElement.lang || "en";
  }

  /** Words are this element's from here on; to be called before they are used. */
  speak() {
    speak(this.tag);
  }

  hostUpdate() {
    const { tag } = this;
    if (tag === this.#asked) return;
    this.#asked = tag;
    learn(tag)?.then(
      () => {
        this.#learned();
        this.#host.requestUpdate();
      },
      () => undefined, // the language could not be fetched: English stays
    );
  }
}
