/**
 * The dialog that picks a machine size: its state and its keys. The search keeps the focus, arrow keys
 * move through the rows, Enter picks. Drawn by render/size-dialog.js.
 */

import { scrollTo } from "../shared/virtual.js";
import type { SizeReason, SizeRow } from "./size-row.js";
import { nearestRows } from "./size-search.js";
import type { SizeColumn, SizeFilter } from "./sizes-model.js";
import { chosenRows, NO_FILTER } from "./sizes-model.js";

const ROW_HEIGHT = 40;
const HEIGHT = 400;
const PAGE = 10;

export class SizePicker {
  open = false;
  filter: SizeFilter = NO_FILTER;
  /** Every row, before filters. */
  all: SizeRow[] = [];
  rows: SizeRow[] = [];
  active = 0;
  scrollTop = 0;
  rowHeight = ROW_HEIGHT;
  height = HEIGHT;

  /** Shown once for each opening: a redrawing between closing and its event must not open it again. */
  #toShow = false;
  #picked: (name: string) => void = (): void => undefined;
  #root: () => ParentNode | undefined;
  #changed: () => void;

  /** @param root where the dialog is drawn */
  constructor(root: () => ParentNode | undefined, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
  }

  show(rows: SizeRow[], current: string, picked: (name: string) => void) {
    this.all = rows;
    this.#picked = picked;
    this.open = true;
    this.#toShow = true;
    this.filter = { ...NO_FILTER, fits: this.filter.fits };
    this.#choose();
    const at = this.rows.findIndex(({ key }) => key === current.toLowerCase());
    this.active = Math.max(0, at);
    this.scrollTop = Math.max(0, (this.active - 3) * this.rowHeight);
    this.#changed();
  }

  /** After the dialog has been drawn: opens it, and looks how high a row is. */
  settle() {
    const dialog = this.#dialog();
    if (!dialog) return;
    if (this.#toShow && !dialog.open) {
      this.#toShow = false;
      dialog.showModal();
      const scroller = this.#scroller();
      if (scroller) scroller.scrollTop = this.scrollTop;
    }
    const row = dialog.querySelector("[role=option]");
    const [rowHeight, height] = [
      row?.getBoundingClientRect().height || ROW_HEIGHT,
      this.#scroller()?.clientHeight || HEIGHT,
    ];
    if (Math.abs(rowHeight - this.rowHeight) < 0.5 && Math.abs(height - this.height) < 1) return;
    this.rowHeight = rowHeight;
    this.height = height;
    this.#changed();
  }

  set(change: Partial<SizeFilter>) {
    this.filter = { ...this.filter, ...change };
    this.active = 0;
    this.scrollTop = 0;
    const scroller = this.#scroller();
    if (scroller) scroller.scrollTop = 0;
    this.#choose();
    this.#changed();
  }

  clear() {
    this.set({ ...NO_FILTER });
  }

  sort(column: SizeColumn) {
    const { sort, descending } = this.filter;
    this.set({ sort: column, descending: sort === column ? !descending : false });
  }

  get isFiltered() {
    const { search, offer, model, minCores, maxCores, minMemory, maxPrice } = this.filter;
    return (
      [search, model, minCores, maxCores, minMemory, maxPrice].some(Boolean) || offer !== "all"
    );
  }

  /** How many rows would fit but for what they cannot be used for, by the reason. */
  get hidden(): [SizeReason, number][] {
    if (!this.filter.fits || !this.isFiltered) return [];
    const counts = new Map<SizeReason, number>();
    for (const { reason } of chosenRows(this.all, { ...this.filter, fits: false })) {
      if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    return [...counts];
  }

  /** Names like what was searched for in vain. */
  get meant() {
    return this.rows.length === 0 ? nearestRows(this.filter.search, this.all) : [];
  }

  scrolled(event: Event) {
    this.scrollTop = (event.currentTarget as HTMLElement).scrollTop;
    this.#changed();
  }

  pick(row: SizeRow | undefined) {
    if (!row || (row.reason && row.reason !== "quota")) return;
    this.#picked(row.name);
    this.#dialog()?.close();
  }

  closed() {
    this.open = false;
    this.#changed();
  }

  close() {
    this.#dialog()?.close();
  }

  key(event: KeyboardEvent) {
    const last = this.rows.length - 1;
    const steps = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + PAGE,
      PageUp: this.active - PAGE,
      ...(event.ctrlKey ? { Home: 0, End: last } : {}),
    } as Record<string, number>;
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#move(Math.min(Math.max(0, to), Math.max(0, last)));
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      this.pick(this.rows[this.active]);
    }
    event.stopPropagation(); // the form's own keys rest while the dialog is open
  }

  #move(index: number) {
    this.active = index;
    const { rowHeight, height, scrollTop } = this;
    this.scrollTop = scrollTo({ index, rowHeight, scrollTop, height });
    const scroller = this.#scroller();
    if (scroller) scroller.scrollTop = this.scrollTop;
    this.#changed();
  }

  #choose() {
    this.rows = chosenRows(this.all, this.filter);
  }

  #dialog() {
    return this.#root()?.querySelector("dialog.sizes") as HTMLDialogElement | null;
  }

  #scroller() {
    return this.#root()?.querySelector(".sizes [role=listbox]") as HTMLElement | null;
  }
}
