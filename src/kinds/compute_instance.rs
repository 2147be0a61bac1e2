//! `ComputeInstance`: one machine for one person. Members of api-version 2026-05-01 and its previews.

use super::purposes::Purpose;
use super::rules::{
    access, attach, identity, instance, names, network, schedule, script, secrets, service, subnet,
    tags, vm_size,
};
use super::shared::{ERRORS, SUBNET};
use super::{ComputeAction, Count, Group, Idle, KindSpec, Machines, Region, Removal};
use crate::arm::names::COMPUTE_INSTANCE;
use crate::schema::{Effect, Field, Format, INT32, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "ComputeInstance",
    title: "Compute instance",
    summary: "one machine with notebooks and tools for one person, billed until it is stopped",
    managed: true,
    since: "2020-06-01",
    cli: Some("computeinstance"),
    attach: None,
    name_rule: &COMPUTE_INSTANCE,
    fields: FIELDS,
    aliases: ALIASES,
    rules: &[
        names::RULES,
        names::REGION_RULES,
        attach::MANAGED_RULES,
        tags::RULES,
        identity::RULES,
        vm_size::RULES,
        network::PUBLIC_IP_RULES,
        subnet::RULES,
        access::INSTANCE_RULES,
        instance::RULES,
        schedule::RULES,
        script::RULES,
        service::RULES,
        secrets::RULES,
    ],
    groups: GROUPS,
    unique_in_region: true,
    machines: Some(Machines { size: &["vmSize"], count: Count::One }),
    region: Region::Workspace,
    idle: Some(Idle::Shutdown(&["idleTimeBeforeShutdown"])),
    identity: Effect::Put,
    actions: &[
        ComputeAction::Start,
        ComputeAction::Stop,
        ComputeAction::Restart,
        ComputeAction::Resize,
        ComputeAction::AllowedResizeSizes,
        ComputeAction::UpdateIdleShutdown,
        ComputeAction::UpdateCustomServices,
        ComputeAction::UpdateDataMounts,
        ComputeAction::Delete,
        ComputeAction::Detach,
    ],
    removal: Removal::Delete,
    purposes: &[Purpose::Development, Purpose::Training, Purpose::RealTimeInference],
    note: "for one person; services on it are for tests",
};

const GROUPS: &[Group] = &[
    Group { id: "basics", title: "Basics", advanced: false },
    Group { id: "machine", title: "Machine", advanced: false },
    Group { id: "schedule", title: "Scheduling", advanced: false },
    Group { id: "access", title: "Access", advanced: true },
    Group { id: "network", title: "Network", advanced: true },
    Group { id: "identity", title: "Identity", advanced: true },
    Group { id: "applications", title: "Applications", advanced: true },
    Group { id: "tags", title: "Tags", advanced: true },
];

/// Words of SDK v1, the CLI and Terraform for members of the API.
const ALIASES: &[(&str, &str)] = &[
    ("vm_size", "vmSize"),
    ("size", "vmSize"),
    ("idle_time_before_shutdown", "idleTimeBeforeShutdown"),
    ("idle_time_before_shutdown_minutes", "idleTimeBeforeShutdown"),
    ("ssh_settings", "sshSettings"),
    ("setup_scripts", "setupScripts"),
    ("custom_applications", "customServices"),
    ("create_on_behalf_of", "personalComputeInstanceSettings"),
];

const FIELDS: &[Field] = &[
    Field::new("vmSize", Type::Text(Format::VmSize))
        .changed_by("resize")
        .form("machine", "Virtual machine size", "cannot be changed after creation")
        .example("Standard_DS3_v2"),
    Field::new("subnet", Type::Object(SUBNET)).create_only().nullable(),
    Field::new("applicationSharingPolicy", Type::Word(&["Personal", "Shared"]))
        .create_only()
        .default("Shared")
        .form("access", "Application sharing", "who can reach the applications of the machine"),
    Field::new("sshSettings", Type::Object(SSH_SETTINGS)).create_only().nullable(),
    Field::new("computeInstanceAuthorizationType", Type::Word(&["personal"]))
        .create_only()
        .since("2020-08-01")
        .nullable()
        .default("personal"),
    Field::new(
        "personalComputeInstanceSettings",
        Type::Object(&[Field::new("assignedUser", Type::Object(ASSIGNED_USER)).create_only()]),
    )
    .create_only()
    .since("2020-08-01")
    .nullable(),
    Field::new(
        "setupScripts",
        Type::Object(&[Field::new(
            "scripts",
            Type::Object(&[
                Field::new("creationScript", Type::Object(SCRIPT)),
                Field::new("startupScript", Type::Object(SCRIPT)),
            ]),
        )]),
    )
    .create_only()
    .since("2021-01-01")
    .nullable(),
    Field::new(
        "schedules",
        Type::Object(&[
            Field::new("computeStartStop", Type::List(&Type::Object(SCHEDULE))).nullable()
        ]),
    )
    .changed_by("")
    .since("2022-10-01")
    .preview("2021-03-01")
    .nullable(),
    Field::new("idleTimeBeforeShutdown", Type::Text(Format::Duration('M')))
        .asks(instance::IDLE_ASKED)
        .changed_by("updateIdleShutdown")
        .since("2025-12-01")
        .preview("2022-06-01")
        .nullable()
        .form(
            "schedule",
            "Idle time before shutdown",
            "15 minutes to 3 days; the machine is billed until then",
        )
        .example("PT60M"),
    Field::new("enableSSO", Type::Boolean)
        .changed_by("")
        .since("2025-12-01")
        .preview("2023-08-01")
        .nullable()
        .default("true")
        .form("access", "Single sign-on", "off when scripts or custom applications are given"),
    Field::new("enableNodePublicIp", Type::Boolean)
        .create_only()
        .since("2022-05-01")
        .nullable()
        .form("network", "Public address", "without one the workspace needs a private endpoint"),
    Field::new("customServices", Type::List(&Type::Open(SERVICE)))
        .changed_by("updateCustomServices")
        .since("2023-04-01")
        .preview("2022-06-01")
        .nullable(),
    Field::new("autologgerSettings", Type::Object(AUTOLOGGER))
        .create_only()
        .preview("2022-10-01")
        .nullable(),
    Field::new("enableOSPatching", Type::Boolean)
        .create_only()
        .preview("2023-08-01")
        .nullable()
        .default("false"),
    Field::new("enableRootAccess", Type::Boolean)
        .create_only()
        .preview("2023-08-01")
        .nullable()
        .default("true"),
    Field::new("releaseQuotaOnStop", Type::Boolean)
        .create_only()
        .preview("2023-08-01")
        .nullable()
        .default("false"),
    Field::new("osImageMetadata", Type::Any).read_only(),
    Field::new("connectivityEndpoints", Type::Any).read_only(),
    Field::new("applications", Type::Any).read_only(),
    Field::new("createdBy", Type::Any).read_only(),
    Field::new("errors", ERRORS).read_only(),
    Field::new("state", Type::Any).read_only(),
    Field::new("lastOperation", Type::Any).read_only(),
    Field::new("containers", Type::Any).read_only(),
    Field::new("dataDisks", Type::Any).read_only(),
    Field::new("dataMounts", Type::Any).read_only(),
    Field::new("versions", Type::Any).read_only(),
    // Seen in answers, in no API description.
    Field::new("updateStatus", Type::Any).read_only(),
    Field::new("imageVersion", Type::Any).read_only(),
    Field::new("enableBatchPrivateLink", Type::Any).read_only(),
    Field::new("etag", Type::Any).read_only(),
];

const SSH_SETTINGS: &[Field] = &[
    Field::new("sshPublicAccess", Type::Word(&["Enabled", "Disabled"]))
        .create_only()
        .default("Disabled")
        .form("access", "SSH", "cannot be changed after creation"),
    Field::new("adminPublicKey", Type::Text(Format::PublicKey)).secret().create_only().form(
        "access",
        "SSH public key",
        "the line that starts with ssh-rsa",
    ),
    Field::new("adminUserName", Type::Any).read_only(),
    Field::new("sshPort", INT32).read_only(),
];

const ASSIGNED_USER: &[Field] = &[
    Field::new("objectId", Type::Text(Format::Guid))
        .required()
        .asks(instance::ID_ASKED)
        .create_only()
        .form("access", "Assigned user", "object id of the person who will work on the machine"),
    Field::new("tenantId", Type::Text(Format::Guid))
        .required()
        .asks(instance::ID_ASKED)
        .create_only()
        .form("access", "Tenant of the user", "id of the directory that the person belongs to"),
];

const SCRIPT: &[Field] = &[
    Field::new("scriptSource", Type::Text(Format::Name)).asks(script::SOURCE_ASKED),
    Field::new("scriptData", Type::Text(Format::Prose)).asks(script::DATA_ASKED),
    Field::new("scriptArguments", Type::Text(Format::Prose)),
    Field::new("timeout", Type::Text(Format::TimeLimit)).asks(script::TIMEOUT_ASKED),
];

const SCHEDULE: &[Field] = &[
    Field::new("id", Type::Any).read_only(),
    Field::new("provisioningStatus", Type::Any).read_only(),
    Field::new("status", Type::Word(&["Enabled", "Disabled"])).default("Enabled"),
    Field::new("action", Type::Word(&["Start", "Stop"])).asks(schedule::ACTION_ASKED),
    Field::new("triggerType", Type::Word(&["Recurrence", "Cron"])),
    Field::new("recurrence", Type::Object(RECURRENCE)).nullable(),
    Field::new("cron", Type::Object(CRON)).nullable(),
    Field::new("schedule", Type::Any).nullable(),
];

const RECURRENCE: &[Field] = &[
    Field::new("frequency", Type::Word(&["Minute", "Hour", "Day", "Week", "Month"])),
    Field::new("interval", INT32).default("1"),
    Field::new("startTime", Type::Text(Format::DateTime)).nullable(),
    Field::new("timeZone", Type::Text(Format::Name)).default("UTC"),
    Field::new(
        "schedule",
        Type::Object(&[
            Field::new("hours", Type::List(&INT32)).required(),
            Field::new("minutes", Type::List(&INT32)).required(),
            Field::new("monthDays", Type::List(&INT32)).nullable(),
            Field::new("weekDays", Type::List(&Type::Word(WEEK_DAYS))).nullable(),
        ]),
    )
    .nullable(),
];

const WEEK_DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const CRON: &[Field] = &[
    Field::new("startTime", Type::Text(Format::DateTime)).nullable(),
    Field::new("timeZone", Type::Text(Format::Name)).default("UTC"),
    Field::new("expression", Type::Text(Format::Cron)),
];

const AUTOLOGGER: &[Field] =
    &[Field::new("mlflowAutologger", Type::Word(&["Enabled", "Disabled"])).create_only()];

/// `CustomService`; like its image, variables and docker settings it may have members of its own.
const SERVICE: &[Field] = &[
    Field::new("name", Type::Text(Format::Plain)),
    Field::new("image", Type::Open(IMAGE)),
    Field::new(
        "environmentVariables",
        Type::Map { key: Format::Plain, value: &Type::Open(VARIABLE) },
    ),
    Field::new("docker", Type::Open(&[Field::new("privileged", Type::Boolean).nullable()]))
        .nullable(),
    Field::new("endpoints", Type::List(&Type::Object(ENDPOINT))),
    Field::new("volumes", Type::List(&Type::Object(VOLUME))),
    Field::new("kernel", Type::Object(KERNEL)),
];

const IMAGE: &[Field] = &[
    Field::new("type", Type::Word(&["docker", "azureml"])).default("docker"),
    Field::new("reference", Type::Text(Format::Plain)).asks(service::IMAGE_ASKED),
    Field::new("version", Type::Text(Format::Plain)),
];

const VARIABLE: &[Field] = &[
    Field::new("type", Type::Word(&["local"])).default("local"),
    Field::new("value", Type::Text(Format::Prose)),
];

const ENDPOINT: &[Field] = &[
    Field::new("protocol", Type::Word(&["tcp", "udp", "http"])).default("tcp"),
    Field::new("name", Type::Text(Format::Plain)),
    Field::new("target", Type::Port).asks(service::TARGET_ASKED),
    Field::new("published", Type::Port).nullable().asks(service::PORT_ASKED),
    Field::new("hostIp", Type::Text(Format::Plain)).nullable().asks(service::HOST_ASKED),
];

const VOLUME: &[Field] = &[
    Field::new("type", Type::Word(&["bind", "volume", "tmpfs", "npipe"])).default("bind"),
    Field::new("readOnly", Type::Boolean).nullable().default("false"),
    Field::new("source", Type::Text(Format::Plain)),
    Field::new("target", Type::Text(Format::Plain)),
    Field::new("consistency", Type::Text(Format::Plain)).nullable(),
    Field::new(
        "bind",
        Type::Object(&[
            Field::new("propagation", Type::Text(Format::Plain)).nullable(),
            Field::new("createHostPath", Type::Boolean).nullable(),
            Field::new("selinux", Type::Text(Format::Plain)).nullable(),
        ]),
    )
    .nullable(),
    Field::new("volume", Type::Object(&[Field::new("nocopy", Type::Boolean).nullable()]))
        .nullable(),
    Field::new("tmpfs", Type::Object(&[Field::new("size", INT32)])).nullable(),
];

const KERNEL: &[Field] = &[
    Field::new("argv", Type::List(&Type::Text(Format::Plain))),
    Field::new("displayName", Type::Text(Format::Plain)),
    Field::new("language", Type::Text(Format::Plain)),
];
