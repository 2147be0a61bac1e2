//! From a document to an owned value.

use super::document::{Document, Node};
use super::parse::parse;
use crate::diagnostics::{Json, Report, Reporter};

/// The owned form of a node: its own text, byte for byte.
#[must_use]
pub fn to_json(node: Node<'_>) -> Json {
    let (start, end) = node.bytes();
    Json::raw(node.document().text().get(start..end).unwrap_or_default().to_owned())
}

/// Reads a JSON text into an owned value.
///
/// # Errors
/// The report of the text's problems, if it is not JSON or is ambiguous.
pub fn read(text: &str) -> Result<Json, Report> {
    let mut reporter = Reporter::new();
    let document = parse(text, &mut reporter);
    let json = document.as_ref().and_then(Document::root).map(to_json);
    let report = reporter.finish(&|code| Some(code.severity));
    match json {
        Some(json) if report.valid => Ok(json),
        _ => Err(report),
    }
}
