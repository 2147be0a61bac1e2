/**
 * The computes of a workspace as the list has them: loaded, kept fresh, acted upon, told about. Draws nothing.
 */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Announcer } from "../shared/announcer.js";
import { emit } from "../shared/events.js";
import type { Language } from "../shared/language.js";
import type {
  Checker,
  Client,
  ComputeResource,
  Failure,
  JsonObject,
  Poller,
} from "../shared/types.js";
import { words } from "../shared/words.js";
import type { Action, RowView, Tone } from "./list-model.js";
import { rowOf } from "./list-model.js";
import { NodeHistory } from "./node-history.js";

/** Between two looks while nothing moves but somebody watches a chart. */
const WATCH_MS = 5_000;
/** Actions that are asked about first. */
const ASKED = new Set(["delete", "detach", "stop", "restart"]);

/** What is seen of the element: what a host page gives it, and how it draws. */
export interface ListHost extends ReactiveControllerHost, HTMLElement {
  readonly client: Client | undefined;
  readonly checker: Checker | undefined;
  readonly refreshInterval: number;
  readonly hasUpdated: boolean;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Inventory implements ReactiveController {
  #host: ListHost;
  #language: Language;
  #announcer: Announcer;
  #resources: ComputeResource[] | undefined;
  #rows: RowView[] | undefined;
  /** Actions that were asked for and are not seen to be done. */
  #acting: Map<string, Action> = new Map();
  #loading: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #spoken: Map<string, string> = new Map();
  #watchVisibility = () => {
    if (document.visibilityState === "visible") this.refresh();
  };

  failure: Failure | undefined;
  actionFailure: (Failure & { name: string; action: Action }) | undefined;
  asked: (RowView & { action: "delete" | "detach" | "stop" | "restart" }) | undefined;
  history = new NodeHistory();
  /** Whether somebody watches one of the computes. */
  #watching = false;

  constructor(host: ListHost, language: Language, announcer: Announcer) {
    this.#host = host;
    this.#language = language;
    this.#announcer = announcer;
    host.addController(this);
  }

  /** Loads the list anew; an older load under way is dropped. */
  async refresh() {
    if (!this.#host.client) return;
    this.#loading?.abort();
    clearTimeout(this.#timer);
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const resources: ComputeResource[] = [];
      for await (const resource of this.#host.client.list({ signal: loading.signal })) {
        resources.push(resource);
      }
      if (loading.signal.aborted) return;
      this.#language.speak();
      this.failure = undefined;
      this.#loaded(resources);
    } catch (error) {
      if (loading.signal.aborted) return;
      this.failure = asFailure(error);
      emit(this.#host, "azureml-failed", { name: undefined, error: this.failure });
    }
    this.#host.requestUpdate();
  }

  hostConnected() {
    document.addEventListener("visibilitychange", this.#watchVisibility);
    if (this.#host.hasUpdated) this.refresh();
  }

  hostDisconnected() {
    document.removeEventListener("visibilitychange", this.#watchVisibility);
    this.#loading?.abort();
    clearTimeout(this.#timer);
  }

  /** Before a drawing: what the host page gave since the last one. */
  update(changed: ReadonlyMap<PropertyKey, unknown>) {
    if (changed.has("locale") || changed.has("checker")) this.#rows = undefined;
    if (!changed.has("client")) return;
    this.#resources = undefined;
    this.#rows = undefined;
    this.refresh();
  }

  /** What was made of words is made anew. */
  languageLearned() {
    this.#rows = undefined;
  }

  /** Somebody watches one of the computes from here on, or nobody does. */
  watch(watching: boolean) {
    this.#watching = watching;
    if (watching) this.#later();
  }

  dismiss() {
    this.actionFailure = undefined;
    this.#host.requestUpdate();
  }

  resource(name: string) {
    return this.#resources?.find((resource) => resource.name === name);
  }

  rows(): RowView[] | undefined {
    if (this.#rows || !this.#resources) return this.#rows;
    const kinds = this.#host.checker ? [this.#host.checker.describe()].flat() : [];
    this.#rows = this.#resources.map((resource) => this.#withAction(rowOf(resource, kinds)));
    return this.#rows;
  }

  async ask(row: RowView, action: Exclude<Action, "scale">) {
    if (action === "start" || !ASKED.has(action)) {
      await this.#perform(row.name, action);
      return;
    }
    const sentences = { stop: [words.stops, words.stopsCost], restart: [words.restarts] };
    const destroys = action === "stop" || action === "restart" ? sentences[action] : row.destroys;
    this.asked = { ...row, action, destroys };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const dialog = this.#host.renderRoot.querySelector("dialog.confirm");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  }

  closed() {
    this.asked = undefined;
    this.#host.requestUpdate();
  }

  async confirmed() {
    if (this.asked) await this.#perform(this.asked.name, this.asked.action);
  }

  /** Changes the scale. */
  async change(name: string, patch: JsonObject) {
    await this.#follow(name, "scale", () => this.#host.client?.update?.(name, patch));
  }

  async #perform(name: string, action: Exclude<Action, "scale">) {
    const removes = action === "delete" || action === "detach";
    if (removes) {
      (this.#host.renderRoot.querySelector("#title") as HTMLElement | null)?.focus();
    }
    const done = await this.#follow(name, action, () => {
      const { client } = this.#host;
      if (!removes) return client?.[action]?.(name);
      const underlyingResourceAction = action === "detach" ? "Detach" : "Delete";
      return client?.delete(name, { underlyingResourceAction });
    });
    if (done && removes) emit(this.#host, "azureml-deleted", { name });
    await this.refresh();
  }

  /** @returns whether it ended well */
  async #follow(
    name: string,
    action: Action,
    begin: () => Poller<unknown> | undefined,
  ): Promise<boolean> {
    this.#acting.set(name, action);
    this.#rows = undefined;
    this.actionFailure = undefined;
    this.#host.requestUpdate();
    let well = true;
    try {
      const poller = begin();
      Promise.resolve(poller?.submitted?.()).then(
        () => this.refresh(),
        () => undefined, // the poller itself fails with the same reason, below
      );
      await poller;
    } catch (error) {
      well = false;
      const failure = asFailure(error);
      this.actionFailure = { ...told(failure), name, action };
      emit(this.#host, "azureml-failed", { name, error: failure });
    }
    this.#acting.delete(name);
    this.#rows = undefined;
    this.#host.requestUpdate();
    if (action === "scale") await this.refresh();
    return well;
  }

  /** What has been asked for shows before the service tells. */
  #withAction(row: RowView): RowView {
    const action = this.#acting.get(row.name);
    if (!action) return row;
    const removes = action === "delete" || action === "detach";
    const state = removes ? words.deletingNow : words.actionBusy[action];
    const tone = "busy" as Tone;
    return { ...row, actions: [], inTransit: true, tone, ...(row.inTransit ? {} : { state }) };
  }

  #loaded(resources: ComputeResource[]) {
    this.#resources = resources;
    this.#rows = undefined;
    const rows = this.rows() ?? [];
    for (const { name, nodes, scale } of rows) if (scale) this.history.add(name, nodes, Date.now());
    this.history.keep(new Set(rows.map(({ name }) => name)));
    this.#speak(rows);
    emit(this.#host, "azureml-list", { count: rows.length });
    this.#later();
  }

  /** Looks again after a while, if something moves or somebody watches. */
  #later() {
    clearTimeout(this.#timer);
    const moving = this.rows()?.some(({ inTransit }) => inTransit) ?? false;
    const wanted = moving || this.#watching;
    if (!wanted || !this.#host.isConnected || document.visibilityState !== "visible") return;
    const pause = moving ? this.#host.refreshInterval : WATCH_MS;
    this.#timer = setTimeout(() => this.refresh(), pause);
  }

  /** Says only what is different from the last time. */
  #speak(rows: RowView[]) {
    const now = new Map(rows.map(({ name, state }) => [name, state]));
    const before = this.#spoken;
    this.#spoken = now;
    if (before.size === 0) return;
    const changes = rows
      .filter(({ name, state }) => before.get(name) !== state)
      .map(({ name, state }) => words.stateNow(name, state));
    const gone = [...before.keys()].filter((name) => !now.has(name)).map(words.gone);
    if (changes.length + gone.length > 0) this.#announcer.say([...changes, ...gone].join(". "));
  }
}

function asFailure(error: unknown): Failure {
  return error instanceof Object ? (error as Failure) : { message: String(error) };
}

/** What is shown of a failure: an error object gives nothing to a copy by itself. */
function told({ code, message }: Failure): Failure {
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}
