/** The dialog before something is destroyed: what exactly, sentence by sentence. */

import { html } from "lit";
import { words } from "../words.js";

/**
 * @param {{ name: string, attached: boolean, destroys: string[] } | undefined} target
 * @param {() => void} confirm
 * @param {() => void} closed
 */
export function confirmDialog(target, confirm, closed) {
  const name = target?.name ?? "";
  const title = target?.attached ? words.confirmDetach(name) : words.confirmDelete(name);
  const close = (/** @type {Event} */ event) =>
    /** @type {HTMLElement} */ (event.currentTarget).closest("dialog")?.close();
  return html`<dialog part="dialog" aria-labelledby="confirm-title" aria-describedby="confirm-text" @close=${closed}>
    <h2 id="confirm-title">${title}</h2>
    <div class="sentences" id="confirm-text">
      ${(target?.destroys ?? []).map((sentence) => html`<p>${sentence}</p>`)}
    </div>
    <div class="choices">
      <button type="button" autofocus @click=${close}>${words.cancel}</button>
      <button
        type="button"
        class="danger"
        @click=${(/** @type {Event} */ event) => {
          confirm();
          close(event);
        }}
      >
        ${target?.attached ? words.detachOne : words.deleteOne}
      </button>
    </div>
  </dialog>`;
}
