//! `SynapseSpark`: a Spark pool of a Synapse workspace of the caller's. Members of api-version 2026-05-01.

use super::purposes::Purpose;
use super::rules::{attach, identity, names, secrets, synapse, tags};
use super::{Attach, Group, KindSpec};
use crate::schema::{Field, Format, INT32, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "SynapseSpark",
    title: "Synapse Spark pool",
    summary: "a Spark pool in your own Synapse workspace",
    attach: Some(&Attach {
        any_subscription: true,
        // The second is what SDK v1 makes of a linked service.
        ..Attach::to(&["Microsoft.Synapse/workspaces/bigDataPools", synapse::LINKED_POOL])
    }),
    since: "2021-04-01",
    cli: Some("synapsespark"),
    fields: FIELDS,
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        attach::RULES,
        synapse::RULES,
        secrets::RULES,
    ],
    groups: &[
        Group { id: "basics", title: "Basics", advanced: false },
        Group { id: "target", title: "Target", advanced: false },
        Group { id: "identity", title: "Identity", advanced: false },
        Group { id: "tags", title: "Tags", advanced: true },
    ],
    purposes: &[Purpose::Training, Purpose::PipelineSteps],
    note: "Spark jobs and pipeline steps",
    ..KindSpec::ATTACHED
};

/// None is shown in a form: the service describes the pool itself.
const FIELDS: &[Field] = &[
    Field::new(
        "autoScaleProperties",
        Type::Object(&[
            Field::new("minNodeCount", INT32).asks(synapse::COUNT_ASKED),
            Field::new("enabled", Type::Boolean),
            Field::new("maxNodeCount", INT32).asks(synapse::COUNT_ASKED),
        ]),
    )
    .create_only(),
    Field::new(
        "autoPauseProperties",
        Type::Object(&[
            Field::new("delayInMinutes", INT32).asks(synapse::COUNT_ASKED),
            Field::new("enabled", Type::Boolean),
        ]),
    )
    .create_only(),
    Field::new("sparkVersion", Type::Text(Format::Plain)).create_only(),
    Field::new("nodeCount", INT32).asks(synapse::COUNT_ASKED).create_only(),
    Field::new("nodeSize", Type::Text(Format::Plain)).create_only(),
    Field::new("nodeSizeFamily", Type::Text(Format::Plain)).create_only(),
    Field::new("subscriptionId", Type::Text(Format::Guid))
        .asks(synapse::SUBSCRIPTION_ASKED)
        .create_only(),
    Field::new("resourceGroup", Type::Text(Format::Plain)).create_only(),
    Field::new("workspaceName", Type::Text(Format::Plain)).create_only(),
    Field::new("poolName", Type::Text(Format::Plain)).create_only(),
];
