//! Machine sizes: what a name says, and the list of the known ones.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{json, usage};
use crate::catalog::{Filter, VmSize, list};
use crate::diagnostics::{Report, Reporter};
use crate::text::{self, Document};
use crate::validate;

#[derive(Serialize)]
struct ParsedSize {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<VmSize>,
    report: Report,
}

/// Reads the name of a size; gives `{ ok, size?, report }` as JSON.
#[wasm_bindgen(js_name = parseVmSize)]
pub fn parse_vm_size(name: &str) -> Result<String, JsValue> {
    let (size, report) = validate::parse_vm_size(name);
    json(&ParsedSize { ok: report.valid, size, report })
}

/// The known sizes that a filter (JSON) takes, as a JSON list.
#[wasm_bindgen(js_name = vmSizes)]
pub fn vm_sizes(filter: &str) -> Result<String, JsValue> {
    let document = text::parse(filter, &mut Reporter::new());
    let root = document.as_ref().and_then(Document::root);
    let filter = root.ok_or_else(|| "the filter is no JSON".to_owned()).and_then(Filter::read);
    json(&list(&filter.map_err(|message| usage(&message))?))
}
