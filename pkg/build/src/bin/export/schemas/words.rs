//! What editors show of a member: title, description, default, examples, and sizes to choose from.

use azureml_compute::arm::duration;
use azureml_compute::catalog::{DATE, Status, entries};
use azureml_compute::schema::{Field, Format, Type};
use serde_json::{Map, Value, json};

use super::arm::{is_fixed, title_of};
use super::asked::Asked;
use super::texts::text_for;

/// Writes what is told of a member of a body.
pub(super) fn write(out: &mut Map<String, Value>, field: &Field, own: &Asked) {
    out.insert("title".to_owned(), title(field).into());
    let mut parts = vec![described(field)];
    parts.extend(unit(field));
    if let Type::Integer { min, max } = field.value {
        let (min, max) = (own.min.unwrap_or(min), own.max.unwrap_or(max));
        match (min, max) {
            (0, max) if max == i64::from(i32::MAX) => parts.push("From 0.".to_owned()),
            (min, _) if min == i64::from(i32::MIN) => {}
            (min, max) => parts.push(format!("{min} to {max}.")),
        }
    }
    if matches!(field.value, Type::Port) {
        parts.push("1 to 65535.".to_owned());
    }
    parts.extend(form_of(field.value));
    if field.secret {
        parts.push("A secret: better not in a file.".to_owned());
    }
    if is_fixed(field) {
        parts.push("Fixed when the compute is created.".to_owned());
    }
    if field.since.is_empty() && !field.preview.is_empty() {
        parts.push("In preview api-versions only.".to_owned());
    } else if !field.since.is_empty() {
        parts.push(format!("Since api-version {}.", field.since));
    }
    put(out, &parts);
    if let Some(default) = field.default {
        out.insert("default".to_owned(), typed(field.value, default));
    }
    if !field.example.is_empty() {
        out.insert("examples".to_owned(), vec![typed(field.value, field.example)].into());
    }
}

/// Writes what is told of a member of a document, with the words of the member of the body that it becomes.
pub(super) fn write_row(out: &mut Map<String, Value>, row: &Value, field: Option<&Field>) {
    let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let name = text("name");
    let told = field.filter(|field| !field.title.is_empty());
    let heading = told.map_or_else(|| spelled(name), |field| field.title.to_owned());
    out.insert("title".to_owned(), heading.into());
    let owned = text("takes") == "owned" && name != "$schema";
    let mut parts = Vec::new();
    match (text_for(name), told) {
        (Some(own), _) => parts.push(sentence(own)),
        (None, Some(field)) => parts.push(described(field)),
        (None, None) => parts.push(field.map_or_else(String::new, described)),
    }
    match text("via") {
        "seconds" => parts.push("In seconds.".to_owned()),
        "minutes" | "timeout" => parts.push("In minutes.".to_owned()),
        _ => parts.extend(field.and_then(unit)),
    }
    if owned {
        parts.push("Set by the service; dropped when the document is read.".to_owned());
    }
    if let Some(field) = field.filter(|_| text("takes") == "text") {
        parts.extend(form_of(field.value));
    }
    if row.get("secret").is_some() || field.is_some_and(|field| field.secret) {
        parts.push("A secret: better not in a file.".to_owned());
    }
    if field.is_some_and(is_fixed) {
        parts.push("Fixed when the compute is created.".to_owned());
    }
    if text("takes") == "owned" {
        // Nobody wants to write these. Microsoft's `$schema` would take the place of this one.
        out.insert("doNotSuggest".to_owned(), true.into());
    }
    put(out, &parts);
    // The command line has defaults of its own.
    let default = match name {
        "max_instances" => Some(4.into()),
        "size" => Some("Standard_DS3_v2".into()),
        _ => field.and_then(|field| back(row, field, field.default?)),
    };
    out.extend(default.map(|value| ("default".to_owned(), value)));
    let example = field.filter(|field| !field.example.is_empty());
    let example = example.and_then(|field| back(row, field, field.example));
    out.extend(example.map(|value| ("examples".to_owned(), vec![value].into())));
}

/// Shows how a value begins where nothing else does: without it editors write the bare name of a member, and
/// the document is broken. A `type` beside `anyOf` would do the same, but strict readers want one type.
pub(super) fn begin(out: &mut Map<String, Value>, value: Type) {
    if out.contains_key("default") || out.contains_key("examples") {
        return;
    }
    let start = match value {
        Type::Object(_) | Type::Open(_) | Type::Kind | Type::Map { .. } => json!({}),
        Type::List(_) => json!([]),
        Type::Boolean => json!(false),
        _ => return,
    };
    out.insert("examples".to_owned(), json!([start]));
}

/// Sizes of the service's machines that stay and that everybody may have. Those of an earlier generation are
/// among them: nearly every general-purpose size of the service is one.
pub(super) fn sizes() -> Vec<String> {
    let mut names: Vec<String> = entries()
        .filter(|entry| entry.support().cluster == Some(true))
        .filter(|entry| {
            let life = entry.lifecycle();
            let stays = matches!(life.status, Status::Current | Status::PreviousGen);
            stays && !life.restricted && life.date.is_none() && !life.has_ended(DATE)
        })
        .map(|entry| entry.name())
        .collect();
    names.sort();
    names
}

/// A text as a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    format!("{}{}.", first.to_uppercase(), letters.as_str())
}

fn put(out: &mut Map<String, Value>, parts: &[String]) {
    let told: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if !told.is_empty() {
        out.insert("description".to_owned(), told.join(" ").into());
    }
}

fn title(field: &Field) -> String {
    if field.title.is_empty() { spelled(field.name) } else { field.title.to_owned() }
}

fn described(field: &Field) -> String {
    if field.help.is_empty() {
        sentence(text_for(field.name).unwrap_or_default())
    } else {
        sentence(field.help)
    }
}

fn unit(field: &Field) -> Option<String> {
    (!field.unit.is_empty()).then(|| format!("Counted in {}.", field.unit))
}

/// What form a text has.
fn form_of(value: Type) -> Option<String> {
    let format = match value {
        Type::Text(format) => format,
        Type::Map { key: Format::ResourceId(kind), .. } => {
            return Some(format!("The keys are ids: {}.", title_of(kind)));
        }
        _ => return None,
    };
    Some(match format {
        Format::Duration(_) => "An ISO 8601 duration, such as PT5M.".to_owned(),
        Format::ResourceId(kind) => format!("A resource id: {}.", title_of(kind)),
        Format::AnyResourceId => "A resource id.".to_owned(),
        Format::Region => "A region, such as westeurope.".to_owned(),
        Format::VmSize => "A name such as Standard_DS3_v2.".to_owned(),
        Format::PublicKey => "An SSH public key in one line.".to_owned(),
        Format::Guid => "A GUID.".to_owned(),
        Format::Cron => "A cron expression of five fields.".to_owned(),
        Format::DateTime => "A date and time without zone, such as 2026-04-23T01:30:00.".to_owned(),
        _ => return None,
    })
}

/// A word of the tables as a value of its type.
fn typed(value: Type, text: &str) -> Value {
    match value {
        Type::Integer { .. } | Type::Port => {
            text.parse::<i64>().map_or_else(|_| text.into(), Value::from)
        }
        Type::Boolean => (text == "true").into(),
        _ => text.into(),
    }
}

/// A value of the body as its row writes it.
fn back(row: &Value, field: &Field, text: &str) -> Option<Value> {
    let seconds = || duration::parse(text).map(|found| found.seconds);
    match row.get("via").and_then(Value::as_str) {
        Some("seconds") => seconds().map(Value::from),
        Some("minutes") => seconds().map(|seconds| (seconds / 60).into()),
        Some("switch") => match text {
            "Enabled" => Some(true.into()),
            "Disabled" => Some(false.into()),
            _ => None,
        },
        Some(_) => None,
        None => match row.get("words") {
            Some(words) => words.get(text).cloned(),
            None => Some(typed(field.value, text)),
        },
    }
}

/// The name of a member as words: `maxNodeCount` and `max_node_count` are `Max node count`.
fn spelled(name: &str) -> String {
    let mut out = String::new();
    let mut before_was_low = false;
    for c in name.trim_start_matches('$').chars() {
        if c == '_' {
            out.push(' ');
        } else if c.is_ascii_uppercase() && before_was_low {
            out.push(' ');
            out.push(c.to_ascii_lowercase());
        } else if out.is_empty() {
            out.push(c.to_ascii_uppercase());
        } else {
            out.push(c);
        }
        before_was_low = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    out
}
