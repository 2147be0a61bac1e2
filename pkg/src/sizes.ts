/** Machine sizes: what a name says, and the list of the known ones. */
import { demandText } from "./check.js";
import { onlyKnown, textOf } from "./options.js";
import { call } from "./runtime.js";
import type { ParsedVmSize, PriceOptions, PriceTable, VmSize, VmSizeFilter } from "./types.js";

/** More than any name may have: of a longer one the finding is the same. */
const ENOUGH = 1024;

/** The members of a filter and the types of their values. */
const MEMBERS = {
  gpu: ["boolean", "string"],
  minVCpus: ["number"],
  maxVCpus: ["number"],
  minMemoryGiB: ["number"],
  family: ["string"],
  region: ["string"],
  status: ["string"],
  text: ["string"],
} as const;

/**
 * Reads the name of a machine size, in any case. A size that is not known gives what its name says,
 * with `known: false`.
 *
 * @example
 * ```js
 * parseVmSize("standard_nc24ads_a100_v4").size?.gpuModel; // "A100-80GB"
 * ```
 */
export function parseVmSize(name: string): ParsedVmSize {
  demandText(name, "name");
  return JSON.parse(call((glue) => glue.parseVmSize(name.slice(0, ENOUGH)))) as ParsedVmSize;
}

/** The known machine sizes in the order of their names, or those that a filter takes. */
export function vmSizes(filter: VmSizeFilter = {}): VmSize[] {
  onlyKnown(filter, Object.keys(MEMBERS), "vmSizes");
  for (const [name, types] of Object.entries(MEMBERS)) {
    const value = filter[name as keyof VmSizeFilter];
    if (value !== undefined && !(types as readonly string[]).includes(typeof value)) {
      throw new TypeError(`\`${name}\` of the filter must be a ${types.join(" or a ")}`);
    }
  }
  const {
    gpu,
    minVCpus = 0,
    maxVCpus = Infinity,
    minMemoryGiB = 0,
    family,
    region,
    status,
    text = "",
  } = filter;
  const has = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase());
  const is = (wanted: string | undefined, ...words: (string | undefined)[]) =>
    wanted === undefined || words.some((word) => word?.toLowerCase() === wanted.toLowerCase());
  const all = JSON.parse(call((glue) => glue.vmSizes(region))) as VmSize[];
  return all.filter(
    (size) =>
      (typeof gpu === "string"
        ? size.gpuModel !== undefined && has(size.gpuModel, gpu)
        : gpu === undefined || gpu === (size.gpuModel !== undefined)) &&
      size.vCpus >= minVCpus &&
      size.vCpus <= maxVCpus &&
      (size.memoryGiB ?? 0) >= minMemoryGiB &&
      is(family, size.family, size.series, size.series.match(/^[A-Z]+/)?.[0]) &&
      is(status, size.status) &&
      has(size.name, text),
  );
}

/**
 * Prices of machines by the hour, in what `facts` of a check holds: `prices` (a table of your own, or answers of
 * the retail prices service) and `vmSizes` (the service's list of sizes), read as `guardrails.maxHourlyPrice` reads
 * them. Rows of other products, regions, currencies and days do not count.
 *
 * @example
 * ```js
 * const answer = await (await fetch(address)).json(); // { BillingCurrency, Items, NextPageLink }
 * readPrices({ prices: answer }, { region: "westeurope" }).sizes["standard_d4ds_v5"]; // { dedicated, spot }
 * ```
 */
export function readPrices(
  facts: { readonly prices?: unknown; readonly vmSizes?: unknown },
  options: PriceOptions = {},
): PriceTable {
  onlyKnown(options, ["region", "currency", "today"], "readPrices");
  const { region, currency, today = new Date().toISOString().slice(0, 10) } = options;
  const { prices, vmSizes } = facts;
  const text = textOf({ prices: prices ?? null, vmSizes: vmSizes ?? null }, "facts");
  return JSON.parse(call((glue) => glue.readPrices(text, region, currency, today))) as PriceTable;
}
