/**
 * A compute resource as a row: its state in one word, its nodes, what can be done with it and what
 * that would destroy. Pure: must not know the DOM or the client.
 */

import { isObject } from "./pointer.js";
import { nodeEntries, reasonsOf } from "./run-model.js";
import { sizeName } from "./size-text.js";
import { described, humanWord, words } from "./words.js";

/** @import { Client, ComputeResource, KindDescription } from "./types.js" */

/** @typedef {"good" | "busy" | "bad" | "off"} Tone */
/** @typedef {"start" | "stop" | "restart" | "scale" | "delete" | "detach"} Action */

/**
 * @typedef {object} RowView
 * @property {string} name
 * @property {string} kind as the service says it
 * @property {string} kindTitle
 * @property {string} size
 * @property {string} location
 * @property {string} state
 * @property {Tone} tone
 * @property {boolean} inTransit
 * @property {{ state: string, count: number }[]} nodes
 * @property {{ min?: number, max?: number, idle?: string } | undefined} scale of a cluster
 * @property {string} [reason] why it failed
 * @property {boolean} attached removing only detaches
 * @property {string} priority
 * @property {string} created ISO, "" if not said
 * @property {string} resourceId of what is attached
 * @property {Action[]} actions that make sense now
 * @property {string[]} destroys what a removal does, sentence by sentence
 */

/**
 * @typedef {object} ListFilter
 * @property {string} search
 * @property {string} kind "" = all
 * @property {Tone | ""} tone
 */

/** @type {ListFilter} */
export const ALL_ROWS = { search: "", kind: "", tone: "" };

const MOVING = new Set([
  "creating",
  "updating",
  "deleting",
  "resizing",
  "starting",
  "stopping",
  "restarting",
  "settingup",
]);
const BAD = new Set([
  "failed",
  "createfailed",
  "setupfailed",
  "systemdown",
  "userfailed",
  "unusable",
  "canceled",
]);
const OFF = new Set(["stopped", "unknown"]);
const MOVING_NODES = new Set(["preparing", "leaving"]);
const BUSY_NODES = new Set(["running"]);

/**
 * @param {ComputeResource} resource
 * @param {KindDescription[]} [kinds]
 * @returns {RowView}
 */
export function rowOf(resource, kinds = []) {
  const outer = resource.properties ?? {};
  const inner = isObject(outer.properties) ? outer.properties : {};
  const state = stateOf(outer.provisioningState, inner);
  const nodes = nodeEntries(isObject(inner.nodeStateCounts) ? inner.nodeStateCounts : {});
  const kind = outer.computeType ?? "";
  const about = kinds.find((each) => each.kind === kind);
  const attached = outer.isAttachedCompute === true || about?.managed === false;
  const moving = MOVING.has(state.toLowerCase());
  return {
    name: resource.name ?? "",
    kind,
    kindTitle: about ? described(about.title) : kind,
    size: sizeName(text(inner.vmSize) || text(inner.agentVmSize) || text(inner.virtualMachineSize)),
    location: outer.computeLocation || resource.location || "",
    state: humanWord(state),
    tone: toneOf(state),
    inTransit: moving || nodes.some((entry) => MOVING_NODES.has(entry.state)),
    nodes,
    scale: scaleOf(inner.scaleSettings),
    reason: reasonOf(resource),
    attached,
    priority: text(inner.vmPriority),
    created: text(outer.createdOn),
    resourceId: attached ? text(outer.resourceId) : "",
    actions: actionsOf(inner, state, attached),
    destroys: attached ? [words.detaches] : destroysOf(inner, kind, nodes),
  };
}

/**
 * The rows that fit.
 * @param {RowView[]} rows
 * @param {ListFilter} filter
 * @returns {RowView[]}
 */
export function filteredRows(rows, { search, kind, tone }) {
  const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if ((kind !== "" && row.kind !== kind) || (tone !== "" && row.tone !== tone)) return false;
    const said = `${row.name} ${row.size} ${row.location} ${row.kindTitle} ${row.state}`;
    return wanted.every((word) => said.toLowerCase().includes(word));
  });
}

/**
 * The actions that the client can do.
 * @param {RowView} row
 * @param {Client | undefined} client
 * @returns {Action[]}
 */
export function offeredActions({ actions }, client) {
  const able = (/** @type {Action} */ action) => {
    if (action === "delete" || action === "detach") return true;
    return typeof client?.[action === "scale" ? "update" : action] === "function";
  };
  return actions.filter(able);
}

/**
 * @param {import("./types.js").JsonObject} inner
 * @param {string} state
 * @param {boolean} attached
 * @returns {Action[]}
 */
function actionsOf(inner, state, attached) {
  const now = state.toLowerCase();
  if (now === "deleting") return [];
  if (attached) return ["detach"];
  if (isObject(inner.scaleSettings) && !MOVING.has(now)) return ["scale", "delete"];
  if (now === "stopped") return ["start", "delete"];
  // Only a machine of its own says whether it runs.
  if (typeof inner.state === "string" && now === "running") return ["stop", "restart", "delete"];
  return ["delete"];
}

/** @param {unknown} scale */
function scaleOf(scale) {
  if (!isObject(scale)) return undefined;
  const { minNodeCount: min, maxNodeCount: max, nodeIdleTimeBeforeScaleDown: idle } = scale;
  return {
    min: typeof min === "number" ? min : undefined,
    max: typeof max === "number" ? max : undefined,
    idle: typeof idle === "string" ? idle : undefined,
  };
}

/**
 * The one word that matters most: what is being done to the resource, else how it is.
 * @param {string | undefined} provisioning
 * @param {import("./types.js").JsonObject} inner
 */
function stateOf(provisioning, { allocationState, state }) {
  if (provisioning && provisioning.toLowerCase() !== "succeeded") return provisioning;
  if (typeof state === "string") return state;
  if (typeof allocationState === "string" && MOVING.has(allocationState.toLowerCase())) {
    return allocationState;
  }
  return provisioning ? "Ready" : "Unknown";
}

/** @param {string} state @returns {Tone} */
function toneOf(state) {
  const word = state.toLowerCase();
  if (MOVING.has(word)) return "busy";
  if (BAD.has(word)) return "bad";
  return OFF.has(word) ? "off" : "good";
}

/** @param {ComputeResource} resource */
function reasonOf({ properties }) {
  const errors = properties?.provisioningErrors;
  return Array.isArray(errors) ? reasonsOf({ provisioningErrors: errors })[0]?.message : undefined;
}

/**
 * @param {import("./types.js").JsonObject} inner
 * @param {string} kind
 * @param {{ state: string, count: number }[]} nodes
 */
function destroysOf(inner, kind, nodes) {
  if (typeof inner.state === "string" && kind !== "AmlCompute") {
    return [words.destroysInstance, words.keepsData, words.noUndo];
  }
  if (kind !== "AmlCompute") return [words.destroysOther, words.keepsData, words.noUndo];
  const sum = (/** @type {{ count: number }[]} */ some) =>
    some.reduce((total, { count }) => total + count, 0);
  const all = sum(nodes);
  const running = sum(nodes.filter(({ state }) => BUSY_NODES.has(state)));
  return [
    all > 0 ? words.destroysNodes(all) : words.destroysNoNodes,
    ...(running > 0 ? [words.destroysJobs(running)] : []),
    words.keepsData,
    words.noUndo,
  ];
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value : "";
}
