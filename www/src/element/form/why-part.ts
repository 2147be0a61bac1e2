/** Why a finding is one: the reason, how that is known and what it looks like. Loaded when somebody asks. */

import { css, html, nothing } from "lit";
import type { CodeExplanation } from "../../../../pkg/src/types.js";
import { rich } from "../shared/render/text.js";
import { lateWords } from "../shared/words/late.js";
import { words } from "../shared/words.js";

lateWords();

export const styles = css`
  .why {
    margin-block-start: 0.43em;
    padding: 0.57em 0.86em;
    border-inline-start: 2px solid var(--_line);
    background: var(--_surface-2);
    font-size: var(--_small);
    color: var(--_text-2);
  }
  .why dt {
    font-weight: 600;
    margin-block-start: 0.43em;
  }
  .why pre {
    margin: 0;
    max-block-size: 12em;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-family: var(--_mono);
  }
`;

export function whyTemplate({ why, evidence, example, fix }: CodeExplanation) {
  return html`<div class="why" lang="en">
    <p>${rich(why)}</p>
    <dl>
      ${
        evidence.length > 0
          ? html`<dt>${words.whyKnown}</dt>
            ${evidence.map(({ source, date }) => html`<dd>${source} (${date})</dd>`)}`
          : nothing
      }
      ${fix ? html`<dt>${words.whyFix}</dt><dd>${rich(fix)}</dd>` : nothing}
      ${example ? html`<dt>${words.whyExample}</dt><dd><pre tabindex="0">${spread(example)}</pre></dd>` : nothing}
    </dl>
  </div>`;
}

/** JSON over several lines; what is none, as it is. */
function spread(example: string) {
  try {
    return JSON.stringify(JSON.parse(example), null, 2);
  } catch {
    return example;
  }
}
