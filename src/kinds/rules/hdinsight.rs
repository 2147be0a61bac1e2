//! What is peculiar to HDInsight clusters.

use crate::diagnostics::{Fix, Reporter, codes, has_any};
use crate::kinds::{Context, Rule};

const ADDRESS: &[&str] = &["address"];
const DOMAIN: &str = ".azurehdinsight.net";

/// Domains that people write for it, and that nobody answers at.
const MISSPELT: [&str; 4] =
    [".azureinsight.net", ".azurehdinsights.net", ".hdinsight.net", ".azurehdinsight.com"];

codes! {
    SSH_ADDRESS = "hdinsight/ssh-address" Warning {
        message: [
            "" => "SSH to the cluster uses `{known}`, not `{actual}`",
            "domain" => "the domain of HDInsight clusters is azurehdinsight.net, not that of `{actual}`",
        ],
        help: [
            "" => "add -ssh to the name of the cluster",
            "domain" => "write `{known}`",
        ],
        summary: "The address is the gateway of the cluster, which does not accept SSH.",
        why: "SSH has its own host name.",
        evidence: [Docs "article on compute targets, section on HDInsight" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"HDInsight\",\"properties\":{\"address\":\"spark.azurehdinsight.net\"}}}",
        fix: "writes the SSH address",
    }
}

/// The rules.
pub const RULES: &[Rule] = &[Rule { codes: &[&SSH_ADDRESS], check: ssh_address }];

/// A text without what it ends with, however often. The searchers of the standard library weigh 3 KB.
fn without_end<'t>(mut text: &'t str, end: &str) -> &'t str {
    while let Some(rest) = text.strip_suffix(end) {
        text = rest;
    }
    text
}

fn ssh_address(cx: &Context<'_>, reporter: &mut Reporter) {
    let Some(text) = cx.data.filled(ADDRESS) else { return };
    let lower = text.to_ascii_lowercase();
    let misspelt = MISSPELT.iter().find_map(|domain| lower.strip_suffix(domain));
    if let Some(cluster) =
        misspelt.filter(|cluster| !cluster.is_empty() && !has_any(cluster, b"./@"))
    {
        let cluster = without_end(without_end(cluster, "-ssh"), "-int");
        let known = [cluster, "-ssh", DOMAIN].concat();
        let finding = cx.data.report(&SSH_ADDRESS, ADDRESS, reporter).reason("domain");
        finding.param("actual", text).param("known", &known);
        finding.fix(Some(Fix::write(cx.data.pointer(ADDRESS), &known)));
        return;
    }
    let Some(cluster) = lower.strip_suffix(DOMAIN) else { return };
    if cluster.is_empty() || has_any(cluster, b"./@") || cluster.ends_with("-ssh") {
        return;
    }
    let cluster = cluster.strip_suffix("-int").unwrap_or(cluster);
    let known = [cluster, "-ssh", DOMAIN].concat();
    let finding = cx.data.report(&SSH_ADDRESS, ADDRESS, reporter).param("actual", text);
    finding.param("known", &known).fix(Some(Fix::write(cx.data.pointer(ADDRESS), &known)));
}
