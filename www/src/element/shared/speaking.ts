/** What both elements share about language: the one they speak, loaded when it is first asked for. */

import { LitElement } from "lit";
import { learn, speak } from "./words.js";

export class Speaking extends LitElement {
  static override properties = { locale: { type: String } };

  /** A BCP 47 tag; without one the page's `lang` counts. */
  declare locale: string;

  constructor() {
    super();
    this.locale = "";
  }

  protected get language() {
    if (this.locale) return this.locale;
    const around = this.closest("[lang]")?.getAttribute("lang");
    return around || document.documentElement.lang || "en";
  }

  /** Words are this element's from here on; to be called before they are used. */
  protected speak() {
    speak(this.language);
  }

  /** What was made of words is made anew. */
  protected languageLearned() {}

  override willUpdate(changed: Map<PropertyKey, unknown>) {
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
