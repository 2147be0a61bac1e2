/** How texts come into the form: pasted into a dialog, chosen or dropped as a file. Loaded parts draw it. */

import { html, nothing } from "lit";
import { readFile } from "../shared/browser.js";
import type { Language } from "../shared/language.js";
import { icon } from "../shared/render/icons.js";
import { words } from "../shared/words.js";
import type { FormHost } from "./form-host.js";
import type { FindingActions } from "./render/findings.js";
import type { Imported } from "./session.js";

const IMPORT_LIMIT = 10_000_000;

export interface Receiver {
  /** Fills the form. */
  load: (text: string, name?: string) => Promise<unknown>;
  /** Why nothing could be read; "" if it can. */
  tell: (notice: string) => void;
  /** Whether something is under way. */
  isRunning: () => boolean;
}

export class Importing {
  #host: FormHost;
  #language: Language;
  #to: Receiver;
  #dropping = false;
  /** Loaded when something is imported. */
  #part: typeof import("./render/import-dialog.js") | undefined;

  constructor(host: FormHost, language: Language, to: Receiver) {
    this.#host = host;
    this.#language = language;
    this.#to = to;
  }

  get dropping() {
    return this.#dropping;
  }

  /** Gets ready to show what came in. */
  async prepare() {
    this.#part ??= await import("./render/import-dialog.js");
    return this.#part;
  }

  card(imported: Imported, actions: FindingActions) {
    return this.#part?.importedCard(imported, actions) ?? nothing;
  }

  /** The dialog, and where to let a file go. */
  dialog() {
    return (
      this.#part?.importDialog({
        apply: (text) => this.#to.load(text),
        file: (file) => this.#loadFile(file),
      }) ?? nothing
    );
  }

  target() {
    return this.#dropping
      ? html`<div class="drop">${icon("upload")}${words.importDrop}</div>`
      : nothing;
  }

  over = (event: DragEvent) => {
    const files = event.dataTransfer?.types.includes("Files");
    if (!files || !this.#takes) return;
    event.preventDefault();
    if (!this.#dropping) this.#show(true);
  };

  leave = (event: DragEvent) => {
    const to = event.relatedTarget;
    const inside = to instanceof Node && this.#host.renderRoot.contains(to);
    if (!inside) this.#show(false);
  };

  drop = (event: DragEvent) => {
    this.#show(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || !this.#takes) return;
    event.preventDefault();
    this.#loadFile(file);
  };

  get #takes() {
    return !this.#host.readonly && !this.#to.isRunning();
  }

  #show(dropping: boolean) {
    this.#dropping = dropping;
    this.#host.requestUpdate();
  }

  async #loadFile(file: File) {
    this.#language.speak();
    const tooBig = file.size > IMPORT_LIMIT;
    this.#to.tell(tooBig ? words.importTooBig : "");
    if (!tooBig) await this.#to.load(await readFile(file), file.name);
  }
}
