//! Exports of the checker. What is the same for every call (kinds, codes, explanations) is no export: the
//! package carries it as data.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{Failure, json, options, usage};
use crate::ResourceId;
use crate::diagnostics::{Report, Reporter};
use crate::text;
use crate::validate;
use crate::validate::Loss;

type Text = Result<String, JsValue>;

/// Checks a body given as text; gives the report as JSON.
#[wasm_bindgen(js_name = validateText)]
pub fn validate_text(body: &str, given: Option<String>) -> Text {
    let checked = options(given.as_deref())?;
    let report = match checked.lone_surrogate {
        Some(at) => validate::validate_utf16(body, &checked.options, at),
        None => validate(body, &checked.options),
    };
    Ok(report.to_text())
}

/// Checks a body given as bytes; gives the report as JSON.
#[wasm_bindgen(js_name = validateBytes)]
pub fn validate_bytes(body: &[u8], given: Option<String>) -> Text {
    Ok(validate::validate_bytes(body, &options(given.as_deref())?.options).to_text())
}

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
            "checkName knows no `{what}`; known are the compute kinds and {}",
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
struct Converted<'c> {
    resources: Vec<Resource<'c>>,
    report: &'c Report,
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

/// The computes that a document of any format holds, and the report of the document, as
/// `{ resources, report }`. `losses` is what the format that the package writes cannot say, a JSON list of
/// `{ resource?, path, reason, target, detail? }`.
#[wasm_bindgen(js_name = convert)]
pub fn convert(body: &str, given: Option<String>, losses: &str) -> Text {
    let losses = losses_of(losses).ok_or_else(|| usage("convert: losses"))?;
    let found = validate::convert(body, &options(given.as_deref())?.options, &losses);
    let resources = found.resources.iter().map(|found| Resource {
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
    json(&Converted { resources: resources.collect(), report: &found.report })
}

fn losses_of(text: &str) -> Option<Vec<Loss>> {
    let document = text::parse(text, &mut Reporter::new())?;
    let member = |item: text::Node<'_>, name: &str| Some(item.get_exact(name)?.text()?.to_owned());
    let loss = |item: text::Node<'_>| {
        let resource = item.get_exact("resource").and_then(text::Node::integer);
        Some(Loss {
            resource: resource.and_then(|index| usize::try_from(index).ok()),
            path: member(item, "path")?,
            reason: Loss::reason(&member(item, "reason")?)?,
            target: member(item, "target")?,
            detail: member(item, "detail").unwrap_or_default(),
        })
    };
    document.root()?.items().map(loss).collect()
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
