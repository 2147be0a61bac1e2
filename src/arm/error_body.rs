//! The error envelope of the management API, read leniently: gateways, the compute provider and the
//! job half of the provider each spell it a little differently, and some answers have none at all.

use crate::diagnostics::Json;
use crate::text::{Node, to_json};

/// An error as the service describes it. Every member may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorBody {
    /// The service's word for it, such as `ResourceNotFound`.
    pub code: Option<String>,
    /// The service's sentence.
    pub message: Option<String>,
    /// What it is about, often the name of a property.
    pub target: Option<String>,
    /// Further errors, as received (unknown members included).
    pub details: Option<Json>,
    /// Facts of other parts of Azure, such as the policy that refused.
    pub additional_info: Option<Json>,
}

impl ErrorBody {
    /// Reads the error of an answer or of an operation: `{error: {…}}`, the same nested twice (before
    /// 2019-06-01), or without the outer member. `None` if there is neither a code nor a message.
    #[must_use]
    pub fn read(node: Node<'_>) -> Option<Self> {
        let outer = node.get("error").unwrap_or(node);
        let inner = outer.get("error").unwrap_or(outer);
        let body = Self {
            code: text(inner, "code"),
            message: text(inner, "message"),
            target: text(inner, "target"),
            details: present(inner, "details"),
            additional_info: present(inner, "additionalInfo"),
        };
        (body.code.is_some() || body.message.is_some()).then_some(body)
    }
}

fn text(node: Node<'_>, name: &str) -> Option<String> {
    node.get(name).and_then(Node::text).map(str::to_owned).filter(|found| !found.is_empty())
}

fn present(node: Node<'_>, name: &str) -> Option<Json> {
    node.get(name).filter(|found| !found.is_null()).map(to_json)
}
