//! `AmlCompute`: a cluster that the service makes, scales and owns. Members of api-version 2026-05-01.

use super::purposes::Purpose;
use super::rules::{
    access, attach, identity, names, network, priority, scale, secrets, subnet, tags, vm_size,
};
use super::shared::{ERRORS, SUBNET};
use super::{ComputeAction, Count, Group, Idle, KindSpec, Machines, Region, Removal};
use crate::arm::names::AML_COMPUTE;
use crate::schema::{Effect, Field, Format, INT32, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "AmlCompute",
    title: "Compute cluster",
    summary: "one or more machines that the service starts for jobs and stops when they are idle",
    managed: true,
    since: "2018-11-19",
    cli: Some("amlcompute"),
    attach: None,
    name_rule: &AML_COMPUTE,
    fields: FIELDS,
    aliases: ALIASES,
    rules: &[
        names::RULES,
        names::REGION_RULES,
        attach::MANAGED_RULES,
        tags::RULES,
        identity::RULES,
        vm_size::RULES,
        priority::RULES,
        scale::RULES,
        network::PUBLIC_IP_RULES,
        subnet::RULES,
        network::RULES,
        access::RULES,
        secrets::RULES,
    ],
    groups: GROUPS,
    unique_in_region: false,
    machines: Some(Machines {
        size: &["vmSize"],
        count: Count::Counted {
            most: &["scaleSettings", "maxNodeCount"],
            least: Some(&["scaleSettings", "minNodeCount"]),
        },
    }),
    region: Region::Own,
    idle: Some(Idle::ScaleDown(&["scaleSettings", "nodeIdleTimeBeforeScaleDown"])),
    identity: Effect::Patch,
    actions: &[
        ComputeAction::ListNodes,
        ComputeAction::Scale,
        ComputeAction::Delete,
        ComputeAction::Detach,
    ],
    removal: Removal::Delete,
    purposes: &[Purpose::Training, Purpose::BatchInference],
    note: "reusable, scales to zero; a cluster created for one run is deleted afterwards",
};

const GROUPS: &[Group] = &[
    Group { id: "basics", title: "Basics", advanced: false },
    Group { id: "machine", title: "Machine", advanced: false },
    Group { id: "scale", title: "Scale", advanced: false },
    Group { id: "access", title: "Access", advanced: true },
    Group { id: "network", title: "Network", advanced: true },
    Group { id: "identity", title: "Identity", advanced: true },
    Group { id: "tags", title: "Tags", advanced: true },
];

/// Words of SDK v1, the CLI and Terraform for members of the API.
const ALIASES: &[(&str, &str)] = &[
    ("vm_size", "vmSize"),
    ("size", "vmSize"),
    ("vm_priority", "vmPriority"),
    ("priority", "vmPriority"),
    ("tier", "vmPriority"),
    ("min_nodes", "minNodeCount"),
    ("min_instances", "minNodeCount"),
    ("minNodes", "minNodeCount"),
    ("max_nodes", "maxNodeCount"),
    ("max_instances", "maxNodeCount"),
    ("maxNodes", "maxNodeCount"),
    ("idle_seconds_before_scaledown", "nodeIdleTimeBeforeScaleDown"),
    ("idle_time_before_scale_down", "nodeIdleTimeBeforeScaleDown"),
    ("idleSecondsBeforeScaledown", "nodeIdleTimeBeforeScaleDown"),
    ("scale_node_idle_time_before_scale_down_duration", "nodeIdleTimeBeforeScaleDown"),
    ("admin_username", "adminUserName"),
    ("admin_user_ssh_key", "adminUserSshPublicKey"),
    ("ssh_settings", "userAccountCredentials"),
];

const FIELDS: &[Field] = &[
    Field::new("vmSize", Type::Text(Format::VmSize))
        .create_only()
        .form("machine", "Virtual machine size", "cannot be changed after creation")
        .example("Standard_DS3_v2"),
    Field::new("vmPriority", Type::Word(&["Dedicated", "LowPriority"]))
        .create_only()
        .default("Dedicated")
        .form(
            "machine",
            "Priority",
            "low priority is cheaper, but nodes can be evicted at any time",
        ),
    Field::new("osType", Type::Word(&["Linux", "Windows"]))
        .create_only()
        .since("2020-08-01")
        .default("Linux")
        .form("machine", "Operating system", "Windows needs a custom image"),
    Field::new(
        "virtualMachineImage",
        Type::Object(&[Field::new("id", Type::Text(Format::Plain))
            .required()
            .create_only()
            .form("machine", "Image", "id of a gallery image version, used only on Windows")
            .example("/subscriptions/…/galleries/gallery/images/image/versions/1.0.0")]),
    )
    .create_only()
    .since("2021-01-01")
    .nullable(),
    Field::new("scaleSettings", Type::Object(SCALE_SETTINGS)).patched().asks(scale::SETTINGS_ASKED),
    Field::new("remoteLoginPortPublicAccess", Type::Word(&["Enabled", "Disabled", "NotSpecified"]))
        .create_only()
        .since("2019-06-01")
        .default("NotSpecified")
        .form(
            "access",
            "Remote login port",
            "not specified means closed with a subnet, open without",
        ),
    Field::new("userAccountCredentials", Type::Object(USER_ACCOUNT)).create_only().nullable(),
    Field::new("subnet", Type::Object(SUBNET)).create_only().nullable(),
    Field::new("enableNodePublicIp", Type::Boolean)
        .create_only()
        .since("2021-01-01")
        .nullable()
        .default("true")
        .form(
            "network",
            "Public addresses",
            "without public addresses the workspace needs a private endpoint",
        ),
    Field::new("isolatedNetwork", Type::Boolean).create_only().since("2021-01-01").form(
        "network",
        "Isolated network",
        "not documented by Microsoft; leave unset",
    ),
    Field::new("propertyBag", Type::Map { key: Format::Plain, value: &Type::Any })
        .since("2022-05-01")
        .nullable(),
    Field::new("allocationState", Type::Any).read_only(),
    Field::new("allocationStateTransitionTime", Type::Any).read_only(),
    Field::new("errors", ERRORS).read_only(),
    Field::new("currentNodeCount", INT32).read_only(),
    Field::new("targetNodeCount", INT32).read_only(),
    Field::new("nodeStateCounts", Type::Any).read_only(),
    // Seen in answers, in no API description.
    Field::new("enableBatchPrivateLink", Type::Any).read_only(),
    Field::new("imageVersion", Type::Any).read_only(),
    Field::new("etag", Type::Any).read_only(),
];

const SCALE_SETTINGS: &[Field] = &[
    Field::new("maxNodeCount", INT32)
        .asks(scale::MAX_ASKED)
        .form("scale", "Maximum number of nodes", "most machines that run at once")
        .unit("nodes")
        .example("4"),
    Field::new("minNodeCount", INT32)
        .asks(scale::MIN_ASKED)
        .default("0")
        .form(
            "scale",
            "Minimum number of nodes",
            "these are billed day and night; 0 scales to nothing",
        )
        .unit("nodes"),
    Field::new("nodeIdleTimeBeforeScaleDown", Type::Text(Format::Duration('S')))
        .nullable()
        .default("PT2M")
        .form(
            "scale",
            "Idle time before scale down",
            "how long a node waits for work before it is stopped",
        )
        .example("PT5M"),
];

const USER_ACCOUNT: &[Field] = &[
    Field::new("adminUserName", Type::Text(Format::UserName))
        .required()
        .create_only()
        .form("access", "User name", "account for logging in to the nodes")
        .example("azureuser"),
    Field::new("adminUserSshPublicKey", Type::Text(Format::PublicKey))
        .secret()
        .create_only()
        .nullable()
        .form("access", "SSH public key", "the line that starts with ssh-rsa"),
    Field::new("adminUserPassword", Type::Text(Format::Password))
        .secret()
        .create_only()
        .nullable()
        .form("access", "Password", "a key is safer"),
];
