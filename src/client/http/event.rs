//! What redacted events tell of each exchange.

use std::time::Duration;

use serde::Serialize;

use super::io::milliseconds;
use super::request::Method;
use super::url::path_of;
use crate::diagnostics::Report;

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
    pub(in crate::client) fn of(
        kind: EventKind,
        method: Method,
        url: &'e str,
        attempt: u32,
    ) -> Self {
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

    pub(in crate::client) fn delayed(mut self, delay: Duration) -> Self {
        self.delay_ms = Some(milliseconds(delay));
        self
    }
}
