//! What the writers of the package say that their format cannot say.

use crate::diagnostics::Reporter;
use crate::text::{self, Node};
use crate::validate::Loss;

/// Reads a JSON list of `{ resource?, path, reason, target, detail? }`; `None` if it is none.
#[must_use]
pub fn losses(list: &str) -> Option<Vec<Loss>> {
    let document = text::parse(list, &mut Reporter::new())?;
    document.root()?.items().map(loss).collect()
}

fn loss(item: Node<'_>) -> Option<Loss> {
    let member = |name: &str| Some(item.get_exact(name)?.text()?.to_owned());
    let resource = item.get_exact("resource").and_then(Node::integer);
    Some(Loss {
        resource: resource.and_then(|index| usize::try_from(index).ok()),
        path: member("path")?,
        reason: Loss::reason(&member("reason")?)?,
        target: member("target")?,
        detail: member("detail").unwrap_or_default(),
    })
}
