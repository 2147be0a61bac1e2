//! The compute beside those that are there already (`facts.computes`).

use crate::diagnostics::{Diagnostic, Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::schema::same_id;
use crate::text::{Kind, Node};

codes! {
    ALREADY_ATTACHED = "conflict/already-attached" Error {
        message: "`{other}` is attached to the same target; a second attachment breaks the first",
        help: "detach that one first, also to change its settings",
        summary: "The target is attached to this workspace under another name.",
        why: "Each new attachment breaks the one before.",
        evidence: [
            Docs "article on compute targets, four warnings" "2020-10",
            Service "azure-docs#41778: the second fails, the first is broken" "2019-10",
        ],
        example: "a virtual machine that is attached under another name",
    }
    SHARED_CLUSTER = "conflict/shared-cluster" Info {
        message: "`{other}` uses the same cluster; give each a namespace of its own",
        summary: "The Kubernetes cluster is attached already.",
        why: "Several targets on one cluster are allowed and keep apart by their namespaces.",
        evidence: [Docs "how-to-attach-kubernetes-to-workspace" "2025-03"],
        example: "a Kubernetes cluster that is attached under another name",
    }
    NAME_EXISTS = "conflict/name-exists" Warning {
        message: "a compute of this name exists ({state}); the request would change it",
        help: "choose another name, or check as an update",
        summary: "A compute of that name and kind exists.",
        why: "PUT overwrites, and that cannot be undone.",
        evidence: [Spec "Compute_CreateOrUpdate@all" "2026-08"],
        example: "a create for a name that is in the list",
    }
    KIND_DIFFERS = "conflict/kind-differs" Error {
        message: "a compute of this name exists and is a {other}",
        help: "choose another name",
        summary: "A compute of that name and another kind exists.",
        why: "A compute cannot change its kind.",
        evidence: [Spec "Compute.computeType@all, discriminator" "2026-08"],
        example: "an instance named as a cluster that is there",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule {
    codes: &[&ALREADY_ATTACHED, &SHARED_CLUSTER, &NAME_EXISTS, &KIND_DIFFERS],
    check: conflicts,
}];

/// The rows of an answer: `{value: […]}` or a list.
pub(super) fn rows<'n>(node: Option<Node<'n>>) -> impl Iterator<Item = Node<'n>> {
    let list = node
        .and_then(|node| if node.kind() == Kind::List { Some(node) } else { node.get("value") });
    list.into_iter().flat_map(Node::items)
}

fn conflicts(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(facts) = cx.facts.root().filter(|_| cx.creates()) else { return };
    let name = cx.options.name.as_deref().or_else(|| cx.body.text(&["name"])).unwrap_or_default();
    let target = cx.properties.text(&["resourceId"]).filter(|_| !cx.kind.managed);
    for compute in rows(facts.get("computes")) {
        let text = |node: Node<'_>, member: &str| {
            node.get(member).and_then(Node::text).unwrap_or_default().to_owned()
        };
        let other = text(compute, "name");
        let Some(properties) = compute.get("properties") else { continue };
        let kind = text(properties, "computeType");
        if !name.is_empty() && other.eq_ignore_ascii_case(name) {
            if kind.eq_ignore_ascii_case(cx.kind.name) {
                let state = text(properties, "provisioningState");
                named(cx, &NAME_EXISTS, reporter).param("state", &state);
            } else {
                let finding = cx.properties.report(&KIND_DIFFERS, &["computeType"], reporter);
                finding.param("other", &kind);
            }
            continue;
        }
        let attached = text(properties, "resourceId");
        if target.is_some_and(|target| !attached.is_empty() && same_id(target, &attached)) {
            let shared = cx.kind.name == "Kubernetes";
            let code = if shared { &SHARED_CLUSTER } else { &ALREADY_ATTACHED };
            cx.properties.report(code, &["resourceId"], reporter).param("other", &other);
        }
    }
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
