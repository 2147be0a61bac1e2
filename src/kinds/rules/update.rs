//! Changes of a compute that exists: what can be changed, how, and what a request would lose.

use crate::diagnostics::{Fix, Json, Operation, Reporter, codes, find_word};
use crate::kinds::differences::{Difference, differences};
use crate::kinds::envelope::RESOURCE;
use crate::kinds::{Context, Rule};
use crate::schema::{Effect, Field, Marks, READ_ONLY, Type, equal};
use crate::text::{Node, to_json};

codes! {
    CREATE_ONLY = "update/create-only" Error {
        message: "`{member}` cannot be changed after the compute was created",
        help: "create a new compute, or detach this one and attach it again",
        summary: "A property that cannot be changed differs from the existing compute.",
        why: "The change is rejected, or dropped without a message.",
        evidence: [
            Spec "mutability of Compute@2022-05-01 and later" "2026-08",
            Docs "how-to-create-attach-compute-cluster: what cannot be changed" "2024-05",
            Service "azure-rest-api-specs#18889" "2022-05",
        ],
        example: "{\"location\":\"northeurope\"}" with "{\"operation\":\"update\",\"current\":{\"location\":\"westeurope\"}}",
        fix: "writes the value of the existing compute",
    }
    NEEDS_ACTION = "update/needs-action" Warning {
        message: "PUT and PATCH cannot change `{member}`; it has its own action",
        help: [
            "" => "only preview api-versions have these actions",
            "schedules" => "change them in the studio, or with updateSchedules of api-version 2021-03-01-preview",
        ],
        summary: "The property of an instance is changed by a separate action.",
        why: "A PUT with another value is rejected or has no effect.",
        evidence: [
            Spec "resize, updateIdleShutdownSetting and others@2026-05-15-preview" "2026-08",
            Service "azure-docs#80695, a second PUT was rejected" "2021-09",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"idleTimeBeforeShutdown\":\"PT30M\"}}}" with "{\"operation\":\"update\",\"current\":{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"idleTimeBeforeShutdown\":\"PT1H\"}}}}",
        fix: "writes the value of the existing compute",
    }
    SCHEDULES = "update/schedules" Warning {
        message: "a PUT of an instance that has schedules is rejected, even without a difference",
        help: "change schedules in the studio, or with updateSchedules of 2021-03-01-preview; other changes need a new instance",
        summary: "An existing instance is sent again with schedules.",
        why: "The second PUT, or the second deployment of the same template, fails with an error about the schedules.",
        evidence: [
            Service "azure-quickstart-templates#11830: response of the service team" "2021-09",
            Service "azure-docs#80695, a second PUT was rejected" "2021-09",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{}]}}}}" with "{\"operation\":\"update\",\"current\":{}}",
    }
    PATCH_MEMBERS = "update/patch-members" Warning {
        message: "PATCH cannot change `{member}`",
        help: "PATCH accepts {@scaleSettings} and identity only; send the whole body with PUT",
        summary: "A PATCH contains a property that it cannot change.",
        why: "The service ignores it.",
        evidence: [Spec "ClusterUpdateParameters@all" "2026-08"],
        example: "{\"tags\":{\"team\":\"a\"}}" with "{\"operation\":\"update\"}",
        fix: "removes it",
    }
    PATCH_SHAPE = "update/patch-shape" Error {
        message: "`{@scaleSettings}` is at the wrong level for {version}",
        help: "from 2021-07-01 on it belongs in properties.properties, before that in properties",
        summary: "The scale settings of a PATCH are at the wrong level.",
        why: "The PATCH would be empty.",
        evidence: [Spec "ClusterUpdateParameters@2018-11-19 and @2021-07-01" "2026-08"],
        example: "{\"properties\":{\"scaleSettings\":{\"maxNodeCount\":4}}}" with "{\"operation\":\"update\"}",
        fix: "moves it",
    }
    DROPS_MEMBER = "update/drops-member" Warning {
        message: "`{member}` is set on the compute, but missing here",
        help: "PUT replaces the whole compute; add it, or use PATCH",
        summary: "A PUT leaves out a property that the compute has.",
        why: "PUT replaces everything, so the property returns to its default.",
        evidence: [Spec "Compute_CreateOrUpdate@all: it overwrites" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"operation\":\"update\",\"current\":{\"tags\":{\"team\":\"a\"}}}",
        fix: "adds the value of the compute",
    }
    NO_CHANGE = "update/no-change" Info {
        message: "the compute already matches this body",
        summary: "The request would change nothing.",
        why: "It uses up a write request and may start an operation.",
        evidence: [Sdk "azureml-core 1.61: a PATCH without effect brings no operation" "2026-11"],
        example: "{\"location\":\"westeurope\"}" with "{\"operation\":\"update\",\"current\":{\"location\":\"westeurope\"}}",
    }
    LOGIN_PORT = "update/login-port" Warning {
        message: "the SSH port does not change; NotSpecified has a meaning at creation only",
        summary: "remoteLoginPortPublicAccess is NotSpecified on an update.",
        why: "The API description says that this value is for creation only.",
        evidence: [Spec "AmlComputeProperties.remoteLoginPortPublicAccess@all" "2026-08"],
        example: "{\"properties\":{\"properties\":{\"remoteLoginPortPublicAccess\":\"NotSpecified\"}}}" with "{\"operation\":\"update\",\"current\":{\"properties\":{\"properties\":{\"remoteLoginPortPublicAccess\":\"Disabled\"}}}}",
        fix: "writes the state of the existing compute",
    }
    BUSY = "update/busy" Warning {
        message: "the compute is {state}; it cannot be changed until that ends",
        help: "wait until it has finished",
        summary: "The compute is being changed.",
        why: "The service rejects a second operation while one is running.",
        evidence: [Service "text of the service: there is already an active operation" "2022-10"],
        example: "{\"tags\":{\"team\":\"a\"}}" with "{\"operation\":\"update\",\"current\":{\"properties\":{\"provisioningState\":\"Creating\"}}}",
    }
    SAME_NAME = "update/same-name" Warning {
        message: "a new compute with the old name was seen to come back as `{old}` instead of `{new}`",
        help: "use another name, or wait some minutes between deleting and creating",
        summary: "A compute is replaced by one of another size with the same name.",
        why: "The service has been seen to bring the old size back.",
        evidence: [
            Service "azure-rest-api-specs#18889" "2022-05",
            Service "terraform-provider-azurerm#15825" "2022-03",
        ],
        example: "a plan that deletes a cluster and creates it with another vmSize",
    }
    REATTACH = "update/reattach" Info {
        message: "a PUT changes the TLS of an attached cluster; if it is rejected, detach and attach the cluster again",
        help: "detach first: a second attachment of one cluster breaks the first",
        summary: "The TLS settings of an attached cluster change.",
        why: "SDK v1 sends a PUT; the documentation says to detach the cluster and attach it with the new settings.",
        evidence: [
            Sdk "azureml-core 1.61, AksCompute.update" "2026-10",
            Docs "article on compute targets, limitations" "2020-10",
        ],
        example: "{\"properties\":{\"properties\":{\"sslConfiguration\":{}}}}" with "{\"operation\":\"update\",\"current\":{\"properties\":{\"isAttachedCompute\":true,\"properties\":{\"sslConfiguration\":{\"leafDomainLabel\":\"scores\"}}}}}",
    }
    LOSES_SECRET = "update/loses-secret" Warning {
        message: "responses never contain `{member}`, and a PUT without it may lose it",
        help: "add it again",
        summary: "A PUT leaves out a secret that the compute may have.",
        why: "PUT replaces everything, and responses never contain secrets, so nobody else can add them.",
        evidence: [Spec "Compute_CreateOrUpdate@all; secrets are marked in VirtualMachine, HDInsight, AKS" "2026-08"],
        example: "a plan that changes the tags of an attached machine, without its password",
    }
}

/// Says of a plan that deletes a cluster and creates it again under its name, for another size: the old
/// size was seen to come back. `current` and `wanted` are whole bodies. For the maker of plans; a single
/// request cannot show it.
pub fn check_replacement(current: Node<'_>, wanted: Node<'_>, reporter: &mut Reporter) {
    if let (Some(old), Some(new)) = (size_of(current), size_of(wanted))
        && !old.eq_ignore_ascii_case(new)
    {
        let finding = reporter.add(&SAME_NAME, "/name".to_owned(), wanted.index());
        finding.param("old", old).param("new", new);
    }
}

fn size_of(body: Node<'_>) -> Option<&str> {
    body.get("properties")?.get("properties")?.get("vmSize")?.text()
}

/// The rules.
pub const RULES: &[Rule] = &[Rule {
    codes: &[
        &CREATE_ONLY,
        &NEEDS_ACTION,
        &SCHEDULES,
        &DROPS_MEMBER,
        &NO_CHANGE,
        &LOGIN_PORT,
        &BUSY,
        &REATTACH,
    ],
    check: update,
}];

/// States in which a compute takes no change.
const IN_TRANSIT: [&str; 11] = [
    "Creating",
    "Updating",
    "Deleting",
    "Starting",
    "Stopping",
    "Restarting",
    "Resizing",
    "SettingUp",
    "UserSettingUp",
    "JobRunning",
    "Queued",
];

const PORT: &str = "remoteLoginPortPublicAccess";
const TLS: &str = "sslconfiguration";

fn update(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(current) = cx.current.root().filter(|_| !cx.creates()) else { return };
    let properties = current.get("properties");
    let data = properties.and_then(|properties| properties.get("properties"));
    let states = [(properties, "provisioningState"), (data, "state")];
    let state = states.into_iter().find_map(|(node, name)| {
        node?.get(name)?.text().filter(|state| IN_TRANSIT.contains(state))
    });
    if let Some(state) = state.filter(|state| !matches!(*state, "JobRunning" | "Queued")) {
        reporter.whole(&BUSY).param("state", state);
    }
    let is_patch = cx.properties.written(&["computeType"]).is_none();
    let Some(body) = cx.body.object() else { return };
    let mut changes = false;
    let (mut tls, mut is_told) = (None, false);
    differences(Some(cx.kind), cx.options, body, current, &mut |difference| {
        changes |= judge(difference, is_patch, reporter);
        is_told |= difference.wanted.is_some_and(is_schedule);
        let wanted = difference.wanted.filter(|wanted| find_word(&wanted.pointer(), TLS).is_some());
        tls = tls.or(wanted);
    });
    if let Some(wanted) = tls.filter(|_| is_attached(current)) {
        wanted.report(&REATTACH, reporter);
    }
    let again = schedules_of(body).filter(|_| !is_patch && !has_failed(current));
    if let Some(again) = again.filter(|_| !is_told) {
        again.report(&SCHEDULES, reporter);
    } else if !changes {
        reporter.whole(&NO_CHANGE);
    }
    owned(RESOURCE, cx.kind.fields, body, current, reporter);
}

/// The schedules of an instance, if a body has any.
#[must_use]
pub fn schedules_of(body: Node<'_>) -> Option<Node<'_>> {
    let data = body.get("properties")?.get("properties")?;
    let list = data.get("schedules")?.get("computeStartStop")?;
    list.items().next().is_some().then_some(list)
}

fn is_schedule(node: Node<'_>) -> bool {
    find_word(&node.pointer(), "/schedules").is_some()
}

/// Whether the last operation on a compute has failed: what was not made can be sent again.
#[must_use]
pub fn has_failed(current: Node<'_>) -> bool {
    let state = current.get("properties").and_then(|found| found.get("provisioningState"));
    state.and_then(Node::text).is_some_and(|state| {
        state.eq_ignore_ascii_case("Failed") || state.eq_ignore_ascii_case("Canceled")
    })
}

/// Whether a compute was attached, and not made by the service.
#[must_use]
pub fn is_attached(current: Node<'_>) -> bool {
    let attached = current.get("properties").and_then(|found| found.get("isAttachedCompute"));
    attached.and_then(Node::boolean) == Some(true)
}

/// Members of the service may be sent back as they came; another value is ignored.
fn owned(
    fields: &'static [Field],
    data: &'static [Field],
    body: Node<'_>,
    current: Node<'_>,
    reporter: &mut Reporter,
) {
    for field in fields {
        let given = |object: Node<'_>| object.get(field.name).is_some_and(|node| !node.is_null());
        let (true, Some(wanted), Some(found)) =
            (given(body) && given(current), body.get(field.name), current.get(field.name))
        else {
            continue;
        };
        match field.value {
            _ if field.read_only && !equal(field, Some(wanted), Some(found)) => {
                let fix = Fix::remove("remove it", wanted.pointer()).safe();
                let finding = wanted.report(&READ_ONLY, reporter).member(field.name);
                finding.fix(Some(fix));
            }
            _ if field.read_only => {}
            Type::Object(inner) => owned(inner, data, wanted, found, reporter),
            Type::Kind => owned(data, data, wanted, found, reporter),
            _ => {}
        }
    }
}

/// Whether a difference would be a change.
fn judge(difference: &Difference<'_, '_>, is_patch: bool, reporter: &mut Reporter) -> bool {
    let Difference { field, found, body, hidden, .. } = *difference;
    let Some(wanted) = difference.wanted else {
        if !is_patch {
            dropped(field, body, found, reporter);
        }
        return !is_patch;
    };
    if hidden {
        return true;
    }
    if keeps_port(field, wanted) {
        let fix = found
            .map(|found| Fix::replace("keep the current value", wanted.pointer(), to_json(found)));
        wanted.report(&LOGIN_PORT, reporter).fix(fix);
        return false;
    }
    let code = match difference.effect {
        Effect::Create => &CREATE_ONLY,
        Effect::Action(_) => &NEEDS_ACTION,
        Effect::Put | Effect::Patch => return true,
    };
    let fix = match found {
        Some(found) => Fix::replace("keep the current value", wanted.pointer(), to_json(found)),
        None => Fix::remove("remove it", wanted.pointer()),
    };
    // Another kind would need other data as well. A key is no matter of a fix.
    // What schedules an instance has is no matter of a body that is sent again.
    let fix = (field.name != "computeType" && !field.secret && !is_schedule(wanted)).then_some(fix);
    let name = wanted.key().unwrap_or(field.name);
    let finding = wanted.report(code, reporter).member(name).fix(fix);
    if is_schedule(wanted) && matches!(difference.effect, Effect::Action(_)) {
        finding.reason("schedules");
    }
    true
}

/// Whether a member is the login port, unspecified: that keeps what is.
#[must_use]
pub fn keeps_port(field: &Field, wanted: Node<'_>) -> bool {
    field.name == PORT
        && wanted.text().is_some_and(|word| word.eq_ignore_ascii_case("NotSpecified"))
}

fn dropped(
    field: &'static Field,
    body: Node<'_>,
    found: Option<Node<'_>>,
    reporter: &mut Reporter,
) {
    // The region is where it is.
    let Some(found) = found.filter(|_| field.name != "location") else { return };
    let path = body.pointer_of(field.name);
    let value = to_json(found);
    let add = Operation::Add { path: path.clone(), value };
    let finding = reporter.add(&DROPS_MEMBER, path, body.index()).member(field.name);
    finding.fix(Some(Fix::suggested("add the current value", vec![add])));
}

/// Checks the shape of a PATCH: what it names beside scale and identity, and at which depth.
pub fn check_patch(root: Node<'_>, version: &str, marks: &mut Marks, reporter: &mut Reporter) {
    let deep = version >= "2021-07-01" || version == crate::arm::api_version::SDK_V1;
    let has_identity = root.get("identity").is_some();
    for member in root.members() {
        let is = |name: &str| member.key.eq_ignore_ascii_case(name);
        if !(is("properties") || is("identity") || (is("location") && has_identity)) {
            ignored(member.key, member.value, marks, reporter);
        }
    }
    let Some(properties) = root.get("properties") else { return };
    let inner = properties.get("properties");
    for member in properties.members() {
        if member.key.eq_ignore_ascii_case("scaleSettings") {
            marks.settle(member.value);
            if deep {
                let target =
                    inner.map_or_else(|| properties.pointer_of("properties"), Node::pointer);
                misplaced(member.value, target, inner.is_none(), version, reporter);
            }
        } else if !member.key.eq_ignore_ascii_case("properties") {
            ignored(member.key, member.value, marks, reporter);
        }
    }
    for member in inner.into_iter().flat_map(Node::members) {
        if !member.key.eq_ignore_ascii_case("scaleSettings") {
            ignored(member.key, member.value, marks, reporter);
        } else if !deep {
            misplaced(member.value, properties.pointer(), false, version, reporter);
        }
    }
}

fn ignored(key: &str, value: Node<'_>, marks: &mut Marks, reporter: &mut Reporter) {
    marks.settle(value);
    let finding = value.report_key(&PATCH_MEMBERS, reporter).param("member", key);
    finding.fix(Some(Fix::remove("remove it", value.pointer())));
}

fn misplaced(
    settings: Node<'_>,
    target: String,
    make_target: bool,
    version: &str,
    reporter: &mut Reporter,
) {
    let mut patch = Vec::new();
    if make_target {
        patch.push(Operation::Add { path: target.clone(), value: Json::empty_object() });
    }
    let path = [&target, "/scaleSettings"].concat();
    patch.push(Operation::Move { from: settings.pointer(), path });
    let finding = settings.report_key(&PATCH_SHAPE, reporter).own("version", version);
    finding.fix(Some(Fix::suggested("move it", patch)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    #[test]
    fn another_size_under_the_same_name() {
        let body =
            |size: &str| format!("{{\"properties\":{{\"properties\":{{\"vmSize\":\"{size}\"}}}}}}");
        for (old, new, count) in [("A", "B", 1), ("A", "a", 0)] {
            let (old, new) = (body(old), body(new));
            let mut reporter = Reporter::new();
            let documents = [&old, &new].map(|text| parse(text, &mut reporter).unwrap());
            let [old, new] = documents.each_ref().map(|document| document.root().unwrap());
            check_replacement(old, new, &mut reporter);
            assert_eq!(reporter.len(), count);
            assert!(reporter.since(0).all(|found| found.code == &SAME_NAME));
        }
    }
}
