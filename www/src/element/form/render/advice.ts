/** What the service has to add: a line below the summary. */

import { html, nothing } from "lit";
import { icon } from "../../shared/render/icons.js";
import { words } from "../../shared/words.js";
import type { AdviceState } from "../advisor.js";

export function adviceLine(
  {
    state,
    reason,
    connected,
    online,
  }: { state: AdviceState; reason: string; connected: boolean; online: boolean },
  ask: () => void,
) {
  if (!online) return line("warning", words.offline);
  if (!connected) return line("cloud", words.signedOut);
  switch (state) {
    case "asking":
      return line("busy", words.asking, "spin");
    case "asked":
      return line("good", words.asked);
    case "failed":
      return html`<div class="advice">
        ${icon("warning")}<span>${words.askFailed(reason)}</span>
        <button type="button" class="small" @click=${ask}>${words.tryAgain}</button>
      </div>`;
    default:
      return nothing;
  }
}

function line(sign: Parameters<typeof icon>[0], text: string, look?: string) {
  return html`<div class="advice">${icon(sign, look)}<span>${text}</span></div>`;
}
