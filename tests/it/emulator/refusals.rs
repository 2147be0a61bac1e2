//! What is refused, and with which status and code.

use super::{Service, VERSION, body, compute_url, workspace_url};
use azureml_compute::client::request::{Method, Request};
use serde_json::{Value, json};

#[test]
fn each_mistake_has_its_own_answer() {
    let service = Service::start();
    service.put("cpu", &body(0, 4));
    let workspace = workspace_url();
    let compute = compute_url("new");
    let with = |pointer: &str, value: Value| {
        let mut body = body(0, 4);
        *body.pointer_mut(pointer).unwrap() = value;
        Some(body)
    };
    let scale = "/properties/properties/scaleSettings";
    let rows: Vec<(Method, String, Option<Value>, u16, &str)> = vec![
        (Method::Get, format!("{workspace}/computes"), None, 400, "MissingApiVersionParameter"),
        (
            Method::Get,
            compute.replace(VERSION, "api-version=x"),
            None,
            400,
            "InvalidApiVersionParameter",
        ),
        (
            Method::Get,
            compute.replace(VERSION, "api-version=2019-01-01"),
            None,
            400,
            "NoRegisteredProviderFound",
        ),
        (Method::Get, compute.replace("11111111-", "11111112-"), None, 404, "SubscriptionNotFound"),
        (Method::Get, compute.replace("11111111-", "1-"), None, 400, "InvalidSubscriptionId"),
        (Method::Get, compute.replace("emulated-group", "g"), None, 404, "ResourceGroupNotFound"),
        (Method::Get, compute.replace("emulated-workspace", "w"), None, 404, "ResourceNotFound"),
        (
            Method::Put,
            compute.replace("emulated-workspace", "w"),
            Some(body(0, 1)),
            404,
            "ParentResourceNotFound",
        ),
        (Method::Get, compute.replace("computes", "toasters"), None, 404, "InvalidResourceType"),
        (Method::Post, compute.clone(), None, 405, "MethodNotAllowed"),
        (Method::Patch, compute.clone(), Some(body(0, 1)), 404, "ResourceNotFound"),
        (Method::Put, compute.clone(), None, 400, "InvalidRequestContent"),
        (Method::Put, compute.clone(), Some(json!([])), 400, "BadRequest"),
        (
            Method::Put,
            compute.clone(),
            with("/properties/computeType", "Toaster".into()),
            400,
            "BadRequest",
        ),
        (
            Method::Put,
            compute_url("cpu"),
            with("/properties/computeType", "ComputeInstance".into()),
            409,
            "Conflict",
        ),
        (
            Method::Put,
            compute.clone(),
            with(&format!("{scale}/maxNodeCount"), (-1).into()),
            400,
            "BadRequest",
        ),
        (
            Method::Put,
            compute.clone(),
            with(&format!("{scale}/minNodeCount"), 5.into()),
            400,
            "InvalidPropertyValue",
        ),
        (Method::Put, compute.clone(), with(scale, Value::Null), 400, "InvalidPropertyValue"),
        (
            Method::Put,
            compute.clone(),
            with("/properties/properties/vmSize", "big".into()),
            400,
            "InvalidPropertyValue",
        ),
        (Method::Put, compute_url("ab"), Some(body(0, 1)), 400, "InvalidPropertyValue"),
        (Method::Put, compute_url("1ab"), Some(body(0, 1)), 400, "InvalidPropertyValue"),
        (Method::Put, compute_url("ab-"), Some(body(0, 1)), 400, "InvalidPropertyValue"),
        (Method::Put, compute_url("a_b"), Some(body(0, 1)), 400, "InvalidPropertyValue"),
        (Method::Put, compute_url(&"a".repeat(33)), Some(body(0, 1)), 400, "InvalidPropertyValue"),
        (Method::Delete, compute_url("cpu"), None, 400, "BadRequest"),
        (
            Method::Delete,
            format!("{}&underlyingResourceAction=Burn", compute_url("cpu")),
            None,
            400,
            "BadRequest",
        ),
        (
            Method::Get,
            format!("{workspace}/computes?{VERSION}&$skip=50"),
            None,
            400,
            "InvalidContinuationToken",
        ),
    ];
    for (method, url, body, status, code) in rows {
        let answer = service.call(method, &url, body.as_ref());
        let got = (answer.status, answer.code());
        assert_eq!(got, (status, code), "{} {url} {body:?}", method.as_str());
        assert!(answer.body["error"]["message"].is_string());
    }
    let mut broken = Service::request(Method::Put, &compute, Some(&json!({})));
    broken.body = Some("{\"a\":".to_owned());
    assert_eq!(service.send(&broken).code(), "InvalidRequestContent");
    broken.headers.set("content-type", "text/plain");
    assert_eq!(service.send(&broken).status, 415);
    assert_eq!(service.get("new").status, 404, "nothing of all this created anything");
}

#[test]
fn the_status_url_is_good_byte_for_byte_only() {
    let service = Service::start();
    let url = service.put("cpu", &body(0, 4)).status_url().to_owned();
    let (path, query) = url.split_once('?').unwrap();
    let unsigned = query.split("&t=").next().unwrap();
    for wrong in [
        format!("{path}?{unsigned}"),
        format!("{url}&{VERSION}"),
        url.replace("service=new&", ""),
        url.replace("&c=MII", "&c=mii"),
        url.replace("api-version", "api%2Dversion"),
    ] {
        let answer = service.call(Method::Get, &wrong, None);
        assert_eq!((answer.status, answer.code()), (403, "AuthorizationFailed"));
    }
    assert_eq!(service.call(Method::Get, &url, None).status, 200);
    let mut bare = Request::new(Method::Get, &url);
    bare.headers.set("accept", "application/json");
    assert_eq!(service.send(&bare).status, 401, "the signature does not stand in for a token");
}
