//! Batch accounts.

use crate::diagnostics::{Reporter, codes};
use crate::kinds::{Context, Rule};

codes! {
    PIPELINE_ONLY = "batch/pipeline-only" Info {
        message: "a Batch account runs pipeline steps only, not scripts",
        summary: "What an attached Batch account can run.",
        why: "Script runs that are sent to it fail.",
        evidence: [Docs "article on compute targets, section on Batch" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"Batch\"}}",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&PIPELINE_ONLY], check: note }];

fn note(cx: &Context<'_>, reporter: &mut Reporter) {
    cx.properties.report(&PIPELINE_ONLY, &["computeType"], reporter);
}
