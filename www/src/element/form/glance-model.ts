/**
 * Cost and scale at a glance: which size, how many machines at least and at most, what they cost and
 * what quota they take. Pure: must not know the DOM. Fields are found by format and name, not by kind.
 */

import { read } from "../shared/pointer.js";

import type { FieldDescription, JsonObject } from "../shared/types.js";
import type { Pool } from "../sizes/quota.js";
import type { SizeRow } from "../sizes/size-row.js";

const HOURS_OF_MONTH = 730;
const LEAST = "minNodeCount";
const MOST = ["maxNodeCount", "agentCount"];
const PRIORITY = "vmPriority";

export type Cost = { nodes: number; hour: number | undefined; month: number | undefined };

export interface Glance {
  /** As typed. */
  size: string;
  row: SizeRow | undefined;
  /** Whether the number of machines can differ. */
  scales: boolean;
  lowPriority: boolean;
  offersPriority: boolean;
  least: Cost;
  most: Cost;
  /** Of one machine. */
  each: Cost;
  /** Price of one machine. */
  dedicated: number | undefined;
  spot: number | undefined;
  /** In cores. */
  quota: { pool: Pool; least: number; most: number; over: number } | undefined;
}

/** @returns undefined where there is no machine to choose */
export function glanceOf(
  fields: readonly FieldDescription[],
  body: JsonObject,
  find: (size: string) => SizeRow | undefined,
): Glance | undefined {
  const sizeField = fields.find(({ format }) => format === "vm-size");
  if (!sizeField) return undefined;
  const size = text(read(body, sizeField.path));
  const mostField = fields.find(({ name }) => MOST.includes(name));
  const leastField = fields.find(({ name }) => name === LEAST);
  const priorityField = fields.find(({ name }) => name === PRIORITY);
  const lowPriority =
    priorityField !== undefined && /^lowpriority$/i.test(text(read(body, priorityField.path)));
  const row = size === "" ? undefined : find(size);
  const price = lowPriority ? row?.spot : row?.dedicated;
  const mostNodes = mostField ? count(read(body, mostField.path)) : 1;
  const leastNodes = leastField ? (count(read(body, leastField.path)) ?? 0) : (mostNodes ?? 1);
  const least = costOf(leastNodes, price);
  const most = costOf(Math.max(mostNodes ?? leastNodes, leastNodes), price);
  return {
    size,
    row,
    scales: leastField !== undefined,
    lowPriority,
    offersPriority: priorityField !== undefined,
    least,
    most,
    each: costOf(1, price),
    dedicated: row?.dedicated,
    spot: row?.spot,
    quota: row?.pool && quotaOf(row.pool, row.vCpus, least.nodes, most.nodes),
  };
}

function costOf(nodes: number, price: number | undefined): Cost {
  const hour = price === undefined ? undefined : price * nodes;
  return { nodes, hour, month: hour === undefined ? undefined : hour * HOURS_OF_MONTH };
}

/** @param cores of one machine */
function quotaOf(pool: Pool, cores: number, least: number, most: number) {
  const all = cores * most;
  return { pool, least: cores * least, most: all, over: Math.max(0, all - pool.left) };
}

function count(value: unknown) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function text(value: unknown) {
  return typeof value === "string" ? value.trim() : "";
}
