//! Instances: when they stop by themselves, and who works on them.

use crate::arm::{duration, names};
use crate::diagnostics::{Fix, Reporter, codes};
use crate::kinds::{Context, Rule};

/// Where the idle time stands.
pub(super) const IDLE: &[&str] = &["idleTimeBeforeShutdown"];
const SSO: &[&str] = &["enableSSO"];
const IDENTITY_TYPE: &[&str] = &["identity", "type"];
const USER: &str = "personalComputeInstanceSettings";

/// 15 minutes.
const SHORTEST_IDLE: u64 = 900;
/// 3 days.
const LONGEST_IDLE: u64 = 259_200;

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
        help: "set {@idleTimeBeforeShutdown}, such as {@idleTimeBeforeShutdown=PT60M}, or a schedule that stops it",
        summary: "An instance without idle shutdown and without a schedule that stops it.",
        why: "Instances that nobody stopped are the commonest surprise on a bill.",
        evidence: [Docs "article on compute targets: stop it to end the charges" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"}}",
        fix: "adds an idle time of an hour",
    }
    IDLE_ROLE = "instance/idle-role" Info {
        message: "with an identity, idle shutdown works only if the identity may stop the instance",
        help: "give the identity the role Contributor on the instance",
        summary: "Idle shutdown together with an identity.",
        why: "The instance stops itself in the name of its identity.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "{\"identity\":{\"type\":\"SystemAssigned\"},\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"idleTimeBeforeShutdown\":\"PT60M\"}}}",
    }
    SSO_OFF = "instance/sso-off" Warning {
        message: "single sign-on is switched off when scripts or own applications are given",
        help: "leave {@enableSSO} out, or the scripts and applications",
        summary: "enableSSO is true beside setup scripts or own applications.",
        why: "The service switches it off in that case.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"enableSSO\":true,\"setupScripts\":{\"scripts\":{\"startupScript\":{}}}}}}",
    }
    ASSIGNED_USER = "instance/assigned-user" Error {
        message: "`{member}` is the id of a person or directory, a GUID; `{actual}` is none",
        help: "copy the object id, not a name or an address",
        summary: "The assigned user or the tenant is no GUID.",
        why: "The directory knows nobody by another kind of id.",
        evidence: [Docs "ids of directory objects are GUIDs" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"personalComputeInstanceSettings\":{\"assignedUser\":{\"objectId\":\"me@contoso.com\"}}}}}",
    }
}

/// The rules. Whether anything stops the instance is asked with its schedules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&IDLE_RANGE, &IDLE_ROLE], check: idle },
    Rule { codes: &[&SSO_OFF], check: sign_on },
    Rule { codes: &[&ASSIGNED_USER], check: assigned_user },
];

fn idle(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(text) = data.filled(IDLE) else { return };
    let identity = cx.body.filled(IDENTITY_TYPE);
    if identity.is_some_and(|kind| !kind.eq_ignore_ascii_case("None")) {
        data.report(&IDLE_ROLE, IDLE, reporter).related(cx.body.pointer(IDENTITY_TYPE));
    }
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

fn assigned_user(cx: &Context<'_>, reporter: &mut Reporter) {
    for member in ["objectId", "tenantId"] {
        let path = &[USER, "assignedUser", member];
        let Some(id) = cx.data.filled(path) else { continue };
        if !names::is_guid(id) {
            let finding = cx.data.report(&ASSIGNED_USER, path, reporter).member(member);
            finding.param("actual", id).actual(id);
        }
    }
}
