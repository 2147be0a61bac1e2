//! Properties over generated bodies and over comparisons with well-kept crates.

use azureml_compute::arm::{duration, names};
use azureml_compute::validate::{Options, validate};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::support::{fixes_help, places, slugs};
use crate::text::any_json;

/// A valid cluster body, with every settable member there or not.
pub(crate) fn valid_cluster() -> impl Strategy<Value = Value> {
    let subnet = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g/providers/\
                  Microsoft.Network/virtualNetworks/network/subnets/a";
    let identity = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g/providers/\
                    Microsoft.ManagedIdentity/userAssignedIdentities/one";
    let counts = (0..20_i64, 0..20_i64).prop_map(|(min, more)| (min, min + more));
    let machine = (
        prop::option::of(prop_oneof![Just("Standard_DS3_v2"), Just("STANDARD_NC4AS_T4_V3")]),
        prop::option::of(prop_oneof![Just("Dedicated"), Just("LowPriority")]),
        prop::option::of(prop_oneof![Just("Linux"), Just("Windows")]),
        prop::option::of(any::<bool>()),
    );
    let rest = (
        prop::option::of(prop_oneof![Just("westeurope"), Just("eastus")]),
        prop::option::of(prop_oneof![Just("None"), Just("SystemAssigned"), Just("UserAssigned")]),
        any::<bool>(),
        prop::option::of(0..100_000_u64),
        prop::collection::btree_map("[a-z]{1,8}", "[a-z ]{0,12}", 0..4),
        prop::option::of(Just("Enabled")),
    );
    (counts, machine, rest).prop_map(move |((min, max), (size, priority, os, public), rest)| {
        let (location, identity_type, has_subnet, idle, tags, port) = rest;
        let mut data = Map::new();
        let mut scale = json!({ "minNodeCount": min, "maxNodeCount": max });
        if let Some(seconds) = idle {
            scale["nodeIdleTimeBeforeScaleDown"] = duration::spell(seconds).into();
        }
        data.insert("scaleSettings".into(), scale);
        let texts = [("vmSize", size), ("vmPriority", priority), ("osType", os)];
        for (name, value) in texts.into_iter().chain([("remoteLoginPortPublicAccess", port)]) {
            if let Some(value) = value {
                data.insert(name.into(), value.into());
            }
        }
        if let Some(public) = public {
            data.insert("enableNodePublicIp".into(), public.into());
        }
        if has_subnet {
            data.insert("subnet".into(), json!({ "id": subnet }));
        }
        let mut body = json!({ "properties": { "computeType": "AmlCompute", "properties": data } });
        if let Some(location) = location {
            body["location"] = location.into();
        }
        if let Some(kind) = identity_type {
            body["identity"] = json!({ "type": kind });
            if kind == "UserAssigned" {
                body["identity"]["userAssignedIdentities"] = json!({ identity: {} });
            }
        }
        if !tags.is_empty() {
            body["tags"] = json!(tags);
        }
        body
    })
}

/// A valid body with one member replaced by anything.
fn damaged_cluster() -> impl Strategy<Value = Value> {
    (valid_cluster(), any_json(), any::<prop::sample::Index>()).prop_map(|(body, value, index)| {
        let mut pointers = Vec::new();
        collect(&body, "", &mut pointers);
        let pointer = pointers[index.index(pointers.len())].clone();
        let mut body = body;
        if let Some(target) = body.pointer_mut(&pointer) {
            *target = value;
        }
        body
    })
}

fn collect(value: &Value, pointer: &str, into: &mut Vec<String>) {
    into.push(pointer.to_owned());
    if let Value::Object(members) = value {
        for (key, value) in members {
            collect(
                value,
                &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
                into,
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn valid_bodies_have_no_error(body in valid_cluster()) {
        let report = validate(&body.to_string(), &Options::default());
        prop_assert!(report.valid, "{:#?}\n{body:#}", places(&report));
    }

    #[test]
    fn any_json_gives_a_report(body in any_json()) {
        let text = body.to_string();
        let first = validate(&text, &Options { positions: true, ..Options::default() });
        let again = validate(&text, &Options { positions: true, ..Options::default() });
        prop_assert_eq!(&first, &again);
        prop_assert!(body.is_object() || !first.valid);
    }

    #[test]
    fn fixes_fit_and_help(body in damaged_cluster()) {
        let text = body.to_string();
        let report = validate(&text, &Options::default());
        fixes_help(&text, &report)?;
    }

    #[test]
    fn the_five_faults_are_all_found(body in valid_cluster()) {
        let mut body = body;
        body["location"] = 5.into();
        let data = &mut body["properties"]["properties"];
        data["vmPriority"] = "Spot".into();
        data["scaleSettings"]["maxNodeCount"] = "many".into();
        data["scaleSettings"]["nodeIdleTimeBeforeScaleDown"] = "5 min".into();
        data["subnet"] = json!({ "id": "my-subnet" });
        let report = validate(&body.to_string(), &Options::default());
        let found = slugs(&report);
        for code in ["priority/spot-word", "duration/malformed", "resource-id/not-an-id"] {
            prop_assert!(found.contains(&code), "{code}: {found:?}");
        }
        prop_assert_eq!(found.iter().filter(|code| **code == "shape/type-mismatch").count(), 2);
    }

    #[test]
    fn durations_agree_with_jiff(text in "-?P([0-9]{1,3}[YMWD]){0,3}(T([0-9]{1,4}[HMS]){0,3})?") {
        let theirs: Result<jiff::Span, _> = text.parse();
        let ours = duration::parse(&text);
        // .NET has no weeks, and takes twelve months for a year.
        let is_taken = theirs.is_ok() && !text.contains('W');
        prop_assert_eq!(ours.is_some(), is_taken, "{} {:?}", text, theirs);
        if let (Some(ours), Ok(span)) = (ours, theirs) {
            let months = i64::from(span.get_months());
            let years = i64::from(span.get_years()) + months.signum() * (months.abs() / 12);
            let seconds = (years * 365 + months % 12 * 30 + i64::from(span.get_days())) * 86_400
                + i64::from(span.get_hours()) * 3_600 + span.get_minutes() * 60 + span.get_seconds();
            prop_assert_eq!(ours.seconds, seconds.unsigned_abs());
        }
    }

    #[test]
    fn repaired_names_pass(name in ".{0,40}", index in any::<prop::sample::Index>()) {
        let rules: Vec<_> = names::known().collect();
        let rule = names::rule(rules[index.index(rules.len())]).unwrap();
        if let Some(repaired) = rule.repair(&name) {
            prop_assert!(rule.takes(&repaired), "{repaired}");
        }
    }
}
