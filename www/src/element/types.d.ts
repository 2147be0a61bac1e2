/**
 * What the elements need from outside, as types: the checker, the client, and the shapes they speak.
 * Structural on purpose: the elements load no entry of azureml-compute themselves, the host injects one.
 */

export type Severity = "error" | "warning" | "info";

export interface Fix {
  title: string;
  applicability: "safe" | "suggested";
  patch: { op: string; path: string; from?: string; value?: unknown }[];
}

export interface Diagnostic {
  code: string;
  severity: Severity;
  path: string;
  message: string;
  help?: string;
  docs?: string;
  related?: string[];
  fix?: Fix;
  range?: { start: Position; end: Position };
}

export interface Position {
  line: number;
  column: number;
  offset: number;
}

export interface Report {
  valid: boolean;
  kind?: string;
  diagnostics: Diagnostic[];
  counts: { error: number; warning: number; info: number };
}

export type FieldType = "text" | "integer" | "boolean" | "word" | "map" | "list" | "any";

export interface FieldDescription {
  path: string;
  name: string;
  title: string;
  help?: string;
  group: string;
  type: FieldType;
  format?: string;
  resourceType?: string;
  words?: string[];
  required?: boolean;
  secret?: boolean;
  createOnly?: boolean;
  nullable?: boolean;
  default?: unknown;
  example?: unknown;
  unit?: string;
  min?: number;
  max?: number;
}

export interface KindDescription {
  kind: string;
  title: string;
  summary: string;
  managed: boolean;
  /** Whether the service makes one if nothing is named that could be attached. */
  creates?: boolean;
  /** What it is for; absent from checkers that do not say it. */
  purposes?: readonly string[];
  apiVersion?: string;
  body: JsonObject;
  groups: { id: string; title: string; advanced: boolean }[];
  fields: FieldDescription[];
}

export type JsonObject = Record<string, unknown>;

/** What is known about a machine size, as azureml-compute says it. */
export interface VmSize {
  name: string;
  family?: string;
  vCpus: number;
  memoryGiB?: number;
  tempDiskGiB?: number;
  gpus?: number;
  gpuModel?: string;
  gpuMemoryGiB?: number;
  lowPriorityCapable?: boolean | "by-region";
  architecture: string;
  status: string;
  retires?: string;
  mlSupport: string;
  known: boolean;
}

/** A machine size as the service lists it. */
export interface OfferedSize {
  name: string;
  family?: string;
  vCPUs?: number;
  memoryGB?: number;
  gpus?: number;
  lowPriorityCapable?: boolean;
  supportedComputeTypes?: string[];
  estimatedVMPrices?: { values?: { retailPrice: number; osType: string; vmTier: string }[] };
}

export type Messages = Record<string, { message?: unknown; help?: unknown; titles?: unknown }>;

/** The part of azureml-compute that checks. Promises are allowed, so that a worker can answer. */
export interface Checker {
  describe(kind?: string): KindDescription | KindDescription[];
  validate(input: string | JsonObject, options?: JsonObject): Report | Promise<Report>;
  applyFixes(input: JsonObject, fixes: Fix[]): JsonObject;
  /** Without it no prices are shown. */
  readPrices?(
    facts: { prices?: unknown; vmSizes?: unknown },
    options?: { region?: string },
  ): { currency: string; sizes: Record<string, { dedicated?: number; spot?: number }> };
  /** Without it sizes are typed, not picked. */
  vmSizes?(filter?: { region?: string }): VmSize[];
  /** Without it findings stay English. */
  localize?(report: Report, messages: Messages): Report;
  /** Without it the review shows the ARM body only. */
  convert?(
    input: JsonObject | string,
    options: { from: string; to: string },
  ): { text: string; report: Report };
  /** Which formats it writes; all known ones if not said. */
  targetFormats?: readonly string[];
  /** For hosts that give `workspace` and `credential` instead of `client`. */
  ComputeClient?: new (
    options: JsonObject,
  ) => Client;
}

export interface ComputeResource {
  id?: string;
  name?: string;
  location?: string;
  properties?: {
    computeType?: string;
    provisioningState?: string;
    provisioningErrors?: unknown[] | null;
    isAttachedCompute?: boolean;
    createdOn?: string;
    computeLocation?: string;
    resourceId?: string;
    properties?: JsonObject | null;
  };
}

export interface Progress {
  status?: string;
  provisioningState?: string;
  allocationState?: string;
  nodeStateCounts?: Record<string, number>;
  percent?: number;
  elapsedMs?: number;
  requestId?: string;
}

/** A running operation, as azureml-compute's client hands it out. */
export interface Poller<T> extends PromiseLike<T> {
  submitted(): Promise<void>;
  onProgress(callback: (progress: Progress) => void): unknown;
  serialize(): string;
}

export interface CallOptions {
  signal?: AbortSignal;
}

/** The part of azureml-compute's ComputeClient that the elements use. */
export interface Client {
  /** The workspace that it is for; part of the key under which a run is kept. */
  readonly scope?: { subscriptionId: string; resourceGroup: string; workspace: string };
  list(options?: CallOptions): AsyncIterable<ComputeResource>;
  get(name: string, options?: CallOptions): Promise<ComputeResource>;
  /** With `ifAbsent` it refuses with the code `Conflict` if a compute of that name is there. */
  create(
    name: string,
    body: JsonObject,
    options?: CallOptions & { ifAbsent?: boolean },
  ): Poller<ComputeResource>;
  delete(
    name: string,
    options: CallOptions & { underlyingResourceAction: "Delete" | "Detach" },
  ): Poller<void>;
  resume(token: string, options?: CallOptions): Poller<unknown>;
  /** What follows is used where it is there. */
  tryGet?(name: string, options?: CallOptions): Promise<ComputeResource | undefined>;
  updateIdleShutdown?(name: string, duration: string, options?: CallOptions): Promise<unknown>;
  update?(name: string, patch: JsonObject, options?: CallOptions): Poller<ComputeResource>;
  detach?(name: string, options?: CallOptions): Poller<void>;
  start?(name: string, options?: CallOptions): Poller<void>;
  stop?(name: string, options?: CallOptions): Poller<void>;
  restart?(name: string, options?: CallOptions): Poller<void>;
  vmSizes?(region: string, options?: CallOptions): Promise<OfferedSize[]>;
  usages?(region: string, options?: CallOptions): AsyncIterable<JsonObject>;
  preflight?(name: string, body: JsonObject, options?: CallOptions & JsonObject): Promise<Report>;
  plan?(name: string, body: JsonObject, options?: CallOptions & JsonObject): Promise<Plan>;
}

/** What a change would do. */
export interface Plan {
  action: "create" | "none" | "update" | "replace" | "blocked";
  changes: {
    path: string;
    from?: unknown;
    to?: unknown;
    effect: "patch" | "put" | "replace";
    action?: string;
  }[];
  method?: "PATCH" | "PUT";
  reason?: string;
  report?: Report;
}

/** A failure of the service or on the way to it, as far as it is shown. */
export interface Failure {
  name?: string;
  code?: string;
  message?: string;
  help?: string;
  status?: number;
  target?: string;
  requestId?: string;
  report?: Report;
  details?: { code?: string; message?: string; target?: string }[];
  provisioningErrors?: unknown[];
}

export type MapRow = { key: string; value: string };
/** What a person typed and what is not yet, or not only, a value. */
export type Draft = string | MapRow[];
