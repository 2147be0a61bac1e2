/** What the elements are given, and what they tell. They load no entry of this package themselves. */
import type { applyFixes } from "../check.js";
import type { ComputeClient } from "../client.js";
import type { ComputeClientOptions } from "../connection.js";
import type { convert, targetFormats } from "../convert/index.js";
import type { describe } from "../describe.js";
import type { localize } from "../localize.js";
import type { Poller } from "../poller.js";
import type { readPrices, vmSizes } from "../sizes.js";
import type {
  CodeExplanation,
  ComputeResource,
  Messages,
  Progress,
  Report,
  ValidateOptions,
} from "../types.js";

/**
 * What checks for an element: the namespace of `azureml-compute` or `azureml-compute/web`, or something with the
 * same functions that asks a worker.
 */
export interface ElementChecker {
  /** See `describe`. */
  readonly describe: typeof describe;
  /** See `validate`; may be asynchronous. */
  readonly validate: (
    input: string | Record<string, unknown>,
    options?: ValidateOptions,
  ) => Report | Promise<Report>;
  /** See `applyFixes`. */
  readonly applyFixes: typeof applyFixes;
  /** Without it no prices are shown. */
  readonly readPrices?: typeof readPrices;
  /** Without it sizes are typed, not picked. */
  readonly vmSizes?: typeof vmSizes;
  /** Without it findings stay English. */
  readonly localize?: typeof localize;
  /** Without it the configuration is shown as the body of the management API alone. */
  readonly convert?: typeof convert;
  /** That of `azureml-compute/web`: asked for the other formats before they are first needed. */
  readonly init?: (options: { formats: true }) => Promise<void>;
  /** Without it nobody can ask why a finding is one. May be asynchronous. */
  readonly explain?: (code: string) => CodeExplanation | Promise<CodeExplanation>;
  /** Which formats `convert` writes. */
  readonly targetFormats?: typeof targetFormats;
  /** For pages that give `workspace` and `credential` in the place of `client`. */
  readonly ComputeClient?: new (
    options: ComputeClientOptions,
  ) => ElementClient;
}

type Needed = "list" | "get" | "create" | "delete" | "resume";
type Useful =
  | "update"
  | "detach"
  | "start"
  | "stop"
  | "restart"
  | "tryGet"
  | "scope"
  | "onEvent"
  | "updateIdleShutdown"
  | "vmSizes"
  | "usages"
  | "preflight"
  | "plan";

/** An operation under way, as far as an element follows it. */
export interface ElementPoller<Result> extends PromiseLike<Result> {
  /** See `Poller`. */
  submitted(): Promise<void>;
  /** See `Poller`. */
  onProgress(callback: (progress: Progress) => void): unknown;
  /** See `Poller`. */
  serialize(): string;
}

type Followed<Method> = Method extends (...given: infer Given) => Poller<infer Result>
  ? (...given: Given) => ElementPoller<Result>
  : Method;

/** What reaches the service for an element: a `ComputeClient`. What it cannot do is not offered. */
export type ElementClient = { readonly [Name in Needed]: Followed<ComputeClient[Name]> } & {
  readonly [Name in Useful]?: Followed<ComputeClient[Name]>;
};

/** What `messages` takes: the default export of `azureml-compute/locales/ru`, for one. */
export type ElementMessages = Messages;

/** A failure of the service or on the way to it, as an event tells it. */
export interface ElementFailure {
  /** Class of the failure, such as `ArmError`. */
  readonly name?: string;
  /** Code of the failure, that of the service for an `ArmError`. */
  readonly code?: string;
  /** What happened. */
  readonly message?: string;
  /** The HTTP status. */
  readonly status?: number;
  /** The service's id of the request. */
  readonly requestId?: string;
}

/** The events of the form. They bubble and cross shadow roots. */
export interface FormEvents {
  /** Something was typed; the value as `form.value` has it, without secrets. */
  "azureml-input": CustomEvent<{ path: string; value: Record<string, unknown> }>;
  /** There is a new report. */
  "azureml-report": CustomEvent<{ report: Report }>;
  /** Before anything is sent; a page that calls `preventDefault` takes over. */
  "azureml-submit": CustomEvent<{ kind: string; name: string; body: Record<string, unknown> }>;
  /** The operation went on. */
  "azureml-progress": CustomEvent<{ name: string; progress: Progress }>;
  /** The compute is there. */
  "azureml-created": CustomEvent<{ name: string; resource: ComputeResource }>;
  /** It failed. */
  "azureml-failed": CustomEvent<{ name: string | undefined; error: ElementFailure }>;
  /** Somebody wants to edit the compute whose name is taken. */
  "azureml-open": CustomEvent<{ name: string }>;
}

/** The events of the list. They bubble and cross shadow roots. */
export interface ListEvents {
  /** The list was loaded. */
  "azureml-list": CustomEvent<{ count: number }>;
  /** A compute is gone from the list. */
  "azureml-deleted": CustomEvent<{ name: string }>;
  /** An action failed. */
  "azureml-failed": CustomEvent<{ name: string | undefined; error: ElementFailure }>;
}
