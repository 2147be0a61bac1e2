/**
 * What was typed survives a reload of the page: kept while somebody types, taken up once by the form that begins with
 * the same body as the one before. Secrets are never kept.
 */

import type { ReactiveController } from "lit";
import type { Announcer } from "../shared/announcer.js";
import { alike } from "../shared/pointer.js";
import { words } from "../shared/words.js";
import { DraftStore, withoutSecrets } from "./draft-store.js";
import type { FormHost } from "./form-host.js";
import type { FormSession } from "./session.js";
import { storageKeyOf } from "./storage-key.js";

const PAUSE_MS = 250;

export class DraftKeeper implements ReactiveController {
  /** Whether what stands in the form came from before. */
  resumed = false;
  #host: FormHost;
  #session: FormSession;
  #announcer: Announcer;
  #key = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave = () => this.#put();

  constructor(host: FormHost, session: FormSession, announcer: Announcer) {
    this.#host = host;
    this.#session = session;
    this.#announcer = announcer;
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener("pagehide", this.#leave);
  }

  hostDisconnected() {
    window.removeEventListener("pagehide", this.#leave);
    this.#put();
  }

  /** Before a drawing: whether there is something of this form to take up. */
  update() {
    const session = this.#session;
    if (!session.model || session.dirty) return;
    const key = storageKeyOf(this.#host, session.given);
    if (key === this.#key || key === "") return;
    const draft = new DraftStore(key).get();
    // Another body may be given yet; until then it is not known to be the same form.
    if (draft && !alike(withoutSecrets(session.given), draft.given)) return;
    this.#key = key;
    if (!draft) return;
    this.#host.kind = draft.kind;
    session.resume(draft.kind, draft.body);
    this.resumed = true;
    this.#announcer.later(() => words.draftBack);
  }

  /** Something changed. */
  later() {
    clearTimeout(this.#timer);
    if (this.#session.dirty) this.#timer = setTimeout(() => this.#put(), PAUSE_MS);
  }

  /** There is nothing to keep any more. */
  clear() {
    clearTimeout(this.#timer);
    this.resumed = false;
    this.#session.dirty = false;
    this.#store()?.clear();
  }

  #put() {
    clearTimeout(this.#timer);
    const { model, dirty, kind, given } = this.#session;
    if (model && dirty) this.#store()?.put({ kind, body: model.body, given });
  }

  #store() {
    const key = storageKeyOf(this.#host, this.#session.given);
    return key === "" ? undefined : new DraftStore(key);
  }
}
