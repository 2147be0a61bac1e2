//! Instance types of a Kubernetes cluster: what the API server refuses in a pod that is made from them. The
//! service takes such a type; the jobs on it never start.

use super::kubernetes::QUANTITY;
use crate::arm::label::{self, Resource};
use crate::arm::quantity;
use crate::diagnostics::{Diagnostic, Fix, Reporter, codes, same_word, trim};
use crate::kinds::{Context, Rule};
use crate::schema::is_filled_in;
use crate::text::{Kind, Node};

const TYPES: &[&str] = &["instanceTypes"];

/// The name that the service's own type has in published requests, capitals and all.
const OWN_NAME: &str = "defaultInstanceType";

/// Below this much memory or disk nothing runs: Docker itself wants six times as much.
const MEBIBYTE: f64 = 1_048_576.0;

codes! {
    LABEL = "kubernetes/label" Warning {
        message: [
            "key" => "`{actual}` is not a valid label key, so no node has it",
            "value" => "`{actual}` is not a valid label value, so no node has it",
        ],
        help: [
            "key" => "use up to 63 letters, digits and the signs - _ and . (a host name and a slash may come first)",
            "value" => "use up to 63 letters, digits and the signs - . and _",
        ],
        summary: "A nodeSelector contains a label that cannot exist.",
        why: "The API server rejects every pod with such a selector, so no job of this instance type starts.",
        evidence: [
            Sdk "k8s.io/apimachinery 0.37.0-beta.0, IsLabelKey and IsLabelValue, run on the table of the tests" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"instanceTypes\":{\"gpu\":{\"nodeSelector\":{\"accelerator\":\"Tesla V100\"}}}}}}",
    }
    RESOURCES = "kubernetes/resources" Warning {
        message: [
            "name" => "`{name}` is not a resource that a container can request",
            "negative" => "{actual} of `{name}` is negative",
            "whole" => "{actual} of `{name}` is not a whole number",
            "equal" => "`{name}` is requested as {actual} and limited to {limit}: both must be equal",
            "alone" => "`{name}` is requested without a limit",
            "small" => "{actual} of `{name}` is less than one mebibyte",
        ],
        help: [
            "name" => "use cpu, memory, ephemeral-storage, or a device with its vendor: nvidia.com/gpu",
            "negative" => "write 0 or more",
            "whole" => "only whole devices can be requested",
            "equal" => "devices and large pages cannot be shared: write the same amount twice",
            "alone" => "set the same amount as the limit",
            "small" => "amounts without a unit are bytes, and m means thousandths: write 4Gi or 500Mi",
        ],
        summary: "The resources are not possible for a pod.",
        why: "The API server rejects every pod with this request, or nothing can run in it.",
        evidence: [
            Docs "kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateResourceRequirements" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"instanceTypes\":{\"gpu\":{\"resources\":{\"requests\":{\"nvidia.com/gpu\":\"1\"},\"limits\":{\"nvidia.com/gpu\":\"2\"}}}}}}}",
        fix: "writes the name in lower case",
    }
    TYPE_NAME = "kubernetes/type-name" Info {
        message: "`{actual}` is not a valid name of a Kubernetes object",
        help: "instance types are objects in the cluster: use lower-case letters, digits, hyphens and dots",
        summary: "The name of an instance type is not possible in the cluster.",
        why: "Published requests have a name with capital letters, so the service may translate it.",
        evidence: [
            Docs "how-to-manage-kubernetes-instance-types: InstanceType is a custom resource" "2025-03",
            Spec "KubernetesCompute.json@2022-10-01 has defaultInstanceType as a name" "2022-10",
        ],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"instanceTypes\":{\"My_Type\":{}}}}}",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&QUANTITY, &LABEL, &RESOURCES, &TYPE_NAME], check }];

fn check(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(types) = cx.data.node(TYPES) else { return };
    for entry in types.members() {
        if is_filled_in(entry.key) && entry.key != OWN_NAME && !label::is_object_name(entry.key) {
            entry.value.report_key(&TYPE_NAME, reporter).param("actual", entry.key);
        }
        if let Some(selector) = entry.value.get("nodeSelector") {
            labels(cx, selector, reporter);
        }
        let Some(resources) = entry.value.get("resources") else { continue };
        let limits = resources.get("limits");
        if let Some(requests) = resources.get("requests") {
            for entry in requests.members() {
                let limit = limits.and_then(|limits| limits.get_exact(entry.key));
                request(cx, entry.key, entry.value, limit, reporter);
            }
        }
        for entry in limits.into_iter().flat_map(Node::members) {
            amount(cx, entry.key, entry.value, reporter);
        }
    }
}

fn labels(cx: &Context<'_>, selector: Node<'_>, reporter: &mut Reporter) {
    for entry in selector.members() {
        if !label::is_key(entry.key) && is_filled_in(entry.key) {
            let finding = entry.value.report_key(&LABEL, reporter).reason("key");
            finding.param("actual", entry.key);
        }
        // Blanks at the edges are told as what they are.
        let text = entry.value.text().filter(|_| cx.data.is_sound(entry.value)).map(trim);
        if let Some(text) = text.filter(|text| !label::is_value(text))
            && is_filled_in(text)
        {
            let finding = entry.value.report(&LABEL, reporter).reason("value");
            finding.param("actual", text).actual(text);
        }
    }
}

/// An amount: what the resource is, its text, and its number. What is wrong with it by itself is told.
fn amount<'d>(
    cx: &Context<'_>,
    name: &str,
    node: Node<'d>,
    reporter: &mut Reporter,
) -> Option<(Resource, &'d str, f64)> {
    if node.is_null() || !cx.data.is_sound(node) || !is_filled_in(name) {
        return None;
    }
    let Some(resource) = label::resource(name) else {
        let lower = name.to_ascii_lowercase();
        let known =
            ["cpu", "memory", "ephemeral-storage"].iter().find(|word| same_word(word, name));
        let place = node.parent().filter(|map| map.get_exact(&lower).is_none());
        let fix = known.zip(place).map(|(known, map)| {
            let title = format!("write {known}");
            Fix::relocate(&title, node.pointer(), map.pointer_of(known))
        });
        node.report_key(&RESOURCES, reporter).reason("name").param("name", name).fix(fix);
        return None;
    };
    let text = match node.kind() {
        Kind::Number => node.spelling(),
        _ => trim(node.text()?),
    };
    if !is_filled_in(text) {
        return None;
    }
    let Some(number) = quantity::parse(text) else {
        node.report(&QUANTITY, reporter).reason("form").param("actual", text).actual(text);
        return None;
    };
    let is_small =
        number > 0.0 && number < MEBIBYTE && matches!(name, "memory" | "ephemeral-storage");
    let reason = if number < 0.0 {
        "negative"
    } else if resource == Resource::Device && number % 1.0 != 0.0 {
        "whole"
    } else if is_small {
        "small"
    } else {
        return Some((resource, text, number));
    };
    told(node, reason, name, text, reporter);
    None
}

fn told<'r>(
    node: Node<'_>,
    reason: &'static str,
    name: &str,
    text: &str,
    reporter: &'r mut Reporter,
) -> &'r mut Diagnostic {
    let finding = node.report(&RESOURCES, reporter).reason(reason);
    finding.param("name", name).param("actual", text)
}

/// A requested amount beside its limit.
fn request(
    cx: &Context<'_>,
    name: &str,
    node: Node<'_>,
    limit: Option<Node<'_>>,
    reporter: &mut Reporter,
) {
    let Some((resource, text, asked)) = amount(cx, name, node, reporter) else { return };
    let Some(limit) = limit.filter(|limit| !limit.is_null()) else {
        // Nothing of a thing that is not shared is nothing.
        if resource != Resource::Shared && asked > 0.0 {
            told(node, "alone", name, text, reporter);
        }
        return;
    };
    let mut silent = Reporter::new();
    let Some((_, most, limited)) = amount(cx, name, limit, &mut silent) else { return };
    if resource == Resource::Shared && asked > limited {
        let finding = node.report(&QUANTITY, reporter).reason("limit");
        finding.param("name", name).param("actual", text).param("limit", most);
        finding.related(limit.pointer());
    } else if resource != Resource::Shared && (asked - limited).abs() > 0.0 {
        let finding = told(node, "equal", name, text, reporter);
        finding.param("limit", most).related(limit.pointer());
    }
}
