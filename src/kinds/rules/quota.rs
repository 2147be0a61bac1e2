//! Cores and computes against what the subscription may have (`facts.usages`).

use crate::arm::region;
use crate::catalog;
use crate::diagnostics::{Reporter, codes, find_word, pieces};
use crate::kinds::context::{rows, segment_of};
use crate::kinds::{Context, Rule};
use crate::text::Node;

codes! {
    NO_NODE = "quota/no-node" Error {
        message: "one node needs {needed} cores; {pool} has a limit of {limit}",
        help: "request more quota, or choose a smaller size",
        summary: "Not even one node can start.",
        why: "The service rejects a cluster that cannot have one node.",
        evidence: [Service "text of the service in mlops-v2#81: a quota of 0 holds no node" "2023-02"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}}" with "{\"facts\":{\"usages\":{\"value\":[{\"name\":{\"value\":\"standardDSv2Family\"},\"limit\":0}]}}}",
    }
    INSTANCE = "quota/instance" Error {
        message: "the instance needs {needed} cores; {pool} has {free} left",
        help: "request more quota, or choose a smaller size",
        summary: "The instance needs more cores than are left.",
        why: "An instance starts right away, so it needs its cores right away.",
        evidence: [Service "text of the service in mlops-v2#81" "2023-02"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}}" with "{\"facts\":{\"usages\":{\"value\":[{\"name\":{\"value\":\"standardDSv2Family\"},\"limit\":6,\"currentValue\":3}]}}}",
    }
    NODES = "quota/nodes" Warning {
        message: "{count} nodes need {needed} cores; {pool} has {free} left, enough for {fits}",
        help: "lower the count, or request more quota",
        summary: "All nodes together need more cores than are left.",
        why: "The cluster is created, but never reaches that size; stopped nodes count as well.",
        evidence: [Docs "how-to-manage-quotas" "2026-01"],
        example: "{\"properties\":{\"properties\":{\"vmSize\":\"Standard_DS3_v2\",\"scaleSettings\":{\"maxNodeCount\":6}}}}" with "{\"operation\":\"update\",\"facts\":{\"usages\":{\"value\":[{\"name\":{\"value\":\"standardDSv2Family\"},\"limit\":23}]}}}",
        fix: "lowers the count to what the quota allows",
    }
    CLUSTERS_FULL = "quota/clusters-full" Error {
        message: "the region has {limit} computes, which is the limit",
        help: "delete one, or request more quota",
        summary: "The number of computes in the region is at its limit.",
        why: "The service rejects another one; an instance counts as a cluster of one node.",
        evidence: [Service "text of the service: exceeding quota limits of clusters" "2023-02"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"}}" with "{\"facts\":{\"usages\":{\"value\":[{\"name\":{\"value\":\"TotalClusters\"},\"limit\":200,\"currentValue\":200}]}}}",
    }
    FACTS = "quota/facts" Warning {
        message: "the usages contain no row for {pool}; quota was not checked",
        help: "pass the response of the usages operation for the region of the compute",
        summary: "The facts do not contain the quota that is needed.",
        why: "Family names are spelled irregularly, and rows of other regions do not count.",
        evidence: [Service "usages of eastus, recorded" "2025-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_DS3_v2\"}}}" with "{\"facts\":{\"usages\":[{\"name\":{\"value\":\"standardEv5Family\"},\"limit\":24}]}}",
    }
}

/// The rules.
pub const RULES: &[Rule] =
    &[Rule { codes: &[&NO_NODE, &INSTANCE, &NODES, &CLUSTERS_FULL, &FACTS], check: quota }];

const SIZE: &[&str] = &["vmSize"];

/// One row of usages.
struct Pool {
    name: String,
    limit: i64,
    used: i64,
}

impl Pool {
    const fn free(&self) -> i64 {
        self.limit.saturating_sub(self.used)
    }
}

/// A name without case, blanks, separators and the words that rows and catalogues add or leave out.
fn plain(name: &str) -> String {
    let mut out = letters(name);
    for word in ["standard", "family", "cluster", "dedicated", "lowpriority", "vcpus"] {
        while let Some(at) = find_word(&out, word) {
            out.replace_range(at..at.saturating_add(word.len()), "");
        }
    }
    out
}

/// The row of the subscription whose name, in any of its spellings, a test takes.
fn find(cx: &Context<'_>, facts: Node<'_>, takes: &dyn Fn(&str, &str) -> bool) -> Option<Pool> {
    rows(facts.get("usages")).find_map(|row| {
        let text =
            |node: Option<Node<'_>>| node.and_then(Node::text).unwrap_or_default().to_owned();
        let id = text(row.get("id"));
        if segment_of(&id, "workspaces").is_some() || elsewhere(cx, row, &id) {
            return None;
        }
        let name = row.get("name");
        let value = text(name.and_then(|name| name.get("value")));
        let label = text(name.and_then(|name| name.get("localizedValue")));
        let last = pieces(&id, b'/').last().unwrap_or_default();
        let kind = text(row.get("type"));
        let found = [&value, &label, last].into_iter().any(|name| takes(name, &kind));
        let limit = row.get("limit")?.integer()?;
        found.then(|| Pool {
            name: if value.is_empty() { label } else { value },
            // -1: no limit of its own.
            limit: if limit < 0 { i64::MAX } else { limit },
            used: row.get("currentValue").and_then(Node::integer).unwrap_or(0),
        })
    })
}

/// Whether a row is about another region than the compute's.
fn elsewhere(cx: &Context<'_>, row: Node<'_>, id: &str) -> bool {
    let said = row.get("amlWorkspaceLocation").and_then(Node::text);
    let place = said.or_else(|| segment_of(id, "locations")).map(region::normal_form);
    place.zip(cx.region()).is_some_and(|(place, own)| place != own)
}

/// The names of the totals, without what `letters` takes out.
const CLUSTERS: &[&str] = &["totalclusters", "clusters"];
const DEDICATED: &[&str] = &["totaldedicatedcores", "totalclusterdedicatedregionalvcpus"];
const LOW_PRIORITY: &[&str] = &["totallowprioritycores", "totalclusterlowpriorityregionalvcpus"];

fn quota(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(facts) = cx.facts.root().filter(|facts| facts.get("usages").is_some()) else { return };
    if !cx.kind.managed {
        return;
    }
    let total = |words: &'static [&'static str]| {
        find(cx, facts, &move |name, _| words.contains(&letters(name).as_str()))
    };
    if let Some(clusters) = total(CLUSTERS)
        && cx.creates()
        && clusters.free() <= 0
    {
        reporter.whole(&CLUSTERS_FULL).number("limit", clusters.limit);
    }
    let Some(size) = cx.data.filled(SIZE) else { return };
    let Some((cores, family)) = size_of(facts, size) else { return };
    let low = cx.data.is_word(&["vmPriority"], "LowPriority");
    let pools = if low {
        vec![total(LOW_PRIORITY)]
    } else {
        let of_family = family.as_deref().map(plain).and_then(|wanted| {
            find(cx, facts, &|name, kind| {
                plain(name) == wanted && find_word(&letters(kind), "lowpriority").is_none()
            })
        });
        if of_family.is_none() {
            reporter.whole(&FACTS).param("pool", family.as_deref().unwrap_or(size));
        }
        vec![of_family, total(DEDICATED)]
    };
    // What the compute uses now is its own.
    let own = cx.current_integer(&["currentNodeCount"]).unwrap_or(0).saturating_mul(cores);
    for mut pool in pools.into_iter().flatten() {
        pool.used = pool.used.saturating_sub(own);
        if fits(cx, &pool, cores, reporter) {
            return; // the narrowest pool says enough
        }
    }
}

/// Letters and digits of a name in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Cores and family of a size: the service's own list, or the catalogue. `None` for one that has a finding
/// of its own.
fn size_of(facts: Node<'_>, size: &str) -> Option<(i64, Option<String>)> {
    if let Some(list) = super::vm_size::list(facts) {
        let row = list.find(size)?;
        let family = row.get("family").and_then(Node::text).map(str::to_owned);
        return Some((row.get("vCPUs")?.integer()?, family));
    }
    let found = catalog::VmSize::parse(size)?;
    Some((i64::from(found.v_cpus()), found.family()))
}

/// Whether something was said about a pool.
fn fits(cx: &Context<'_>, pool: &Pool, cores: i64, reporter: &mut Reporter) -> bool {
    let one = cx.kind.is_one_machine();
    if !cx.creates() && one {
        return false; // it has its cores
    }
    let code = if one && cores > pool.free() {
        &INSTANCE
    } else if !one && cores > pool.limit && cx.creates() {
        &NO_NODE
    } else if one {
        return false;
    } else {
        return nodes(cx, pool, cores, reporter);
    };
    let finding = cx.data.report(code, SIZE, reporter).number("needed", cores);
    finding.param("pool", &pool.name).number("limit", pool.limit).number("free", pool.free());
    true
}

fn nodes(cx: &Context<'_>, pool: &Pool, cores: i64, reporter: &mut Reporter) -> bool {
    let fits = pool.free().max(0).checked_div(cores).unwrap_or(0);
    let least = cx.data.integer(&["scaleSettings", "minNodeCount"]).unwrap_or(0);
    for member in ["minNodeCount", "maxNodeCount"] {
        let path = &["scaleSettings", member];
        let Some(count) = cx.data.integer(path).filter(|count| *count > fits) else { continue };
        let finding = cx.data.report(&NODES, path, reporter).number("count", count);
        finding.number("needed", count.saturating_mul(cores)).number("free", pool.free());
        finding.param("pool", &pool.name).number("fits", fits);
        if fits >= least || member == "minNodeCount" {
            finding.fix(Some(cx.data.put(path, fits.into(), "lower it to what the quota allows")));
        }
        return true;
    }
    false
}
