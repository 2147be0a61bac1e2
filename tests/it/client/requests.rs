//! The operations as requests: method, URL, header fields, body.

use azureml_compute::arm::cloud::Cloud;
use azureml_compute::client::trust::{Endpoint, Trust};
use azureml_compute::client::{
    Api, CallOptions, Sent, Settings, Task, UnderlyingResourceAction, operations,
};

use super::script::{HOST, WORKSPACE, act, resource, settings, world};

const SUBSCRIPTION: &str = "/subscriptions/00000000-0000-0000-0000-000000000001";

fn api_of(version: &str) -> Api {
    let trust = Trust::new(Endpoint::parse(HOST, false).unwrap(), Vec::new());
    Api::new(trust, "00000000-0000-0000-0000-000000000001", "rg", "ws", version).unwrap()
}

fn api() -> Api {
    api_of("2026-05-01")
}

/// What is sent for each operation: method, path (`W` the workspace, `L` a region) with api-version, body.
#[test]
fn method_url_and_body_of_every_operation() {
    let (stable, preview) = ("?api-version=2026-05-01", "?api-version=2026-05-15-preview");
    let body = "{\"a\": 1}";
    let rows = [
        ("get", "c1", "", "GET W/computes/c1", stable),
        ("list", "", "", "GET W/computes", stable),
        ("create", "c1", body, "PUT W/computes/c1", stable),
        ("update", "c1", body, "PATCH W/computes/c1", stable),
        ("addIdentity", "c1", body, "PATCH W/computes/c1", stable),
        ("removeIdentity", "c1", body, "PATCH W/computes/c1", stable),
        (
            "delete",
            "c1",
            "Delete",
            "DELETE W/computes/c1",
            "?api-version=2026-05-01&underlyingResourceAction=Delete",
        ),
        (
            "delete",
            "c1",
            "Detach",
            "DELETE W/computes/c1",
            "?api-version=2026-05-01&underlyingResourceAction=Detach",
        ),
        ("start", "c1", "", "POST W/computes/c1/start", stable),
        ("stop", "c1", "", "POST W/computes/c1/stop", stable),
        ("restart", "c1", "", "POST W/computes/c1/restart", stable),
        ("resize", "c1", body, "POST W/computes/c1/resize", preview),
        ("allowedResizeSizes", "c1", "", "POST W/computes/c1/getAllowedVmSizesForResize", preview),
        (
            "enableSso",
            "c1",
            body,
            "POST W/computes/c1/enableSso",
            "?api-version=2024-04-01-preview",
        ),
        ("updateIdleShutdown", "c1", body, "POST W/computes/c1/updateIdleShutdownSetting", preview),
        ("updateCustomServices", "c1", "[]", "POST W/computes/c1/customServices", preview),
        ("updateDataMounts", "c1", "[]", "POST W/computes/c1/updateDataMounts", preview),
        ("listNodes", "c1", "", "POST W/computes/c1/listNodes", stable),
        ("listKeys", "c1", "", "POST W/computes/c1/listKeys", stable),
        ("checkName", "", body, "POST W/checkComputeNameAvailability", "?api-version=2020-02-02"),
        ("vmSizes", "westeurope", "", "GET L/westeurope/vmSizes", stable),
        ("usages", "westeurope", "", "GET L/westeurope/usages", stable),
        ("quotas", "westeurope", "", "GET L/westeurope/quotas", stable),
        ("updateQuotas", "westeurope", body, "POST L/westeurope/updateQuotas", stable),
        ("workspace", "", "", "GET W", stable),
        ("submit", "j1", body, "PUT W/jobs/j1", stable),
        ("getJob", "j1", "", "GET W/jobs/j1", stable),
        ("cancelJob", "j1", "", "POST W/jobs/j1/cancel", stable),
    ];
    let regions = format!("{SUBSCRIPTION}/providers/Microsoft.MachineLearningServices/locations");
    for (name, subject, body, place, query) in rows {
        let operation = operations::ALL.iter().find(|operation| operation.name() == name).unwrap();
        let sent = Sent::with(operation, body.to_owned()).unwrap();
        let request = api().request(operation, subject, &sent).unwrap();
        let url = request.url.strip_prefix(HOST).unwrap();
        let url = url.replace(WORKSPACE, "W").replace(&regions, "L");
        assert_eq!(format!("{} {url}", request.method.as_str()), format!("{place}{query}"));
        let sent = Some(body).filter(|body| body.starts_with(['{', '[']));
        assert_eq!(request.body.as_deref(), sent, "{name}");
    }
    for operation in operations::ALL {
        assert!(rows.iter().any(|row| row.0 == operation.name()), "{}", operation.name());
    }
}

#[test]
fn older_versions_get_the_body_they_know() {
    let patch = r#"{"properties":{"properties":{"scaleSettings":{"maxNodeCount":4}}}}"#;
    let flat = r#"{"properties":{"scaleSettings":{"maxNodeCount":4}}}"#;
    let aks =
        r#"{"properties":{"computeType":"AKS","properties":{"agentVmSize":"STANDARD_D3_V2"}}}"#;
    let old = aks.replace("agentVmSize", "agentVMSize");
    let rows = [
        (&operations::UPDATE, "2026-05-01", patch, patch),
        (&operations::UPDATE, "2021-04-01", patch, flat),
        (&operations::UPDATE, "2020-02-02", patch, patch),
        (&operations::CREATE, "2020-06-01", aks, &old),
        (&operations::CREATE, "2020-08-01", aks, aks),
    ];
    for (operation, version, body, wanted) in rows {
        let sent = Sent::Body(body.to_owned());
        let request = api_of(version).request(operation, "c1", &sent).unwrap();
        assert_eq!(request.body.as_deref(), Some(wanted), "{} {version}", operation.name());
        assert!(request.url.ends_with(version));
    }
}

#[test]
fn names_are_encoded_and_cannot_leave_the_path() {
    let rows = [
        ("cpu-cluster", Some("cpu-cluster")),
        ("a b", Some("a%20b")),
        ("a?b#c", Some("a%3Fb%23c")),
        ("%2e%2e", Some("%252e%252e")),
        ("a(b)!~*'", Some("a(b)!~*'")),
        ("é", Some("%C3%A9")),
        ("...", Some("...")),
        ("a&b=c", Some("a%26b%3Dc")),
        ("", None),
        (".", None),
        ("..", None),
        ("../other", None),
        ("a/b", None),
        ("a\\b", None),
        ("a\nb", None),
        ("\0", None),
    ];
    for (name, wanted) in rows {
        match (api().request(&operations::GET, name, &Sent::Nothing), wanted) {
            (Ok(request), Some(wanted)) => {
                let url = format!("{HOST}{WORKSPACE}/computes/{wanted}?api-version=2026-05-01");
                assert_eq!(request.url, url);
            }
            (Err(error), None) => {
                assert!(error.is_validation(), "{name:?}");
                let code = error.report().unwrap().diagnostics[0].code.slug;
                let wanted = if name.is_empty() { "name/length" } else { "name/characters" };
                assert_eq!(code, wanted, "{name:?}");
                assert!(!error.message().is_empty() && !error.message().contains('{'), "{error}");
            }
            (got, _) => panic!("{name:?}: {got:?}"),
        }
    }
    for (subscription, group, workspace) in
        [("", "rg", "ws"), ("s", "..", "ws"), ("s", "rg", "w/s")]
    {
        let trust = api().trust().clone();
        let refused = Api::new(trust, subscription, group, workspace, "2026-05-01");
        assert!(refused.unwrap_err().is_validation());
    }
}

#[test]
fn every_cloud_has_its_endpoint_and_scope() {
    let rows = [
        (Cloud::Public, "https://management.azure.com", "https://management.azure.com/.default"),
        (
            Cloud::UsGov,
            "https://management.usgovcloudapi.net",
            "https://management.core.usgovcloudapi.net/.default",
        ),
        (
            Cloud::China,
            "https://management.chinacloudapi.cn",
            "https://management.chinacloudapi.cn/.default",
        ),
    ];
    assert_eq!(rows.len(), Cloud::ALL.len());
    for (cloud, endpoint, scope) in rows {
        assert_eq!((cloud.endpoint(), cloud.scope()), (endpoint, scope));
        assert_eq!(Cloud::parse(cloud.as_str()), Some(cloud));
        let host = world([act(200, &[], &resource("Succeeded"))]);
        let client = host.client_with(&Settings { cloud, ..settings() });
        pollster::block_on(client.get("c1", &CallOptions::default())).unwrap();
        assert!(host.0.requests.borrow()[0].url.starts_with(&format!("{endpoint}/subscriptions/")));
    }
}

#[test]
fn header_fields_are_few() {
    let host = world([act(200, &[], &resource("Succeeded")), act(204, &[], "")]);
    let client =
        host.client_with(&Settings { correlation_id: Some("corr-1".to_owned()), ..settings() });
    let options = CallOptions::default();
    pollster::block_on(client.get("c1", &options)).unwrap();
    pollster::block_on(client.delete("c1", UnderlyingResourceAction::Delete, &options, &mut ()))
        .unwrap();
    let requests = host.0.requests.borrow();
    for request in requests.iter() {
        let names: Vec<&str> = request.headers.iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            ["accept", "x-ms-client-request-id", "x-ms-correlation-request-id", "authorization"]
        );
        assert_eq!(request.headers.get("accept"), Some("application/json"));
        assert_eq!(request.headers.get("authorization"), Some("Bearer TOKEN-1"));
        assert_eq!(request.headers.get("x-ms-correlation-request-id"), Some("corr-1"));
    }
    let id = |index: usize| requests[index].headers.get("x-ms-client-request-id").unwrap();
    assert_ne!(id(0), id(1));
    let bytes = id(0).as_bytes();
    assert_eq!(bytes.len(), 36);
    assert_eq!(
        (bytes[8], bytes[13], bytes[14], bytes[18], bytes[23]),
        (b'-', b'-', b'4', b'-', b'-')
    );
    assert!(b"89ab".contains(&bytes[19]));
}

#[test]
fn settings_that_cannot_work_are_refused() {
    type Change = fn(&mut Settings);
    let rows: &[(&str, &str, Change)] = &[
        ("http", "UntrustedUrlError", |s| {
            s.endpoint = Some("http://management.azure.com".to_owned());
        }),
        ("http loopback, not allowed", "UntrustedUrlError", |s| {
            s.endpoint = Some("http://127.0.0.1:1".to_owned());
        }),
        ("no endpoint", "TypeError", |s| {
            s.endpoint = Some("management".to_owned());
        }),
        ("http among the trusted", "UntrustedUrlError", |s| {
            s.trusted_endpoints = vec!["http://x".to_owned()];
        }),
        ("api-version", "TypeError", |s| {
            s.api_version = "latest".to_owned();
        }),
        ("api-version with a query", "TypeError", |s| {
            s.api_version = "2026-05-01&x=1".to_owned();
        }),
        ("correlation id", "TypeError", |s| {
            s.correlation_id = Some("a\r\nb: c".to_owned());
        }),
        ("workspace", "ValidationError", |s| {
            s.workspace = "..".to_owned();
        }),
    ];
    for (name, class, change) in rows {
        let mut settings = settings();
        change(&mut settings);
        let host = world([]);
        let made =
            azureml_compute::client::Client::new(&settings, host.clone(), host.clone(), host, || 1);
        assert_eq!(made.unwrap_err().name(), *class, "{name}");
    }
}

#[test]
fn a_text_is_what_its_operation_makes_of_it() {
    let sent = |name: &str, text: &str| {
        let operation = operations::ALL.iter().find(|operation| operation.name() == name).unwrap();
        Sent::with(operation, text.to_owned())
    };
    assert_eq!(sent("get", "").unwrap(), Sent::Nothing);
    assert_eq!(sent("create", "{}").unwrap(), Sent::Body("{}".to_owned()));
    assert_eq!(sent("list", "https://next").unwrap(), Sent::Link("https://next".to_owned()));
    assert_eq!(sent("list", "").unwrap(), Sent::Nothing);
    let detach = Sent::Action(UnderlyingResourceAction::Detach);
    assert_eq!(sent("delete", "Detach").unwrap(), detach);
    for (name, text) in [("delete", "detach"), ("delete", ""), ("destroy", "")] {
        let error = Task::named(name, "c1".to_owned(), text.to_owned()).unwrap_err();
        assert_eq!(error.name(), "TypeError", "{name} {text}");
    }
    // A body that reads like an action is a body.
    assert_eq!(sent("create", "Detach").unwrap().body(), Some("Detach"));
    let secret = format!("{:?}", sent("create", "{\"adminUserPassword\":\"x\"}").unwrap());
    assert!(!secret.contains("Password"), "{secret}");
}
