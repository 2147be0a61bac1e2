//! Instances: when they stop by themselves, who works on them, and what their schedules say.

use crate::arm::{duration, names};
use crate::diagnostics::{Expected, Fix, Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::text::Node;

const IDLE: &[&str] = &["idleTimeBeforeShutdown"];
const SSO: &[&str] = &["enableSSO"];
const SCHEDULES: &[&str] = &["schedules", "computeStartStop"];
const USER: &str = "personalComputeInstanceSettings";

/// 15 minutes.
const SHORTEST_IDLE: u64 = 900;
/// 3 days.
const LONGEST_IDLE: u64 = 259_200;
/// Schedules of one instance.
const MOST_SCHEDULES: usize = 4;

codes! {
    IDLE_RANGE = "instance/idle-range" Error {
        message: "an instance can be idle for 15 minutes to 3 days before it is stopped, not `{actual}`",
        summary: "The idle time of an instance is outside its range.",
        why: "The service refuses it.",
        evidence: [
            Spec "ComputeInstanceProperties.idleTimeBeforeShutdown@2026-05-01, prose" "2026-08",
            Docs "how-to-create-compute-instance" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"idleTimeBeforeShutdown\":\"PT5M\"}}}",
        fix: "writes the nearest bound",
    }
    IDLE_MISSING = "instance/idle-missing" Info {
        message: "nothing stops the instance by itself; it is billed until somebody does",
        help: "set idleTimeBeforeShutdown, such as PT60M, or a schedule that stops it",
        summary: "An instance without idle shutdown and without a schedule that stops it.",
        why: "Instances that nobody stopped are the commonest surprise on a bill.",
        evidence: [Docs "article on compute targets: stop it to end the charges" "2020-10"],
        example: "an instance with a size only",
        fix: "adds an idle time of an hour",
    }
    SSO_OFF = "instance/sso-off" Warning {
        message: "single sign-on is switched off when scripts or own applications are given",
        help: "leave enableSSO out, or the scripts and applications",
        summary: "enableSSO is true beside setup scripts or own applications.",
        why: "The service switches it off in that case.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "enableSSO true with setupScripts",
    }
    ASSIGNED_USER = "instance/assigned-user" Error {
        message: "`{member}` is the id of a person or directory, a GUID; `{actual}` is none",
        help: "copy the object id, not a name or an address",
        summary: "The assigned user or the tenant is no GUID.",
        why: "The directory knows nobody by another kind of id.",
        evidence: [Docs "ids of directory objects are GUIDs" "2026-11"],
        example: "assignedUser with an address as objectId",
    }
    ACTION_MISSING = "schedule/action-missing" Error {
        message: "the schedule does not say what it does",
        help: "give `action`: Start or Stop",
        summary: "A schedule without an action.",
        why: "The description calls it required; without it the entry says nothing.",
        evidence: [
            Spec "ComputeStartStopSchedule.action@2022-10-01 and later, prose" "2026-08",
            Sdk "azure-ai-ml 1.35.2 asks for it" "2026-11",
        ],
        example: "a schedule with a cron expression only",
    }
    TRIGGER_MISSING = "schedule/trigger-missing" Error {
        message: [
            "" => "the schedule does not say when: neither cron nor recurrence is given",
            "named" => "the schedule's triggerType names `{member}`, which is missing",
        ],
        help: "give `cron` with an expression, or `recurrence` with a frequency",
        summary: "A schedule without a time.",
        why: "It would never act.",
        evidence: [Spec "ComputeStartStopSchedule@2026-05-01, prose" "2026-08"],
        example: "a schedule with an action only",
    }
    TRIGGER_ODD = "schedule/trigger-odd" Warning {
        message: [
            "untold" => "`triggerType` is missing; say which of the two it is",
            "spare" => "both cron and recurrence are given; `{member}` is ignored",
        ],
        summary: "The trigger type is absent, or there is one trigger too many.",
        why: "The service reads the one that triggerType names.",
        evidence: [Spec "ComputeStartStopSchedule@2026-05-01, prose" "2026-08"],
        example: "a schedule with cron and without triggerType",
        fix: "says which it is, or removes the spare one",
    }
    TOO_MANY = "schedule/too-many" Warning {
        message: "{count} schedules are more than the {limit} that the documents allow",
        summary: "More than four schedules.",
        why: "One document names the limit.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "five schedules",
    }
    START_WITHOUT_STOP = "schedule/start-without-stop" Info {
        message: "the instance is started by a schedule and stopped by nothing",
        help: "add a schedule that stops it, or an idle time",
        summary: "A schedule that starts, none that stops, and no idle shutdown.",
        why: "It is billed from the first start on.",
        evidence: [Docs "article on compute targets: stop it to end the charges" "2020-10"],
        example: "one Start schedule",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&IDLE_RANGE, &IDLE_MISSING, &START_WITHOUT_STOP], check: stopping },
    Rule { codes: &[&SSO_OFF], check: sign_on },
    Rule { codes: &[&ASSIGNED_USER], check: assigned_user },
    Rule { codes: &[&ACTION_MISSING, &TRIGGER_MISSING, &TRIGGER_ODD, &TOO_MANY], check: schedules },
];

/// Whether a schedule that is not switched off does this.
fn does(schedule: Node<'_>, action: &str) -> bool {
    let is = |member: &str, word: &str| {
        schedule
            .get(member)
            .and_then(Node::text)
            .is_some_and(|text| text.eq_ignore_ascii_case(word))
    };
    is("action", action) && !is("status", "Disabled")
}

fn stopping(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.is_empty(IDLE) {
        let list = data.node(SCHEDULES);
        let any = |action| list.is_some_and(|list| list.items().any(|item| does(item, action)));
        if !cx.creates() || any("Stop") {
            return;
        }
        if any("Start") {
            data.report(&START_WITHOUT_STOP, SCHEDULES, reporter);
        } else if cx.options.version() >= "2025-12-01" {
            let fix = data.put(IDLE, "PT60M".into(), "stop it after an idle hour");
            data.report(&IDLE_MISSING, IDLE, reporter).fix(data.object().map(|_| fix));
        } else {
            data.report(&IDLE_MISSING, IDLE, reporter);
        }
        return;
    }
    let Some(text) = data.text(IDLE) else { return };
    let Some(found) = duration::parse(text) else { return };
    let bound = if found.seconds < SHORTEST_IDLE {
        SHORTEST_IDLE
    } else if found.seconds > LONGEST_IDLE {
        LONGEST_IDLE
    } else {
        return;
    };
    let finding = data.report(&IDLE_RANGE, IDLE, reporter).param("actual", text).actual(text);
    finding.fix(Some(Fix::write(data.pointer(IDLE), &duration::spell(bound))));
}

fn sign_on(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let scripts = data.node(&["setupScripts", "scripts"]);
    let given = scripts.is_some_and(|scripts| scripts.members().next().is_some());
    let services = data.node(&["customServices"]);
    let served = services.is_some_and(|services| services.items().next().is_some());
    if data.boolean(SSO) == Some(true) && (given || served) {
        data.report(&SSO_OFF, SSO, reporter);
    }
}

fn assigned_user(cx: &Context<'_>, reporter: &mut Reporter) {
    for member in ["objectId", "tenantId"] {
        let path = &[USER, "assignedUser", member];
        let Some(id) = cx.data.text(path).filter(|id| !id.is_empty()) else { continue };
        if !names::is_guid(id) {
            let finding = cx.data.report(&ASSIGNED_USER, path, reporter).param("member", member);
            finding.param("actual", id).actual(id);
        }
    }
}

fn schedules(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(list) = cx.data.node(SCHEDULES) else { return };
    let count = list.items().count();
    if count > MOST_SCHEDULES {
        let finding = list.report(&TOO_MANY, reporter).count("count", count);
        finding.count("limit", MOST_SCHEDULES);
    }
    for schedule in list.items().filter(|item| item.kind() == crate::text::Kind::Object) {
        trigger(schedule, reporter);
        let is_empty = |node: Option<Node<'_>>| {
            node.is_none_or(|node| node.is_null() || node.text().is_some_and(str::is_empty))
        };
        if is_empty(schedule.get("action")) {
            let path = schedule.pointer_of("action");
            let values = vec!["Start".to_owned(), "Stop".to_owned()];
            let finding = reporter.add(&ACTION_MISSING, path, schedule.index());
            finding.expected(Expected::OneOf { values });
        }
    }
}

fn trigger(schedule: Node<'_>, reporter: &mut Reporter) {
    let given = |member: &str| schedule.get(member).filter(|node| !node.is_null());
    let (cron, recurrence) = (given("cron"), given("recurrence"));
    let kind = given("triggerType").and_then(Node::text).unwrap_or_default();
    let is = |word: &str| kind.eq_ignore_ascii_case(word);
    let missing = |reporter: &mut Reporter, member: &str, named: bool| {
        let path = schedule.pointer_of(member);
        let finding = reporter.add(&TRIGGER_MISSING, path, schedule.index());
        finding.expected(Expected::Present);
        if named {
            finding.reason("named").param("member", member);
        }
    };
    let spare = |reporter: &mut Reporter, node: Node<'_>, member: &str| {
        let fix = Fix::remove("remove it", node.pointer());
        let finding = node.report_key(&TRIGGER_ODD, reporter).reason("spare");
        finding.param("member", member).fix(Some(fix));
    };
    match (cron, recurrence) {
        (None, None) => {
            let member = if is("Recurrence") { "recurrence" } else { "cron" };
            missing(reporter, member, !kind.is_empty());
        }
        (None, Some(_)) if is("Cron") => missing(reporter, "cron", true),
        (Some(_), None) if is("Recurrence") => missing(reporter, "recurrence", true),
        (Some(_), Some(recurrence)) if is("Cron") => spare(reporter, recurrence, "recurrence"),
        (Some(cron), Some(_)) if is("Recurrence") => spare(reporter, cron, "cron"),
        (cron, _) if kind.is_empty() => {
            let word = if cron.is_some() { "Cron" } else { "Recurrence" };
            let path = schedule.pointer_of("triggerType");
            let finding = reporter.add(&TRIGGER_ODD, path.clone(), schedule.index());
            let add = crate::diagnostics::Operation::Add { path, value: word.into() };
            finding.reason("untold").fix(Some(Fix::suggested("say which it is", vec![add])));
        }
        _ => {}
    }
}
