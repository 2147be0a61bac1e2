//! From a document to an owned `serde_json::Value`.

use serde_json::{Map, Number, Value};

use super::document::{Document, Kind, Node};
use super::parse::parse;
use crate::diagnostics::{Report, Reporter};

/// The owned form of a node. Of duplicate keys the last one counts; a number that fits no machine
/// number becomes the nearest one.
#[must_use]
pub fn to_value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => Value::Bool(node.spelling() == "true"),
        Kind::Number => {
            let spelling = node.spelling();
            let number = spelling.parse::<i64>().map(Number::from).ok();
            let number = number.or_else(|| spelling.parse::<u64>().map(Number::from).ok());
            let number = number.or_else(|| node.number().and_then(Number::from_f64));
            number.map_or(Value::Null, Value::Number)
        }
        Kind::Text => Value::String(node.text().unwrap_or_default().into_owned()),
        Kind::List => Value::Array(node.items().map(to_value).collect()),
        Kind::Object => {
            let mut map = Map::new();
            for member in node.members() {
                map.insert(member.key.into_owned(), to_value(member.value));
            }
            Value::Object(map)
        }
    }
}

/// Reads a JSON text into an owned value.
///
/// # Errors
/// The report of the text's problems, if it is not JSON or is ambiguous.
pub fn value_of(text: &str) -> Result<Value, Report> {
    let mut reporter = Reporter::new();
    let document = parse(text, &mut reporter);
    let value = document.as_ref().and_then(Document::root).map(to_value);
    let report = reporter.finish(&|code| Some(code.severity));
    match value {
        Some(value) if report.valid => Ok(value),
        _ => Err(report),
    }
}
