/**
 * A create operation as four steps that tell only what the service said. Pure: must not know the
 * client, timers or the DOM.
 */

import { isObject } from "../shared/pointer.js";
import type { ComputeResource, Failure, Progress } from "../shared/types.js";
import { humanWord, words } from "../shared/words.js";
import type { Pause } from "./pause.js";

export type Phase =
  | "sending"
  | "accepted"
  | "ready"
  | "failed"
  | "stopped"
  | "deleting"
  | "deleted";

/** What was told of the progress: a client may say less than the package's own, and more. */
export type Told = { [Name in keyof Progress]?: Progress[Name] | undefined } & {
  readonly requestId?: string | undefined;
};

export interface Run {
  name: string;
  phase: Phase;
  /** Whether the service has ever taken the request. */
  accepted: boolean;
  /** The last one told. */
  progress: Told;
  startedAt: number;
  endedAt?: number | undefined;
  resource?: ComputeResource | undefined;
  failure?: Failure | undefined;
  requestId?: string | undefined;
  /** Resumes the waiting. */
  token?: string | undefined;
  /** Whether nodes are allocated after provisioning; yes if not said. */
  allocates?: boolean | undefined;
  /** Whether something that is there already is attached. */
  attaches?: boolean | undefined;
  task?: "create" | "update" | undefined;
  /** The next try waits. */
  pause?: Pause | undefined;
  /** Picked up after a reload of the page. */
  resumed?: boolean | undefined;
}

export type StepState = "done" | "current" | "waiting" | "failed" | "stopped";
export type StepView = {
  id: string;
  title: string;
  state: StepState;
  stateWord: string;
  detail: string;
};

export type StepId = "accepted" | "provisioning" | "allocating" | "ready";

function stepIds({ allocates }: Run): StepId[] {
  return allocates === false
    ? ["accepted", "provisioning", "ready"]
    : ["accepted", "provisioning", "allocating", "ready"];
}

function titleOf(id: StepId) {
  return {
    accepted: words.stepAccepted,
    provisioning: words.stepProvisioning,
    allocating: words.stepAllocating,
    ready: words.stepReady,
  }[id];
}

/** The index of the step that runs now; the number of steps when all are done. */
function position(run: Run) {
  const { phase, accepted, progress, allocates } = run;
  if (phase === "ready") return stepIds(run).length;
  if (!accepted) return 0;
  if (!same(progress.provisioningState, "Succeeded")) return 1;
  return allocates === false || !same(progress.allocationState, "Steady") ? 2 : 3;
}

export function stepsOf(run: Run): StepView[] {
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
 */
export function barOf(run: Run): {
  done: number;
  of: number;
  share: number | undefined;
  text: string;
} {
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

function stateAt({ phase }: Run, index: number, now: number): StepState {
  if (index < now) return "done";
  if (index > now) return "waiting";
  if (phase === "failed") return "failed";
  return phase === "stopped" || phase === "deleting" || phase === "deleted" ? "stopped" : "current";
}

function detailOf({ progress, pause }: Run, id: string, state: StepState) {
  if (state === "waiting") return "";
  switch (id) {
    case "accepted":
      if (state === "failed") return words.refused;
      if (state === "done") return words.accepted;
      return pause ? words.notSent : words.sending;
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

/** Nodes ready against nodes there, while they are allocated. */
function nodeShare({ progress, resource, allocates }: Run, done: number) {
  if (done !== 2 || allocates === false) return undefined;
  const target = resource?.properties?.properties?.targetNodeCount;
  const counts = progress.nodeStateCounts;
  if (typeof target !== "number" || target <= 0 || !counts) return undefined;
  return Math.min(1, ((counts.idleNodeCount ?? 0) + (counts.runningNodeCount ?? 0)) / target);
}

/**
 * "2 idle, 1 preparing" from the service's `idleNodeCount` and its like.
 * @returns "" if there are none
 */
export function nodesSpoken(counts: Record<string, unknown> | null | undefined): string {
  return nodeEntries(counts)
    .map(({ state, count }) => `${count} ${nodeWord(state)}`)
    .join(", ");
}

export function nodeWord(state: string) {
  return words.nodeStates[state as keyof typeof words.nodeStates] ?? state;
}

/** What a person can do about a failure, by its code and status. */
export function remedyOf({ name = "", code = "", status = 0, message = "" }: Failure): string {
  const { remedies } = words;
  const said = `${code} ${message}`;
  if (/quota/i.test(said)) return remedies.quota;
  if (/capacity|allocationfailed|skunotavailable/i.test(said)) return remedies.capacity;
  if (status === 401 || code === "CREDENTIAL_UNAVAILABLE") return remedies.signIn;
  if (name === "AuthError" || status === 403) return remedies.auth;
  if (name === "ThrottledError" || status === 429) return remedies.throttled;
  if (name === "NetworkError" || name === "TimeoutError") return remedies.network;
  if (status === 409 || /conflict|inuse|exists/i.test(code)) return remedies.conflict;
  return status === 404 ? remedies.missing : remedies.other;
}

export function nodeEntries(
  counts: Record<string, unknown> | null | undefined,
): { state: string; count: number }[] {
  return Object.entries(counts ?? {})
    .filter(([, count]) => typeof count === "number" && count > 0)
    .map(([name, count]) => ({ state: name.replace(/NodeCount$/i, ""), count: Number(count) }));
}

/** What a resource says about its own progress. */
export function progressOf(resource: ComputeResource): Told {
  const inner = resource.properties?.properties;
  return {
    provisioningState: resource.properties?.provisioningState,
    allocationState: inner?.allocationState as string | undefined,
    nodeStateCounts: (inner?.nodeStateCounts ?? undefined) as Record<string, number> | undefined,
  };
}

/**
 * The service's own reasons, flattened: the failure's details and provisioning errors, wrapped or not.
 */
export function reasonsOf(failure: Failure): { code: string; message: string }[] {
  const wrapped = [...(failure.details ?? []), ...(failure.provisioningErrors ?? [])];
  return wrapped
    .map((item) => (isObject(item) && isObject(item.error) ? item.error : item))
    .filter(isObject)
    .flatMap(({ code, message }) =>
      typeof message === "string" && message !== failure.message
        ? [{ code: String(code ?? ""), message }]
        : [],
    );
}

/** "0:07", "12:40". */
export function clockOf(milliseconds: number) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${minutes}:${String(rest).padStart(2, "0")}`;
}

function same(a: string | undefined, b: string) {
  return a?.toLowerCase() === b.toLowerCase();
}
