/** One client of the module: its options on the way in, its answers and failures on the way out. */
import { hold } from "./alive.js";
import { demandText } from "./check.js";
import { clientPart, makeClient } from "./client-part.js";
import { tokenSource } from "./credential.js";
import type { GlueClient, GlueHow, GlueWatcher } from "./glue.js";
import { type ClientEvent, hostOf, wholeNumber } from "./host.js";
import { onlyKnown } from "./options.js";
import { LIST, type ListOptions, memberOf, type PagedAsyncIterable, paged } from "./pager.js";
import { Poller, type PollerHooks } from "./poller.js";
import { call, callAsync, instance } from "./runtime.js";
import { ABORT, type AbortOptions, abortable, signalsOf } from "./signal.js";
import type { Progress, Report, TokenCredential, TokenFunction } from "./types.js";

/** Where the workspace is and who asks. */
export interface ComputeClientOptions {
  /** The subscription of the workspace. */
  subscriptionId: string;
  /** The resource group of the workspace. */
  resourceGroup: string;
  /** The name of the workspace. */
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
  /** The api-version of requests; by default the newest that is stable. */
  apiVersion?: string | undefined;
  /** Another `fetch`, for a proxy or a test. */
  fetch?: typeof globalThis.fetch | undefined;
  /** How often a failed request is sent again, and how long is waited before. */
  retry?: { maxRetries?: number; baseDelayMs?: number; maxDelayMs?: number } | undefined;
  /** How long one request may take. */
  requestTimeoutMs?: number | undefined;
  /** How long an operation may take in all. */
  deadlineMs?: number | undefined;
  /** Id of all requests of this client, for support. */
  correlationId?: string | undefined;
  /** Is told about requests and answers; nothing secret is in the events. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Allows plain http to this machine, for the emulator. */
  allowInsecureLoopback?: boolean | undefined;
}

/** Which workspace a client is for. */
export interface ClientScope {
  /** The subscription of the workspace. */
  readonly subscriptionId: string;
  /** The resource group of the workspace. */
  readonly resourceGroup: string;
  /** The name of the workspace. */
  readonly workspace: string;
}

/** How an operation is run. */
export interface OperationOptions extends AbortOptions {
  /** How long the operation may take in all. */
  deadlineMs?: number | undefined;
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
/** The options of every operation that takes long. */
export const OPERATION: readonly string[] = [...ABORT, "deadlineMs", "until"];

/** The module reads the compute to know when these are over; what they give is nothing, as the service does. */
const BARE: readonly string[] = ["start", "stop", "restart"];

/** How an operation is followed. */
interface Following extends OperationOptions {
  until?: "provisioned" | "steady" | undefined;
  confirmRemoval?: boolean | undefined;
  ifAbsent?: boolean | undefined;
}

/** What the operations are made of. `task` is a name of src/client/operations/table.rs. */
export class Connection {
  readonly apiVersion: string | undefined;
  readonly scope: ClientScope;
  readonly #make: () => GlueClient;
  readonly #listeners = new Set<(event: ClientEvent) => void>();
  #client: GlueClient | undefined;
  #instance = -1;

  constructor(options: ComputeClientOptions) {
    onlyKnown(options, [...WIRE, "retry", "credential", "fetch", "onEvent"], "ComputeClient");
    const { retry, credential, fetch, onEvent, ...wire } = options ?? ({} as ComputeClientOptions);
    onlyKnown(retry ?? undefined, RETRY, "ComputeClient: retry");
    this.apiVersion = wire.apiVersion;
    const { subscriptionId, resourceGroup, workspace } = wire;
    this.scope = Object.freeze({ subscriptionId, resourceGroup, workspace });
    if (onEvent) this.#listeners.add(onEvent);
    const host = hostOf(tokenSource(credential), fetch, this.#listeners);
    const json = JSON.stringify({ ...wire, ...retry }, (_, value: unknown) =>
      value === null ? undefined : typeof value === "number" ? (wholeNumber(value) ?? String(value)) : value,
    );
    this.#make = () => makeClient(json, host);
    // The core has to be there, and what is wrong with it is said here.
    call(() => {});
    // Wrong options are said here, not at the first request; where the part has to be fetched, at the first request.
    if (clientPart.isAtHand) this.#use();
    else clientPart.load().catch(() => {});
  }

  /** See `ComputeClient.onEvent`. The same function may listen twice. */
  onEvent(listener: (event: ClientEvent) => void): () => void {
    const own = (event: ClientEvent) => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** The client of the present instance of the module; `reset()` ends the life of earlier ones. */
  #use(): GlueClient {
    if (this.#client === undefined || this.#instance !== instance()) {
      this.#client = this.#make();
      this.#instance = instance();
    }
    return this.#client;
  }

  #run(
    task: string,
    subject: string,
    text: string,
    how: GlueHow | undefined,
    signals: AbortSignal[],
    watcher?: GlueWatcher,
  ): Promise<string | undefined> {
    return abortable(signals, async (signal) => {
      if (!clientPart.isAtHand) await clientPart.load();
      return callAsync(() => this.#use().run(task, subject, text, how, signal, watcher));
    });
  }

  /** One exchange. `text` is what is sent; `check` are the options of a check. */
  async ask<T>(
    task: string,
    subject: string,
    text: string,
    options: AbortOptions | undefined,
    check?: string,
    known: readonly string[] = [],
  ): Promise<T> {
    onlyKnown(options, [...ABORT, ...known], task);
    return this.#exchange(
      task,
      subject,
      text,
      signalsOf(options),
      check === undefined ? undefined : { check },
    );
  }

  async #exchange<T>(
    task: string,
    subject: string,
    text: string,
    signals: AbortSignal[],
    how?: GlueHow,
  ): Promise<T> {
    demandText(subject, "name");
    const release = hold();
    try {
      const answer = await this.#run(task, subject, text, how, signals);
      return (answer === undefined ? undefined : JSON.parse(answer)) as T;
    } finally {
      release();
    }
  }

  /** A list in pages. */
  pages<T>(task: string, subject: string, options: ListOptions | undefined): PagedAsyncIterable<T> {
    return paged(
      async (continuation, signals) => {
        onlyKnown(options, LIST, task);
        const page = await this.#exchange<object>(task, subject, continuation ?? "", signals);
        // The module has seen that one of the members is a list.
        const lists = ["value", "nodes", "amlCompute"].map((name) => memberOf(page, name));
        const items = (lists.find(Array.isArray) ?? []) as T[];
        const next = memberOf(page, "nextLink");
        return typeof next === "string" && next !== "" ? { items, next } : { items };
      },
      signalsOf(options),
      options?.maxPages,
    );
  }

  /** An operation that takes long. */
  operate<T>(
    task: string,
    subject: string,
    options: Following | undefined,
    { bodyOf = () => "", known = OPERATION, checkOf, checkAction = false }: Operating = {},
  ): Poller<T> {
    return new Poller(async (hooks) => {
      onlyKnown(options, known, task);
      demandText(subject, task === "resume" ? "token" : "name");
      const until = options?.until;
      if (until !== undefined && until !== "provisioned" && until !== "steady") {
        throw new TypeError('`until` is "provisioned" or "steady"');
      }
      const text = bodyOf(hooks);
      const watcher = {
        submitted: (token: string) => hooks.submitted(token),
        progress: (json: string) => hooks.progress(JSON.parse(json) as Progress),
        report: (json: string) => hooks.report(JSON.parse(json) as Report),
      };
      const how: GlueHow = { ...howOf(options), checkAction };
      if (checkOf !== undefined) how.check = checkOf();
      const signals = [...signalsOf(options), hooks.signal];
      const answer = await this.#run(task, subject, text, how, signals, watcher);
      return (answer === undefined || BARE.includes(task) ? undefined : JSON.parse(answer)) as T;
    });
  }
}

/** What an operation is made of beside its options. */
interface Operating {
  /** Gives what is sent, and throws if nothing may be sent. */
  bodyOf?: (hooks: PollerHooks) => string;
  /** Names of its options. */
  known?: readonly string[];
  /** Gives the options of a check. */
  checkOf?: () => string;
  /** Whether the compute is looked at first, and not asked what it cannot do. */
  checkAction?: boolean;
}

function howOf(options: Following | undefined): GlueHow {
  const { deadlineMs, until, confirmRemoval, ifAbsent } = options ?? {};
  const deadline = wholeNumber(deadlineMs);
  if (deadline === undefined && (deadlineMs ?? undefined) !== undefined) {
    throw new TypeError("`deadlineMs` must be a number, 0 or more");
  }
  return {
    ...(deadline === undefined ? {} : { deadlineMs: deadline }),
    steady: until === "steady",
    confirmRemoval: confirmRemoval === true,
    ifAbsent: ifAbsent === true,
  };
}
