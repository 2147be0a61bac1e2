//! JSON Schemas of the documents of the command line, out of the rows that read them: for editors.

use std::collections::BTreeMap;

use azureml_compute::ComputeKind;
use azureml_compute::kinds::envelope::RESOURCE;
use azureml_compute::schema::{Field, Type, field_of};
use azureml_compute::validate::documents;
use serde_json::{Map, Value, json};

use super::schemas::{DIALECT, Open, any_case, description, words};

/// Words that YAML 1.1 reads as true and false.
const BOOLEANS: [&str; 12] =
    ["true", "false", "yes", "no", "on", "off", "1", "0", "t", "f", "y", "n"];

/// Words for the sort of an identity; they may stand together.
const IDENTITIES: [&str; 4] =
    ["system_assigned", "user_assigned", "system_assigned,user_assigned", "none"];

/// The schemas of the documents, by the names of their files.
pub(crate) fn schemas() -> BTreeMap<String, Value> {
    let mut out = BTreeMap::new();
    let mut types = Vec::new();
    let mut choices = Vec::new();
    let all = documents();
    for kind in ComputeKind::ALL {
        let Some(document) = all.get(kind.as_str()) else { continue };
        let name = text(document, "type");
        let file = format!("cli-v2/{name}.json");
        choices.push(json!({
            "if": {
                "properties": { "type": { "type": "string", "pattern": any_case(&name) } },
                "required": ["type"],
            },
            "then": { "$ref": &file },
        }));
        out.insert(file, of_document(*kind, &name, document));
        types.push(name);
    }
    let types: Vec<_> = types.iter().map(String::as_str).collect();
    out.insert(
        "cli-v2.json".to_owned(),
        json!({
            "$schema": DIALECT,
            "title": "Compute, as `az ml compute create --file` reads it",
            "type": "object",
            "required": ["type"],
            "properties": { "type": words(&types, Open::No) },
            "allOf": choices,
        }),
    );
    out
}

fn of_document(kind: ComputeKind, name: &str, document: &Value) -> Value {
    let mut out = Map::new();
    out.insert("$schema".to_owned(), DIALECT.into());
    out.insert("title".to_owned(), kind.spec().title.into());
    let Value::Object(mut body) = object(document, kind, "") else { return Value::Null };
    if let Some(Value::Object(properties)) = body.get_mut("properties") {
        properties.insert("type".to_owned(), words(&[name], Open::No));
    }
    // The name may come from the command line.
    body.insert("required".to_owned(), json!(needed(document, &["name"], &["type"])));
    out.extend(body);
    out.into()
}

fn text(row: &Value, member: &str) -> String {
    row.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn rows(of: &Value) -> &[Value] {
    of.get("rows").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn needed(of: &Value, without: &[&str], with: &[&str]) -> Vec<String> {
    let required = rows(of).iter().filter(|row| row.get("required").is_some());
    let mut out: Vec<_> = required.map(|row| text(row, "name")).collect();
    out.retain(|name| !without.contains(&name.as_str()));
    out.extend(with.iter().map(|name| (*name).to_owned()));
    out
}

fn object(of: &Value, kind: ComputeKind, base: &str) -> Value {
    let mut properties = Map::new();
    for row in rows(of) {
        properties.insert(text(row, "name"), member(row, kind, base));
    }
    let mut out = Map::new();
    out.insert("type".to_owned(), "object".into());
    out.insert("properties".to_owned(), properties.into());
    // The loader refuses names that it does not know.
    out.insert("additionalProperties".to_owned(), false.into());
    let needed = needed(of, &[], &[]);
    if !needed.is_empty() {
        out.insert("required".to_owned(), needed.into());
    }
    out.into()
}

fn member(row: &Value, kind: ComputeKind, base: &str) -> Value {
    let place = format!("{base}{}", text(row, "to"));
    let mut out = Map::new();
    if let Some(field) = field_at(kind, &place).filter(|_| !text(row, "to").is_empty()) {
        if !field.title.is_empty() {
            out.insert("title".to_owned(), field.title.into());
        }
        let told = description(field);
        // Units of the resource are not those of the document.
        if !told.is_empty() && field.unit.is_empty() && row.get("via").is_none() {
            out.insert("description".to_owned(), told.into());
        }
        if row.get("takes") == Some(&json!("text")) && !field.example.is_empty() {
            out.insert("examples".to_owned(), json!([field.example]));
        }
    }
    let unit = match row.get("via").and_then(Value::as_str) {
        Some("seconds") => "Seconds.",
        Some("minutes" | "timeout") => "Minutes.",
        _ => "",
    };
    if !unit.is_empty() {
        out.insert("description".to_owned(), unit.into());
    }
    if text(row, "takes") == "owned" && text(row, "name") != "$schema" {
        out.insert("readOnly".to_owned(), true.into());
        out.insert("description".to_owned(), "Set by the service; not sent.".into());
    }
    if let Value::Object(value) = value(row, kind, &place) {
        out.extend(value);
    }
    out.into()
}

fn value(row: &Value, kind: ComputeKind, place: &str) -> Value {
    let own: Vec<&str> = row
        .get("words")
        .and_then(Value::as_object)
        .map(|words| words.values().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let integer = json!({ "anyOf": [
        { "type": "number" },
        { "type": "string", "pattern": r"^\s*[+-]?\d+\s*$" },
    ] });
    let one_or_more = |one: Value| {
        let list = json!({ "type": "array", "items": one });
        json!({ "anyOf": [list, one] })
    };
    match (text(row, "takes").as_str(), text(row, "name").as_str()) {
        ("text", "type") if place == "/identity" || place.is_empty() => {
            words(&IDENTITIES, Open::Yes)
        }
        ("text", _) => json!({ "type": "string" }),
        ("integer", _) => integer,
        ("boolean", _) => {
            let spelled: Vec<_> = BOOLEANS.iter().map(|word| any_case(word)).collect();
            json!({ "anyOf": [
                { "type": "boolean" },
                { "enum": [0, 1] },
                { "type": "string", "pattern": spelled.join("|") },
            ] })
        }
        ("word", _) => words(&own, Open::No),
        ("words", _) => one_or_more(words(&own, Open::No)),
        ("integers", _) => one_or_more(integer),
        ("texts", _) => {
            json!({ "type": "object", "additionalProperties": { "type": "string" } })
        }
        ("object", _) => object(row, kind, place),
        ("objects", _) => {
            json!({ "type": "array", "items": object(row, kind, &format!("{place}/0")) })
        }
        ("choice", _) => choice(row, kind, place),
        _ => json!({}),
    }
}

/// An object whose `type` chooses its members; for any other word the first choice holds.
fn choice(row: &Value, kind: ComputeKind, place: &str) -> Value {
    let Some(choices) = row.get("choices").and_then(Value::as_object) else { return json!({}) };
    let of = |rows: &Value| object(&json!({ "rows": rows }), kind, place);
    let mut names: Vec<_> = choices.keys().map(String::as_str).collect();
    names.sort_unstable();
    let Some((first, others)) = names.split_first() else { return json!({}) };
    let mut out = choices.get(*first).map(of).unwrap_or_default();
    for name in others {
        out = json!({
            "if": {
                "type": "object",
                "properties": { "type": { "type": "string", "pattern": any_case(name) } },
                "required": ["type"],
            },
            "then": choices.get(*name).map(of),
            "else": out,
        });
    }
    out
}

/// The member of the resource at a pointer.
fn field_at(kind: ComputeKind, pointer: &str) -> Option<&'static Field> {
    let mut fields = RESOURCE;
    let mut found = None;
    for name in pointer.split('/').skip(1) {
        // A place in a list.
        if name == "0" {
            continue;
        }
        let field = field_of(fields, name)?;
        fields = match field.value {
            Type::Kind => kind.spec().fields,
            Type::Object(inner) | Type::Open(inner) => inner,
            Type::List(Type::Object(inner)) => inner,
            _ => &[],
        };
        found = Some(field);
    }
    found
}
