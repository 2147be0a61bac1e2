/** Texts with `code` in them. Every text is rendered as text, wherever it came from. */

import { html } from "lit";

export function rich(text: string) {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
