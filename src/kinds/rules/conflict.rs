//! The compute beside those that are there already (`facts.computes`).

use crate::arm::region;
use crate::diagnostics::{Diagnostic, Reporter, codes};
use crate::kinds::context::{rows, segment_of};
use crate::kinds::{By, Context, Rule};
use crate::schema::same_id;
use crate::text::Node;

codes! {
    ALREADY_ATTACHED = "conflict/already-attached" Error {
        message: "`{other}` is attached to the same target; a second attachment breaks the first",
        help: "detach that one first, even if you only want to change its settings",
        summary: "The target is attached to this workspace under another name.",
        why: "Each new attachment breaks the previous one.",
        evidence: [
            Docs "article on compute targets, four warnings" "2020-10",
            Service "azure-docs#41778: the second fails, the first is broken" "2019-10",
        ],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"address\":\"20.54.1.7\"}}}" with "{\"facts\":{\"computes\":{\"value\":[{\"properties\":{\"properties\":{\"address\":\"20.54.1.7\"}}}]}}}",
    }
    SHARED_CLUSTER = "conflict/shared-cluster" Info {
        message: "`{other}` uses the same cluster; give each its own namespace",
        summary: "The Kubernetes cluster is already attached.",
        why: "Several targets on one cluster are allowed; namespaces separate them.",
        evidence: [Docs "how-to-attach-kubernetes-to-workspace" "2025-03"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ContainerService/managedClusters/cluster\"}}" with "{\"facts\":{\"computes\":[{\"properties\":{\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ContainerService/managedClusters/cluster/\"}}]}}",
    }
    NAME_EXISTS = "conflict/name-exists" Warning {
        message: "a compute of this name exists ({state}); the request would overwrite it",
        help: "choose another name, or check it as an update",
        summary: "A compute of that name and kind exists.",
        why: "PUT overwrites the compute, which cannot be undone.",
        evidence: [Spec "Compute_CreateOrUpdate@all" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"gpu-cluster\"}" with "{\"facts\":{\"computes\":{\"value\":[{\"name\":\"GPU-cluster\",\"properties\":{\"computeType\":\"AmlCompute\"}}]}}}",
    }
    KIND_DIFFERS = "conflict/kind-differs" Error {
        message: "a compute of this name exists, of kind {other}",
        help: "choose another name",
        summary: "A compute of that name and another kind exists.",
        why: "A compute cannot change its kind.",
        evidence: [Spec "Compute.computeType@all, discriminator" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"gpu-cluster\"}" with "{\"facts\":{\"computes\":[{\"name\":\"gpu-cluster\",\"properties\":{\"computeType\":\"ComputeInstance\"}}]}}",
    }
    INSTANCE_NAME = "conflict/instance-name" Error {
        message: [
            "" => "an instance of this name exists in the workspace `{other}` in the same region",
            "answer" => "the service reports that this name is not available: {answer}",
        ],
        help: "choose another name; instance names are unique in a region",
        summary: "An instance of that name exists in the region.",
        why: "The URL of an instance is made from its name and region, so the service rejects a second one.",
        evidence: [
            Service "text of the service in MCW-ML-Ops#28: unique across the region" "2021-03",
            Docs "article on compute targets, compute instance" "2020-10",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"}}" with "{\"facts\":{\"nameAvailability\":{\"nameAvailable\":false}}}",
    }
}

/// The port of a machine that names none.
const SSH_PORT: i64 = 22;

/// The rules.
pub const RULES: &[Rule] = &[Rule {
    codes: &[&ALREADY_ATTACHED, &SHARED_CLUSTER, &NAME_EXISTS, &KIND_DIFFERS, &INSTANCE_NAME],
    check: conflicts,
}];

/// A text member; empty if there is none.
fn text<'n>(node: Node<'n>, member: &str) -> &'n str {
    node.get(member).and_then(Node::text).unwrap_or_default()
}

fn conflicts(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(facts) = cx.facts.root().filter(|_| cx.creates()) else { return };
    let name = cx.options.name.as_deref().or_else(|| cx.body.text(&["name"])).unwrap_or_default();
    let target = cx.properties.text(&["resourceId"]).filter(|_| !cx.kind.managed);
    free_name(cx, facts, reporter);
    let own = cx.workspace().and_then(|workspace| workspace_of(text(workspace, "id")));
    for compute in rows(facts.get("computes")) {
        let other = text(compute, "name");
        let Some(properties) = compute.get("properties") else { continue };
        let kind = text(properties, "computeType");
        let place = workspace_of(text(compute, "id"));
        if let (Some(own), Some(place)) = (own, place)
            && !own.eq_ignore_ascii_case(place)
        {
            if same_instance(cx, compute, name, other, kind) {
                named(cx, &INSTANCE_NAME, reporter).param("other", place);
            }
            continue;
        }
        if !name.is_empty() && other.eq_ignore_ascii_case(name) {
            if kind.eq_ignore_ascii_case(cx.kind.name) {
                let state = text(properties, "provisioningState");
                named(cx, &NAME_EXISTS, reporter).param("state", state);
            } else {
                let finding = cx.properties.report(&KIND_DIFFERS, &["computeType"], reporter);
                finding.param("other", kind);
            }
            continue;
        }
        let attached = text(properties, "resourceId");
        if target.is_some_and(|target| !attached.is_empty() && same_id(target, attached)) {
            let shared = cx.kind.attach.is_some_and(|attach| attach.shared);
            let code = if shared { &SHARED_CLUSTER } else { &ALREADY_ATTACHED };
            cx.properties.report(code, &["resourceId"], reporter).param("other", other);
        } else if same_address(cx, properties) {
            cx.data.report(&ALREADY_ATTACHED, &["address"], reporter).param("other", other);
        }
    }
}

/// The name of the workspace in the id of a compute.
fn workspace_of(id: &str) -> Option<&str> {
    segment_of(id, "workspaces")
}

/// What the service says about the name (`facts.nameAvailability`).
fn free_name(cx: &Context<'_>, facts: Node<'_>, reporter: &mut Reporter) {
    let Some(answer) = facts.get("nameAvailability") else { return };
    let taken = answer.get("nameAvailable").and_then(Node::boolean) == Some(false);
    if taken && cx.kind.unique_in_region {
        let words = match (text(answer, "message"), text(answer, "reason")) {
            ("", "") => "it gives no reason",
            ("", reason) => reason,
            (message, _) => message,
        };
        let finding = named(cx, &INSTANCE_NAME, reporter).reason("answer");
        finding.param("answer", words.trim_end_matches('.'));
    }
}

/// Whether a compute of another workspace is an instance of this name in this region.
fn same_instance(cx: &Context<'_>, compute: Node<'_>, name: &str, other: &str, kind: &str) -> bool {
    cx.kind.unique_in_region
        && kind.eq_ignore_ascii_case(cx.kind.name)
        && !name.is_empty()
        && other.eq_ignore_ascii_case(name)
        && cx
            .region()
            .is_some_and(|region| region == region::normal_form(text(compute, "location")))
}

/// Whether a machine is attached already by its address and port.
fn same_address(cx: &Context<'_>, attached: Node<'_>) -> bool {
    let by_address = cx.kind.attach.is_some_and(|attach| attach.by == By::IdOrAddress);
    let own = cx.data.filled(&["address"]).filter(|_| by_address);
    let port = cx.data.integer(&["sshPort"]).unwrap_or(SSH_PORT);
    attached.get("properties").zip(own).is_some_and(|(data, own)| {
        let their_port = data.get("sshPort").and_then(Node::integer).unwrap_or(SSH_PORT);
        own.eq_ignore_ascii_case(text(data, "address")) && port == their_port
    })
}

/// A finding about the name, wherever it was given.
fn named<'r>(
    cx: &Context<'_>,
    code: &'static crate::diagnostics::Code,
    reporter: &'r mut Reporter,
) -> &'r mut Diagnostic {
    if cx.options.name.is_some() {
        reporter.whole(code)
    } else {
        cx.body.report(code, &["name"], reporter)
    }
}
