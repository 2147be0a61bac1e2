//! `DataLakeAnalytics`: an account of a service that is closed. Members of api-version 2026-05-01.

use super::rules::{attach, data_lake, identity, names, secrets, tags};
use super::shared::PLAIN_GROUPS;
use super::{Attach, By, KindSpec};
use crate::arm::names::ATTACHED;
use crate::schema::{Field, Format, Type};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "DataLakeAnalytics",
    title: "Data Lake Analytics account",
    summary: "an account of a service that was closed in 2024",
    managed: false,
    attach: Some(&Attach {
        types: &["Microsoft.DataLakeAnalytics/accounts"],
        by: By::Id,
        shaping: &[],
    }),
    since: "2018-11-19",
    cli: None,
    name_rule: &ATTACHED,
    fields: FIELDS,
    aliases: &[],
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        data_lake::RULES,
        secrets::RULES,
    ],
    groups: PLAIN_GROUPS,
};

const FIELDS: &[Field] = &[Field::new("dataLakeStoreAccountName", Type::Text(Format::Plain))
    .create_only()
    .form("target", "Store account", "name of the Data Lake Store account")];
