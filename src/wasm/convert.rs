//! Options in, text and errors out.

use serde::Serialize;
use serde_wasm_bindgen::to_value;
use wasm_bindgen::JsValue;

use crate::diagnostics::to_json;
use crate::ffi;
use crate::validate::Options;

/// An error as the facade expects it: a plain object with `name`, `code` and `message`.
#[derive(Serialize)]
pub(super) struct Failure<'a> {
    pub(super) name: &'a str,
    pub(super) code: &'a str,
    pub(super) message: &'a str,
}

impl From<Failure<'_>> for JsValue {
    fn from(failure: Failure<'_>) -> Self {
        to_value(&failure).unwrap_or(Self::NULL)
    }
}

/// A wrong use of an option or argument.
pub(super) fn usage(message: &str) -> JsValue {
    Failure { name: "TypeError", code: "INVALID_ARGUMENT", message }.into()
}

/// The options of a check; none is those of nobody.
pub(super) fn options(given: Option<&str>) -> Result<Options, JsValue> {
    given.map_or_else(|| Ok(Options::default()), ffi::options).map_err(|message| usage(&message))
}

/// A value of ours as JSON text: one string crosses quicker than an object member by member.
pub(super) fn json(value: &impl Serialize) -> Result<String, JsValue> {
    to_json(value).map_err(|error| {
        Failure { name: "Error", code: "INTERNAL", message: &error.to_string() }.into()
    })
}
