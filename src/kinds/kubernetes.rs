//! `Kubernetes`: a cluster of the caller's, in AKS or connected through Arc, with the extension of the
//! service on it. Members of api-version 2026-05-01.

use super::purposes::Purpose;
use super::rules::{attach, identity, instance_types, kubernetes, names, secrets, tags};
use super::{Attach, Group, KindSpec};
use crate::schema::{Effect, Field, Format, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "Kubernetes",
    title: "Kubernetes cluster",
    summary: "your own AKS or Arc-connected cluster with the extension installed",
    attach: Some(&Attach {
        any_subscription: true,
        shared: true,
        ..Attach::to(&[
            "Microsoft.ContainerService/managedClusters",
            "Microsoft.Kubernetes/connectedClusters",
        ])
    }),
    since: "2021-07-01",
    cli: Some("kubernetes"),
    fields: FIELDS,
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        attach::RULES,
        kubernetes::RULES,
        instance_types::RULES,
        secrets::RULES,
        secrets::CONNECTION_RULES,
    ],
    groups: &[
        Group { id: "basics", title: "Basics", advanced: false },
        Group { id: "target", title: "Target", advanced: false },
        Group { id: "identity", title: "Identity", advanced: true },
        Group { id: "tags", title: "Tags", advanced: true },
    ],
    identity: Effect::Create,
    purposes: &[Purpose::Training, Purpose::BatchInference, Purpose::RealTimeInference],
    note: "the cluster needs the Azure Machine Learning extension",
    ..KindSpec::ATTACHED
};

const FIELDS: &[Field] = &[
    Field::new("namespace", Type::Text(Format::Plain))
        .asks(kubernetes::NAMESPACE_ASKED)
        .create_only()
        .default("default")
        .form("target", "Namespace", "must exist in the cluster")
        .example("training"),
    Field::new("defaultInstanceType", Type::Text(Format::Plain)).create_only().form(
        "target",
        "Default instance type",
        "for jobs without an instance type",
    ),
    Field::new(
        "instanceTypes",
        Type::Map { key: Format::Plain, value: &Type::Object(INSTANCE_TYPE) },
    )
    .create_only(),
    Field::new("relayConnectionString", Type::Text(Format::Password)).secret().nullable(),
    Field::new("serviceBusConnectionString", Type::Text(Format::Password)).secret().nullable(),
    Field::new("extensionPrincipalId", Type::Text(Format::Plain)).nullable(),
    Field::new("extensionInstanceReleaseTrain", Type::Text(Format::Plain)),
    // Not nullable by the description, null in published requests.
    Field::new("vcName", Type::Text(Format::Plain)).nullable(),
];

const INSTANCE_TYPE: &[Field] = &[
    Field::new("nodeSelector", TEXTS).nullable(),
    Field::new(
        "resources",
        Type::Object(&[Field::new("requests", AMOUNTS), Field::new("limits", AMOUNTS)]),
    ),
];

const TEXTS: Type = Type::Map { key: Format::Plain, value: &Type::Text(Format::Plain) };

const AMOUNTS: Type = Type::Map { key: Format::Plain, value: &Type::Text(Format::Quantity) };
