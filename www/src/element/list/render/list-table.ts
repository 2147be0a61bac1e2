/** The table of computes. Only the rows in view are drawn. */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { nodesSpoken } from "../../run/run-model.js";
import { icon } from "../../shared/render/icons.js";
import { windowOf } from "../../shared/virtual.js";
import { words } from "../../shared/words.js";

import type { Action, RowView, Tone } from "../list-model.js";

export const STATE_ICONS: Record<Tone, Parameters<typeof icon>> = {
  good: ["good"],
  busy: ["busy", "spin"],
  bad: ["error"],
  off: ["stopped"],
};
export const ACTION_ICONS: Record<Action, Parameters<typeof icon>[0]> = {
  start: "play",
  stop: "halt",
  restart: "refresh",
  scale: "edit",
  delete: "trash",
  detach: "detach",
};

export interface TableActions {
  scrolled: (top: number) => void;
  actions: (row: RowView) => Action[];
  act: (row: RowView, action: Action) => void;
  open: (row: RowView) => void;
}

export function listTable(
  rows: RowView[],
  view: { scrollTop: number; rowHeight: number; height: number; open: string },
  actions: TableActions,
) {
  const { first, end, before, after } = windowOf({ count: rows.length, ...view });
  return html`<div
    class="table"
    role="table"
    aria-labelledby="title"
    aria-rowcount=${rows.length + 1}
  >
    <div role="rowgroup" class="columns">
      <div role="row" aria-rowindex="1" class="line">
        <span role="columnheader">${words.columnName}</span>
        <span role="columnheader">${words.columnState}</span>
        <span role="columnheader">${words.columnSize}</span>
        <span role="columnheader">${words.columnNodes}</span>
        <span role="columnheader"><span class="unseen">${words.columnActions}</span></span>
      </div>
    </div>
    <div
      role="rowgroup"
      class="rows"
      @scroll=${(event: Event) => actions.scrolled((event.currentTarget as HTMLElement).scrollTop)}
    >
      <div role="presentation" .style=${`padding-block: ${before}px ${after}px`}>
        ${repeat(
          rows.slice(first, end),
          ({ name }) => name,
          (row, index) => rowTemplate(row, first + index + 2, view.open === row.name, actions),
        )}
      </div>
    </div>
  </div>`;
}

/** @param index from 1, with the head */
function rowTemplate(row: RowView, index: number, open: boolean, actions: TableActions) {
  const nodes = nodesSpoken(
    Object.fromEntries(row.nodes.map(({ state, count }) => [state, count])),
  );
  const place = [row.kindTitle, row.location].filter(Boolean).join(", ");
  return html`<div role="row" part="row" class="line item" aria-rowindex=${index}>
    <span role="rowheader" class="who">
      <button
        type="button"
        class="link name"
        data-open=${row.name}
        aria-expanded=${open ? "true" : "false"}
        aria-label=${words.detailsOf(row.name)}
        @click=${() => actions.open(row)}
      >
        ${row.name}
      </button>
      <span class="sub">${place}</span>
    </span>
    <span role="cell" class="state-cell">
      <span class="state ${row.tone}">${icon(...STATE_ICONS[row.tone])}<span>${row.state}</span></span>
      ${row.reason ? html`<span class="sub bad" title=${row.reason}>${row.reason}</span>` : nothing}
    </span>
    <span role="cell" class="size">${row.size}</span>
    <span role="cell" class="nodes">
      ${row.scale ? html`<span>${nodes || words.noNodesNow}</span>` : nothing}
      ${row.scale?.max === undefined ? nothing : html`<span class="sub">${words.nodesUpTo(row.scale.max)}</span>`}
    </span>
    <span role="cell" class="tools">
      ${actions.actions(row).map((action) => {
        const word = words.actionNamed[action](row.name);
        return html`<button
          type="button"
          class="quiet icon"
          aria-label=${word}
          title=${word}
          @click=${() => actions.act(row, action)}
        >
          ${icon(ACTION_ICONS[action])}
        </button>`;
      })}
    </span>
  </div>`;
}
