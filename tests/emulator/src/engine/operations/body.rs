//! Reading request bodies that are not resources: members are found without case.

use crate::engine::errors::{ArmError, unreadable};
use serde_json::Value;
use std::time::Duration;

/// The body as JSON.
pub(super) fn read_json(body: Option<&str>) -> Result<Value, ArmError> {
    let text = body.unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(unreadable("it is empty"));
    }
    serde_json::from_str(text).map_err(|error| unreadable(&error.to_string()))
}

/// A member of an object, whatever its case.
pub(super) fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let members = value.as_object()?;
    let found = members.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value)
}

/// A number of things, which may have come as a text.
pub(super) fn count_of(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.parse().ok(),
        // `4.0` is an integer too; the oracle has refused everything else that has a fraction.
        Value::Number(number) => format!("{:.0}", number.as_f64()?).parse().ok(),
        _ => None,
    }
}

/// Reads an ISO 8601 duration; years and months, whose length is uncertain, have none.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let span: jiff::Span = text.parse().ok()?;
    let days_are_24_hours = jiff::SpanRelativeTo::days_are_24_hours();
    let total = span.total((jiff::Unit::Second, days_are_24_hours)).ok()?;
    Duration::try_from_secs_f64(total).ok()
}
