//! From a document to an owned value.

#![expect(
    clippy::single_char_add_str,
    reason = "pushing a character is a call that encodes it, at the optimisation level of the module"
)]

use super::document::{Document, Kind, Node};
use super::parse::parse;
use crate::diagnostics::{Json, Report, Reporter, write_text};

/// The owned form of a node: its own text, byte for byte; without what is no JSON.
#[must_use]
pub fn to_json(node: Node<'_>) -> Json {
    if !node.document().plain {
        let mut out = String::new();
        write(&mut out, node);
        return Json::raw(out);
    }
    let (start, end) = node.bytes();
    Json::raw(node.document().text().get(start..end).unwrap_or_default().to_owned())
}

/// Writes a node anew, without comments and with its line breaks escaped. The parser limits the depth.
fn write(out: &mut String, node: Node<'_>) {
    let ends = match node.kind() {
        Kind::Text => return write_text(out, node.text().unwrap_or_default()),
        Kind::Object => ["{", "}"],
        Kind::List => ["[", "]"],
        _ => return out.push_str(node.spelling()),
    };
    out.push_str(ends[0]);
    let mut before = "";
    for item in node.items().chain(node.members().map(|member| member.value)) {
        out.push_str(before);
        before = ",";
        if let Some(key) = item.key() {
            write_text(out, key);
            out.push_str(":");
        }
        write(out, item);
    }
    out.push_str(ends[1]);
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
