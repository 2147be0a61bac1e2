//! Plans and ensure against the emulator: what was made is found to be as wanted, what was changed as well,
//! and faults on the way lose nothing and double nothing.

use std::collections::BTreeMap;

use azureml_compute::client::{CallOptions, Ensured, Error, Outcome};
use azureml_compute::plan::{Action, Method, Plan};
use azureml_compute::validate::Options;
use azureml_compute_emulator::engine::Config;
use azureml_compute_emulator::engine::Engine;
use azureml_compute_emulator::engine::faults::{Drop, Rule};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{BODY, Emulated, start, start_with};
use crate::cases;
use crate::properties::valid_cluster;

fn ensure(client: &Emulated, body: &Value) -> Result<Ensured, Error> {
    let (check, options) = (Options::default(), CallOptions::default());
    block_on(client.ensure("gpu-cluster", &body.to_string(), &check, &options, &mut ()))
}

fn plan(client: &Emulated, body: &Value) -> Plan {
    let (check, options) = (Options::default(), CallOptions::default());
    block_on(client.plan("gpu-cluster", &body.to_string(), &check, &options)).unwrap()
}

fn body() -> Value {
    BODY.parse().unwrap()
}

#[test]
fn made_kept_changed_and_left_alone() {
    let (_, client) = start(50);
    let mut wanted = body();
    assert_eq!(plan(&client, &wanted).action, Action::Create);
    assert_eq!(ensure(&client, &wanted).unwrap().outcome, Outcome::Created);
    assert_eq!(ensure(&client, &wanted).unwrap().outcome, Outcome::Unchanged);
    let steps: [(&str, Value, Method); 5] = [
        ("/properties/properties/scaleSettings/maxNodeCount", json!(9), Method::Patch),
        (
            "/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown",
            json!("PT30M"),
            Method::Patch,
        ),
        ("/tags", json!({ "team": "a" }), Method::Put),
        ("/properties/description", json!("words"), Method::Put),
        ("/identity", json!({ "type": "SystemAssigned" }), Method::Put),
    ];
    for (pointer, value, method) in steps {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        wanted.pointer_mut(parent).unwrap()[name] = value;
        let planned = plan(&client, &wanted);
        assert_eq!((planned.action, planned.method), (Action::Update, Some(method)), "{pointer}");
        assert_eq!(planned.changes.len(), 1, "{pointer}: {:?}", planned.changes);
        let ensured = ensure(&client, &wanted).unwrap();
        assert_eq!(ensured.outcome, Outcome::Updated, "{pointer}");
        let again = plan(&client, &wanted);
        assert_eq!(again.action, Action::None, "{pointer}: {:?}", again.changes);
    }
    // A body that names less changes nothing of the rest.
    let less = json!({ "properties": { "computeType": "AmlCompute", "properties": {
        "scaleSettings": { "maxNodeCount": 10 }
    } } });
    let ensured = ensure(&client, &less).unwrap();
    assert_eq!(ensured.outcome, Outcome::Updated);
    let resource = Value::from(&ensured.resource);
    assert_eq!(resource["tags"], json!({ "team": "a" }));
    assert_eq!(
        resource["properties"]["properties"]["scaleSettings"]["nodeIdleTimeBeforeScaleDown"],
        "PT30M"
    );
    wanted["properties"]["properties"]["vmSize"] = json!("Standard_DS4_v2");
    let ensured = ensure(&client, &wanted).unwrap();
    assert_eq!(ensured.outcome, Outcome::ReplaceNeeded);
    let resource = Value::from(&ensured.resource);
    assert_eq!(resource["properties"]["properties"]["vmSize"], "STANDARD_DS3_V2");
}

#[test]
fn identities_come_and_go() {
    let (_, client) = start(50);
    ensure(&client, &body()).unwrap();
    let id = |name: &str| {
        format!(
            "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}"
        )
    };
    let options = CallOptions::default();
    let given = |names: &[&str]| {
        let ids: BTreeMap<String, Value> = names.iter().map(|name| (id(name), json!({}))).collect();
        json!({ "type": "UserAssigned", "userAssignedIdentities": ids }).to_string()
    };
    let identity = || -> (Value, Vec<String>) {
        let resource = block_on(client.get("gpu-cluster", &options)).unwrap();
        let resource: Value = resource.as_str().parse().unwrap();
        let ids = resource.pointer("/identity/userAssignedIdentities").and_then(Value::as_object);
        let names =
            ids.into_iter().flatten().map(|(id, _)| id.rsplit('/').next().unwrap().to_owned());
        (resource["identity"]["type"].clone(), names.collect())
    };
    block_on(client.add_identity("gpu-cluster", &given(&["a", "b"]), &options, &mut ())).unwrap();
    assert_eq!(identity(), (json!("UserAssigned"), vec!["a".to_owned(), "b".to_owned()]));
    let system = json!({ "type": "SystemAssigned" }).to_string();
    block_on(client.add_identity("gpu-cluster", &system, &options, &mut ())).unwrap();
    assert_eq!(identity().0, "SystemAssigned,UserAssigned");
    let gone = json!([id("A")]).to_string();
    block_on(client.remove_identity("gpu-cluster", &gone, &options, &mut ())).unwrap();
    assert_eq!(identity(), (json!("SystemAssigned,UserAssigned"), vec!["b".to_owned()]));
    block_on(client.remove_identity("gpu-cluster", "", &options, &mut ())).unwrap();
    assert_eq!(identity(), (Value::Null, Vec::new()));
}

/// The cases of every kind: what the emulator takes is as wanted once it is there.
#[test]
fn what_was_made_is_as_wanted() {
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    let mut refused = 0;
    let (handle, client) = start(50);
    for case in cases::all().iter().filter(|case| case.expected.is_none()) {
        let Ok(body) = case.body.parse::<Value>() else { continue };
        let kind = body.pointer("/properties/computeType").and_then(Value::as_str);
        let plain =
            case.options.api_version.is_none() && case.options.format == Options::default().format;
        let Some(kind) = kind.filter(|_| plain && case.options.current.is_none()) else { continue };
        // The address of a cluster is the service's own, whatever was sent.
        if body.pointer("/properties/properties/clusterFqdn").is_some() {
            continue;
        }
        handle.with(Engine::reset);
        let options = CallOptions::default();
        let created =
            block_on(client.create_unchecked("one-compute", &case.body, &options, &mut ()));
        if created.is_err() {
            refused += 1;
            continue;
        }
        let check = Options { today: case.options.today.clone(), ..Options::default() };
        let planned = block_on(client.plan("one-compute", &case.body, &check, &options)).unwrap();
        assert_eq!(planned.action, Action::None, "{}: {:?}", case.name, planned.changes);
        *made.entry(kind.to_ascii_lowercase()).or_default() += 1;
    }
    let all: usize = made.values().sum();
    assert!(made.len() >= 9 && all >= 80, "{made:?}, {refused} refused");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// What is planned for a compute that was made from the same body: nothing. After an update to another
    /// body: nothing again.
    #[test]
    fn nothing_is_left_to_do(first in valid_cluster(), second in valid_cluster()) {
        let (_, client) = start(50);
        let Ok(made) = ensure(&client, &first) else {
            // The service wants more than the checker can know: a size, an image.
            return Ok(());
        };
        prop_assert_eq!(made.outcome, Outcome::Created);
        let again = plan(&client, &first);
        prop_assert_eq!(again.action, Action::None, "{:?}", again.changes);
        let planned = plan(&client, &second);
        let Ok(ensured) = ensure(&client, &second) else { return Ok(()) };
        let outcome = match planned.action {
            Action::None => Outcome::Unchanged,
            Action::Update => Outcome::Updated,
            _ => Outcome::ReplaceNeeded,
        };
        prop_assert_eq!(ensured.outcome, outcome);
        if outcome == Outcome::Updated {
            let again = plan(&client, &second);
            prop_assert_eq!(again.action, Action::None, "{:?}", again.changes);
        }
    }
}

fn faults() -> Vec<(&'static str, Rule)> {
    let status =
        |status: u16, times: Option<u32>| Rule { status: Some(status), times, ..Rule::default() };
    vec![
        ("401 for good", status(401, None)),
        ("403 for good", status(403, None)),
        ("404 for good", status(404, None)),
        ("408 once", status(408, Some(1))),
        ("429 once", status(429, Some(1))),
        ("429 for good", status(429, None)),
        ("500 once", status(500, Some(1))),
        ("500 for good", status(500, None)),
        ("503 twice", status(503, Some(2))),
        ("dropped before", Rule { drop: Some(Drop::Before), times: Some(1), ..Rule::default() }),
        ("dropped after", Rule { drop: Some(Drop::After), times: Some(1), ..Rule::default() }),
        ("dropped for good", Rule { drop: Some(Drop::Before), ..Rule::default() }),
        ("cut off", Rule { truncate: Some(9), times: Some(1), ..Rule::default() }),
        ("a page of a gateway", Rule { html: true, times: Some(1), ..Rule::default() }),
        (
            "no header to follow",
            Rule { headers_off: vec!["azure-asyncoperation".into()], ..Rule::default() },
        ),
    ]
}

/// Faults on every request of creating, updating and keeping: the outcome is a typed failure or the state
/// that was asked for, and never a second compute or a half change.
#[test]
fn faults_lose_nothing_and_double_nothing() {
    let mut wider = body();
    wider["properties"]["properties"]["scaleSettings"]["maxNodeCount"] = json!(7);
    let mut tagged = wider.clone();
    tagged["tags"] = json!({ "team": "a" });
    let (mut failures, mut successes) = (BTreeMap::<String, usize>::new(), 0);
    let scenes: [(Option<Value>, Value, &[&str]); 4] = [
        (None, body(), &["GET", "PUT"]),
        (Some(body()), body(), &["GET"]),
        (Some(body()), wider, &["GET", "PATCH"]),
        (Some(body()), tagged, &["GET", "PUT"]),
    ];
    let (handle, client) = start(50);
    for (before, wanted, methods) in &scenes {
        for method in *methods {
            for (what, rule) in faults() {
                handle.with(Engine::reset);
                if let Some(before) = before {
                    ensure(&client, before).unwrap();
                }
                let rule = Rule {
                    method: Some((*method).to_owned()),
                    url_contains: Some("/workspaces/".to_owned()),
                    ..rule
                };
                handle.with(|engine| engine.add_fault(rule));
                let ensured = ensure(&client, wanted);
                let blocked = plan(&client, wanted);
                handle.with(Engine::clear_faults);
                let place = format!("{before:?} {method} {what}");
                let after = plan(&client, wanted);
                match ensured {
                    Ok(ensured) => {
                        assert!(ensured.outcome != Outcome::ReplaceNeeded, "{place}");
                        assert_eq!(after.action, Action::None, "{place}: {:?}", after.changes);
                        successes += 1;
                    }
                    Err(error) => {
                        assert!(!error.is_aborted() && !error.code().is_empty(), "{place}");
                        if *method == "GET" && what.ends_with("for good") {
                            assert_eq!(blocked.action, Action::Blocked, "{place}");
                            assert!(blocked.error.is_some(), "{place}");
                        }
                        *failures.entry(error.name().to_owned()).or_default() += 1;
                    }
                }
                assert!(super::names(&client).len() <= 1, "{place}");
                // Whatever happened, asking again ends where it was meant to end.
                ensure(&client, wanted).unwrap_or_else(|error| panic!("{place}: {error:?}"));
                assert_eq!(plan(&client, wanted).action, Action::None, "{place}");
            }
        }
    }
    let failed: usize = failures.values().sum();
    println!(
        "ensure: {} faults, {successes} ended as wanted, {failed} with {failures:?}",
        successes + failed
    );
    assert_eq!(successes + failed, 7 * faults().len());
    for name in ["AuthError", "ThrottledError", "ArmError", "NetworkError"] {
        assert!(failures.contains_key(name), "{failures:?}");
    }
}

#[test]
fn a_missing_workspace_is_not_a_missing_compute() {
    let (_, client) = start_with(Config { workspace: "another".to_owned(), ..Config::default() });
    assert_eq!(plan(&client, &body()).action, Action::Create);
    let config = Config::default();
    let settings = azureml_compute::client::Settings::new(
        &config.subscription_id,
        &config.resource_group,
        "nowhere",
    );
    let handle = azureml_compute_emulator::in_process::Handle::start(config).unwrap();
    let service = super::Service(handle);
    let elsewhere = azureml_compute::client::Client::new(
        &settings,
        service.clone(),
        service,
        super::Tokens,
        || 7,
    )
    .unwrap();
    let planned = plan(&elsewhere, &body());
    assert_eq!(planned.action, Action::Blocked, "{planned:?}");
    assert!(ensure(&elsewhere, &body()).unwrap_err().is_not_found());
}
