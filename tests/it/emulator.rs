//! The emulator on its own, in process: what it answers to whom. The client is not involved.

mod access;
mod actions;
mod agreement;
mod compared;
mod kinds;
mod life;
mod refusals;
mod seen;
mod surface;
mod work;

use azureml_compute::client::request::{Headers, Method, Request};
use azureml_compute_emulator::engine::{Config, resource};
use azureml_compute_emulator::in_process::Handle;
use serde_json::{Value, json};
use std::time::Duration;

const ORIGIN: &str = "http://127.0.0.1:7777";
const VERSION: &str = "api-version=2026-05-01";

struct Answer {
    status: u16,
    headers: Headers,
    body: Value,
}

impl Answer {
    fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }

    fn status_url(&self) -> &str {
        self.headers.get("Azure-AsyncOperation").unwrap()
    }
}

struct Service(Handle);

impl Service {
    fn start() -> Self {
        Self(Handle::start(Config::default()).unwrap())
    }

    fn request(method: Method, url: impl Into<String>, body: Option<&Value>) -> Request {
        let mut request = Request::new(method, url);
        request.headers.set("authorization", "Bearer anything");
        if let Some(body) = body {
            request.headers.set("content-type", "application/json");
            request.body = Some(body.to_string());
        }
        request
    }

    fn send(&self, request: &Request) -> Answer {
        let response = self.0.handle(request);
        let body = serde_json::from_str(&response.body).unwrap_or_default();
        Answer { status: response.status, headers: response.headers, body }
    }

    fn call(&self, method: Method, url: impl Into<String>, body: Option<&Value>) -> Answer {
        self.send(&Self::request(method, url, body))
    }

    fn put(&self, name: &str, body: &Value) -> Answer {
        self.call(Method::Put, compute_url(name), Some(body))
    }

    fn get(&self, name: &str) -> Answer {
        self.call(Method::Get, compute_url(name), None)
    }

    fn delete(&self, name: &str) -> Answer {
        let url = format!("{}&underlyingResourceAction=Delete", compute_url(name));
        self.call(Method::Delete, url, None)
    }

    fn operation(&self, url: &str) -> Value {
        self.call(Method::Get, url, None).body
    }

    fn after(&self, seconds: u64) -> &Self {
        self.0.advance(Duration::from_secs(seconds));
        self
    }
}

fn workspace_url() -> String {
    format!("{ORIGIN}{}", resource::workspace_id(&Config::default()))
}

fn compute_url(name: &str) -> String {
    format!("{}/computes/{name}?{VERSION}", workspace_url())
}

fn body(min: u32, max: u32) -> Value {
    json!({
        "location": "westeurope",
        "properties": { "computeType": "AmlCompute", "properties": {
            "vmSize": "Standard_DS3_v2",
            "scaleSettings": {
                "minNodeCount": min, "maxNodeCount": max, "nodeIdleTimeBeforeScaleDown": "PT1M"
            }
        } }
    })
}

fn settings(answer: &Answer) -> &Value {
    &answer.body["properties"]["properties"]
}
