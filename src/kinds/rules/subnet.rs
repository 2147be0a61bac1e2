//! The network of a compute beside what the services tell: the subnet's addresses (`facts.subnets`) and the
//! network of the workspace (`facts.workspace`).

use crate::arm::address;
use crate::diagnostics::{Reporter, Severity, codes};
use crate::kinds::context::segment_of;
use crate::kinds::{Context, Count, Rule};
use crate::schema::same_id;
use crate::text::Node;

const SUBNET: &[&str] = &["subnet"];
const SUBNET_ID: &[&str] = &["subnet", "id"];

/// Usual addresses of a subnet: those of a /24, less the five that Azure keeps.
const USUAL: i64 = 251;
/// Addresses that Azure keeps of every subnet.
const KEPT: i64 = 5;

codes! {
    MANY_ADDRESSES = "network/addresses" Info {
        message: [
            "" => "{actual} nodes need as many addresses; a /24 subnet has {limit}",
            "known" => "{actual} nodes need as many addresses; the subnet {prefix} has {limit} left",
        ],
        help: [
            "" => "check the size of the subnet",
            "known" => "choose a larger subnet, or lower the number of nodes",
        ],
        summary: "More nodes than a subnet has addresses. A warning when its prefix is known.",
        why: "Each node needs one address, and Azure reserves five in every subnet.",
        evidence: [Docs "how-to-secure-training-vnet: one address for each node" "2024-04"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\"},\"scaleSettings\":{\"maxNodeCount\":252}}}}",
    }
    DELEGATED = "network/delegated" Warning {
        message: "the subnet is delegated to `{actual}`",
        help: "choose a subnet without delegation",
        summary: "The subnet is delegated to another service.",
        why: "Azure Machine Learning cannot use addresses of a delegated subnet.",
        evidence: [Docs "how-to-secure-training-vnet: the subnet must not be delegated" "2024-04"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\"}}}}" with "{\"facts\":{\"subnets\":{\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourcegroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\":{\"delegations\":[\"Microsoft.Web/serverFarms\"]}}}}",
    }
    OTHER_SUBSCRIPTION = "network/other-subscription" Warning {
        message: "the subnet is in subscription `{actual}`, the workspace in `{workspace}`",
        help: "choose a network in the subscription of the workspace",
        summary: "The subnet is in another subscription than the workspace.",
        why: "The networking documentation requires one subscription; nothing else is supported.",
        evidence: [Docs "how-to-secure-training-vnet" "2024-04"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\"}}}}" with "{\"facts\":{\"workspace\":{\"id\":\"/subscriptions/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/resourceGroups/ml/providers/Microsoft.MachineLearningServices/workspaces/team\"}}}",
    }
    MANAGED_NETWORK = "network/managed-network" Error {
        message: [
            "subnet" => "the workspace has a managed network, which does not allow your own subnet",
            "region" => "the workspace has a managed network in `{workspace}`; a cluster in `{region}` cannot join it",
        ],
        help: [
            "subnet" => "remove the subnet",
            "region" => "create the cluster in the region of the workspace",
        ],
        summary: "The compute does not match the managed network of the workspace.",
        why: "With a managed network, computes are in that network, in the region of the workspace.",
        evidence: [Docs "how-to-managed-network-compute" "2025-01"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\"}}}}" with "{\"facts\":{\"workspace\":{\"properties\":{\"managedNetwork\":{\"isolationMode\":\"AllowInternetOutbound\"}}}}}",
    }
}

/// The rules of clusters and instances.
pub const RULES: &[Rule] = &[
    Rule { codes: &[&OTHER_SUBSCRIPTION], check: subscription },
    Rule { codes: &[&MANAGED_NETWORK], check: managed },
    Rule { codes: &[&MANY_ADDRESSES, &DELEGATED], check: addresses },
];

/// Whether the workspace has a managed network; `None` if nothing is known about it.
pub(super) fn has_managed_network(cx: &Context<'_>) -> Option<bool> {
    let network = cx.workspace()?.get("properties")?.get("managedNetwork")?;
    let mode = network.get("isolationMode")?.text()?;
    Some(!mode.eq_ignore_ascii_case("Disabled"))
}

fn subscription(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(workspace) = cx.workspace_subscription() else { return };
    let id = cx.data.text(SUBNET_ID);
    let Some(own) = id.and_then(|id| segment_of(id, "subscriptions")) else { return };
    if !own.eq_ignore_ascii_case(workspace) {
        let finding = cx.data.report(&OTHER_SUBSCRIPTION, SUBNET_ID, reporter);
        finding.param("actual", own).param("workspace", workspace);
    }
}

fn managed(cx: &Context<'_>, reporter: &mut Reporter) {
    if has_managed_network(cx) != Some(true) {
        return;
    }
    if cx.data.node(SUBNET).is_some() {
        cx.data.report(&MANAGED_NETWORK, SUBNET, reporter).reason("subnet");
    }
    let regions = cx.region().zip(cx.workspace_region());
    if let Some((region, workspace)) = regions.filter(|(region, workspace)| region != workspace) {
        let in_properties = cx.properties.filled(&["computeLocation"]).is_some();
        let (reader, member) = if in_properties {
            (&cx.properties, "computeLocation")
        } else {
            (&cx.body, "location")
        };
        let finding = reader.report(&MANAGED_NETWORK, &[member], reporter).reason("region");
        finding.param("region", &region).param("workspace", &workspace);
    }
}

/// What `facts.subnets` says about a subnet: an object whose members are named by ids.
fn known<'n>(facts: Option<Node<'n>>, id: &str) -> Option<Node<'n>> {
    let subnets = facts?.get("subnets")?;
    let mut members = subnets.members();
    members.find(|member| same_id(member.key, id)).map(|member| member.value)
}

/// Addresses of a range that machines can take.
fn usable(prefix: &str) -> Option<i64> {
    let bits = address::range(prefix)?.prefix?;
    Some((1_i64 << 32_u32.saturating_sub(bits)).saturating_sub(KEPT).max(0))
}

fn addresses(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.node(SUBNET).is_none() {
        return;
    }
    let told = data.text(SUBNET_ID).and_then(|id| known(cx.facts.root(), id));
    if let Some(delegation) = told.and_then(delegation) {
        data.report(&DELEGATED, SUBNET_ID, reporter).param("actual", delegation);
    }
    let prefix = told.and_then(|told| told.get("addressPrefix")?.text());
    // Where the number stands, unless it is one machine, which keeps its address.
    let Some(machines) = cx.kind.machines else { return };
    let (counted, needed) = match machines.count {
        Count::One => (None, Some(1)),
        Count::Counted { most, .. } => (Some(most), data.integer(most)),
    };
    let Some(needed) = needed else { return };
    let path = counted.unwrap_or(SUBNET_ID);
    if let Some((prefix, all)) = prefix.and_then(|prefix| Some((prefix, usable(prefix)?))) {
        let used = told.and_then(|told| told.get("used")?.integer()).unwrap_or(0);
        let own = cx.current_integer(&["currentNodeCount"]).unwrap_or(0);
        let free = all.saturating_sub(used).saturating_add(own).max(0);
        let is_new = cx.creates() || counted.is_some();
        if needed > free && is_new {
            let finding = data.report(&MANY_ADDRESSES, path, reporter).reason("known");
            finding.number("actual", needed).param("prefix", prefix).number("limit", free);
            finding.related(data.pointer(SUBNET)).raise(Severity::Warning);
        }
    } else if needed > USUAL {
        let finding = data.report(&MANY_ADDRESSES, path, reporter).number("actual", needed);
        finding.number("limit", USUAL).related(data.pointer(SUBNET));
    }
}

/// The service that a subnet is delegated to: a text, or a delegation as the network's service tells it.
fn delegation<'n>(subnet: Node<'n>) -> Option<&'n str> {
    let first = subnet.get("delegations")?.items().next()?;
    let service = || first.get("properties")?.get("serviceName")?.text();
    let name = || first.get("serviceName").or_else(|| first.get("name"))?.text();
    first.text().or_else(service).or_else(name)
}
