/** What the services answer with, as they write it; unknown members are kept. */

/** A node of a cluster. */
export interface Node {
  /** Its id within the compute. */
  readonly nodeId?: string;
  /** Its address inside the network. */
  readonly privateIpAddress?: string | null;
  /** Its address outside, if it has one. */
  readonly publicIpAddress?: string | null;
  /** Port for SSH. */
  readonly port?: number;
  /** What it does now. */
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
  /** How many vCPUs it has. */
  readonly vCPUs?: number;
  /** How many GPUs it has. */
  readonly gpus?: number;
  /** Megabytes. */
  readonly osVhdSizeMB?: number;
  /** Megabytes. */
  readonly maxResourceVolumeMB?: number;
  /** Gigabytes, fractions included. */
  readonly memoryGB?: number;
  /** Whether it comes with low priority. */
  readonly lowPriorityCapable?: boolean;
  /** Whether it takes premium disks. */
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
  /** The name for people. */
  readonly localizedValue?: string;
}

/** What is used of a quota. */
export interface Usage {
  /** Its resource id. */
  readonly id?: string;
  readonly type?: string;
  /** The region of the workspace. */
  readonly amlWorkspaceLocation?: string;
  /** What is counted. */
  readonly unit?: string;
  /** Cores, or clusters. */
  readonly currentValue?: number;
  /** The most that may be used. */
  readonly limit?: number;
  readonly name?: QuotaName;
  readonly [member: string]: unknown;
}

/** A quota of the subscription or of one of its workspaces. */
export interface ResourceQuota {
  /** Its resource id. */
  readonly id?: string;
  readonly type?: string;
  /** The region of the workspace. */
  readonly amlWorkspaceLocation?: string;
  readonly name?: QuotaName;
  /** The most that may be used. */
  readonly limit?: number;
  /** What the limit counts. */
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
  /** What the limit counts. */
  unit?: "Count" | undefined;
}

/** What became of a row: a row may fail while the call succeeds. */
export interface UpdatedQuota {
  /** Its resource id. */
  readonly id?: string;
  readonly type?: string;
  /** The limit as it is now. */
  readonly limit?: number;
  /** What the limit counts. */
  readonly unit?: string;
  /** Whether it was taken, or why not. */
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
  /** The kind that the secrets are of. */
  readonly computeType?: string;
  readonly [member: string]: unknown;
}

/** Whether a name is free. */
export interface NameAvailability {
  /** Whether the name can be taken. */
  readonly nameAvailable: boolean;
  /** Why it cannot. */
  readonly reason?: string | null;
  /** The same in words. */
  readonly message?: string | null;
}

/** The workspace. */
export interface WorkspaceResource {
  /** Its resource id. */
  readonly id?: string;
  readonly name?: string;
  /** Its region. */
  readonly location?: string;
  /** What it is made of. */
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
  /** What the job does and where. */
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
  /** Its resource id. */
  readonly id?: string;
  readonly name?: string;
  /** What it does and how far it is. */
  readonly properties?: {
    readonly jobType?: string;
    /** `Completed`, `Failed` and `Canceled` are final. */
    readonly status?: string;
    readonly [member: string]: unknown;
  };
  readonly [member: string]: unknown;
}
