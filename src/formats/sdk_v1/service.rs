//! Where models are served: deployments to this machine, to container instances and to AKS. They make no
//! compute; what the SDK refuses is told.

use super::{ARGUMENT_TYPE, UNKNOWN_ARGUMENT};
use crate::arm::label::is_namespace;
use crate::arm::{names, quantity};
use crate::diagnostics::{Fix, Json, Reporter, codes, nearest};
use crate::text::{Kind, Node};

codes! {
    LOCAL_PORT = "local/port" Error {
        message: "`port` must be a whole number from 1 to 65535, or be left out for any free port",
        summary: "The local deployment rejects this port.",
        why: "The SDK rejects strings, fractions and numbers out of range.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"LocalWebservice.deploy_configuration\",\"args\":{\"port\":\"8890\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the number",
    }
    ACI_VALUES = "aci/values" Error {
        message: "`{argument}` must be above 0",
        summary: "Cores or memory of a container instance are zero or negative.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AciWebservice.deploy_configuration\",\"args\":{\"cpu_cores\":0}}" with "{\"format\":\"sdk-v1\"}",
    }
    ACI_GROUPS = "aci/groups" Error {
        message: "`{argument}` is missing: {others} must be given together",
        summary: "Some arguments must be given together or not at all.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AciWebservice.deploy_configuration\",\"args\":{\"ssl_enabled\":true}}" with "{\"format\":\"sdk-v1\"}",
    }
    AKS_VALUES = "aks-service/values" Error {
        message: [
            "positive" => "`{argument}` must be above 0",
            "negative" => "`{argument}` cannot be negative",
            "limit" => "`{argument}` is lower than the requested amount",
            "namespace" => "`{actual}` is not a valid namespace: use 1 to 63 lower-case letters, digits and hyphens",
        ],
        summary: "An amount for a service on AKS is out of range.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AksWebservice.deploy_configuration\",\"args\":{\"memory_gb\":0}}" with "{\"format\":\"sdk-v1\"}",
    }
    AKS_AUTOSCALE = "aks-service/autoscale" Error {
        message: [
            "replicas" => "`num_replicas` is given although autoscaling sets the number of replicas",
            "no-replicas" => "without autoscaling `num_replicas` is required",
            "without" => "`{argument}` requires `autoscale_enabled`",
            "order" => "the minimum of {min} replicas is above the maximum of {max}",
            "positive" => "`{argument}` must be above 0",
        ],
        summary: "Autoscaling settings contradict each other.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AksWebservice.deploy_configuration\",\"args\":{\"autoscale_enabled\":true,\"num_replicas\":3}}" with "{\"format\":\"sdk-v1\"}",
    }
    AKS_AUTH = "aks-service/auth" Error {
        message: "key and token authentication are both enabled",
        help: "set one of auth_enabled and token_auth_enabled to False",
        summary: "Two kinds of authentication are enabled at once.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AksWebservice.deploy_configuration\",\"args\":{\"auth_enabled\":true,\"token_auth_enabled\":true}}" with "{\"format\":\"sdk-v1\"}",
        fix: "disables key authentication",
    }
    AKS_TRAFFIC = "aks-service/traffic" Error {
        message: "{actual} is not a valid percentage of traffic (0 to 100)",
        summary: "A share of traffic is out of range.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AksEndpoint.deploy_configuration\",\"args\":{\"traffic_percentile\":120}}" with "{\"format\":\"sdk-v1\"}",
    }
    NOTE = "inference/note" Info {
        message: [
            "local" => "this machine needs Docker running; keys and tokens are not supported",
            "aci" => "a container instance is created when a model is deployed; it cannot be created or attached",
            "aks" => "the cluster must be attached as a compute first",
        ],
        summary: "What to know about where models are served.",
        why: "People look for a compute where none is needed, or forget the one that is.",
        evidence: [Docs "article on compute targets, inference" "2020-10"],
        example: "{\"call\":\"AciWebservice.deploy_configuration\",\"args\":{}}" with "{\"format\":\"sdk-v1\"}",
    }
}

/// The rule that names of services and of the versions behind an endpoint keep to.
const SERVICE_NAME: &str = "webservice";

struct Service {
    call: &'static str,
    note: &'static str,
    arguments: &'static [&'static [&'static str]],
    check: fn(&Arguments<'_>, &mut Reporter),
}

const COMMON: &[&str] = &[
    "cpu_cores",
    "memory_gb",
    "tags",
    "properties",
    "description",
    "auth_enabled",
    "enable_app_insights",
    "primary_key",
    "secondary_key",
    "collect_model_data",
];

const ACI: &[&str] = &[
    "location",
    "ssl_enabled",
    "ssl_cert_pem_file",
    "ssl_key_pem_file",
    "ssl_cname",
    "dns_name_label",
    "cmk_vault_base_url",
    "cmk_key_name",
    "cmk_key_version",
    "vnet_name",
    "subnet_name",
];

const AKS: &[&str] = &[
    "autoscale_enabled",
    "autoscale_min_replicas",
    "autoscale_max_replicas",
    "autoscale_refresh_seconds",
    "autoscale_target_utilization",
    "scoring_timeout_ms",
    "replica_max_concurrent_requests",
    "max_request_wait_time",
    "num_replicas",
    "gpu_cores",
    "period_seconds",
    "initial_delay_seconds",
    "timeout_seconds",
    "success_threshold",
    "failure_threshold",
    "namespace",
    "token_auth_enabled",
    "compute_target_name",
    "cpu_cores_limit",
    "memory_gb_limit",
    "blobfuse_enabled",
];

const ENDPOINT: &[&str] =
    &["version_name", "traffic_percentile", "is_default", "is_control_version_type"];

static SERVICES: &[Service] = &[
    Service {
        call: "LocalWebservice.deploy_configuration",
        note: "local",
        arguments: &[&["port"]],
        check: local,
    },
    Service {
        call: "AciWebservice.deploy_configuration",
        note: "aci",
        arguments: &[COMMON, ACI],
        check: aci,
    },
    Service {
        call: "AksWebservice.deploy_configuration",
        note: "aks",
        arguments: &[COMMON, AKS],
        check: aks,
    },
    Service {
        call: "AksEndpoint.deploy_configuration",
        note: "aks",
        arguments: &[COMMON, AKS, ENDPOINT],
        check: aks,
    },
];

/// The names of the calls.
pub(super) fn calls() -> impl Iterator<Item = &'static str> {
    SERVICES.iter().map(|service| service.call)
}

/// Checks a deployment; `false` if the call is none.
pub(super) fn read(root: Node<'_>, word: &str, call: Node<'_>, reporter: &mut Reporter) -> bool {
    let Some(service) = SERVICES.iter().find(|service| service.call == word) else { return false };
    call.report(&NOTE, reporter).reason(service.note);
    let args = root.get_exact("args").filter(|args| args.kind() == Kind::Object);
    let arguments = Arguments { root, args };
    for member in args.into_iter().flat_map(Node::members) {
        let known: Vec<&str> = service.arguments.iter().copied().flatten().copied().collect();
        if !known.contains(&member.key) {
            let near = nearest(member.key, &known);
            let finding = member.value.report_key(&UNKNOWN_ARGUMENT, reporter);
            finding.own("call", service.call).param("actual", member.key);
            finding.fix(near.map(|name| {
                let title = ["rename it to `", name, "`"].concat();
                Fix::relocate(&title, member.value.pointer(), ["/args/", name].concat())
            }));
        }
    }
    (service.check)(&arguments, reporter);
    if let Some(node) = root.get_exact("name")
        && let (Some(name), Some(rule)) = (node.text(), names::rule(SERVICE_NAME))
    {
        rule.check(name, "/name", node.index(), reporter);
    }
    true
}

/// The arguments of a call.
pub(super) struct Arguments<'d> {
    pub(super) root: Node<'d>,
    pub(super) args: Option<Node<'d>>,
}

impl<'d> Arguments<'d> {
    /// An argument that is not None.
    pub(super) fn given(&self, name: &str) -> Option<Node<'d>> {
        self.args?.get_exact(name).filter(|node| !node.is_null())
    }

    fn is_true(&self, name: &str) -> bool {
        self.given(name).and_then(Node::boolean) == Some(true)
    }

    /// The amount of a numeric argument; another type is told.
    fn amount(&self, name: &str, reporter: &mut Reporter) -> Option<(Node<'d>, f64)> {
        let node = self.given(name)?;
        if node.kind() != Kind::Number {
            let finding = node.report(&ARGUMENT_TYPE, reporter).reason("integer");
            finding.own("argument", name);
            return None;
        }
        Some((node, quantity::parse(node.spelling())?))
    }

    /// A text that is not empty; another type is told.
    fn filled(&self, name: &str, reporter: &mut Reporter) -> Option<(Node<'d>, &'d str)> {
        let node = self.given(name)?;
        let text = node.text();
        if text.is_none() {
            node.report(&ARGUMENT_TYPE, reporter).reason("text").own("argument", name);
        }
        text.filter(|text| !text.is_empty()).map(|text| (node, text))
    }

    /// The place of a missing argument.
    pub(super) fn missing(&self, name: &str) -> (String, u32) {
        (["/args/", name].concat(), self.args.unwrap_or(self.root).index())
    }
}

fn local(arguments: &Arguments<'_>, reporter: &mut Reporter) {
    let Some(node) = arguments.given("port") else { return };
    let number = if node.kind() == Kind::Number { node.integer() } else { None };
    // 0 lets Docker choose.
    if number.is_some_and(|port| (0..=65_535).contains(&port))
        && node.spelling().parse::<u32>().is_ok()
    {
        return;
    }
    let meant = node.text().and_then(|text| text.trim().parse::<u16>().ok());
    let fix = meant
        .map(|port| Fix::replace("write the number", node.pointer(), Json::from(i64::from(port))));
    node.report(&LOCAL_PORT, reporter).fix(fix);
}

fn aci(arguments: &Arguments<'_>, reporter: &mut Reporter) {
    for name in ["cpu_cores", "memory_gb"] {
        if let Some((node, amount)) = arguments.amount(name, reporter)
            && amount <= 0.0
        {
            node.report(&ACI_VALUES, reporter).own("argument", name);
        }
    }
    let ssl: &[&str] = &["ssl_cert_pem_file", "ssl_key_pem_file", "ssl_cname"];
    let sets: [(bool, &[&str]); 3] = [
        (arguments.is_true("ssl_enabled"), ssl),
        (false, &["cmk_vault_base_url", "cmk_key_name", "cmk_key_version"]),
        (false, &["vnet_name", "subnet_name"]),
    ];
    for (needed, set) in sets {
        let given =
            |name: &&&str| arguments.given(name).is_some_and(|node| node.text() != Some(""));
        let any = needed || (set != ssl && set.iter().any(|name| given(&name)));
        if let (true, Some(missing)) = (any, set.iter().find(|name| !given(name))) {
            let (path, order) = arguments.missing(missing);
            let finding = reporter.add(&ACI_GROUPS, path, order).own("argument", missing);
            finding.own("others", &set.join(", "));
        }
    }
}

const POSITIVE: [&str; 11] = [
    "cpu_cores",
    "memory_gb",
    "period_seconds",
    "initial_delay_seconds",
    "timeout_seconds",
    "success_threshold",
    "failure_threshold",
    "scoring_timeout_ms",
    "replica_max_concurrent_requests",
    "max_request_wait_time",
    "num_replicas",
];

const AUTOSCALE: [&str; 4] = [
    "autoscale_min_replicas",
    "autoscale_max_replicas",
    "autoscale_refresh_seconds",
    "autoscale_target_utilization",
];

fn aks(arguments: &Arguments<'_>, reporter: &mut Reporter) {
    for name in POSITIVE {
        if let Some((node, amount)) = arguments.amount(name, reporter)
            && amount <= 0.0
        {
            node.report(&AKS_VALUES, reporter).reason("positive").own("argument", name);
        }
    }
    if let Some((node, amount)) = arguments.amount("gpu_cores", reporter)
        && amount < 0.0
    {
        node.report(&AKS_VALUES, reporter).reason("negative").own("argument", "gpu_cores");
    }
    for (limit, wanted) in [("cpu_cores_limit", "cpu_cores"), ("memory_gb_limit", "memory_gb")] {
        let most = arguments.amount(limit, reporter);
        let least = arguments.given(wanted).filter(|node| node.kind() == Kind::Number);
        let least = least.and_then(|node| Some((node, quantity::parse(node.spelling())?)));
        if let (Some((node, most)), Some((other, wanted))) = (most, least)
            && most < wanted
        {
            let finding = node.report(&AKS_VALUES, reporter).reason("limit");
            finding.own("argument", limit).related(other.pointer());
        }
    }
    if let Some((node, text)) = arguments.filled("namespace", reporter)
        && !is_namespace(text)
    {
        let finding = node.report(&AKS_VALUES, reporter).reason("namespace");
        finding.param("actual", text).actual(text);
    }
    if let Some((node, text)) = arguments.filled("version_name", reporter)
        && let Some(rule) = names::rule(SERVICE_NAME)
    {
        rule.check(text, &node.pointer(), node.index(), reporter);
    }
    autoscale(arguments, reporter);
    if arguments.is_true("auth_enabled")
        && arguments.is_true("token_auth_enabled")
        && let Some(node) = arguments.given("token_auth_enabled")
    {
        let keys = "/args/auth_enabled".to_owned();
        let fix = Fix::replace("disable keys", keys.clone(), Json::from(false));
        node.report(&AKS_AUTH, reporter).related(keys).fix(Some(fix));
    }
    if let Some((node, share)) = arguments.amount("traffic_percentile", reporter)
        && !(0.0..=100.0).contains(&share)
    {
        node.report(&AKS_TRAFFIC, reporter).param("actual", node.spelling());
    }
}

fn autoscale(arguments: &Arguments<'_>, reporter: &mut Reporter) {
    let enabled = arguments.given("autoscale_enabled").and_then(Node::boolean);
    let replicas = arguments.given("num_replicas");
    match (enabled, replicas) {
        (Some(true), Some(node)) => {
            let fix = Fix::remove("remove it", node.pointer());
            node.report(&AKS_AUTOSCALE, reporter).reason("replicas").fix(Some(fix));
        }
        (Some(false), None) => {
            let (path, order) = arguments.missing("num_replicas");
            reporter.add(&AKS_AUTOSCALE, path, order).reason("no-replicas");
        }
        _ => {}
    }
    for name in AUTOSCALE {
        let Some((node, amount)) = arguments.amount(name, reporter) else { continue };
        if enabled != Some(true) {
            // 0 counts as nothing given.
            if amount != 0.0 {
                let finding = node.report(&AKS_AUTOSCALE, reporter).reason("without");
                finding.own("argument", name);
            }
        } else if amount <= 0.0 {
            let finding = node.report(&AKS_AUTOSCALE, reporter).reason("positive");
            finding.own("argument", name);
        }
    }
    let number = |name: &str| arguments.given(name).and_then(Node::integer);
    if let (Some(least), Some(most)) =
        (number("autoscale_min_replicas"), number("autoscale_max_replicas"))
        && least > most
        && let Some(node) = arguments.given("autoscale_min_replicas")
    {
        let finding = node.report(&AKS_AUTOSCALE, reporter).reason("order");
        finding.number("min", least).number("max", most);
    }
}
