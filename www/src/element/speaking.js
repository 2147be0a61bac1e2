/** What both elements share about language: the one they speak, loaded when it is first asked for. */

import { LitElement } from "lit";
import { learn, speak } from "./words.js";

export class Speaking extends LitElement {
  static properties = { locale: { type: String } };

  constructor() {
    super();
    /** A BCP 47 tag; without one the page's `lang` counts. */
    this.locale = "";
  }

  /** @protected */
  get language() {
    if (this.locale) return this.locale;
    const around = this.closest("[lang]")?.getAttribute("lang");
    return around || document.documentElement.lang || "en";
  }

  /** @protected Words are this element's from here on; to be called before they are used. */
  speak() {
    speak(this.language);
  }

  /** @protected What was made of words is made anew. */
  languageLearned() {}

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    this.speak();
    if (this.hasUpdated && !changed.has("locale")) return;
    learn(this.language)?.then(
      () => {
        this.languageLearned();
        this.requestUpdate();
      },
      () => undefined, // the language could not be fetched: English stays
    );
  }
}
