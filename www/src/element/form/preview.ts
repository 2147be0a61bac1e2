/** The configuration as text in the format that a person chose, copied and downloaded. */

import type { Announcer } from "../shared/announcer.js";
import { download } from "../shared/browser.js";
import type { Language } from "../shared/language.js";
import { words } from "../shared/words.js";
import type { Filling } from "./filling.js";
import type { FormHost } from "./form-host.js";
import type { FormModel } from "./form-model.js";
import { FORMATS, type FormatId, formatsOf, readied, textIn } from "./formats.js";
import { review } from "./render/review.js";

const COPIED_MS = 2_000;

export class Preview {
  #host: FormHost;
  #filling: Filling;
  #language: Language;
  #announcer: Announcer;
  #format: FormatId = "arm";
  #copied = false;

  constructor(host: FormHost, filling: Filling, language: Language, announcer: Announcer) {
    this.#host = host;
    this.#filling = filling;
    this.#language = language;
    this.#announcer = announcer;
  }

  /** @param format "arm", and what the checker converts to */
  text(format: string): string {
    const filling = this.#filling;
    const body = format === "arm" ? filling.value : filling.session.value(true);
    return textIn(this.#host.checker, body, format as FormatId).text;
  }

  template(model: FormModel, fresh: Set<string>) {
    const { checker } = this.#host;
    const formats = formatsOf(checker);
    const format = formats.includes(this.#format) ? this.#format : "arm";
    return review(
      {
        formats,
        format,
        body: model.masked(),
        text: () => textIn(checker, model.complete(), format),
        fresh,
        copied: this.#copied,
        hasSecrets: model.hasSecrets,
      },
      {
        copy: () => this.#copy(format),
        download: () => this.#download(format),
        show: (chosen) => this.#show(chosen),
      },
    );
  }

  async #show(format: FormatId) {
    try {
      if (format !== "arm") await readied(this.#host.checker);
      this.#format = format;
    } catch (error) {
      this.#announcer.later(() => (error instanceof Error ? error.message : String(error)), 0);
    }
    this.#host.requestUpdate();
  }

  #download(format: FormatId) {
    const { extension, type } = FORMATS[format];
    download(`${this.#filling.name || "compute"}.${extension}`, this.text(format), type);
  }

  async #copy(format: FormatId) {
    try {
      await navigator.clipboard.writeText(this.text(format));
    } catch {
      this.#language.speak();
      this.#announcer.later(() => words.copyFailed, 0); // no permission, or a page that is not served securely
      return;
    }
    this.#showCopied(true);
    setTimeout(() => this.#showCopied(false), COPIED_MS);
  }

  #showCopied(copied: boolean) {
    this.#copied = copied;
    this.#host.requestUpdate();
  }
}
