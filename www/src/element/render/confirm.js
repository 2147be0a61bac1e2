/** The dialog before something is destroyed: what exactly, sentence by sentence. */

import { html } from "lit";
import { words } from "../words.js";

/** @typedef {"delete" | "detach" | "stop" | "restart"} Confirmed */

/**
 * @param {{ name: string, attached: boolean, destroys: string[], action?: Confirmed } | undefined} target
 * @param {() => void} confirm
 * @param {() => void} closed
 */
export function confirmDialog(target, confirm, closed) {
  const name = target?.name ?? "";
  const action = target?.action ?? (target?.attached ? "detach" : "delete");
  const title = words.confirm[action](name);
  const close = (/** @type {Event} */ event) =>
    /** @type {HTMLElement} */ (event.currentTarget).closest("dialog")?.close();
  return html`<dialog class="confirm" part="dialog" aria-labelledby="confirm-title" aria-describedby="confirm-text" @close=${closed}>
    <h2 id="confirm-title">${title}</h2>
    <div class="sentences" id="confirm-text">
      ${(target?.destroys ?? []).map((sentence) => html`<p>${sentence}</p>`)}
    </div>
    <div class="choices">
      <button type="button" autofocus @click=${close}>${words.cancel}</button>
      <button
        type="button"
        class=${action === "delete" || action === "detach" ? "danger" : "primary"}
        @click=${(/** @type {Event} */ event) => {
          confirm();
          close(event);
        }}
      >
        ${words.actionNames[action]}
      </button>
    </div>
  </dialog>`;
}
