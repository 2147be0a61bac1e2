//! What each place to compute is for: the kinds, which say it themselves, and the places that are no compute of
//! a workspace.
//!
//! Evidence: article on compute targets, training and inference (2020-10); what came later (Kubernetes, Synapse
//! Spark): documentation of their attachment (2026-10).

use serde::Serialize;

use super::{ComputeKind, KindSpec};

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

use Purpose::{Development, EdgeInference, RealTimeInference, Training};

const fn place(name: &'static str, purposes: &'static [Purpose], note: &'static str) -> Target {
    Target { name, is_compute: false, purposes, preview: false, note }
}

impl Target {
    const fn preview(mut self) -> Self {
        self.preview = true;
        self
    }
}

/// The places that are no compute of a workspace: one that nobody makes, and those of services.
const HERE: Target = place(
    "local",
    &[Development, Training, RealTimeInference],
    "no compute is created; services on it need Docker and are for tests",
);
const OF_SERVICES: [Target; 3] = [
    place(
        "ContainerInstance",
        &[RealTimeInference],
        "created when a model is deployed; it cannot be created or attached by itself",
    ),
    place("Functions", &[RealTimeInference], "runs the image that a model is packaged into")
        .preview(),
    place("IoTEdge", &[EdgeInference], "runs the image that a model is packaged into").preview(),
];

/// All places, what each is for: the kinds (each says it in its own file) between the other ones.
#[must_use]
pub fn targets() -> Vec<Target> {
    let of_kind = |kind: &ComputeKind| {
        let KindSpec { name, purposes, note, .. } = *kind.spec();
        Target { name, is_compute: true, purposes, preview: false, note }
    };
    let kinds = ComputeKind::ALL.iter().map(of_kind);
    std::iter::once(HERE).chain(kinds).chain(OF_SERVICES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Purpose::{BatchInference, PipelineSteps};

    #[test]
    fn every_kind_is_for_something() {
        for kind in ComputeKind::ALL.iter().map(|kind| kind.spec()) {
            assert!(!kind.purposes.is_empty() && !kind.note.is_empty(), "{}", kind.name);
        }
    }

    #[test]
    fn what_serves_what() {
        let targets = targets();
        let serving = |purpose| -> Vec<&str> {
            let serve = targets.iter().filter(|target| target.purposes.contains(&purpose));
            serve.map(|target| target.name).collect()
        };
        assert_eq!(serving(BatchInference), ["AmlCompute", "Kubernetes"]);
        assert_eq!(serving(EdgeInference), ["IoTEdge"]);
        assert_eq!(
            serving(PipelineSteps),
            ["Databricks", "SynapseSpark", "DataFactory", "DataLakeAnalytics", "Batch"]
        );
    }
}
