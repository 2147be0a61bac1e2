//! The calls of the first SDK (azureml-core) as tables: arguments, what they become, and which go together.

use crate::formats::rows::{Row, Takes, Via, row};
use crate::kinds::{ComputeKind, Operation};

/// A call.
#[derive(Debug)]
pub(super) struct Call {
    /// Class and method.
    pub(super) name: &'static str,
    /// The kind of compute; `None` for one that no published api-version knows.
    pub(super) kind: Option<ComputeKind>,
    /// What the request does.
    pub(super) operation: Operation,
    /// Its arguments.
    pub(super) arguments: &'static [Row],
    /// Arguments that are given all or not at all.
    pub(super) together: &'static [&'static [&'static str]],
    /// An argument, and those that it excludes.
    pub(super) excluding: &'static [(&'static str, &'static [&'static str])],
    /// The ways to name a target: one of them, and that whole. Empty if there is nothing to name.
    pub(super) forms: &'static [&'static [&'static str]],
    /// What the target is, for a form of parts.
    pub(super) target: Option<Target>,
    /// The SDK that came after has a call for it.
    pub(super) succeeded: bool,
}

/// A target that is told by its parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    /// Provider and type.
    pub(super) kind: &'static str,
    /// Argument with the name.
    pub(super) name: &'static str,
    /// `resource_id` must have nine parts and this provider in this spelling.
    pub(super) exact: bool,
}

/// Attaches a kind that no published api-version knows: the call is checked, nothing is made of it.
pub(super) static KUSTO: Call = Call {
    target: Some(Target { kind: "Microsoft.Kusto/clusters", name: "workspace_name", exact: true }),
    ..of_no_kind(
        "KustoCompute.attach_configuration",
        &[
            GROUP.required(),
            row("workspace_name", Takes::Text, "").required(),
            TARGET_ID.required(),
            row("tenant_id", Takes::Text, "").required(),
            row("application_id", Takes::Text, "").required(),
            row("application_key", Takes::Text, "").required().secret(),
            row("kusto_connection_string", Takes::Text, "").required().secret(),
        ],
    )
};

/// The calls.
pub(super) static CALLS: &[Call] = &[
    Call {
        together: &[VNET],
        succeeded: true,
        ..call("AmlCompute.provisioning_configuration", ComputeKind::AmlCompute, AML_COMPUTE)
    },
    Call {
        operation: Operation::Update,
        succeeded: true,
        ..call("AmlCompute.update", ComputeKind::AmlCompute, SCALE)
    },
    Call {
        operation: Operation::Update,
        succeeded: true,
        ..call("AmlCompute.add_identity", ComputeKind::AmlCompute, ADDED_IDENTITY)
    },
    Call {
        operation: Operation::Update,
        succeeded: true,
        ..call("AmlCompute.remove_identity", ComputeKind::AmlCompute, REMOVED_IDENTITY)
    },
    Call {
        together: &[VNET],
        succeeded: true,
        ..call(
            "ComputeInstance.provisioning_configuration",
            ComputeKind::ComputeInstance,
            COMPUTE_INSTANCE,
        )
    },
    Call {
        succeeded: true,
        ..machine(
            "RemoteCompute.attach_configuration",
            ComputeKind::VirtualMachine,
            REMOTE,
            &[&["subscription_id", "resource_group", "vm_name"], RESOURCE_ID, &["address"]],
            "Microsoft.Compute/virtualMachines",
            "vm_name",
        )
    },
    machine(
        "HDInsightCompute.attach_configuration",
        ComputeKind::HdInsight,
        HDINSIGHT,
        &[&["subscription_id", "resource_group", "cluster_name"], RESOURCE_ID, &["address"]],
        "Microsoft.HDInsight/clusters",
        "cluster_name",
    ),
    attach(
        "BatchCompute.attach_configuration",
        ComputeKind::Batch,
        ACCOUNT,
        &[&["resource_group", "account_name"], RESOURCE_ID],
        "Microsoft.Batch/batchAccounts",
        "account_name",
    ),
    attach(
        "AdlaCompute.attach_configuration",
        ComputeKind::DataLakeAnalytics,
        ACCOUNT,
        &[&["resource_group", "account_name"], RESOURCE_ID],
        "Microsoft.DataLakeAnalytics/accounts",
        "account_name",
    ),
    attach(
        "DatabricksCompute.attach_configuration",
        ComputeKind::Databricks,
        DATABRICKS,
        &[&["resource_group", "workspace_name"], RESOURCE_ID],
        "Microsoft.Databricks/workspaces",
        "workspace_name",
    ),
    attach(
        "DataFactoryCompute.attach_configuration",
        ComputeKind::DataFactory,
        FACTORY,
        &[&["resource_group", "factory_name"], RESOURCE_ID],
        "Microsoft.DataFactory/factories",
        "factory_name",
    ),
    call(
        "DataFactoryCompute.provisioning_configuration",
        ComputeKind::DataFactory,
        &[row("location", Takes::Text, "/properties/computeLocation")],
    ),
    call("DsvmCompute.provisioning_configuration", ComputeKind::VirtualMachine, DSVM),
    Call {
        together: &[
            &[
                "vnet_resourcegroup_name",
                "vnet_name",
                "subnet_name",
                "service_cidr",
                "dns_service_ip",
                "docker_bridge_cidr",
            ],
            &["ssl_cname", "ssl_cert_pem_file", "ssl_key_pem_file"],
        ],
        ..call("AksCompute.provisioning_configuration", ComputeKind::Aks, AKS)
    },
    attach(
        "AksCompute.attach_configuration",
        ComputeKind::Aks,
        AKS_ATTACH,
        &[&["resource_group", "cluster_name"], RESOURCE_ID],
        "Microsoft.ContainerService/managedClusters",
        "cluster_name",
    ),
    Call {
        succeeded: true,
        ..call("KubernetesCompute.attach_configuration", ComputeKind::Kubernetes, KUBERNETES)
    },
    Call {
        succeeded: true,
        ..call("SynapseCompute.attach_configuration", ComputeKind::SynapseSpark, SYNAPSE)
    },
];

const fn call(name: &'static str, kind: ComputeKind, arguments: &'static [Row]) -> Call {
    Call { kind: Some(kind), ..of_no_kind(name, arguments) }
}

const fn of_no_kind(name: &'static str, arguments: &'static [Row]) -> Call {
    Call {
        name,
        kind: None,
        operation: Operation::Create,
        arguments,
        together: &[],
        excluding: &[],
        forms: &[],
        target: None,
        succeeded: false,
    }
}

const fn attach(
    name: &'static str,
    kind: ComputeKind,
    arguments: &'static [Row],
    forms: &'static [&'static [&'static str]],
    target: &'static str,
    argument: &'static str,
) -> Call {
    Call {
        forms,
        target: Some(Target { kind: target, name: argument, exact: true }),
        ..call(name, kind, arguments)
    }
}

const fn machine(
    name: &'static str,
    kind: ComputeKind,
    arguments: &'static [Row],
    forms: &'static [&'static [&'static str]],
    target: &'static str,
    argument: &'static str,
) -> Call {
    Call {
        excluding: &[("password", &["private_key_file"])],
        ..attach(name, kind, arguments, forms, target, argument)
    }
}

const VNET: &[&str] = &["vnet_resourcegroup_name", "vnet_name", "subnet_name"];
const RESOURCE_ID: &[&str] = &["resource_id"];

const GROUP: Row = row("resource_group", Takes::Text, "");
const TARGET_ID: Row = row("resource_id", Takes::Text, "/properties/resourceId");
const TAGS: Row = row("tags", Takes::Texts, "/tags");
const DESCRIPTION: Row = row("description", Takes::Text, "/properties/description");
const LOCATION: Row = row("location", Takes::Text, "/properties/computeLocation");
const VM_SIZE: Row = row("vm_size", Takes::Text, "/properties/properties/vmSize");
// Three arguments make one id.
const VNET_GROUP: Row = row("vnet_resourcegroup_name", Takes::Text, "");
const VNET_NAME: Row = row("vnet_name", Takes::Text, "");
const SUBNET_NAME: Row = row("subnet_name", Takes::Text, "");
/// Words that the SDK takes in exactly this spelling.
const IDENTITIES: &[(&str, &str)] =
    &[("SystemAssigned", "SystemAssigned"), ("UserAssigned", "UserAssigned")];
const IDENTITY_TYPE: Row = row("identity_type", Takes::Word(IDENTITIES), "/identity/type");
// A list becomes a map.
const IDENTITY_ID: Row = row("identity_id", Takes::TextList, "");

static AML_COMPUTE: &[Row] = &[
    VM_SIZE,
    row("vm_priority", Takes::Text, "/properties/properties/vmPriority"),
    MIN_NODES,
    MAX_NODES.required(),
    IDLE,
    row(
        "admin_username",
        Takes::Text,
        "/properties/properties/userAccountCredentials/adminUserName",
    ),
    row(
        "admin_user_password",
        Takes::Text,
        "/properties/properties/userAccountCredentials/adminUserPassword",
    )
    .secret(),
    row(
        "admin_user_ssh_key",
        Takes::Text,
        "/properties/properties/userAccountCredentials/adminUserSshPublicKey",
    ),
    VNET_GROUP,
    VNET_NAME,
    SUBNET_NAME,
    TAGS,
    DESCRIPTION,
    row(
        "remote_login_port_public_access",
        Takes::Text,
        "/properties/properties/remoteLoginPortPublicAccess",
    ),
    IDENTITY_TYPE,
    IDENTITY_ID,
    LOCATION,
    row("enable_node_public_ip", Takes::Boolean, "/properties/properties/enableNodePublicIp"),
];

const MIN_NODES: Row =
    row("min_nodes", Takes::Integer, "/properties/properties/scaleSettings/minNodeCount");
const MAX_NODES: Row =
    row("max_nodes", Takes::Integer, "/properties/properties/scaleSettings/maxNodeCount");
const IDLE: Row = row(
    "idle_seconds_before_scaledown",
    Takes::Integer,
    "/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown",
)
.via(Via::Seconds);

static SCALE: &[Row] = &[MIN_NODES, MAX_NODES, IDLE];
static ADDED_IDENTITY: &[Row] = &[IDENTITY_TYPE.required(), IDENTITY_ID];
static REMOVED_IDENTITY: &[Row] = &[IDENTITY_ID];

static COMPUTE_INSTANCE: &[Row] = &[
    VM_SIZE,
    row("ssh_public_access", Takes::Boolean, "/properties/properties/sshSettings/sshPublicAccess")
        .via(Via::Switch),
    row(
        "admin_user_ssh_public_key",
        Takes::Text,
        "/properties/properties/sshSettings/adminPublicKey",
    ),
    VNET_GROUP,
    VNET_NAME,
    SUBNET_NAME,
    TAGS,
    DESCRIPTION,
    row(
        "assigned_user_object_id",
        Takes::Text,
        "/properties/properties/personalComputeInstanceSettings/assignedUser/objectId",
    ),
    row(
        "assigned_user_tenant_id",
        Takes::Text,
        "/properties/properties/personalComputeInstanceSettings/assignedUser/tenantId",
    ),
];

const USERNAME: Row =
    row("username", Takes::Text, "/properties/properties/administratorAccount/username").required();
const SSH_PORT: Row = row("ssh_port", Takes::Integer, "/properties/properties/sshPort");
const ADDRESS: Row = row("address", Takes::Text, "/properties/properties/address");
const PASSWORD: Row =
    row("password", Takes::Text, "/properties/properties/administratorAccount/password").secret();
// A file of the caller's machine.
const KEY_FILE: Row = row("private_key_file", Takes::Text, "");
const PASSPHRASE: Row = row("private_key_passphrase", Takes::Text, "").secret();
const SUBSCRIPTION: Row = row("subscription_id", Takes::Text, "");

static REMOTE: &[Row] = &[
    USERNAME,
    SUBSCRIPTION,
    GROUP,
    row("vm_name", Takes::Text, ""),
    TARGET_ID,
    ADDRESS,
    SSH_PORT,
    PASSWORD,
    KEY_FILE,
    PASSPHRASE,
];

static HDINSIGHT: &[Row] = &[
    USERNAME,
    SUBSCRIPTION,
    GROUP,
    row("cluster_name", Takes::Text, ""),
    TARGET_ID,
    ADDRESS,
    SSH_PORT,
    PASSWORD,
    KEY_FILE,
    PASSPHRASE,
];

static ACCOUNT: &[Row] = &[GROUP, row("account_name", Takes::Text, ""), TARGET_ID];

static DATABRICKS: &[Row] = &[
    GROUP,
    row("workspace_name", Takes::Text, ""),
    TARGET_ID,
    row("access_token", Takes::Text, "/properties/properties/databricksAccessToken").secret(),
];

static FACTORY: &[Row] = &[GROUP, row("factory_name", Takes::Text, ""), TARGET_ID];

static DSVM: &[Row] =
    &[row("vm_size", Takes::Text, "/properties/properties/virtualMachineSize"), SSH_PORT, LOCATION];

const PURPOSE: Row = row("cluster_purpose", Takes::Text, "/properties/properties/clusterPurpose");
const BALANCER_SUBNET: Row =
    row("load_balancer_subnet", Takes::Text, "/properties/properties/loadBalancerSubnet");

static AKS: &[Row] = &[
    row("agent_count", Takes::Integer, "/properties/properties/agentCount"),
    row("vm_size", Takes::Text, "/properties/properties/agentVmSize"),
    row("ssl_cname", Takes::Text, "/properties/properties/sslConfiguration/cname"),
    // Files of the caller's machine.
    row("ssl_cert_pem_file", Takes::Text, ""),
    row("ssl_key_pem_file", Takes::Text, ""),
    LOCATION,
    VNET_GROUP,
    VNET_NAME,
    SUBNET_NAME,
    row(
        "service_cidr",
        Takes::Text,
        "/properties/properties/aksNetworkingConfiguration/serviceCidr",
    ),
    row(
        "dns_service_ip",
        Takes::Text,
        "/properties/properties/aksNetworkingConfiguration/dnsServiceIP",
    ),
    row(
        "docker_bridge_cidr",
        Takes::Text,
        "/properties/properties/aksNetworkingConfiguration/dockerBridgeCidr",
    ),
    PURPOSE,
    row("load_balancer_type", Takes::Text, "/properties/properties/loadBalancerType"),
    BALANCER_SUBNET,
];

const BALANCERS: &[(&str, &str)] =
    &[("PublicIp", "PublicIp"), ("InternalLoadBalancer", "InternalLoadBalancer")];

static AKS_ATTACH: &[Row] = &[
    GROUP,
    row("cluster_name", Takes::Text, ""),
    TARGET_ID,
    PURPOSE,
    row("load_balancer_type", Takes::Word(BALANCERS), "/properties/properties/loadBalancerType"),
    BALANCER_SUBNET,
];

static KUBERNETES: &[Row] = &[
    TARGET_ID.required(),
    row("namespace", Takes::Text, "/properties/properties/namespace"),
    IDENTITY_TYPE,
    row("identity_ids", Takes::TextList, ""),
];

const POOL_TYPES: &[(&str, &str)] = &[("SynapseSpark", "SynapseSpark")];

static SYNAPSE: &[Row] = &[
    row("linked_service", Takes::Anything, "").required(),
    row("type", Takes::Word(POOL_TYPES), "").required(),
    row("pool_name", Takes::Text, "").required(),
];
