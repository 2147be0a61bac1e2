//! Low priority, which has become Spot.

use super::{at, put};
use crate::diagnostics::{Expected, Reporter, codes};
use crate::kinds::{Context, Rule};

const PRIORITY: &[&str] = &["vmPriority"];

/// From this day on low-priority nodes are Spot machines.
const SPOT_SINCE: &str = "2026-03-31";

codes! {
    NOW_SPOT = "priority/now-spot" Warning {
        message: "since {date} low-priority nodes are Spot machines: their price moves, and they can be taken away",
        help: "save checkpoints; a job that lost its node starts again, and that is billed",
        summary: "Low priority is accepted, but means Spot machines now.",
        why: "The old low-priority machines ended; the word still validates and runs on Spot at its moving price.",
        evidence: [Docs "azure-ai-docs pull request 806" "2026-08"],
        example: "{\"properties\":{\"properties\":{\"vmPriority\":\"LowPriority\"}}}",
    }
    PREEMPTION = "priority/preemption" Info {
        message: "low-priority nodes can be taken away at any time; a job then starts again",
        help: "save checkpoints; a job lives 7 days at most instead of 21",
        summary: "Low-priority nodes can be preempted.",
        why: "There is no promise that they stay, and they have one pool of cores of their own.",
        evidence: [Docs "article on compute targets, lower cost" "2020-10"],
        example: "vmPriority LowPriority with today before 2026-03-31",
    }
    SPOT_WORD = "priority/spot-word" Warning {
        message: "`{actual}` is a word of job tiers and prices, not of clusters",
        help: "write LowPriority; such nodes are Spot machines",
        summary: "vmPriority says Spot.",
        why: "The API knows Dedicated and LowPriority only.",
        evidence: [Spec "AmlComputeProperties.vmPriority@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"properties\":{\"vmPriority\":\"Spot\"}}}",
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
    let written = data.written(PRIORITY).and_then(crate::text::Node::text);
    if let Some(text) = written.filter(|text| text.trim().eq_ignore_ascii_case(SPOT)) {
        let (order, finding) = at(data, &SPOT_WORD, PRIORITY);
        let values = vec!["Dedicated".to_owned(), "LowPriority".to_owned()];
        reporter.add(
            order,
            finding
                .param("actual", text.trim())
                .expected(Expected::OneOf { values })
                .actual(text.trim())
                .fix(put(data, PRIORITY, "LowPriority", "write `LowPriority`")),
        );
    } else if data.is_word(PRIORITY, "LowPriority") {
        let spot = cx.options.day() >= SPOT_SINCE;
        let (order, finding) = at(data, if spot { &NOW_SPOT } else { &PREEMPTION }, PRIORITY);
        reporter.add(order, finding.param("date", SPOT_SINCE));
    }
}
