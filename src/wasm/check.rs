//! Exports of the smaller checks. What is the same for every call (kinds, codes, explanations) is no export: the
//! package carries it as data.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{Failure, json, options, usage};
use crate::diagnostics::Report;
use crate::{ResourceId, ffi, text, validate};

type Text = Result<String, JsValue>;

/// The report of a value that cannot be written as JSON.
#[wasm_bindgen(js_name = unserialisableReport)]
#[must_use]
pub fn unserialisable_report(reason: &str, found: &str, path: &str) -> String {
    validate::unserialisable(reason, found, path).to_text()
}

/// Checks a name; gives the report as JSON.
#[wasm_bindgen(js_name = checkName)]
pub fn check_name(what: &str, name: &str) -> Text {
    let report = validate::check_name(what, name).ok_or_else(|| {
        let words: Vec<&str> = validate::known_names().collect();
        usage(&format!(
            "checkName does not support `{what}`; use a compute kind or {}",
            words.join(", ")
        ))
    })?;
    Ok(report.to_text())
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resource<'c> {
    body: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workspace: Option<&'c str>,
    version: &'c str,
    pointer: &'c str,
    secrets: &'c [String],
    unread: &'c [String],
    open: Vec<Open<'c>>,
    open_keys: &'c [String],
    around: &'c [String],
}

/// A value that only a deployment can evaluate.
#[derive(Serialize)]
struct Open<'c> {
    path: &'c str,
    r#type: &'static str,
}

/// The computes that a document of any format holds, as a JSON list. Nothing is checked.
#[wasm_bindgen]
pub fn computes(body: &str, given: Option<String>) -> Text {
    let found = validate::computes(body, &options(given.as_deref())?);
    let resources = found.iter().map(|found| Resource {
        body: &found.body,
        kind: found.kind,
        name: found.name.as_deref(),
        workspace: found.workspace.as_deref(),
        version: &found.version,
        pointer: &found.pointer,
        secrets: &found.secrets,
        unread: &found.unread,
        open: found.open.iter().map(|(path, r#type)| Open { path, r#type }).collect(),
        open_keys: &found.open_keys,
        around: &found.around,
    });
    json(&resources.collect::<Vec<_>>())
}

/// Checks a document of which something is lost in another format; gives the report as JSON. `losses` is a JSON
/// list of `{ resource?, path, reason, target, detail? }`.
#[wasm_bindgen(js_name = reportLosses)]
pub fn report_losses(body: &str, given: Option<String>, losses: &str) -> Text {
    let losses = ffi::losses(losses).ok_or_else(|| usage("convert: losses"))?;
    Ok(validate::convert(body, &options(given.as_deref())?, &losses).report.to_text())
}

/// The values in which a body and what was read again of a conversion differ, as a JSON list of `{ path, reason }`.
#[wasm_bindgen]
pub fn unlike(body: &str, again: &str, home: Option<String>) -> Text {
    json(&ffi::unlike(body, again, home.as_deref()))
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
