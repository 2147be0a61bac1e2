//! The operations as requests: method, URL, header fields, body.

use azureml_compute::arm::cloud::Cloud;
use azureml_compute::client::trust::{Endpoint, Trust};
use azureml_compute::client::{Api, CallOptions, Settings, UnderlyingResourceAction};

use super::script::{HOST, WORKSPACE, act, resource, settings, world};

fn api() -> Api {
    let endpoint = Endpoint::parse(HOST, false).unwrap();
    Api::new(
        Trust::new(endpoint, Vec::new()),
        "00000000-0000-0000-0000-000000000001",
        "rg",
        "ws",
        "2026-05-01",
    )
    .unwrap()
}

#[test]
fn method_url_and_body() {
    let api = api();
    let create = api.create("c1", "{\"a\": 1}").unwrap();
    let rows = [
        (api.get("c1").unwrap(), "GET", "/computes/c1?api-version=2026-05-01", None),
        (api.list(), "GET", "/computes?api-version=2026-05-01", None),
        (create.request.clone(), "PUT", "/computes/c1?api-version=2026-05-01", Some("{\"a\": 1}")),
        (
            api.delete("c1", UnderlyingResourceAction::Delete).unwrap().request,
            "DELETE",
            "/computes/c1?api-version=2026-05-01&underlyingResourceAction=Delete",
            None,
        ),
        (
            api.delete("c1", UnderlyingResourceAction::Detach).unwrap().request,
            "DELETE",
            "/computes/c1?api-version=2026-05-01&underlyingResourceAction=Detach",
            None,
        ),
    ];
    for (request, method, url, body) in rows {
        assert_eq!(request.method.as_str(), method);
        assert_eq!(request.url, format!("{HOST}{WORKSPACE}{url}"));
        assert_eq!(request.body.as_deref(), body);
    }
    assert_eq!(create.resource, format!("{HOST}{WORKSPACE}/computes/c1?api-version=2026-05-01"));
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
        match (api().get(name), wanted) {
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
