/**
 * Everything that is known about machine sizes at one place and time, put together once and kept until
 * something it stands on changes. Must not know the DOM.
 */

import { isObject } from "./pointer.js";
import { priceBook } from "./prices.js";
import { quotaBook } from "./quota.js";
import { sizeRows } from "./sizes-model.js";

/** @import { Checker, JsonObject, OfferedSize, VmSize } from "./types.js" */
/** @import { LiveFacts } from "./advisor.js" */
/** @import { SizeRow } from "./sizes-model.js" */

/**
 * @typedef {object} Ground
 * @property {Checker | undefined} checker
 * @property {string} kind
 * @property {string} region
 * @property {JsonObject | undefined} facts of the host, which count more than live ones
 * @property {LiveFacts} live
 */

export class SizeBook {
  prices = priceBook(undefined);
  quotaKnown = false;

  /** @type {Ground | undefined} */
  #ground;
  /** @type {Map<boolean, SizeRow[]>} by low priority */
  #rows = new Map();
  /** @type {Map<boolean, Map<string, SizeRow>>} */
  #byName = new Map();
  #quota = quotaBook(undefined);
  /** @type {OfferedSize[] | undefined} */
  #offered;
  /** @type {VmSize[] | undefined} */
  #catalogue;

  /** @param {Ground} ground */
  use(ground) {
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

  /**
   * @param {boolean} lowPriority
   * @returns {SizeRow[]}
   */
  rows(lowPriority) {
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

  /**
   * @param {string} size in any case
   * @param {boolean} lowPriority
   * @returns {SizeRow | undefined}
   */
  find(size, lowPriority) {
    let names = this.#byName.get(lowPriority);
    if (!names) {
      names = new Map(this.rows(lowPriority).map((row) => [row.key, row]));
      this.#byName.set(lowPriority, names);
    }
    return names.get(size.trim().toLowerCase());
  }
}

/** @param {unknown} given rows, or `{ value: rows }` @returns {OfferedSize[] | undefined} */
function offeredIn(given) {
  const rows = isObject(given) ? (given.value ?? given.amlCompute) : given;
  return Array.isArray(rows) ? rows.filter((row) => typeof row?.name === "string") : undefined;
}
