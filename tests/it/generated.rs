//! Bodies made at random from the tables of members: a value of the right form for every member, any of
//! them left out. What they say together is put right where rules look at more than one member.

use azureml_compute::kinds::ComputeKind;
use azureml_compute::schema::{Field, Format, Type};
use azureml_compute::text::apply;
use azureml_compute::validate::{Options, validate};
use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Map, Value, json};

use crate::support::{fixes_help, places};
use crate::text::any_json;

const GROUP: &str =
    "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers";
const KEY: &str = include_str!("../cases/AmlCompute/valid/every-member.json");

/// The public key of the case that has every member.
fn public_key() -> Value {
    let body: Value = serde_json::from_str(KEY).unwrap();
    body["properties"]["properties"]["userAccountCredentials"]["adminUserSshPublicKey"].clone()
}

/// An id of a type, its parts named alike.
fn id(kind: &str) -> String {
    let (provider, parts) = kind.split_once('/').unwrap();
    let named: String = parts.split('/').map(|part| format!("/{part}/training1")).collect();
    format!("{GROUP}/{provider}{named}")
}

fn one_of(values: &[Value]) -> BoxedStrategy<Value> {
    Union::new(values.iter().cloned().map(Just)).boxed()
}

/// Texts of a format.
fn text(field: &str, format: Format) -> BoxedStrategy<Value> {
    let texts = |texts: &[&str]| one_of(&texts.iter().map(|text| json!(text)).collect::<Vec<_>>());
    match format {
        Format::Duration(_) => {
            (900..259_200_u32).prop_map(|seconds| json!(format!("PT{seconds}S"))).boxed()
        }
        Format::ResourceId(kind) => texts(&[&id(kind), &id(kind).to_ascii_uppercase()]),
        Format::Region => texts(&["westeurope", "West Europe", "eastus"]),
        Format::VmSize => texts(&["Standard_DS3_v2", "STANDARD_D13_V2", "standard_nc4as_t4_v3"]),
        Format::ComputeName => "[a-z][a-z0-9]{2,14}".prop_map(Value::from).boxed(),
        Format::PublicKey => Just(public_key()).boxed(),
        Format::Guid => texts(&["34adfa4f-cedf-4dc0-ba29-b6d1a69ab345"]),
        Format::Words(words) => one_of(&words.iter().map(|word| json!(word)).collect::<Vec<_>>()),
        Format::TimeLimit => texts(&["900", "15m", "1.5h"]),
        Format::Name if field == "scriptSource" => texts(&["inline", "workspaceStorage"]),
        Format::Name => texts(&["UTC", "Pacific Standard Time"]),
        Format::Cron => texts(&["0 18 * * *", "30 7 * * 1-5"]),
        Format::DateTime => texts(&["2026-11-24T07:00:00"]),
        Format::Quantity => texts(&["1", "500m", "2Gi"]),
        Format::Host if field == "workspaceUrl" => {
            texts(&["adb-1234567890123456.7.azuredatabricks.net"])
        }
        Format::Host => texts(&["20.54.1.7", "machine.westeurope.cloudapp.azure.com"]),
        Format::AnyResourceId => Just(Value::Null).boxed(),
        Format::Prose => "[ -~]{0,20}".prop_map(Value::from).boxed(),
        Format::Plain | Format::UserName | Format::Password | Format::Pem => match field {
            "serviceCidr" => texts(&["10.0.0.0/16"]),
            "dnsServiceIP" => texts(&["10.0.0.10"]),
            "dockerBridgeCidr" => texts(&["172.17.0.1/16"]),
            _ => "[a-z][a-z0-9]{2,10}".prop_map(Value::from).boxed(),
        },
    }
}

/// Values of a type.
fn value(field: &'static str, wanted: Type) -> BoxedStrategy<Value> {
    match wanted {
        Type::Text(format) => text(field, format),
        Type::Integer { .. } => prop_oneof![0..50_i64, 0..3_i64].prop_map(Value::from).boxed(),
        Type::Port => (1..=65_535_i64).prop_map(Value::from).boxed(),
        Type::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Type::Word(words) | Type::ClosedWord(words) => {
            let words: Vec<_> = words.iter().map(|word| json!(word)).collect();
            one_of(&words)
        }
        Type::Object(fields) | Type::Open(fields) => object(fields),
        Type::Map { key: Format::ResourceId(kind), .. } => any::<bool>()
            .prop_map(move |one| if one { json!({ id(kind): {} }) } else { json!({}) })
            .boxed(),
        Type::Map { value: inner, .. } => {
            prop::collection::btree_map("[a-z]{1,8}", value(field, *inner), 0..3)
                .prop_map(|map| json!(map))
                .boxed()
        }
        Type::List(inner) => {
            prop::collection::vec(value(field, *inner), 0..3).prop_map(Value::from).boxed()
        }
        Type::Any | Type::Kind => Just(json!({})).boxed(),
    }
}

/// Objects of a table: what is required, and any of the rest; null where that is allowed.
fn object(fields: &'static [Field]) -> BoxedStrategy<Value> {
    let mut made = Just(Map::new()).boxed();
    for field in fields.iter().filter(|field| !field.read_only) {
        let some = value(field.name, field.value).prop_map(Some);
        let member = match (field.required, field.nullable) {
            (true, _) => some.boxed(),
            (false, true) => {
                prop_oneof![2 => some, 1 => Just(None), 1 => Just(Some(Value::Null))].boxed()
            }
            (false, false) => prop_oneof![2 => some, 1 => Just(None)].boxed(),
        };
        made = (made, member)
            .prop_map(|(mut map, member)| {
                if let Some(member) = member {
                    map.insert(field.name.to_owned(), member);
                }
                map
            })
            .boxed();
    }
    made.prop_map(Value::Object).boxed()
}

/// Members whose own rules have tests of their own: schedules, scripts and services of an instance.
const LEFT_OUT: [&str; 3] = ["schedules", "setupScripts", "customServices"];

/// Puts right what members say together.
fn agree(kind: ComputeKind, data: &mut Map<String, Value>) {
    LEFT_OUT.iter().for_each(|name| drop(data.remove(*name)));
    let account = json!({ "username": "azureuser", "password": "Correct-Horse-7" });
    match kind {
        ComputeKind::AmlCompute => {
            let settings = data.entry("scaleSettings").or_insert_with(|| json!({}));
            let min = settings["minNodeCount"].as_i64().unwrap_or(0);
            settings["maxNodeCount"] = json!(min + settings["maxNodeCount"].as_i64().unwrap_or(1));
        }
        ComputeKind::Aks => {
            data.insert("agentCount".into(), json!(12));
            if let Some(tls) = data.get_mut("sslConfiguration").filter(|tls| tls.is_object()) {
                let (pem, label) = (json!("-----BEGIN CERTIFICATE-----"), json!("label"));
                let (status, rest) = (tls["status"].clone(), json!({ "leafDomainLabel": label }));
                *tls = match status.as_str() {
                    Some("Enabled") => {
                        json!({ "cert": pem, "key": pem, "cname": "www.example.com" })
                    }
                    _ => rest,
                };
                tls["status"] = status;
            }
        }
        ComputeKind::ComputeInstance => {
            // Who an instance is made for brings the key.
            if data.get("personalComputeInstanceSettings").is_some_and(Value::is_object)
                && let Some(ssh) = data.get_mut("sshSettings").and_then(Value::as_object_mut)
            {
                ssh.remove("adminPublicKey");
            }
        }
        ComputeKind::VirtualMachine | ComputeKind::HdInsight => {
            data.insert("administratorAccount".into(), account);
        }
        ComputeKind::SynapseSpark => {
            data.insert(
                "autoScaleProperties".into(),
                json!({ "minNodeCount": 3, "maxNodeCount": 9 }),
            );
        }
        _ => {}
    }
}

/// A valid body of any kind.
fn valid() -> impl Strategy<Value = (ComputeKind, Value)> {
    prop::sample::select(ComputeKind::ALL).prop_flat_map(|kind| {
        let spec = kind.spec();
        let rest = (
            prop::option::of(text("location", Format::Region)),
            prop::option::of(prop::collection::btree_map("[a-z]{1,8}", "[ -~]{0,12}", 0..3)),
            prop::option::of(any::<bool>()),
            any::<bool>(),
        );
        (object(spec.fields), rest).prop_map(move |(mut data, (location, tags, local, both))| {
            agree(kind, data.as_object_mut().unwrap());
            let mut body =
                json!({ "properties": { "computeType": spec.name, "properties": data } });
            if let Some(attach) = spec.attach {
                body["properties"]["resourceId"] =
                    json!(id(attach.types[usize::from(both) % attach.types.len()]));
            }
            for (name, value) in [("location", location), ("tags", tags.map(|tags| json!(tags)))] {
                if let Some(value) = value {
                    body[name] = value;
                }
            }
            if let Some(local) = local {
                body["properties"]["disableLocalAuth"] = json!(local);
            }
            (kind, body)
        })
    })
}

/// Places in a value.
fn pointers(value: &Value, pointer: &str, into: &mut Vec<String>) {
    into.push(pointer.to_owned());
    for (name, member) in value.as_object().into_iter().flatten() {
        pointers(
            member,
            &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")),
            into,
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn valid_bodies_of_every_kind_have_no_error((kind, body) in valid()) {
        let report = validate(&body.to_string(), &Options::default());
        prop_assert!(report.valid, "{:#?}\n{body:#}", places(&report));
        prop_assert_eq!(report.kind, Some(kind.as_str()));
    }

    #[test]
    fn fixes_of_valid_bodies_add_no_error((_, body) in valid()) {
        let text = body.to_string();
        let report = validate(&text, &Options::default());
        for found in &report.diagnostics {
            let Some(fix) = &found.fix else { continue };
            let fixed = apply(&text, fix);
            prop_assert!(fixed.is_ok(), "{} {:?}", found.code, fixed);
            let after = validate(&fixed.unwrap(), &Options::default());
            prop_assert!(after.valid, "{}: {:#?}\n{text}", found.code, places(&after));
        }
    }

    #[test]
    fn damaged_bodies_give_a_report_and_fixes_that_help(
        (_, body) in valid(),
        value in any_json(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut body = body;
        let mut places_of = Vec::new();
        pointers(&body, "", &mut places_of);
        *body.pointer_mut(&places_of[place.index(places_of.len())]).unwrap() = value;
        let text = body.to_string();
        let report = validate(&text, &Options { positions: true, ..Options::default() });
        fixes_help(&text, &report)?;
    }
}
