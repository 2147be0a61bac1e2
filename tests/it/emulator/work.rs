//! Jobs, and what they do to computes; quota, and what it does to both.

use super::{Answer, Service, VERSION, body, compute_url, settings, workspace_url};
use azureml_compute::client::request::Method;
use azureml_compute_emulator::engine::quota::Limits;
use serde_json::{Value, json};

fn job_url(name: &str) -> String {
    format!("{}/jobs/{name}?{VERSION}", workspace_url())
}

fn submit(service: &Service, name: &str, compute: &str, nodes: u32, command: &str) -> Answer {
    let id =
        compute_url(compute).split('?').next().unwrap().split("7777").nth(1).unwrap().to_owned();
    let job = json!({ "properties": {
        "jobType": "Command", "command": command, "environmentId": "azureml:e:1", "computeId": id,
        "resources": { "instanceCount": nodes }
    } });
    service.call(Method::Put, job_url(name), Some(&job))
}

fn status(service: &Service, name: &str) -> Value {
    service.call(Method::Get, job_url(name), None).body["properties"]["status"].clone()
}

fn region_url(what: &str) -> String {
    let subscription = workspace_url();
    let subscription = subscription.split("/resourceGroups").next().unwrap();
    format!(
        "{subscription}/providers/Microsoft.MachineLearningServices/locations/westeurope/{what}?{VERSION}"
    )
}

#[test]
fn work_fetches_nodes_and_leaves_them_to_idle_away() {
    let service = Service::start();
    service.put("cpu", &body(0, 4));
    service.after(10);
    let submitted = submit(&service, "train", "cpu", 2, "sleep 30 && python train.py");
    assert_eq!(
        (submitted.status, &submitted.body["properties"]["status"]),
        (201, &json!("Queued"))
    );
    assert_eq!(settings(&service.get("cpu"))["allocationState"], "Resizing");
    service.after(7);
    assert_eq!(status(&service, "train"), "Running");
    let shown = service.get("cpu");
    assert_eq!(settings(&shown)["nodeStateCounts"]["runningNodeCount"], 2);
    let url = compute_url("cpu").replace('?', "/listNodes?");
    let nodes = service.call(Method::Post, url, None).body;
    assert_eq!(
        (&nodes["nodes"][0]["runId"], &nodes["nodes"][0]["nodeState"]),
        (&json!("train"), &json!("running"))
    );
    service.after(30);
    assert_eq!(status(&service, "train"), "Completed");
    assert_eq!(settings(&service.get("cpu"))["nodeStateCounts"]["idleNodeCount"], 2);
    service.after(63);
    assert_eq!(
        settings(&service.get("cpu"))["currentNodeCount"],
        0,
        "after the idle time of one minute"
    );
    submit(&service, "bad", "cpu", 1, "exit 1");
    service.after(60);
    assert_eq!(status(&service, "bad"), "Failed");
    let list = service.call(Method::Get, format!("{}/jobs?{VERSION}", workspace_url()), None).body;
    assert_eq!(list["value"].as_array().map(Vec::len), Some(2));
}

#[test]
fn jobs_are_called_off_and_outlive_their_compute() {
    let service = Service::start();
    service.put("cpu", &body(1, 1));
    service.after(20);
    submit(&service, "one", "cpu", 1, "sleep 600");
    submit(&service, "two", "cpu", 1, "sleep 600");
    assert_eq!(
        (status(&service, "one"), status(&service, "two")),
        (json!("Running"), json!("Queued"))
    );
    let cancel =
        |name: &str| service.call(Method::Post, job_url(name).replace('?', "/cancel?"), None);
    assert_eq!(cancel("one").status, 202);
    assert!(cancel("one").headers.get("location").is_some());
    assert_eq!(cancel("one").status, 200, "it is over");
    assert_eq!(
        (status(&service, "one"), status(&service, "two")),
        (json!("Canceled"), json!("Running"))
    );
    service.delete("cpu");
    service.after(10);
    service.get("cpu");
    assert_eq!(status(&service, "two"), "Canceled");
    assert_eq!(service.call(Method::Delete, job_url("two"), None).status, 200);
    assert_eq!(service.call(Method::Delete, job_url("two"), None).status, 204);
    assert_eq!(submit(&service, "three", "cpu", 1, "true").code(), "UserError");
    let serverless = json!({ "properties": { "jobType": "Command", "command": "sleep 5", "environmentId": "e" } });
    service.call(Method::Put, job_url("own"), Some(&serverless));
    assert_eq!(status(&service, "own"), "Running");
    service.after(10);
    assert_eq!(status(&service, "own"), "Completed");
    let nothing = json!({ "properties": { "jobType": "Command" } });
    assert_eq!(service.call(Method::Put, job_url("no"), Some(&nothing)).code(), "BadRequest");
}

#[test]
fn preempted_and_broken_nodes_come_back() {
    let service = Service::start();
    let mut cheap = body(0, 2);
    cheap["properties"]["properties"]["vmPriority"] = "LowPriority".into();
    service.put("cpu", &cheap);
    service.after(10);
    submit(&service, "train", "cpu", 2, "sleep 100");
    service.after(20);
    assert_eq!(service.0.with(|engine| engine.preempt("cpu", 1)), Ok(1));
    assert_eq!(status(&service, "train"), "Queued");
    assert_eq!(settings(&service.get("cpu"))["nodeStateCounts"]["preemptedNodeCount"], 1);
    service.after(20);
    assert_eq!(status(&service, "train"), "Running");
    assert_eq!(service.0.with(|engine| engine.spoil("cpu", 1)), Ok(1));
    assert_eq!(settings(&service.get("cpu"))["nodeStateCounts"]["unusableNodeCount"], 1);
    service.after(200);
    assert_eq!(status(&service, "train"), "Completed");
    service.0.with(|engine| engine.fail("cpu", "Broken", "it broke")).unwrap();
    assert_eq!(
        service.get("cpu").body["properties"]["provisioningErrors"][0]["error"]["code"],
        "Broken"
    );
    assert!(service.0.with(|engine| engine.preempt("no", 1)).is_err());
}

#[test]
fn quota_refuses_what_could_never_be_and_limits_the_rest() {
    let service = Service::start();
    let mut limits = Limits { dedicated: 24, computes: 2, ..Limits::of_a_new_subscription() };
    service.0.with(|engine| engine.set_limits(limits.clone()));
    let mut gpu = body(0, 1);
    gpu["properties"]["properties"]["vmSize"] = "Standard_NC24ads_A100_v4".into();
    let refused = service.put("gpu", &gpu);
    assert_eq!((refused.status, refused.code()), (400, "BadRequest"));
    assert!(refused.body.to_string().contains("vCPU quota of 0"), "{}", refused.body);
    assert_eq!(service.put("cpu", &body(10, 10)).status, 201);
    let shown = service.after(20).get("cpu");
    assert_eq!(settings(&shown)["currentNodeCount"], 6, "24 cores for nodes of 4");
    assert_eq!(settings(&shown)["errors"][0]["error"]["code"], "ClusterCoreQuotaReached");
    let large = submit(&service, "large", "cpu", 26, "true");
    assert_eq!(large.code(), "JobNodeCountExceedsCoreQuota");

    let usages = service.call(Method::Get, region_url("usages"), None).body;
    let row = |name: &str| {
        let rows = usages["value"].as_array().unwrap().iter();
        let found = rows.clone().find(|row| row["name"]["value"] == name).unwrap();
        (found["currentValue"].as_u64().unwrap(), found["limit"].as_i64().unwrap())
    };
    assert_eq!(row("TotalClusters"), (1, 2));
    assert_eq!(row("TotalDedicatedCores"), (40, 24), "all nodes that it may ever have count");
    assert_eq!(row("standardDSv2Family"), (40, 100));
    service.put("two", &body(0, 1));
    assert_eq!(service.put("three", &body(0, 1)).code(), "BadRequest", "one cluster too many");
    limits.computes = 10;
    service.0.with(|engine| engine.set_limits(limits));
    assert_eq!(service.put("three", &body(0, 1)).status, 201);
}

#[test]
fn workspaces_set_quotas_of_their_own() {
    let service = Service::start();
    let row = |family: &str, limit: u64| {
        let id = workspace_url().split("7777").nth(1).map(|id| format!("{id}/quotas/{family}"));
        json!({ "id": id, "type": "Microsoft.MachineLearningServices/workspaces/quotas", "limit": limit, "unit": "Count" })
    };
    service.put("cpu", &body(2, 2));
    let rows = json!({ "location": "westeurope", "value": [
        row("standardDSv2Family", 12), row("standardDSv2Family", 4), row("toasters", 1),
        row("standardDSv2Family", 999_999_999), { "id": "x", "limit": 1 }
    ] });
    let answer = service.call(Method::Post, region_url("updateQuotas"), Some(&rows));
    let words: Vec<&str> = answer.body["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        words,
        [
            "Success",
            "InvalidQuotaBelowClusterMinimum",
            "InvalidVMFamilyName",
            "InvalidQuotaExceedsSubscriptionLimit",
            "Failure"
        ]
    );
    let quotas = service.call(Method::Get, region_url("quotas"), None).body;
    let own: Vec<&Value> = quotas["value"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["type"] == "Microsoft.MachineLearningServices/workspaces/quotas")
        .collect();
    assert_eq!((own.len(), &own[0]["limit"]), (1, &json!(12)));
    service.put("big", &body(9, 9));
    assert_eq!(
        settings(&service.after(20).get("big"))["currentNodeCount"],
        1,
        "8 of 12 cores are taken"
    );
}
