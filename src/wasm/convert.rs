//! Options in, text and errors out.

use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::diagnostics::{Reporter, Severity, to_json};
use crate::text::{self, Kind};
use crate::validate::{self, Format, Operation, Options};

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
        to_json(&failure).ok().and_then(|text| JSON::parse(&text).ok()).unwrap_or(Self::NULL)
    }
}

/// A wrong use of an option or argument.
pub(super) fn usage(message: &str) -> JsValue {
    Failure { name: "TypeError", code: "INVALID_ARGUMENT", message }.into()
}

/// Options carry whole answers of services.
const LARGEST: usize = 1 << 26;

/// Reads the options of a check from JSON text. By hand: a derived reader weighs 30 KB, most of it for
/// messages that nobody would see.
pub(super) fn options(given: Option<&str>) -> Result<Checked, JsValue> {
    let mut options = Options::default();
    let mut lone_surrogate = None;
    let Some(given) = given else { return Ok(Checked { options, lone_surrogate }) };
    let mut reporter = Reporter::new();
    let document = text::parse_within(given, LARGEST, &mut reporter);
    let document = document.ok_or_else(|| usage("options: no JSON"))?;
    let root = document.root().filter(|root| root.kind() == Kind::Object);
    for member in root.ok_or_else(|| usage("options: no object"))?.members() {
        let (name, value) = (member.key, member.value);
        let wrong = |wanted: &str| usage(&format!("options: `{name}` takes {wanted}"));
        let words = || value.text().map(str::to_owned).ok_or_else(|| wrong("a text"));
        match name {
            "format" => {
                options.format = match &*words()? {
                    "auto" => Format::Auto,
                    "arm" => Format::Arm,
                    "cli-v2" => Format::CliV2,
                    "sdk-v1" => Format::SdkV1,
                    "arm-template" => Format::Template,
                    "terraform-plan" => Format::TerraformPlan,
                    _ => {
                        return Err(wrong(
                            "\"auto\", \"arm\", \"arm-template\", \"cli-v2\", \"sdk-v1\" or \"terraform-plan\"",
                        ));
                    }
                }
            }
            "operation" => {
                options.operation = match &*words()? {
                    "create" => Operation::Create,
                    "update" => Operation::Update,
                    _ => return Err(wrong("\"create\" or \"update\"")),
                }
            }
            "maxFindings" => {
                let most = value.integer().and_then(|most| usize::try_from(most).ok());
                options.max_findings =
                    Some(most.ok_or_else(|| wrong("a whole number, 0 for all"))?);
            }
            "positions" => {
                options.positions = value.boolean().ok_or_else(|| wrong("true or false"))?;
            }
            "loneSurrogateAt" => {
                let at = value.integer().and_then(|at| usize::try_from(at).ok());
                lone_surrogate = Some(at.ok_or_else(|| wrong("an offset"))?);
            }
            "levels" => {
                if value.kind() != Kind::Object {
                    return Err(wrong("an object of severities by code"));
                }
                for level in value.members() {
                    let word = level.value.text().unwrap_or_default();
                    let severity = severity(word).ok_or_else(|| {
                        wrong("severities: \"error\", \"warning\", \"info\" or \"off\"")
                    })?;
                    options.levels.push((level.key.to_owned(), severity));
                }
            }
            _ => {
                let place = match name {
                    "name" => &mut options.name,
                    "region" => &mut options.region,
                    "workspaceLocation" => &mut options.workspace_location,
                    "apiVersion" => &mut options.api_version,
                    "today" => &mut options.today,
                    "current" => &mut options.current,
                    "facts" => &mut options.facts,
                    "guardrails" => &mut options.guardrails,
                    "parameters" => &mut options.parameters,
                    _ => return Err(usage(&format!("options: there is no option `{name}`"))),
                };
                *place = Some(words()?);
            }
        }
    }
    validate::check_options(&options).map_err(|message| usage(&message))?;
    Ok(Checked { options, lone_surrogate })
}

/// The severity of a word; `off` is none.
#[expect(clippy::option_option, reason = "unknown word, switched off, severity")]
fn severity(word: &str) -> Option<Option<Severity>> {
    Some(match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        "off" => None,
        _ => return None,
    })
}

/// A value of ours as JSON text: one string crosses quicker than an object member by member.
pub(super) fn json(value: &impl Serialize) -> Result<String, JsValue> {
    to_json(value).map_err(|error| {
        Failure { name: "Error", code: "INTERNAL", message: &error.to_string() }.into()
    })
}
