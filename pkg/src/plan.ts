/** Plans: what would have to happen so that a compute is as a body wants it. */
import { asError } from "./errors.js";
import { optionsJson } from "./options.js";
import type { SettleOptions } from "./settle.js";
import type { AbortOptions } from "./signal.js";
import type { ComputeResource, Report, ValidateOptions } from "./types.js";

/** One member that is to be another. */
export interface PlanChange {
  /** Its pointer in the body that is wanted. */
  readonly path: string;
  /** What the compute has; absent if it has nothing there, or it is a secret. */
  readonly from?: unknown;
  /** What is wanted; absent for secrets. */
  readonly to?: unknown;
  /** How it can be changed; `replace`: by making the compute anew. */
  readonly effect: "patch" | "put" | "replace";
  /** The method of {@link ComputeClient} that changes it in its place: an instance has some, in previews. */
  readonly action?: "resize" | "updateIdleShutdown" | "updateCustomServices";
  /** The change in words. */
  readonly message: string;
}

/** What has to happen so that a compute is as a body wants it. */
export interface Plan {
  /**
   * `create`: there is none. `none`: it is as wanted. `update`: it can be changed in its place. `replace`: it
   * would have to be made anew. `blocked`: nothing can be said, or nothing may be done; see `reason`.
   */
  readonly action: "create" | "none" | "update" | "replace" | "blocked";
  /** What is to be another, in the order of the body. */
  readonly changes: readonly PlanChange[];
  /** Pointers of secrets that no answer tells: whether they differ cannot be known, so they are no change. */
  readonly hidden?: readonly string[];
  /** What a replacement takes, in this order; nothing does it by itself. What was attached is not deleted. */
  readonly steps?: readonly ("detach" | "attach" | "delete" | "create")[];
  /** How an update is sent: one request for all changes. */
  readonly method?: "PATCH" | "PUT";
  /**
   * `auth`: not signed in, or elsewhere. `not-allowed`: signed in without the right. `throttled`: too many
   * calls. `other`: errors in the body (see `report`), or a failure of another kind (see `error`).
   */
  readonly reason?: "auth" | "throttled" | "not-allowed" | "other";
  /** The failure that blocks, of the class that other calls reject with. */
  readonly error?: Error;
  /** The findings about the body and the plan. */
  readonly report: Report;
}

/** What became of a compute that was to be as a body wants it. */
export interface EnsureResult {
  /** `replace-needed`: it was left alone, because it would have to be made anew. */
  readonly outcome: "created" | "unchanged" | "updated" | "replace-needed";
  /** The compute as it is now. */
  readonly resource: ComputeResource;
  /** What was to be done. */
  readonly plan: Plan;
}

/** How a body is checked on the way. */
type CheckOptions = Omit<ValidateOptions, "format" | "operation" | "name" | "current">;

/** How a plan or a preflight is made. */
export interface PlanOptions extends AbortOptions, CheckOptions {}

/** How a compute is made what a body wants. */
export interface EnsureOptions extends SettleOptions, CheckOptions {}

/** The options of a check. */
export const CHECKED = [
  "region",
  "workspaceLocation",
  "apiVersion",
  "levels",
  "today",
  "maxFindings",
  "facts",
  "guardrails",
] as const;

/** The options of the check on the way, as JSON text. */
export function checkOf(options: CheckOptions | undefined): string {
  const check: ValidateOptions = {};
  for (const key of CHECKED) if (options?.[key] !== undefined) Object.assign(check, { [key]: options[key] });
  return optionsJson(check, "the check") ?? "{}";
}

/** The plan for a body that cannot be sent. */
export function blockedBy(report: Report): Plan {
  return { action: "blocked", changes: [], reason: "other", report };
}

/** A plan of the module; its failure becomes an error of its class. */
export function planOf(plan: Plan): Plan {
  return plan.error === undefined ? plan : { ...plan, error: asError(plan.error) as Error };
}
