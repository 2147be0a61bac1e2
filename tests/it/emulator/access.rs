//! Who may call, and how often: tokens, tenants, challenges, throttling.

use super::{Service, VERSION, compute_url, workspace_url};
use azureml_compute::client::request::Method;
use azureml_compute_emulator::engine::Config;
use azureml_compute_emulator::in_process::Handle;
use serde_json::Value;

#[test]
fn a_revoked_token_is_challenged_until_another_one_comes() {
    let service = Service::start();
    let mut request = Service::request(Method::Get, format!("{}?{VERSION}", workspace_url()), None);
    assert_eq!(service.send(&request).status, 200);
    service.0.with(azureml_compute_emulator::engine::Engine::revoke_tokens);
    let challenged = service.send(&request);
    assert_eq!(challenged.status, 401);
    let field = challenged.headers.get("www-authenticate").unwrap();
    assert!(
        field.contains("error=\"insufficient_claims\"") && field.contains("claims=\"ey"),
        "{field}"
    );
    request.headers.set("authorization", "Bearer another");
    assert_eq!(service.send(&request).status, 200);
}

#[test]
fn a_token_of_another_tenant_does_not_open_a_subscription() {
    let mut other = Config::default().place();
    other.tenant_id = "00000000-0000-4000-8000-000000000001".to_owned();
    other.subscription_id = "00000000-0000-4000-8000-000000000002".to_owned();
    let more = vec![other.clone()];
    let service = Service(Handle::start(Config { more, ..Config::default() }).unwrap());
    // {"tid":"00000000-0000-4000-8000-000000000001"}
    let token = "e30.eyJ0aWQiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEifQ.x";
    let ask = |url: String| {
        let mut request = Service::request(Method::Get, url, None);
        request.headers.set("authorization", format!("Bearer {token}"));
        service.send(&request)
    };
    let refused = ask(format!("{}?{VERSION}", workspace_url()));
    assert_eq!((refused.status, refused.code()), (401, "InvalidAuthenticationTokenTenant"));
    assert!(
        refused.headers.get("www-authenticate").unwrap().contains(&Config::default().tenant_id)
    );
    let own = workspace_url().replace(&Config::default().subscription_id, &other.subscription_id);
    let opened = ask(format!("{own}?{VERSION}"));
    assert_eq!(
        (opened.status, &opened.body["identity"]["tenantId"]),
        (200, &Value::from(other.tenant_id))
    );
}

#[test]
fn calls_that_come_too_fast_are_refused_where_that_is_wanted() {
    let service = Service(Handle::start(Config { throttle: true, ..Config::default() }).unwrap());
    let mut statuses = Vec::new();
    for _ in 0..260 {
        statuses.push(service.get("cpu").status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 250);
    let refused = service.get("cpu");
    assert_eq!((refused.status, refused.code()), (429, "TooManyRequests"));
    assert_eq!(refused.headers.get("retry-after"), Some("1"));
    assert_eq!(refused.headers.get("x-ms-ratelimit-remaining-subscription-reads"), Some("0"));
    let nodes = compute_url("cpu").replace('?', "/listNodes?");
    let charged = service.call(Method::Post, nodes, None);
    assert_eq!(charged.headers.get("x-ms-ratelimit-remaining-subscription-writes"), Some("199"));
    assert_eq!(service.after(1).get("cpu").status, 404);
}
