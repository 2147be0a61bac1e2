/** The run that the form follows: told to the page and the live region, kept over a reload, drawn anew each second. */

import type { ReactiveController } from "lit";
import { RunController } from "../run/run-controller.js";
import { type Run, stepsOf, type Told } from "../run/run-model.js";
import { RunStore } from "../run/run-store.js";
import type { Announcer } from "../shared/announcer.js";
import { emit } from "../shared/events.js";
import type { Language } from "../shared/language.js";
import type { Progress } from "../shared/types.js";
import { type FormHost, focusOn } from "./form-host.js";
import { storageKeyOf } from "./storage-key.js";

const RUN_PAUSE_MS = 300;

export class RunKeeper implements ReactiveController {
  readonly runs = new RunController({
    changed: () => this.#changed(),
    progressed: (told, run) => {
      emit(this.#host, "azureml-progress", { name: run.name, progress: whole(told, run) });
    },
    created: (resource, { name }) => {
      this.#created();
      emit(this.#host, "azureml-created", { name, resource });
      focusOn(this.#host, "#run-title");
    },
    failed: (error, { name }) => {
      emit(this.#host, "azureml-failed", { name, error });
      focusOn(this.#host, "#run-title");
    },
  });

  #host: FormHost;
  #language: Language;
  #announcer: Announcer;
  /** What names the compute that is edited. */
  #given: () => { name?: unknown };
  #created: () => void;
  #clock: ReturnType<typeof setInterval> | undefined;
  #store: RunStore | undefined;

  /** @param by the language, the live region, the body that the host page gave, and who hears of the end */
  constructor(
    host: FormHost,
    by: {
      language: Language;
      announcer: Announcer;
      given: () => { name?: unknown };
      created: () => void;
    },
  ) {
    this.#host = host;
    this.#language = by.language;
    this.#announcer = by.announcer;
    this.#given = by.given;
    this.#created = by.created;
    host.addController(this);
  }

  get run() {
    return this.runs.run;
  }

  /** Forgets the run. */
  clear() {
    this.runs.clear();
    this.#store?.clear();
    this.#changed();
  }

  /** Before a drawing: what the host page gave since the last one. */
  update(changed: ReadonlyMap<PropertyKey, unknown>) {
    if (["storageKey", "client", "mode"].some((name) => changed.has(name))) this.#pickUp();
  }

  hostConnected() {
    if (this.run) this.#changed();
  }

  hostDisconnected() {
    clearInterval(this.#clock);
  }

  /** Takes up the run of the page before this one. */
  #pickUp() {
    const { client } = this.#host;
    const key = storageKeyOf(this.#host, this.#given());
    this.#store = key ? new RunStore(key) : undefined;
    const kept = this.#store?.get();
    if (!kept || !client || this.run) return;
    this.#host.kind = kept.kind;
    this.runs.pickUp(client, kept);
  }

  #changed() {
    this.#language.speak();
    const { run, busy } = this.runs;
    clearInterval(this.#clock);
    if (busy) this.#clock = setInterval(() => this.#host.requestUpdate(), 1_000);
    if (run) {
      const step = stepsOf(run).findLast(({ state }) => state !== "waiting");
      const text = step ? `${step.title}: ${step.stateWord}` : "";
      this.#announcer.later(() => (text === this.#announcer.said ? "" : text), RUN_PAUSE_MS);
      const { name, token, startedAt, allocates = true, attaches, task } = run;
      const { kind } = this.#host;
      if (!busy) this.#store?.clear();
      else if (token) this.#store?.put({ name, token, startedAt, allocates, attaches, task, kind });
    }
    this.#host.requestUpdate();
  }
}

/** Progress as a page is told it: what the service left out is what it said before, and the time is known anyway. */
function whole(told: Told, { progress, startedAt }: Run): Progress {
  const { status = progress.status ?? "", elapsedMs = Date.now() - startedAt } = told;
  const known = Object.entries(told).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), status, elapsedMs };
}
