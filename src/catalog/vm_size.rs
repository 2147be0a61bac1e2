//! A machine size as callers see it.

use serde::{Serialize, Serializer};

use super::amount::Amount;
use super::entry::{Entry, LowPriority};
use super::table::find;
use crate::arm::vm_size::SizeName;

/// Where a size is in its life, on the day of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Of the present generation.
    Current,
    /// Still offered, but newer ones exist.
    PreviousGen,
    /// Its end has a date.
    RetirementAnnounced,
    /// Ended.
    Retired,
    /// Not in the catalogue.
    Unknown,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::PreviousGen => "previous-gen",
            Self::RetirementAnnounced => "retirement-announced",
            Self::Retired => "retired",
            Self::Unknown => "unknown",
        }
    }
}

/// What is published about the end of a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// Where it is in its life.
    pub status: Status,
    /// Day of the end, ISO.
    pub date: Option<&'static str>,
    /// Closed to new subscriptions and to more quota since July 2026.
    pub restricted: bool,
}

impl Lifecycle {
    /// Whether the size has ended on a day (ISO).
    #[must_use]
    pub fn has_ended(&self, day: &str) -> bool {
        self.status == Status::Retired || self.date.is_some_and(|date| date <= day)
    }
}

/// What is known about a machine size.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VmSize {
    /// The name in the spelling of the documents.
    pub name: String,
    /// Quota family as the compute SKU list spells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Label of the series, such as `DSv2`.
    pub series: String,
    /// vCPUs, counted before any constraint.
    pub v_cpus: u16,
    /// How many of the vCPUs can be used, if not all.
    #[serde(rename = "constrainedVCpus", skip_serializing_if = "Option::is_none")]
    pub constrained_v_cpus: Option<u16>,
    /// Memory in GiB.
    #[serde(rename = "memoryGiB", skip_serializing_if = "Option::is_none")]
    pub memory_gib: Option<Amount>,
    /// Temporary disk in GiB, `NVMe` disks aside.
    #[serde(rename = "tempDiskGiB", skip_serializing_if = "Option::is_none")]
    pub temp_disk_gib: Option<Amount>,
    /// GPUs, or the share of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gpus: Option<Amount>,
    /// Model of the GPUs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gpu_model: Option<&'static str>,
    /// Memory of all its GPUs in GiB.
    #[serde(rename = "gpuMemoryGiB", skip_serializing_if = "Option::is_none")]
    pub gpu_memory_gib: Option<Amount>,
    /// Whether it can have low priority.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "low_priority")]
    pub low_priority_capable: Option<LowPriority>,
    /// `x64` or `arm64`.
    pub architecture: &'static str,
    /// Where it is in its life, on the day of the catalogue.
    #[serde(serialize_with = "status")]
    pub status: Status,
    /// Day of its end, ISO.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retires: Option<&'static str>,
    /// The nearest size whose end is not announced, for one that ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Whether Azure Machine Learning is known to take it: `yes`, `no` or `unknown`.
    pub ml_support: &'static str,
    /// Whether the catalogue has it; otherwise only its name was read.
    pub known: bool,
}

fn low_priority<S: Serializer>(
    capable: &Option<LowPriority>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match capable {
        Some(LowPriority::ByRegion) => serializer.serialize_str("by-region"),
        capable => serializer.serialize_bool(*capable == Some(LowPriority::Yes)),
    }
}

fn status<S: Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.as_str())
}

fn architecture(name: Option<SizeName<'_>>) -> &'static str {
    if name.is_some_and(|name| name.is_arm()) { "arm64" } else { "x64" }
}

impl VmSize {
    /// What is known about a size, or can be read from its name; `None` for a text that is no name of one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let read = SizeName::parse(name)?;
        if let Some(entry) = find(name) {
            return Some(Self::from(entry));
        }
        // A machine of another letter has no GPU.
        let accelerated = read.letters.starts_with(['N', 'n'])
            || read.details().is_none_or(|details| details.accelerator.is_some());
        Some(Self {
            name: read.canonical(),
            family: None,
            series: read.series(),
            v_cpus: read.vcpus(),
            constrained_v_cpus: read.constrained,
            memory_gib: None,
            temp_disk_gib: None,
            gpus: (!accelerated).then(Amount::default),
            gpu_model: None,
            gpu_memory_gib: None,
            low_priority_capable: None,
            architecture: architecture(Some(read)),
            status: Status::Unknown,
            retires: None,
            successor: None,
            ml_support: "unknown",
            known: false,
        })
    }
}

impl From<Entry> for VmSize {
    fn from(entry: Entry) -> Self {
        let name = entry.name();
        let read = SizeName::parse(&name);
        let life = entry.lifecycle();
        let gpu = entry.gpu();
        Self {
            family: entry.family(),
            series: read.map(|read| read.series()).unwrap_or_default(),
            v_cpus: entry.vcpus(),
            constrained_v_cpus: entry.constrained(),
            memory_gib: entry.memory(),
            temp_disk_gib: entry.disk(),
            gpus: entry.gpus(),
            gpu_model: gpu.map(|(model, _)| model),
            gpu_memory_gib: gpu
                .filter(|(_, each)| *each > 0)
                .and_then(|(_, each)| Some(entry.gpus()?.times(each))),
            low_priority_capable: entry.low_priority(),
            architecture: architecture(read),
            status: life.status,
            retires: life.date,
            successor: entry.successor(),
            ml_support: match entry.support().cluster {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            },
            known: true,
            name,
        }
    }
}
