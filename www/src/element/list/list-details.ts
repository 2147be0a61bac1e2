/**
 * The closer look at one compute: its facts, its nodes over time, and the edit of its scale. One part
 * that is loaded when somebody first asks for it.
 */

import { html, nothing } from "lit";
import { nodesSpoken, nodeWord } from "../run/run-model.js";
import { adopt } from "../shared/browser.js";
import { spoken } from "../shared/duration.js";
import { icon } from "../shared/render/icons.js";
import type { ComputeResource, JsonObject } from "../shared/types.js";
import { lateWords } from "../shared/words/late.js";
import { humanWord, locale, words } from "../shared/words.js";
import { NodeChart } from "./chart.js";
import type { Action, RowView } from "./list-model.js";
import type { NodeHistory } from "./node-history.js";
import { ACTION_ICONS, STATE_ICONS } from "./render/list-table.js";
import { scaleDialog } from "./render/scale-dialog.js";
import { type Helpers, ScaleEdit } from "./scale-edit.js";
import { detailsStyles } from "./styles/details.js";

lateWords();

export interface DetailEvents {
  changed: () => void;
  act: (row: RowView, action: Action) => void;
  actions: (row: RowView) => Action[];
  closed: (name: string) => void;
}

export class ListDetails {
  /** The compute that is looked at, "" for none. */
  name = "";

  #chart: NodeChart | undefined;
  #target: Element | undefined;
  #edit: ScaleEdit | undefined;
  /** Shown once for each edit: a redrawing between closing and its event must not open it again. */
  #toShow = false;
  #apply: (name: string, patch: JsonObject) => void = (): void => undefined;
  #history: NodeHistory | undefined;
  #events: DetailEvents;

  constructor(root: ShadowRoot | HTMLElement, events: DetailEvents) {
    this.#events = events;
    adopt(root, detailsStyles);
  }

  open(name: string) {
    this.#drop();
    this.name = name;
  }

  close() {
    const { name } = this;
    this.#drop();
    this.name = "";
    if (name !== "") this.#events.closed(name);
  }

  edit(resource: ComputeResource, by: Helpers, apply: (name: string, patch: JsonObject) => void) {
    this.#edit?.end();
    this.#edit = new ScaleEdit(resource, by, this.#events.changed);
    this.#apply = apply;
    this.#toShow = true;
    this.#events.changed();
  }

  /** After drawing: the chart gets what there is, an asked-for dialog opens. */
  settle(root: ShadowRoot | null) {
    const dialog = root?.querySelector("dialog.scale");
    if (dialog instanceof HTMLDialogElement && this.#toShow) {
      this.#toShow = false;
      dialog.showModal();
    }
    const target = root?.querySelector(".chart") ?? undefined;
    if (target !== this.#target) {
      this.#chart?.end();
      this.#target = target;
      this.#chart = target instanceof HTMLElement ? new NodeChart(target, locale) : undefined;
    }
    this.#chart?.show(this.#history?.of(this.name) ?? []);
  }

  card(rows: RowView[], history: NodeHistory) {
    this.#history = history;
    const row = rows.find(({ name }) => name === this.name);
    if (!row) return nothing;
    return html`<section class="details" part="details" aria-labelledby="details-title">
      <header>
        <h3 id="details-title" tabindex="-1">${row.name}</h3>
        <span class="state ${row.tone}">${icon(...STATE_ICONS[row.tone])}<span>${row.state}</span></span>
        <button
          type="button"
          class="quiet icon"
          aria-label=${words.close}
          @click=${() => this.close()}
        >
          ${icon("remove")}
        </button>
      </header>
      ${row.reason ? html`<p class="reason">${row.reason}</p>` : nothing}
      <div class="details-body">
        <dl>${factsOf(row).map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
        ${row.scale ? this.#chartTemplate(row) : nothing}
      </div>
      <div class="buttons">
        ${this.#events.actions(row).map(
          (action) => html`<button
            type="button"
            class=${action === "delete" || action === "detach" ? "quiet" : ""}
            @click=${() => this.#events.act(row, action)}
          >
            ${icon(ACTION_ICONS[action])}${words.actionNames[action]}
          </button>`,
        )}
      </div>
    </section>`;
  }

  editor() {
    const edit = this.#edit;
    if (!edit) return nothing;
    return scaleDialog(edit, {
      apply: () => this.#apply(edit.name, edit.patch),
      closed: () => {
        edit.end();
        this.#edit = undefined;
        this.#events.changed();
      },
    });
  }

  #chartTemplate({ nodes }: RowView) {
    const said = nodesSpoken(Object.fromEntries(nodes.map(({ state, count }) => [state, count])));
    return html`<figure>
      <figcaption>${words.chartTitle}</figcaption>
      <div class="chart" role="img" aria-label=${words.chartNow(said || words.noNodesNow)}></div>
      <ul class="states">
        ${nodes.map(({ state, count }) => html`<li><i class=${state}></i>${count} ${nodeWord(state)}</li>`)}
        ${nodes.length === 0 ? html`<li>${words.noNodesNow}</li>` : nothing}
      </ul>
    </figure>`;
  }

  #drop() {
    this.#chart?.end();
    this.#chart = undefined;
    this.#target = undefined;
  }
}

function factsOf({
  kindTitle,
  size,
  priority,
  location,
  scale,
  created,
  resourceId,
}: RowView): [string, string][] {
  const made = new Date(created);
  const date = Number.isNaN(made.getTime())
    ? ""
    : new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(made);
  const range = scale?.max === undefined ? "" : words.scaleRange(scale.min ?? 0, scale.max);
  const facts: [string, string][] = [
    [words.detailKind, kindTitle],
    [words.detailSize, size],
    [words.detailPriority, priority && humanWord(priority)],
    [words.detailRegion, location],
    [words.detailScale, range],
    [words.detailIdle, scale?.idle ? (spoken(scale.idle, locale) ?? scale.idle) : ""],
    [words.detailCreated, date],
    [words.detailResource, resourceId],
  ];
  return facts.filter(([, value]) => value !== "");
}
