//! `DataFactory`: a factory, attached or made. The kind has no members of its own in any api-version.

use super::purposes::Purpose;
use super::rules::{attach, data_factory, identity, names, secrets, tags};
use super::{Attach, By, KindSpec, Removal};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "DataFactory",
    title: "Data factory",
    summary: "a data factory that moves data for pipelines",
    attach: Some(&Attach { by: By::IdOrNew, ..Attach::to(&["Microsoft.DataFactory/factories"]) }),
    since: "2018-11-19",
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        data_factory::RULES,
        secrets::RULES,
    ],
    removal: Removal::DetachOrLose,
    purposes: &[Purpose::PipelineSteps],
    note: "moves data in pipeline steps only",
    ..KindSpec::ATTACHED
};
