/**
 * Cores that the subscription may still take, from the answer of the usages operation. Pure.
 */

import { isObject } from "../shared/pointer.js";

export type Pool = {
  kind: "family" | "total" | "lowPriority";
  used: number;
  limit: number;
  left: number;
};
export type QuotaBook = {
  known: boolean;
  of: (family: string, lowPriority: boolean) => Pool | undefined;
};

/** Words that rows and catalogues add to a family's name or leave out. */
const NOISE = /standard|family|cluster|dedicated|lowpriority|vcpus|[^a-z0-9]/g;

/** @param usages rows, or `{ value: rows }` */
export function quotaBook(usages: unknown): QuotaBook {
  const rows = Array.isArray(usages) ? usages : isObject(usages) ? usages.value : undefined;
  const families: Map<string, Omit<Pool, "kind">> = new Map();
  const totals: Map<string, Omit<Pool, "kind">> = new Map();
  for (const row of Array.isArray(rows) ? rows : []) {
    const name = isObject(row?.name) ? row.name.value : undefined;
    if (typeof name !== "string" || typeof row.limit !== "number" || row.limit < 0) continue;
    if (/\/workspaces\//i.test(String(row.id))) continue; // a share of one workspace
    const used = typeof row.currentValue === "number" ? row.currentValue : 0;
    const pool = { used, limit: row.limit, left: Math.max(0, row.limit - used) };
    const plain = name.toLowerCase().replaceAll(/[^a-z]/g, "");
    if (/^total/.test(plain)) totals.set(plain, pool);
    else if (!/lowpriority/i.test(String(row.type))) families.set(bare(name), pool);
  }
  const total = totals.get("totaldedicatedcores");
  const low = totals.get("totallowprioritycores");
  return {
    known: families.size + totals.size > 0,
    of: (family, lowPriority) => {
      if (lowPriority) return low && { kind: "lowPriority", ...low };
      const own = family === "" ? undefined : families.get(bare(family));
      if (total && (!own || total.left < own.left)) return { kind: "total", ...total };
      return own && { kind: "family", ...own };
    },
  };
}

function bare(name: string) {
  return name.toLowerCase().replaceAll(NOISE, "");
}
