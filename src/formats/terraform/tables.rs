//! The resources of the provider azurerm 4 as tables. Names, types and what must be there are those of its
//! schema (4.55.0).

use crate::formats::rows::{Row, Takes, Via, row};
use crate::kinds::ComputeKind;

/// A resource type.
pub(super) struct Resource {
    /// Its name.
    pub(super) word: &'static str,
    /// The kind that it makes.
    pub(super) kind: ComputeKind,
    /// Its arguments and blocks: those of every resource, and its own.
    pub(super) tables: &'static [&'static [Row]],
    /// The names that the provider takes, where it is stricter than the service: fewest and most characters, and
    /// whether the last one may be a hyphen.
    pub(super) name: Option<(usize, usize, bool)>,
}

/// The argument that holds the id of the workspace, and the type of it.
pub(super) const WORKSPACE_ID: (&str, &str) =
    ("machine_learning_workspace_id", "Microsoft.MachineLearningServices/workspaces");

/// The resource types.
pub(super) static RESOURCES: &[Resource] = &[
    Resource {
        word: "azurerm_machine_learning_compute_cluster",
        kind: ComputeKind::AmlCompute,
        tables: &[COMMON, LOCAL_AUTH, CLUSTER],
        name: Some((3, 32, false)),
    },
    Resource {
        word: "azurerm_machine_learning_compute_instance",
        kind: ComputeKind::ComputeInstance,
        tables: &[COMMON, LOCAL_AUTH, INSTANCE],
        name: Some((4, 25, true)),
    },
    Resource {
        word: "azurerm_machine_learning_inference_cluster",
        kind: ComputeKind::Aks,
        tables: &[COMMON, INFERENCE],
        name: None,
    },
    Resource {
        word: "azurerm_machine_learning_synapse_spark",
        kind: ComputeKind::SynapseSpark,
        tables: &[COMMON, LOCAL_AUTH, SPARK],
        name: Some((3, 17, true)),
    },
];

static COMMON: &[Row] = &[
    row("id", Takes::Owned, ""),
    row("name", Takes::Text, "/name").required(),
    row("machine_learning_workspace_id", Takes::Text, "").required(),
    row("description", Takes::Text, "/properties/description"),
    row("tags", Takes::Texts, "/tags"),
    row("identity", Takes::Block(IDENTITY), "/identity"),
    row("timeouts", Takes::Owned, ""),
];

static LOCAL_AUTH: &[Row] =
    &[row("local_auth_enabled", Takes::Boolean, "/properties/disableLocalAuth").via(Via::Not)];

const IDENTITIES: &[(&str, &str)] = &[
    ("SystemAssigned", "SystemAssigned"),
    ("UserAssigned", "UserAssigned"),
    ("SystemAssigned, UserAssigned", "SystemAssigned,UserAssigned"),
];

static IDENTITY: &[Row] = &[
    row("type", Takes::Word(IDENTITIES), "/type").required(),
    // The map of ids is made out of a list.
    row("identity_ids", Takes::TextList, "/userAssignedIdentities"),
    row("principal_id", Takes::Owned, ""),
    row("tenant_id", Takes::Owned, ""),
];

const PRIORITIES: &[(&str, &str)] = &[("Dedicated", "Dedicated"), ("LowPriority", "LowPriority")];

static CLUSTER: &[Row] = &[
    row("location", Takes::Text, "/properties/computeLocation").required(),
    row("vm_size", Takes::Text, "/properties/properties/vmSize").required(),
    row("vm_priority", Takes::Word(PRIORITIES), "/properties/properties/vmPriority").required(),
    row("scale_settings", Takes::Block(SCALE), "/properties/properties/scaleSettings").required(),
    row("ssh", Takes::Block(ACCOUNT), "/properties/properties/userAccountCredentials"),
    row(
        "ssh_public_access_enabled",
        Takes::Boolean,
        "/properties/properties/remoteLoginPortPublicAccess",
    )
    .via(Via::Switch),
    row("node_public_ip_enabled", Takes::Boolean, "/properties/properties/enableNodePublicIp"),
    row("subnet_resource_id", Takes::Text, "/properties/properties/subnet/id"),
];

static SCALE: &[Row] = &[
    row("max_node_count", Takes::Integer, "/maxNodeCount").required(),
    row("min_node_count", Takes::Integer, "/minNodeCount").required(),
    row("scale_down_nodes_after_idle_duration", Takes::Text, "/nodeIdleTimeBeforeScaleDown")
        .required(),
];

static ACCOUNT: &[Row] = &[
    row("admin_username", Takes::Text, "/adminUserName").required(),
    row("admin_password", Takes::Text, "/adminUserPassword").secret(),
    row("key_value", Takes::Text, "/adminUserSshPublicKey"),
];

const AUTHORIZATIONS: &[(&str, &str)] = &[("personal", "personal")];

static INSTANCE: &[Row] = &[
    // Of azurerm 3: it had to be the region of the workspace, and is not sent.
    row("location", Takes::Owned, ""),
    row("virtual_machine_size", Takes::Text, "/properties/properties/vmSize").required(),
    row(
        "authorization_type",
        Takes::Word(AUTHORIZATIONS),
        "/properties/properties/computeInstanceAuthorizationType",
    ),
    row(
        "assign_to_user",
        Takes::Block(USER),
        "/properties/properties/personalComputeInstanceSettings/assignedUser",
    ),
    row("ssh", Takes::Block(KEY), "/properties/properties/sshSettings"),
    row("node_public_ip_enabled", Takes::Boolean, "/properties/properties/enableNodePublicIp"),
    row("subnet_resource_id", Takes::Text, "/properties/properties/subnet/id"),
];

static USER: &[Row] =
    &[row("object_id", Takes::Text, "/objectId"), row("tenant_id", Takes::Text, "/tenantId")];

static KEY: &[Row] = &[
    row("public_key", Takes::Text, "/adminPublicKey").required(),
    row("port", Takes::Owned, ""),
    row("username", Takes::Owned, ""),
];

const PURPOSES: &[(&str, &str)] =
    &[("DevTest", "DevTest"), ("FastProd", "FastProd"), ("DenseProd", "DenseProd")];

static INFERENCE: &[Row] = &[
    row("location", Takes::Text, "/location").required(),
    row("kubernetes_cluster_id", Takes::Text, "/properties/resourceId").required(),
    row("cluster_purpose", Takes::Word(PURPOSES), "/properties/properties/clusterPurpose"),
    row("ssl", Takes::Block(CERTIFICATE), "/properties/properties/sslConfiguration"),
];

static CERTIFICATE: &[Row] = &[
    row("cert", Takes::Text, "/cert").secret(),
    row("key", Takes::Text, "/key").secret(),
    row("cname", Takes::Text, "/cname"),
    row("leaf_domain_label", Takes::Text, "/leafDomainLabel"),
    row("overwrite_existing_domain", Takes::Boolean, "/overwriteExistingDomain"),
];

static SPARK: &[Row] = &[
    row("location", Takes::Text, "/properties/computeLocation").required(),
    row("synapse_spark_pool_id", Takes::Text, "/properties/resourceId").required(),
];
