//! Instances: when they stop by themselves, and who works on them.

use crate::arm::{duration, names};
use crate::diagnostics::{Diagnostic, Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, Constraint, Form, GUID};

/// Where the idle time stands.
pub(super) const IDLE: &[&str] = &["idleTimeBeforeShutdown"];
const SSO: &[&str] = &["enableSSO"];
const IDENTITY_TYPE: &[&str] = &["identity", "type"];

/// 15 minutes.
const SHORTEST_IDLE: u64 = 900;
/// 3 days.
const LONGEST_IDLE: u64 = 259_200;

codes! {
    IDLE_RANGE = "instance/idle-range" Error {
        message: "an instance can be idle from 15 minutes to 3 days before it is stopped, not `{actual}`",
        summary: "The idle time of an instance is outside its range.",
        why: "The service rejects it.",
        evidence: [
            Spec "ComputeInstanceProperties.idleTimeBeforeShutdown@2026-05-01, prose" "2026-08",
            Docs "how-to-create-compute-instance" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"idleTimeBeforeShutdown\":\"PT5M\"}}}",
        fix: "writes the nearest limit",
    }
    IDLE_MISSING = "instance/idle-missing" Info {
        message: "nothing stops the instance automatically; it is billed until somebody stops it",
        help: "set {@idleTimeBeforeShutdown}, such as {@idleTimeBeforeShutdown=PT60M}, or a schedule that stops it",
        summary: "An instance without idle shutdown and without a schedule that stops it.",
        why: "Forgotten instances are the most common surprise on a bill.",
        evidence: [Docs "article on compute targets: stop it to end the charges" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"}}",
        fix: "adds an idle time of one hour",
    }
    IDLE_ROLE = "instance/idle-role" Info {
        message: "with an identity, idle shutdown works only if the identity may stop the instance",
        help: "give the identity the Contributor role on the instance",
        summary: "Idle shutdown is used together with an identity.",
        why: "The instance uses its identity to stop itself.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "{\"identity\":{\"type\":\"SystemAssigned\"},\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"idleTimeBeforeShutdown\":\"PT60M\"}}}",
    }
    SSO_OFF = "instance/sso-off" Warning {
        message: "single sign-on is disabled when scripts or custom applications are given",
        help: "remove {@enableSSO}, or the scripts and applications",
        summary: "enableSSO is true, but setup scripts or custom applications are given.",
        why: "The service disables it in that case.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"enableSSO\":true,\"setupScripts\":{\"scripts\":{\"startupScript\":{}}}}}}",
    }
    ASSIGNED_USER = "instance/assigned-user" Error {
        message: "`{member}` must be the GUID of a user or directory; `{actual}` is not one",
        help: "copy the object id, not a name or an email address",
        summary: "The assigned user or the tenant is not a GUID.",
        why: "The directory has no other kind of id.",
        evidence: [Docs "ids of directory objects are GUIDs" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"personalComputeInstanceSettings\":{\"assignedUser\":{\"objectId\":\"me@contoso.com\"}}}}}",
    }
}

/// The rules. Whether anything stops the instance is asked with its schedules.
pub const RULES: &[Rule] =
    &[Rule { codes: &[&IDLE_ROLE], check: idle }, Rule { codes: &[&SSO_OFF], check: sign_on }];

/// What is asked of the idle time.
pub const IDLE_ASKED: &[Constraint] =
    &[Constraint::seconds(SHORTEST_IDLE, LONGEST_IDLE, &IDLE_RANGE, idle_range)];

fn idle_range(breach: &Breach<'_>, finding: &mut Diagnostic) {
    let text = breach.text;
    let is_short = duration::parse(text).is_some_and(|found| found.seconds < SHORTEST_IDLE);
    let bound = if is_short { SHORTEST_IDLE } else { LONGEST_IDLE };
    finding.param("actual", text).actual(text);
    finding.fix(Some(breach.write(&duration::spell(bound))));
}

/// What is asked of the ids of a person and of a directory.
pub const ID_ASKED: &[Constraint] = &[Constraint::form(&IDS, &ASSIGNED_USER, no_guid)];

static IDS: Form = Form::new(names::is_guid, GUID, "a GUID of the directory");

fn no_guid(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.member(breach.member).param("actual", breach.text).actual(breach.text);
}

fn idle(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.filled(IDLE).is_none() {
        return;
    }
    let identity = cx.body.filled(IDENTITY_TYPE);
    if identity.is_some_and(|kind| !kind.eq_ignore_ascii_case("None")) {
        data.report(&IDLE_ROLE, IDLE, reporter).related(cx.body.pointer(IDENTITY_TYPE));
    }
}

fn sign_on(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.boolean(SSO) != Some(true) {
        return;
    }
    let script = |name| data.node(&["setupScripts", "scripts", name]).is_some();
    let scripts = script("creationScript") || script("startupScript");
    let member = if scripts { "setupScripts" } else { "customServices" };
    if scripts || data.entries(&["customServices"]).next().is_some() {
        data.report(&SSO_OFF, SSO, reporter).related(data.pointer(&[member]));
    }
}
