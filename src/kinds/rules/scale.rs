//! Node counts and idle time of a cluster.

use super::{at, pointer, put, remove};
use crate::arm::duration;
use crate::diagnostics::{Applicability, Expected, Reporter, codes};
use crate::kinds::{Context, Rule};

const SETTINGS: &str = "scaleSettings";
const MAX: &[&str] = &[SETTINGS, "maxNodeCount"];
const MIN: &[&str] = &[SETTINGS, "minNodeCount"];
const IDLE: &[&str] = &[SETTINGS, "nodeIdleTimeBeforeScaleDown"];

/// Nodes of a cluster without a support request.
const DEFAULT_LIMIT: i64 = 100;
/// Nodes of a cluster with communication between them without a support request.
const COMMUNICATION_LIMIT: i64 = 300;
/// Nodes of a cluster with communication between them on request.
const COMMUNICATION_CEILING: i64 = 4_000;
/// Nodes of a cluster on request.
const CEILING: i64 = 65_000;
/// Idle time that the documents name as the default, in seconds.
const DEFAULT_IDLE: u64 = 120;
/// Below this nodes come and go between two jobs.
const SHORT_IDLE: u64 = 60;
/// Above this idle nodes are paid for.
const LONG_IDLE: u64 = 3_600;

codes! {
    MISSING = "scale/missing" Error {
        message: "`scaleSettings` is missing",
        help: "give at least maxNodeCount and minNodeCount",
        summary: "A new cluster has no scale settings.",
        why: "The service answers 400: both counts must be given to create a cluster.",
        evidence: [Service "machinelearning-modelbuilder#2386, answer 400" "2022-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}}",
    }
    MAX_MISSING = "scale/max-missing" Error {
        message: "`maxNodeCount` is missing",
        help: "say how many nodes may work at most",
        summary: "Scale settings without a maximum.",
        why: "It is the one required member of the scale settings, in a PATCH as well.",
        evidence: [Spec "ScaleSettings.maxNodeCount@all, required" "2026-08"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":0}}}}",
    }
    MIN_MISSING = "scale/min-missing" Warning {
        message: "`minNodeCount` is missing",
        help: "the description says 0, the service was seen to ask for it",
        summary: "Scale settings without a minimum.",
        why: "The API description has a default of 0; the service has answered that both counts are needed.",
        evidence: [
            Service "machinelearning-modelbuilder#2386, answer 400" "2022-10",
            Spec "ScaleSettings.minNodeCount@all, default 0" "2026-08",
        ],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"maxNodeCount\":4}}}}",
        fix: "adds a minimum of 0",
    }
    MIN_ABOVE_MAX = "scale/min-above-max" Error {
        message: "the minimum of {min} nodes is above the maximum of {max}",
        help: "lower the minimum or raise the maximum",
        summary: "minNodeCount is greater than maxNodeCount.",
        why: "No number of nodes fits.",
        evidence: [Sdk "azureml-core 1.61 refuses it on create" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":5,\"maxNodeCount\":2}}}}",
        fix: "lowers the minimum to the maximum",
    }
    NEGATIVE = "scale/negative" Error {
        message: "`{member}` is {actual}; a cluster cannot have fewer than no nodes",
        summary: "A node count is negative.",
        why: "It is a count.",
        evidence: [Reasoning "a count" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":-1,\"maxNodeCount\":2}}}}",
        fix: "sets the minimum to 0",
    }
    MAX_ZERO = "scale/max-zero" Warning {
        message: "with at most 0 nodes no job can run",
        help: "raise maxNodeCount to 1 or more",
        summary: "maxNodeCount is 0.",
        why: "Accepted, but jobs wait for ever.",
        evidence: [Sdk "azureml-core 1.61 accepts it" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":0}}}}",
    }
    MANY_NODES = "scale/many-nodes" Warning {
        message: "{actual} nodes are more than {limit}, {reach}",
        help: "more nodes need a support request; see the quota page",
        docs: "https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas",
        summary: "More nodes than a cluster has without a support request.",
        why: "The service ends at limits that depend on how the nodes talk to each other.",
        evidence: [
            Docs "how-to-manage-quotas: 100 or 300 by default, 4,000 or 65,000 on request" "2026-01",
            Docs "article on compute targets, tip about 100 nodes" "2020-10",
        ],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":500}}}}",
    }
    ALWAYS_ON = "scale/always-on" Info {
        message: [
            "" => "{min} of the nodes are billed day and night",
            "fixed" => "all {min} nodes are billed day and night; the cluster never scales",
        ],
        help: "with a minimum of 0 an idle cluster costs nothing",
        summary: "minNodeCount is above 0.",
        why: "Those nodes never stop.",
        evidence: [Docs "article on compute targets: with 0 the cluster scales to nothing" "2020-10"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":1,\"maxNodeCount\":4}}}}",
        fix: "sets the minimum to 0",
    }
    IDLE_ADVICE = "scale/idle-advice" Info {
        message: [
            "absent" => "no idle time is given; the documents say {seconds} seconds",
            "short" => "after {seconds} idle seconds nodes stop, often between two jobs",
            "long" => "nodes stay for {seconds} idle seconds, and are billed",
        ],
        help: "a few minutes suit most work",
        summary: "The idle time is absent, very short or very long.",
        why: "Short times make nodes come and go, long ones are paid for.",
        evidence: [
            Docs "how-to-manage-optimize-cost: 120 seconds by default" "2026-03",
            Reasoning "bounds of 60 and 3,600 seconds are ours" "2026-11",
        ],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":4}}}}",
    }
    IDLE_ZERO = "scale/idle-zero" Warning {
        message: [
            "" => "an idle time of zero stops nodes at once",
            "empty" => "the idle time is empty; the service takes its default",
        ],
        help: "leave it out, or write a time such as PT5M",
        summary: "The idle time is empty or zero.",
        why: "Older SDKs send an empty text; zero leaves no time between two jobs.",
        evidence: [Sdk "azureml-core 1.15 sends an empty text" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"\"}}}}",
        fix: "removes it",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&MISSING, &MAX_MISSING, &MIN_MISSING], check: presence },
    Rule { codes: &[&MIN_ABOVE_MAX, &NEGATIVE, &MAX_ZERO, &MANY_NODES, &ALWAYS_ON], check: counts },
    Rule { codes: &[&IDLE_ADVICE, &IDLE_ZERO], check: idle },
];

fn presence(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.is_absent(&[SETTINGS]) {
        if cx.creates() {
            let (order, finding) = at(data, &MISSING, &[SETTINGS]);
            reporter.add(order, finding.expected(Expected::Present));
        }
        return;
    }
    if data.is_absent(MAX) {
        let (order, finding) = at(data, &MAX_MISSING, MAX);
        reporter.add(order, finding.expected(Expected::Present));
    } else if cx.creates() && data.is_absent(MIN) {
        let (order, finding) = at(data, &MIN_MISSING, MIN);
        let mut fix = put(data, MIN, 0, "add a minimum of 0");
        fix.applicability = Applicability::Safe;
        reporter.add(order, finding.expected(Expected::Present).fix(fix));
    }
}

fn counts(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let (min, max) = (data.integer(MIN), data.integer(MAX));
    for (path, value) in [(MIN, min), (MAX, max)] {
        let Some(value) = value.filter(|value| *value < 0) else {
            continue;
        };
        let (order, finding) = at(data, &NEGATIVE, path);
        let fix = (path == MIN && max.is_none_or(|max| max >= 0))
            .then(|| put(data, MIN, 0, "set the minimum to 0"));
        let member = path.last().copied().unwrap_or_default();
        let finding = finding.param("member", member).param("actual", value).actual(value);
        let expected = Expected::Range { min: Some(0), max: None, unit: Some("nodes") };
        reporter.add(order, finding.expected(expected).fix(fix));
    }
    let Some(max) = max.filter(|max| *max >= 0) else {
        return;
    };
    if max == 0 {
        let (order, finding) = at(data, &MAX_ZERO, MAX);
        let expected = Expected::Range { min: Some(1), max: None, unit: Some("nodes") };
        reporter.add(order, finding.expected(expected).actual(max));
    }
    if max > DEFAULT_LIMIT {
        let (limit, reach) = if max > CEILING {
            (CEILING, "the largest cluster there is")
        } else if max > COMMUNICATION_CEILING {
            (COMMUNICATION_CEILING, "the most on request when nodes talk to each other")
        } else if max > COMMUNICATION_LIMIT {
            (COMMUNICATION_LIMIT, "the most without a request when nodes talk to each other")
        } else {
            (DEFAULT_LIMIT, "the most without a request when nodes work alone")
        };
        let (order, finding) = at(data, &MANY_NODES, MAX);
        reporter.add(
            order,
            finding.param("actual", max).param("limit", limit).param("reach", reach).actual(max),
        );
    }
    let Some(min) = min.filter(|min| *min >= 0) else {
        return;
    };
    if min > max {
        let (order, finding) = at(data, &MIN_ABOVE_MAX, MIN);
        reporter.add(
            order,
            finding
                .param("min", min)
                .param("max", max)
                .related(pointer(data, MAX))
                .expected(Expected::Range { min: Some(0), max: Some(max), unit: Some("nodes") })
                .actual(min)
                .fix(put(data, MIN, max, &format!("lower the minimum to {max}"))),
        );
    } else if min >= 1 {
        let (order, mut finding) = at(data, &ALWAYS_ON, MIN);
        if min == max {
            finding = finding.param("reason", "fixed");
        }
        let fix = put(data, MIN, 0, "set the minimum to 0");
        reporter.add(order, finding.param("min", min).fix(fix));
    }
}

fn idle(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let is_open = data.integer(MAX).is_none_or(|max| max > 0);
    if data.is_absent(IDLE) {
        if cx.creates() && data.node(&[SETTINGS]).is_some() && is_open {
            let (order, finding) = at(data, &IDLE_ADVICE, IDLE);
            let default = i64::try_from(DEFAULT_IDLE).unwrap_or_default();
            reporter.add(order, finding.param("reason", "absent").param("seconds", default));
        }
        return;
    }
    let Some(text) = data.text(IDLE) else { return };
    let seconds = duration::parse(&text).map(|found| found.seconds);
    if text.is_empty() || seconds == Some(0) {
        let (order, mut finding) = at(data, &IDLE_ZERO, IDLE);
        if text.is_empty() {
            finding = finding.param("reason", "empty");
        }
        reporter.add(order, finding.fix(remove(data, IDLE, "leave it out")));
        return;
    }
    let Some(found) = duration::parse(&text) else {
        return;
    };
    if found.calendar || found.fraction || !is_open {
        return; // duration/odd says what there is to say
    }
    let reason = if found.seconds < SHORT_IDLE {
        "short"
    } else if found.seconds > LONG_IDLE {
        "long"
    } else {
        return;
    };
    let (order, finding) = at(data, &IDLE_ADVICE, IDLE);
    let seconds = i64::try_from(found.seconds).unwrap_or(i64::MAX);
    reporter.add(order, finding.param("reason", reason).param("seconds", seconds));
}
