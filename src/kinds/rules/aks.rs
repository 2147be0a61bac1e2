//! AKS clusters: machines, purpose, TLS, network.

use crate::arm::address::{self, Range};
use crate::catalog::VmSize;
use crate::diagnostics::{
    Code, Diagnostic, Expected, Fix, Reporter, codes, cut, find_word, pieces, trim,
};
use crate::kinds::envelope::RESOURCE_ID;
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, CLOSED_WORD, Constraint, Form, INTEGER};

/// What the status of TLS may be.
pub const TLS_STATUS: &[&str] = &["Disabled", "Enabled", "Auto"];

const TARGET: &[&str] = &[RESOURCE_ID];
const AGENTS: &[&str] = &["agentCount"];
const PURPOSE: &[&str] = &["clusterPurpose"];
const STATUS: &[&str] = &["sslConfiguration", "status"];
const CNAME: &[&str] = &["sslConfiguration", "cname"];
const LABEL: &[&str] = &["sslConfiguration", "leafDomainLabel"];
const OVERWRITE: &[&str] = &["sslConfiguration", "overwriteExistingDomain"];
const NETWORK: &[&str] = &["aksNetworkingConfiguration"];
const SERVICES: &[&str] = &["aksNetworkingConfiguration", "serviceCidr"];
const DNS: &[&str] = &["aksNetworkingConfiguration", "dnsServiceIP"];
const BRIDGE: &[&str] = &["aksNetworkingConfiguration", "dockerBridgeCidr"];
const BALANCER: &[&str] = &["loadBalancerType"];
const BALANCER_SUBNET: &[&str] = &["loadBalancerSubnet"];

/// Members of TLS that need a status of their own, with that status.
const TLS_MEMBERS: [(&str, &str); 4] =
    [("cert", "Enabled"), ("key", "Enabled"), ("cname", "Enabled"), ("leafDomainLabel", "Auto")];

/// Fewest machines of a cluster for production.
const FEWEST: i64 = 3;
/// Cores that a FastProd cluster has at least.
const FEWEST_CORES: i64 = 12;

codes! {
    AGENTS_ZERO = "aks/agents-zero" Warning {
        message: "the cluster is requested with 0 machines",
        help: "remove the property to get 3 machines, or set their number",
        summary: "agentCount is 0 for a new cluster.",
        why: "The API accepts it, and SDK v1 reads it as not set.",
        evidence: [
            Spec "AKSSchemaProperties.agentCount@2021-04-01 and later, minimum 0" "2026-08",
            Sdk "azureml-core 1.61" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"agentCount\":0}}}",
    }
    FAST_PROD = "aks/fast-prod" Error {
        message: [
            "" => "FastProd needs at least {limit} machines, not {actual}",
            "cores" => "the machines have {actual} cores in total; FastProd needs at least {limit}",
        ],
        help: [
            "" => "give {limit} or more, or set {@clusterPurpose} to {@clusterPurpose=DevTest}",
            "cores" => "use more or larger machines, or set {@clusterPurpose} to {@clusterPurpose=DevTest}",
        ],
        summary: "Too few machines for a production cluster.",
        why: "The service rejects it. Without a purpose, FastProd applies.",
        evidence: [Service "text of the service in azure-docs#55597" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"agentCount\":1}}}",
        fix: "sets the purpose to DevTest",
    }
    NOTES = "aks/notes" Info {
        message: [
            "attach" => "as a FastProd target the cluster needs at least 3 machines and 12 cores",
            "dev-test" => "a DevTest cluster runs on one machine and is not for production",
            "successor" => "only SDK v1 uses this kind; Kubernetes is the current one",
        ],
        summary: "What to know about AKS targets.",
        why: "The service checks it late, or documents it elsewhere.",
        evidence: [
            Service "text of the service in azure-docs#55597" "2026-11",
            Sdk "azure-ai-ml 1.35.2 has no such kind" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AKS\"}}",
    }
    TLS_INCOMPLETE = "aks/tls-incomplete" Error {
        message: "`{member}` is required when the TLS status is {status}",
        summary: "TLS is enabled without the settings it needs.",
        why: "Enabled needs certificate, key and host name; Auto needs a label.",
        evidence: [Sdk "azureml-core 1.61 rejects it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"sslConfiguration\":{\"status\":\"Enabled\"}}}}",
    }
    TLS_ODD = "aks/tls-odd" Warning {
        message: [
            "status" => "`{member}` has no effect when the TLS status is {status}",
            "overwrite" => "`{@overwriteExistingDomain}` has no effect without a label",
            "pem" => "`{member}` is not in PEM form",
            "host" => "`{actual}` is not a valid host name",
            "label" => "`{actual}` is not a valid label: use lower-case letters, digits and hyphens, starting with a letter",
        ],
        summary: "TLS properties contradict each other or have the wrong form.",
        why: "They are ignored, or TLS does not start.",
        evidence: [
            Sdk "azureml-core 1.61" "2026-11",
            Spec "SslConfiguration@2026-05-01" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"sslConfiguration\":{\"status\":\"Auto\",\"leafDomainLabel\":\"a\",\"cert\":\"MIIB\",\"key\":\"MIIE\"}}}}",
    }
    NETWORK_PARTIAL = "aks/network-partial" Warning {
        message: "{missing} is missing while other network properties are given",
        help: "give {@subnetId}, {@serviceCidr}, {@dnsServiceIP} and {@dockerBridgeCidr}, or none of them",
        summary: "Only some of the network properties are given.",
        why: "SDK v1 rejects it; the API does not say what it uses for the rest.",
        evidence: [Sdk "azureml-core 1.61 rejects it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"aksNetworkingConfiguration\":{\"dnsServiceIP\":\"10.0.0.10\"}}}}",
    }
    ADDRESS = "aks/address" Error {
        message: [
            "range" => "`{actual}` is not a valid IPv4 range",
            "address" => "`{actual}` is not a valid IPv4 address",
            "outside" => "`{actual}` is outside {@serviceCidr}",
            "overlap" => "{@dockerBridgeCidr} and {@serviceCidr} overlap",
        ],
        help: [
            "range" => "write it like 10.0.0.0/16",
            "address" => "write it like 10.0.0.10",
            "outside" => "choose an address inside it",
            "overlap" => "choose ranges that do not overlap",
        ],
        summary: "An address or a range is malformed or impossible.",
        why: "The service rejects the form; the rest cannot work.",
        evidence: [Spec "AksNetworkingConfiguration, patterns and prose@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"aksNetworkingConfiguration\":{\"serviceCidr\":\"10.0.0.0/33\"}}}}",
    }
    CIDR_FORM = "aks/cidr-form" Warning {
        message: [
            "mask" => "`{actual}` is a range of one address: the mask is missing",
            "host" => "`{actual}` is not the first address of its range",
        ],
        summary: "A range has no mask, or starts in the middle.",
        why: "The pattern of the API allows it; Azure networks require the first address and a mask.",
        evidence: [Spec "AksNetworkingConfiguration.serviceCidr@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"aksNetworkingConfiguration\":{\"serviceCidr\":\"10.0.0.1/16\"}}}}",
        fix: "writes the first address",
    }
    LOAD_BALANCER = "aks/load-balancer" Warning {
        message: [
            "type" => "only an internal load balancer can have a subnet",
            "id" => "give the name of the subnet, not its id",
        ],
        summary: "The subnet of the load balancer does not match its type, or is an id.",
        why: "SDK v1 rejects it.",
        evidence: [Sdk "azureml-core 1.61 rejects it" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"properties\":{\"loadBalancerSubnet\":\"balancer\"}}}",
        fix: "sets the type, or keeps only the name from the id",
    }
}

/// How the first line of a certificate or key begins in base64, as official templates pass it.
const PEM_IN_BASE64: &str = "LS0tLS1CRUdJTi";

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&AGENTS_ZERO, &FAST_PROD, &INTEGER], check: agents },
    Rule { codes: &[&NOTES], check: notes },
    Rule { codes: &[&TLS_INCOMPLETE, &TLS_ODD], check: tls },
    Rule { codes: &[&TLS_ODD], check: tls_forms },
    Rule { codes: &[&CLOSED_WORD], check: closed_status },
    Rule { codes: &[&NETWORK_PARTIAL, &ADDRESS, &CIDR_FORM], check: network },
    Rule { codes: &[&LOAD_BALANCER], check: load_balancer },
];

fn is_fast_prod(cx: &Context<'_>) -> bool {
    cx.data.is_absent(PURPOSE) || cx.data.is_word(PURPOSE, "FastProd")
}

/// The machines of a new cluster, by number and by the cores that the catalogue knows of.
fn agents(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(count) = data.integer(AGENTS) else { return };
    if count == 0 && cx.options.version() < "2021-04-01" {
        let finding = data.report(&INTEGER, AGENTS, reporter).reason("range");
        finding.member("agentCount").number("min", 1).number("max", i64::from(i32::MAX));
        finding.number("actual", count);
        return;
    }
    if !cx.creates() || !cx.properties.is_empty(TARGET) {
        return;
    }
    if count == 0 {
        data.report(&AGENTS_ZERO, AGENTS, reporter);
        return;
    }
    if !is_fast_prod(cx) {
        return;
    }
    let size = data.text(&["agentVmSize"]).and_then(VmSize::parse).filter(VmSize::known);
    let cores = size.map(|size| count.saturating_mul(i64::from(size.v_cpus())));
    let (reason, actual, limit) = match cores {
        _ if count < FEWEST => ("", count, FEWEST),
        Some(cores) if cores < FEWEST_CORES => ("cores", cores, FEWEST_CORES),
        _ => return,
    };
    let fix = data.put(PURPOSE, "DevTest".into(), "set the purpose to DevTest");
    let finding = data.report(&FAST_PROD, AGENTS, reporter).number("actual", actual);
    finding.number("limit", limit).related(data.pointer(PURPOSE)).fix(Some(fix));
    if reason.is_empty() {
        finding.expected(Expected::Range { min: Some(FEWEST), max: None, unit: None });
    } else {
        finding.reason(reason);
    }
}

fn notes(cx: &Context<'_>, reporter: &mut Reporter) {
    cx.properties.report(&NOTES, &["computeType"], reporter).reason("successor");
    if cx.data.is_word(PURPOSE, "DevTest") {
        cx.data.report(&NOTES, PURPOSE, reporter).reason("dev-test");
    } else if cx.properties.filled(TARGET).is_some() && is_fast_prod(cx) {
        cx.data.report(&NOTES, PURPOSE, reporter).reason("attach");
    }
}

fn tls(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let status = data.text(STATUS).unwrap_or_default();
    if status.is_empty() && !data.is_empty(STATUS) {
        return;
    }
    for (member, wanted) in TLS_MEMBERS {
        let path = &["sslConfiguration", member];
        let fits = status.eq_ignore_ascii_case(wanted);
        if fits && cx.creates() && data.is_empty(path) {
            let finding = data.report(&TLS_INCOMPLETE, path, reporter).member(member);
            finding.param("status", wanted).related(data.pointer(STATUS));
            finding.expected(Expected::Present);
        } else if !fits && data.filled(path).is_some() {
            let finding = data.report(&TLS_ODD, path, reporter).reason("status");
            finding.member(member).param("status", wanted);
            finding.related(data.pointer(STATUS));
        }
    }
    if data.boolean(OVERWRITE) == Some(true)
        && data.is_empty(LABEL)
        && !status.eq_ignore_ascii_case("Auto")
    {
        data.report(&TLS_ODD, OVERWRITE, reporter).reason("overwrite");
    }
}

fn tls_forms(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    for member in ["cert", "key"] {
        let path = &["sslConfiguration", member];
        let is_pem = |text: &str| {
            text.starts_with(PEM_IN_BASE64) || find_word(text, "-----begin ").is_some()
        };
        if data.filled(path).is_some_and(|text| !is_pem(text)) {
            data.report(&TLS_ODD, path, reporter).reason("pem").member(member);
        }
    }
    let is_host = |name: &str| address::is_host_name(name.strip_prefix("*.").unwrap_or(name));
    if data.filled(CNAME).is_some_and(|name| !is_host(name)) {
        report(cx, &TLS_ODD, CNAME, "host", reporter);
    }
    if data.filled(LABEL).is_some_and(|label| !is_label(label)) {
        report(cx, &TLS_ODD, LABEL, "label", reporter);
    }
}

fn is_label(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() >= 2
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().last().is_some_and(inner)
        && text.bytes().all(|byte| inner(byte) || byte == b'-')
}

/// Up to 2022 the words of the status were a closed list.
fn closed_status(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(word) = cx.data.written(STATUS).and_then(crate::text::Node::text) else { return };
    let known = TLS_STATUS.iter().any(|known| known.eq_ignore_ascii_case(trim(word)));
    if !known && cx.options.version() < "2022-05-01" {
        let finding = cx.data.report(&CLOSED_WORD, STATUS, reporter).member("status");
        finding.param("actual", word).own("words", &TLS_STATUS.join(", "));
    }
}

fn network(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    partial(cx, reporter);
    let services = range(cx, SERVICES, reporter);
    let bridge = range(cx, BRIDGE, reporter);
    if let (Some(services), Some(bridge)) = (services, bridge)
        && services.overlaps(bridge)
    {
        report(cx, &ADDRESS, BRIDGE, "overlap", reporter).related(data.pointer(SERVICES));
    }
    let services = services.filter(|found| found.prefix.is_some());
    if let Some(services) = services
        && services.address != services.network()
    {
        let mask =
            data.text(SERVICES).and_then(|text| cut(text, b'/')).map_or("", |(_, mask)| mask);
        let mended = [&address::spell_ipv4(services.network()), "/", mask].concat();
        let fix = Fix::write(data.pointer(SERVICES), &mended);
        report(cx, &CIDR_FORM, SERVICES, "host", reporter).fix(Some(fix));
    }
    let dns = data.text(DNS).and_then(address::ipv4);
    if dns.is_some_and(|dns| services.is_some_and(|services| !services.holds(dns))) {
        report(cx, &ADDRESS, DNS, "outside", reporter).related(data.pointer(SERVICES));
    }
}

/// Tells a network of which only a part is given.
fn partial(cx: &Context<'_>, reporter: &mut Reporter) {
    let (mut missing, mut count) = (String::new(), 0_u32);
    for member in ["subnetId", "serviceCidr", "dnsServiceIP", "dockerBridgeCidr"] {
        if cx.data.is_empty(&["aksNetworkingConfiguration", member]) {
            if count > 0 {
                missing.push_str(", ");
            }
            missing.push_str(member);
            count = count.saturating_add(1);
        }
    }
    if (1..4).contains(&count) {
        let finding = cx.data.report(&NETWORK_PARTIAL, NETWORK, reporter);
        finding.members("missing", &missing);
    }
}

fn range(cx: &Context<'_>, path: &[&str], reporter: &mut Reporter) -> Option<Range> {
    let found = address::range(cx.data.text(path)?);
    if let Some(Range { prefix: None, .. }) = found {
        report(cx, &CIDR_FORM, path, "mask", reporter);
    }
    found
}

/// What is asked of a range of addresses. An empty text is none either: the pattern of the API refuses it.
pub const RANGE_ASKED: &[Constraint] =
    &[Constraint::form(&RANGES, &ADDRESS, |breach, finding| odd(breach, finding, "range"))];

static RANGES: Form = Form::new(
    |text| address::range(text).is_some(),
    r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?",
    "a range of IPv4 addresses, such as 10.0.0.0/16",
)
.filled();

/// What is asked of the address of the name service.
pub const DNS_ASKED: &[Constraint] =
    &[Constraint::form(&IPV4, &ADDRESS, |breach, finding| odd(breach, finding, "address"))];

static IPV4: Form = Form::new(
    |text| address::ipv4(text).is_some(),
    r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}",
    "an IPv4 address, such as 10.0.0.10",
)
.filled();

fn odd(breach: &Breach<'_>, finding: &mut Diagnostic, reason: &'static str) {
    finding.reason(reason).param("actual", breach.text).actual(breach.text);
}

/// Reports something about a text, which is shown.
#[cold]
#[inline(never)]
fn report<'r>(
    cx: &Context<'_>,
    code: &'static Code,
    path: &[&str],
    reason: &'static str,
    reporter: &'r mut Reporter,
) -> &'r mut Diagnostic {
    let text = cx.data.text(path).unwrap_or_default();
    cx.data.report(code, path, reporter).reason(reason).param("actual", text).actual(text)
}

fn load_balancer(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let Some(name) = data.filled(BALANCER_SUBNET) else { return };
    if data.is_absent(BALANCER) || data.is_word(BALANCER, "PublicIp") {
        let fix = data.put(BALANCER, "InternalLoadBalancer".into(), "make it internal");
        let finding = data.report(&LOAD_BALANCER, BALANCER_SUBNET, reporter).reason("type");
        finding.related(data.pointer(BALANCER)).fix(Some(fix));
    }
    if let Some(last) = pieces(name, b'/').skip(1).filter(|word| !word.is_empty()).last() {
        let fix = Fix::write(data.pointer(BALANCER_SUBNET), last);
        data.report(&LOAD_BALANCER, BALANCER_SUBNET, reporter).reason("id").fix(Some(fix));
    }
}
