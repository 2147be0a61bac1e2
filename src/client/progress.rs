//! What a caller can follow while an operation runs, and what redacted events tell of each exchange.

use std::time::Duration;

use serde::Serialize;

use super::answer::{errors_of, property, text_of};
use super::io::milliseconds;
use super::request::Method;
use super::resume::ResumeToken;
use super::trust::split_scheme;
use crate::diagnostics::{Json, Report};
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
    pub(super) fn observe(&mut self, resource: Node<'_>) {
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

    pub(super) const fn elapsed(&mut self, elapsed_ms: u64) {
        self.elapsed_ms = elapsed_ms;
    }
}

/// Follows an operation.
pub trait Observer {
    /// The service has accepted the operation; the token finds it again.
    fn submitted(&mut self, token: &ResumeToken) {
        let _ = token;
    }

    /// Something is known about how far it is.
    fn progress(&mut self, progress: &Progress) {
        let _ = progress;
    }

    /// The compute was looked at before the request, and this was found.
    fn report(&mut self, report: &Report) {
        let _ = report;
    }

    /// Whether the resource is read at each poll of the operation, so that its states and node counts
    /// are known while it runs. Costs one small GET per poll.
    fn wants_details(&self) -> bool {
        true
    }
}

/// Follows nothing.
impl Observer for () {
    fn wants_details(&self) -> bool {
        false
    }
}

/// What happened on the wire. Holds no header, no body and no query.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event<'e> {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// Method of the request.
    #[serde(serialize_with = "word")]
    pub method: Method,
    /// Path of the request, without its query.
    pub path: &'e str,
    /// Number of the try, from 1.
    pub attempt: u32,
    /// Status of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The service's id of the exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<&'e str>,
    /// The client's id of the request.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub client_request_id: &'e str,
    /// Time the exchange took, or the wait before the next step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed_ms: Option<u64>,
    /// The wait before the next step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    /// What was found before the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<&'e Report>,
}

/// The kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A request goes out.
    Request,
    /// An answer came.
    Response,
    /// An exchange brought no answer.
    Broken,
    /// The request will be sent again after a wait.
    Retry,
    /// The next look at an operation follows after a wait.
    Poll,
    /// A look at the compute before the request found something.
    Report,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is given by serde")]
fn word<S: serde::Serializer>(method: &Method, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(method.as_str())
}

impl<'e> Event<'e> {
    pub(super) fn of(kind: EventKind, method: Method, url: &'e str, attempt: u32) -> Self {
        Self {
            kind,
            method,
            path: path_of(url),
            attempt,
            status: None,
            request_id: None,
            client_request_id: "",
            elapsed_ms: None,
            delay_ms: None,
            report: None,
        }
    }

    pub(super) fn delayed(mut self, delay: Duration) -> Self {
        self.delay_ms = Some(milliseconds(delay));
        self
    }
}

/// The path of a URL: neither origin nor query.
fn path_of(url: &str) -> &str {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let rest = split_scheme(plain).map_or(plain, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default()
}
