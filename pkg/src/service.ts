/** What the services answer with, as they write it; unknown members are kept. */

/** A node of a cluster. */
export interface Node {
  readonly nodeId?: string;
  readonly privateIpAddress?: string | null;
  readonly publicIpAddress?: string | null;
  /** Port for SSH. */
  readonly port?: number;
  readonly nodeState?:
    | "idle"
    | "running"
    | "preparing"
    | "unusable"
    | "leaving"
    | "preempted"
    | (string & {});
  /** The run on it. */
  readonly runId?: string | null;
  readonly [member: string]: unknown;
}

/** A machine size of a region. */
export interface VirtualMachineSize {
  readonly name?: string;
  /** Quota family. Compare without case, blanks and underscores: the services do not agree on its spelling. */
  readonly family?: string;
  readonly vCPUs?: number;
  readonly gpus?: number;
  /** Megabytes. */
  readonly osVhdSizeMB?: number;
  /** Megabytes. */
  readonly maxResourceVolumeMB?: number;
  /** Gigabytes, fractions included. */
  readonly memoryGB?: number;
  readonly lowPriorityCapable?: boolean;
  readonly premiumIO?: boolean;
  /** Missing for many sizes; the same entry may come twice with different prices. */
  readonly estimatedVMPrices?: {
    readonly billingCurrency: string;
    readonly unitOfMeasure: string;
    readonly values: readonly {
      readonly retailPrice: number;
      readonly osType: string;
      readonly vmTier: string;
    }[];
  };
  /** `AmlCompute`, `ComputeInstance`, `MIR`. */
  readonly supportedComputeTypes?: readonly string[];
  readonly [member: string]: unknown;
}

/** Name of a quota. */
export interface QuotaName {
  /** Such as `TotalClusters`, `TotalDedicatedCores`, or a family. */
  readonly value?: string;
  readonly localizedValue?: string;
}

/** What is used of a quota. */
export interface Usage {
  readonly id?: string;
  readonly type?: string;
  readonly amlWorkspaceLocation?: string;
  readonly unit?: string;
  /** Cores, or clusters. */
  readonly currentValue?: number;
  readonly limit?: number;
  readonly name?: QuotaName;
  readonly [member: string]: unknown;
}

/** A quota of the subscription or of one of its workspaces. */
export interface ResourceQuota {
  readonly id?: string;
  readonly type?: string;
  readonly amlWorkspaceLocation?: string;
  readonly name?: QuotaName;
  readonly limit?: number;
  readonly unit?: string;
  readonly [member: string]: unknown;
}

/** A quota that is to be set. */
export interface QuotaUpdate {
  /** The id of a quota of a workspace. */
  id: string;
  /** `Microsoft.MachineLearningServices/workspaces/quotas`. */
  type: string;
  /** Cores, 0 or more. */
  limit: number;
  unit?: "Count" | undefined;
}

/** What became of a row: a row may fail while the call succeeds. */
export interface UpdatedQuota {
  readonly id?: string;
  readonly type?: string;
  readonly limit?: number;
  readonly unit?: string;
  readonly status?:
    | "Undefined"
    | "Success"
    | "Failure"
    | "InvalidQuotaBelowClusterMinimum"
    | "InvalidQuotaExceedsSubscriptionLimit"
    | "InvalidVMFamilyName"
    | "OperationNotSupportedForSku"
    | "OperationNotEnabledForRegion"
    | (string & {});
  readonly [member: string]: unknown;
}

/** Secrets of an attached compute: cluster configurations, an account or a token, by its kind. */
export interface ComputeSecrets {
  readonly computeType?: string;
  readonly [member: string]: unknown;
}

/** Whether a name is free. */
export interface NameAvailability {
  readonly nameAvailable: boolean;
  readonly reason?: string | null;
  readonly message?: string | null;
}

/** The workspace. */
export interface WorkspaceResource {
  readonly id?: string;
  readonly name?: string;
  readonly location?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** Identities of a compute. */
export interface Identity {
  /** `SystemAssigned`, `UserAssigned`, or both with a comma. */
  type: string;
  /** By resource id. */
  userAssignedIdentities?: Readonly<Record<string, object>> | undefined;
}

/** A job that is to be submitted: ARM's job body, with an optional id. */
export interface JobRequest {
  /** Id of the job: letters, digits, hyphens and underscores, up to 255. Without one it is made up. */
  name?: string | undefined;
  properties: {
    /** `Command`, if not given. */
    jobType?: string | undefined;
    /** What runs. */
    command?: string | undefined;
    /** Id of the environment. */
    environmentId?: string | undefined;
    /** Name of a compute of this workspace, or the id of any. `local` is refused: it needs no compute. */
    computeId?: string | undefined;
    [member: string]: unknown;
  };
}

/** A job as the service returns it. */
export interface JobResource {
  readonly id?: string;
  readonly name?: string;
  readonly properties?: {
    readonly jobType?: string;
    /** `Completed`, `Failed` and `Canceled` are final. */
    readonly status?: string;
    readonly [member: string]: unknown;
  };
  readonly [member: string]: unknown;
}
