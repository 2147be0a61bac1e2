//! Every kind beside its published description, damaged bodies, and amounts beside exact arithmetic.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use azureml_compute::arm::quantity;
use azureml_compute::kinds::ComputeKind;
use azureml_compute::text::apply;
use azureml_compute::validate::{Operation, Options, validate};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::api_types;
use crate::cases;
use crate::support::{places, slugs};
use crate::text::any_json;

/// Bodies of the valid cases of every kind, for creation.
fn bodies() -> Vec<(&'static str, Value)> {
    let names: Vec<&'static str> = ComputeKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let plain = cases::all().into_iter().filter(|case| {
        let options = &case.options;
        case.expected.is_none()
            && options.api_version.is_none()
            && options.name.is_none()
            && options.operation == Operation::Create
    });
    plain
        .filter_map(|case| {
            let body: Value = serde_json::from_str(&case.body).ok()?;
            let word = body["properties"]["computeType"].as_str()?.to_owned();
            let kind = names.iter().find(|name| name.eq_ignore_ascii_case(&word))?;
            Some((*kind, body))
        })
        .collect()
}

/// They are read once: a property is tried many times.
static BODIES: LazyLock<Vec<(&str, Value)>> = LazyLock::new(bodies);

/// Pointers of every member and item.
fn pointers(value: &Value, pointer: &str, into: &mut Vec<String>) {
    into.push(pointer.to_owned());
    let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                pointers(member, &format!("{pointer}/{}", escape(name)), into);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{pointer}/{index}"), into);
            }
        }
        _ => {}
    }
}

#[test]
fn every_kind_has_enough_cases() {
    for kind in ComputeKind::ALL.iter().map(|kind| kind.spec()) {
        let folder = format!("tests/cases/{}/", kind.name);
        let count = cases::all().iter().filter(|case| case.name.starts_with(&folder)).count();
        let rich = kind.fields.len() > 5;
        assert!(count >= if rich { 25 } else { 10 }, "{}: {count}", kind.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn fixes_fit_and_help(
        value in any_json(),
        body in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        let bodies = &*BODIES;
        let mut body = bodies[body.index(bodies.len())].1.clone();
        let mut places = Vec::new();
        pointers(&body, "", &mut places);
        let place = &places[place.index(places.len())];
        *body.pointer_mut(place).unwrap() = value;
        let text = body.to_string();
        let report = validate(&text, &Options { positions: true, ..Options::default() });
        for found in &report.diagnostics {
            let Some(fix) = &found.fix else { continue };
            let fixed = apply(&text, fix);
            prop_assert!(fixed.is_ok(), "{} {:?}", found.code, fixed);
            let after = validate(&fixed.unwrap(), &Options::default());
            let still = after.diagnostics.iter().any(|other| {
                other.code == found.code && other.path == found.path && other.message == found.message
            });
            prop_assert!(!still, "{} at {} stays\n{text}", found.code, found.path);
        }
    }

    #[test]
    fn amounts_agree_with_exact_arithmetic(
        left in (0_u64..20_000, 0_u32..4, 0_usize..10),
        right in (0_u64..20_000, 0_u32..4, 0_usize..10),
    ) {
        // Suffix, and what it stands for in millionths.
        let suffixes: [(&str, i128); 10] = [
            ("u", 1),
            ("m", 1_000),
            ("", 1_000_000),
            ("k", 1_000_000_000),
            ("M", 1_000_000_000_000),
            ("e3", 1_000_000_000),
            ("E+2", 100_000_000),
            ("e-3", 1_000),
            ("Ki", 1_024_000_000),
            ("Mi", 1_048_576_000_000),
        ];
        let make = |(digits, fraction, suffix): (u64, u32, usize)| {
            let scale = 10_u64.pow(fraction);
            let (word, millionths) = suffixes[suffix];
            let width = fraction as usize;
            let text = match fraction {
                0 => format!("{digits}{word}"),
                _ => format!("{}.{:0width$}{word}", digits / scale, digits % scale),
            };
            // All in thousandths of millionths, so that three places behind the point stay whole.
            (text, i128::from(digits) * millionths * 1_000 / i128::from(scale))
        };
        let ((left, exact_left), (right, exact_right)) = (make(left), make(right));
        let (first, second) = (quantity::parse(&left), quantity::parse(&right));
        prop_assert_eq!(
            first.unwrap().partial_cmp(&second.unwrap()),
            Some(exact_left.cmp(&exact_right)),
            "{} {}", left, right
        );
    }

    #[test]
    fn any_text_is_an_amount_or_none(text in "[+-]?[0-9.]{0,5}[a-zA-Z0-9+-]{0,3}") {
        let whole = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";
        let pattern = jsonschema::validator_for(&json!({ "pattern": whole })).unwrap();
        prop_assert_eq!(quantity::parse(&text).is_some(), pattern.is_valid(&json!(text)), "{}", text);
    }
}

/// A type of the published description as JSON Schema. Open lists of words allow any text, and what is
/// never an error (null, members that nobody knows or that the service owns) is allowed.
fn schema_of(types: &Value, constraint: &Value) -> Value {
    if constraint["readOnly"] == true {
        return json!({});
    }
    let inner = |name: &str| schema_of(types, &constraint[name]);
    let mut schema = Map::new();
    if let Some(name) = constraint["ref"].as_str().filter(|_| constraint["enum"].is_null()) {
        return schema_of(types, &types[name]);
    }
    if !constraint["map"].is_null() || !constraint["values"].is_null() {
        let values = if constraint["map"].is_null() { "values" } else { "map" };
        schema.insert("type".into(), json!(["object", "null"]));
        schema.insert("additionalProperties".into(), inner(values));
    } else if let Some(members) = constraint["properties"].as_object() {
        let table = members.iter().map(|(name, member)| (name.clone(), schema_of(types, member)));
        let required = members.iter().filter(|(_, member)| member["required"] == true);
        let required: Vec<&String> = required.map(|(name, _)| name).collect();
        schema.insert("type".into(), json!(["object", "null"]));
        schema.insert("properties".into(), Value::Object(table.collect()));
        schema.insert("required".into(), json!(required));
    } else if !constraint["items"].is_null() {
        schema.insert("type".into(), json!(["array", "null"]));
        schema.insert("items".into(), inner("items"));
    } else {
        let kind = constraint["type"].as_str().unwrap_or("string");
        schema.insert("type".into(), json!([kind, "null"]));
        if constraint["format"] == "int32" {
            schema.insert("minimum".into(), i32::MIN.into());
            schema.insert("maximum".into(), i32::MAX.into());
        }
        if constraint["enumOpen"] == false {
            let words = constraint["enum"].as_array().unwrap();
            let words: Vec<Value> = words.iter().cloned().chain([Value::Null]).collect();
            schema.insert("enum".into(), words.into());
        }
        for name in ["minimum", "pattern"] {
            if !constraint[name].is_null() {
                schema.insert(name.into(), constraint[name].clone());
            }
        }
        if constraint["format"] == "duration" {
            schema.insert("format".into(), "duration".into());
        }
    }
    Value::Object(schema)
}

/// The whole resource of a kind.
fn resource_of(types: &Value, kind: &str) -> Value {
    let mut resource = schema_of(types, &types["ComputeResource"]);
    resource["properties"]["properties"] = schema_of(types, &types[kind]);
    resource
}

/// Findings that are no errors though the description refuses the value: spellings that the service reads
/// as meant (`"4"` for 4, `dedicated` in a closed list), and an empty duration, which older SDKs send.
const READ_AS_MEANT: [&str; 3] = ["shape/scalar-form", "shape/word-case", "scale/idle-zero"];

/// Bodies with one place changed, and the place.
fn damaged(body: &Value) -> Vec<(String, Value)> {
    let values = [
        json!(true),
        json!("true"),
        json!(0),
        json!(-1),
        json!(2.5),
        json!(3_000_000_000_u64),
        json!(""),
        json!("4"),
        json!("word"),
        json!([]),
        json!({}),
        json!([null]),
        json!({ "a": 1 }),
        json!({ "a": { "resources": { "limits": { "cpu": 1 } } } }),
    ];
    let mut places = Vec::new();
    pointers(body, "", &mut places);
    let mut all = Vec::new();
    for place in places {
        for value in &values {
            let mut damaged = body.clone();
            *damaged.pointer_mut(&place).unwrap() = value.clone();
            all.push((format!("{place} {value}"), damaged));
        }
        let Some((object, name)) = place.rsplit_once('/') else { continue };
        let mut damaged = body.clone();
        if let Some(members) = damaged.pointer_mut(object).and_then(Value::as_object_mut) {
            members.remove(&name.replace("~1", "/").replace("~0", "~"));
            all.push((format!("{place} removed"), damaged));
        }
    }
    all
}

/// Compares with one version, over some bodies of each kind; gives how many the description refused.
fn compare(types: &Value, version: &str, most: u32) -> usize {
    // One body after another would say the same again: for each kind those with the most members.
    let mut bodies = BODIES.clone();
    bodies.sort_by_key(|(kind, body)| (*kind, std::cmp::Reverse(body.to_string().len())));
    let mut taken = BTreeMap::new();
    let options = Options { api_version: Some(version.to_owned()), ..Options::default() };
    let (mut refused, mut missed) = (0, Vec::new());
    for (kind, body) in bodies.into_iter().filter(|(kind, _)| !types[kind].is_null()) {
        let schema = jsonschema::options().should_validate_formats(true);
        let schema = schema.build(&resource_of(types, kind)).unwrap();
        let count: &mut u32 = taken.entry(kind).or_default();
        *count += 1;
        if *count > most || !schema.is_valid(&body) {
            continue;
        }
        for (place, damaged) in damaged(&body) {
            if schema.is_valid(&damaged) {
                continue;
            }
            refused += 1;
            let report = validate(&damaged.to_string(), &options);
            let meant = slugs(&report).iter().any(|slug| READ_AS_MEANT.contains(slug));
            if report.valid && !meant {
                missed.push(format!("{version} {kind} {place}: {:?}", places(&report)));
            }
        }
    }
    println!("{version} refuses {refused} bodies");
    assert!(missed.is_empty(), "{} of {refused}: {missed:#?}", missed.len());
    refused
}

/// Whatever the published description refuses has an error here, but for spellings that are read as meant.
#[test]
fn what_the_description_refuses_is_an_error() {
    let refused = compare(&api_types::by_version()["2026-05-01"], "2026-05-01", 10);
    assert!(refused > 5000, "the description refused only {refused}");
}

/// The same for older versions and the newest preview.
#[test]
fn what_other_versions_refuse_is_an_error() {
    let mut all = api_types::by_version();
    all.remove("2026-05-01");
    let refused: usize = all.iter().map(|(version, types)| compare(types, version, 2)).sum();
    assert!(all.len() == 14 && refused > 5000, "{} versions, {refused}", all.len());
}
