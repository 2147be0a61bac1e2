//! `DataLakeAnalytics`: an account of a service that is closed. Members of api-version 2026-05-01.

use super::purposes::Purpose;
use super::rules::{attach, data_lake, identity, names, secrets, tags};
use super::{Attach, KindSpec, Removal};
use crate::schema::{Field, Format, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "DataLakeAnalytics",
    title: "Data Lake Analytics account",
    summary: "an account of a service that was closed in 2024",
    attach: Some(&Attach::to(&["Microsoft.DataLakeAnalytics/accounts"])),
    since: "2018-11-19",
    fields: FIELDS,
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        data_lake::RULES,
        secrets::RULES,
    ],
    removal: Removal::DetachOrLose,
    purposes: &[Purpose::PipelineSteps],
    note: "pipeline steps only; the service is closed",
    ..KindSpec::ATTACHED
};

const FIELDS: &[Field] = &[Field::new("dataLakeStoreAccountName", Type::Text(Format::Plain))
    .create_only()
    .form("target", "Store account", "name of the Data Lake Store account")];
