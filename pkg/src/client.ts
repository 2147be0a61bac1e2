/** The client of the management API: computes of one workspace. */
import { bytesOf, validate } from "./check.js";
import { tokenSource } from "./credential.js";
import { ArmError, ValidationError } from "./errors.js";
import type { Glue, GlueClient, GlueClientOptions } from "./glue.js";
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
  "retry",
  "requestTimeoutMs",
  "deadlineMs",
  "correlationId",
  "allowInsecureLoopback",
] as const;
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
  readonly #options: GlueClientOptions;
  readonly #make: (glue: Glue) => GlueClient;
  #client: GlueClient | undefined;
  #instance = -1;

  constructor(options: ComputeClientOptions) {
    onlyKnown(options, [...WIRE, "credential", "fetch", "onEvent"], "ComputeClient");
    const token = tokenSource(options?.credential);
    const entries = WIRE.map((name) => [name, options[name]]).filter(([, value]) => value !== undefined);
    this.#options = Object.fromEntries(entries) as GlueClientOptions;
    this.#make = (glue) => new glue.Client(this.#options, token, options.fetch, options.onEvent);
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

  #request<T>(
    options: AbortOptions | undefined,
    of: string,
    run: (client: GlueClient, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    onlyKnown(options, ABORT, of);
    return abortable(signalsOf(options), (signal) => callAsync(() => run(this.#use(), signal)));
  }

  /** All computes of the workspace; `byPage()` gives them page by page. */
  list(options?: AbortOptions): PagedAsyncIterable<ComputeResource> {
    return paged(async (continuation) => {
      const text = await this.#request(options, "list", (client, signal) =>
        client.listPage(continuation, signal),
      );
      const { value, nextLink } = JSON.parse(text) as { value: ComputeResource[]; nextLink?: string | null };
      return typeof nextLink === "string" && nextLink !== ""
        ? { items: value, next: nextLink }
        : { items: value };
    });
  }

  /** One compute. */
  async get(name: string, options?: AbortOptions): Promise<ComputeResource> {
    demandName(name);
    return JSON.parse(
      await this.#request(options, "get", (client, signal) => client.get(name, signal)),
    ) as ComputeResource;
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
    return this.#operate(options, [...CREATE, ...CHECK], "create", async (hooks, rest) => {
      demandName(name);
      if (options.validate !== false) refuse(validate(body, this.#check(name, options)));
      const text = textOf(body);
      // What crosses was checked just now, with the caller's options.
      const passed = { ...rest, validate: false, ...(options.until && { until: options.until }) };
      const answer = await this.#run(hooks, options, (client, signal, submitted, progress) =>
        client.create(name, text, passed, signal, submitted, progress),
      );
      return JSON.parse(answer) as ComputeResource;
    });
  }

  /** The options of the check that comes before a create. */
  #check(name: string, options: CreateOptions): ValidateOptions {
    const check: ValidateOptions = { apiVersion: this.#options.apiVersion };
    for (const key of CHECK) if (options[key] !== undefined) Object.assign(check, { [key]: options[key] });
    return { ...check, name, operation: "create" };
  }

  /** Deletes a compute, or detaches it. */
  delete(name: string, options: DeleteOptions): Poller<void> {
    return this.#operate(
      options,
      [...OPERATION, "underlyingResourceAction"],
      "delete",
      async (hooks, rest) => {
        demandName(name);
        const action = options?.underlyingResourceAction;
        if (action !== "Delete" && action !== "Detach") {
          throw new TypeError('`underlyingResourceAction` is "Delete" or "Detach"');
        }
        await this.#run(hooks, options, (client, signal, submitted, progress) =>
          client.delete(name, action, rest, signal, submitted, progress),
        );
      },
    );
  }

  /** Continues an operation from the text that `Poller.serialize()` gave. */
  resume(token: string, options: OperationOptions = {}): Poller<unknown> {
    return this.#operate(options, OPERATION, "resume", async (hooks, rest) => {
      if (typeof token !== "string") throw new TypeError("the token is the text that serialize() gave");
      const answer = await this.#run(hooks, options, (client, signal, submitted, progress) => {
        submitted(token);
        return client.resume(token, rest, signal, progress);
      });
      return answer === undefined ? undefined : (JSON.parse(answer) as unknown);
    });
  }

  #operate<T>(
    options: OperationOptions,
    known: readonly string[],
    of: string,
    work: (hooks: PollerHooks, rest: { deadlineMs?: number }) => Promise<T>,
  ): Poller<T> {
    return new Poller(async (hooks) => {
      onlyKnown(options, known, of);
      return work(hooks, options?.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs });
    });
  }

  #run<T>(
    hooks: PollerHooks,
    options: OperationOptions,
    run: (
      client: GlueClient,
      signal: AbortSignal,
      submitted: (token: string) => void,
      progress: (json: string) => void,
    ) => Promise<T>,
  ): Promise<T> {
    return abortable([...signalsOf(options), hooks.signal], (signal) =>
      callAsync(() =>
        run(
          this.#use(),
          signal,
          (token) => hooks.submitted(token),
          (json) => hooks.progress(JSON.parse(json) as Progress),
        ),
      ),
    );
  }
}

function demandName(name: unknown): void {
  if (typeof name !== "string") throw new TypeError("the name of a compute is a text");
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
