//! Kubernetes clusters: namespace, default instance type, what the extension sets.

use crate::arm::label::is_namespace;
use crate::diagnostics::{Diagnostic, Fix, Reporter, codes, nearest};
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, Constraint, Form};

const NAMESPACE: &[&str] = &["namespace"];
const DEFAULT_TYPE: &[&str] = &["defaultInstanceType"];
const TYPES: &[&str] = &["instanceTypes"];

/// Namespaces that Azure's own extensions live in.
const OF_EXTENSIONS: [&str; 3] = ["azureml", "azure-arc", "gatekeeper-system"];

/// What the extension sets.
const EXTENSION: [&str; 5] = [
    "relayConnectionString",
    "serviceBusConnectionString",
    "extensionPrincipalId",
    "extensionInstanceReleaseTrain",
    "vcName",
];

codes! {
    BAD_NAMESPACE = "kubernetes/namespace" Error {
        message: "`{actual}` is not a valid namespace name",
        help: "use 1 to 63 lower-case letters, digits and hyphens, without a hyphen at either end",
        summary: "The namespace breaks the Kubernetes naming rule.",
        why: "No cluster can have such a namespace.",
        evidence: [Docs "RFC 1123 label names in the Kubernetes documentation" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"namespace\":\"My_Space\"}}}",
        fix: "writes lower case and hyphens",
    }
    NAMESPACE_NOTE = "kubernetes/namespace-note" Info {
        message: "the namespace must exist in the cluster; it is neither created nor checked",
        summary: "A namespace other than default is given.",
        why: "Jobs fail later if it does not exist.",
        evidence: [Docs "how-to-attach-kubernetes-to-workspace" "2025-03"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"namespace\":\"training\"}}}",
    }
    NAMESPACE_SYSTEM = "kubernetes/namespace-system" Warning {
        message: [
            "" => "`{actual}` is a system namespace",
            "extension" => "`{actual}` is where a cluster extension runs",
        ],
        help: "choose one for the jobs",
        summary: "The namespace starts with kube-, or belongs to an extension.",
        why: "Kubernetes and Azure extensions use such namespaces; jobs there share their rights and are deleted with them.",
        evidence: [
            Docs "namespaces in the Kubernetes documentation" "2026-11",
            Docs "extension of the service (azureml), Arc agents (azure-arc), policy of AKS (gatekeeper-system)" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"namespace\":\"kube-system\"}}}",
    }
    INSTANCE_TYPE = "kubernetes/instance-type" Warning {
        message: "`{actual}` is not among the instance types",
        summary: "The default instance type is not one of those given.",
        why: "Jobs without an instance type cannot start.",
        evidence: [Spec "KubernetesProperties.defaultInstanceType@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"defaultInstanceType\":\"cpu\",\"instanceTypes\":{\"gpu\":{}}}}}",
        fix: "writes the nearest one",
    }
    QUANTITY = "kubernetes/quantity" Warning {
        message: [
            "form" => "`{actual}` is not a valid quantity",
            "limit" => "{name} is requested above its limit: {actual} of {limit}",
        ],
        help: [
            "form" => "write it like 500m, 1 or 4Gi",
            "limit" => "raise the limit, or request less",
        ],
        summary: "A quantity cannot be read, or a request is above its limit.",
        why: "Kubernetes rejects the jobs.",
        evidence: [Docs "quantities in the Kubernetes documentation" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"instanceTypes\":{\"small\":{\"resources\":{\"requests\":{\"memory\":\"4GB\"}}}}}}}",
    }
    EXTENSION_MEMBERS = "kubernetes/extension-members" Warning {
        message: "`{member}` is set by the extension",
        help: "remove it",
        summary: "A property is given that the extension on the cluster sets.",
        why: "The value is replaced, or breaks the connection.",
        evidence: [Spec "KubernetesProperties and its examples@2022-10-01" "2022-10"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"properties\":{\"vcName\":\"a\"}}}",
        fix: "removes it",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&NAMESPACE_SYSTEM, &NAMESPACE_NOTE], check: namespace },
    Rule { codes: &[&INSTANCE_TYPE], check: default_type },
    Rule { codes: &[&EXTENSION_MEMBERS], check: extension },
];

fn namespace(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(text) = data.filled(NAMESPACE).filter(|text| *text != "default") else { return };
    if !is_namespace(text) {
        return;
    }
    let of_extension = OF_EXTENSIONS.contains(&text);
    let is_kept = text.starts_with("kube-") || of_extension;
    let code = if is_kept { &NAMESPACE_SYSTEM } else { &NAMESPACE_NOTE };
    let finding = data.report(code, NAMESPACE, reporter).param("actual", text);
    if of_extension {
        finding.reason("extension");
    }
}

/// What is asked of the namespace.
pub const NAMESPACE_ASKED: &[Constraint] =
    &[Constraint::form(&NAMESPACES, &BAD_NAMESPACE, bad_namespace)];

static NAMESPACES: Form = Form::new(
    is_namespace,
    "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
    "1 to 63 lower-case letters, digits and hyphens, without a hyphen at either end",
);

fn bad_namespace(breach: &Breach<'_>, finding: &mut Diagnostic) {
    let text = breach.text;
    let hyphen = |c: char| if c == '_' { '-' } else { c.to_ascii_lowercase() };
    let mended: String = text.chars().map(hyphen).collect();
    let fix = is_namespace(&mended).then(|| breach.write(&mended));
    finding.param("actual", text).actual(text).fix(fix);
}

fn default_type(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let (Some(wanted), Some(types)) = (data.filled(DEFAULT_TYPE), data.node(TYPES)) else { return };
    let mut names = Vec::new();
    for member in types.members() {
        names.push(member.key);
    }
    if names.is_empty() || names.contains(&wanted) {
        return;
    }
    let near = nearest(wanted, &names);
    let finding = data.report(&INSTANCE_TYPE, DEFAULT_TYPE, reporter).param("actual", wanted);
    finding.related(types.pointer());
    finding.fix(near.map(|near| Fix::write(data.pointer(DEFAULT_TYPE), near)));
}

fn extension(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    for member in EXTENSION {
        let path = &[member];
        if cx.creates() && data.filled(path).is_some() {
            let fix = Fix::remove("remove it", data.pointer(path));
            let finding = data.report(&EXTENSION_MEMBERS, path, reporter).member(member);
            finding.fix(Some(fix));
        }
    }
}
