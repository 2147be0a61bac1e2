//! The size of the machines: a well-formed name, known, alive, and fit for what it is used for. The
//! service's own list (`facts.vmSizes`) decides where it is given; the catalogue can only warn.

mod codes;
mod offered;
mod words;

pub use codes::*;
pub(crate) use offered::list;
pub use words::{Judged, lifecycle, name};

use crate::catalog::{self, Entry};
use crate::diagnostics::{Expected, Reporter};
use crate::kinds::{Context, Rule};
use crate::schema::Reader;

const SIZE: &[&str] = &["vmSize"];
const PRIORITY: &[&str] = &["vmPriority"];

/// The rules of kinds whose machines the service makes.
pub const RULES: &[Rule] = &[Rule { codes: CODES, check: size }];

/// The rules of kinds whose machines are others'.
pub const ATTACHED_RULES: &[Rule] =
    &[Rule { codes: &[&MALFORMED, &UNKNOWN, &RETIRED], check: size_of_attached }];

fn size(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if data.is_empty(SIZE) {
        if cx.creates() {
            data.report(&MISSING, SIZE, reporter).expected(Expected::Present);
        }
        return;
    }
    let (Some(node), Some(text)) = (data.node(SIZE), data.text(SIZE)) else { return };
    let region = cx.region().unwrap_or_default();
    let low = data.is_word(PRIORITY, "LowPriority");
    let entry = catalog::find(text);
    let day = cx.options.day();
    let list = cx.facts.root().and_then(list);
    let known = list.is_some() || entry.is_some();
    if name(node, text, known, reporter) != Judged::Known {
        return;
    }
    if let Some(list) = &list
        && !offered::check(cx, list, node, text, low, reporter)
    {
        return;
    }
    let Some(entry) = entry else { return };
    let fit = |entry: &Entry| match &list {
        Some(list) => list.has(&entry.name()),
        None => doubt(cx, entry, &region, low).is_none(),
    };
    let ended = entry.lifecycle().has_ended(day);
    // What the service still offers has not ended, whatever the catalogue says.
    if !ended || list.is_none() {
        lifecycle(node, text, &entry, day, &fit, reporter);
    }
    if ended && list.is_none() {
        return;
    }
    let doubt = if list.is_none() { doubt(cx, &entry, &region, low) } else { None };
    if let Some(reason) = doubt {
        let finding = match reason {
            "aml" => node.report(&UNLISTED, reporter),
            _ => node.report(&DOUBTFUL, reporter).reason(reason),
        };
        finding.param("actual", text);
        finding.param("region", &region).own("date", catalog::DATE).actual(text);
    }
    let special = entry.letters().starts_with(['N', 'H']);
    if special && cx.facts.root().and_then(|facts| facts.get("usages")).is_none() {
        node.report(&GPU_QUOTA, reporter).param("actual", text);
    }
}

/// Why a size may not be had, as far as the catalogue knows; the strongest reason.
fn doubt(cx: &Context<'_>, entry: &Entry, region: &str, low: bool) -> Option<&'static str> {
    let support = entry.support();
    if entry.listed_in(region) == Some(false) {
        Some("region")
    } else if cx.kind.is_one_machine()
        && support.cluster == Some(true)
        && support.instance == Some(false)
    {
        Some("kind")
    } else if low && entry.low_priority_in(region) == Some(false) {
        let everywhere = entry.low_priority_in("") == Some(false);
        Some(if everywhere { "priority" } else { "priority-there" })
    } else if support.cluster.is_none() {
        Some("aml")
    } else {
        None
    }
}

fn size_of_attached(cx: &Context<'_>, reporter: &mut Reporter) {
    attached(cx, &cx.data, &["agentVmSize"], reporter);
    attached(cx, &cx.data, &["virtualMachineSize"], reporter);
}

/// The check of a size that other people's machines have: its form, whether it is known, whether it has
/// ended. For kinds that are attached.
pub fn attached(cx: &Context<'_>, reader: &Reader<'_>, path: &[&str], reporter: &mut Reporter) {
    let (Some(node), Some(text)) = (reader.node(path), reader.filled(path)) else { return };
    let entry = catalog::find(text);
    let judged = name(node, text, entry.is_some(), reporter);
    if let Some(entry) = entry.filter(|_| judged == Judged::Known)
        && entry.lifecycle().has_ended(cx.options.day())
    {
        lifecycle(node, text, &entry, cx.options.day(), &|_| true, reporter);
    }
}
