//! Batch accounts.

use crate::diagnostics::{Reporter, codes};
use crate::kinds::{Context, Rule};

codes! {
    PIPELINE_ONLY = "batch/pipeline-only" Info {
        message: "a Batch account serves steps of pipelines only, not script runs",
        summary: "What an attached Batch account is good for.",
        why: "Runs that are sent to it fail.",
        evidence: [Docs "article on compute targets, section on Batch" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"Batch\"}}",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&PIPELINE_ONLY], check: note }];

fn note(cx: &Context<'_>, reporter: &mut Reporter) {
    cx.properties.report(&PIPELINE_ONLY, &["computeType"], reporter);
}
