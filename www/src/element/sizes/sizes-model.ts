/**
 * Machine sizes as rows of a table: what the catalogue knows, what the service offers, what it costs,
 * what quota is left, and why a size cannot be used here. Pure: must not know the DOM or the client.
 */

import type { OfferedSize, VmSize } from "../shared/types.js";
import type { PriceBook } from "./prices.js";
import type { QuotaBook } from "./quota.js";
import type { SizeReason, SizeRow } from "./size-row.js";
import { searchOf } from "./size-search.js";

export type SizeColumn = keyof typeof SORTS;

export interface SizeFilter {
  search: string;
  offer: "all" | "cpu" | "gpu";
  model: string;
  minCores: number | undefined;
  maxCores: number | undefined;
  minMemory: number | undefined;
  maxPrice: number | undefined;
  fits: boolean;
  sort: SizeColumn;
  descending: boolean;
}

export const NO_FILTER: SizeFilter = {
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

const LIFECYCLE: Record<string, number> = {
  current: 0,
  "previous-gen": 1,
  unknown: 1,
  "retirement-announced": 2,
};

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
} satisfies Record<string, (a: SizeRow, b: SizeRow) => number>;

interface Known {
  /** Every known size. */
  catalogue: readonly VmSize[];
  /** Names in lower case; undefined = not known. */
  inRegion: ReadonlySet<string> | undefined;
  /** The service's own list, which decides if it is there. */
  offered: readonly OfferedSize[] | undefined;
  kind: string;
  lowPriority: boolean;
  prices: PriceBook;
  quota: QuotaBook;
}

/** @returns in the order of their names */
export function sizeRows({
  catalogue,
  inRegion,
  offered,
  kind,
  lowPriority,
  prices,
  quota,
}: Known): SizeRow[] {
  const service = new Map(offered?.map((size) => [nameOf(size).toLowerCase(), size]));
  const listed = new Set(catalogue.map(({ name }) => name.toLowerCase()));
  const strangers = (offered ?? [])
    .filter((size) => nameOf(size) !== "" && !listed.has(nameOf(size).toLowerCase()))
    .map(strangerOf);
  const all: KnownSize[] = [...catalogue, ...strangers];
  return all.map((size) => {
    const key = size.name.toLowerCase();
    const theirs = service.get(key);
    const family = theirs?.family ?? size.family ?? "";
    const pool = quota.of(family, lowPriority);
    const spotCapable = theirs?.lowPriorityCapable ?? size.lowPriorityCapable !== false;
    const row: SizeRow = {
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

function reasonOf(
  row: SizeRow,
  {
    elsewhere,
    theirs,
    kind,
    lowPriority,
  }: { elsewhere: boolean; theirs: OfferedSize | undefined; kind: string; lowPriority: boolean },
): SizeReason | undefined {
  if (row.status === "retired") return "retired";
  if (elsewhere) return "region";
  const kinds = theirs?.supportedComputeTypes;
  if (kinds && kinds.length > 0 && !kinds.some((each) => same(each, kind))) return "kind";
  if (lowPriority && !row.spotCapable) return "spot";
  if (row.pool && row.pool.left < row.vCpus) return "quota";
  return undefined;
}

/** The rows that a person wants to see, those that cannot be used last. */
export function chosenRows(rows: SizeRow[], filter: SizeFilter): SizeRow[] {
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

export function isGpu(row: SizeRow) {
  return row.gpuModel !== "";
}

/** GPU models among the rows, for the filter. */
export function modelsOf(rows: SizeRow[]): string[] {
  const models = new Set(rows.filter(({ reason }) => !reason).map(({ gpuModel }) => gpuModel));
  models.delete("");
  return [...models].sort(collator.compare);
}

function nameOf({ name = "" }: OfferedSize) {
  return name;
}

/** What is known of a size, from the catalogue or from the service alone. */
type KnownSize = Pick<VmSize, "name" | "vCpus" | "architecture" | "status" | "mlSupport"> & {
  [Name in keyof VmSize]?: VmSize[Name] | undefined;
};

/** @param size one that only the service knows */
function strangerOf(size: OfferedSize): KnownSize {
  const { family, vCPUs, memoryGB, gpus, lowPriorityCapable } = size;
  return {
    name: nameOf(size),
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

function lifecycleOf({ status, untested }: SizeRow) {
  return untested ? 1 : (LIFECYCLE[status] ?? 1);
}

function absentLast(a: number | undefined, b: number | undefined) {
  return (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE);
}

function same(a: string, b: string) {
  return a.toLowerCase() === b.toLowerCase();
}
