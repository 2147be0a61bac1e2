//! What nobody has told of a conversion: the body and what is read again of the text that was made of it.

use serde::Serialize;

use crate::diagnostics::Reporter;
use crate::kinds::unlike::unlike as walk;
use crate::text::{Document, parse};

/// A value in which the two differ.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// Where it stands, as a JSON pointer.
    pub path: String,
    /// The word for it.
    pub reason: &'static str,
}

/// The values in which two bodies differ in meaning; none if one of them is no JSON. `home` is the region of the
/// workspace.
#[must_use]
pub fn unlike(body: &str, again: &str, home: Option<&str>) -> Vec<Difference> {
    let mut out = Vec::new();
    let (body, again) = (parse(body, &mut Reporter::new()), parse(again, &mut Reporter::new()));
    let roots = (body.as_ref().and_then(Document::root), again.as_ref().and_then(Document::root));
    if let (Some(body), Some(again)) = roots {
        walk(body, again, home, &mut |node, how| {
            out.push(Difference { path: node.pointer(), reason: how.as_str() });
        });
    }
    out
}
