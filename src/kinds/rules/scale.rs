//! Node counts and idle time of a cluster.

use crate::arm::duration;
use crate::diagnostics::{Diagnostic, Expected, Fix, Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, Constraint, integer_in};

const SETTINGS: &str = "scaleSettings";
const MAX: &[&str] = &[SETTINGS, "maxNodeCount"];
const MIN: &[&str] = &[SETTINGS, "minNodeCount"];
const IDLE: &[&str] = &[SETTINGS, "nodeIdleTimeBeforeScaleDown"];

/// Nodes of a cluster without a support request.
const DEFAULT_LIMIT: i64 = 100;
/// Node counts beyond which something else is needed, largest first.
const LIMITS: [(i64, &str); 4] = [
    (65_000, "the largest possible cluster"),
    (4_000, "the limit on request when nodes communicate"),
    (300, "the limit without a request when nodes communicate"),
    (DEFAULT_LIMIT, "the limit without a request when nodes work independently"),
];
/// Idle time that the documents name as the default, in seconds.
const DEFAULT_IDLE: u64 = 120;
/// Below this nodes come and go between two jobs.
const SHORT_IDLE: u64 = 60;
/// Above this idle nodes are paid for.
const LONG_IDLE: u64 = 3_600;

codes! {
    MISSING = "scale/missing" Error {
        message: "`{@scaleSettings}` is missing",
        help: "give at least {@maxNodeCount} and {@minNodeCount}",
        summary: "A new cluster has no scale settings.",
        why: "The service responds with 400: both counts are required to create a cluster.",
        evidence: [Service "machinelearning-modelbuilder#2386, response 400" "2022-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}}",
    }
    MAX_MISSING = "scale/max-missing" Error {
        message: "`{@maxNodeCount}` is missing",
        help: "set the maximum number of nodes",
        summary: "Scale settings without a maximum.",
        why: "It is the only required property of the scale settings, also in a PATCH.",
        evidence: [Spec "ScaleSettings.maxNodeCount@all, required" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":0}}}}",
    }
    MIN_MISSING = "scale/min-missing" Info {
        message: "`{@minNodeCount}` is missing, which means 0",
        help: "set it: the service was once seen to require both counts",
        summary: "Scale settings without a minimum.",
        why: "Every api-version has a default of 0, and no rejected request with only a maximum is known: the one response that asks for counts names both and does not show the request. Without any scale settings the rejection is certain, see scale/missing.",
        evidence: [
            Service "machinelearning-modelbuilder#2386, response 400 that names both counts, request not shown" "2022-11",
            Spec "ScaleSettings.minNodeCount@all, default 0, not required" "2026-08",
            Docs "public templates and requests: all that were found write the minimum" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"maxNodeCount\":4}}}}",
        fix: "adds a minimum of 0",
    }
    MIN_ABOVE_MAX = "scale/min-above-max" Error {
        message: "the minimum of {min} nodes is above the maximum of {max}",
        help: "lower the minimum or raise the maximum",
        summary: "minNodeCount is greater than maxNodeCount.",
        why: "No number of nodes satisfies both.",
        evidence: [Sdk "azureml-core 1.61 rejects it on create" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":5,\"maxNodeCount\":2}}}}",
        fix: "lowers the minimum to the maximum",
    }
    NEGATIVE = "scale/negative" Error {
        message: "`{member}` is {actual}; it cannot be negative",
        summary: "A node count is negative.",
        why: "It is a count.",
        evidence: [Reasoning "a count" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":-1,\"maxNodeCount\":2}}}}",
        fix: "sets the minimum to 0",
    }
    MAX_ZERO = "scale/max-zero" Warning {
        message: "with a maximum of 0 nodes no job can run",
        help: "raise {@maxNodeCount} to {@maxNodeCount=1} or more",
        summary: "maxNodeCount is 0.",
        why: "It is accepted, but jobs wait forever.",
        evidence: [Sdk "azureml-core 1.61 accepts it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":0}}}}",
    }
    MANY_NODES = "scale/many-nodes" Warning {
        message: "{actual} nodes are more than {limit}, {reach}",
        help: "more nodes need a support request; see the quota documentation",
        docs: "https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas",
        summary: "More nodes than a cluster has without a support request.",
        why: "The service has limits that depend on how the nodes communicate.",
        evidence: [
            Docs "how-to-manage-quotas: 100 or 300 by default, 4,000 or 65,000 on request" "2026-01",
            Docs "article on compute targets, tip about 100 nodes" "2020-10",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":500}}}}",
    }
    ALWAYS_ON = "scale/always-on" Info {
        message: [
            "" => "a minimum of {min} keeps that many nodes running, billed day and night",
            "fixed" => "all {min} nodes are billed day and night; the cluster never scales",
        ],
        help: "with a minimum of 0 an idle cluster costs nothing",
        summary: "minNodeCount is above 0.",
        why: "Those nodes never stop, even when idle.",
        evidence: [Docs "article on compute targets: with 0 the cluster scales to nothing" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":1,\"maxNodeCount\":4}}}}",
        fix: "sets the minimum to 0",
    }
    IDLE_ADVICE = "scale/idle-advice" Info {
        message: [
            "absent" => "no idle time is set; the documented default is {seconds} seconds",
            "short" => "nodes stop after {seconds} idle seconds, often between two jobs",
            "long" => "idle nodes stay for {seconds} seconds and are billed",
        ],
        help: "a few minutes suit most work",
        summary: "The idle time is absent, very short or very long.",
        why: "With a short time, nodes stop between jobs; with a long one, idle nodes are billed.",
        evidence: [
            Docs "how-to-manage-optimize-cost: 120 seconds by default" "2026-03",
            Reasoning "bounds of 60 and 3,600 seconds are ours" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":4}}}}",
    }
    IDLE_ZERO = "scale/idle-zero" Warning {
        message: [
            "" => "an idle time of zero stops nodes at once",
            "empty" => "the idle time is empty; the service uses its default",
        ],
        help: "remove it, or write a time such as PT5M",
        summary: "The idle time is empty or zero.",
        why: "Older SDKs send an empty string; zero leaves no time between two jobs.",
        evidence: [Sdk "azureml-core 1.15 sends an empty text" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"\"}}}}",
        fix: "removes it",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&MIN_ABOVE_MAX, &MAX_ZERO, &MANY_NODES, &ALWAYS_ON], check: counts },
    Rule { codes: &[&IDLE_ADVICE, &IDLE_ZERO], check: idle },
];

/// What is asked of the settings: a cluster has some.
pub const SETTINGS_ASKED: &[Constraint] = &[Constraint::present(&MISSING).on_create().deep()];

/// What is asked of the largest number of nodes.
pub const MAX_ASKED: &[Constraint] =
    &[Constraint::present(&MAX_MISSING), Constraint::least(0, &NEGATIVE, negative)];

/// What is asked of the smallest number of nodes.
pub const MIN_ASKED: &[Constraint] = &[
    // Without either, the maximum says enough.
    Constraint::present(&MIN_MISSING).on_create().beside("maxNodeCount").telling(no_minimum),
    Constraint::least(0, &NEGATIVE, negative_minimum),
];

fn no_minimum(breach: &Breach<'_>, finding: &mut Diagnostic) {
    let fix = breach.put(0.into(), "add a minimum of 0").safe();
    finding.expected(Expected::Present).fix(Some(fix));
}

fn negative(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.number("actual", breach.number).member(breach.member);
    finding.expected(nodes(0, None)).actual_json(breach.number.into());
}

fn negative_minimum(breach: &Breach<'_>, finding: &mut Diagnostic) {
    negative(breach, finding);
    let max = breach.object.get("maxNodeCount").and_then(integer_in);
    if max.is_none_or(|max| max >= 0) {
        finding.fix(Some(breach.put(0.into(), "set the minimum to 0")));
    }
}

const fn nodes(min: i64, max: Option<i64>) -> Expected {
    Expected::Range { min: Some(min), max, unit: Some("nodes") }
}

fn counts(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    // A PATCH may give one half; the other is that of the cluster.
    let half = |path| {
        let written = data.integer(path);
        written.or_else(|| cx.current_integer(path).filter(|_| data.is_absent(path)))
    };
    let (min, max) = (half(MIN), half(MAX));
    let Some(max) = max.filter(|max| *max >= 0) else { return };
    if max == 0 {
        data.report(&MAX_ZERO, MAX, reporter).expected(nodes(1, None)).actual_json(max.into());
    }
    if max > DEFAULT_LIMIT {
        let (limit, reach) =
            LIMITS.iter().find(|(limit, _)| max > *limit).copied().unwrap_or_default();
        let finding = data.report(&MANY_NODES, MAX, reporter).number("actual", max);
        finding.number("limit", limit).own("reach", reach).actual_json(max.into());
    }
    let Some(min) = min.filter(|min| *min >= 0) else { return };
    if min > max {
        let finding = data.report(&MIN_ABOVE_MAX, MIN, reporter).number("min", min);
        finding.number("max", max).related(data.pointer(MAX));
        finding.expected(nodes(0, Some(max))).actual_json(min.into());
        finding.fix(Some(data.put(MIN, max.into(), "lower the minimum")));
    } else if min >= 1 {
        let finding = data.report(&ALWAYS_ON, MIN, reporter).number("min", min);
        if min == max {
            finding.reason("fixed");
        }
        finding.fix(Some(data.put(MIN, 0.into(), "set the minimum to 0")));
    }
}

fn idle(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let is_open = data.integer(MAX).is_none_or(|max| max > 0);
    let mut advise = |reason, seconds: u64| {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        data.report(&IDLE_ADVICE, IDLE, reporter).reason(reason).number("seconds", seconds);
    };
    if data.is_absent(IDLE) {
        if cx.creates() && data.node(&[SETTINGS]).is_some() && is_open {
            advise("absent", DEFAULT_IDLE);
        }
        return;
    }
    let Some(text) = data.text(IDLE) else { return };
    let found = duration::parse(text);
    if text.is_empty() || found.is_some_and(|found| found.seconds == 0) {
        let fix = Fix::remove("remove it", data.pointer(IDLE));
        let finding = data.report(&IDLE_ZERO, IDLE, reporter).fix(Some(fix));
        if text.is_empty() {
            finding.reason("empty");
        }
        return;
    }
    // Of the others duration/odd says what there is to say.
    let Some(found) = found.filter(|found| !found.calendar && !found.fraction) else { return };
    if found.seconds < SHORT_IDLE && is_open {
        advise("short", found.seconds);
    } else if found.seconds > LONG_IDLE && is_open {
        advise("long", found.seconds);
    }
}
