/**
 * `<azureml-compute-list>`: the compute targets of a workspace, fresh while something is in transit,
 * with actions that say first what they do. The class only, no registration.
 */

import { html, LitElement, nothing } from "lit";
import { Announcer } from "../shared/announcer.js";
import { Language } from "../shared/language.js";
import { confirmDialog } from "../shared/render/confirm.js";
import { icon } from "../shared/render/icons.js";
import { buttons } from "../shared/styles/buttons.js";
import { motion } from "../shared/styles/motion.js";
import { tokens } from "../shared/styles/tokens.js";
import type { Checker, Client, Messages } from "../shared/types.js";
import { words } from "../shared/words.js";
import { Inventory } from "./inventory.js";
import type { ListDetails } from "./list-details.js";
import type { Action, ListFilter, RowView } from "./list-model.js";
import { ALL_ROWS, filteredRows, offeredActions } from "./list-model.js";
import { failureBar, listTools } from "./render/list-parts.js";
import { listTable } from "./render/list-table.js";
import { listFrame } from "./styles/list.js";

const REFRESH_MS = 2_000;
const ROW_HEIGHT = 56;
/** Lists up to this length need no filters. */
const FEW = 6;

/**
 * @fires azureml-list - the list was loaded; detail { count }
 * @fires azureml-deleted - detail { name }
 * @fires azureml-failed - an action or a load failed; detail { name, error }
 * @slot empty - shown when there is nothing
 * @csspart list - the whole
 * @csspart row - one row
 * @csspart details - the card of one compute
 * @csspart dialog - each dialog
 * @cssprop --azureml-color-text - texts; also -text-2 and -text-3 for quieter ones
 * @cssprop --azureml-color-surface - cards and fields; also -surface-2 for what lies behind
 * @cssprop --azureml-color-line - borders; also -line-2 for quieter ones
 * @cssprop --azureml-color-brand - the main button, what is chosen, lines of focus, bars
 * @cssprop --azureml-color-on-brand - text on it
 * @cssprop --azureml-color-link - links and icons
 * @cssprop --azureml-radius - rounding of cards; fields and buttons are at most as round
 * @tagname azureml-compute-list
 */
export class AzuremlComputeList extends LitElement {
  static override properties = {
    locale: { type: String },
    client: { attribute: false },
    checker: { attribute: false },
    messages: { attribute: false },
    readonly: { type: Boolean, reflect: true },
    refreshInterval: { type: Number, attribute: "refresh-interval" },
  };
  static override styles = [tokens, buttons, motion, listFrame];

  declare client: Client | undefined;
  /** Names the kinds, and checks edits of the scale. */
  declare checker: Checker | undefined;
  /** Findings in another language. */
  declare messages: Messages | undefined;
  declare readonly: boolean;
  /** Milliseconds between two looks while something is in transit. */
  declare refreshInterval: number;
  /** A BCP 47 tag; without one the page's `lang` counts. */
  declare locale: string;

  #language = new Language(this, () => this.#inventory.languageLearned());
  #announcer = new Announcer(this);
  #inventory = new Inventory(this, this.#language, this.#announcer);

  #filter: ListFilter = ALL_ROWS;
  #scrollTop = 0;
  #rowHeight = ROW_HEIGHT;
  #height = 0;
  /** Loaded when somebody looks closer. */
  #details: ListDetails | undefined;

  constructor() {
    super();
    this.client = undefined;
    this.checker = undefined;
    this.messages = undefined;
    this.readonly = false;
    this.refreshInterval = REFRESH_MS;
    this.locale = "";
  }

  /** Loads the list anew; an older load under way is dropped. */
  refresh(): Promise<void> {
    return this.#inventory.refresh();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#details?.close();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>) {
    this.#language.speak();
    this.#inventory.update(changed);
  }

  protected override updated() {
    this.#details?.settle(this.shadowRoot);
    const scroller = this.renderRoot.querySelector(".rows");
    const row = scroller?.querySelector("[role=row]");
    const height = scroller?.clientHeight ?? 0;
    const rowHeight = row?.getBoundingClientRect().height || ROW_HEIGHT;
    if (Math.abs(height - this.#height) < 1 && Math.abs(rowHeight - this.#rowHeight) < 0.5) return;
    this.#height = height;
    this.#rowHeight = rowHeight;
    this.requestUpdate();
  }

  protected override render() {
    const rows = this.#inventory.rows();
    const { failure, actionFailure, asked, history } = this.#inventory;
    const shown = rows && filteredRows(rows, this.#filter);
    const busy = !rows && !failure;
    return html`
      <section class="list" part="list" aria-labelledby="title" aria-busy=${busy ? "true" : "false"}>
        <div class="head">
          <h2 id="title" tabindex="-1">${words.listTitle}</h2>
          ${rows && rows.length > 0 ? html`<span class="count">${words.listCount(rows.length)}</span>` : nothing}
          <button type="button" class="quiet" @click=${() => this.refresh()}>
            ${icon("refresh")}${words.refresh}
          </button>
        </div>
        ${
          failure
            ? failureBar(words.listFailed, failure, {
                word: words.tryAgain,
                act: () => this.refresh(),
              })
            : nothing
        }
        ${
          actionFailure
            ? failureBar(
                words.actionFailed[actionFailure.action](actionFailure.name),
                actionFailure,
                {
                  word: words.dismiss,
                  act: () => this.#inventory.dismiss(),
                },
              )
            : nothing
        }
        ${
          rows && rows.length > FEW
            ? listTools(rows, shown?.length ?? 0, this.#filter, (change) => this.#narrow(change))
            : nothing
        }
        ${this.#details?.card(rows ?? [], history) ?? nothing}
        ${this.#bodyTemplate(rows, shown)}
      </section>
      ${confirmDialog(
        asked,
        () => this.#inventory.confirmed(),
        () => this.#inventory.closed(),
      )}
      ${this.#details?.editor() ?? nothing}
      <div class="unseen" role="status" aria-live="polite">${this.#announcer.said}</div>
    `;
  }

  #bodyTemplate(rows: RowView[] | undefined, shown: RowView[] | undefined = []) {
    if (rows === undefined) {
      return this.#inventory.failure
        ? nothing
        : html`<div class="empty">${icon("busy", "spin")}<span>${words.listLoading}</span></div>`;
    }
    if (shown.length > 0) {
      const scrollTop = this.#scrollTop;
      const [rowHeight, height] = [this.#rowHeight, this.#height || this.#rowHeight * 20];
      return listTable(
        shown,
        { scrollTop, rowHeight, height, open: this.#details?.name ?? "" },
        {
          scrolled: (top) => {
            this.#scrollTop = top;
            this.requestUpdate();
          },
          actions: (row) => (this.readonly ? [] : offeredActions(row, this.client)),
          act: (row, action) => this.#act(row, action),
          open: (row) => this.#look(row),
        },
      );
    }
    if (rows.length > 0) {
      return html`<div class="empty">
        <strong>${words.listNone}</strong>
        <button type="button" @click=${() => this.#narrow(ALL_ROWS)}>${words.listClear}</button>
      </div>`;
    }
    if (this.#inventory.failure) return nothing; // it was empty once; what it is now is not known
    return html`<slot name="empty">
      <div class="empty">
        ${icon("cluster")}<strong>${words.listEmpty}</strong><span>${words.listEmptyHint}</span>
      </div>
    </slot>`;
  }

  #narrow(change: Partial<ListFilter>) {
    this.#filter = { ...this.#filter, ...change };
    this.#scrollTop = 0;
    const scroller = this.renderRoot.querySelector(".rows");
    if (scroller) scroller.scrollTop = 0;
    this.requestUpdate();
  }

  async #act(row: RowView, action: Action) {
    if (action !== "scale") return this.#inventory.ask(row, action);
    const resource = this.#inventory.resource(row.name);
    if (!resource || !this.client) return undefined;
    const details = await this.#load();
    const by = { client: this.client, checker: this.checker, messages: this.messages };
    details.edit(resource, by, (name, patch) => this.#inventory.change(name, patch));
    return undefined;
  }

  /** @param row opens its details, or closes them */
  async #look({ name }: RowView) {
    const details = await this.#load();
    if (details.name === name) details.close();
    else details.open(name);
    this.#inventory.watch(details.name !== "");
    this.requestUpdate();
    await this.updateComplete;
    if (details.name !== "") {
      (this.renderRoot.querySelector("#details-title") as HTMLElement | null)?.focus();
    }
  }

  async #load() {
    const { ListDetails } = await import("./list-details.js");
    this.#details ??= new ListDetails(this.shadowRoot ?? this, {
      changed: () => this.requestUpdate(),
      act: (row, action) => this.#act(row, action),
      actions: (row) => (this.readonly ? [] : offeredActions(row, this.client)),
      closed: (name) => {
        this.#inventory.watch(false);
        this.requestUpdate();
        (
          this.renderRoot.querySelector(`[data-open="${CSS.escape(name)}"]`) as HTMLElement | null
        )?.focus();
      },
    });
    return this.#details;
  }
}
