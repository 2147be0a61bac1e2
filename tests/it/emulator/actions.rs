//! What is done with a compute that is there: patched, started and stopped, resized, looked into.

use super::{Answer, Service, VERSION, body, compute_url, settings, workspace_url};
use azureml_compute::client::request::Method;
use azureml_compute_emulator::engine::{Config, Wire};
use azureml_compute_emulator::in_process::Handle;
use serde_json::{Value, json};

const PREVIEW: &str = "api-version=2024-10-01-preview";

fn instance(settings: Value) -> Value {
    let mut body =
        json!({ "properties": { "computeType": "ComputeInstance", "properties": settings } });
    body["properties"]["properties"]["vmSize"] = "Standard_DS3_v2".into();
    body
}

fn act(service: &Service, name: &str, action: &str, body: Option<&Value>) -> Answer {
    let url = compute_url(name).replace('?', &format!("/{action}?")).replace(VERSION, PREVIEW);
    service.call(Method::Post, url, body)
}

fn state(service: &Service, name: &str) -> Value {
    settings(&service.get(name))["state"].clone()
}

#[test]
fn an_instance_is_started_and_stopped_where_its_state_allows_it() {
    let service = Service::start();
    let created = service.put("box", &instance(json!({})));
    assert_eq!((created.status, &settings(&created)["state"]), (201, &json!("Creating")));
    assert_eq!(act(&service, "box", "stop", None).status, 409, "it is being created");
    service.after(5);
    assert_eq!(state(&service, "box"), "Running");

    let wrong = act(&service, "box", "start", None);
    assert_eq!(wrong.status, 202, "what is wrong is found out later");
    let failed = service.after(3).operation(wrong.status_url());
    assert_eq!(failed["status"], "Failed");
    assert_eq!(failed["error"]["code"], "StartComputeInstanceOnlyAllowedInStoppedState");

    let stopped = act(&service, "box", "stop", None);
    assert_eq!((stopped.status, stopped.headers.get("location")), (202, None));
    let busy = act(&service, "box", "restart", None);
    assert_eq!((busy.status, busy.code()), (409, "Conflict"));
    assert!(busy.body.to_string().contains("There is already an active operation submitted"));
    assert_eq!(service.after(3).operation(stopped.status_url())["status"], "Succeeded");
    assert_eq!(state(&service, "box"), "Stopped");
    act(&service, "box", "start", None);
    assert_eq!(state(&service, "box"), "Starting");
    service.after(4);
    let last = settings(&service.get("box"))["lastOperation"].clone();
    assert_eq!(
        (&last["operationName"], &last["operationStatus"]),
        (&json!("Start"), &json!("Succeeded"))
    );
    service.put("cpu", &body(0, 1));
    assert_eq!(act(&service, "cpu", "start", None).status, 400, "a cluster is not started");
    let old =
        compute_url("box").replace('?', "/restart?").replace(VERSION, "api-version=2020-08-01");
    let sync = service.call(Method::Post, old, None);
    assert_eq!((sync.status, sync.headers.get("azure-asyncoperation")), (200, None));
}

#[test]
fn an_instance_stops_when_it_idles_and_when_its_schedule_says_so() {
    let service = Service::start();
    service.put("idle", &instance(json!({ "idleTimeBeforeShutdown": "PT15M" })));
    let nightly = json!({ "schedules": { "computeStartStop": [{
        "action": "Stop", "triggerType": "Cron",
        "cron": { "expression": "0 18 * * *", "timeZone": "W. Europe Standard Time" }
    }] } });
    service.put("night", &instance(nightly));
    service.after(20 * 60);
    assert_eq!(
        (state(&service, "idle"), state(&service, "night")),
        (json!("Stopped"), json!("Running"))
    );
    assert_eq!(settings(&service.get("idle"))["lastOperation"]["operationTrigger"], "IdleShutdown");
    service.after(17 * 3_600);
    assert_eq!(settings(&service.get("night"))["lastOperation"]["operationTrigger"], "Schedule");
    let changed = act(
        &service,
        "idle",
        "updateIdleShutdownSetting",
        Some(&json!({ "idleTimeBeforeShutdown": "PT1H" })),
    );
    assert_eq!((changed.status, changed.body), (200, Value::Null));
    let short = act(
        &service,
        "idle",
        "updateIdleShutdownSetting",
        Some(&json!({ "idleTimeBeforeShutdown": "PT1M" })),
    );
    assert_eq!(short.code(), "InvalidPropertyValue");
    let stable = compute_url("idle").replace('?', "/updateIdleShutdownSetting?");
    assert_eq!(service.call(Method::Post, stable, Some(&json!({}))).status, 404, "previews only");
}

#[test]
fn an_instance_is_resized_while_it_is_stopped() {
    let service = Service::start();
    service.put("box", &instance(json!({})));
    service.after(5);
    let wish = json!({ "targetVMSize": "Standard_DS4_v2" });
    let refused = act(&service, "box", "resize", Some(&wish));
    assert_eq!(refused.code(), "ResizeComputeInstanceOnlyAllowedInStoppedState");
    act(&service, "box", "stop", None);
    service.after(3);
    let allowed = act(&service, "box", "getAllowedVmSizesForResize", None);
    assert!(
        allowed.body["value"]
            .as_array()
            .unwrap()
            .iter()
            .any(|size| size["name"] == "Standard_DS4_v2")
    );
    assert_eq!(act(&service, "box", "resize", Some(&json!({ "targetVMSize": "big" }))).status, 400);
    let resized = act(&service, "box", "resize", Some(&wish));
    assert_eq!(resized.status, 202);
    assert_eq!(service.after(4).operation(resized.status_url())["status"], "Succeeded");
    assert_eq!(settings(&service.get("box"))["vmSize"], "STANDARD_DS4_V2");
    assert_eq!(act(&service, "box", "customServices", Some(&json!([{ "name": "r" }]))).status, 200);
    assert_eq!(act(&service, "box", "customServices", Some(&json!({}))).status, 400);
    let mounts = json!([{ "source": "s", "mountAction": "Mount" }]);
    assert_eq!(act(&service, "box", "updateDataMounts", Some(&mounts)).status, 200);
    let shown = service.get("box");
    assert_eq!(settings(&shown)["customServices"][0]["name"], "r");
    assert_eq!(settings(&shown)["dataMounts"][0]["mountState"], "Mounted");
    assert_eq!(act(&service, "box", "enableSso", Some(&json!({ "EnableSSO": false }))).status, 200);
    assert_eq!(settings(&service.get("box"))["enableSSO"], false);
}

#[test]
fn a_cluster_is_patched_in_the_shape_of_the_version() {
    let service = Service::start();
    service.put("cpu", &body(0, 4));
    service.after(10);
    let scale = json!({ "scaleSettings": { "minNodeCount": 1, "maxNodeCount": 6 } });
    let patch = |version: &str, body: &Value| {
        let url = compute_url("cpu").replace(VERSION, &format!("api-version={version}"));
        service.call(Method::Patch, url, Some(body))
    };
    let newer = patch("2026-05-01", &json!({ "properties": { "properties": scale } }));
    assert_eq!(
        (newer.status, &newer.body["properties"]["provisioningState"]),
        (200, &json!("Updating"))
    );
    let url = newer.status_url().to_owned();
    assert_eq!(service.after(4).operation(&url)["status"], "Succeeded");
    let again = patch("2026-05-01", &json!({ "properties": { "properties": scale } }));
    assert_eq!((again.status, again.headers.get("azure-asyncoperation")), (200, None), "no change");
    let older = json!({ "properties": { "scaleSettings": { "maxNodeCount": 3 } } });
    assert_eq!(patch("2021-04-01", &older).status, 200);
    let shown = service.after(20).get("cpu");
    assert_eq!(settings(&shown)["scaleSettings"]["maxNodeCount"], 3);
    assert_eq!(settings(&shown)["currentNodeCount"], 1);
    let ignored = patch("2026-05-01", &older);
    assert_eq!((ignored.status, ignored.headers.get("azure-asyncoperation")), (200, None));
    let wrong =
        json!({ "properties": { "properties": { "scaleSettings": { "minNodeCount": 1 } } } });
    assert_eq!(patch("2026-05-01", &wrong).code(), "BadRequest", "the most is required");
    let crossed = json!({ "properties": { "properties": { "scaleSettings": { "minNodeCount": 9, "maxNodeCount": 2 } } } });
    assert_eq!(patch("2026-05-01", &crossed).code(), "InvalidPropertyValue");
}

#[test]
fn the_classic_version_patches_identities() {
    let service = Service::start();
    service.put("cpu", &body(0, 4));
    service.after(10);
    let patch = |identity: Value| {
        let url = compute_url("cpu").replace(VERSION, "api-version=2020-02-02");
        let body = json!({ "location": "westeurope", "properties": {}, "identity": identity });
        service.call(Method::Patch, url, Some(&body)).body["identity"].clone()
    };
    let ids = json!({ "/a": {}, "/b": {} });
    let added = patch(json!({ "type": "UserAssigned", "userAssignedIdentities": ids }));
    assert_eq!(added["userAssignedIdentities"].as_object().map(serde_json::Map::len), Some(2));
    let kept = &added["userAssignedIdentities"]["/b"];
    let removed =
        patch(json!({ "type": "UserAssigned", "userAssignedIdentities": { "/a": null } }));
    assert_eq!(removed["userAssignedIdentities"], json!({ "/b": kept }));
    assert_eq!(patch(json!({ "type": "None" })), Value::Null);
}

#[test]
fn nodes_are_listed_in_pages() {
    let service = Service::start();
    service.put("cpu", &body(250, 250));
    service.after(20);
    let first = act(&service, "cpu", "listNodes", None);
    assert_eq!(first.body["nodes"].as_array().map(Vec::len), Some(100));
    let (mut next, mut ids) = (first.body["nextLink"].as_str().map(str::to_owned), Vec::new());
    ids.extend(first.body["nodes"].as_array().unwrap().iter().map(|node| node["nodeId"].clone()));
    while let Some(url) = next {
        let page = service.call(Method::Get, url, None).body;
        ids.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["nodeId"].clone()));
        next = page["nextLink"].as_str().map(str::to_owned);
    }
    let distinct: std::collections::BTreeSet<String> = ids.iter().map(Value::to_string).collect();
    assert_eq!((ids.len(), distinct.len()), (250, 250));
    assert_eq!(first.body["nodes"][0]["nodeState"], "idle");
}

#[test]
fn the_documented_wire_has_more_header_fields() {
    let config = Config { wire: Wire::Documented, ..Config::default() };
    let service = Service(Handle::start(config).unwrap());
    let created = service.put("cpu", &body(0, 4));
    let location = created.headers.get("location").unwrap().to_owned();
    assert_eq!((created.status, created.headers.get("retry-after")), (201, Some("10")));
    assert_eq!(service.call(Method::Get, &location, None).status, 202);
    let done = service.after(5).call(Method::Get, &location, None);
    assert_eq!((done.status, &done.body["name"]), (200, &json!("cpu")));
    assert_eq!(service.put("cpu", &body(1, 4)).status, 200, "an update");
    let deleted = service.delete("cpu");
    let location = deleted.headers.get("location").unwrap().to_owned();
    assert_eq!(service.after(5).call(Method::Get, location, None).status, 204);
}

#[test]
fn names_of_instances_are_unique_in_a_region() {
    let config = Config::default();
    let place = |workspace: &str, location: &str| {
        let mut place = config.place();
        place.workspace = workspace.to_owned();
        place.location = location.to_owned();
        place
    };
    let more = vec![place("second", "West Europe"), place("far", "eastus")];
    let service = Service(Handle::start(Config { more, ..Config::default() }).unwrap());
    service.put("box", &instance(json!({})));
    let elsewhere = |workspace: &str, path: &str| {
        format!("{}/{path}?{VERSION}", workspace_url().replace("emulated-workspace", workspace))
    };
    let taken =
        service.call(Method::Put, elsewhere("second", "computes/BOX"), Some(&instance(json!({}))));
    assert_eq!((taken.status, taken.code()), (409, "Conflict"));
    let far =
        service.call(Method::Put, elsewhere("far", "computes/box"), Some(&instance(json!({}))));
    assert_eq!(far.status, 201);
    for (name, reason) in
        [("box", json!("AlreadyExists")), ("a-1", json!("Invalid")), ("free", Value::Null)]
    {
        let url = elsewhere("second", "checkComputeNameAvailability");
        let wish = json!({ "Name": name, "Type": "Microsoft.BatchAI/DataScienceInstance" });
        let answer = service.call(Method::Post, url, Some(&wish)).body;
        assert_eq!(
            (&answer["reason"], &answer["nameAvailable"]),
            (&reason, &json!(reason.is_null()))
        );
    }
    assert_eq!(service.put("cluster-1", &instance(json!({}))).status, 400);
    let list = format!("{}?{VERSION}", workspace_url().rsplit_once('/').unwrap().0);
    assert_eq!(
        service.call(Method::Get, list, None).body["value"].as_array().map(Vec::len),
        Some(3)
    );
}
