//! A service that is ahead of us: kinds, members, words, states, headers and versions that nobody has published yet.
//! They pass through reads, changes and plans as they are; what is newer is said, not refused.

use azureml_compute::client::lro::Until;
use azureml_compute::client::request::Method;
use azureml_compute::client::{CallOptions, Settings};
use azureml_compute::plan::{Action, Plan, plan};
use azureml_compute::validate::{Options, validate};
use pollster::block_on;
use serde_json::{Value, json};

use super::script::{Act, Notes, act, settings, world};

const NEWER: &str = "2031-07-15-preview";
const FUTURE: &str = r#"{ "name":"gpu1", "kind" : null, "zones":[ "1", 2.50 ], "properties":{"computeType":"QuantumCluster","provisioningState":"Succeeded","qubits":1e3,"properties":{"Topology":{"shape":"torus","\u006fdd":-0.0}}} }"#;

fn state(word: &str) -> Act {
    act(200, &[("x-ms-new-header", "7")], &FUTURE.replace("Succeeded", word))
}

#[test]
fn bodies_pass_byte_for_byte() {
    let options = CallOptions::default();
    let host = world([state("Succeeded")]);
    let read = block_on(host.client().get("gpu1", &options)).unwrap();
    assert_eq!(read.as_str(), FUTURE);
    let page = format!(r#"{{"value":[{FUTURE}, {{"x":1.0}}],"count":2}}"#);
    let host = world([act(200, &[], &page)]);
    let read = block_on(host.client().list_page(None, &options)).unwrap();
    assert_eq!(read.items()[0].as_str(), FUTURE);
    // A body of ours that says more than we know goes out as it is, and what comes back as well.
    type Change = fn(&super::script::Host, &CallOptions) -> String;
    let changes: [(Method, Change); 2] = [
        (Method::Put, |host, o| {
            let made = block_on(host.client().create_unchecked("gpu1", FUTURE, o, &mut ()));
            made.unwrap().into_string()
        }),
        (Method::Patch, |host, o| {
            let made = block_on(host.client().update("gpu1", FUTURE, o, &mut ()));
            made.unwrap().into_string()
        }),
    ];
    for (method, change) in changes {
        let host = world([act(202, &[], ""), state("Succeeded")]);
        assert_eq!(change(&host, &options), FUTURE);
        let requests = host.0.requests.borrow();
        assert_eq!((requests[0].method, requests[0].body.as_deref()), (method, Some(FUTURE)));
    }
}

#[test]
fn words_that_nobody_knows_are_waited_out() {
    let status = |word: &str| {
        act(
            200,
            &[("x-ms-progress", "3/7")],
            &format!(r#"{{"status":"{word}","stage":{{"n":1}}}}"#),
        )
    };
    let begun = act(
        299,
        &[
            ("Azure-AsyncOperation", "https://management.azure.com/op"),
            ("x-ms-operation-kind", "batch"),
        ],
        &FUTURE.replace("Succeeded", "Validating"),
    );
    let acts = [
        begun,
        status("Queued"),
        status("Placing"),
        status("Succeeded"),
        state("Calibrating"),
        state("Succeeded"),
    ];
    let host = world(acts);
    let mut notes = Notes::default();
    let options = CallOptions { until: Until::Steady, ..CallOptions::default() };
    let made = block_on(host.client().create_unchecked("gpu1", FUTURE, &options, &mut notes));
    assert_eq!(made.unwrap().as_str(), FUTURE);
    let seen: Vec<_> =
        notes.progress.iter().filter_map(|seen| seen.provisioning_state.clone()).collect();
    assert!(
        seen.contains(&"Validating".to_owned()) && seen.contains(&"Calibrating".to_owned()),
        "{seen:?}"
    );
    // An error of a new form keeps what it says.
    let told = r#"{"error":{"code":"QubitShortage","message":"wait","innererror":{"code":"Cold"},"hints":[1]}}"#;
    let host = world([act(422, &[], told)]);
    let error =
        block_on(host.client().create_unchecked("gpu1", FUTURE, &CallOptions::default(), &mut ()))
            .unwrap_err();
    assert_eq!(
        (error.name(), error.code(), error.status()),
        ("ArmError", "QubitShortage", Some(422))
    );
}

#[test]
fn a_newer_version_is_said_and_used() {
    let host = world([state("Succeeded")]);
    let client = host.client_with(&Settings { api_version: NEWER.to_owned(), ..settings() });
    block_on(client.get("gpu1", &CallOptions::default())).unwrap();
    assert!(host.wire()[0].ends_with(NEWER), "{:?}", host.wire());
    let body = crate::support::WHOLE;
    let options = Options { api_version: Some(NEWER.to_owned()), ..Options::default() };
    let report = validate(body, &options);
    assert!(report.valid, "{:?}", report.diagnostics);
    assert!(
        report.diagnostics.iter().any(|found| found.message.contains(NEWER)),
        "{:?}",
        report.diagnostics
    );
}

/// What the compute has and we do not know stays as it is; what the body wants and we do not know is sent.
#[test]
fn plans_keep_what_they_do_not_know() {
    let body = |max: u32| {
        json!({ "location": "westeurope", "properties": { "computeType": "AmlCompute", "properties": {
        "vmSize": "STANDARD_DS3_V2", "scaleSettings": { "minNodeCount": 0, "maxNodeCount": max }
    } } })
    };
    let mut current = body(4);
    current["properties"]["provisioningState"] = "Succeeded".into();
    current["properties"]["affinity"] = json!({ "rack": 7 });
    current["properties"]["properties"]["coolingMode"] = "cryogenic".into();
    current["properties"]["properties"]["scaleSettings"]["burst"] = json!({ "max": 2 });
    current["zones"] = json!(["1"]);
    let of = |wanted: &Value| -> Plan {
        plan(&wanted.to_string(), Some(&current.to_string()), &Options::default())
    };
    assert_eq!(of(&body(4)).action, Action::None);
    let changed = of(&body(7));
    assert_eq!(changed.action, Action::Update);
    let (_, request) = changed.request().unwrap();
    assert!(request.contains('7'), "{request}");
    for unknown in ["affinity", "coolingMode", "zones"] {
        assert!(changed.changes.iter().all(|change| !change.path.contains(unknown)), "{unknown}");
    }
    let mut wanted = body(4);
    wanted["properties"]["properties"]["coolingMode"] = "ambient".into();
    let planned = of(&wanted);
    assert_ne!(planned.action, Action::None, "a wish is passed over in silence");
}
