//! Sizes by themselves: what a name says, and what is known about it.

use crate::arm::region;
use crate::catalog::{self, VmSize};
use crate::diagnostics::{Json, Report, Reporter, trim};
use crate::kinds::rules::vm_size::{Judged, lifecycle, name};
use crate::text;

/// Reads the name of a size. A name that is not known gives what can be read from it.
#[must_use]
pub fn parse_vm_size(given: &str) -> (Option<VmSize>, Report) {
    let mut reporter = Reporter::new();
    let text = Json::from(given).to_string();
    let document = text::parse(&text, &mut Reporter::new());
    let given = trim(given);
    if let Some(node) = document.as_ref().and_then(text::Document::root) {
        let entry = catalog::find(given);
        let judged = name(node, given, entry.is_some(), &mut reporter);
        if let Some(entry) = entry.filter(|_| judged == Judged::Known) {
            lifecycle(node, given, &entry, region::LISTED, &|_| true, &mut reporter);
        }
    }
    let report = reporter.finish(&|code| Some(code.severity));
    (VmSize::parse(given), report)
}
