//! Plans and what is made of them, exchange by exchange: what the service answers, what is said, what is
//! sent.

use std::time::Duration;

use azureml_compute::client::retry::RetryPolicy;
use azureml_compute::client::{CallOptions, Ensured, Error, Outcome, Settings};
use azureml_compute::plan::{Action, Plan, Reason};
use azureml_compute::validate::Options;
use pollster::block_on;
use serde_json::{Value, json};

use super::script::{Act, Host, Notes, act, settings, world};

fn cluster(state: &str, max: u32) -> String {
    json!({ "name": "gpu", "location": "westeurope", "properties": {
        "computeType": "AmlCompute", "provisioningState": state, "properties": {
            "vmSize": "STANDARD_DS3_V2", "vmPriority": "Dedicated",
            "scaleSettings": { "minNodeCount": 0, "maxNodeCount": max, "nodeIdleTimeBeforeScaleDown": null },
            "allocationState": "Steady"
        }
    } })
    .to_string()
}

fn wanted() -> String {
    json!({ "location": "westeurope", "properties": { "computeType": "AmlCompute", "properties": {
        "vmSize": "Standard_DS3_v2", "scaleSettings": { "maxNodeCount": 4 }
    } } })
    .to_string()
}

fn once() -> Settings {
    Settings { retry: RetryPolicy { max_retries: 0, ..RetryPolicy::default() }, ..settings() }
}

fn plan(host: &Host, body: &str) -> Result<Plan, Error> {
    let client = host.client_with(&once());
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    block_on(client.plan("gpu", body, &Options::default(), &options))
}

fn ensure(host: &Host, body: &str, notes: &mut Notes) -> Result<Ensured, Error> {
    let client = host.client_with(&once());
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    block_on(client.ensure("gpu", body, &Options::default(), &options, notes))
}

fn error(status: u16, code: &str) -> Act {
    act(status, &[], &json!({ "error": { "code": code, "message": "words" } }).to_string())
}

const WORKSPACE: &str = r#"{"name":"ws","location":"westeurope"}"#;

/// What keeps a compute from being read is said as it is; only a compute that is known to be missing is one
/// to create.
#[test]
fn a_failure_is_never_a_missing_compute() {
    let challenge = [("www-authenticate", "Bearer realm=\"\"")];
    let missing = || error(404, "ResourceNotFound");
    let rows: Vec<(&str, Vec<Act>, Action, Option<Reason>, &str)> = vec![
        ("there", vec![act(200, &[], &cluster("Succeeded", 4))], Action::None, None, ""),
        ("missing", vec![missing(), act(200, &[], WORKSPACE)], Action::Create, None, ""),
        (
            "workspace not shown",
            vec![missing(), error(403, "AuthorizationFailed")],
            Action::Create,
            None,
            "",
        ),
        (
            "workspace missing",
            vec![missing(), error(404, "ResourceNotFound")],
            Action::Blocked,
            Some(Reason::Other),
            "ArmError",
        ),
        (
            "workspace throttled",
            vec![missing(), error(429, "TooManyRequests")],
            Action::Blocked,
            Some(Reason::Throttled),
            "ThrottledError",
        ),
        (
            "parent missing",
            vec![error(404, "ParentResourceNotFound")],
            Action::Blocked,
            Some(Reason::Other),
            "ArmError",
        ),
        (
            "group missing",
            vec![error(404, "ResourceGroupNotFound")],
            Action::Blocked,
            Some(Reason::Other),
            "ArmError",
        ),
        ("401", vec![act(401, &challenge, "")], Action::Blocked, Some(Reason::Auth), "AuthError"),
        (
            "401 twice",
            vec![act(401, &[], ""), act(401, &[], "")],
            Action::Blocked,
            Some(Reason::Auth),
            "AuthError",
        ),
        (
            "403",
            vec![error(403, "AuthorizationFailed")],
            Action::Blocked,
            Some(Reason::NotAllowed),
            "AuthError",
        ),
        (
            "policy",
            vec![error(403, "RequestDisallowedByPolicy")],
            Action::Blocked,
            Some(Reason::NotAllowed),
            "ArmError",
        ),
        (
            "429",
            vec![error(429, "TooManyRequests")],
            Action::Blocked,
            Some(Reason::Throttled),
            "ThrottledError",
        ),
        (
            "500",
            vec![error(500, "InternalServerError")],
            Action::Blocked,
            Some(Reason::Other),
            "ArmError",
        ),
        ("503", vec![act(503, &[], "<html>")], Action::Blocked, Some(Reason::Other), "ArmError"),
        ("reset", vec![Act::Broken], Action::Blocked, Some(Reason::Other), "NetworkError"),
        ("refused", vec![Act::Unsent], Action::Blocked, Some(Reason::Other), "NetworkError"),
        ("silence", vec![Act::Hang], Action::Blocked, Some(Reason::Other), "TimeoutError"),
        ("html", vec![act(200, &[], "<html>")], Action::Blocked, Some(Reason::Other), "ArmError"),
        ("empty", vec![act(200, &[], "")], Action::Blocked, Some(Reason::Other), "ArmError"),
        ("list", vec![act(200, &[], "[]")], Action::Blocked, Some(Reason::Other), "ArmError"),
        (
            "elsewhere",
            vec![act(307, &[("location", "https://evil.example/")], "")],
            Action::Blocked,
            Some(Reason::Other),
            "UntrustedUrlError",
        ),
    ];
    for (what, acts, action, reason, name) in rows {
        let host = world(acts.clone());
        let planned = plan(&host, &wanted()).unwrap();
        assert_eq!((planned.action, planned.reason), (action, reason), "{what}: {planned:?}");
        assert!(planned.report.valid, "{what}");
        let told = planned.error.map(|error| Value::from(&error)["name"].clone());
        assert_eq!(told.unwrap_or(json!("")), name, "{what}");
        if action == Action::Blocked {
            let host = world(acts);
            let error = ensure(&host, &wanted(), &mut Notes::default()).unwrap_err();
            assert_eq!(error.name(), name, "{what}: {error:?}");
            assert!(
                host.wire().iter().all(|line| line.starts_with("GET ")),
                "{what}: nothing is written"
            );
        }
    }
    let host = world([]);
    host.0.token_fails.set(true);
    assert_eq!(plan(&host, &wanted()).unwrap().reason, Some(Reason::Auth));
    let host = world([Act::AbortThenHang]);
    assert!(plan(&host, &wanted()).unwrap_err().is_aborted());
}

#[test]
fn a_body_with_errors_is_not_sent() {
    let body = wanted().replace("Standard_DS3_v2", "DS3 v2");
    let host = world([error(404, "ResourceNotFound"), act(200, &[], WORKSPACE)]);
    let error = ensure(&host, &body, &mut Notes::default()).unwrap_err();
    assert!(error.is_validation() && error.report().is_some(), "{error:?}");
    assert_eq!(host.wire().len(), 2);
}

#[test]
fn what_is_missing_is_made() {
    let host = world([
        error(404, "ResourceNotFound"),
        act(200, &[], WORKSPACE),
        act(201, &[], &cluster("Creating", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
    ]);
    let mut notes = Notes::default();
    let ensured = ensure(&host, &wanted(), &mut notes).unwrap();
    assert_eq!(ensured.outcome, Outcome::Created);
    assert_eq!(ensured.plan.action, Action::Create);
    assert_eq!(ensured.resource.as_str(), cluster("Succeeded", 4));
    assert_eq!(notes.submitted.len(), 1);
    assert_eq!(
        host.0.requests.borrow()[2].body.as_deref(),
        Some(wanted().as_str()),
        "as it was given"
    );
}

#[test]
fn what_is_there_is_left_alone() {
    let host = world([act(200, &[], &cluster("Succeeded", 4))]);
    let mut notes = Notes::default();
    let ensured = ensure(&host, &wanted(), &mut notes).unwrap();
    assert_eq!(ensured.outcome, Outcome::Unchanged);
    assert_eq!(host.wire(), ["GET W/computes/gpu?api-version=2026-05-01"]);
    assert!(notes.submitted.is_empty());

    let body = wanted().replace("DS3", "DS4");
    let host = world([act(200, &[], &cluster("Succeeded", 4))]);
    let ensured = ensure(&host, &body, &mut notes).unwrap();
    assert_eq!(ensured.outcome, Outcome::ReplaceNeeded);
    assert_eq!(ensured.plan.changes[0].path, "/properties/properties/vmSize");
    assert_eq!(host.wire().len(), 1, "nothing is deleted");
}

#[test]
fn what_differs_is_changed_in_its_place() {
    let host = world([
        act(200, &[], &cluster("Succeeded", 8)),
        act(200, &[], &cluster("Updating", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
    ]);
    let ensured = ensure(&host, &wanted(), &mut Notes::default()).unwrap();
    assert_eq!(ensured.outcome, Outcome::Updated);
    assert_eq!(host.wire()[1], "PATCH W/computes/gpu?api-version=2026-05-01");
    let patch: Value = host.0.requests.borrow()[1].body.as_ref().unwrap().parse().unwrap();
    assert_eq!(
        patch,
        json!({ "properties": { "properties": { "scaleSettings": { "minNodeCount": 0, "maxNodeCount": 4 } } } })
    );

    let body = wanted().replace("\"location\"", "\"tags\":{\"team\":\"a\"},\"location\"");
    let host = world([
        act(200, &[], &cluster("Succeeded", 8)),
        act(201, &[], &cluster("Updating", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
    ]);
    let ensured = ensure(&host, &body, &mut Notes::default()).unwrap();
    assert_eq!(ensured.outcome, Outcome::Updated);
    assert_eq!(host.wire()[1], "PUT W/computes/gpu?api-version=2026-05-01");
    let put: Value = host.0.requests.borrow()[1].body.as_ref().unwrap().parse().unwrap();
    assert_eq!(put["properties"]["properties"]["vmPriority"], "Dedicated", "what it has stays");
    assert_eq!(put["properties"]["properties"]["scaleSettings"]["maxNodeCount"], 4);
    assert_eq!(put["properties"]["properties"].get("allocationState"), None);
}

#[test]
fn an_older_version_gets_its_own_shape() {
    let host = world([
        act(200, &[], &cluster("Succeeded", 8)),
        act(200, &[], &cluster("Succeeded", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
    ]);
    let client = host.client_with(&Settings { api_version: "2020-08-01".to_owned(), ..once() });
    let (check, options) = (Options::default(), CallOptions::default());
    let ensured = block_on(client.ensure("gpu", &wanted(), &check, &options, &mut ())).unwrap();
    assert_eq!(ensured.outcome, Outcome::Updated);
    let patch: Value = host.0.requests.borrow()[1].body.as_ref().unwrap().parse().unwrap();
    assert_eq!(
        patch,
        json!({ "properties": { "scaleSettings": { "minNodeCount": 0, "maxNodeCount": 4 } } })
    );
}

/// Two that want the same at the same time: the second waits for the first.
#[test]
fn what_somebody_else_is_making_is_waited_for() {
    let host = world([
        act(200, &[], &cluster("Creating", 4)),
        act(200, &[], &cluster("Creating", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
    ]);
    let ensured = ensure(&host, &wanted(), &mut Notes::default()).unwrap();
    assert_eq!(ensured.outcome, Outcome::Unchanged);
    assert!(host.wire().iter().all(|line| line.starts_with("GET ")));

    let host = world([
        act(200, &[], &cluster("Deleting", 4)),
        act(200, &[], &cluster("Deleting", 4)),
        error(404, "ResourceNotFound"),
        error(404, "ResourceNotFound"),
        act(200, &[], WORKSPACE),
        act(201, &[], &cluster("Creating", 4)),
        act(200, &[], &cluster("Succeeded", 4)),
    ]);
    let ensured = ensure(&host, &wanted(), &mut Notes::default()).unwrap();
    assert_eq!(ensured.outcome, Outcome::Created);
}

#[test]
fn waiting_has_an_end() {
    let busy = || act(200, &[], &cluster("Creating", 4));
    let host = world((0..2000).map(|_| busy()));
    let client = host.client_with(&once());
    let options =
        CallOptions { deadline: Some(Duration::from_secs(600)), ..CallOptions::default() };
    let error = block_on(client.ensure("gpu", &wanted(), &Options::default(), &options, &mut ()))
        .unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(host.elapsed(), 600_000);
}

/// What fails on the way out of a failed state is told with the service's own words.
#[test]
fn a_compute_that_failed_is_tried_again() {
    let mut failed: Value = cluster("Failed", 4).parse().unwrap();
    failed["properties"]["provisioningErrors"] =
        json!([{ "error": { "code": "QuotaExceeded", "message": "no cores" } }]);
    let failed = failed.to_string();
    let host = world([
        act(200, &[], &failed),
        act(201, &[], &cluster("Updating", 4)),
        act(200, &[], &failed),
    ]);
    let error = ensure(&host, &wanted(), &mut Notes::default()).unwrap_err();
    assert_eq!(error.code(), "QuotaExceeded");
    assert!(error.provisioning_errors().is_some());
    assert_eq!(host.wire()[1], "PUT W/computes/gpu?api-version=2026-05-01");
}
