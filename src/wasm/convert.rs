//! Options in, text and errors out.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::diagnostics::Severity;
use crate::validate::{Operation, Options};

/// The options of a check, in our own fixed shape.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Given {
    format: Option<String>,
    name: Option<String>,
    operation: Option<String>,
    region: Option<String>,
    workspace_location: Option<String>,
    api_version: Option<String>,
    levels: Option<Vec<(String, String)>>,
    today: Option<String>,
    positions: Option<bool>,
    lone_surrogate_at: Option<u32>,
}

/// The options of a check, as the core reads them.
pub(super) struct Checked {
    pub(super) options: Options,
    pub(super) lone_surrogate: Option<usize>,
}

/// An error as the facade expects it: a plain object with `name`, `code` and `message`.
#[derive(Serialize)]
pub(super) struct Failure<'a> {
    pub(super) name: &'a str,
    pub(super) code: &'a str,
    pub(super) message: &'a str,
}

impl From<Failure<'_>> for JsValue {
    fn from(failure: Failure<'_>) -> Self {
        serde_wasm_bindgen::to_value(&failure).unwrap_or(Self::NULL)
    }
}

/// A wrong use of an option or argument.
pub(super) fn usage(message: &str) -> JsValue {
    Failure { name: "TypeError", code: "INVALID_ARGUMENT", message }.into()
}

/// Reads the options of a check.
pub(super) fn options(given: JsValue) -> Result<Checked, JsValue> {
    if given.is_undefined() || given.is_null() {
        return Ok(Checked { options: Options::default(), lone_surrogate: None });
    }
    let given: Given = serde_wasm_bindgen::from_value(given)
        .map_err(|error| usage(&format!("options: {error}")))?;
    match given.format.as_deref() {
        None | Some("auto" | "arm") => {}
        Some(other) => {
            return Err(usage(&format!(
                "format `{other}` is not supported; known are \"auto\" and \"arm\""
            )));
        }
    }
    let operation = match given.operation.as_deref() {
        None | Some("create") => Operation::Create,
        Some("update") => Operation::Update,
        Some(other) => {
            return Err(usage(&format!(
                "operation `{other}` is neither \"create\" nor \"update\""
            )));
        }
    };
    let levels =
        given.levels.unwrap_or_default().into_iter().map(level).collect::<Result<_, _>>()?;
    Ok(Checked {
        options: Options {
            name: given.name,
            operation,
            region: given.region,
            workspace_location: given.workspace_location,
            api_version: given.api_version,
            levels,
            today: given.today,
            positions: given.positions.unwrap_or(false),
        },
        lone_surrogate: given.lone_surrogate_at.map(|at| at as usize),
    })
}

fn level((code, word): (String, String)) -> Result<(String, Option<Severity>), JsValue> {
    let severity = match word.as_str() {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        "off" => None,
        other => {
            return Err(usage(&format!(
                "levels: `{other}` is none of \"error\", \"warning\", \"info\", \"off\""
            )));
        }
    };
    Ok((code, severity))
}

/// A value of ours as JSON text: one string crosses quicker than an object member by member.
pub(super) fn json(value: &impl Serialize) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|error| {
        Failure { name: "Error", code: "INTERNAL", message: &error.to_string() }.into()
    })
}
