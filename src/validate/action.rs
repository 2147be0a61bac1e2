//! The check before an action of the client: start, stop, delete and the like.

use super::{finish, seal};
use crate::diagnostics::{Report, Reporter};
use crate::kinds::rules::lifecycle;
use crate::kinds::{ComputeKind, Options};
use crate::text::{self, Node};

pub use crate::kinds::ComputeAction;

/// Whether a report says that a deletion or detachment would do something else than it seems.
#[must_use]
pub fn warns_of_removal(report: &Report) -> bool {
    report.diagnostics.iter().any(|finding| finding.code == &lifecycle::REMOVAL)
}

/// Checks an action on a compute that exists. `current` is the compute as the service answers it, as
/// JSON; of the options the api-version and the levels count. Findings are about the whole.
#[must_use]
pub fn check_action(action: ComputeAction, current: &str, options: &Options) -> Report {
    let mut reporter = Reporter::new();
    let document = text::parse(current, &mut reporter);
    let root = document.as_ref().and_then(text::Document::root);
    if let Some(compute) = root {
        lifecycle::check(action, compute, options, &mut reporter);
    }
    let word =
        root.and_then(|root| root.get("properties")?.get("computeType")).and_then(Node::text);
    let kind = word.and_then(ComputeKind::from_name).map(ComputeKind::as_str);
    seal(finish(reporter, options), kind, options)
}
