//! `HDInsight`: a Spark cluster of the caller's that the service logs in to. Members of api-version
//! 2026-05-01.

use super::rules::{access, attach, hdinsight, identity, names, secrets, tags};
use super::shared::{ACCOUNT, MACHINE_GROUPS, MACHINE_WORDS, address, ssh_port};
use super::{Attach, By, KindSpec};
use crate::arm::names::ATTACHED;
use crate::schema::{Field, Type};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "HDInsight",
    title: "HDInsight cluster",
    summary: "a Spark cluster of your own that jobs reach over SSH",
    managed: false,
    attach: Some(&Attach {
        types: &["Microsoft.HDInsight/clusters"],
        by: By::IdOrAddress,
        shaping: &[],
    }),
    since: "2018-11-19",
    cli: None,
    name_rule: &ATTACHED,
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
};

const FIELDS: &[Field] = &[
    address(),
    ssh_port(),
    Field::new("administratorAccount", Type::Object(ACCOUNT)).create_only().nullable(),
];
