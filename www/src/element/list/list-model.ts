/**
 * A compute resource as a row: its state in one word, its nodes, what can be done with it and what
 * that would destroy. Pure: must not know the DOM or the client.
 */

import { destroysOf } from "../run/removal.js";
import { nodeEntries, reasonsOf } from "../run/run-model.js";
import { isObject } from "../shared/pointer.js";
import type { Client, ComputeResource, JsonObject, KindDescription } from "../shared/types.js";
import { described, humanWord, words } from "../shared/words.js";
import { sizeName } from "../sizes/size-text.js";

export type Tone = "good" | "busy" | "bad" | "off";
export type Action = "start" | "stop" | "restart" | "scale" | "delete" | "detach";

/** Nodes of a cluster, and how long they may be idle. */
export interface Scale {
  min: number | undefined;
  max: number | undefined;
  idle: string | undefined;
}

export interface RowView {
  name: string;
  /** As the service says it. */
  kind: string;
  kindTitle: string;
  size: string;
  location: string;
  state: string;
  tone: Tone;
  inTransit: boolean;
  nodes: { state: string; count: number }[];
  /** Of a cluster. */
  scale: Scale | undefined;
  /** Why it failed. */
  reason?: string | undefined;
  /** Removing only detaches. */
  attached: boolean;
  priority: string;
  /** ISO, "" if not said. */
  created: string;
  /** Of what is attached. */
  resourceId: string;
  /** That make sense now. */
  actions: Action[];
  /** What a removal does, sentence by sentence. */
  destroys: string[];
}

export interface ListFilter {
  search: string;
  /** "" = all. */
  kind: string;
  tone: Tone | "";
}

export const ALL_ROWS: ListFilter = { search: "", kind: "", tone: "" };

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

export function rowOf(resource: ComputeResource, kinds: KindDescription[] = []): RowView {
  const outer: JsonObject = resource.properties ?? {};
  const inner = isObject(outer.properties) ? outer.properties : {};
  const state = stateOf(text(outer.provisioningState), inner);
  const nodes = nodeEntries(isObject(inner.nodeStateCounts) ? inner.nodeStateCounts : {});
  const kind = text(outer.computeType);
  const about = kinds.find((each) => each.kind === kind);
  const attached = outer.isAttachedCompute === true || about?.managed === false;
  const moving = MOVING.has(state.toLowerCase());
  return {
    name: resource.name ?? "",
    kind,
    kindTitle: about ? described(about.title) : kind,
    size: sizeName(text(inner.vmSize) || text(inner.agentVmSize) || text(inner.virtualMachineSize)),
    location: text(outer.computeLocation) || resource.location || "",
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
    destroys: attached ? [words.detaches] : destroysOf(inner, kind),
  };
}

/** The rows that fit. */
export function filteredRows(rows: RowView[], { search, kind, tone }: ListFilter): RowView[] {
  const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if ((kind !== "" && row.kind !== kind) || (tone !== "" && row.tone !== tone)) return false;
    const said = `${row.name} ${row.size} ${row.location} ${row.kindTitle} ${row.state}`;
    return wanted.every((word) => said.toLowerCase().includes(word));
  });
}

/** The actions that the client can do. */
export function offeredActions({ actions }: RowView, client: Client | undefined): Action[] {
  const able = (action: Action) => {
    if (action === "delete" || action === "detach") return true;
    return typeof client?.[action === "scale" ? "update" : action] === "function";
  };
  return actions.filter(able);
}

function actionsOf(inner: JsonObject, state: string, attached: boolean): Action[] {
  const now = state.toLowerCase();
  if (now === "deleting") return [];
  if (attached) return ["detach"];
  if (isObject(inner.scaleSettings) && !MOVING.has(now)) return ["scale", "delete"];
  if (now === "stopped") return ["start", "delete"];
  // Only a machine of its own says whether it runs.
  if (typeof inner.state === "string" && now === "running") return ["stop", "restart", "delete"];
  return ["delete"];
}

function scaleOf(scale: unknown) {
  if (!isObject(scale)) return undefined;
  const { minNodeCount: min, maxNodeCount: max, nodeIdleTimeBeforeScaleDown: idle } = scale;
  return {
    min: typeof min === "number" ? min : undefined,
    max: typeof max === "number" ? max : undefined,
    idle: typeof idle === "string" ? idle : undefined,
  };
}

/** The one word that matters most: what is being done to the resource, else how it is. */
function stateOf(provisioning: string | undefined, { allocationState, state }: JsonObject) {
  if (provisioning && provisioning.toLowerCase() !== "succeeded") return provisioning;
  if (typeof state === "string") return state;
  if (typeof allocationState === "string" && MOVING.has(allocationState.toLowerCase())) {
    return allocationState;
  }
  return provisioning ? "Ready" : "Unknown";
}

function toneOf(state: string): Tone {
  const word = state.toLowerCase();
  if (MOVING.has(word)) return "busy";
  if (BAD.has(word)) return "bad";
  return OFF.has(word) ? "off" : "good";
}

function reasonOf({ properties }: ComputeResource) {
  const errors = properties?.provisioningErrors;
  return Array.isArray(errors) ? reasonsOf({ provisioningErrors: errors })[0]?.message : undefined;
}

function text(value: unknown) {
  return typeof value === "string" ? value : "";
}
