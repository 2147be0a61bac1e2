//! The rows of the formats as data: the package for JavaScript writes the formats by them, and the schemas for
//! editors are made out of them.

use serde_json::{Value, json};

use super::row_data::Which;
use super::{cli_v2, sdk_v1};

/// For each format the kinds that it can say, with their rows.
#[must_use]
pub fn tables() -> Value {
    json!({
        "cli-v2": cli_v2::tables(Which::Written),
        "sdk-v1": sdk_v1::tables(),
    })
}

/// For each kind that the command line knows, its document with all its rows.
#[must_use]
pub fn documents() -> Value {
    cli_v2::tables(Which::All)
}
