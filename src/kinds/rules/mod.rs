//! Rules over several members, one file for each subject. A rule reads through readers, which hide
//! members that already have an error.

pub mod access;
pub mod aks;
pub mod attach;
pub mod batch;
pub mod conflict;
pub mod data_factory;
pub mod data_lake;
pub mod databricks;
pub mod facts;
pub mod guardrail;
pub mod hdinsight;
pub mod identity;
pub mod instance;
pub mod instance_types;
pub mod kubernetes;
pub mod lifecycle;
pub mod names;
pub mod network;
pub mod policy;
pub mod price;
pub mod priority;
pub mod quota;
pub mod scale;
pub mod schedule;
pub mod script;
pub mod secrets;
pub mod service;
pub mod subnet;
pub mod synapse;
pub mod tags;
pub mod update;
pub mod vm_size;

/// Rules of every kind; they run behind those of the kind.
pub const COMMON: &[&[crate::kinds::Rule]] =
    &[update::RULES, conflict::RULES, quota::RULES, guardrail::RULES, policy::RULES];
