//! Low priority, which has become Spot.

use crate::diagnostics::{Expected, Fix, Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::schema::UNKNOWN_WORD;

const PRIORITY: &[&str] = &["vmPriority"];

/// From this day on low-priority nodes are Spot machines.
const SPOT_SINCE: &str = "2026-03-31";

codes! {
    NOW_SPOT = "priority/now-spot" Warning {
        message: "since {date} low-priority nodes are Spot machines: their price varies, and they can be evicted",
        help: "save checkpoints; a job that lost its node starts again, which is billed",
        summary: "Low priority is accepted, but now means Spot machines.",
        why: "The old low-priority machines ended; the value is still valid and means Spot machines at a varying price.",
        evidence: [Docs "azure-ai-docs pull request 806" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmPriority\":\"LowPriority\"}}}",
    }
    PREEMPTION = "priority/preemption" Info {
        message: "low-priority nodes can be evicted at any time; the job then starts again",
        help: "save checkpoints; a job can run for 7 days at most instead of 21",
        summary: "Low-priority nodes can be preempted.",
        why: "Their availability is not guaranteed, and they have a core quota of their own.",
        evidence: [Docs "article on compute targets, lower cost" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmPriority\":\"LowPriority\"}}}" with "{\"today\":\"2026-03-30\"}",
    }
    SPOT_WORD = "priority/spot-word" Warning {
        message: "`{actual}` is a value for job tiers and prices, not for clusters",
        help: "write LowPriority; such nodes are Spot machines",
        supersedes: [UNKNOWN_WORD],
        summary: "vmPriority says Spot.",
        why: "The API accepts Dedicated and LowPriority only.",
        evidence: [Spec "AmlComputeProperties.vmPriority@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmPriority\":\"Spot\"}}}",
        fix: "writes LowPriority",
    }
}

/// The rules.
pub const RULES: &[Rule] =
    &[Rule { codes: &[&NOW_SPOT, &PREEMPTION, &SPOT_WORD], check: priority }];

/// The word that has a code of its own in the place of an unknown word.
pub const SPOT: &str = "Spot";

fn priority(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    // Spot is no word of the table, so the walk has faulted it; the finding is ours.
    let written =
        data.written(PRIORITY).and_then(crate::text::Node::text).unwrap_or_default().trim();
    if written.eq_ignore_ascii_case(SPOT) {
        let values = vec!["Dedicated".to_owned(), "LowPriority".to_owned()];
        let finding = data.report(&SPOT_WORD, PRIORITY, reporter).param("actual", written);
        finding.actual(written).expected(Expected::OneOf { values });
        finding.fix(Some(Fix::write(data.pointer(PRIORITY), "LowPriority")));
    } else if data.is_word(PRIORITY, "LowPriority") {
        let spot = cx.options.day() >= SPOT_SINCE;
        let code = if spot { &NOW_SPOT } else { &PREEMPTION };
        data.report(code, PRIORITY, reporter).own("date", SPOT_SINCE);
    }
}
