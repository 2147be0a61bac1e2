//! `Databricks`: a workspace of the caller's, for steps of pipelines. Members of api-version 2026-05-01.

use super::purposes::Purpose;
use super::rules::{attach, databricks, identity, names, secrets, tags};
use super::{Attach, ComputeAction, KindSpec};
use crate::schema::{Field, Format, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "Databricks",
    title: "Databricks workspace",
    summary: "your own Databricks workspace, for pipeline steps",
    attach: Some(&Attach {
        any_subscription: true,
        ..Attach::to(&["Microsoft.Databricks/workspaces"])
    }),
    since: "2018-11-19",
    fields: FIELDS,
    aliases: &[("access_token", "databricksAccessToken"), ("token", "databricksAccessToken")],
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        databricks::RULES,
        secrets::RULES,
    ],
    actions: &[ComputeAction::ListKeys, ComputeAction::Delete, ComputeAction::Detach],
    purposes: &[Purpose::PipelineSteps],
    note: "pipeline steps only",
    ..KindSpec::ATTACHED
};

const FIELDS: &[Field] = &[
    // Not marked as a secret in the API, and one all the same.
    Field::new("databricksAccessToken", Type::Text(Format::Password)).secret().create_only().form(
        "target",
        "Access token",
        "a token of the Databricks workspace",
    ),
    Field::new("workspaceUrl", Type::Text(Format::Host))
        .create_only()
        .since("2021-01-01")
        .form("target", "Workspace URL", "")
        .example("https://adb-1234567890123456.7.azuredatabricks.net"),
];
