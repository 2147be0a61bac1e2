//! The documents of the command line (`az ml compute create --file`) as tables. Names, types and what must be
//! there are those of the loader of azure-ai-ml 1.35.2.

use crate::formats::rows::{Row, Takes, Via, row};
use crate::kinds::ComputeKind;

/// A document type.
pub(super) struct Document {
    /// Value of `type`.
    pub(super) word: &'static str,
    /// The kind that it makes.
    pub(super) kind: ComputeKind,
    /// Its members: those of every document, and its own.
    pub(super) tables: &'static [&'static [Row]],
}

/// The words of the document types alone: whoever asks whether a document is one of them needs no rows.
pub(super) static WORDS: [&str; DOCUMENTS.len()] = words(DOCUMENTS);

/// Written by the compiler.
const fn words<const COUNT: usize>(mut documents: &[Document]) -> [&'static str; COUNT] {
    let mut words = [""; COUNT];
    let mut free = words.as_mut_slice();
    while let [document, others @ ..] = documents {
        let rest = free;
        let Some((word, rest)) = rest.split_first_mut() else { return words };
        *word = document.word;
        (documents, free) = (others, rest);
    }
    words
}

/// The document types.
pub(super) static DOCUMENTS: &[Document] = &[
    Document { word: "amlcompute", kind: ComputeKind::AmlCompute, tables: &[COMMON, AML_COMPUTE] },
    Document {
        word: "computeinstance",
        kind: ComputeKind::ComputeInstance,
        tables: &[COMMON, COMPUTE_INSTANCE],
    },
    Document {
        word: "virtualmachine",
        kind: ComputeKind::VirtualMachine,
        tables: &[COMMON, VIRTUAL_MACHINE],
    },
    Document { word: "kubernetes", kind: ComputeKind::Kubernetes, tables: &[COMMON, KUBERNETES] },
    Document {
        word: "synapsespark",
        kind: ComputeKind::SynapseSpark,
        tables: &[COMMON, SYNAPSE_SPARK],
    },
];

/// Objects that know their file have it too.
const SCHEMA: Row = row("$schema", Takes::Owned, "");

/// Members of every document. `type` is read by hand.
static COMMON: &[Row] = &[
    SCHEMA,
    row("name", Takes::Text, "/name").required(),
    row("type", Takes::Text, ""),
    row("location", Takes::Text, "/location"),
    row("description", Takes::Text, "/properties/description"),
    row("tags", Takes::Texts, "/tags"),
    row("id", Takes::Owned, ""),
    row("created_on", Takes::Owned, ""),
    row("provisioning_state", Takes::Owned, ""),
    row("provisioning_errors", Takes::Owned, ""),
];

const TIERS: &[(&str, &str)] = &[("dedicated", "Dedicated"), ("low_priority", "LowPriority")];

/// Taken for every kind, sent for those that are attached.
const UNSENT_ID: Row = row("resource_id", Takes::Owned, "");
const RESOURCE_ID: Row = row("resource_id", Takes::Text, "/properties/resourceId");

/// Read by hand: the map of ids is made out of a list.
const IDENTITY: Row = row("identity", Takes::Object(IDENTITY_ROWS), "");
/// Read by hand: two members make one id.
const NETWORK: Row = row("network_settings", Takes::Object(NETWORK_ROWS), "");

static IDENTITY_ROWS: &[Row] = &[
    row("type", Takes::Text, "").required(),
    row("user_assigned_identities", Takes::Objects(ID_ROWS), ""),
    row("principal_id", Takes::Owned, ""),
    row("tenant_id", Takes::Owned, ""),
    SCHEMA,
];

static ID_ROWS: &[Row] = &[
    row("resource_id", Takes::Text, ""),
    row("client_id", Takes::Text, ""),
    row("principal_id", Takes::Text, ""),
    SCHEMA,
];

static NETWORK_ROWS: &[Row] = &[
    row("vnet_name", Takes::Text, ""),
    row("subnet", Takes::Text, ""),
    row("public_ip_address", Takes::Owned, ""),
    row("private_ip_address", Takes::Owned, ""),
    SCHEMA,
];

static AML_COMPUTE: &[Row] = &[
    UNSENT_ID,
    row("size", Takes::Text, "/properties/properties/vmSize"),
    row("tier", Takes::Word(TIERS), "/properties/properties/vmPriority"),
    row("min_instances", Takes::Integer, "/properties/properties/scaleSettings/minNodeCount"),
    row("max_instances", Takes::Integer, "/properties/properties/scaleSettings/maxNodeCount"),
    row(
        "idle_time_before_scale_down",
        Takes::Integer,
        "/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown",
    )
    .via(Via::Seconds),
    row(
        "ssh_public_access_enabled",
        Takes::Boolean,
        "/properties/properties/remoteLoginPortPublicAccess",
    )
    .via(Via::Switch),
    row(
        "ssh_settings",
        Takes::Object(CLUSTER_SSH),
        "/properties/properties/userAccountCredentials",
    ),
    NETWORK,
    IDENTITY,
    row("enable_node_public_ip", Takes::Boolean, "/properties/properties/enableNodePublicIp"),
];

static CLUSTER_SSH: &[Row] = &[
    row("admin_username", Takes::Text, "/adminUserName").required(),
    row("admin_password", Takes::Text, "/adminUserPassword").secret(),
    row("ssh_key_value", Takes::Text, "/adminUserSshPublicKey"),
];

static COMPUTE_INSTANCE: &[Row] = &[
    UNSENT_ID,
    row("size", Takes::Text, "/properties/properties/vmSize"),
    row(
        "ssh_public_access_enabled",
        Takes::Boolean,
        "/properties/properties/sshSettings/sshPublicAccess",
    )
    .via(Via::Switch),
    row("ssh_settings", Takes::Object(INSTANCE_SSH), "/properties/properties/sshSettings"),
    row(
        "create_on_behalf_of",
        Takes::Object(ASSIGNED_USER),
        "/properties/properties/personalComputeInstanceSettings/assignedUser",
    ),
    NETWORK,
    IDENTITY,
    row(
        "idle_time_before_shutdown_minutes",
        Takes::Integer,
        "/properties/properties/idleTimeBeforeShutdown",
    )
    .via(Via::Minutes),
    // Deprecated: handed on as it is.
    row("idle_time_before_shutdown", Takes::Text, "/properties/properties/idleTimeBeforeShutdown"),
    row("enable_node_public_ip", Takes::Boolean, "/properties/properties/enableNodePublicIp"),
    row("enable_sso", Takes::Boolean, "/properties/properties/enableSSO"),
    row("enable_root_access", Takes::Boolean, "/properties/properties/enableRootAccess"),
    row("release_quota_on_stop", Takes::Boolean, "/properties/properties/releaseQuotaOnStop"),
    row("enable_os_patching", Takes::Boolean, "/properties/properties/enableOSPatching"),
    row("schedules", Takes::Object(SCHEDULES), "/properties/properties/schedules"),
    row("setup_scripts", Takes::Object(SCRIPTS), "/properties/properties/setupScripts/scripts"),
    row(
        "custom_applications",
        Takes::Objects(APPLICATIONS),
        "/properties/properties/customServices",
    ),
    row("state", Takes::Owned, ""),
    row("services", Takes::Owned, ""),
    row("last_operation", Takes::Owned, ""),
    row("os_image_metadata", Takes::Owned, ""),
];

static INSTANCE_SSH: &[Row] = &[
    row("ssh_key_value", Takes::Text, "/adminPublicKey"),
    row("admin_username", Takes::Owned, ""),
    row("ssh_port", Takes::Owned, ""),
    SCHEMA,
];

static ASSIGNED_USER: &[Row] = &[
    row("user_tenant_id", Takes::Text, "/tenantId").required(),
    row("user_object_id", Takes::Text, "/objectId").required(),
    SCHEMA,
];

static SCHEDULES: &[Row] =
    &[row("compute_start_stop", Takes::Objects(SCHEDULE), "/computeStartStop")];

const ACTIONS: &[(&str, &str)] = &[("start", "Start"), ("stop", "Stop")];
const STATES: &[(&str, &str)] = &[("enabled", "Enabled"), ("disabled", "Disabled")];
const TRIGGERS: &[(&str, &str)] = &[("cron", "Cron"), ("recurrence", "Recurrence")];
const FREQUENCIES: &[(&str, &str)] =
    &[("minute", "Minute"), ("hour", "Hour"), ("day", "Day"), ("week", "Week"), ("month", "Month")];
const DAYS: &[(&str, &str)] = &[
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
];

static SCHEDULE: &[Row] = &[
    row("action", Takes::Word(ACTIONS), "/action").required(),
    row("state", Takes::Word(STATES), "/status"),
    row("trigger", Takes::Choice(&[("cron", CRON), ("recurrence", RECURRENCE)]), ""),
];

static CRON: &[Row] = &[
    row("type", Takes::Word(TRIGGERS), "/triggerType").required(),
    row("expression", Takes::Text, "/cron/expression").required(),
    row("start_time", Takes::Text, "/cron/startTime"),
    row("time_zone", Takes::Text, "/cron/timeZone"),
];

static RECURRENCE: &[Row] = &[
    row("type", Takes::Word(TRIGGERS), "/triggerType").required(),
    row("frequency", Takes::Word(FREQUENCIES), "/recurrence/frequency").required(),
    row("interval", Takes::Integer, "/recurrence/interval").required(),
    row("schedule", Takes::Object(PATTERN), "/recurrence/schedule"),
    row("start_time", Takes::Text, "/recurrence/startTime"),
    row("time_zone", Takes::Text, "/recurrence/timeZone"),
];

static PATTERN: &[Row] = &[
    row("week_days", Takes::Words(DAYS), "/weekDays"),
    row("hours", Takes::Integers, "/hours").required(),
    row("minutes", Takes::Integers, "/minutes").required(),
];

static SCRIPTS: &[Row] = &[
    row("creation_script", Takes::Object(SCRIPT), "/creationScript"),
    row("startup_script", Takes::Object(SCRIPT), "/startupScript"),
];

static SCRIPT: &[Row] = &[
    row("path", Takes::Text, "/scriptData"),
    row("command", Takes::Text, "/scriptArguments"),
    // Required with a code of its own that says what happens.
    row(TIMEOUT, Takes::Integer, "/timeout").via(Via::TimeoutMinutes),
];

/// Without it the SDK sends a text that is no time.
pub(super) const TIMEOUT: &str = "timeout_minutes";

const ENGINES: &[(&str, &str)] = &[("docker", "docker")];

static APPLICATIONS: &[Row] = &[
    row("name", Takes::Text, "/name").required(),
    row("type", Takes::Word(ENGINES), ""),
    row("image", Takes::Object(IMAGE), "/image").required(),
    row("endpoints", Takes::Objects(ENDPOINT), "/endpoints").required(),
    row("environment_variables", Takes::Texts, "/environmentVariables"),
    row("bind_mounts", Takes::Objects(MOUNT), "/volumes"),
];

// The loader has no type here: it is docker.
static IMAGE: &[Row] = &[row("reference", Takes::Text, "/reference").required()];

static ENDPOINT: &[Row] = &[
    row("target", Takes::Integer, "/target").via(Via::Port).required(),
    row("published", Takes::Integer, "/published").via(Via::Port).required(),
];

static MOUNT: &[Row] = &[
    row("source", Takes::Text, "/source").required(),
    row("target", Takes::Text, "/target").required(),
];

static VIRTUAL_MACHINE: &[Row] = &[
    RESOURCE_ID.required(),
    row("ssh_settings", Takes::Object(MACHINE_SSH), "/properties/properties").required(),
    row("compute_location", Takes::Owned, ""),
];

static MACHINE_SSH: &[Row] = &[
    row("admin_username", Takes::Text, "/administratorAccount/username").required(),
    row("admin_password", Takes::Text, "/administratorAccount/password").secret(),
    row("ssh_port", Takes::Integer, "/sshPort"),
    // A file of the caller's machine: see `special`.
    row(KEY_FILE, Takes::Text, ""),
];

/// Name of a file with a key; its content is not here.
pub(super) const KEY_FILE: &str = "ssh_private_key_file";

static KUBERNETES: &[Row] = &[
    RESOURCE_ID,
    row("namespace", Takes::Text, "/properties/properties/namespace"),
    IDENTITY,
    row("properties", Takes::Anything, ""),
];

static SYNAPSE_SPARK: &[Row] = &[
    RESOURCE_ID.required(),
    IDENTITY,
    row("node_family", Takes::Owned, ""),
    row("node_size", Takes::Owned, ""),
    row("node_count", Takes::Owned, ""),
    row("spark_version", Takes::Owned, ""),
    row("scale_settings", Takes::Owned, ""),
    row("auto_pause_settings", Takes::Owned, ""),
];
