/** The card of cost and scale. Draws a Glance, decides nothing. */

import { html, nothing } from "lit";
import { icon } from "../../shared/render/icons.js";
import { locale, words } from "../../shared/words.js";
import { money, type PriceBook } from "../../sizes/prices.js";
import { factsOf, statusText } from "../../sizes/size-text.js";

import type { Cost, Glance } from "../glance-model.js";

export function glanceCard(
  glance: Glance,
  prices: Pick<PriceBook, "currency" | "region">,
  quotaKnown: boolean,
) {
  const { row, size } = glance;
  return html`<section class="card glance" part="glance" aria-labelledby="glance-title">
    <header>
      <h2 id="glance-title">${row ? row.name : size || words.glanceTitle}</h2>
      ${row && statusText(row) ? html`<span class="badge ${row.reason ? "warn" : ""}">${statusText(row)}</span>` : nothing}
    </header>
    ${
      row
        ? html`<p class="facts-line">${factsOf(row)}</p>
          ${costs(glance, prices)}${compared(glance, prices)}${quota(glance, quotaKnown)}`
        : html`<p class="hint">${words.glanceEmpty}</p>`
    }
  </section>`;
}

function costs(
  { scales, least, most, each }: Glance,
  { currency, region }: Pick<PriceBook, "currency" | "region">,
) {
  if (most.hour === undefined) return html`<p class="hint">${words.costUnknown}</p>`;
  // As long as nobody has said how many nodes there may be, the price of one says more than nothing.
  const tiles =
    scales && most.nodes > 0
      ? [tile(words.costIdle, least, currency, true), tile(words.costAtMost, most, currency, true)]
      : [tile(words.costRunning, most.nodes > 0 ? most : each, currency, scales || most.nodes > 1)];
  return html`<div class="tiles">${tiles}</div>
    <p class="estimate">${words.costNote(region)}</p>`;
}

function tile(
  title: string,
  { nodes, hour = 0, month = 0 }: Cost,
  currency: string,
  withNodes: boolean,
) {
  return html`<div class="tile">
    <span class="tile-title">${title}${withNodes ? html` · ${words.costNodes(nodes)}` : nothing}</span>
    <span><strong>${money(hour, currency, locale)}</strong> ${words.perHour}</span>
    <span class="sub">${money(month, currency, locale, "month")} ${words.perMonth}</span>
  </div>`;
}

/** Dedicated against Spot, as two bars. */
function compared(
  { dedicated, spot, lowPriority, offersPriority }: Glance,
  { currency }: { currency: string },
) {
  if (!offersPriority) return nothing;
  const both = dedicated !== undefined && spot !== undefined && dedicated > 0;
  const share = new Intl.NumberFormat(locale, { style: "percent" });
  const bar = (
    title: string,
    price: number,
    on: boolean,
  ) => html`<div class="versus ${on ? "on" : ""}">
    <span>${title}</span>
    <i><b .style=${`inline-size: ${both ? Math.max(2, (price / Math.max(dedicated, spot)) * 100) : 0}%`}></b></i>
    <span class="amount">${money(price, currency, locale)}</span>
  </div>`;
  return html`
    ${
      both
        ? html`<div class="versus-both">
          ${bar(words.costDedicated, dedicated, !lowPriority)}
          ${bar(`${words.costSpot} (${words.costSaves(share.format(Math.max(0, 1 - spot / dedicated)))})`, spot, lowPriority)}
        </div>`
        : nothing
    }
    ${lowPriority ? html`<p class="means">${icon("info")}<span>${words.spotMeans}</span></p>` : nothing}
  `;
}

function quota({ quota: taken }: Glance, known: boolean) {
  if (!taken) return known ? nothing : html`<p class="hint">${words.quotaUnknown}</p>`;
  const { pool, least, most, over } = taken;
  const scale = Math.max(pool.limit, pool.used + most, 1);
  const width = (cores: number) => `inline-size: ${(cores / scale) * 100}%`;
  const figure = new Intl.NumberFormat(locale);
  const line = words.quotaLine(pool.used + most, pool.limit);
  return html`<div class="quota ${over > 0 ? "over" : ""}">
    <div class="quota-title">
      <span>${words.quotaTitle} <span class="sub">(${words.quotaPool[pool.kind]})</span></span>
      <span class="amount">${line}</span>
    </div>
    <div class="quota-bar" role="img" aria-label="${words.quotaTitle}: ${line}">
      <i class="used" .style=${width(pool.used)}></i>
      <i class="least" .style=${width(least)}></i>
      <i class="most" .style=${width(Math.max(0, most - least))}></i>
    </div>
    <ul class="legend">
      <li><i class="used"></i>${words.quotaUsed} ${figure.format(pool.used)}</li>
      ${least > 0 ? html`<li><i class="least"></i>${words.quotaMin} ${figure.format(least)}</li>` : nothing}
      ${most > least ? html`<li><i class="most"></i>${words.quotaMax} ${figure.format(most)}</li>` : nothing}
      <li>${words.quotaLeft} ${figure.format(Math.max(0, pool.left - most))}</li>
    </ul>
    ${over > 0 ? html`<p class="over-line">${icon("warning")}${words.quotaOver(over)}</p>` : nothing}
  </div>`;
}
