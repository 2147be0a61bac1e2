//! JSON Schemas of the bodies of all kinds, out of the same tables that the checks read: for editors.
//!
//! They never refuse what the check takes. So names and words are open to other case, numbers and booleans to
//! texts, and a template's expression stands for anything; what is left to refuse is what every reader refuses.

use std::collections::BTreeMap;

use azureml_compute::ComputeKind;
use azureml_compute::kinds::envelope::RESOURCE;
use azureml_compute::schema::{Field, Format, PORTS, Type};
use serde_json::{Map, Value, json};

/// The dialect that editors know best.
pub(crate) const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// A text that is filled in later: by a deployment, a shell or a pipeline.
const EXPRESSION: &str = r"^\s*\[.*\]\s*$|\$\{|\$\(";

/// The schemas of the bodies, by the names of their files.
pub(crate) fn schemas() -> BTreeMap<String, Value> {
    let mut out = BTreeMap::new();
    for kind in ComputeKind::ALL {
        out.insert(format!("arm/{}.json", kind.as_str()), of_kind(*kind));
    }
    let names: Vec<_> = ComputeKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let choices: Vec<_> = names.iter().map(|name| choice(name)).collect();
    out.insert(
        "arm.json".to_owned(),
        json!({
            "$schema": DIALECT,
            "title": "Compute of an Azure Machine Learning workspace",
            "description": "Body of a request of the management API; `properties.computeType` tells the kind.",
            "type": "object",
            "properties": { "properties": {
                "type": ["object", "string"],
                "properties": { "computeType": words(&names, Open::Yes) },
            } },
            "allOf": choices,
        }),
    );
    out
}

/// The schema of a kind, for bodies that name it. An `if` also holds for what is not there: hence `required`.
fn choice(name: &str) -> Value {
    let kind = json!({ "type": "string", "pattern": any_case(name) });
    let compute = json!({
        "type": "object",
        "properties": { "computeType": kind },
        "required": ["computeType"],
    });
    json!({
        "if": { "properties": { "properties": compute }, "required": ["properties"] },
        "then": { "$ref": format!("arm/{name}.json") },
    })
}

fn of_kind(kind: ComputeKind) -> Value {
    let spec = kind.spec();
    let Value::Object(body) = object(RESOURCE, Some(kind)) else { return Value::Null };
    let mut out = Map::new();
    out.insert("$schema".to_owned(), DIALECT.into());
    out.insert("title".to_owned(), spec.title.into());
    out.insert("description".to_owned(), sentence(spec.summary).into());
    out.extend(body);
    let needed = out.get_mut("allOf").and_then(Value::as_array_mut);
    let properties = named("properties");
    match needed {
        Some(needed) => needed.push(properties),
        None => drop(out.insert("allOf".to_owned(), json!([properties]))),
    }
    out.into()
}

/// `kind` is the one whose body it is, until its own data are reached.
fn object(fields: &[Field], kind: Option<ComputeKind>) -> Value {
    let mut properties = Map::new();
    let mut needed = Vec::new();
    for field in fields {
        properties.insert(field.name.to_owned(), member(field, kind));
        let tells = kind.is_some() && field.name == "computeType";
        if (field.required && !field.read_only) || tells {
            needed.push(named(field.name));
        }
    }
    let mut out = Map::new();
    out.insert("type".to_owned(), "object".into());
    out.insert("properties".to_owned(), properties.into());
    if !needed.is_empty() {
        out.insert("allOf".to_owned(), needed.into());
    }
    out.into()
}

fn member(field: &Field, kind: Option<ComputeKind>) -> Value {
    let mut out = Map::new();
    if !field.title.is_empty() {
        out.insert("title".to_owned(), field.title.into());
    }
    let description = description(field);
    if !description.is_empty() {
        out.insert("description".to_owned(), description.into());
    }
    if field.read_only {
        out.insert("readOnly".to_owned(), true.into());
        return out.into();
    }
    if !field.example.is_empty() {
        out.insert("examples".to_owned(), json!([field.example]));
    }
    if let Some(default) = field.default {
        out.insert("default".to_owned(), spelled(field.value, default));
    }
    let value = match (field.name, kind) {
        ("computeType", Some(kind)) => words(&[kind.as_str()], Open::No),
        _ => value(field.value, kind),
    };
    // Null is as good as absent, but where something must be there.
    let value = if field.required { value } else { or_null(value) };
    if let Value::Object(value) = value {
        out.extend(value);
    }
    out.into()
}

/// What a person is told about a member.
pub(crate) fn description(field: &Field) -> String {
    let mut out = Vec::new();
    if !field.help.is_empty() {
        out.push(sentence(field.help));
    }
    if !field.unit.is_empty() {
        out.push(format!("Unit: {}.", field.unit));
    }
    if field.read_only {
        out.push("Set by the service.".to_owned());
    }
    match (field.since, field.preview) {
        ("", "") => {}
        ("", date) => out.push(format!("In previews since {date}.")),
        (since, _) => out.push(format!("Since api-version {since}.")),
    }
    out.join(" ")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn spelled(wanted: Type, text: &str) -> Value {
    match wanted {
        Type::Boolean => json!(text == "true"),
        Type::Integer { .. } | Type::Port => {
            text.parse::<i64>().map_or_else(|_| text.into(), Into::into)
        }
        _ => text.into(),
    }
}

fn value(wanted: Type, kind: Option<ComputeKind>) -> Value {
    match wanted {
        Type::Text(Format::Quantity) => json!({ "type": ["string", "number"] }),
        Type::Text(Format::Words(known)) | Type::Word(known) => words(known, Open::Yes),
        Type::ClosedWord(known) => words(known, Open::No),
        Type::Text(Format::Duration(_)) => text(r"^\s*[+-]?[pP]"),
        Type::Text(Format::Guid) => {
            text(r"^\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\s*$")
        }
        Type::Text(_) => json!({ "type": "string" }),
        Type::Integer { min, max } => number(min, max),
        Type::Port => number(*PORTS.start(), *PORTS.end()),
        Type::Boolean => or_expression(vec![
            json!({ "type": "boolean" }),
            json!({ "type": "string", "pattern": r"^\s*([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])\s*$" }),
        ]),
        Type::Object(fields) | Type::Open(fields) => or_expression(vec![object(fields, kind)]),
        Type::Map { value: inner, .. } => or_expression(vec![json!({
            "type": "object",
            "additionalProperties": or_null(value(*inner, None)),
        })]),
        Type::List(inner) => {
            or_expression(vec![json!({ "type": "array", "items": value(*inner, None) })])
        }
        Type::Kind => match kind {
            Some(kind) => or_expression(vec![object(kind.spec().fields, None)]),
            None => json!({}),
        },
        Type::Any => json!({}),
    }
}

/// Whether other words pass.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    Yes,
    No,
}

/// Some words: those of the tables are suggested, and their other spellings pass.
pub(crate) fn words(known: &[&str], open: Open) -> Value {
    let other = match open {
        Open::Yes => json!({ "type": "string" }),
        Open::No => {
            let all: Vec<_> = known.iter().map(|word| any_case(word)).collect();
            json!({ "type": "string", "pattern": format!("{}|{EXPRESSION}", all.join("|")) })
        }
    };
    json!({ "anyOf": [{ "enum": known }, other] })
}

/// A text of some form; an empty one is as good as none.
fn text(form: &str) -> Value {
    json!({ "type": "string", "pattern": format!(r"{form}|^\s*$|{EXPRESSION}") })
}

fn number(min: i64, max: i64) -> Value {
    or_expression(vec![
        json!({ "type": "integer", "minimum": min, "maximum": max }),
        json!({ "type": "string", "pattern": r"^\s*[+-]?\d+\s*$" }),
    ])
}

fn or_expression(mut choices: Vec<Value>) -> Value {
    choices.push(json!({ "type": "string", "pattern": EXPRESSION }));
    json!({ "anyOf": choices })
}

fn or_null(value: Value) -> Value {
    let Value::Object(mut value) = value else { return value };
    if let Some(choices) = value.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.push(json!({ "type": "null" }));
    } else if let Some(found) = value.get_mut("type") {
        let mut types = found.as_array().cloned().unwrap_or_else(|| vec![found.clone()]);
        types.push("null".into());
        *found = types.into();
    }
    value.into()
}

/// An object has a member of this name, in whatever case.
fn named(name: &str) -> Value {
    json!({ "anyOf": [
        { "required": [name] },
        { "not": { "propertyNames": { "not": { "pattern": any_case(name) } } } },
    ] })
}

/// A pattern for a word in whatever case, with blanks around it.
pub(crate) fn any_case(word: &str) -> String {
    let letters: String = word
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphabetic() {
                format!("[{}{}]", letter.to_ascii_lowercase(), letter.to_ascii_uppercase())
            } else if letter.is_ascii_alphanumeric() || letter == '_' {
                letter.to_string()
            } else {
                format!(r"\{letter}")
            }
        })
        .collect();
    format!(r"^\s*{letters}\s*$")
}
