//! What became of a request whose answer was lost: a look at the resource tells, or does not.

use std::time::Duration;

use super::poll::{State, made_on, provisioning};
use crate::client::http::date;
use crate::client::http::io::Timestamp;
use crate::client::http::request::{Method, Response};
use crate::client::http::response;
use crate::text::Kind;

/// Times of services may be cut to the second.
const SECOND: Duration = Duration::from_secs(1);

/// What a look at the resource says about a request whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The service has acted on it: go on from here.
    Acted,
    /// It has not, or it does no harm to send the request again.
    SendAgain,
    /// The look does not tell, so nothing may be sent again.
    Unknown,
}

/// Whether a resource was made after a time: it is not the one that a request from before was about. In
/// doubt it was.
pub(in crate::client) fn is_made_after(resource: &Response, time: Timestamp) -> bool {
    let made = response::read(&resource.body, made_on).flatten();
    made.and_then(|made| date::parse_iso(&made))
        .is_some_and(|made| Timestamp(made).after(SECOND) > time)
}

/// Settles a lost PUT or DELETE by the state of its resource.
#[must_use]
pub fn settle(method: Method, response: &Response) -> Settled {
    let resource = response::read(&response.body, |resource| {
        let word = provisioning(resource).unwrap_or_default();
        (resource.kind() == Kind::Object, word.to_ascii_lowercase())
    });
    let deleting = |word: &str| word == "deleting";
    match (method, response.status, resource) {
        (Method::Delete, 204 | 404, _) => Settled::Acted,
        (Method::Delete, 200, Some((true, word))) if deleting(&word) => Settled::Acted,
        (Method::Delete, 200, Some((true, _))) | (Method::Put, 404, _) => Settled::SendAgain,
        // It may be ours that somebody deletes: sent again it would come back.
        (Method::Put, 200, Some((true, word))) if deleting(&word) => Settled::Unknown,
        // While it is being created or updated a second PUT would be refused or would start over.
        // At rest it is sent again: the same PUT twice leaves the same resource.
        (Method::Put, 200, Some((true, word))) => {
            let moving = !word.is_empty() && State::of(&word) == State::Running;
            if moving { Settled::Acted } else { Settled::SendAgain }
        }
        _ => Settled::Unknown,
    }
}
