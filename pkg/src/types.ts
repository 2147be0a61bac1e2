/** The shapes that go in and come out. */

/** How serious a finding is: `error` = the service rejects it, or it cannot mean what it says. */
export type Severity = "error" | "warning" | "info";

/** A place in a text; line and column count from 1, offset from 0, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
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
  readonly expected?: Expected;
  /** What was found; never for secrets. */
  readonly actual?: unknown;
  /** Other pointers of a rule that concerns several members. */
  readonly related?: readonly string[];
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
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
}

/** How a check is done. */
export interface ValidateOptions {
  /** What the input is; `auto` looks. */
  format?: "auto" | "arm" | "arm-template" | "cli-v2" | "sdk-v1" | undefined;
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
  /** Another severity for a code, or `off`. */
  levels?: Readonly<Record<string, Severity | "off">> | undefined;
  /** Today, as an ISO date; by default now. */
  today?: string | undefined;
  /** What the services say about the subscription, as they return it: an object or its JSON text. */
  facts?: unknown;
}

/** A step of a resource id. */
export interface IdParent {
  readonly type: string;
  readonly name: string;
}

/** A resource id in its parts. */
export interface ParsedId {
  readonly subscriptionId: string;
  readonly resourceGroup?: string;
  readonly provider?: string;
  readonly type: string;
  readonly name: string;
  readonly parents: readonly IdParent[];
  /** The id in the spelling of the documentation. */
  readonly canonical: string;
}

/** The answer of `parseResourceId`. */
export interface ParsedResourceId {
  readonly ok: boolean;
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
  readonly gpuModel?: string;
  /** Of all its GPUs. */
  readonly gpuMemoryGiB?: number;
  readonly lowPriorityCapable?: boolean | "by-region";
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
  readonly ok: boolean;
  readonly size?: VmSize;
  readonly report: Report;
}

/** Which sizes are wanted; an absent member wants all. */
export interface VmSizeFilter {
  /** With GPUs, without them, or with a model whose name has this part. */
  gpu?: boolean | string | undefined;
  minVCpus?: number | undefined;
  maxVCpus?: number | undefined;
  minMemoryGiB?: number | undefined;
  /** Quota family, series or leading letters, such as `NC`. */
  family?: string | undefined;
  /** Listed in this region. */
  region?: string | undefined;
  status?: VmSize["status"] | undefined;
  /** Part of the name. */
  text?: string | undefined;
}

/** What a form needs to know about a field. Unstable until 1.0. */
export interface FieldDescription {
  /** RFC 6901 pointer into the body; `/name` is the name of the compute. */
  readonly path: string;
  readonly name: string;
  readonly title: string;
  readonly help?: string;
  /** Id of the group in which it is shown. */
  readonly group: string;
  readonly type: "text" | "integer" | "boolean" | "word" | "map" | "list" | "any";
  readonly format?: string;
  readonly resourceType?: string;
  readonly words?: readonly string[];
  readonly required?: true;
  readonly secret?: true;
  readonly createOnly?: true;
  readonly nullable?: true;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
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
  readonly managed: boolean;
  /** What it is for. */
  readonly purposes: readonly Purpose[];
  readonly apiVersion: string;
  /** The smallest body to start from. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly groups: readonly { readonly id: string; readonly title: string; readonly advanced: boolean }[];
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
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  readonly example: string;
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
  readonly message?: string;
  readonly target?: string;
  readonly details?: readonly ArmErrorDetail[];
  readonly additionalInfo?: readonly { readonly type: string; readonly info: unknown }[];
}

/** A compute as the management API returns it. */
export interface ComputeResource {
  readonly id?: string;
  readonly name?: string;
  readonly type?: string;
  location?: string;
  tags?: Record<string, string>;
  identity?: { type?: string; userAssignedIdentities?: Record<string, unknown>; [member: string]: unknown };
  sku?: Record<string, unknown>;
  properties?: {
    computeType?: string;
    provisioningState?: string;
    provisioningErrors?: { error?: ArmErrorDetail }[] | null;
    properties?: Record<string, unknown> | null;
    [member: string]: unknown;
  };
  readonly systemData?: Record<string, unknown>;
  [member: string]: unknown;
}

/** How far an operation is. */
export interface Progress {
  /** The state of the operation in the words of the service. */
  readonly status: string;
  readonly provisioningState?: string;
  readonly allocationState?: string;
  /** State of an instance, status of a job. */
  readonly state?: string;
  readonly nodeStateCounts?: Readonly<Record<string, number>>;
  readonly percent?: number;
  readonly elapsedMs: number;
}

/** A token and when it ends, in milliseconds since 1970. */
export interface AccessToken {
  token: string;
  expiresOnTimestamp: number;
}

/** What `@azure/core-auth` calls TokenCredential: everything in `@azure/identity` is one. */
export interface TokenCredential {
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
