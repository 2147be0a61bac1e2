/**
 * Machine sizes as rows of a table: what the catalogue knows, what the service offers, what it costs,
 * what quota is left, and why a size cannot be used here. Pure: must not know the DOM or the client.
 */

import { searchOf } from "./size-search.js";

/** @import { OfferedSize, VmSize } from "./types.js" */
/** @import { PriceBook } from "./prices.js" */
/** @import { Pool, QuotaBook } from "./quota.js" */

/** @typedef {"retired" | "region" | "kind" | "spot" | "quota"} SizeReason */

/**
 * @typedef {object} SizeRow
 * @property {string} name
 * @property {string} key the name in lower case
 * @property {string} family
 * @property {number} vCpus
 * @property {number} [memoryGiB]
 * @property {number} [tempDiskGiB]
 * @property {number} gpus
 * @property {string} gpuModel "" if there is none
 * @property {number} [gpuMemoryGiB]
 * @property {string} architecture
 * @property {string} status
 * @property {string} [retires]
 * @property {boolean} untested
 * @property {boolean} spotCapable
 * @property {number} [dedicated] price per hour
 * @property {number} [spot] price per hour
 * @property {number} [hour] that of the two which would be paid
 * @property {Pool} [pool]
 * @property {SizeReason} [reason] why it cannot be used
 */

/** @typedef {Exclude<keyof typeof SORTS, never>} SizeColumn */

/**
 * @typedef {object} SizeFilter
 * @property {string} search
 * @property {"all" | "cpu" | "gpu"} offer
 * @property {string} model
 * @property {number | undefined} minCores
 * @property {number | undefined} maxCores
 * @property {number | undefined} minMemory
 * @property {number | undefined} maxPrice
 * @property {boolean} fits
 * @property {SizeColumn} sort
 * @property {boolean} descending
 */

/** @type {SizeFilter} */
export const NO_FILTER = {
  search: "",
  offer: "all",
  model: "",
  minCores: undefined,
  maxCores: undefined,
  minMemory: undefined,
  maxPrice: undefined,
  fits: true,
  sort: "best",
  descending: false,
};

const collator = new Intl.Collator("en", { numeric: true });

/** @type {Record<string, number>} */
const LIFECYCLE = { current: 0, "previous-gen": 0, unknown: 1, "retirement-announced": 2 };

/** @type {Record<string, (a: SizeRow, b: SizeRow) => number>} */
const SORTS = {
  // What will last comes first, the cheapest of it at the top.
  best: (a, b) => lifecycleOf(a) - lifecycleOf(b) || absentLast(a.hour, b.hour),
  name: (a, b) => collator.compare(a.name, b.name),
  vCpus: (a, b) => a.vCpus - b.vCpus,
  memoryGiB: (a, b) => (a.memoryGiB ?? 0) - (b.memoryGiB ?? 0),
  gpus: (a, b) => a.gpus - b.gpus || collator.compare(a.gpuModel, b.gpuModel),
  tempDiskGiB: (a, b) => (a.tempDiskGiB ?? 0) - (b.tempDiskGiB ?? 0),
  dedicated: (a, b) => absentLast(a.dedicated, b.dedicated),
  spot: (a, b) => absentLast(a.spot, b.spot),
  left: (a, b) => (a.pool?.left ?? -1) - (b.pool?.left ?? -1),
  status: (a, b) => collator.compare(a.status, b.status),
};

/**
 * @param {object} known
 * @param {VmSize[]} known.catalogue every known size
 * @param {ReadonlySet<string> | undefined} known.inRegion names in lower case; undefined = not known
 * @param {OfferedSize[] | undefined} known.offered the service's own list, which decides if it is there
 * @param {string} known.kind
 * @param {boolean} known.lowPriority
 * @param {PriceBook} known.prices
 * @param {QuotaBook} known.quota
 * @returns {SizeRow[]} in the order of their names
 */
export function sizeRows({ catalogue, inRegion, offered, kind, lowPriority, prices, quota }) {
  const service = new Map(offered?.map((size) => [size.name.toLowerCase(), size]));
  const listed = new Set(catalogue.map(({ name }) => name.toLowerCase()));
  const strangers = (offered ?? [])
    .filter(({ name }) => !listed.has(name.toLowerCase()))
    .map(strangerOf);
  return [...catalogue, ...strangers].map((size) => {
    const key = size.name.toLowerCase();
    const theirs = service.get(key);
    const family = theirs?.family ?? size.family ?? "";
    const pool = quota.of(family, lowPriority);
    const spotCapable = theirs?.lowPriorityCapable ?? size.lowPriorityCapable !== false;
    /** @type {SizeRow} */
    const row = {
      name: size.name,
      key,
      family,
      vCpus: size.vCpus,
      memoryGiB: size.memoryGiB,
      tempDiskGiB: size.tempDiskGiB,
      gpus: size.gpus ?? 0,
      gpuModel: size.gpuModel ?? "",
      gpuMemoryGiB: size.gpuMemoryGiB,
      architecture: size.architecture,
      status: size.status,
      retires: size.retires,
      untested: size.mlSupport === "unknown" && !theirs,
      spotCapable,
      ...prices.of(key),
      pool,
    };
    const elsewhere = offered ? !theirs : inRegion !== undefined && !inRegion.has(key);
    row.hour = lowPriority ? row.spot : row.dedicated;
    row.reason = reasonOf(row, { elsewhere, theirs, kind, lowPriority });
    return row;
  });
}

/**
 * @param {SizeRow} row
 * @param {{ elsewhere: boolean, theirs: OfferedSize | undefined, kind: string, lowPriority: boolean }} here
 * @returns {SizeReason | undefined}
 */
function reasonOf(row, { elsewhere, theirs, kind, lowPriority }) {
  if (row.status === "retired") return "retired";
  if (elsewhere) return "region";
  const kinds = theirs?.supportedComputeTypes;
  if (kinds && kinds.length > 0 && !kinds.some((each) => same(each, kind))) return "kind";
  if (lowPriority && !row.spotCapable) return "spot";
  if (row.pool && row.pool.left < row.vCpus) return "quota";
  return undefined;
}

/**
 * The rows that a person wants to see, those that cannot be used last.
 * @param {SizeRow[]} rows
 * @param {SizeFilter} filter
 * @returns {SizeRow[]}
 */
export function chosenRows(rows, filter) {
  const search = searchOf(filter.search);
  const { minCores = 0, maxCores = Infinity, minMemory = 0, maxPrice = Infinity } = filter;
  const wanted = rows.filter(
    (row) =>
      (!filter.fits || row.reason === undefined) &&
      (filter.offer === "all" || (filter.offer === "gpu") === isGpu(row)) &&
      (filter.model === "" || row.gpuModel === filter.model) &&
      row.vCpus >= minCores &&
      row.vCpus <= maxCores &&
      (row.memoryGiB ?? 0) >= minMemory &&
      (maxPrice === Infinity || (row.hour ?? Infinity) <= maxPrice) &&
      search(row),
  );
  const compare = SORTS[filter.sort] ?? SORTS.name;
  const direction = filter.descending ? -1 : 1;
  return wanted.sort(
    (a, b) =>
      Number(a.reason !== undefined) - Number(b.reason !== undefined) ||
      direction * (compare?.(a, b) ?? 0) ||
      collator.compare(a.name, b.name),
  );
}

/** @param {SizeRow} row */
export function isGpu(row) {
  return row.gpuModel !== "";
}

/**
 * GPU models among the rows, for the filter.
 * @param {SizeRow[]} rows
 * @returns {string[]}
 */
export function modelsOf(rows) {
  const models = new Set(rows.filter(({ reason }) => !reason).map(({ gpuModel }) => gpuModel));
  models.delete("");
  return [...models].sort(collator.compare);
}

/**
 * @param {OfferedSize} size one that only the service knows
 * @returns {VmSize}
 */
function strangerOf({ name, family, vCPUs, memoryGB, gpus, lowPriorityCapable }) {
  return {
    name,
    family,
    vCpus: vCPUs ?? 0,
    memoryGiB: memoryGB,
    gpus: gpus ?? 0,
    gpuModel: gpus ? "GPU" : undefined,
    lowPriorityCapable,
    architecture: "x64",
    status: "unknown",
    mlSupport: "yes",
    known: false,
  };
}

/** @param {SizeRow} row */
function lifecycleOf({ status, untested }) {
  return untested ? 1 : (LIFECYCLE[status] ?? 1);
}

/** @param {number | undefined} a @param {number | undefined} b */
function absentLast(a, b) {
  return (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE);
}

/** @param {string} a @param {string} b */
function same(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
