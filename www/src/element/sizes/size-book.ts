/**
 * Everything that is known about machine sizes at one place and time, put together once and kept until
 * something it stands on changes. Must not know the DOM.
 */

import { isObject } from "../shared/pointer.js";
import type { Checker, JsonObject, LiveFacts, OfferedSize, VmSize } from "../shared/types.js";
import { priceBook } from "./prices.js";
import { quotaBook } from "./quota.js";
import type { SizeRow } from "./size-row.js";
import { sizeRows } from "./sizes-model.js";

export interface Ground {
  checker: Checker | undefined;
  kind: string;
  region: string;
  /** Of the host, which count more than live ones. */
  facts: JsonObject | undefined;
  live: LiveFacts;
}

export class SizeBook {
  prices = priceBook(undefined);
  quotaKnown = false;

  #ground: Ground | undefined;
  /** By low priority. */
  #rows: Map<boolean, SizeRow[]> = new Map();
  #byName: Map<boolean, Map<string, SizeRow>> = new Map();
  #quota = quotaBook(undefined);
  #offered: OfferedSize[] | undefined;
  #catalogue: VmSize[] | undefined;

  use(ground: Ground) {
    const before = this.#ground;
    const { checker, kind, region, facts, live } = ground;
    if (
      before?.checker === checker &&
      before?.kind === kind &&
      before?.region === region &&
      before?.facts === facts &&
      before?.live === live
    ) {
      return;
    }
    if (before?.checker !== checker) this.#catalogue = undefined;
    this.#ground = ground;
    this.#rows.clear();
    this.#byName.clear();
    this.#offered = offeredIn(facts?.vmSizes) ?? live.vmSizes;
    this.prices = priceBook(checker, { prices: facts?.prices, vmSizes: this.#offered }, region);
    this.#quota = quotaBook(facts?.usages ?? live.usages);
    this.quotaKnown = this.#quota.known;
  }

  rows(lowPriority: boolean): SizeRow[] {
    const { checker, kind = "", region = "" } = this.#ground ?? {};
    if (!checker?.vmSizes) return [];
    const known = this.#rows.get(lowPriority);
    if (known) return known;
    this.#catalogue ??= checker.vmSizes();
    const here = region === "" ? [] : checker.vmSizes({ region });
    const rows = sizeRows({
      catalogue: this.#catalogue,
      // A region that the catalogue does not know lists nothing: that says nothing about sizes.
      inRegion: here.length > 0 ? new Set(here.map(({ name }) => name.toLowerCase())) : undefined,
      offered: this.#offered,
      kind,
      lowPriority,
      prices: this.prices,
      quota: this.#quota,
    });
    this.#rows.set(lowPriority, rows);
    return rows;
  }

  /** @param size in any case */
  find(size: string, lowPriority: boolean): SizeRow | undefined {
    let names = this.#byName.get(lowPriority);
    if (!names) {
      names = new Map(this.rows(lowPriority).map((row) => [row.key, row]));
      this.#byName.set(lowPriority, names);
    }
    return names.get(size.trim().toLowerCase());
  }
}

/** @param given rows, or `{ value: rows }` */
function offeredIn(given: unknown): OfferedSize[] | undefined {
  const rows = isObject(given) ? (given.value ?? given.amlCompute) : given;
  return Array.isArray(rows) ? rows.filter((row) => typeof row?.name === "string") : undefined;
}
