//! Machine sizes: what a name says, and the list of the known ones.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::arm::region::normal_form;
use crate::catalog::{VmSize, entries};
use crate::kinds::prices::{Asked, read_table};
use crate::validate;

/// Reads the name of a size; gives `{ ok, size?, report }` as JSON.
#[wasm_bindgen(js_name = parseVmSize)]
pub fn parse_vm_size(name: &str) -> Result<String, JsValue> {
    let (size, report) = validate::parse_vm_size(name);
    let ok = if report.valid { "true" } else { "false" };
    let mut out = ["{\"ok\":", ok, ",\"report\":", &report.to_text()].concat();
    if let Some(size) = size {
        out.push_str(",\"size\":");
        size.write(&mut out);
    }
    out.push('}');
    Ok(out)
}

/// The known sizes as a JSON list: all, or those that a region lists.
#[wasm_bindgen(js_name = vmSizes)]
#[must_use]
pub fn vm_sizes(region: Option<String>) -> String {
    let region = region.map(|region| normal_form(&region));
    let mut out = String::from("[");
    for entry in entries() {
        if region.as_ref().is_none_or(|region| entry.listed_in(region) == Some(true)) {
            if out.len() > 1 {
                out.push(',');
            }
            VmSize::from(entry).write(&mut out);
        }
    }
    out.push(']');
    out
}

/// The prices in facts, as JSON: those of a region, in a currency, on a day. Facts that are no JSON have none.
#[wasm_bindgen(js_name = readPrices)]
#[must_use]
pub fn read_prices(
    facts: &str,
    region: Option<String>,
    currency: Option<String>,
    today: &str,
) -> String {
    let region = region.map(|region| normal_form(&region));
    let asked = Asked { region: region.as_deref(), currency: currency.as_deref(), today };
    read_table(facts, asked)
}
