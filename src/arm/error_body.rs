//! The error envelope of the management API, read leniently: gateways, the compute provider and the
//! job half of the provider each spell it a little differently, and some answers have none at all.

use serde::Serialize;

use crate::diagnostics::{Json, Reporter};
use crate::text::{Document, Kind, Node, parse_within, to_json};

/// An error as the service describes it. Every member may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// The service's word for it, such as `ResourceNotFound`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The service's sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What it is about, often the name of a property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Further errors, as received (unknown members included).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Json>,
    /// Facts of other parts of Azure, such as the policy that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_info: Option<Json>,
}

/// Envelopes around one error: `{error: {…}}`, twice before 2019-06-01.
const MOST_ENVELOPES: usize = 4;
/// How often an error may be packed as text into the message of another.
const MOST_PACKED: usize = 4;
/// Longer texts are not searched for an error inside.
const LONGEST_PACKED: usize = 1 << 20;

impl ErrorBody {
    /// Reads the error of an answer, of an operation or of a resource: `{error: {…}}`, the same nested
    /// twice, without the outer member, the first one of a list, or a text. An error that stands as JSON
    /// inside a message is unpacked: it is the nearer one. `None` if there is neither a code nor a message.
    #[must_use]
    pub fn read(node: Node<'_>) -> Option<Self> {
        Self::unwrapped(node, MOST_PACKED)
    }

    fn unwrapped(node: Node<'_>, packed: usize) -> Option<Self> {
        let mut inner = node;
        for _ in 0..MOST_ENVELOPES {
            let next = inner.get("error").filter(|error| !error.is_null());
            let Some(next) = next else { break };
            inner = next;
        }
        match inner.kind() {
            Kind::Text => Self::of_text(inner.text()?, packed),
            Kind::List => inner.items().find_map(|item| Self::unwrapped(item, packed)),
            Kind::Object => Self::of_object(inner, packed),
            _ => None,
        }
    }

    fn of_object(object: Node<'_>, packed: usize) -> Option<Self> {
        let body = Self {
            code: text(object, "code"),
            message: text(object, "message"),
            target: text(object, "target"),
            details: present(object, "details"),
            additional_info: present(object, "additionalInfo"),
        };
        if body.code.is_some() || body.message.is_some() {
            return Some(body.unpacked(packed));
        }
        // Only its details tell.
        object.get("details").and_then(|details| Self::unwrapped(details, packed))
    }

    fn of_text(text: &str, packed: usize) -> Option<Self> {
        let message = Some(text.trim()).filter(|text| !text.is_empty())?;
        let body = Self { message: Some(message.to_owned()), ..Self::default() };
        Some(body.unpacked(packed))
    }

    /// Takes over the error that the message holds as JSON text.
    fn unpacked(mut self, packed: usize) -> Self {
        let Some(fewer) = packed.checked_sub(1) else { return self };
        let Some(message) = self.message.as_deref() else { return self };
        let Some((before, json)) = json_in(message) else { return self };
        let document = parse_within(json, LONGEST_PACKED, &mut Reporter::new());
        let holds = |root: &Node<'_>| {
            let first = if root.kind() == Kind::List { root.items().next() } else { Some(*root) };
            first.is_some_and(|first| first.kind() == Kind::Object)
        };
        let root = document.as_ref().and_then(Document::root).filter(holds);
        let Some(inner) = root.and_then(|root| Self::unwrapped(root, fewer)) else { return self };
        // Braces of a sentence are no error.
        let Some(told) = inner.message.or_else(|| inner.code.clone()) else { return self };
        self.message = Some(if before.is_empty() { told } else { [before, " ", &told].concat() });
        self.code = inner.code.or(self.code);
        self.target = inner.target.or(self.target);
        self.details = inner.details.or(self.details);
        self.additional_info = inner.additional_info.or(self.additional_info);
        self
    }
}

/// The words before a JSON text, and that text, which ends the message.
fn json_in(message: &str) -> Option<(&str, &str)> {
    let message = message.trim().trim_end_matches('.');
    let start = message.find('{').into_iter().chain(message.find('[')).min()?;
    let close = if message.get(start..)?.starts_with('{') { '}' } else { ']' };
    let (before, json) = message.split_at_checked(start)?;
    json.ends_with(close).then_some((before.trim(), json))
}

fn text(node: Node<'_>, name: &str) -> Option<String> {
    node.get(name).and_then(Node::text).map(str::to_owned).filter(|found| !found.is_empty())
}

fn present(node: Node<'_>, name: &str) -> Option<Json> {
    node.get(name).filter(|found| !found.is_null()).map(to_json)
}
