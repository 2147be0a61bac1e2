/**
 * `<azureml-compute-list>`: the compute targets of a workspace, fresh while something is in transit,
 * with a deletion that says first what it destroys. The class only, no registration.
 */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { rowOf } from "./list-model.js";
import { confirmDialog } from "./render/confirm.js";
import { icon } from "./render/icons.js";
import { nodesSpoken } from "./run-model.js";
import { Speaking } from "./speaking.js";
import { buttons } from "./styles/buttons.js";
import { listFrame } from "./styles/list.js";
import { tokens } from "./styles/tokens.js";
import { words } from "./words.js";

/** @import { Client, ComputeResource, Failure } from "./types.js" */
/** @import { RowView, Tone } from "./list-model.js" */

const REFRESH_MS = 2_000;

/** @type {Record<Tone, Parameters<typeof icon>>} */
const STATE_ICONS = { good: ["good"], busy: ["busy", "spin"], bad: ["error"], off: ["stopped"] };

/**
 * @fires azureml-list - the list was loaded; detail { count }
 * @fires azureml-deleted - detail { name }
 * @fires azureml-failed - a removal or a load failed; detail { name, error }
 * @slot empty - shown when there is nothing
 */
export class AzuremlComputeList extends Speaking {
  static styles = [tokens, buttons, listFrame];
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
  /** @type {Failure | undefined} */
  #failure;
  /** @type {{ name: string, failure: Failure } | undefined} */
  #removalFailure;
  /** @type {Set<string>} removals that were asked for and are not seen to be done */
  #removing = new Set();
  /** @type {RowView | undefined} */
  #asked;
  /** @type {AbortController | undefined} */
  #loading;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Map<string, string>} */
  #spoken = new Map();
  #said = "";
  #watchVisibility = () => {
    if (document.visibilityState === "visible") this.refresh();
  };

  constructor() {
    super();
    /** @type {Client | undefined} */
    this.client = undefined;
    /** @type {import("./types.js").Checker | undefined} Checks edits of the scale. */
    this.checker = undefined;
    /** @type {import("./types.js").Messages | undefined} Findings in another language. */
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
      this.#failure = undefined;
      this.#loaded(resources);
    } catch (error) {
      if (loading.signal.aborted) return;
      this.#failure = asFailure(error);
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
    if (!changed.has("client")) return;
    this.#resources = undefined;
    this.refresh();
  }

  render() {
    const rows = this.#rows();
    return html`
      <section class="list" part="list" aria-labelledby="title" aria-busy=${rows || this.#failure ? "false" : "true"}>
        <div class="head">
          <h2 id="title" tabindex="-1">${words.listTitle}</h2>
          ${rows && rows.length > 0 ? html`<span class="count">${words.listCount(rows.length)}</span>` : nothing}
          <button type="button" class="quiet" @click=${() => this.refresh()}>
            ${icon("refresh")}${words.refresh}
          </button>
        </div>
        ${this.#failure ? this.#failureTemplate(this.#failure) : nothing}
        ${this.#removalFailure ? this.#removalFailureTemplate(this.#removalFailure) : nothing}
        ${this.#bodyTemplate(rows)}
      </section>
      ${confirmDialog(
        this.#asked,
        () => this.#remove(),
        () => this.#closed(),
      )}
      <div class="unseen" role="status" aria-live="polite">${this.#said}</div>
    `;
  }

  /** @param {RowView[] | undefined} rows */
  #bodyTemplate(rows) {
    if (rows === undefined) {
      return this.#failure
        ? nothing
        : html`<div class="empty">${icon("busy", "spin")}<span>${words.listLoading}</span></div>`;
    }
    if (rows.length > 0) return this.#tableTemplate(rows);
    if (this.#failure) return nothing; // it was empty once; what it is now is not known
    return html`<slot name="empty">
      <div class="empty">
        ${icon("cluster")}<strong>${words.listEmpty}</strong><span>${words.listEmptyHint}</span>
      </div>
    </slot>`;
  }

  /** @param {RowView[]} rows */
  #tableTemplate(rows) {
    // The roles are spelled out because the narrow layout changes `display`, which would drop them.
    return html`<table role="table" aria-labelledby="title">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${words.columnName}</th>
          <th role="columnheader" scope="col">${words.columnState}</th>
          <th role="columnheader" scope="col">${words.columnSize}</th>
          <th role="columnheader" scope="col">${words.columnNodes}</th>
          <th role="columnheader" scope="col"><span class="unseen">${words.columnActions}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          rows,
          ({ name }) => name,
          (row) => this.#rowTemplate(row),
        )}
      </tbody>
    </table>`;
  }

  /** @param {RowView} row */
  #rowTemplate(row) {
    const nodes = nodesSpoken(
      Object.fromEntries(row.nodes.map(({ state, count }) => [state, count])),
    );
    const word = words.actionNamed[row.attached ? "detach" : "delete"](row.name);
    return html`<tr role="row" part="row">
      <th role="rowheader" scope="row">
        <span class="name">${row.name}</span><span class="sub">${row.kind}${row.location ? `, ${row.location}` : ""}</span>
      </th>
      <td role="cell" class="state-cell">
        <span class="state ${row.tone}">${icon(...STATE_ICONS[row.tone])}${row.state}</span>
        ${row.reason ? html`<span class="sub bad">${row.reason}</span>` : nothing}
      </td>
      <td role="cell" class="size">${row.size}</td>
      <td role="cell" class="nodes">
        ${nodes || words.noNodesNow}
        ${row.maxNodes === undefined ? nothing : html`<span class="sub">${words.nodesUpTo(row.maxNodes)}</span>`}
      </td>
      <td role="cell" class="tools">
        ${
          this.readonly
            ? nothing
            : html`<button
              type="button"
              class="quiet icon"
              aria-label=${word}
              title=${word}
              ?disabled=${this.#removing.has(row.name)}
              @click=${() => this.#ask(row)}
            >
              ${icon("trash")}
            </button>`
        }
      </td>
    </tr>`;
  }

  /** @param {Failure} failure */
  #failureTemplate(failure) {
    return html`<div class="bar error" role="alert">
      ${icon("error")}
      <div>
        <strong>${words.listFailed}</strong>
        <p>${[failure.code, failure.message].filter(Boolean).join(": ")}</p>
      </div>
      <button type="button" class="small" @click=${() => this.refresh()}>${words.tryAgain}</button>
    </div>`;
  }

  /** @param {{ name: string, failure: Failure }} removal */
  #removalFailureTemplate({ name, failure }) {
    const dismiss = () => {
      this.#removalFailure = undefined;
      this.requestUpdate();
    };
    return html`<div class="bar error" role="alert">
      ${icon("error")}
      <div>
        <strong>${words.actionFailed.delete(name)}</strong>
        <p>${[failure.code, failure.message].filter(Boolean).join(": ")}</p>
      </div>
      <button type="button" class="small" @click=${dismiss}>${words.dismiss}</button>
    </div>`;
  }

  #rows() {
    return this.#resources?.map((resource) => {
      const row = rowOf(resource);
      if (!this.#removing.has(row.name) || row.inTransit) return row;
      return {
        ...row,
        state: words.deletingNow,
        tone: /** @type {Tone} */ ("busy"),
        inTransit: true,
      };
    });
  }

  /** @param {ComputeResource[]} resources */
  #loaded(resources) {
    this.#resources = resources;
    const rows = this.#rows() ?? [];
    this.#speak(rows);
    this.#emit("azureml-list", { count: rows.length });
    const moving = rows.some(({ inTransit }) => inTransit) || this.#removing.size > 0;
    if (moving && this.isConnected && document.visibilityState === "visible") {
      this.#timer = setTimeout(() => this.refresh(), this.refreshInterval);
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
    if (changes.length + gone.length > 0) this.#said = [...changes, ...gone].join(". ");
  }

  /** @param {RowView} row */
  async #ask(row) {
    this.#asked = row;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  #closed() {
    this.#asked = undefined;
    this.requestUpdate();
  }

  async #remove() {
    const row = this.#asked;
    if (!row || !this.client) return;
    const { name, attached } = row;
    this.#removing.add(name);
    this.#removalFailure = undefined;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector("#title"))?.focus();
    try {
      const removal = this.client.delete(name, {
        underlyingResourceAction: attached ? "Detach" : "Delete",
      });
      Promise.resolve(removal.submitted()).then(
        () => this.refresh(),
        () => undefined,
      );
      await removal;
      this.#emit("azureml-deleted", { name });
    } catch (error) {
      this.#removalFailure = { name, failure: asFailure(error) };
      this.#emit("azureml-failed", { name, error });
    }
    this.#removing.delete(name);
    await this.refresh();
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
