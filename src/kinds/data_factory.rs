//! `DataFactory`: a factory, attached or made. The kind has no members of its own in any api-version.

use super::rules::{attach, data_factory, identity, names, secrets, tags};
use super::shared::PLAIN_GROUPS;
use super::{Attach, By, KindSpec};
use crate::arm::names::ATTACHED;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "DataFactory",
    title: "Data factory",
    summary: "a data factory that moves data for pipelines",
    managed: false,
    attach: Some(&Attach {
        types: &["Microsoft.DataFactory/factories"],
        by: By::IdOrNew,
        shaping: &[],
    }),
    since: "2018-11-19",
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
        data_factory::RULES,
        secrets::RULES,
    ],
    groups: PLAIN_GROUPS,
};
