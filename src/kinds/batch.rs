//! `Batch`: an account for steps of pipelines, known to SDK v1 only. No API description has it, so nothing
//! is said about members.

use super::purposes::Purpose;
use super::rules::{attach, batch, identity, names, secrets, tags};
use super::{Attach, KindSpec};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "Batch",
    title: "Batch account",
    summary: "your own Batch account, for SDK v1 pipeline steps",
    attach: Some(&Attach::to(&["Microsoft.Batch/batchAccounts"])),
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        batch::RULES,
        secrets::RULES,
    ],
    purposes: &[Purpose::PipelineSteps],
    note: "pipeline steps only",
    ..KindSpec::ATTACHED
};
