//! The value of a parameter beside what its declaration says of it: type, range and length.

use super::problems::Problem;
use super::value::{Data, Value};
use crate::diagnostics::utf16_units;
use crate::text::{Kind, Node};

/// What of the declaration a value breaks. What is not known breaks nothing, and null is read as not given.
pub(super) fn broken(declared: Node<'_>, value: &Value<'_>) -> Option<Problem> {
    if !value.is_known() || matches!(value.data, Data::Null) {
        return None;
    }
    let has_type = match &*declared.get("type")?.text()?.to_ascii_lowercase() {
        "int" => value.as_integer().is_some(),
        "bool" => value.as_boolean().is_some(),
        "string" | "securestring" => value.as_text().is_some(),
        "array" => value.items().is_some(),
        "object" | "secureobject" => is_object(value),
        _ => return None,
    };
    if !has_type {
        return Some(Problem::Type);
    }
    let limit = |name: &str| declared.get(name).and_then(Node::integer);
    let outside = |found: i64, least: &str, most: &str| {
        limit(least).is_some_and(|least| found < least)
            || limit(most).is_some_and(|most| found > most)
    };
    if value.as_integer().is_some_and(|number| outside(number, "minValue", "maxValue")) {
        return Some(Problem::Range);
    }
    let length = value.as_text().map(|text| utf16_units(&text));
    let length = length.or_else(|| value.items().map(|items| items.len()))?;
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    outside(length, "minLength", "maxLength").then_some(Problem::Length)
}

fn is_object(value: &Value<'_>) -> bool {
    match &value.data {
        Data::Object(_) => true,
        Data::Literal(node) => node.kind() == Kind::Object,
        _ => false,
    }
}
