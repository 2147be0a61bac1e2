//! How far an operation is, as its resource tells.

use serde::Serialize;

use crate::client::http::response::text_of;
use crate::client::operations::resource::{errors_of, property};
use crate::diagnostics::Json;
use crate::text::{Node, to_json};

/// Where an operation stands, in the words of the official pollers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not at its end; every word nobody knows means this.
    Running,
    /// At its end, as wished.
    Succeeded,
    /// At its end, not as wished.
    Failed,
    /// Ended by someone.
    Canceled,
}

/// How far an operation is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// The operation as a whole.
    pub status: Status,
    /// `properties.provisioningState` of the resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioning_state: Option<String>,
    /// `allocationState` of a cluster: its nodes may still be coming after it is provisioned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_state: Option<String>,
    /// `state` of an instance, `status` of a job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `nodeStateCounts` of a cluster, as received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node_state_counts: Option<Json>,
    /// Errors that the resource carries while the operation goes on, such as a quota that is reached: a
    /// list of `{code, message, …}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Json>,
    /// Per cent that is done, if the service tells; a number as it was spelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Json>,
    /// Time since the operation began.
    pub elapsed_ms: u64,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            status: Status::Running,
            provisioning_state: None,
            allocation_state: None,
            state: None,
            node_state_counts: None,
            errors: None,
            percent: None,
            elapsed_ms: 0,
        }
    }
}

impl Progress {
    /// Takes over what a resource body tells.
    pub(in crate::client) fn observe(&mut self, resource: Node<'_>) {
        self.errors = errors_of(resource);
        if let Some(state) = text_of(property(resource, "provisioningState")) {
            self.provisioning_state = Some(state);
        }
        if let Some(status) = text_of(property(resource, "status")) {
            self.state = Some(status);
        }
        let Some(inner) = property(resource, "properties") else {
            return;
        };
        if let Some(state) = text_of(inner.get("state")) {
            self.state = Some(state);
        }
        if let Some(state) = text_of(inner.get("allocationState")) {
            self.allocation_state = Some(state);
        }
        if let Some(counts) = inner.get("nodeStateCounts").filter(|counts| !counts.is_null()) {
            self.node_state_counts = Some(to_json(counts));
        }
    }

    pub(in crate::client) const fn elapsed(&mut self, elapsed_ms: u64) {
        self.elapsed_ms = elapsed_ms;
    }
}
