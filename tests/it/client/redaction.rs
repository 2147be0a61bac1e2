//! Nothing secret is ever shown: tokens, signed URLs, bodies.

use std::cell::RefCell;
use std::rc::Rc;

use azureml_compute::client::lro::{Operation, Target, Until};
use azureml_compute::client::request::{Method, Request};
use azureml_compute::client::trust::{Endpoint, Trust};
use azureml_compute::client::{
    AccessToken, CallOptions, Page, Resource, ResumeToken, Secret, Timestamp,
};

use super::script::{Act, BEGIN, Notes, act, answer, resource, world};

const SIGNED: &str = "https://management.azure.com/op/1?api-version=2026-05-01&c=CERTSECRET&s=SIGSECRET&h=HASHSECRET";

fn clean(what: &str, shown: &str) {
    for secret in ["SECRET", "TOKEN-", "PASSWORD"] {
        assert!(!shown.contains(secret), "{what} shows {secret}: {shown}");
    }
}

#[test]
fn debug_forms_hide_secrets() {
    let mut request = Request::new(Method::Put, SIGNED);
    request.headers.set("authorization", "Bearer TOKEN-1");
    request.body = Some("PASSWORD".to_owned());
    clean("request", &format!("{request:?}"));
    let response = answer(200, &[("Azure-AsyncOperation", SIGNED)], r#"{"k":"PASSWORD"}"#);
    clean("response", &format!("{response:?}"));
    let token = AccessToken { token: Secret::new("TOKEN-1"), expires: Timestamp(1) };
    clean("token", &format!("{token:?}"));
    let trust =
        Trust::new(Endpoint::parse("https://management.azure.com", false).unwrap(), Vec::new());
    let now = Timestamp(BEGIN);
    let (operation, step) = Operation::begin(
        Target::Present,
        Until::Provisioned,
        "https://management.azure.com/x",
        &response,
        &trust,
        now,
    )
    .unwrap();
    clean("operation", &format!("{operation:?} {step:?}"));
    assert_eq!(operation.url(), SIGNED, "used byte for byte");
    let host = world([]);
    clean("client", &format!("{:?}", host.client()));
    let refused =
        Trust::follow(&trust, "https://user:PASSWORD@evil.example/x?s=SIGSECRET").unwrap_err();
    clean("error", &format!("{refused:?} {refused}"));
    assert!(refused.message().contains("https://evil.example"), "{refused}");
    let refused = Endpoint::parse("https://me:PASSWORD@host", false).unwrap_err();
    clean("error", &format!("{refused:?} {refused}"));
}

#[test]
fn a_whole_operation_shows_nothing() {
    let body = r#"{"properties":{"properties":{"userAccountCredentials":{"adminUserPassword":"PASSWORD"}}}}"#;
    let host = world([
        act(201, &[("Azure-AsyncOperation", SIGNED)], &resource("Creating")),
        act(429, &[], ""),
        Act::Broken,
        act(200, &[], r#"{"status":"Failed","error":{"code":"Broken","message":"m"}}"#),
        act(200, &[], &resource("Failed")),
    ]);
    let shown = Rc::new(RefCell::new(String::new()));
    let sink = Rc::clone(&shown);
    let client = host.client().on_event(move |event| {
        let line = format!("{event:?} {}\n", serde_json::to_string(event).unwrap());
        sink.borrow_mut().push_str(&line);
    });
    let mut notes = Notes::default();
    let options = CallOptions::default();
    let error =
        pollster::block_on(client.create_unchecked("c1", body, &options, &mut notes)).unwrap_err();
    assert_eq!(error.code(), "Broken");
    assert!(host.wire().iter().any(|line| line.contains("SIGSECRET")), "the signed URL was polled");
    clean("events", &shown.borrow());
    clean("error", &format!("{error:?} {error} {}", serde_json::to_string(&error).unwrap()));
    clean("resume token", &notes.submitted.concat());
    clean(
        "progress",
        &format!("{:?} {}", notes.progress, serde_json::to_string(&notes.progress).unwrap()),
    );
    for word in [
        "\"type\":\"request\"",
        "\"type\":\"response\"",
        "\"type\":\"retry\"",
        "\"type\":\"poll\"",
        "\"type\":\"broken\"",
        "\"path\":\"/op/1\"",
        "\"method\":\"PUT\"",
        "\"status\":201",
    ] {
        assert!(shown.borrow().contains(word), "no {word} in {}", shown.borrow());
    }
}

#[test]
fn bodies_are_not_shown() {
    let secret =
        r#"{"value":[{"k":"PASSWORD"}],"nextLink":"https://management.azure.com/?s=SIGSECRET"}"#;
    let host = world([act(200, &[], secret), act(200, &[], secret)]);
    let client = host.client();
    let options = CallOptions::default();
    let page: Page = pollster::block_on(client.list_page(None, &options)).unwrap();
    clean("page", &format!("{page:?}"));
    let resource: Resource = pollster::block_on(client.get("c1", &options)).unwrap();
    clean("resource", &format!("{resource:?}"));
    assert_eq!(page.as_str(), secret);
    assert_eq!(resource.as_str(), secret);
    assert!(ResumeToken::parse(secret).is_err());
}
