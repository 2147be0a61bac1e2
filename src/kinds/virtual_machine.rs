//! `VirtualMachine`: a machine of the caller's that the service logs in to. Members of api-version
//! 2026-05-01.

use super::purposes::Purpose;
use super::rules::{access, attach, identity, names, secrets, tags, vm_size};
use super::shared::{ACCOUNT, MACHINE_GROUPS, MACHINE_WORDS, address, ssh_port};
use super::{Attach, By, ComputeAction, Count, KindSpec, Machines};
use crate::schema::{Field, Format, Type};

pub(super) const SPEC: KindSpec = KindSpec {
    name: "VirtualMachine",
    title: "Virtual machine",
    summary: "your own machine, in Azure or elsewhere, which jobs use over SSH",
    attach: Some(&Attach {
        by: By::IdOrAddress,
        shaping: &["virtualMachineSize"],
        any_subscription: true,
        expects: Some("VirtualMachine"),
        ..Attach::to(&["Microsoft.Compute/virtualMachines"])
    }),
    since: "2018-11-19",
    cli: Some("virtualmachine"),
    fields: FIELDS,
    aliases: MACHINE_WORDS,
    rules: &[
        names::RULES,
        tags::RULES,
        identity::RULES,
        identity::UNUSED_RULES,
        vm_size::ATTACHED_RULES,
        attach::RULES,
        attach::MACHINE_RULES,
        access::MACHINE_RULES,
        secrets::RULES,
    ],
    groups: MACHINE_GROUPS,
    machines: Some(Machines { size: &["virtualMachineSize"], count: Count::One }),
    actions: &[ComputeAction::ListKeys, ComputeAction::Delete, ComputeAction::Detach],
    purposes: &[Purpose::Training],
    note: "the machine runs Ubuntu and has a public address",
    ..KindSpec::ATTACHED
};

const FIELDS: &[Field] = &[
    address(),
    ssh_port(),
    Field::new("administratorAccount", Type::Object(ACCOUNT)).create_only(),
    Field::new("virtualMachineSize", Type::Text(Format::VmSize)).create_only(),
    Field::new("isNotebookInstanceCompute", Type::Boolean).create_only().since("2021-04-01"),
    Field::new("notebookServerPort", Type::Port).create_only().since("2022-05-01"),
];
