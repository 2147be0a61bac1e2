//! Exports of the checker. What is the same for every call (kinds, codes, explanations) is no export: the
//! package carries it as data.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{Failure, json, options, usage};
use crate::ResourceId;
use crate::diagnostics::Report;
use crate::text;
use crate::validate;

type Text = Result<String, JsValue>;

/// Checks a body given as text; gives the report as JSON.
#[wasm_bindgen(js_name = validateText)]
pub fn validate_text(body: &str, given: Option<String>) -> Text {
    let checked = options(given.as_deref())?;
    json(&match checked.lone_surrogate {
        Some(at) => validate::validate_utf16(body, &checked.options, at),
        None => validate(body, &checked.options),
    })
}

/// Checks a body given as bytes; gives the report as JSON.
#[wasm_bindgen(js_name = validateBytes)]
pub fn validate_bytes(body: &[u8], given: Option<String>) -> Text {
    json(&validate::validate_bytes(body, &options(given.as_deref())?.options))
}

/// The report of a value that cannot be written as JSON.
#[wasm_bindgen(js_name = unserialisableReport)]
pub fn unserialisable_report(reason: &str, found: &str, path: &str) -> Text {
    json(&validate::unserialisable(reason, found, path))
}

/// Checks a name; gives the report as JSON.
#[wasm_bindgen(js_name = checkName)]
pub fn check_name(what: &str, name: &str) -> Text {
    let report = validate::check_name(what, name).ok_or_else(|| {
        let words: Vec<&str> = validate::known_names().collect();
        usage(&format!(
            "checkName knows no `{what}`; known are the compute kinds and {}",
            words.join(", ")
        ))
    })?;
    json(&report)
}

#[derive(Serialize)]
struct ParsedId {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<ResourceId>,
    report: Report,
}

/// Reads a resource id; gives `{ ok, id?, report }` as JSON.
#[wasm_bindgen(js_name = parseResourceId)]
pub fn parse_resource_id(id: &str, wanted: Option<String>) -> Text {
    let (id, report) = validate::parse_resource_id(id, wanted.as_deref())
        .ok_or_else(|| usage("parseResourceId: this resource type is not known"))?;
    json(&ParsedId { ok: report.valid, id, report })
}

/// Applies fixes (a JSON list) to a text without reformatting it.
#[wasm_bindgen(js_name = applyFixes)]
pub fn apply_fixes(body: &str, fixes: &str) -> Text {
    let refused = |message: &str| {
        JsValue::from(Failure { name: "FixError", code: "FIX_NOT_APPLICABLE", message })
    };
    let fixes = text::read_fixes(fixes).map_err(|message| usage(&message))?;
    text::apply_all(body, &fixes).map_err(|error| refused(&error.to_string()))
}
