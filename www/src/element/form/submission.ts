/**
 * From the form to the request: a last look at what the service has, then one request, or the reason why none. Must
 * not know how anything is drawn.
 */

import type { RunController } from "../run/run-controller.js";
import { emit } from "../shared/events.js";
import type { Language } from "../shared/language.js";
import { read } from "../shared/pointer.js";
import type { JsonObject } from "../shared/types.js";
import { words } from "../shared/words.js";
import type { Filling } from "./filling.js";
import { type FormHost, focusOn } from "./form-host.js";
import { apart } from "./form-model.js";

const SCALE = "scaleSettings";

/** What can be done about the plan of an edit. */
export type Verdict = "save" | "nothing" | "blocked";

export interface Sending {
  filling: Filling;
  runs: RunController;
  language: Language;
  /** Gets ready to show a run; tells whether that worked. */
  prepare: () => Promise<boolean>;
}

export class Submission {
  /** Why nothing could be sent. */
  notice = "";
  #host: FormHost;
  #by: Sending;

  constructor(host: FormHost, by: Sending) {
    this.#host = host;
    this.#by = by;
  }

  /** What can be done about the plan of an edit. */
  get verdict(): Verdict {
    const { advisor, session } = this.#by.filling;
    const { plan } = advisor;
    if (this.#host.mode !== "edit" || !plan) return "save";
    if (plan.action === "none") return "nothing";
    const { body } = apart(session.value(true));
    const stuck = plan.action === "replace" || plan.action === "blocked";
    return stuck && !this.#idleAction(body) ? "blocked" : "save";
  }

  /** @returns whether something was sent, or taken over by the host */
  async submit(): Promise<boolean> {
    const { filling, runs, language } = this.#by;
    const { session, advisor } = filling;
    const host = this.#host;
    if (runs.busy || host.readonly) return false;
    this.notice = "";
    let report = await filling.check();
    const { model } = session;
    if (!report || !model) return false;
    if (session.imported?.lost.length) return this.#stay(".summary.imported");
    if (session.report?.valid && !(await this.#lookFresh())) return false;
    report = filling.report;
    language.speak();
    if (!report?.valid || !session.view()?.ready) return this.#stay(".summary:not(.imported)");
    const told = { kind: host.kind, ...apart(filling.value) };
    if (!emit(host, "azureml-submit", told, true)) return true;
    const { client } = host;
    if (!client) return this.#stay(undefined, words.noClient);
    if (!(await this.#by.prepare())) return this.#stay(undefined, words.partMissing);
    const { name, body } = apart(model.complete());
    const allocates = model.description.fields.some(({ path }) => path.includes(SCALE));
    if (host.mode === "edit") {
      const idle = this.#idleAction(body);
      const patch = advisor.plan?.method === "PATCH" ? patchOf(body) : undefined;
      if (idle) runs.act(client, name, idle);
      else runs.update(client, name, { patch, body }, { allocates });
    } else {
      const attaches = !model.description.managed && !session.makesNew;
      runs.create(client, name, body, { allocates, attaches });
    }
    focusOn(host, "#run-title");
    return true;
  }

  /**
   * What the service says now: whether the name of a new compute is free, what an edit would do.
   * @returns false if that could not be learned, or speaks against sending
   */
  async #lookFresh(): Promise<boolean> {
    const { filling } = this.#by;
    const { advisor } = filling;
    const { client, mode } = this.#host;
    if (!client) return true;
    if (!navigator.onLine) return this.#stay(undefined, words.offline);
    try {
      if (mode !== "edit" && (await advisor.isTaken(client, filling.name))) return true;
    } catch (error) {
      const { message = String(error) } = (error ?? {}) as { message?: string };
      return this.#stay(undefined, words.nameUnknown(message));
    }
    // What it said before may have changed since.
    if (mode === "edit" ? client.plan : !filling.report?.valid) await advisor.now();
    if (mode !== "edit") return true;
    if (client.plan && advisor.state === "failed") {
      return this.#stay(undefined, words.askFailed(advisor.reason));
    }
    return this.verdict === "save" ? true : this.#stay(".plan");
  }

  /** An instance's idle time is changed by an action of its own; an edit of more than that is not. */
  #idleAction(body: JsonObject): ((signal: AbortSignal) => Promise<unknown>) | undefined {
    const { client } = this.#host;
    const { name, advisor } = this.#by.filling;
    const { action, changes = [] } = advisor.plan ?? {};
    const [change, ...more] = changes;
    const duration = change && read(body, change.path);
    if (action !== "replace" || more.length > 0 || change?.action !== "updateIdleShutdown") return;
    if (!client?.updateIdleShutdown || typeof duration !== "string") return;
    const updateIdle = client.updateIdleShutdown.bind(client);
    return (signal) => updateIdle(name, duration, { signal });
  }

  /** Nothing is sent, and the person is led to why. */
  #stay(selector?: string, notice: string = "") {
    this.notice = notice;
    this.#host.requestUpdate();
    if (selector) focusOn(this.#host, selector);
    return false;
  }
}

/** The PATCH for an edit that changes nothing but the scale. */
function patchOf(body: JsonObject) {
  return {
    properties: { properties: { scaleSettings: read(body, `/properties/properties/${SCALE}`) } },
  };
}
