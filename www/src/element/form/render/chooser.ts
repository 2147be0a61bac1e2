/** The first question: what a person wants to do, and with which kind of compute. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../../shared/render/icons.js";
import { capital, described, words } from "../../shared/words.js";

import type { Purpose, PurposeId } from "../purposes.js";

/** @param purpose the chosen one */
export function chooser(
  purposes: Purpose[],
  purpose: Purpose | undefined,
  kind: string,
  choose: { purpose: (id: PurposeId) => void; kind: (kind: string) => void },
) {
  const kinds = purpose?.kinds ?? [];
  const several = purposes.length > 1;
  if (!several && kinds.length < 2) return nothing;
  return html`<section class="chooser" part="chooser" aria-labelledby="chooser-title">
    <h2 id="chooser-title">${words.purposeTitle}</h2>
    ${
      several
        ? html`<div class="purposes" role="radiogroup" aria-labelledby="chooser-title">
          ${purposes.map(
            ({ id }) => html`<label class="card-choice">
              <input
                type="radio"
                name="purpose"
                value=${id}
                .checked=${live(id === purpose?.id)}
                @change=${() => choose.purpose(id)}
              />
              <span class="face">
                ${icon(id)}
                <strong>${words.purposes[id].title}</strong>
                <span class="sub">${words.purposes[id].hint}</span>
              </span>
            </label>`,
          )}
        </div>`
        : nothing
    }
    ${
      kinds.length > 1
        ? html`<div class="kinds" role="radiogroup" aria-label=${words.kindLabel}>
          ${kinds.map(
            (each) => html`<label class="card-choice small">
              <input
                type="radio"
                name="kind"
                value=${each.kind}
                .checked=${live(each.kind === kind)}
                @change=${() => choose.kind(each.kind)}
              />
              <span class="face">
                <strong>${described(each.title)}</strong>
                <span class="sub">${capital(described(each.summary))}</span>
              </span>
            </label>`,
          )}
        </div>`
        : nothing
    }
  </section>`;
}
