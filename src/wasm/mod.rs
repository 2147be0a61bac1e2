//! The JavaScript boundary: converts, calls, converts. Has no thoughts of its own; everything it exposes
//! exists, is documented and is tested natively first. Foreign data cross as JSON text: handing a cyclic or
//! very deep object to a converter would trap, and a trapped instance answers no later call.
#![expect(
    clippy::missing_errors_doc,
    reason = "every export fails in one way only: with the plain object that `convert::Failure` describes"
)]

mod abort;
pub mod check;
pub mod checker;
pub mod client;
mod convert;
mod host;
pub mod sizes;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs once when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Version of the crate.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Says which parts of the package are there beside the one that checks bodies.
#[wasm_bindgen(js_name = setParts)]
pub fn set_parts(formats: bool) {
    crate::validate::parts::set_formats(formats);
}
