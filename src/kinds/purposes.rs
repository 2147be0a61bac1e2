//! What each place to compute is for: the kinds, and the places that are no compute of a workspace. Data for
//! people and forms; no rule reads it.
//!
//! Evidence: article on compute targets, training and inference (2020-10); what came later (Kubernetes, Synapse
//! Spark): documentation of their attachment (2026-10).

use serde::Serialize;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Write and try code, in notebooks or a terminal.
    Development,
    /// Run scripts that train.
    Training,
    /// Run steps of pipelines of a sort that only this place knows.
    PipelineSteps,
    /// Score much data from time to time.
    BatchInference,
    /// Answer single requests at once, as a web service.
    RealTimeInference,
    /// Score on a device.
    EdgeInference,
}

/// A place to compute.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// The word for it: of the kind, if it is one.
    pub name: &'static str,
    /// Whether it is a kind of compute of a workspace; other places are neither created nor attached.
    pub is_compute: bool,
    /// What it is for.
    pub purposes: &'static [Purpose],
    /// A preview: without a service agreement, not meant for production.
    pub preview: bool,
    /// What to know beforehand; empty for nothing.
    pub note: &'static str,
}

use Purpose::{
    BatchInference, Development, EdgeInference, PipelineSteps, RealTimeInference, Training,
};

const fn kind(name: &'static str, purposes: &'static [Purpose], note: &'static str) -> Target {
    Target { name, is_compute: true, purposes, preview: false, note }
}

const fn place(name: &'static str, purposes: &'static [Purpose], note: &'static str) -> Target {
    Target { name, is_compute: false, purposes, preview: false, note }
}

impl Target {
    const fn preview(mut self) -> Self {
        self.preview = true;
        self
    }
}

/// All places, those that are no compute first.
pub static TARGETS: &[Target] = &[
    place(
        "local",
        &[Development, Training, RealTimeInference],
        "no compute is created; a service on it needs Docker, and is for tests",
    ),
    kind(
        "AmlCompute",
        &[Training, BatchInference],
        "stays and scales to zero; one that a run makes for itself is gone afterwards",
    ),
    kind(
        "ComputeInstance",
        &[Development, Training, RealTimeInference],
        "for one person; a service on it is for tests",
    ),
    kind(
        "Kubernetes",
        &[Training, BatchInference, RealTimeInference],
        "the cluster needs the extension of Azure Machine Learning",
    ),
    kind("VirtualMachine", &[Training], "the machine runs Ubuntu and has a public address"),
    kind(
        "HDInsight",
        &[Training],
        "Spark; the cluster has a public address, its host is <name>-ssh.azurehdinsight.net, port 22",
    ),
    kind("SynapseSpark", &[Training, PipelineSteps], "Spark jobs and steps"),
    kind("Databricks", &[PipelineSteps], "steps of pipelines only"),
    kind("DataLakeAnalytics", &[PipelineSteps], "steps of pipelines only; the service is closed"),
    kind("Batch", &[PipelineSteps], "steps of pipelines only"),
    kind("DataFactory", &[PipelineSteps], "moves data in steps of pipelines only"),
    kind("AKS", &[RealTimeInference], "web services of SDK v1; Kubernetes is its successor"),
    place(
        "ContainerInstance",
        &[RealTimeInference],
        "made when a model is deployed; it cannot be created or attached",
    ),
    place("Functions", &[RealTimeInference], "takes the image that a model is packaged into")
        .preview(),
    place("IoTEdge", &[EdgeInference], "takes the image that a model is packaged into").preview(),
];

/// What a kind is for.
#[must_use]
pub fn purposes_of(kind: &str) -> &'static [Purpose] {
    let found = TARGETS.iter().find(|target| target.is_compute && target.name == kind);
    found.map_or(&[], |target| target.purposes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::ComputeKind;

    #[test]
    fn every_kind_is_for_something_and_every_compute_is_a_kind() {
        for kind in ComputeKind::ALL {
            assert!(!purposes_of(kind.as_str()).is_empty(), "{}", kind.as_str());
        }
        let computes: Vec<_> = TARGETS.iter().filter(|target| target.is_compute).collect();
        assert_eq!(computes.len(), ComputeKind::ALL.len());
        for target in computes {
            let kind = ComputeKind::from_name(target.name).map(ComputeKind::as_str);
            assert_eq!(kind, Some(target.name));
        }
    }

    #[test]
    fn what_serves_what() {
        let serving = |purpose| -> Vec<&str> {
            let serve = TARGETS.iter().filter(|target| target.purposes.contains(&purpose));
            serve.map(|target| target.name).collect()
        };
        assert_eq!(serving(BatchInference), ["AmlCompute", "Kubernetes"]);
        assert_eq!(serving(EdgeInference), ["IoTEdge"]);
        assert_eq!(
            serving(PipelineSteps),
            ["SynapseSpark", "Databricks", "DataLakeAnalytics", "Batch", "DataFactory"]
        );
        assert!(purposes_of("local").is_empty());
    }
}
