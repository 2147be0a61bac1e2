/**
 * What `<azureml-compute-list>` does: loads, keeps fresh, acts, tells. Draws nothing; the drawing
 * subclass is list.js.
 */

import { rowOf } from "./list-model.js";
import { NodeHistory } from "./node-history.js";
import { Speaking } from "./speaking.js";
import { words } from "./words.js";

/** @import { Checker, Client, ComputeResource, Failure, JsonObject, Messages, Poller } from "./types.js" */
/** @import { Action, RowView, Tone } from "./list-model.js" */

const REFRESH_MS = 2_000;
/** Between two looks while nothing moves but somebody watches a chart. */
const WATCH_MS = 5_000;
/** Actions that are asked about first. */
const ASKED = new Set(["delete", "detach", "stop", "restart"]);

export class ListHost extends Speaking {
  static properties = {
    ...Speaking.properties,
    client: { attribute: false },
    checker: { attribute: false },
    messages: { attribute: false },
    readonly: { type: Boolean, reflect: true },
    refreshInterval: { type: Number, attribute: "refresh-interval" },
  };

  /** @type {ComputeResource[] | undefined} */
  #resources;
  /** @type {RowView[] | undefined} */
  #rows;
  /** @type {Map<string, Action>} actions that were asked for and are not seen to be done */
  #acting = new Map();
  /** @type {AbortController | undefined} */
  #loading;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Map<string, string>} */
  #spoken = new Map();
  #watchVisibility = () => {
    if (document.visibilityState === "visible") this.refresh();
  };

  /** @protected @type {Failure | undefined} */
  failure;
  /** @protected @type {(Failure & { name: string, action: Action }) | undefined} */
  actionFailure;
  /** @protected @type {(RowView & { action: "delete" | "detach" | "stop" | "restart" }) | undefined} */
  asked;
  /** @protected */
  said = "";
  /** @protected */
  history = new NodeHistory();
  /** @protected Whether somebody watches one of the computes. */
  watch = false;

  constructor() {
    super();
    /** @type {Client | undefined} */
    this.client = undefined;
    /** @type {Checker | undefined} Names the kinds, and checks edits of the scale. */
    this.checker = undefined;
    /** @type {Messages | undefined} Findings in another language. */
    this.messages = undefined;
    this.readonly = false;
    /** Milliseconds between two looks while something is in transit. */
    this.refreshInterval = REFRESH_MS;
  }

  /** Loads the list anew; an older load under way is dropped. */
  async refresh() {
    if (!this.client) return;
    this.#loading?.abort();
    clearTimeout(this.#timer);
    const loading = new AbortController();
    this.#loading = loading;
    try {
      /** @type {ComputeResource[]} */
      const resources = [];
      for await (const resource of this.client.list({ signal: loading.signal })) {
        resources.push(resource);
      }
      if (loading.signal.aborted) return;
      this.speak();
      this.failure = undefined;
      this.#loaded(resources);
    } catch (error) {
      if (loading.signal.aborted) return;
      this.failure = asFailure(error);
      this.#emit("azureml-failed", { name: undefined, error });
    }
    this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#watchVisibility);
    if (this.hasUpdated) this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#watchVisibility);
    this.#loading?.abort();
    clearTimeout(this.#timer);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("locale") || changed.has("checker")) this.#rows = undefined;
    if (!changed.has("client")) return;
    this.#resources = undefined;
    this.#rows = undefined;
    this.refresh();
  }

  /** @protected */
  languageLearned() {
    this.#rows = undefined;
  }

  /** @protected */
  dismiss() {
    this.actionFailure = undefined;
    this.requestUpdate();
  }

  /** @protected @param {string} name */
  resource(name) {
    return this.#resources?.find((resource) => resource.name === name);
  }

  /** @protected @returns {RowView[] | undefined} */
  rows() {
    if (this.#rows || !this.#resources) return this.#rows;
    const kinds = this.checker ? [this.checker.describe()].flat() : [];
    this.#rows = this.#resources.map((resource) => this.#withAction(rowOf(resource, kinds)));
    return this.#rows;
  }

  /** @protected @param {RowView} row @param {Exclude<Action, "scale">} action */
  async ask(row, action) {
    if (action === "start" || !ASKED.has(action)) {
      await this.#perform(row.name, action);
      return;
    }
    const sentences = { stop: [words.stops, words.stopsCost], restart: [words.restarts] };
    const destroys = action === "stop" || action === "restart" ? sentences[action] : row.destroys;
    this.asked = { ...row, action, destroys };
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector("dialog.confirm");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  }

  /** @protected */
  closed() {
    this.asked = undefined;
    this.requestUpdate();
  }

  /** @protected */
  async confirmed() {
    if (this.asked) await this.#perform(this.asked.name, this.asked.action);
  }

  /** @protected Changes the scale. @param {string} name @param {JsonObject} patch */
  async change(name, patch) {
    await this.#follow(name, "scale", () => this.client?.update?.(name, patch));
  }

  /** @param {string} name @param {Exclude<Action, "scale">} action */
  async #perform(name, action) {
    const removes = action === "delete" || action === "detach";
    if (removes) {
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector("#title"))?.focus();
    }
    const done = await this.#follow(name, action, () => {
      const { client } = this;
      if (!removes) return client?.[action]?.(name);
      const underlyingResourceAction = action === "detach" ? "Detach" : "Delete";
      return client?.delete(name, { underlyingResourceAction });
    });
    if (done && removes) this.#emit("azureml-deleted", { name });
    await this.refresh();
  }

  /**
   * @param {string} name
   * @param {Action} action
   * @param {() => Poller<unknown> | undefined} begin
   * @returns {Promise<boolean>} whether it ended well
   */
  async #follow(name, action, begin) {
    this.#acting.set(name, action);
    this.#rows = undefined;
    this.actionFailure = undefined;
    this.requestUpdate();
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
      const { code, message } = asFailure(error);
      this.actionFailure = { name, action, code, message };
      this.#emit("azureml-failed", { name, error });
    }
    this.#acting.delete(name);
    this.#rows = undefined;
    this.requestUpdate();
    if (action === "scale") await this.refresh();
    return well;
  }

  /** What has been asked for shows before the service tells. @param {RowView} row @returns {RowView} */
  #withAction(row) {
    const action = this.#acting.get(row.name);
    if (!action) return row;
    const removes = action === "delete" || action === "detach";
    const state = removes ? words.deletingNow : words.actionBusy[action];
    const tone = /** @type {Tone} */ ("busy");
    return { ...row, actions: [], inTransit: true, tone, ...(row.inTransit ? {} : { state }) };
  }

  /** @param {ComputeResource[]} resources */
  #loaded(resources) {
    this.#resources = resources;
    this.#rows = undefined;
    const rows = this.rows() ?? [];
    for (const { name, nodes, scale } of rows) if (scale) this.history.add(name, nodes, Date.now());
    this.history.keep(new Set(rows.map(({ name }) => name)));
    this.#speak(rows);
    this.#emit("azureml-list", { count: rows.length });
    const moving = rows.some(({ inTransit }) => inTransit);
    if ((moving || this.watch) && this.isConnected && document.visibilityState === "visible") {
      this.#timer = setTimeout(() => this.refresh(), moving ? this.refreshInterval : WATCH_MS);
    }
  }

  /**
   * Says only what is different from the last time.
   * @param {RowView[]} rows
   */
  #speak(rows) {
    const now = new Map(rows.map(({ name, state }) => [name, state]));
    const before = this.#spoken;
    this.#spoken = now;
    if (before.size === 0) return;
    const changes = rows
      .filter(({ name, state }) => before.get(name) !== state)
      .map(({ name, state }) => words.stateNow(name, state));
    const gone = [...before.keys()].filter((name) => !now.has(name)).map(words.gone);
    if (changes.length + gone.length > 0) this.said = [...changes, ...gone].join(". ");
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/**
 * @param {unknown} error
 * @returns {Failure}
 */
function asFailure(error) {
  return error instanceof Object ? /** @type {Failure} */ (error) : { message: String(error) };
}
