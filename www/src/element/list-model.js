/**
 * A compute resource as a row: its state in one word, its nodes, what removing it would destroy.
 * Pure: must not know the DOM or the client.
 */

import { isObject } from "./pointer.js";
import { nodeEntries, reasonsOf } from "./run-model.js";
import { humanWord, words } from "./words.js";

/** @import { ComputeResource } from "./types.js" */

/** @typedef {"good" | "busy" | "bad" | "off"} Tone */

/**
 * @typedef {object} RowView
 * @property {string} name
 * @property {string} kind
 * @property {string} size
 * @property {string} location
 * @property {string} state
 * @property {Tone} tone
 * @property {boolean} inTransit
 * @property {{ state: string, count: number }[]} nodes
 * @property {number | undefined} maxNodes
 * @property {string} [reason] why it failed
 * @property {boolean} attached removing only detaches
 * @property {string[]} destroys what a removal does, sentence by sentence
 */

const MOVING = new Set([
  "creating",
  "updating",
  "deleting",
  "resizing",
  "starting",
  "stopping",
  "restarting",
]);
const BAD = new Set(["failed", "createfailed", "systemdown", "userfailed", "unusable", "canceled"]);
const OFF = new Set(["stopped", "unknown"]);
const MOVING_NODES = new Set(["preparing", "leaving"]);
const BUSY_NODES = new Set(["running"]);

/**
 * @param {ComputeResource} resource
 * @returns {RowView}
 */
export function rowOf(resource) {
  const outer = resource.properties ?? {};
  const inner = isObject(outer.properties) ? outer.properties : {};
  const state = stateOf(outer.provisioningState, inner);
  const nodes = nodeEntries(isObject(inner.nodeStateCounts) ? inner.nodeStateCounts : {});
  const scale = isObject(inner.scaleSettings) ? inner.scaleSettings : {};
  const attached = outer.isAttachedCompute === true;
  return {
    name: resource.name ?? "",
    kind: outer.computeType ?? "",
    size: typeof inner.vmSize === "string" ? inner.vmSize : "",
    location: resource.location ?? "",
    state: humanWord(state),
    tone: toneOf(state),
    inTransit:
      MOVING.has(state.toLowerCase()) || nodes.some((entry) => MOVING_NODES.has(entry.state)),
    nodes,
    maxNodes: typeof scale.maxNodeCount === "number" ? scale.maxNodeCount : undefined,
    reason: reasonOf(resource),
    attached,
    destroys: attached ? [words.detaches] : destroysOf(outer.computeType, nodes),
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
 * @param {string | undefined} kind
 * @param {{ state: string, count: number }[]} nodes
 */
function destroysOf(kind, nodes) {
  if (kind !== "AmlCompute") return [words.destroysOther, words.keepsData, words.noUndo];
  const all = nodes.reduce((sum, { count }) => sum + count, 0);
  const running = nodes
    .filter(({ state }) => BUSY_NODES.has(state))
    .reduce((sum, { count }) => sum + count, 0);
  return [
    all > 0 ? words.destroysNodes(all) : words.destroysNoNodes,
    ...(running > 0 ? [words.destroysJobs(running)] : []),
    words.keepsData,
    words.noUndo,
  ];
}
