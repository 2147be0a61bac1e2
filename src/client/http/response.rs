//! Reading answers: just enough of a body to decide what comes next. Bodies themselves pass through
//! as text, byte for byte, so that members nobody knows yet are kept.

use crate::diagnostics::Reporter;
use crate::text::{Node, parse_within};

/// The management API turns larger answers into errors itself.
const LARGEST: usize = 8 << 20;
/// Reads a body as JSON and asks it something; `None` if it is not JSON.
pub(in crate::client) fn read<T>(body: &str, ask: impl FnOnce(Node<'_>) -> T) -> Option<T> {
    let mut reporter = Reporter::new();
    let document = parse_within(body, LARGEST, &mut reporter)?;
    let root = document.root()?;
    Some(ask(root))
}

pub(in crate::client) fn text_of(node: Option<Node<'_>>) -> Option<String> {
    node.and_then(Node::text).map(str::to_owned)
}

/// The machine sizes that a failure says would have been taken: one text with commas, somewhere among the
/// details.
pub(in crate::client) fn supported_sizes(failure: Node<'_>) -> Option<Vec<String>> {
    let of_code = text_of(failure.get("code")).is_some_and(|code| code == "SupportedVMSizes");
    if let Some(message) = failure.get("message").and_then(Node::text).filter(|_| of_code) {
        let sizes = message.split(',').map(str::trim).filter(|size| !size.is_empty());
        return Some(sizes.map(str::to_owned).collect());
    }
    let members = failure.members().map(|member| member.value);
    failure.items().chain(members).find_map(supported_sizes)
}
