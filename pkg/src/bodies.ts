/**
 * The bodies of the kinds, as the management API takes them. Made by `cargo xtask build` out of the tables
 * of the crate: not edited by hand. Words are open where the API takes unknown ones.
 */

/** Compute cluster: one or more machines that the service starts for jobs and stops when they are idle. */
export interface AmlComputeBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "AmlCompute";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties: {
      /** Virtual machine size: cannot be changed after creation. */
      vmSize?: string;
      /** Priority: low priority is cheaper, but nodes can be evicted at any time. Without it: Dedicated. */
      vmPriority?: "Dedicated" | "LowPriority" | (string & {});
      /** Operating system: Windows needs a custom image. Without it: Linux. */
      osType?: "Linux" | "Windows" | (string & {});
      virtualMachineImage?: {
        /** Image: id of a gallery image version, used only on Windows. */
        id: string;
      } | null;
      scaleSettings: {
        /** Maximum number of nodes: most machines that run at once. At least 0. */
        maxNodeCount: number;
        /** Minimum number of nodes: these are billed day and night; 0 scales to nothing. At least 0. Without it: 0. */
        minNodeCount?: number;
        /** Idle time before scale down: how long a node waits for work before it is stopped. Without it: PT2M. */
        nodeIdleTimeBeforeScaleDown?: string | null;
      };
      /** Remote login port: not specified means closed with a subnet, open without. Without it: NotSpecified. */
      remoteLoginPortPublicAccess?: "Enabled" | "Disabled" | "NotSpecified" | (string & {});
      userAccountCredentials?: {
        /** User name: account for logging in to the nodes. */
        adminUserName: string;
        /** SSH public key: the line that starts with ssh-rsa. */
        adminUserSshPublicKey?: string | null;
        /** Password: a key is safer. */
        adminUserPassword?: string | null;
      } | null;
      subnet?: {
        /** Subnet: id of the subnet of the machines. */
        id: string;
      } | null;
      /** Public addresses: without public addresses the workspace needs a private endpoint. Without it: true. */
      enableNodePublicIp?: boolean | null;
      /** Isolated network: not documented by Microsoft; leave unset. */
      isolatedNetwork?: boolean;
      propertyBag?: Record<string, unknown> | null;
    } | null;
  };
}

/** Compute instance: one machine with notebooks and tools for one person, billed until it is stopped. */
export interface ComputeInstanceBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "ComputeInstance";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Virtual machine size: cannot be changed after creation. */
      vmSize?: string;
      subnet?: {
        /** Subnet: id of the subnet of the machines. */
        id: string;
      } | null;
      /** Application sharing: who can reach the applications of the machine. Without it: Shared. */
      applicationSharingPolicy?: "Personal" | "Shared" | (string & {});
      sshSettings?: {
        /** SSH: cannot be changed after creation. Without it: Disabled. */
        sshPublicAccess?: "Enabled" | "Disabled" | (string & {});
        /** SSH public key: the line that starts with ssh-rsa. */
        adminPublicKey?: string;
      } | null;
      /** Without it: personal. */
      computeInstanceAuthorizationType?: "personal" | (string & {}) | null;
      personalComputeInstanceSettings?: {
        assignedUser?: {
          /** Assigned user: object id of the person who will work on the machine. */
          objectId: string;
          /** Tenant of the user: id of the directory that the person belongs to. */
          tenantId: string;
        };
      } | null;
      setupScripts?: {
        scripts?: {
          creationScript?: {
            scriptSource?: string;
            scriptData: string;
            scriptArguments?: string;
            timeout?: string;
          };
          startupScript?: {
            scriptSource?: string;
            scriptData: string;
            scriptArguments?: string;
            timeout?: string;
          };
        };
      } | null;
      schedules?: {
        computeStartStop?: Array<{
          /** Without it: Enabled. */
          status?: "Enabled" | "Disabled" | (string & {});
          action: "Start" | "Stop" | (string & {});
          triggerType?: "Recurrence" | "Cron" | (string & {});
          recurrence?: {
            frequency?: "Minute" | "Hour" | "Day" | "Week" | "Month" | (string & {});
            /** Without it: 1. */
            interval?: number;
            startTime?: string | null;
            /** Without it: UTC. */
            timeZone?: string;
            schedule?: {
              hours: Array<number>;
              minutes: Array<number>;
              monthDays?: Array<number> | null;
              weekDays?: Array<"Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday" | (string & {})> | null;
            } | null;
          } | null;
          cron?: {
            startTime?: string | null;
            /** Without it: UTC. */
            timeZone?: string;
            expression?: string;
          } | null;
          schedule?: unknown | null;
        }> | null;
      } | null;
      /** Idle time before shutdown: 15 minutes to 3 days; the machine is billed until then. */
      idleTimeBeforeShutdown?: string | null;
      /** Single sign-on: off when scripts or custom applications are given. Without it: true. */
      enableSSO?: boolean | null;
      /** Public address: without one the workspace needs a private endpoint. */
      enableNodePublicIp?: boolean | null;
      customServices?: Array<{
        name?: string;
        image: {
          /** Without it: docker. */
          type?: "docker" | "azureml" | (string & {});
          reference: string;
          version?: string;
          [member: string]: unknown;
        };
        environmentVariables?: Record<string, {
          /** Without it: local. */
          type?: "local" | (string & {});
          value?: string;
          [member: string]: unknown;
        }>;
        docker?: {
          privileged?: boolean | null;
          [member: string]: unknown;
        } | null;
        endpoints?: Array<{
          /** Without it: tcp. */
          protocol?: "tcp" | "udp" | "http" | (string & {});
          name?: string;
          /** 1 to 65535. */
          target: number;
          /** 1 to 65535. */
          published?: number | null;
          hostIp?: string | null;
        }>;
        volumes?: Array<{
          /** Without it: bind. */
          type?: "bind" | "volume" | "tmpfs" | "npipe" | (string & {});
          /** Without it: false. */
          readOnly?: boolean | null;
          source?: string;
          target?: string;
          consistency?: string | null;
          bind?: {
            propagation?: string | null;
            createHostPath?: boolean | null;
            selinux?: string | null;
          } | null;
          volume?: {
            nocopy?: boolean | null;
          } | null;
          tmpfs?: {
            size?: number;
          } | null;
        }>;
        kernel?: {
          argv?: Array<string>;
          displayName?: string;
          language?: string;
        };
        [member: string]: unknown;
      }> | null;
      autologgerSettings?: {
        mlflowAutologger?: "Enabled" | "Disabled" | (string & {});
      } | null;
      /** Without it: false. */
      enableOSPatching?: boolean | null;
      /** Without it: true. */
      enableRootAccess?: boolean | null;
      /** Without it: false. */
      releaseQuotaOnStop?: boolean | null;
    } | null;
  };
}

/** Kubernetes cluster: your own AKS or Arc-connected cluster with the extension installed. */
export interface KubernetesBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "Kubernetes";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Namespace: must exist in the cluster. Without it: default. */
      namespace?: string;
      /** Default instance type: for jobs without an instance type. */
      defaultInstanceType?: string;
      instanceTypes?: Record<string, {
        nodeSelector?: Record<string, string> | null;
        resources?: {
          requests?: Record<string, string>;
          limits?: Record<string, string>;
        };
      }>;
      relayConnectionString?: string | null;
      serviceBusConnectionString?: string | null;
      extensionPrincipalId?: string | null;
      extensionInstanceReleaseTrain?: string;
      vcName?: string | null;
    } | null;
  };
}

/** Virtual machine: your own machine, in Azure or elsewhere, which jobs use over SSH. */
export interface VirtualMachineBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "VirtualMachine";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Address: instead of the id: public IP address or host name. */
      address?: string;
      /** SSH port. 1 to 65535. Without it: 22. */
      sshPort?: number;
      administratorAccount?: {
        /** User name: account that may log in. */
        username?: string;
        /** Password: or a private key. */
        password?: string;
        /** Private key: unencrypted, in PEM form. */
        privateKeyData?: string;
        publicKeyData?: string;
      };
      virtualMachineSize?: string;
      isNotebookInstanceCompute?: boolean;
      /** 1 to 65535. */
      notebookServerPort?: number;
    } | null;
  };
}

/** HDInsight cluster: your own Spark cluster, which jobs use over SSH. */
export interface HDInsightBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "HDInsight";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Address: instead of the id: public IP address or host name. */
      address?: string;
      /** SSH port. 1 to 65535. Without it: 22. */
      sshPort?: number;
      administratorAccount?: {
        /** User name: account that may log in. */
        username?: string;
        /** Password: or a private key. */
        password?: string;
        /** Private key: unencrypted, in PEM form. */
        privateKeyData?: string;
        publicKeyData?: string;
      } | null;
    } | null;
  };
}

/** Databricks workspace: your own Databricks workspace, for pipeline steps. */
export interface DatabricksBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "Databricks";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Access token: a token of the Databricks workspace. */
      databricksAccessToken?: string;
      /** Workspace URL. */
      workspaceUrl?: string;
    } | null;
  };
}

/** Synapse Spark pool: a Spark pool in your own Synapse workspace. */
export interface SynapseSparkBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "SynapseSpark";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      autoScaleProperties?: {
        /** At least 0. */
        minNodeCount?: number;
        enabled?: boolean;
        /** At least 0. */
        maxNodeCount?: number;
      };
      autoPauseProperties?: {
        /** At least 0. */
        delayInMinutes?: number;
        enabled?: boolean;
      };
      sparkVersion?: string;
      /** At least 0. */
      nodeCount?: number;
      nodeSize?: string;
      nodeSizeFamily?: string;
      subscriptionId?: string;
      resourceGroup?: string;
      workspaceName?: string;
      poolName?: string;
    } | null;
  };
}

/** AKS cluster: a cluster for SDK v1 web services; replaced by Kubernetes. */
export interface AKSBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "AKS";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Number of machines: at least 3 unless the cluster is for development. At least 0. */
      agentCount?: number | null;
      /** Virtual machine size: all machines together need at least 12 cores. */
      agentVmSize?: string | null;
      /** Purpose: DevTest needs only one machine. Without it: FastProd. */
      clusterPurpose?: "FastProd" | "DenseProd" | "DevTest" | (string & {});
      clusterFqdn?: string | null;
      sslConfiguration?: {
        /** TLS: Auto uses a certificate from Microsoft. */
        status?: "Disabled" | "Enabled" | "Auto" | (string & {});
        /** Certificate: in PEM form. */
        cert?: string | null;
        /** Certificate key: in PEM form. */
        key?: string | null;
        /** Host name: the name that the certificate was issued for. */
        cname?: string | null;
        /** DNS label: with Auto: the first part of the host name. */
        leafDomainLabel?: string | null;
        overwriteExistingDomain?: boolean;
      } | null;
      aksNetworkingConfiguration?: {
        /** Subnet: id of the subnet of the machines. */
        subnetId?: string;
        /** Service CIDR: must not be used elsewhere in the network. */
        serviceCidr?: string;
        /** DNS service IP: inside the service CIDR. */
        dnsServiceIP?: string;
        /** Docker bridge CIDR: must not overlap the service CIDR. */
        dockerBridgeCidr?: string;
      } | null;
      /** Load balancer: internal: reachable only from the network. Without it: PublicIp. */
      loadBalancerType?: "PublicIp" | "InternalLoadBalancer" | (string & {});
      /** Subnet of the load balancer: its name, not its id. */
      loadBalancerSubnet?: string | null;
    } | null;
  };
}

/** Data factory: a data factory that moves data for pipelines. */
export interface DataFactoryBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "DataFactory";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
    } | null;
  };
}

/** Data Lake Analytics account: an account of a service that was closed in 2024. */
export interface DataLakeAnalyticsBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "DataLakeAnalytics";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
      /** Store account: name of the Data Lake Store account. */
      dataLakeStoreAccountName?: string;
    } | null;
  };
}

/** Batch account: your own Batch account, for SDK v1 pipeline steps. */
export interface BatchBody {
  /** Compute name: 3 to 16 letters, digits and hyphens, starting with a letter. */
  name?: string;
  /** Region: usually the region of the workspace. */
  location?: string;
  /** Tags: names and values for cost reports and policies. */
  tags?: Record<string, string> | null;
  /** How jobs on the compute sign in to other services. */
  identity?: {
    /** Identity: how jobs on the compute sign in to other services. Without it: None. */
    type: "None" | "SystemAssigned" | "UserAssigned" | "SystemAssigned,UserAssigned" | (string & {});
    /** User-assigned identities: ids of the identities. */
    userAssignedIdentities?: Record<string, Record<string, unknown>> | null;
  } | null;
  /** The tier, where the kind has one. */
  sku?: {
    name: string;
    tier?: "Free" | "Basic" | "Standard" | "Premium";
    size?: string;
    family?: string;
    capacity?: number;
  } | null;
  /** What the compute is. */
  properties: {
    /** The kind. */
    computeType: "Batch";
    /** The region of what is attached. */
    computeLocation?: string;
    /** Description: a note for people. */
    description?: string | null;
    /** Resource id: full id of the resource to attach. */
    resourceId?: string | null;
    /** Disable local accounts: only directory accounts can sign in. Without it: false. */
    disableLocalAuth?: boolean;
    /** What the kind takes. */
    properties?: {
    } | null;
  };
}

/** A body of any kind; `properties.computeType` tells which. */
export type ComputeBody =
  | AmlComputeBody
  | ComputeInstanceBody
  | KubernetesBody
  | VirtualMachineBody
  | HDInsightBody
  | DatabricksBody
  | SynapseSparkBody
  | AKSBody
  | DataFactoryBody
  | DataLakeAnalyticsBody
  | BatchBody;
