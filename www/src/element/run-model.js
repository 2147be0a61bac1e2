/**
 * A create operation as four steps that tell only what the service said. Pure: must not know the
 * client, timers or the DOM.
 */

import { humanWord, words } from "./words.js";

/** @import { ComputeResource, Failure, Progress } from "./types.js" */

/** @typedef {"sending" | "accepted" | "ready" | "failed" | "stopped" | "deleting" | "deleted"} Phase */

/**
 * @typedef {object} Run
 * @property {string} name
 * @property {Phase} phase
 * @property {boolean} accepted whether the service has ever taken the request
 * @property {Progress} progress the last one told
 * @property {number} startedAt
 * @property {number} [endedAt]
 * @property {ComputeResource} [resource]
 * @property {Failure} [failure]
 * @property {string} [requestId]
 * @property {string} [token] resumes the waiting
 */

/** @typedef {"done" | "current" | "waiting" | "failed" | "stopped"} StepState */
/** @typedef {{ id: string, title: string, state: StepState, stateWord: string, detail: string }} StepView */

const STEPS = /** @type {const} */ (["accepted", "provisioning", "allocating", "ready"]);
const TITLES = {
  accepted: words.stepAccepted,
  provisioning: words.stepProvisioning,
  allocating: words.stepAllocating,
  ready: words.stepReady,
};

/**
 * The index of the step that runs now; 4 when all are done.
 * @param {Run} run
 */
function position({ phase, accepted, progress }) {
  if (phase === "ready") return STEPS.length;
  if (!accepted) return 0;
  if (!same(progress.provisioningState, "Succeeded")) return 1;
  return same(progress.allocationState, "Steady") ? 3 : 2;
}

/**
 * @param {Run} run
 * @returns {StepView[]}
 */
export function stepsOf(run) {
  const now = position(run);
  return STEPS.map((id, index) => {
    const state = stateAt(run, index, now);
    return {
      id,
      title: TITLES[id],
      state,
      stateWord: words.stepState[state],
      detail: detailOf(run, id, state),
    };
  });
}

/**
 * What the progress bar shows: steps done, and a share of the current one if the service tells it.
 * @param {Run} run
 * @returns {{ done: number, of: number, share: number | undefined, text: string }}
 */
export function barOf(run) {
  const done = position(run);
  const title = TITLES[STEPS[Math.min(done, STEPS.length - 1)] ?? "ready"];
  const { percent } = run.progress;
  const known = done === 1 && typeof percent === "number" && percent > 0 && percent <= 100;
  return {
    done,
    of: STEPS.length,
    share: known ? percent / 100 : nodeShare(run, done),
    text: words.stepOf(title, Math.min(done + 1, STEPS.length), STEPS.length),
  };
}

/**
 * @param {Run} run
 * @param {number} index
 * @param {number} now
 * @returns {StepState}
 */
function stateAt({ phase }, index, now) {
  if (index < now) return "done";
  if (index > now) return "waiting";
  if (phase === "failed") return "failed";
  return phase === "stopped" || phase === "deleting" || phase === "deleted" ? "stopped" : "current";
}

/**
 * @param {Run} run
 * @param {string} id
 * @param {StepState} state
 */
function detailOf({ progress }, id, state) {
  if (state === "waiting") return "";
  switch (id) {
    case "accepted":
      if (state === "failed") return words.refused;
      return state === "done" ? words.accepted : words.sending;
    case "provisioning":
      return progress.provisioningState
        ? words.reported(humanWord(progress.provisioningState))
        : "";
    case "allocating":
      return (
        nodesSpoken(progress.nodeStateCounts) ||
        (state === "done" ? words.noNodes : words.noNodesYet)
      );
    default:
      return state === "done" ? words.takesJobs : "";
  }
}

/**
 * Nodes ready against nodes there, while they are allocated.
 * @param {Run} run
 * @param {number} done
 */
function nodeShare({ progress, resource }, done) {
  if (done !== 2) return undefined;
  const target = resource?.properties?.properties?.targetNodeCount;
  const counts = progress.nodeStateCounts;
  if (typeof target !== "number" || target <= 0 || !counts) return undefined;
  return Math.min(1, ((counts.idleNodeCount ?? 0) + (counts.runningNodeCount ?? 0)) / target);
}

/**
 * "2 idle, 1 preparing" from the service's `idleNodeCount` and its like.
 * @param {Record<string, unknown> | null | undefined} counts
 * @returns {string} "" if there are none
 */
export function nodesSpoken(counts) {
  return nodeEntries(counts)
    .map(({ state, count }) => `${count} ${state}`)
    .join(", ");
}

/**
 * @param {Record<string, unknown> | null | undefined} counts
 * @returns {{ state: string, count: number }[]}
 */
export function nodeEntries(counts) {
  return Object.entries(counts ?? {})
    .filter(([, count]) => typeof count === "number" && count > 0)
    .map(([name, count]) => ({ state: name.replace(/NodeCount$/i, ""), count: Number(count) }));
}

/**
 * What a resource says about its own progress.
 * @param {ComputeResource} resource
 * @returns {Progress}
 */
export function progressOf(resource) {
  const inner = resource.properties?.properties;
  return {
    provisioningState: resource.properties?.provisioningState,
    allocationState: /** @type {string | undefined} */ (inner?.allocationState),
    nodeStateCounts: /** @type {Record<string, number> | undefined} */ (
      inner?.nodeStateCounts ?? undefined
    ),
  };
}

/**
 * The service's own reasons, flattened: the failure's details and provisioning errors, wrapped or not.
 * @param {Failure} failure
 * @returns {{ code: string, message: string }[]}
 */
export function reasonsOf(failure) {
  const wrapped = [...(failure.details ?? []), ...(failure.provisioningErrors ?? [])];
  return wrapped
    .map((item) => /** @type {any} */ (item)?.error ?? item)
    .filter((item) => typeof item?.message === "string" && item.message !== failure.message)
    .map((item) => ({ code: String(item.code ?? ""), message: item.message }));
}

/**
 * "0:07", "12:40"
 * @param {number} milliseconds
 */
export function clockOf(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${minutes}:${String(rest).padStart(2, "0")}`;
}

/**
 * @param {string | undefined} a
 * @param {string} b
 */
function same(a, b) {
  return a?.toLowerCase() === b.toLowerCase();
}
