/** The table of computes. Only the rows in view are drawn. */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { nodesSpoken } from "../run-model.js";
import { windowOf } from "../virtual.js";
import { words } from "../words.js";
import { icon } from "./icons.js";

/** @import { Action, RowView, Tone } from "../list-model.js" */

/** @type {Record<Tone, Parameters<typeof icon>>} */
export const STATE_ICONS = {
  good: ["good"],
  busy: ["busy", "spin"],
  bad: ["error"],
  off: ["stopped"],
};
/** @type {Record<Action, Parameters<typeof icon>[0]>} */
export const ACTION_ICONS = {
  start: "play",
  stop: "halt",
  restart: "refresh",
  scale: "edit",
  delete: "trash",
  detach: "detach",
};

/**
 * @typedef {object} TableActions
 * @property {(top: number) => void} scrolled
 * @property {(row: RowView) => Action[]} actions
 * @property {(row: RowView, action: Action) => void} act
 * @property {(row: RowView) => void} open
 */

/**
 * @param {RowView[]} rows
 * @param {{ scrollTop: number, rowHeight: number, height: number, open: string }} view
 * @param {TableActions} actions
 */
export function listTable(rows, view, actions) {
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
      @scroll=${(/** @type {Event} */ event) =>
        actions.scrolled(/** @type {HTMLElement} */ (event.currentTarget).scrollTop)}
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

/**
 * @param {RowView} row
 * @param {number} index from 1, with the head
 * @param {boolean} open
 * @param {TableActions} actions
 */
function rowTemplate(row, index, open, actions) {
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
