//! Synapse Spark pools: what is said about a pool beside its id.

use crate::arm::names;
use crate::arm::resource_id::ResourceId;
use crate::diagnostics::{Diagnostic, Expected, Fix, Reporter, codes};
use crate::kinds::envelope::RESOURCE_ID;
use crate::kinds::{Context, Rule};
use crate::schema::{Breach, Constraint, Form, GUID};

/// Type of a pool that is named through a linked service of a workspace.
pub const LINKED_POOL: &str =
    "Microsoft.MachineLearningServices/workspaces/linkedServices/bigDataPools";

const TARGET: &[&str] = &[RESOURCE_ID];
const ENABLED: &[&str] = &["autoScaleProperties", "enabled"];
const MIN: &[&str] = &["autoScaleProperties", "minNodeCount"];
const MAX: &[&str] = &["autoScaleProperties", "maxNodeCount"];

codes! {
    AUTO_SCALE = "synapse/auto-scale" Error {
        message: [
            "negative" => "a count cannot be {actual}",
            "range" => "a minimum of {actual} and a maximum of {limit} nodes leave no possible number",
        ],
        summary: "A count is negative, or the minimum is above the maximum.",
        why: "The value has no meaning.",
        evidence: [Spec "SynapseSparkProperties@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"SynapseSpark\",\"properties\":{\"autoScaleProperties\":{\"enabled\":true,\"minNodeCount\":5,\"maxNodeCount\":3}}}}",
    }
    DESCRIBED = "synapse/described" Warning {
        message: [
            "contradicts" => "`{member}` is `{actual}`, but the id says `{other}`",
            "maximum" => "autoscale is enabled, but its maximum is missing",
            "linked" => "the pool is identified by a linked service, as in SDK v1",
        ],
        help: [
            "contradicts" => "remove it: the service reads it from the pool",
            "maximum" => "remove {@autoScaleProperties}: the service reads it from the pool",
            "linked" => "give the id of the pool in its Synapse workspace",
        ],
        summary: "The description of the pool differs from its id.",
        why: "The service reads the data of the pool from Synapse; other values are ignored or misleading.",
        evidence: [Sdk "azure-ai-ml 1.35.2 has these properties read-only" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"SynapseSpark\",\"properties\":{\"autoScaleProperties\":{\"enabled\":true}}}}",
        fix: "removes the property",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&AUTO_SCALE], check: counts },
    Rule { codes: &[&DESCRIBED], check: described },
];

/// What is asked of numbers of nodes and minutes.
pub const COUNT_ASKED: &[Constraint] = &[Constraint::least(0, &AUTO_SCALE, negative)];

fn negative(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.reason("negative").number("actual", breach.number);
}

/// What is asked of the subscription of a pool.
pub const SUBSCRIPTION_ASKED: &[Constraint] =
    &[Constraint::form(&SUBSCRIPTION, &names::NOT_A_GUID, no_subscription)];

static SUBSCRIPTION: Form = Form::new(names::is_guid, GUID, "the id of a subscription, a GUID");

fn no_subscription(breach: &Breach<'_>, finding: &mut Diagnostic) {
    finding.own("what", names::SUBSCRIPTION.title).actual(breach.text).param("actual", breach.text);
}

fn counts(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    let (min, max) = (data.integer(MIN), data.integer(MAX));
    if let Some((min, max)) = min.zip(max).filter(|(min, max)| min > max && *max >= 0) {
        let finding = data.report(&AUTO_SCALE, MIN, reporter).reason("range").number("actual", min);
        finding.number("limit", max).related(data.pointer(MAX));
        finding.expected(Expected::Range { min: None, max: Some(max), unit: None });
    }
}

fn described(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.boolean(ENABLED) == Some(true) && data.is_absent(MAX) {
        let whole = &["autoScaleProperties"];
        let fix = Fix::remove("remove it", data.pointer(whole));
        let finding = data.report(&DESCRIBED, MAX, reporter).reason("maximum");
        finding.related(data.pointer(ENABLED)).fix(Some(fix));
    }
    let Some(id) = cx.properties.filled(TARGET).and_then(ResourceId::parse) else { return };
    if id.kind.eq_ignore_ascii_case(LINKED_POOL) {
        cx.properties.report(&DESCRIBED, TARGET, reporter).reason("linked");
        return;
    }
    let workspace = id.parents.first().map(|part| part.name.as_str()).unwrap_or_default();
    let group = id.resource_group.as_deref().unwrap_or_default();
    for (member, other) in [
        ("subscriptionId", id.subscription_id.as_str()),
        ("resourceGroup", group),
        ("workspaceName", workspace),
        ("poolName", &id.name),
    ] {
        let path = &[member];
        if let Some(text) = data.filled(path).filter(|text| !text.eq_ignore_ascii_case(other)) {
            let fix = Fix::remove("remove it", data.pointer(path));
            let finding = data.report(&DESCRIBED, path, reporter).reason("contradicts");
            finding.member(member).param("actual", text).param("other", other);
            finding.related(cx.properties.pointer(TARGET)).fix(Some(fix));
        }
    }
}
