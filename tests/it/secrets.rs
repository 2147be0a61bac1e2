//! No secret is shown: secrets of a dozen forms in every member of every kind and format, and words of no
//! form at all in the members that hold secrets, and in the places of the objects that have such members.

use azureml_compute::kinds::ComputeKind;
use azureml_compute::kinds::envelope::RESOURCE;
use azureml_compute::schema::{Field, Type};
use azureml_compute::validate::{Format, Options, documents, tables, validate};
use serde_json::{Value, json};

/// Stands in every secret, and in nothing else.
const MARK: &str = "Zq7Xk9Wv";

fn secrets() -> Vec<String> {
    vec![
        format!("https://acct.blob.core.windows.net/c/b?sv=2024-11-04&se=2027-01-01&sig={MARK}%3D"),
        format!("-----BEGIN RSA PRIVATE KEY-----\nMIIE{MARK}\n-----END RSA PRIVATE KEY-----"),
        format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.{MARK}NryP4J3jVmNHl0w5N"),
        format!("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey={MARK}{MARK}=="),
        format!(
            "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey={MARK}"
        ),
        format!("dapi0123456789abcdef0123456789abcdef{MARK}"),
        format!("https://user:{MARK}@example.org/x"),
        format!("ghp_{MARK}0123456789abcdefghijABCDEFGHIJ"),
        format!("Bearer {MARK}{MARK}"),
        format!("{MARK}1T9vXy2Lw8Kd4Bn6Hm0Jp3Gf5Sc1QaWe2Rt="),
        format!("abc8Q~{MARK}1234567890abcdefghijklm"),
        format!("Server=s;Password={MARK}"),
    ]
}

#[track_caller]
fn shows_nothing(place: &str, text: &str, format: Format) {
    for max_findings in [None, Some(1)] {
        let options = Options { format, positions: true, max_findings, ..Options::default() };
        let report = validate(text, &options);
        for found in &report.diagnostics {
            let shown = serde_json::to_string(found).unwrap();
            assert!(!shown.contains(MARK), "{place}: {shown}\n{text}");
        }
    }
}

/// A place of a body: names, and `-` for the only item of a list.
type Place = Vec<String>;

fn at(place: &[String], value: Value) -> Value {
    let Some((name, rest)) = place.split_first() else { return value };
    let inner = at(rest, value);
    if name == "-" { json!([inner]) } else { json!({ name.as_str(): inner }) }
}

/// Puts one object into another.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}

fn with(base: &Value, place: &[String], value: &str) -> String {
    let mut body = base.clone();
    merge(&mut body, at(place, json!(value)));
    body.to_string()
}

/// Whether secrets stand below a type.
fn holds_secret(wanted: Type) -> bool {
    match wanted {
        Type::Object(fields) | Type::Open(fields) => {
            fields.iter().any(|field| field.secret || holds_secret(field.value))
        }
        Type::List(inner) => holds_secret(*inner),
        Type::Map { value, .. } => holds_secret(*value),
        _ => false,
    }
}

/// Every member: its place, and whether any word there may be a secret.
fn members(
    fields: &[Field],
    data: &'static [Field],
    place: &[String],
    out: &mut Vec<(Place, bool)>,
) {
    for field in fields {
        let place = [place, &[field.name.to_owned()]].concat();
        out.push((place.clone(), field.secret || holds_secret(field.value)));
        below(field.value, data, &place, out);
    }
}

fn below(wanted: Type, data: &'static [Field], place: &[String], out: &mut Vec<(Place, bool)>) {
    let inside = |name: &str| [place, &[name.to_owned()]].concat();
    match wanted {
        Type::Object(fields) | Type::Open(fields) => members(fields, data, place, out),
        Type::Kind => members(data, data, place, out),
        Type::List(inner) => {
            out.push((inside("-"), holds_secret(*inner)));
            below(*inner, data, &inside("-"), out);
        }
        Type::Map { value, .. } => {
            // What variables hold nobody knows.
            let variable = place.last().is_some_and(|name| name == "environmentVariables");
            out.push((inside("KEY"), variable || holds_secret(*value)));
            below(*value, data, &inside("KEY"), out);
        }
        _ => {}
    }
}

#[test]
fn bodies_of_every_kind() {
    let secrets = secrets();
    let mut count = 0;
    for kind in ComputeKind::ALL {
        let mut places = Vec::new();
        members(RESOURCE, kind.spec().fields, &[], &mut places);
        let base =
            json!({ "location": "westeurope", "properties": { "computeType": kind.as_str() } });
        for (place, any_word) in places {
            let name = format!("{} /{}", kind.as_str(), place.join("/"));
            if any_word {
                shows_nothing(&name, &with(&base, &place, MARK), Format::Arm);
                let mut object = base.clone();
                merge(&mut object, at(&place, json!({ "x": MARK })));
                shows_nothing(&name, &object.to_string(), Format::Arm);
            }
            for secret in &secrets {
                let text = with(&base, &place, secret);
                shows_nothing(&name, &text, Format::Arm);
                count += 1;
            }
        }
    }
    assert!(count > 3_000, "{count} bodies");
}

#[test]
fn templates_of_every_kind() {
    let secrets = secrets();
    for kind in ComputeKind::ALL {
        let mut places = Vec::new();
        members(RESOURCE, kind.spec().fields, &[], &mut places);
        for (at, (place, any_word)) in places.into_iter().enumerate() {
            let secret = &secrets[at % secrets.len()];
            let words = if any_word { vec![MARK, secret] } else { vec![secret.as_str()] };
            for word in words {
                let mut resource = json!({
                    "type": "Microsoft.MachineLearningServices/workspaces/computes",
                    "apiVersion": "2024-04-01", "name": "ws/c1",
                    "properties": { "computeType": kind.as_str() },
                });
                merge(&mut resource, self::at(&place, json!(word)));
                let mut by_parameter = resource.clone();
                merge(&mut by_parameter, self::at(&place, json!("[parameters('p')]")));
                for resource in [resource, by_parameter] {
                    let template = json!({
                        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                        "contentVersion": "1.0.0.0",
                        "parameters": { "p": { "type": "string", "defaultValue": word } },
                        "resources": [resource],
                    });
                    let name = format!("template {} /{}", kind.as_str(), place.join("/"));
                    shows_nothing(&name, &template.to_string(), Format::Template);
                }
            }
        }
    }
}

/// Every member of rows: its place, and whether any word there may be a secret.
fn of_rows(rows: &Value, place: &[String], out: &mut Vec<(Place, bool)>) -> bool {
    let mut any_secret = false;
    for row in rows.as_array().into_iter().flatten() {
        let place = [place, &[row["name"].as_str().unwrap().to_owned()]].concat();
        let inside = |name: &str| [&place[..], &[name.to_owned()]].concat();
        let own = row["secret"] == true;
        let at = out.len();
        out.push((place.clone(), own));
        match row["takes"].as_str().unwrap() {
            "object" => out[at].1 |= of_rows(&row["rows"], &place, out),
            "objects" => out[at].1 |= of_rows(&row["rows"], &inside("-"), out),
            "texts" => {
                let variables = row["name"] == "environment_variables";
                out.push((inside("KEY"), variables));
            }
            "integers" | "text-list" | "words" => out.push((inside("-"), false)),
            _ => {}
        }
        any_secret |= out[at].1;
    }
    any_secret
}

#[test]
fn documents_and_calls() {
    let secrets = secrets();
    let mut count = 0;
    let mut look = |name: &str, format: Format, base: &Value, rows: &Value, place: &[String]| {
        let mut places = Vec::new();
        of_rows(rows, place, &mut places);
        for (place, any_word) in places {
            let name = format!("{name} /{}", place.join("/"));
            for secret in secrets.iter().map(String::as_str).chain(any_word.then_some(MARK)) {
                shows_nothing(&name, &with(base, &place, secret), format);
                count += 1;
            }
        }
    };
    for (kind, document) in documents().as_object().unwrap() {
        let base = json!({ "name": "cpu-c", "type": document["type"] });
        look(&format!("cli-v2 {kind}"), Format::CliV2, &base, &document["rows"], &[]);
    }
    for (kind, calls) in tables()["sdk-v1"].as_object().unwrap() {
        for call in calls.as_array().unwrap() {
            let base = json!({ "call": call["call"], "args": {} });
            let place = ["args".to_owned()];
            look(&format!("sdk-v1 {kind}"), Format::SdkV1, &base, &call["rows"], &place);
        }
    }
    assert!(count > 1_500, "{count} documents");
}

#[test]
fn texts_that_are_no_json() {
    for text in [
        format!("{{\"adminUserPassword\": {MARK}}}"),
        format!("{{\"adminUserPassword\": 12{MARK}}}"),
        format!("{{\"adminUserPassword\": null{MARK}}}"),
        format!("{{}} {MARK}"),
        format!("{{\"adminUserPassword\": '{MARK}'}}"),
        format!("{{\"adminUserPassword\": \"{MARK}\" \"x\": 1}}"),
        format!("{{\"adminUserPassword\": \"{MARK}"),
        format!("{{\"a\": \"\u{1}{MARK}\"}}"),
        MARK.to_owned(),
    ] {
        shows_nothing("text", &text, Format::Arm);
        shows_nothing("text", &text, Format::Auto);
    }
}
