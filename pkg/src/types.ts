/** The shapes that go in and come out. */

/** How serious a finding is: `error` = the service rejects it, or it cannot mean what it says. */
export type Severity = "error" | "warning" | "info";

/** A place in a text; line and column count from 1, offset from 0, in UTF-16 units. */
export interface Position {
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1, in UTF-16 units. */
  readonly column: number;
  /** Counts from 0, in UTF-16 units. */
  readonly offset: number;
}

/** One operation of an RFC 6902 patch. */
export type JsonPatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "move" | "copy"; readonly from: string; readonly path: string };

/** A change that removes a finding. */
export interface Fix {
  /** What the change does, for a button. */
  readonly title: string;
  /** `safe`: the meaning cannot change. `suggested`: a person should look. */
  readonly applicability: "safe" | "suggested";
  /** The change, RFC 6902, against what was checked. */
  readonly patch: readonly JsonPatchOperation[];
}

/** What would have been right. */
export type Expected =
  | { readonly kind: "oneOf"; readonly values: readonly string[] }
  | { readonly kind: "range"; readonly min?: number; readonly max?: number; readonly unit?: string }
  | { readonly kind: "length"; readonly min: number; readonly max: number; readonly unit: string }
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "format"; readonly name: string; readonly pattern?: string; readonly example: string }
  | { readonly kind: "present" }
  | { readonly kind: "absent" };

/** One finding. */
export interface Diagnostic {
  /** Stable identity, `area/slug`. Codes are never renamed or used again. */
  readonly code: string;
  /** How serious it is. */
  readonly severity: Severity;
  /** RFC 6901 pointer into what was checked; the empty text is the whole. */
  readonly path: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly help?: string;
  /** Where to read on. */
  readonly docs?: string;
  /** What the message was made of, for translation. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** What would have been right. */
  readonly expected?: Expected;
  /** What was found; never for secrets. */
  readonly actual?: unknown;
  /** Other pointers of a rule that concerns several members. */
  readonly related?: readonly string[];
  /** A change that removes it. */
  readonly fix?: Fix;
  /** Where it stands, for text input. */
  readonly range?: { readonly start: Position; readonly end: Position };
}

/** The answer of every check. */
export interface Report {
  /** Whether there is no finding of severity `error`. */
  readonly valid: boolean;
  /** The compute kind that was recognised, such as `AmlCompute`. */
  readonly kind?: string;
  /** The api-version that was checked against. */
  readonly apiVersion?: string;
  /** Which dated knowledge was used. */
  readonly catalog?: { readonly date: string };
  /** The findings in document order. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many findings there are of each severity. */
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
}

/** How a check is done. */
export interface ValidateOptions {
  /** What the input is; `auto` looks. */
  format?: "auto" | "arm" | "arm-template" | "aso" | "cli-v2" | "sdk-v1" | "terraform-plan" | undefined;
  /** The name of the compute, where the body does not carry it. */
  name?: string | undefined;
  /** `update` checks a PATCH body. */
  operation?: "create" | "update" | undefined;
  /** The resource as it is now, for an update: an object or its JSON text. */
  current?: unknown;
  /** The region in which the compute is to be. */
  region?: string | undefined;
  /** The region of the workspace. */
  workspaceLocation?: string | undefined;
  /** The api-version to check against. */
  apiVersion?: string | undefined;
  /** The organisation's settings: an object or its JSON text. */
  guardrails?: unknown;
  /** Values of a template's parameters: a parameter file or an object of values, or its JSON text. */
  parameters?: unknown;
  /** Another severity for a code, or `off`. */
  levels?: Readonly<Record<string, Severity | "off">> | undefined;
  /** Today, as an ISO date; by default now. */
  today?: string | undefined;
  /** What the services say about the subscription, as they return it: an object or its JSON text. */
  facts?: unknown;
  /**
   * How many findings a report holds at most: 200 unless said otherwise, 0 for all. A report that is cut has errors
   * before warnings before infos and ends with `report/more`; `counts` and `valid` are of all findings.
   */
  maxFindings?: number | undefined;
}

/** A step of a resource id. */
export interface IdParent {
  readonly type: string;
  readonly name: string;
}

/** A resource id in its parts. */
export interface ParsedId {
  /** The subscription. */
  readonly subscriptionId: string;
  /** The resource group; absent for what stands above one. */
  readonly resourceGroup?: string;
  /** The namespace, such as `Microsoft.Compute`. */
  readonly provider?: string;
  readonly type: string;
  readonly name: string;
  /** The resources around it, the outermost first. */
  readonly parents: readonly IdParent[];
  /** The id in the spelling of the documentation. */
  readonly canonical: string;
}

/** The answer of `parseResourceId`. */
export interface ParsedResourceId {
  /** Whether it is a resource id, of the wanted type if one was given. */
  readonly ok: boolean;
  /** Its parts, if it is one. */
  readonly id?: ParsedId;
  readonly report: Report;
}

/** What is known about a machine size, or can be read from its name. */
export interface VmSize {
  /** The name in the spelling of the documents. */
  readonly name: string;
  /** Quota family as the compute SKU list spells it; compare without case. */
  readonly family?: string;
  /** Label of the series, such as `DSv2` or `NCadsA100_v4`. */
  readonly series: string;
  /** vCPUs, counted before any constraint. */
  readonly vCpus: number;
  /** How many of the vCPUs can be used, if not all. */
  readonly constrainedVCpus?: number;
  /** Absent where it is not known. */
  readonly memoryGiB?: number;
  /** Without NVMe disks. */
  readonly tempDiskGiB?: number;
  /** GPUs, or the share of one. Absent where it is not known. */
  readonly gpus?: number;
  /** The model of its GPUs, such as `A100-80GB`. */
  readonly gpuModel?: string;
  /** Of all its GPUs. */
  readonly gpuMemoryGiB?: number;
  /** Whether it comes with low priority; in some it depends on the region. */
  readonly lowPriorityCapable?: boolean | "by-region";
  /** What its processor runs. */
  readonly architecture: "x64" | "arm64";
  /** On the day of the catalogue (`catalog.date` of a report). */
  readonly status: "current" | "previous-gen" | "retirement-announced" | "retired" | "unknown";
  /** Day of its end, ISO. */
  readonly retires?: string;
  /** The nearest size whose end is not announced, for one that ends. */
  readonly successor?: string;
  /** Whether Azure Machine Learning is known to take it. */
  readonly mlSupport: "yes" | "no" | "unknown";
  /** Whether the catalogue has it; otherwise only its name was read. */
  readonly known: boolean;
}

/** The answer of `parseVmSize`. */
export interface ParsedVmSize {
  /** Whether it can be the name of a size. */
  readonly ok: boolean;
  /** What is known about it, if it can. */
  readonly size?: VmSize;
  readonly report: Report;
}

/** Which sizes are wanted; an absent member wants all. */
export interface VmSizeFilter {
  /** With GPUs, without them, or with a model whose name has this part. */
  gpu?: boolean | string | undefined;
  /** With at least as many vCPUs. */
  minVCpus?: number | undefined;
  /** With at most as many vCPUs. */
  maxVCpus?: number | undefined;
  /** With at least as much memory. */
  minMemoryGiB?: number | undefined;
  /** Quota family, series or leading letters, such as `NC`. */
  family?: string | undefined;
  /** Listed in this region. */
  region?: string | undefined;
  /** With this status. */
  status?: VmSize["status"] | undefined;
  /** Part of the name. */
  text?: string | undefined;
}

/** Which prices are wanted. */
export interface PriceOptions {
  /** Rows of other regions do not count. */
  region?: string | undefined;
  /** Prices in others do not count; by default the first that is named. */
  currency?: string | undefined;
  /** ISO date, by default now: prices that have ended or are yet to come do not count. */
  today?: string | undefined;
}

/** Prices of Linux machines by the hour. */
export interface PriceTable {
  /** Three letters, such as USD. */
  currency: string;
  /** By the name of the size in lower case; `spot` is also what low priority costs. */
  sizes: Record<string, { dedicated?: number; spot?: number }>;
  /** Whether the last answer of the retail prices service names no further page. */
  complete: boolean;
}

/** What a form needs to know about a field. Unstable until 1.0. */
export interface FieldDescription {
  /** RFC 6901 pointer into the body; `/name` is the name of the compute. */
  readonly path: string;
  readonly name: string;
  readonly title: string;
  /** What to know when filling it in. */
  readonly help?: string;
  /** Id of the group in which it is shown. */
  readonly group: string;
  readonly type: "text" | "integer" | "boolean" | "word" | "map" | "list" | "any";
  /** What a text or number means, such as `duration` or `vm-size`. */
  readonly format?: string;
  /** Of a resource id: which type it has. */
  readonly resourceType?: string;
  /** What a word may be. */
  readonly words?: readonly string[];
  /** Whether a body without it is refused. */
  readonly required?: true;
  /** Whether it must not be shown. */
  readonly secret?: true;
  /** Whether it cannot be changed later. */
  readonly createOnly?: true;
  /** Whether `null` may stand there. */
  readonly nullable?: true;
  /** What the service takes if it is absent. */
  readonly default?: unknown;
  /** A value as it may look. */
  readonly example?: unknown;
  /** What a number counts. */
  readonly unit?: string;
  /** The smallest number. */
  readonly min?: number;
  /** The largest number. */
  readonly max?: number;
  /** The first api-version that has it. */
  readonly since?: string;
}

/** What somebody wants to do with a place to compute. */
export type Purpose =
  | "development"
  | "training"
  | "pipeline-steps"
  | "batch-inference"
  | "real-time-inference"
  | "edge-inference";

/** A place to compute, and what it is for. */
export interface ComputeTarget {
  /** The word for it: of the kind, if it is one. */
  readonly name: string;
  /** Whether it is a kind of compute of a workspace; other places are neither created nor attached. */
  readonly isCompute: boolean;
  /** What it is for. */
  readonly purposes: readonly Purpose[];
  /** A preview: without a service agreement, not meant for production. */
  readonly preview: boolean;
  /** What to know beforehand; empty for nothing. */
  readonly note: string;
}

/** What a form needs to know about a kind of compute. Unstable until 1.0. */
export interface KindDescription {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  /** Whether the service makes the machines itself; others are attached. */
  readonly managed: boolean;
  /** Whether the service makes one if nothing is named that could be attached. */
  readonly creates: boolean;
  /** What it is for. */
  readonly purposes: readonly Purpose[];
  /** The api-version that is described. */
  readonly apiVersion: string;
  /** The smallest body to start from. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Parts of a form, in their order. */
  readonly groups: readonly { readonly id: string; readonly title: string; readonly advanced: boolean }[];
  /** The fields, in their order. */
  readonly fields: readonly FieldDescription[];
}

/** One reason to believe a rule. */
export interface Evidence {
  /** How strong it is. */
  readonly rank: string;
  /** Where it stands. */
  readonly source: string;
  /** When it was read or seen. */
  readonly date: string;
}

/** What is known about a code. */
export interface CodeExplanation {
  readonly code: string;
  /** How serious it is, unless the options say otherwise. */
  readonly severity: Severity;
  readonly summary: string;
  /** Why the rule exists. */
  readonly why: string;
  /** The reasons to believe it, the strongest first. */
  readonly evidence: readonly Evidence[];
  /** What it is found in: an input for `validate`, or words where no input alone has it. */
  readonly example: string;
  /** The options with which `validate` finds it there, if it needs any. */
  readonly exampleOptions?: ValidateOptions;
  /** What removes it. */
  readonly fix?: string;
}

/** Words for one code, or one text for each of its variants (the `reason` among the params). */
export type Template = string | Readonly<Record<string, string>>;

/**
 * A translation: templates by code, with `{name}` where a param goes. Under `*` stand the titles of fixes
 * and the words that come as params, both by their English.
 */
export type Messages = Readonly<
  Record<
    string,
    {
      readonly message?: Template;
      readonly help?: Template;
      readonly titles?: Readonly<Record<string, string>>;
      readonly values?: Readonly<Record<string, string>>;
    }
  >
>;

/** An error of the service, inside another one. */
export interface ArmErrorDetail {
  readonly code?: string;
  /** What went wrong, in the words of the service. */
  readonly message?: string;
  /** What it is about. */
  readonly target?: string;
  /** The errors below this one. */
  readonly details?: readonly ArmErrorDetail[];
  /** What else the service said. */
  readonly additionalInfo?: readonly { readonly type: string; readonly info: unknown }[];
}

/** A compute as the management API returns it. */
export interface ComputeResource {
  /** Its resource id. */
  readonly id?: string;
  readonly name?: string;
  readonly type?: string;
  /** Its region. */
  location?: string;
  /** Names and values that costs and policies can be sorted by. */
  tags?: Record<string, string>;
  /** How jobs on it sign in to other services. */
  identity?: { type?: string; userAssignedIdentities?: Record<string, unknown>; [member: string]: unknown };
  /** Its tier, where it has one. */
  sku?: Record<string, unknown>;
  /** What it is and how far it is. */
  properties?: {
    computeType?: string;
    provisioningState?: string;
    provisioningErrors?: { error?: ArmErrorDetail }[] | null;
    properties?: Record<string, unknown> | null;
    [member: string]: unknown;
  };
  /** Who made and changed it, and when. */
  readonly systemData?: Record<string, unknown>;
  [member: string]: unknown;
}

/** How far an operation is. */
export interface Progress {
  /** The state of the operation in the words of the service. */
  readonly status: string;
  /** The state of the resource. */
  readonly provisioningState?: string;
  /** Whether the nodes are as many as wanted. */
  readonly allocationState?: string;
  /** State of an instance, status of a job. */
  readonly state?: string;
  /** How many nodes are in which state. */
  readonly nodeStateCounts?: Readonly<Record<string, number>>;
  /** Errors that the compute carries while the operation goes on, such as a quota that is reached. */
  readonly errors?: readonly ArmErrorDetail[];
  /** How much is done, where the service says so. */
  readonly percent?: number;
  /** Milliseconds since the operation began. */
  readonly elapsedMs: number;
}

/** A token and when it ends, in milliseconds since 1970. */
export interface AccessToken {
  /** The token itself. */
  token: string;
  /** When it ends, in milliseconds since 1970. */
  expiresOnTimestamp: number;
  /** From when on another one had better be fetched, if the source knows, in milliseconds since 1970. */
  refreshAfterTimestamp?: number | undefined;
}

/** What `@azure/core-auth` calls TokenCredential: everything in `@azure/identity` is one. */
export interface TokenCredential {
  /** Gives a token, a new one if need be; `null` if nobody is signed in. */
  getToken(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignal; claims?: string; enableCae?: boolean },
  ): Promise<AccessToken | null>;
}

/** A function that fetches a token. */
export type TokenFunction = (
  scopes: string[],
  options: { claims?: string; signal?: AbortSignal },
) => Promise<AccessToken>;

/** The type of `WebAssembly.Module`, where the types of the platform have one. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object;
