//! `HDInsight`: a Spark cluster of the caller's that the service logs in to. Members of api-version
//! 2026-05-01.

use super::purposes::Purpose;
use super::rules::{access, attach, hdinsight, identity, names, secrets, tags};
use super::shared::{ACCOUNT, MACHINE_GROUPS, MACHINE_WORDS, address, ssh_port};
use super::{Attach, By, ComputeAction, KindSpec};
use crate::schema::{Field, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "HDInsight",
    title: "HDInsight cluster",
    summary: "your own Spark cluster, which jobs use over SSH",
    attach: Some(&Attach {
        by: By::IdOrAddress,
        any_subscription: true,
        expects: Some("HDInsight"),
        ..Attach::to(&["Microsoft.HDInsight/clusters"])
    }),
    since: "2018-11-19",
    fields: FIELDS,
    aliases: MACHINE_WORDS,
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        attach::RULES,
        attach::MACHINE_RULES,
        hdinsight::RULES,
        access::MACHINE_RULES,
        secrets::RULES,
    ],
    groups: MACHINE_GROUPS,
    actions: &[ComputeAction::ListKeys, ComputeAction::Delete, ComputeAction::Detach],
    purposes: &[Purpose::Training],
    note: "Spark; the cluster has a public address, its host is <name>-ssh.azurehdinsight.net, port 22",
    ..KindSpec::ATTACHED
};

const FIELDS: &[Field] = &[
    address(),
    ssh_port(),
    Field::new("administratorAccount", Type::Object(ACCOUNT)).create_only().nullable(),
];
