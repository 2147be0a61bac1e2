//! Random sequences of operations on a few computes, with time going by. Whatever happens, the books
//! agree, and in the end everything comes to rest.

use azureml_compute::client::request::{Method, Request, Response};
use azureml_compute_emulator::engine::{Config, Engine, resource};
use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use std::time::Duration;

const NAMES: [&str; 4] = ["alpha", "beta", "gamma", "delta"];
const VERSIONS: [&str; 4] = ["2026-05-01", "2021-01-01", "2020-06-01", "2024-10-01-preview"];

#[derive(Clone, Debug)]
enum Step {
    Cluster { min: u32, max: u32, idle: u32, low: bool },
    Instance { idle: bool, scripts: bool },
    Attach { target: u32 },
    Patch { min: u32, max: u32 },
    Delete { detach: bool },
    Act(&'static str),
    Submit { job: u32, nodes: u32, seconds: u32 },
    Cancel { job: u32 },
    Preempt { nodes: u32 },
    Spoil { nodes: u32 },
    Fail,
    Wait { seconds: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_u32, 0..7_u32, 0..90_u32, prop::bool::ANY)
            .prop_map(|(min, max, idle, low)| Step::Cluster { min, max, idle, low }),
        3 => (prop::bool::ANY, prop::bool::ANY)
            .prop_map(|(idle, scripts)| Step::Instance { idle, scripts }),
        2 => (0..2_u32).prop_map(|target| Step::Attach { target }),
        3 => (0..5_u32, 0..6_u32).prop_map(|(min, max)| Step::Patch { min, max }),
        2 => prop::bool::ANY.prop_map(|detach| Step::Delete { detach }),
        4 => prop::sample::select(vec!["start", "stop", "restart", "listNodes", "listKeys"])
            .prop_map(Step::Act),
        6 => (0..6_u32, 1..5_u32, 0..90_u32)
            .prop_map(|(job, nodes, seconds)| Step::Submit { job, nodes, seconds }),
        2 => (0..6_u32).prop_map(|job| Step::Cancel { job }),
        1 => (1..4_u32).prop_map(|nodes| Step::Preempt { nodes }),
        1 => (1..4_u32).prop_map(|nodes| Step::Spoil { nodes }),
        1 => Just(Step::Fail),
        8 => (0..60_u64).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

/// An engine, and what was seen of it.
struct World {
    engine: Engine,
    operations: Vec<String>,
    transcript: String,
}

impl World {
    fn new() -> Self {
        let engine = Engine::new(Config::default()).unwrap();
        Self { engine, operations: Vec::new(), transcript: String::new() }
    }

    fn url(path: &str, version: &str) -> String {
        let workspace = resource::workspace_id(&Config::default());
        format!("http://h{workspace}/{path}?api-version={version}")
    }

    fn send(&mut self, method: Method, url: &str, body: Option<Value>) -> Response {
        let mut request = Request::new(method, url);
        request.headers.set("authorization", "Bearer x");
        request.headers.set("content-type", "application/json");
        request.body = body.map(|body| body.to_string());
        let response = self.engine.handle(&request);
        if let Some(url) = response.headers.get("azure-asyncoperation") {
            self.operations.push(url.to_owned());
        }
        let line = format!("{} {url} {} {}\n", method.as_str(), response.status, response.body);
        self.transcript.push_str(&line);
        response
    }

    fn get(&mut self, path: &str) -> Value {
        let response = self.send(Method::Get, &Self::url(path, "2026-05-01"), None);
        serde_json::from_str(&response.body).unwrap_or_default()
    }

    fn take(&mut self, step: &Step, name: &str, version: &str) -> Result<(), TestCaseError> {
        let compute = format!("computes/{name}");
        let put = |kind: &str, settings: Value| {
            let mut body = json!({ "properties": { "computeType": kind, "properties": settings } });
            if kind == "AKS" {
                body["properties"]["resourceId"] = format!(
                    "/s/providers/Microsoft.ContainerService/managedClusters/{}",
                    settings["target"]
                )
                .into();
            }
            body
        };
        let (method, path, body) = match step {
            Step::Wait { seconds } => {
                self.engine.advance(Duration::from_secs(*seconds));
                return Ok(());
            }
            Step::Preempt { nodes } => {
                self.engine.preempt(name, *nodes).map(drop).unwrap_or_default();
                return Ok(());
            }
            Step::Spoil { nodes } => {
                self.engine.spoil(name, *nodes).map(drop).unwrap_or_default();
                return Ok(());
            }
            Step::Fail => {
                self.engine.fail(name, "Broken", "it broke").unwrap_or_default();
                return Ok(());
            }
            Step::Cluster { min, max, idle, low } => {
                let settings = json!({
                    "vmSize": "Standard_DS3_v2", "vmPriority": if *low { "LowPriority" } else { "Dedicated" },
                    "scaleSettings": {
                        "minNodeCount": min, "maxNodeCount": max,
                        "nodeIdleTimeBeforeScaleDown": format!("PT{idle}S")
                    }
                });
                (Method::Put, compute, Some(put("AmlCompute", settings)))
            }
            Step::Instance { idle, scripts } => {
                let settings = json!({
                    "vmSize": "Standard_DS3_v2",
                    "idleTimeBeforeShutdown": idle.then_some("PT15M"),
                    "setupScripts": scripts.then(|| json!({ "scripts": { "startupScript": {} } })),
                });
                (Method::Put, compute, Some(put("ComputeInstance", settings)))
            }
            Step::Attach { target } => {
                (Method::Put, compute, Some(put("AKS", json!({ "target": target }))))
            }
            Step::Patch { min, max } => {
                let scale =
                    json!({ "scaleSettings": { "minNodeCount": min, "maxNodeCount": max } });
                let body = json!({ "properties": { "properties": scale } });
                (Method::Patch, compute, Some(body))
            }
            Step::Delete { detach } => {
                let action = if *detach { "Detach" } else { "Delete" };
                let url =
                    format!("{}&underlyingResourceAction={action}", Self::url(&compute, version));
                let response = self.send(Method::Delete, &url, None);
                prop_assert!(response.status < 500, "{}", response.body);
                return Ok(());
            }
            Step::Act(action) => (Method::Post, format!("{compute}/{action}"), None),
            Step::Submit { job, nodes, seconds } => {
                let body = json!({ "properties": {
                    "jobType": "Command", "command": format!("sleep {seconds}"), "environmentId": "e",
                    "computeId": name, "resources": { "instanceCount": nodes }
                } });
                (Method::Put, format!("jobs/job{job}"), Some(body))
            }
            Step::Cancel { job } => (Method::Post, format!("jobs/job{job}/cancel"), None),
        };
        let response = self.send(method, &Self::url(&path, version), body);
        prop_assert!(response.status < 500, "{step:?} {}", response.body);
        let error: Value = serde_json::from_str(&response.body).unwrap_or_default();
        prop_assert!(
            response.status < 400 || error["error"]["code"].is_string(),
            "{}",
            response.body
        );
        Ok(())
    }

    /// What one answer says must agree with what every other one says.
    fn check_books(&mut self) -> Result<(), TestCaseError> {
        let list = self.get("computes");
        for listed in list["value"].as_array().into_iter().flatten() {
            let name = listed["name"].as_str().unwrap_or_default();
            prop_assert_eq!(&self.get(&format!("computes/{name}")), listed);
            let settings = &listed["properties"]["properties"];
            let Some(counts) = settings["nodeStateCounts"].as_object() else { continue };
            let sum: u64 = counts.values().filter_map(Value::as_u64).sum();
            prop_assert_eq!(Some(sum), settings["currentNodeCount"].as_u64());
            let at_work = counts["runningNodeCount"].as_u64().unwrap_or(0);
            let url = Self::url(&format!("computes/{name}/listNodes"), "2026-05-01");
            let nodes = self.send(Method::Post, &url, None);
            let nodes: Value = serde_json::from_str(&nodes.body).unwrap_or_default();
            let nodes = nodes["nodes"].as_array().cloned().unwrap_or_default();
            prop_assert_eq!(nodes.len() as u64, sum);
            let running = nodes.iter().filter(|node| node["nodeState"] == "running");
            prop_assert_eq!(running.clone().count() as u64, at_work);
            prop_assert!(running.clone().all(|node| node["runId"].is_string()), "{nodes:?}");
        }
        Ok(())
    }

    /// After a long time nothing moves any more.
    fn check_rest(&mut self) -> Result<(), TestCaseError> {
        self.engine.advance(Duration::from_secs(40_000));
        for url in std::mem::take(&mut self.operations) {
            let status = self.send(Method::Get, &url, None);
            let status: Value = serde_json::from_str(&status.body).unwrap_or_default();
            let word = status["status"].as_str().unwrap_or_default();
            prop_assert!(["Succeeded", "Failed", "Canceled"].contains(&word), "{status}");
        }
        let list = self.get("computes");
        for compute in list["value"].as_array().into_iter().flatten() {
            let properties = &compute["properties"];
            let state = properties["provisioningState"].as_str().unwrap_or_default();
            prop_assert!(["Succeeded", "Failed"].contains(&state), "{compute}");
            let settings = &properties["properties"];
            if properties["computeType"] == "AmlCompute" {
                prop_assert_eq!(&settings["allocationState"], "Steady", "{}", compute);
                if state == "Succeeded" {
                    let least = &settings["scaleSettings"]["minNodeCount"];
                    prop_assert_eq!(&settings["currentNodeCount"], least, "{}", compute);
                }
            }
            if properties["computeType"] == "ComputeInstance" {
                let state = settings["state"].as_str().unwrap_or_default();
                prop_assert!(
                    ["Running", "Stopped", "Unusable", "CreateFailed"].contains(&state),
                    "{compute}"
                );
            }
        }
        for job in self.get("jobs")["value"].as_array().into_iter().flatten() {
            let status = job["properties"]["status"].as_str().unwrap_or_default();
            prop_assert!(status != "Running", "{job}");
        }
        Ok(())
    }
}

fn run(steps: &[(Step, usize, usize)]) -> Result<World, TestCaseError> {
    let mut world = World::new();
    for (step, name, version) in steps {
        world.take(step, NAMES[*name], VERSIONS[*version])?;
        world.check_books()?;
    }
    world.check_rest()?;
    world.check_books()?;
    Ok(world)
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 80, failure_persistence: None, ..Default::default()
    })]
    #[test]
    fn the_books_agree_and_everything_comes_to_rest(
        steps in prop::collection::vec((step(), 0..NAMES.len(), 0..VERSIONS.len()), 1..40)
    ) {
        let once = run(&steps)?;
        let twice = run(&steps)?;
        prop_assert_eq!(once.transcript, twice.transcript, "the same steps give the same bytes");
    }
}
