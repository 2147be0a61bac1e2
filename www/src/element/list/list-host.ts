/**
 * What `<azureml-compute-list>` does: loads, keeps fresh, acts, tells. Draws nothing; the drawing
 * subclass is list.js.
 */

import { Speaking } from "../shared/speaking.js";
import type {
  Checker,
  Client,
  ComputeResource,
  Failure,
  JsonObject,
  Messages,
  Poller,
} from "../shared/types.js";
import { words } from "../shared/words.js";
import type { Action, RowView, Tone } from "./list-model.js";
import { rowOf } from "./list-model.js";
import { NodeHistory } from "./node-history.js";

const REFRESH_MS = 2_000;
/** Between two looks while nothing moves but somebody watches a chart. */
const WATCH_MS = 5_000;
/** Actions that are asked about first. */
const ASKED = new Set(["delete", "detach", "stop", "restart"]);

export class ListHost extends Speaking {
  static override properties = {
    ...Speaking.properties,
    client: { attribute: false },
    checker: { attribute: false },
    messages: { attribute: false },
    readonly: { type: Boolean, reflect: true },
    refreshInterval: { type: Number, attribute: "refresh-interval" },
  };

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

  protected failure: Failure | undefined;
  protected actionFailure: (Failure & { name: string; action: Action }) | undefined;
  protected asked: (RowView & { action: "delete" | "detach" | "stop" | "restart" }) | undefined;
  protected said = "";
  protected history = new NodeHistory();
  /** Whether somebody watches one of the computes. */
  protected watch = false;

  declare client: Client | undefined;
  /** Names the kinds, and checks edits of the scale. */
  declare checker: Checker | undefined;
  /** Findings in another language. */
  declare messages: Messages | undefined;
  declare readonly: boolean;
  /** Milliseconds between two looks while something is in transit. */
  declare refreshInterval: number;

  constructor() {
    super();
    this.client = undefined;
    this.checker = undefined;
    this.messages = undefined;
    this.readonly = false;
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
      const resources: ComputeResource[] = [];
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

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#watchVisibility);
    if (this.hasUpdated) this.refresh();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#watchVisibility);
    this.#loading?.abort();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    super.willUpdate(changed);
    if (changed.has("locale") || changed.has("checker")) this.#rows = undefined;
    if (!changed.has("client")) return;
    this.#resources = undefined;
    this.#rows = undefined;
    this.refresh();
  }

  protected override languageLearned() {
    this.#rows = undefined;
  }

  protected dismiss() {
    this.actionFailure = undefined;
    this.requestUpdate();
  }

  protected resource(name: string) {
    return this.#resources?.find((resource) => resource.name === name);
  }

  protected rows(): RowView[] | undefined {
    if (this.#rows || !this.#resources) return this.#rows;
    const kinds = this.checker ? [this.checker.describe()].flat() : [];
    this.#rows = this.#resources.map((resource) => this.#withAction(rowOf(resource, kinds)));
    return this.#rows;
  }

  protected async ask(row: RowView, action: Exclude<Action, "scale">) {
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

  protected closed() {
    this.asked = undefined;
    this.requestUpdate();
  }

  protected async confirmed() {
    if (this.asked) await this.#perform(this.asked.name, this.asked.action);
  }

  /** Changes the scale. */
  protected async change(name: string, patch: JsonObject) {
    await this.#follow(name, "scale", () => this.client?.update?.(name, patch));
  }

  async #perform(name: string, action: Exclude<Action, "scale">) {
    const removes = action === "delete" || action === "detach";
    if (removes) {
      (this.renderRoot.querySelector("#title") as HTMLElement | null)?.focus();
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

  /** @returns whether it ended well */
  async #follow(
    name: string,
    action: Action,
    begin: () => Poller<unknown> | undefined,
  ): Promise<boolean> {
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
      this.actionFailure = { ...told(asFailure(error)), name, action };
      this.#emit("azureml-failed", { name, error });
    }
    this.#acting.delete(name);
    this.#rows = undefined;
    this.requestUpdate();
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
    this.#emit("azureml-list", { count: rows.length });
    const moving = rows.some(({ inTransit }) => inTransit);
    if ((moving || this.watch) && this.isConnected && document.visibilityState === "visible") {
      this.#timer = setTimeout(() => this.refresh(), moving ? this.refreshInterval : WATCH_MS);
    }
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
    if (changes.length + gone.length > 0) this.said = [...changes, ...gone].join(". ");
  }

  #emit(type: string, detail: object) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function asFailure(error: unknown): Failure {
  return error instanceof Object ? (error as Failure) : { message: String(error) };
}

/** What is shown of a failure: an error object gives nothing to a copy by itself. */
function told({ code, message }: Failure): Failure {
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}
