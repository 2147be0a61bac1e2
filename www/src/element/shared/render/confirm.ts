/** The dialog before something is destroyed: what exactly, sentence by sentence. */

import { html } from "lit";
import { words } from "../words.js";

export type Confirmed = "delete" | "detach" | "stop" | "restart";

export function confirmDialog(
  target: { name: string; attached: boolean; destroys: string[]; action?: Confirmed } | undefined,
  confirm: () => void,
  closed: () => void,
) {
  const name = target?.name ?? "";
  const action = target?.action ?? (target?.attached ? "detach" : "delete");
  const title = words.confirm[action](name);
  const close = (event: Event) => (event.currentTarget as HTMLElement).closest("dialog")?.close();
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
        @click=${(event: Event) => {
          confirm();
          close(event);
        }}
      >
        ${words.actionNames[action]}
      </button>
    </div>
  </dialog>`;
}
