//! Cores and computes against what the subscription may have (`facts.usages`).

use super::conflict::rows;
use crate::catalog;
use crate::diagnostics::{Reporter, codes};
use crate::kinds::{Context, Rule};
use crate::text::Node;

codes! {
    NO_NODE = "quota/no-node" Error {
        message: "one node takes {needed} cores; {pool} has a limit of {limit}",
        help: "ask for more quota, or choose a smaller size",
        summary: "Not one node can ever start.",
        why: "The service refuses a cluster that cannot hold one node.",
        evidence: [Service "text of the service in mlops-v2#81: a quota of 0 holds no node" "2023-02"],
        example: "a size of 4 cores where the family's limit is 0",
    }
    INSTANCE = "quota/instance" Error {
        message: "the instance takes {needed} cores; {pool} has {free} left",
        help: "ask for more quota, or choose a smaller size",
        summary: "The instance does not fit into what is left.",
        why: "An instance starts at once, so it needs its cores at once.",
        evidence: [Service "text of the service in mlops-v2#81" "2023-02"],
        example: "an instance of 4 cores where 2 are left",
    }
    NODES = "quota/nodes" Warning {
        message: "{count} nodes take {needed} cores; {pool} has {free} left, enough for {fits}",
        help: "lower the count, or ask for more quota",
        summary: "All nodes together do not fit into what is left.",
        why: "The cluster is created, but never gets that far; stopped nodes count as well.",
        evidence: [Docs "how-to-manage-quotas" "2026-01"],
        example: "four nodes of 4 cores where 12 are left",
        fix: "lowers the count to what fits",
    }
    CLUSTERS_FULL = "quota/clusters-full" Error {
        message: "the region has {limit} computes, and that is the limit",
        help: "delete one, or ask for more quota",
        summary: "The number of computes in the region is at its limit.",
        why: "The service refuses another one; an instance counts as a cluster of one node.",
        evidence: [Service "text of the service: exceeding quota limits of clusters" "2023-02"],
        example: "TotalClusters with a current value of its limit",
    }
    FACTS = "quota/facts" Warning {
        message: "the usages say nothing about {pool}; quota was not checked",
        help: "pass the answer of the usages operation of the compute's region",
        summary: "The facts cannot answer the question of quota.",
        why: "Family names are spelled irregularly, and rows of other regions say nothing.",
        evidence: [Service "usages of eastus, recorded" "2025-11"],
        example: "usages without a row for the size's family",
    }
}

/// The rules.
pub const RULES: &[Rule] =
    &[Rule { codes: &[&NO_NODE, &INSTANCE, &NODES, &CLUSTERS_FULL, &FACTS], check: quota }];

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
    let mut out: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    for word in ["standard", "family", "cluster", "dedicated", "lowpriority", "vcpus"] {
        while let Some(at) = crate::diagnostics::find_word(&out, word) {
            out.replace_range(at..at.saturating_add(word.len()), "");
        }
    }
    out
}

/// The row of the subscription that a test takes.
fn find(facts: Node<'_>, takes: &dyn Fn(&str, &str) -> bool) -> Option<Pool> {
    rows(facts.get("usages")).find_map(|row| {
        let id = row.get("id").and_then(Node::text).unwrap_or_default();
        let name = row.get("name").and_then(|name| name.get("value"));
        let name = name.and_then(Node::text).unwrap_or_default();
        let of_workspace = id.split('/').any(|word| word.eq_ignore_ascii_case("workspaces"));
        let kind = row.get("type").and_then(Node::text).unwrap_or_default();
        let limit = row.get("limit")?.integer()?;
        // -1: no limit of its own.
        (!of_workspace && limit >= 0 && takes(name, kind)).then(|| Pool {
            name: name.to_owned(),
            limit,
            used: row.get("currentValue").and_then(Node::integer).unwrap_or(0),
        })
    })
}

fn quota(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(facts) = cx.facts.root().filter(|facts| facts.get("usages").is_some()) else { return };
    if !cx.kind.managed {
        return;
    }
    let total = |word: &'static str| find(facts, &move |name, _| plain_is(name, word));
    if let Some(clusters) = total("totalclusters")
        && cx.creates()
        && clusters.free() <= 0
    {
        reporter.whole(&CLUSTERS_FULL).number("limit", clusters.limit);
    }
    let Some(size) = cx.data.text(&["vmSize"]).filter(|_| cx.creates()) else { return };
    let Some((cores, family)) = size_of(facts, size) else { return };
    let low = cx.data.is_word(&["vmPriority"], "LowPriority");
    let pools = if low {
        vec![total("totallowprioritycores")]
    } else {
        let wanted = plain(&family);
        let of_family = find(facts, &|name, kind| {
            plain(name) == wanted && crate::diagnostics::find_word(kind, "lowpriority").is_none()
        });
        if of_family.is_none() {
            reporter.whole(&FACTS).param("pool", &family);
        }
        vec![of_family, total("totaldedicatedcores")]
    };
    for pool in pools.into_iter().flatten() {
        if fits(cx, &pool, cores, reporter) {
            return; // the narrowest pool says enough
        }
    }
}

fn plain_is(name: &str, word: &str) -> bool {
    let letters: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    letters == word
}

/// Cores and family of a size: the service's own list first, then the catalogue.
fn size_of(facts: Node<'_>, size: &str) -> Option<(i64, String)> {
    let named = |row: &Node<'_>| {
        row.get("name").and_then(Node::text).is_some_and(|name| name.eq_ignore_ascii_case(size))
    };
    if let Some(row) = rows(facts.get("vmSizes")).find(named) {
        let family = row.get("family").and_then(Node::text)?;
        return Some((row.get("vCPUs")?.integer()?, family.to_owned()));
    }
    let found = catalog::VmSize::parse(size)?;
    Some((i64::from(found.v_cpus()), found.family()?))
}

/// Whether something was said about a pool.
fn fits(cx: &Context<'_>, pool: &Pool, cores: i64, reporter: &mut Reporter) -> bool {
    let size = &["vmSize"][..];
    let instance = cx.kind.name == "ComputeInstance";
    let code = if instance && cores > pool.free() {
        &INSTANCE
    } else if !instance && cores > pool.limit {
        &NO_NODE
    } else if instance {
        return false;
    } else {
        return nodes(cx, pool, cores, reporter);
    };
    let finding = cx.data.report(code, size, reporter).number("needed", cores);
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
            finding.fix(Some(cx.data.put(path, fits.into(), "lower it to what fits")));
        }
        return true;
    }
    false
}
