/** The client of the management API: computes of one workspace. */
import { bytesOf, demandText, validate } from "./check.js";
import { tokenSource } from "./credential.js";
import { ArmError, ValidationError } from "./errors.js";
import type { Glue, GlueClient, GlueWatcher } from "./glue.js";
import { hostOf, wholeNumber } from "./host.js";
import { onlyKnown } from "./options.js";
import { type PagedAsyncIterable, paged } from "./pager.js";
import { Poller, type PollerHooks } from "./poller.js";
import { call, callAsync, instance } from "./runtime.js";
import { serialise } from "./serialise.js";
import { type AbortOptions, abortable, signalsOf } from "./signal.js";
import type {
  ComputeResource,
  Progress,
  Report,
  TokenCredential,
  TokenFunction,
  ValidateOptions,
} from "./types.js";

/** Where the workspace is and who asks. */
export interface ComputeClientOptions {
  subscriptionId: string;
  resourceGroup: string;
  workspace: string;
  /** A credential of `@azure/identity`, or a function that fetches a token. */
  credential: TokenCredential | TokenFunction;
  /** Which Azure; the public one by default. */
  cloud?: "public" | "usgov" | "china" | undefined;
  /** Another address of the management API. */
  endpoint?: string | undefined;
  /** Other scopes to ask a token for. */
  scopes?: string[] | undefined;
  /** Further addresses that may receive the token. */
  trustedEndpoints?: string[] | undefined;
  apiVersion?: string | undefined;
  /** Another `fetch`, for a proxy or a test. */
  fetch?: typeof globalThis.fetch | undefined;
  retry?: { maxRetries?: number; baseDelayMs?: number; maxDelayMs?: number } | undefined;
  /** How long one request may take. */
  requestTimeoutMs?: number | undefined;
  /** How long an operation may take in all. */
  deadlineMs?: number | undefined;
  /** Id of all requests of this client, for support. */
  correlationId?: string | undefined;
  /** Is told about requests and answers; nothing secret is in the events. */
  onEvent?: ((event: object) => void) | undefined;
  /** Allows plain http to this machine, for the emulator. */
  allowInsecureLoopback?: boolean | undefined;
}

/** How an operation is run. */
export interface OperationOptions extends AbortOptions {
  /** How long the operation may take in all. */
  deadlineMs?: number | undefined;
}

/** How a compute is created. */
export interface CreateOptions extends OperationOptions, Omit<ValidateOptions, "operation" | "name"> {
  /** `false` sends the body without checking it. */
  validate?: boolean | undefined;
  /** When it is done: once provisioned, or once the nodes have settled too. */
  until?: "provisioned" | "steady" | undefined;
}

/** What becomes of the resource behind a compute. */
export interface DeleteOptions extends OperationOptions {
  /** `Delete` removes the machines too, `Detach` leaves them. */
  underlyingResourceAction: "Delete" | "Detach";
}

const WIRE = [
  "subscriptionId",
  "resourceGroup",
  "workspace",
  "cloud",
  "endpoint",
  "scopes",
  "trustedEndpoints",
  "apiVersion",
  "requestTimeoutMs",
  "deadlineMs",
  "correlationId",
  "allowInsecureLoopback",
];
const RETRY = ["maxRetries", "baseDelayMs", "maxDelayMs"];
const ABORT = ["signal", "abortSignal"];
const OPERATION = [...ABORT, "deadlineMs"];
const CREATE = [...OPERATION, "validate", "until"];
const CHECK = [
  "format",
  "region",
  "workspaceLocation",
  "apiVersion",
  "levels",
  "today",
  "current",
  "facts",
  "guardrails",
] as const;
/** A missing compute is an answer; a missing surrounding is a mistake in the client's options. */
const NOT_THE_COMPUTE =
  /^(SubscriptionNotFound|InvalidSubscriptionId|ResourceGroupNotFound|ParentResourceNotFound)$/i;

/**
 * The computes of one workspace.
 *
 * @example
 * ```js
 * const client = new ComputeClient({ subscriptionId, resourceGroup, workspace, credential });
 * for await (const compute of client.list()) console.log(compute.name);
 * ```
 */
export class ComputeClient {
  readonly #apiVersion: string | undefined;
  readonly #make: (glue: Glue) => GlueClient;
  #client: GlueClient | undefined;
  #instance = -1;

  constructor(options: ComputeClientOptions) {
    onlyKnown(options, [...WIRE, "retry", "credential", "fetch", "onEvent"], "ComputeClient");
    const { retry, credential, fetch, onEvent, ...wire } = options ?? ({} as ComputeClientOptions);
    onlyKnown(retry ?? undefined, RETRY, "ComputeClient: retry");
    this.#apiVersion = wire.apiVersion;
    const host = hostOf(tokenSource(credential), fetch, onEvent);
    const json = JSON.stringify({ ...wire, ...retry }, (_, value: unknown) =>
      value === null ? undefined : typeof value === "number" ? (wholeNumber(value) ?? String(value)) : value,
    );
    this.#make = (glue) => new glue.Client(json, host);
    // Wrong options are said here, not at the first request.
    this.#use();
  }

  /** The client of the present instance of the module; `reset()` ends the life of earlier ones. */
  #use(): GlueClient {
    if (this.#client === undefined || this.#instance !== instance()) {
      this.#client = call(this.#make);
      this.#instance = instance();
    }
    return this.#client;
  }

  /** Reads something; `body` is what is sent, or the link to a page of a list. */
  async #request(
    options: AbortOptions | undefined,
    task: string,
    subject: string,
    body = "",
  ): Promise<string> {
    onlyKnown(options, ABORT, task);
    return (await this.#run(task, subject, body, {}, signalsOf(options))) as string;
  }

  #run(
    task: string,
    subject: string,
    body: string,
    { deadlineMs, until }: CreateOptions,
    signals: AbortSignal[],
    watcher?: GlueWatcher,
  ): Promise<string | undefined> {
    const deadline = wholeNumber(deadlineMs);
    if (deadline === undefined && (deadlineMs ?? undefined) !== undefined) {
      throw new TypeError("`deadlineMs` is a number, 0 or more");
    }
    return abortable(signals, (signal) =>
      callAsync(() => this.#use().run(task, subject, body, deadline, until === "steady", signal, watcher)),
    );
  }

  /** All computes of the workspace; `byPage()` gives them page by page. */
  list(options?: AbortOptions): PagedAsyncIterable<ComputeResource> {
    return paged(async (continuation) => {
      const text = await this.#request(options, "list", "", continuation);
      const { value, nextLink } = JSON.parse(text) as { value: ComputeResource[]; nextLink?: string | null };
      return typeof nextLink === "string" && nextLink !== ""
        ? { items: value, next: nextLink }
        : { items: value };
    });
  }

  /** One compute. */
  async get(name: string, options?: AbortOptions): Promise<ComputeResource> {
    demandText(name, "name");
    return JSON.parse(await this.#request(options, "get", name)) as ComputeResource;
  }

  /** One compute, or `undefined` if there is none of that name. */
  async tryGet(name: string, options?: AbortOptions): Promise<ComputeResource | undefined> {
    try {
      return await this.get(name, options);
    } catch (error) {
      if (error instanceof ArmError && error.status === 404 && !NOT_THE_COMPUTE.test(error.code))
        return undefined;
      throw error;
    }
  }

  /**
   * Creates a compute, or attaches one. The body is checked first: with an error in it nothing is sent,
   * and the poller rejects with a ValidationError that has the report. `validate: false` sends it
   * unchecked.
   */
  create(
    name: string,
    body: ComputeResource | string | Uint8Array,
    options: CreateOptions = {},
  ): Poller<ComputeResource> {
    return this.#operate(options, [...CREATE, ...CHECK], "create", name, () => {
      const { until } = options;
      if (until !== undefined && until !== "provisioned" && until !== "steady") {
        throw new TypeError('`until` is "provisioned" or "steady"');
      }
      if (options.validate !== false) refuse(validate(body, this.#check(name, options)));
      return textOf(body);
    });
  }

  /** The options of the check that comes before a create. */
  #check(name: string, options: CreateOptions): ValidateOptions {
    const check: ValidateOptions = { apiVersion: this.#apiVersion };
    for (const key of CHECK) if (options[key] !== undefined) Object.assign(check, { [key]: options[key] });
    return { ...check, name, operation: "create" };
  }

  /** Deletes a compute, or detaches it. */
  delete(name: string, options: DeleteOptions): Poller<void> {
    return this.#operate(options, [...OPERATION, "underlyingResourceAction"], "delete", name, () => {
      const action = options?.underlyingResourceAction;
      if (action !== "Delete" && action !== "Detach") {
        throw new TypeError('`underlyingResourceAction` is "Delete" or "Detach"');
      }
      return action;
    });
  }

  /** Continues an operation from the text that `Poller.serialize()` gave. */
  resume(token: string, options: OperationOptions = {}): Poller<unknown> {
    return this.#operate(options, OPERATION, "resume", token, (hooks) => {
      hooks.submitted(token);
      return "";
    });
  }

  /** `bodyOf` gives what is sent, and throws if nothing may be sent. */
  #operate<T>(
    options: OperationOptions,
    known: readonly string[],
    task: "create" | "delete" | "resume",
    subject: string,
    bodyOf: (hooks: PollerHooks) => string,
  ): Poller<T> {
    return new Poller(async (hooks) => {
      onlyKnown(options, known, task);
      demandText(subject, task === "resume" ? "token" : "name");
      const body = bodyOf(hooks);
      const signals = [...signalsOf(options), hooks.signal];
      const answer = await this.#run(task, subject, body, options, signals, {
        submitted: (token) => hooks.submitted(token),
        progress: (json) => hooks.progress(JSON.parse(json) as Progress),
      });
      return (answer === undefined ? undefined : JSON.parse(answer)) as T;
    });
  }
}

function refuse(report: Report): void {
  if (report.valid) return;
  const first = report.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  const others = report.counts.error > 1 ? ` (and ${report.counts.error - 1} more)` : "";
  throw new ValidationError({
    message: `the body was not sent: ${first?.path ?? ""} ${first?.message ?? ""}${others}`,
    code: "VALIDATION_FAILED",
    help: "the findings are in `report`; `validate: false` sends the body unchecked",
    report,
  });
}

/** Exactly what is sent. */
function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  const bytes = bytesOf(body);
  if (bytes !== undefined) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const written = serialise(body);
  if (written.refusal === undefined) return written.text;
  throw new TypeError(`the body cannot be written as JSON at \`${written.refusal.path}\``);
}
