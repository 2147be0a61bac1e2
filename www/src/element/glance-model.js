/**
 * Cost and scale at a glance: which size, how many machines at least and at most, what they cost and
 * what quota they take. Pure: must not know the DOM. Fields are found by format and name, not by kind.
 */

import { read } from "./pointer.js";

/** @import { FieldDescription, JsonObject } from "./types.js" */
/** @import { SizeRow } from "./sizes-model.js" */
/** @import { Pool } from "./quota.js" */

const HOURS_OF_MONTH = 730;
const LEAST = "minNodeCount";
const MOST = ["maxNodeCount", "agentCount"];
const PRIORITY = "vmPriority";

/** @typedef {{ nodes: number, hour: number | undefined, month: number | undefined }} Cost */

/**
 * @typedef {object} Glance
 * @property {string} size as typed
 * @property {SizeRow | undefined} row
 * @property {boolean} scales whether the number of machines can differ
 * @property {boolean} lowPriority
 * @property {boolean} offersPriority
 * @property {Cost} least
 * @property {Cost} most
 * @property {Cost} each of one machine
 * @property {number | undefined} dedicated price of one machine
 * @property {number | undefined} spot
 * @property {{ pool: Pool, least: number, most: number, over: number } | undefined} quota in cores
 */

/**
 * @param {FieldDescription[]} fields
 * @param {JsonObject} body
 * @param {(size: string) => SizeRow | undefined} find
 * @returns {Glance | undefined} undefined where there is no machine to choose
 */
export function glanceOf(fields, body, find) {
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

/** @param {number} nodes @param {number | undefined} price @returns {Cost} */
function costOf(nodes, price) {
  const hour = price === undefined ? undefined : price * nodes;
  return { nodes, hour, month: hour === undefined ? undefined : hour * HOURS_OF_MONTH };
}

/**
 * @param {Pool} pool
 * @param {number} cores of one machine
 * @param {number} least
 * @param {number} most
 */
function quotaOf(pool, cores, least, most) {
  const all = cores * most;
  return { pool, least: cores * least, most: all, over: Math.max(0, all - pool.left) };
}

/** @param {unknown} value */
function count(value) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value.trim() : "";
}
