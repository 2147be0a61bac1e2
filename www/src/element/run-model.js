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
 * @property {boolean} [allocates] whether nodes are allocated after provisioning; yes if not said
 * @property {boolean} [attaches] whether something that is there already is attached
 * @property {"create" | "update"} [task]
 * @property {boolean} [resumed] picked up after a reload of the page
 */

/** @typedef {"done" | "current" | "waiting" | "failed" | "stopped"} StepState */
/** @typedef {{ id: string, title: string, state: StepState, stateWord: string, detail: string }} StepView */

/** @typedef {"accepted" | "provisioning" | "allocating" | "ready"} StepId */

/** @param {Run} run @returns {StepId[]} */
function stepIds({ allocates }) {
  return allocates === false
    ? ["accepted", "provisioning", "ready"]
    : ["accepted", "provisioning", "allocating", "ready"];
}

/** @param {StepId} id */
function titleOf(id) {
  return {
    accepted: words.stepAccepted,
    provisioning: words.stepProvisioning,
    allocating: words.stepAllocating,
    ready: words.stepReady,
  }[id];
}

/**
 * The index of the step that runs now; the number of steps when all are done.
 * @param {Run} run
 */
function position(run) {
  const { phase, accepted, progress, allocates } = run;
  if (phase === "ready") return stepIds(run).length;
  if (!accepted) return 0;
  if (!same(progress.provisioningState, "Succeeded")) return 1;
  return allocates === false || !same(progress.allocationState, "Steady") ? 2 : 3;
}

/**
 * @param {Run} run
 * @returns {StepView[]}
 */
export function stepsOf(run) {
  const now = position(run);
  return stepIds(run).map((id, index) => {
    const state = stateAt(run, index, now);
    return {
      id,
      title: titleOf(id),
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
  const ids = stepIds(run);
  const title = titleOf(ids[Math.min(done, ids.length - 1)] ?? "ready");
  const { percent } = run.progress;
  const known = done === 1 && typeof percent === "number" && percent > 0 && percent <= 100;
  return {
    done,
    of: ids.length,
    share: known ? percent / 100 : nodeShare(run, done),
    text: words.stepOf(title, Math.min(done + 1, ids.length), ids.length),
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
function nodeShare({ progress, resource, allocates }, done) {
  if (done !== 2 || allocates === false) return undefined;
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
    .map(({ state, count }) => `${count} ${nodeWord(state)}`)
    .join(", ");
}

/** @param {string} state */
export function nodeWord(state) {
  return words.nodeStates[/** @type {keyof typeof words.nodeStates} */ (state)] ?? state;
}

/**
 * What a person can do about a failure, by its code and status.
 * @param {Failure} failure
 * @returns {string}
 */
export function remedyOf({ name = "", code = "", status = 0, message = "" }) {
  const { remedies } = words;
  const said = `${code} ${message}`;
  if (/quota/i.test(said)) return remedies.quota;
  if (/capacity|allocationfailed|skunotavailable/i.test(said)) return remedies.capacity;
  if (name === "AuthError" || status === 401 || status === 403) return remedies.auth;
  if (name === "ThrottledError" || status === 429) return remedies.throttled;
  if (name === "NetworkError" || name === "TimeoutError") return remedies.network;
  if (status === 409 || /conflict|inuse|exists/i.test(code)) return remedies.conflict;
  return status === 404 ? remedies.missing : remedies.other;
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
