//! Reading answers: just enough of a body to decide what comes next. Bodies themselves pass through
//! as text, byte for byte, so that members nobody knows yet are kept.

use std::fmt;

use super::error::Error;
use super::request::Response;
use crate::arm::error_body::ErrorBody;
use crate::diagnostics::{Json, Reporter, to_json as written, write_text};
use crate::text::{Kind, Node, parse_within, to_json};

/// The management API turns larger answers into errors itself.
const LARGEST: usize = 8 << 20;
/// More errors are not repeated in a progress.
const MOST_ERRORS: usize = 20;

/// Reads a body as JSON and asks it something; `None` if it is not JSON.
pub(super) fn read<T>(body: &str, ask: impl FnOnce(Node<'_>) -> T) -> Option<T> {
    let mut reporter = Reporter::new();
    let document = parse_within(body, LARGEST, &mut reporter)?;
    let root = document.root()?;
    Some(ask(root))
}

/// `properties.provisioningState`, `properties.provisioningErrors`, …
pub(super) fn property<'d>(resource: Node<'d>, name: &str) -> Option<Node<'d>> {
    resource.get("properties")?.get(name)
}

pub(super) fn text_of(node: Option<Node<'_>>) -> Option<String> {
    node.and_then(Node::text).map(str::to_owned)
}

/// Where a resource carries errors: its own, else those of its kind.
fn carried(resource: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let of_kind = property(resource, "properties").and_then(|kind| kind.get("errors"));
    let own = ["provisioningErrors", "errors", "error"].map(|name| property(resource, name));
    own.into_iter().chain([of_kind]).flatten()
}

/// Why something failed, whichever answer carries it: an operation, or a resource in one of its members.
pub(super) fn reason(answer: Node<'_>) -> Option<ErrorBody> {
    let plural = answer.get("errors");
    ErrorBody::read(answer)
        .or_else(|| plural.into_iter().chain(carried(answer)).find_map(ErrorBody::read))
}

/// The errors a resource carries, as received. What stands there without a list gets one.
pub(super) fn provisioning_errors(resource: Node<'_>) -> Option<Json> {
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
pub(super) fn errors_of(resource: Node<'_>) -> Option<Json> {
    let told = carried(resource).find(|errors| ErrorBody::read(*errors).is_some())?;
    let one = (told.kind() != Kind::List).then_some(told);
    let bodies = told.items().chain(one).filter_map(ErrorBody::read);
    let bodies: Vec<ErrorBody> = bodies.take(MOST_ERRORS).collect();
    written(&bodies).ok().map(Json::raw)
}

/// The machine sizes that a failure says would have been taken: one text with commas, somewhere among the
/// details.
pub(super) fn supported_sizes(failure: Node<'_>) -> Option<Vec<String>> {
    let of_code = text_of(failure.get("code")).is_some_and(|code| code == "SupportedVMSizes");
    if let Some(message) = failure.get("message").and_then(Node::text).filter(|_| of_code) {
        let sizes = message.split(',').map(str::trim).filter(|size| !size.is_empty());
        return Some(sizes.map(str::to_owned).collect());
    }
    let members = failure.members().map(|member| member.value);
    failure.items().chain(members).find_map(supported_sizes)
}

/// A resource as the service sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Resource(String);

impl Resource {
    /// Takes a body that must be one JSON object.
    pub(super) fn of(response: Response) -> Result<Self, Error> {
        let is_object = read(&response.body, |root| root.kind() == Kind::Object);
        if is_object == Some(true) {
            Ok(Self(response.body))
        } else {
            Err(Error::unexpected(&response, "the answer is not a resource"))
        }
    }

    /// Takes a body that has been through [`Resource::of`] before.
    pub(super) const fn known(body: String) -> Self {
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
