//! Whatever comes in, the engine answers: it does not panic, it answers in the envelope of the
//! management API, and it goes on.

use azureml_compute::client::request::{Method, Request};
use azureml_compute_emulator::control;
use azureml_compute_emulator::engine::faults::Delivery;
use azureml_compute_emulator::engine::{Config, Engine, resource};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use serde_json::{Map, Value, json};
use std::time::Duration;

const METHODS: [Method; 7] = [
    Method::Get,
    Method::Put,
    Method::Patch,
    Method::Post,
    Method::Delete,
    Method::Options,
    Method::Head,
];

/// A value for any place in a body, likely or not.
fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..5_u32).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop_oneof![
            Just("Standard_DS3_v2"),
            Just("UserAssigned"),
            Just("PT5M"),
            Just("P99999999999999999999D"),
            Just("PT1e9S"),
            Just("ComputeInstance"),
        ]
        .prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!({ "id": "x" })),
    ]
}

/// A body that is right but for one or two places.
fn body() -> impl Strategy<Value = String> {
    const PLACES: [&str; 12] = [
        "",
        "/tags",
        "/identity",
        "/properties",
        "/properties/computeType",
        "/properties/properties",
        "/properties/properties/vmSize",
        "/properties/properties/userAccountCredentials",
        "/properties/properties/scaleSettings",
        "/properties/properties/scaleSettings/minNodeCount",
        "/properties/properties/scaleSettings/maxNodeCount",
        "/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown",
    ];
    let change = (prop::sample::select(&PLACES[..]), value());
    prop::collection::vec(change, 0..3).prop_map(|changes| {
        let mut body = json!({
            "tags": {}, "identity": null,
            "properties": { "computeType": "AmlCompute", "properties": {
                "vmSize": "Standard_DS3_v2", "userAccountCredentials": null,
                "scaleSettings": {
                    "minNodeCount": 0, "maxNodeCount": 4, "nodeIdleTimeBeforeScaleDown": "PT1M"
                }
            } }
        });
        for (place, value) in changes {
            if let Some(old) = body.pointer_mut(place) {
                *old = value;
            }
        }
        body.to_string()
    })
}

fn url() -> impl Strategy<Value = String> {
    let workspace = format!("http://h{}", resource::workspace_id(&Config::default()));
    let compute = format!("{workspace}/computes/cpu?api-version=2026-05-01");
    prop_oneof![
        4 => Just(compute.clone()),
        1 => Just(format!("{compute}&underlyingResourceAction=Delete")),
        1 => "\\PC{0,30}".prop_map(move |end| format!("{workspace}/computes{end}")),
        1 => "\\PC{0,30}".prop_map(|end| format!("http://h/_emulator/{end}")),
        1 => "\\PC{0,30}",
    ]
}

fn request() -> impl Strategy<Value = Request> {
    let method = prop::sample::select(&METHODS[..]);
    let body =
        prop_oneof![4 => body().prop_map(Some), 1 => "\\PC{0,40}".prop_map(Some), 1 => Just(None)];
    let field = prop_oneof![Just("Bearer x".to_owned()), "\\PC{0,10}"];
    (method, url(), field, body).prop_map(|(method, url, token, body)| {
        let mut request = Request::new(method, url);
        request.headers.set("authorization", token);
        request.headers.set("content-type", "application/json");
        request.body = body;
        request
    })
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 150, failure_persistence: None, ..Default::default()
    })]
    #[test]
    fn every_request_gets_an_answer(
        steps in prop::collection::vec((request(), 0..200_u64), 1..25)
    ) {
        let mut engine = Engine::new(Config::default()).unwrap();
        for (request, seconds) in steps {
            control::handle(&mut engine, &request, &Map::new());
            engine.clear_faults();
            let Delivery::Whole(response) = engine.exchange(&request).delivery else {
                panic!("no fault is in force");
            };
            let body: Value = serde_json::from_str(&response.body).unwrap_or_default();
            prop_assert!(response.status < 400 || body["error"]["code"].is_string());
            prop_assert!(response.status != 500, "{}", response.body);
            engine.advance(Duration::from_secs(seconds));
            engine.dump();
        }
    }
}
