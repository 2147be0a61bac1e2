//! The kinds of computes, as far as the service tells them apart: which word, since when, and what
//! may be done with them. It knows nothing about bodies.

use serde::{Deserialize, Serialize};

/// A kind of compute.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// Cluster of machines that the service runs.
    AmlCompute,
    /// One machine for one person.
    ComputeInstance,
    /// Azure Kubernetes Service, made or attached.
    #[serde(rename = "AKS")]
    Aks,
    /// Any Kubernetes, attached.
    Kubernetes,
    /// A machine, attached.
    VirtualMachine,
    /// A Spark cluster, attached.
    #[serde(rename = "HDInsight")]
    HdInsight,
    /// A Databricks workspace, attached.
    Databricks,
    /// A Data Lake Analytics account, attached.
    DataLakeAnalytics,
    /// A data factory, made or attached.
    DataFactory,
    /// A Synapse Spark pool, attached.
    SynapseSpark,
    /// A Batch account, attached; known to the classic version only.
    Batch,
    /// A Kusto cluster, attached; known to the classic version only.
    Kusto,
}

/// The api-version of the classic SDK, which was never published.
pub const CLASSIC: &str = "2020-02-02";

const ALL: [Kind; 12] = [
    Kind::AmlCompute,
    Kind::ComputeInstance,
    Kind::Aks,
    Kind::Kubernetes,
    Kind::VirtualMachine,
    Kind::HdInsight,
    Kind::Databricks,
    Kind::DataLakeAnalytics,
    Kind::DataFactory,
    Kind::SynapseSpark,
    Kind::Batch,
    Kind::Kusto,
];

impl Kind {
    /// The kind of a `computeType`, which is read without case, in an api-version.
    #[must_use]
    pub fn parse(word: &str, version: &str) -> Option<Self> {
        let known = |kind: &Self| kind.word().eq_ignore_ascii_case(word) && kind.is_in(version);
        ALL.into_iter().find(known)
    }

    /// The word in answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AmlCompute => "AmlCompute",
            Self::ComputeInstance => "ComputeInstance",
            Self::Aks => "AKS",
            Self::Kubernetes => "Kubernetes",
            Self::VirtualMachine => "VirtualMachine",
            Self::HdInsight => "HDInsight",
            Self::Databricks => "Databricks",
            Self::DataLakeAnalytics => "DataLakeAnalytics",
            Self::DataFactory => "DataFactory",
            Self::SynapseSpark => "SynapseSpark",
            Self::Batch => "Batch",
            Self::Kusto => "Kusto",
        }
    }

    /// Whether an api-version has it. The classic one sends kinds that came later, too.
    fn is_in(self, version: &str) -> bool {
        if version == CLASSIC {
            return true;
        }
        match self {
            Self::Batch | Self::Kusto => false,
            Self::SynapseSpark => version >= "2021-03-01-preview",
            Self::Kubernetes => version >= "2021-07-01",
            _ => true,
        }
    }

    /// Whether the machines are the service's own.
    #[must_use]
    pub const fn is_managed(self) -> bool {
        matches!(self, Self::AmlCompute | Self::ComputeInstance)
    }

    /// Whether the service can make the thing behind the compute, so that a body needs no
    /// `resourceId`.
    #[must_use]
    pub const fn can_be_made(self) -> bool {
        matches!(self, Self::Aks | Self::DataFactory | Self::VirtualMachine)
    }

    /// Whether `listKeys` has something to tell.
    #[must_use]
    pub const fn has_keys(self) -> bool {
        matches!(self, Self::Aks | Self::VirtualMachine | Self::Databricks | Self::HdInsight)
    }

    /// Whether a deletion may take the thing behind the compute with it.
    #[must_use]
    pub const fn can_be_deleted(self) -> bool {
        matches!(
            self,
            Self::AmlCompute
                | Self::ComputeInstance
                | Self::Aks
                | Self::DataFactory
                | Self::DataLakeAnalytics
                | Self::VirtualMachine
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, CLASSIC, Kind};

    #[test]
    fn words_are_read_without_case_and_by_version() {
        assert_eq!(Kind::parse("amlcompute", "2020-06-01"), Some(Kind::AmlCompute));
        assert_eq!(Kind::parse("aks", "2026-05-01"), Some(Kind::Aks));
        assert_eq!(Kind::parse("Kubernetes", "2021-04-01"), None);
        assert_eq!(Kind::parse("Kubernetes", "2021-07-01"), Some(Kind::Kubernetes));
        assert_eq!(Kind::parse("Batch", "2026-05-01"), None);
        assert_eq!(Kind::parse("Toaster", CLASSIC), None);
        assert!(ALL.iter().all(|kind| Kind::parse(kind.word(), CLASSIC) == Some(*kind)));
    }
}
