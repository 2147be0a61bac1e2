//! A resource as the service sent it, and the errors that it carries. It passes through as text, byte for
//! byte, so that members nobody knows yet are kept.

use std::fmt;

use crate::arm::error_body::ErrorBody;
use crate::client::http::error::Error;
use crate::client::http::request::Response;
use crate::client::http::response::{read, text_of};
use crate::diagnostics::{Json, to_json as written, write_text};
use crate::text::{Kind, Node, to_json};

/// More errors are not repeated in a progress.
const MOST_ERRORS: usize = 20;

/// `properties.provisioningState`, `properties.provisioningErrors`, …
pub(in crate::client) fn property<'d>(resource: Node<'d>, name: &str) -> Option<Node<'d>> {
    resource.get("properties")?.get(name)
}

/// Where a resource carries errors: its own, else those of its kind.
fn carried(resource: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let of_kind = property(resource, "properties").and_then(|kind| kind.get("errors"));
    let own = ["provisioningErrors", "errors", "error"].map(|name| property(resource, name));
    own.into_iter().chain([of_kind]).flatten()
}

/// Why something failed, whichever answer carries it: an operation, or a resource in one of its members.
pub(in crate::client) fn reason(answer: Node<'_>) -> Option<ErrorBody> {
    let plural = answer.get("errors");
    ErrorBody::read(answer)
        .or_else(|| plural.into_iter().chain(carried(answer)).find_map(ErrorBody::read))
}

/// The errors a resource carries, as received. What stands there without a list gets one.
pub(in crate::client) fn provisioning_errors(resource: Node<'_>) -> Option<Json> {
    let told = carried(resource).find(|errors| ErrorBody::read(*errors).is_some())?;
    Some(match told.kind() {
        Kind::List => to_json(told),
        Kind::Text => {
            let mut list = String::from("[{\"message\":");
            write_text(&mut list, told.text().unwrap_or_default());
            list.push_str("}]");
            Json::raw(list)
        }
        _ => Json::raw(["[", to_json(told).as_str(), "]"].concat()),
    })
}

/// The same in one form: a list of `{code, message, …}` without envelopes; `None` if there are none.
pub(in crate::client) fn errors_of(resource: Node<'_>) -> Option<Json> {
    let told = carried(resource).find(|errors| ErrorBody::read(*errors).is_some())?;
    let one = (told.kind() != Kind::List).then_some(told);
    let bodies = told.items().chain(one).filter_map(ErrorBody::read);
    let bodies: Vec<ErrorBody> = bodies.take(MOST_ERRORS).collect();
    written(&bodies).ok().map(Json::raw)
}

/// A resource as the service sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Resource(String);

impl Resource {
    /// Takes a body that must be one JSON object.
    pub(in crate::client) fn of(response: Response) -> Result<Self, Error> {
        let is_object = read(&response.body, |root| root.kind() == Kind::Object);
        if is_object == Some(true) {
            Ok(Self(response.body))
        } else {
            Err(Error::unexpected(&response, "the response is not a resource"))
        }
    }

    /// Takes a body that has been through [`Resource::of`] before.
    pub(in crate::client) const fn known(body: String) -> Self {
        Self(body)
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// `properties.provisioningState`.
    #[must_use]
    pub fn provisioning_state(&self) -> Option<String> {
        read(&self.0, |root| text_of(property(root, "provisioningState"))).flatten()
    }
}

/// No content: a resource may hold what its owner would not show.
impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource").field("bytes", &self.0.len()).finish()
    }
}
