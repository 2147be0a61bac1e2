//! Which parts of the package are there. Natively all of them are; the package loads those that not everybody
//! needs when they are needed, and says so here.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostics::{Counts, Report};

static FORMATS: AtomicBool = AtomicBool::new(true);

/// Says whether the formats beside bodies of the management API can be read.
pub fn set_formats(are_here: bool) {
    FORMATS.store(are_here, Ordering::Relaxed);
}

/// Whether the formats beside bodies of the management API can be read.
pub(super) fn has_formats() -> bool {
    FORMATS.load(Ordering::Relaxed)
}

/// The errors that a report counts if nothing was checked, because the document needs a part that is not there.
pub const UNJUDGED: u32 = u32::MAX;

/// What is said of a document that needs a part that is not there: nothing, and certainly not that it is valid.
pub(super) fn unjudged(nothing: Report) -> Report {
    Report { valid: false, counts: Counts { error: UNJUDGED, ..Counts::default() }, ..nothing }
}
