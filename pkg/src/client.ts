/** The client of the management API: computes of one workspace. */
import { bytesOf, demandText, validateWriting, write } from "./check.js";
import {
  type ClientScope,
  type ComputeClientOptions,
  Connection,
  OPERATION,
  type OperationOptions,
} from "./connection.js";
import { ArmError, ValidationError } from "./errors.js";
import type { ClientEvent } from "./host.js";
import type { ListOptions, PagedAsyncIterable } from "./pager.js";
import {
  blockedBy,
  CHECKED,
  checkOf,
  type EnsureOptions,
  type EnsureResult,
  type Plan,
  type PlanOptions,
  planOf,
} from "./plan.js";
import type { Poller, PollerHooks } from "./poller.js";
import { serialise } from "./serialise.js";
import type {
  ComputeSecrets,
  Identity,
  JobRequest,
  JobResource,
  NameAvailability,
  Node,
  QuotaUpdate,
  ResourceQuota,
  UpdatedQuota,
  Usage,
  VirtualMachineSize,
  WorkspaceResource,
} from "./service.js";
import type { SettleOptions } from "./settle.js";
import type { AbortOptions } from "./signal.js";
import type { ComputeResource, Report, ValidateOptions } from "./types.js";

/** How a compute is created. */
export interface CreateOptions extends SettleOptions, Omit<ValidateOptions, "operation" | "name"> {
  /** `false` sends the body without checking it. */
  validate?: boolean | undefined;
  /**
   * `true` refuses with an {@link ArmError} of code `Conflict` if there is a compute of that name, instead of
   * replacing it. Costs one read right before the request: the service has no condition that would make both
   * one step.
   */
  ifAbsent?: boolean | undefined;
}

/** How a compute is acted on. */
export interface ActionOptions extends OperationOptions {
  /**
   * `true` looks at the compute first: what its kind does not have, or what its state does not take, is a
   * ValidationError with the report (codes `lifecycle/…`), and nothing is sent. What is found is also the
   * `report` of the poller, and an event. Costs one read; without it the service refuses.
   */
  validate?: boolean | undefined;
}

/** How a compute is detached. */
export interface DetachOptions extends ActionOptions {
  /**
   * With `validate`: `true` sends the request although it would do something else than it seems, such as
   * delete a cluster that is your own (code `lifecycle/removal`). Without it that is a ValidationError.
   */
  confirmRemoval?: boolean | undefined;
}

/** How a compute is changed. */
export interface UpdateOptions extends SettleOptions, ActionOptions {}

/** What becomes of the resource behind a compute. */
export interface DeleteOptions extends DetachOptions {
  /** `Delete` removes the machines too, `Detach` leaves them. */
  underlyingResourceAction: "Delete" | "Detach";
}

/** The body of a PATCH, in the newest shape whatever the api-version. */
export interface ComputePatch {
  /** What is to change. */
  properties?: { properties?: { scaleSettings?: ScaleSettings; [member: string]: unknown } };
  [member: string]: unknown;
}

/** How a cluster grows and shrinks. */
export interface ScaleSettings {
  /** Nodes that stay when nothing runs. */
  minNodeCount?: number;
  /** Nodes at most. */
  maxNodeCount: number;
  /** ISO 8601 duration, such as `PT2M`. */
  nodeIdleTimeBeforeScaleDown?: string;
}

const CHECK = [
  "format",
  "region",
  "workspaceLocation",
  "apiVersion",
  "levels",
  "today",
  "maxFindings",
  "current",
  "facts",
  "guardrails",
] as const;
/** What lifts the refusal of a deletion or detachment. */
const REMOVAL = ["confirmRemoval"] as const;
/** A missing compute is an answer; a missing surrounding is a mistake in the client's options. */
const NOT_THE_COMPUTE =
  /^(SubscriptionNotFound|InvalidSubscriptionId|ResourceGroupNotFound|ParentResourceNotFound)$/i;

/**
 * The computes of one workspace.
 *
 * Every call rejects with a class of its own for each kind of failure, and with the caller's own reason
 * when it is aborted. Operations that take long give a {@link Poller}; it starts at once.
 *
 * @example
 * ```js
 * const client = new ComputeClient({ subscriptionId, resourceGroup, workspace, credential });
 * for await (const compute of client.list()) console.log(compute.name);
 * ```
 */
export class ComputeClient {
  readonly #service: Connection;

  constructor(options: ComputeClientOptions) {
    this.#service = new Connection(options);
  }

  /** The workspace that this client is for: a key for what belongs to it, such as a run to take up again. */
  get scope(): ClientScope {
    return this.#service.scope;
  }

  /**
   * Calls `listener` for each request, response, and wait before a retry or a poll, until the returned function is
   * called. No event has a secret, a header or a body. An error that the listener throws is ignored.
   *
   * @example
   * ```js
   * const stop = client.onEvent(({ type, path, attempt, delayMs }) => {
   *   if (type === "retry") console.log(`${path}: try ${attempt + 1} in ${delayMs} ms`);
   * });
   * ```
   */
  onEvent(listener: (event: ClientEvent) => void): () => void {
    return this.#service.onEvent(listener);
  }

  /** All computes of the workspace; `byPage()` gives them page by page. */
  list(options?: ListOptions): PagedAsyncIterable<ComputeResource> {
    return this.#service.pages("list", "", options);
  }

  /** One compute. Rejects with an {@link ArmError} of status 404 if there is none of that name. */
  get(name: string, options?: AbortOptions): Promise<ComputeResource> {
    return this.#service.ask("get", name, "", options);
  }

  /** One compute, or `undefined` if there is none of that name. A missing workspace is no missing compute. */
  async tryGet(name: string, options?: AbortOptions): Promise<ComputeResource | undefined> {
    try {
      return await this.get(name, options);
    } catch (error) {
      const missing = error instanceof ArmError && error.status === 404;
      if (missing && error.target !== "workspace" && !NOT_THE_COMPUTE.test(error.code)) return undefined;
      throw error;
    }
  }

  /**
   * Creates a compute, or attaches one. The body is checked first: with an error in it nothing is sent,
   * and the poller rejects with a ValidationError that has the report. `validate: false` sends it
   * unchecked. A compute of the same name is replaced, unless `ifAbsent` is set.
   */
  create(
    name: string,
    body: ComputeResource | string | Uint8Array,
    options: CreateOptions = {},
  ): Poller<ComputeResource> {
    const known = [...OPERATION, ...CHECK, "validate", "ifAbsent"];
    const bodyOf = (hooks: PollerHooks) => {
      if (options.validate === false) return textOf(body);
      const writing = write(body);
      if (!("text" in writing)) throw refusal(writing);
      const report = validateWriting(writing, this.#check(name, options));
      hooks.report(report);
      if (!report.valid) throw refusal(report);
      return writing.text;
    };
    return this.#service.operate("create", name, options, { bodyOf, known });
  }

  /** The options of the check that comes before a create. */
  #check(name: string, options: CreateOptions): ValidateOptions {
    const check: ValidateOptions = { apiVersion: this.#service.apiVersion };
    for (const key of CHECK) if (options[key] !== undefined) Object.assign(check, { [key]: options[key] });
    return { ...check, name, operation: "create" };
  }

  /**
   * Changes a compute by a PATCH: the scale of a cluster. `validate(patch, { operation: "update" })` tells
   * beforehand what would be refused.
   */
  update(
    name: string,
    patch: ComputePatch | string | Uint8Array,
    options?: UpdateOptions,
  ): Poller<ComputeResource> {
    return this.#act("update", name, options, () => textOf(patch));
  }

  /** Deletes a compute, or detaches it. One that is not there is deleted. */
  delete(name: string, options: DeleteOptions): Poller<void> {
    const action = () => {
      const word = options?.underlyingResourceAction;
      if (word !== "Delete" && word !== "Detach") {
        throw new TypeError('`underlyingResourceAction` is "Delete" or "Detach"');
      }
      return word;
    };
    return this.#act("delete", name, options, action, [...REMOVAL, "underlyingResourceAction"]);
  }

  /** Detaches a compute: what is behind it stays. */
  detach(name: string, options?: DetachOptions): Poller<void> {
    return this.#act("delete", name, options, () => "Detach", REMOVAL);
  }

  /** An action on a compute that exists. */
  #act<T>(
    task: string,
    name: string,
    options: UpdateOptions | undefined,
    bodyOf = () => "",
    known: readonly string[] = [],
  ): Poller<T> {
    const names = [...OPERATION, "validate", ...known];
    const checkAction = options?.validate === true;
    return this.#service.operate(task, name, options, { bodyOf, known: names, checkAction });
  }

  /** Starts a compute instance; done when it runs. The service takes it in state `Stopped` only. */
  start(name: string, options?: ActionOptions): Poller<void> {
    return this.#act("start", name, options);
  }

  /** Stops a compute instance; done when it stands still. */
  stop(name: string, options?: ActionOptions): Poller<void> {
    return this.#act("stop", name, options);
  }

  /** Restarts a compute instance; done when it runs again. */
  restart(name: string, options?: ActionOptions): Poller<void> {
    return this.#act("restart", name, options);
  }

  /** Gives a compute instance another machine size. Uses a preview api-version. */
  resize(name: string, vmSize: string, options?: ActionOptions): Poller<ComputeResource> {
    return this.#act("resize", name, options, () => textOf({ targetVMSize: demanded(vmSize, "vmSize") }));
  }

  /** The sizes that a compute instance may be given. Uses a preview api-version. */
  allowedResizeSizes(name: string, options?: ListOptions): Promise<VirtualMachineSize[]> {
    return all(this.#service.pages("allowedResizeSizes", name, options));
  }

  /**
   * After how much idle time a compute instance stops: an ISO 8601 duration, 15 minutes (`PT15M`) to 3 days
   * (`P3D`). Uses a preview api-version.
   */
  async updateIdleShutdown(name: string, duration: string, options?: AbortOptions): Promise<void> {
    const body = textOf({ idleTimeBeforeShutdown: demanded(duration, "duration") });
    await this.#service.ask("updateIdleShutdown", name, body, options);
  }

  /** Replaces the whole list of custom services of a compute instance. Uses a preview api-version. */
  async updateCustomServices(
    name: string,
    services: readonly object[],
    options?: AbortOptions,
  ): Promise<void> {
    await this.#service.ask("updateCustomServices", name, listOf(services, "services"), options);
  }

  /** Mounts data on a compute instance, or unmounts them. Uses a preview api-version. */
  async updateDataMounts(name: string, mounts: readonly object[], options?: AbortOptions): Promise<void> {
    await this.#service.ask("updateDataMounts", name, listOf(mounts, "mounts"), options);
  }

  /** Switches the single sign-on of a compute instance on or off. Uses a preview api-version. */
  async enableSso(name: string, on: boolean, options?: AbortOptions): Promise<void> {
    if (typeof on !== "boolean") throw new TypeError("`on` must be a boolean");
    await this.#service.ask("enableSso", name, textOf({ enableSSO: on }), options);
  }

  /** The nodes of a cluster. */
  listNodes(name: string, options?: ListOptions): PagedAsyncIterable<Node> {
    return this.#service.pages("listNodes", name, options);
  }

  /** The secrets of an attached compute, in the clear: keep them out of logs. */
  listKeys(name: string, options?: AbortOptions): Promise<ComputeSecrets> {
    return this.#service.ask("listKeys", name, "", options);
  }

  /**
   * Whether a name is free. The name of a compute instance must be so in the whole region: the service is
   * asked, by a call that is not published. Names of other kinds must be so in the workspace.
   */
  async checkNameAvailability(name: string, kind: string, options?: AbortOptions): Promise<NameAvailability> {
    if (demanded(kind, "kind").toLowerCase() === "computeinstance") {
      const body = textOf({ Name: demanded(name, "name"), Type: "Microsoft.BatchAI/DataScienceInstance" });
      return this.#service.ask("checkName", "", body, options);
    }
    if ((await this.tryGet(name, options)) === undefined) return { nameAvailable: true };
    const message = `the workspace has a compute \`${name}\``;
    return { nameAvailable: false, reason: "AlreadyExists", message };
  }

  /**
   * Checks a body together with what the services say: the workspace and its computes, sizes and usages of
   * the region, whether the name of an instance is free. All are asked at the same time; what cannot be read
   * is a finding (`facts/unread`) and hides nothing else. Rejects when it is aborted only.
   */
  async preflight(
    name: string,
    body: ComputeResource | string | Uint8Array,
    options?: PlanOptions,
  ): Promise<Report> {
    const writing = write(body);
    if (!("text" in writing)) return writing;
    return this.#service.ask("preflight", name, writing.text, options, checkOf(options), CHECKED);
  }

  /**
   * What would have to happen so that a compute is as a body wants it. Changes nothing. Defaults, other
   * spellings and what the service sets by itself are no change, and what the body leaves out stays as it
   * is. A failed sign-in is never taken for a missing compute: it blocks the plan. Rejects when it is aborted
   * only.
   *
   * @example
   * ```js
   * const { action, changes } = await client.plan("gpu-cluster", body);
   * for (const { message } of changes) console.log(message);
   * ```
   */
  async plan(
    name: string,
    body: ComputeResource | string | Uint8Array,
    options?: PlanOptions,
  ): Promise<Plan> {
    const writing = write(body);
    if (!("text" in writing)) return blockedBy(writing);
    const check = checkOf(options);
    return planOf(await this.#service.ask<Plan>("plan", name, writing.text, options, check, CHECKED));
  }

  /**
   * Makes a compute what a body wants: creates it, changes it in its place, or leaves it alone if it is as
   * wanted already or would have to be made anew. Only the members that the body names are changed. Rejects
   * with a {@link ValidationError} if the body has errors, and with the failure of the service otherwise.
   *
   * @example
   * ```js
   * const { outcome, plan } = await client.ensure("gpu-cluster", body);
   * if (outcome === "replace-needed") for (const { message } of plan.changes) console.log(message);
   * ```
   */
  ensure(
    name: string,
    body: ComputeResource | string | Uint8Array,
    options?: EnsureOptions,
  ): Poller<EnsureResult> {
    const bodyOf = () => {
      const writing = write(body);
      if ("text" in writing) return writing.text;
      throw refusal(writing);
    };
    const known = [...OPERATION, ...CHECKED];
    return this.#service.operate("ensure", name, options, { bodyOf, known, checkOf: () => checkOf(options) });
  }

  /**
   * Gives a compute identities beside those it has. Reads the compute first, and changes nothing if it has
   * them all.
   */
  addIdentity(name: string, identity: Identity, options?: OperationOptions): Poller<ComputeResource> {
    return this.#service.operate("addIdentity", name, options, { bodyOf: () => textOf(identity) });
  }

  /**
   * Takes identities away from a compute: ids of user-assigned ones, `"SystemAssigned"` for its own, all if
   * none are given. Reads the compute first, and changes nothing if it has none of them.
   */
  removeIdentity(name: string, ids?: readonly string[], options?: OperationOptions): Poller<ComputeResource> {
    const bodyOf = () => (ids ? listOf(ids, "ids") : "");
    return this.#service.operate("removeIdentity", name, options, { bodyOf });
  }

  /** The machine sizes of a region, such as `westeurope`: about 250 KB. */
  vmSizes(region: string, options?: ListOptions): Promise<VirtualMachineSize[]> {
    return all(this.#service.pages("vmSizes", region, options));
  }

  /** What is used of the quotas of a region, in cores (and clusters). */
  usages(region: string, options?: ListOptions): PagedAsyncIterable<Usage> {
    return this.#service.pages("usages", region, options);
  }

  /** The quotas of a region: rows of the subscription and rows of workspaces. */
  quotas(region: string, options?: ListOptions): PagedAsyncIterable<ResourceQuota> {
    return this.#service.pages("quotas", region, options);
  }

  /** Sets quotas of workspaces. Look at the `status` of each row: the call succeeds even if rows fail. */
  async updateQuotas(
    region: string,
    rows: readonly QuotaUpdate[],
    options?: AbortOptions,
  ): Promise<UpdatedQuota[]> {
    const body = `{"value":${listOf(rows, "rows")}}`;
    const { value } = await this.#service.ask<{ value?: UpdatedQuota[] }>(
      "updateQuotas",
      region,
      body,
      options,
    );
    return value ?? [];
  }

  /** The workspace. */
  workspace(options?: AbortOptions): Promise<WorkspaceResource> {
    return this.#service.ask("workspace", "", "", options);
  }

  /**
   * Submits a job, a command job unless `jobType` says otherwise. Resolves when the service has taken it;
   * the job runs on, see {@link getJob}. A job for `local` is refused with a TypeError: it needs no compute.
   */
  async submit(job: JobRequest, options?: AbortOptions): Promise<JobResource> {
    const { name, ...body } = job ?? {};
    return this.#service.ask("submit", name ?? "", textOf(body), options);
  }

  /** A job; `properties.status` tells how it stands. */
  getJob(id: string, options?: AbortOptions): Promise<JobResource> {
    return this.#service.ask("getJob", id, "", options);
  }

  /** Ends a job; done when it has ended, however: it may complete meanwhile. */
  cancelJob(id: string, options?: OperationOptions): Poller<JobResource> {
    return this.#service.operate("cancelJob", id, options);
  }

  /** Continues an operation from the text that `Poller.serialize()` gave. */
  resume(token: string, options?: SettleOptions): Poller<unknown> {
    const bodyOf = (hooks: PollerHooks) => {
      hooks.submitted(token);
      return "";
    };
    return this.#service.operate("resume", token, options, { bodyOf });
  }
}

function refusal(report: Report): ValidationError {
  const first = report.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  const others = report.counts.error > 1 ? ` (and ${report.counts.error - 1} more)` : "";
  return new ValidationError({
    message: `the body was not sent: ${first?.path ?? ""} ${first?.message ?? ""}${others}`,
    code: "VALIDATION_FAILED",
    help: "the findings are in `report`; `validate: false` sends the body unchecked",
    report,
  });
}

/** The items of all pages. */
async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

/** A text, or a TypeError that says what is none. */
function demanded(value: string, what: string): string {
  demandText(value, what);
  return value;
}

function listOf(value: unknown, what: string): string {
  if (Array.isArray(value)) return textOf(value);
  throw new TypeError(`\`${what}\` must be a list`);
}

/** Exactly what is sent. */
function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  const bytes = bytesOf(body);
  if (bytes !== undefined) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const written = serialise(body);
  if (written.refusal === undefined) return written.text;
  throw new TypeError(`the body cannot be converted to JSON at \`${written.refusal.path}\``);
}
