//! `Batch`: an account for steps of pipelines, known to SDK v1 only. No API description has it, so nothing
//! is said about members.

use super::rules::{attach, batch, identity, names, secrets, tags};
use super::shared::PLAIN_GROUPS;
use super::{Attach, By, KindSpec};
use crate::arm::names::ATTACHED;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "Batch",
    title: "Batch account",
    summary: "a Batch account of your own, for steps of pipelines of SDK v1",
    managed: false,
    attach: Some(&Attach { types: &["Microsoft.Batch/batchAccounts"], by: By::Id, shaping: &[] }),
    since: "",
    cli: None,
    name_rule: &ATTACHED,
    fields: &[],
    aliases: &[],
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        batch::RULES,
        secrets::RULES,
    ],
    groups: PLAIN_GROUPS,
};
