/** The dialog of machine sizes. Draws a SizePicker, decides nothing. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../../shared/render/icons.js";
import { windowOf } from "../../shared/virtual.js";
import { locale, words } from "../../shared/words.js";
import { money } from "../prices.js";
import type { SizePicker } from "../size-picker.js";
import type { SizeRow } from "../size-row.js";
import { dayText, gpuText, memoryText, statusText } from "../size-text.js";
import type { SizeColumn } from "../sizes-model.js";
import { modelsOf } from "../sizes-model.js";

const COLUMNS = [
  "name",
  "vCpus",
  "memoryGiB",
  "gpus",
  "tempDiskGiB",
  "dedicated",
  "spot",
  "left",
  "status",
] as unknown as SizeColumn[];

export function sizeDialog(picker: SizePicker, prices: { currency: string; date: string }) {
  const { all, active, filter } = picker;
  // It stays when it is closed, without its rows: engines keep dialogs and radio buttons that are thrown away.
  const rows = picker.open ? picker.rows : [];
  const { first, end, before, after } = windowOf({ count: rows.length, ...picker });
  const usable = all.filter(({ reason }) => !filter.fits || reason === undefined).length;
  return html`<dialog
    class="sizes"
    part="dialog"
    aria-labelledby="sizes-title"
    @close=${() => picker.closed()}
  >
    <form class="inside" novalidate @submit=${(event: Event) => event.preventDefault()}>
      <header>
        <h2 id="sizes-title">${words.sizeTitle}</h2>
        <button
          type="button"
          class="quiet icon"
          aria-label=${words.close}
          @click=${() => picker.close()}
        >
          ${icon("remove")}
        </button>
      </header>
      ${tools(picker)}
      <div class="size-head" role="group" aria-label=${words.sizeColumns.name}>
        ${COLUMNS.map((column) => head(picker, column))}
      </div>
      <div
        class="size-rows"
        id="sizes-list"
        role="listbox"
        tabindex="-1"
        aria-label=${words.sizeTitle}
        @scroll=${(event: Event) => picker.scrolled(event)}
      >
        <div role="presentation" .style=${`block-size: ${before}px`}></div>
        ${repeat(
          rows.slice(first, end),
          ({ key }) => key,
          (row, index) => option(picker, row, first + index, active, prices),
        )}
        <div role="presentation" .style=${`block-size: ${after}px`}></div>
      </div>
      ${picker.open && rows.length === 0 ? none(picker) : nothing}
      <footer>
        <span role="status">${words.sizeCount(rows.length, usable)}</span>
        ${prices.date ? html`<span>${words.sizePricesFrom(dayText(prices.date))}</span>` : nothing}
        <span class="keys">${words.sizeKeys}</span>
      </footer>
    </form>
  </dialog>`;
}

function tools(picker: SizePicker) {
  const { filter } = picker;
  const offer = (value: "all" | "cpu" | "gpu") => html`<label class="chip">
    <input
      type="radio"
      name="size-offer"
      value=${value}
      .checked=${live(filter.offer === value)}
      @change=${() => picker.set({ offer: value, model: "" })}
    /><span>${words.sizeOffer[value]}</span>
  </label>`;
  const number = (
    member: "minCores" | "maxCores" | "minMemory" | "maxPrice",
    label: string,
  ) => html`<label class="limit">
    <span>${label}</span>
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      .value=${live(String(filter[member] ?? ""))}
      @change=${(event: Event) => picker.set({ [member]: numberIn(event) })}
    />
  </label>`;
  return html`<div class="tools" @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
    <div class="search">
      ${icon("search")}
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="sizes-list"
        aria-autocomplete="list"
        aria-activedescendant=${picker.rows.length > 0 ? `size-${picker.active}` : nothing}
        aria-label=${words.sizeSearch}
        placeholder=${words.sizeSearchHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        autofocus
        .value=${live(filter.search)}
        @input=${(event: Event) => picker.set({ search: textIn(event) })}
        @keydown=${(event: KeyboardEvent) => picker.key(event)}
      />
    </div>
    <fieldset class="chips">
      <legend class="unseen">${words.sizeFilter}</legend>
      ${offer("all")}${offer("cpu")}${offer("gpu")}
    </fieldset>
    ${
      filter.offer === "gpu"
        ? html`<label class="limit">
          <span>${words.sizeModel}</span>
          <select @change=${(event: Event) => picker.set({ model: textIn(event) })}>
            <option value="" ?selected=${filter.model === ""}>${words.sizeAnyModel}</option>
            ${modelsOf(picker.all).map(
              (model) =>
                html`<option value=${model} ?selected=${model === filter.model}>${model}</option>`,
            )}
          </select>
        </label>`
        : nothing
    }
    ${number("minCores", words.sizeMinCores)} ${number("maxCores", words.sizeMaxCores)}
    ${number("minMemory", words.sizeMinMemory)} ${number("maxPrice", words.sizeMaxPrice)}
    <label class="fits">
      <input
        type="checkbox"
        .checked=${live(filter.fits)}
        @change=${(event: Event) =>
          picker.set({ fits: (event.target as HTMLInputElement).checked })}
      /><span>${words.sizeFits}</span>
    </label>
    ${
      picker.isFiltered
        ? html`<button type="button" class="quiet small" @click=${() => picker.clear()}>
          ${words.sizeClear}
        </button>`
        : nothing
    }
    ${picker.open ? hidden(picker) : nothing}
  </div>`;
}

function head(picker: SizePicker, column: SizeColumn) {
  const { sort, descending } = picker.filter;
  const title = words.sizeColumns[column as keyof typeof words.sizeColumns];
  const on = sort === column;
  return html`<button
    type="button"
    class="quiet ${column} ${on ? "on" : ""}"
    aria-pressed=${on ? "true" : "false"}
    aria-label=${words.sizeSortedBy(title)}
    @click=${() => picker.sort(column)}
  >
    ${title}${on ? icon(descending ? "down" : "up") : nothing}
  </button>`;
}

function option(
  picker: SizePicker,
  row: SizeRow,
  index: number,
  active: number,
  { currency }: { currency: string },
) {
  const price = (value: number | undefined) =>
    value === undefined ? "–" : money(value, currency, locale);
  const count = new Intl.NumberFormat(locale, { notation: "compact" });
  const left = row.pool
    ? words.coresLeft(count.format(row.pool.left), count.format(row.pool.limit))
    : "–";
  const gpu = gpuText(row);
  const status = statusText(row);
  const spoken = [
    row.name,
    words.cores(row.vCpus),
    memoryText(row),
    gpu || words.noGpu,
    row.dedicated === undefined ? "" : `${words.costDedicated} ${price(row.dedicated)}`,
    row.spot === undefined ? "" : `${words.costSpot} ${price(row.spot)}`,
    row.pool ? `${words.sizeColumns.left} ${left}` : "",
    status,
  ];
  return html`<div
    class="size-row ${row.reason ? "off" : ""} ${index === active ? "active" : ""}"
    id="size-${index}"
    role="option"
    aria-selected=${index === active ? "true" : "false"}
    aria-disabled=${row.reason ? "true" : nothing}
    aria-posinset=${index + 1}
    aria-setsize=${picker.rows.length}
    @click=${() => picker.pick(row)}
  >
    <span class="unseen">${spoken.filter(Boolean).join(", ")}</span>
    <span class="cells" aria-hidden="true">
      <span class="name">${row.name.replace(/^Standard_/, "")}</span>
      <span class="vCpus">${row.vCpus}</span>
      <span class="memoryGiB">${memoryText(row)}</span>
      <span class="gpus">${gpu}</span>
      <span class="tempDiskGiB">${row.tempDiskGiB ? `${row.tempDiskGiB} GiB` : "–"}</span>
      <span class="dedicated">${price(row.dedicated)}</span>
      <span class="spot">${row.spotCapable ? price(row.spot) : "–"}</span>
      <span class="left">${left}</span>
      <span class="status">${status ? html`<span class="badge ${row.reason ? "warn" : ""}">${status}</span>` : nothing}</span>
    </span>
  </div>`;
}

/** Nobody has to guess why a size is missing. */
function hidden(picker: SizePicker) {
  const found = picker.hidden;
  if (found.length === 0) return nothing;
  const count = found.reduce((sum, [, n]) => sum + n, 0);
  const why = found.map(([reason, n]) => words.sizeHiddenWhy[reason](n));
  return html`<p class="hidden-sizes">
    <span>${words.sizeHidden(count, why)}</span>
    <button type="button" class="small" @click=${() => picker.set({ fits: false })}>
      ${words.sizeShowHidden}
    </button>
  </p>`;
}

function none(picker: SizePicker) {
  const { meant } = picker;
  return html`<div class="none">
    <strong>${words.sizeNone}</strong>
    ${
      meant.length > 0
        ? html`<span>${words.sizeMeant}</span>
          <span class="meant">
            ${meant.map(
              ({
                name,
              }) => html`<button type="button" class="small" @click=${() => picker.set({ search: name, fits: false })}>
                ${name}
              </button>`,
            )}
          </span>`
        : nothing
    }
  </div>`;
}

function textIn(event: Event) {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

function numberIn(event: Event) {
  const value = Number(textIn(event).replace(",", ".").trim());
  return textIn(event).trim() !== "" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
