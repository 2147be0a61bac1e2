//! The options of a check, as the package hands them over.

use crate::diagnostics::{Reporter, Severity};
use crate::text::{self, Kind, Node};
use crate::validate::{self, Format, Operation, Options};

/// Options carry whole answers of services.
const LARGEST: usize = 1 << 26;

/// Reads the options of a check from JSON text. By hand: a derived reader weighs 30 KB, most of it for
/// messages that nobody would see.
///
/// # Errors
/// What is wrong with them, in words.
pub fn options(given: &str) -> Result<Options, String> {
    let mut options = Options::default();
    let document = text::parse_within(given, LARGEST, &mut Reporter::new());
    let document = document.ok_or("options: no JSON")?;
    let root = document.root().filter(|root| root.kind() == Kind::Object);
    for member in root.ok_or("options: not an object")?.members() {
        read(&mut options, member.key, member.value)?;
    }
    validate::check_options(&options)?;
    Ok(options)
}

fn read(options: &mut Options, name: &str, value: Node<'_>) -> Result<(), String> {
    let wrong = |wanted: &str| ["options: `", name, "` takes ", wanted].concat();
    match name {
        "format" => {
            options.format =
                known(Format::WORDS, value).ok_or_else(|| wrong(&words(Format::WORDS)))?;
        }
        "operation" => {
            options.operation =
                known(Operation::WORDS, value).ok_or_else(|| wrong(&words(Operation::WORDS)))?;
        }
        "maxFindings" => {
            let most = value.integer().and_then(|most| usize::try_from(most).ok());
            options.max_findings = Some(most.ok_or_else(|| wrong("a whole number, 0 for all"))?);
        }
        "positions" => {
            options.positions = value.boolean().ok_or_else(|| wrong("true or false"))?;
        }
        "levels" => {
            if value.kind() != Kind::Object {
                return Err(wrong("an object of severities by code"));
            }
            for level in value.members() {
                let severity = match level.value.text().unwrap_or_default() {
                    "off" => None,
                    word => Some(Severity::parse(word).ok_or_else(|| {
                        wrong("severities: \"error\", \"warning\", \"info\" or \"off\"")
                    })?),
                };
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
                _ => return Err(["options: there is no option `", name, "`"].concat()),
            };
            *place = Some(value.text().ok_or_else(|| wrong("a string"))?.to_owned());
        }
    }
    Ok(())
}

/// The value that a word stands for.
fn known<T: Copy>(all: &[(&str, T)], value: Node<'_>) -> Option<T> {
    let word = value.text()?;
    all.iter().find(|(known, _)| *known == word).map(|(_, one)| *one)
}

/// The words of a list: `"a", "b" or "c"`.
#[must_use]
pub fn words<T>(all: &[(&str, T)]) -> String {
    let mut out = String::new();
    for (at, (word, _)) in all.iter().enumerate() {
        out.push_str(match at {
            0 => "\"",
            _ if at.saturating_add(1) == all.len() => "\" or \"",
            _ => "\", \"",
        });
        out.push_str(word);
    }
    out.push('"');
    out
}
