//! The service's own list of sizes: `{ "value": […] }`, `{ "amlCompute": […] }` of old versions, or the
//! list by itself.

use super::codes::{KIND_NOT_SUPPORTED, LOW_PRIORITY_INCAPABLE, NOT_OFFERED};
use super::{PRIORITY, SIZE};
use crate::diagnostics::{Fix, Reporter, nearest};
use crate::kinds::Context;
use crate::text::{Kind, Node};

/// A list of the service that has rows.
pub(crate) struct List<'d>(Node<'d>);

/// The list among the facts; `None` if none is given or it is empty.
pub(crate) fn list<'d>(facts: Node<'d>) -> Option<List<'d>> {
    let given = facts.get("vmSizes")?;
    let rows = match given.kind() {
        Kind::List => given,
        _ => given.get("value").or_else(|| given.get("amlCompute"))?,
    };
    rows.items().next()?;
    Some(List(rows))
}

fn named<'d>(row: Node<'d>) -> &'d str {
    row.get("name").and_then(Node::text).unwrap_or_default()
}

impl<'d> List<'d> {
    pub(crate) fn find(&self, name: &str) -> Option<Node<'d>> {
        self.0.items().find(|row| named(*row).eq_ignore_ascii_case(name))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }
}

/// Reports what the list says against a size; `false` if the list does not have it.
pub(super) fn check(
    cx: &Context<'_>,
    list: &List<'_>,
    node: Node<'_>,
    text: &str,
    low: bool,
    reporter: &mut Reporter,
) -> bool {
    let kind = cx.kind.name;
    let takes = |row: Node<'_>| {
        let is = |word: Node<'_>| word.text().is_some_and(|text| text.eq_ignore_ascii_case(kind));
        row.get("supportedComputeTypes")
            .is_none_or(|words| words.items().next().is_none() || words.items().any(is))
    };
    let incapable =
        |row: Node<'_>| low && row.get("lowPriorityCapable").and_then(Node::boolean) == Some(false);
    let Some(row) = list.find(text) else {
        let usable = list.0.items().filter(|row| takes(*row) && !incapable(*row));
        let names: Vec<&str> = usable.map(named).collect();
        let finding = node.report(&NOT_OFFERED, reporter).param("actual", text).actual(text);
        finding.count("count", list.0.items().count());
        let near = nearest(text, &names);
        finding.fix(near.map(|near| Fix::write(node.pointer(), near)));
        return false;
    };
    if !takes(row) {
        let finding = node.report(&KIND_NOT_SUPPORTED, reporter).param("actual", text).actual(text);
        finding.own("kind", kind);
    } else if incapable(row) {
        let finding = cx.data.report(&LOW_PRIORITY_INCAPABLE, PRIORITY, reporter);
        finding.param("actual", text).related(cx.data.pointer(SIZE));
        finding.fix(Some(Fix::write(cx.data.pointer(PRIORITY), "Dedicated")));
    }
    true
}
