//! Whole calls: what goes over the wire, in which order, and what the caller learns.

use std::time::Duration;

use azureml_compute::client::lro::Until;
use azureml_compute::client::request::Method;
use azureml_compute::client::{
    CallOptions, ResumeToken, Settings, Status, UnderlyingResourceAction,
};
use pollster::block_on;

use super::script::{Act, HOST, Notes, WORKSPACE, act, resource, settings, world};

const OPERATION: &str = "https://management.azure.com/op?api-version=2026-05-01&s=A%2Fb+c%20'";
const BODY: &str = "{ \"location\" : \"x\", \"properties\":{\"n\":1e2} }";

fn started() -> Act {
    act(201, &[("Azure-AsyncOperation", OPERATION)], &resource("Creating"))
}

fn status(word: &str) -> Act {
    act(200, &[], &format!(r#"{{"status":"{word}"}}"#))
}

fn state(word: &str) -> Act {
    act(200, &[], &resource(word))
}

#[test]
fn create_polls_the_operation_and_reads_the_resource() {
    let last = r#"{ "name":"c1", "future": {"x":[1.0,1e5]}, "properties":{"provisioningState":"Succeeded"} }"#;
    let host = world([started(), status("InProgress"), status("Succeeded"), act(200, &[], last)]);
    let mut notes = Notes::default();
    let made =
        block_on(host.client().create_unchecked("c1", BODY, &CallOptions::default(), &mut notes))
            .unwrap();
    assert_eq!(made.as_str(), last, "byte for byte");
    let poll = format!("GET {}", OPERATION.replace(HOST, ""));
    assert_eq!(
        host.wire(),
        [
            "PUT W/computes/c1?api-version=2026-05-01",
            &poll,
            &poll,
            "GET W/computes/c1?api-version=2026-05-01"
        ]
    );
    let requests = host.0.requests.borrow();
    assert_eq!(requests[0].body.as_deref(), Some(BODY), "byte for byte");
    assert_eq!(requests[0].headers.get("content-type"), Some("application/json"));
    assert!(requests[1].headers.get("content-type").is_none());
    assert_eq!(host.elapsed(), 2500, "a short operation feels quick");
    let statuses: Vec<Status> = notes.progress.iter().map(|progress| progress.status).collect();
    assert_eq!(statuses, [Status::Running, Status::Running, Status::Running, Status::Succeeded]);
    assert_eq!(notes.progress[0].provisioning_state.as_deref(), Some("Creating"));
    assert_eq!(notes.progress[3].provisioning_state.as_deref(), Some("Succeeded"));
    assert_eq!(notes.progress[3].elapsed_ms, 2500);
    assert_eq!(notes.submitted.len(), 1);
}

#[test]
fn details_are_read_beside_the_polls_and_may_fail() {
    let resizing = r#"{"properties":{"provisioningState":"Creating","properties":{"allocationState":"Resizing"}}}"#;
    let host = world([
        started(),
        status("InProgress"),
        act(200, &[], resizing),
        status("InProgress"),
        Act::Broken,
        status("InProgress"),
        Act::Hang,
        status("InProgress"),
        act(503, &[], ""),
        status("Succeeded"),
        state("Succeeded"),
    ]);
    let mut notes = Notes { details: true, ..Notes::default() };
    block_on(host.client().create_unchecked("c1", BODY, &CallOptions::default(), &mut notes))
        .unwrap();
    let allocation: Vec<Option<&str>> =
        notes.progress.iter().map(|progress| progress.allocation_state.as_deref()).collect();
    assert_eq!(allocation[0], None);
    assert!(allocation[1..].iter().all(|state| *state == Some("Resizing")), "{allocation:?}");
}

#[test]
fn delete_ends_with_the_operation_or_with_the_resource() {
    let delete = |acts: Vec<Act>| {
        let host = world(acts);
        let client = host.client();
        let options = CallOptions::default();
        let result =
            block_on(client.delete("c1", UnderlyingResourceAction::Detach, &options, &mut ()));
        (host.wire().len(), result.map_err(|error| error.code().to_owned()))
    };
    let accepted = || act(202, &[("Azure-AsyncOperation", OPERATION)], "");
    assert_eq!(delete(vec![accepted(), status("InProgress"), status("Succeeded")]), (3, Ok(())));
    assert_eq!(delete(vec![act(204, &[], "")]), (1, Ok(())));
    assert_eq!(delete(vec![act(202, &[], ""), state("Deleting"), act(404, &[], "")]), (3, Ok(())));
    let missing = r#"{"error":{"code":"ResourceNotFound","message":"no workspace"}}"#;
    assert_eq!(delete(vec![act(404, &[], missing)]), (1, Err("ResourceNotFound".to_owned())));
}

#[test]
fn resume_looks_at_the_resource() {
    let host = world([started(), status("InProgress"), Act::AbortThenHang]);
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    let mut notes = Notes::default();
    let error =
        block_on(host.client().create_unchecked("c1", BODY, &options, &mut notes)).unwrap_err();
    assert!(error.is_aborted());
    let text = notes.submitted.pop().unwrap();
    let wanted = format!(
        r#"{{"version":1,"method":"PUT","path":"{WORKSPACE}/computes/c1","apiVersion":"2026-05-01","start":1767225600000}}"#
    );
    assert_eq!(text, wanted);

    let later = world([state("Creating"), state("Succeeded")]);
    later.0.now.set(later.0.now.get() + 60_000);
    let token = ResumeToken::parse(&text).unwrap();
    let mut notes = Notes::default();
    let made =
        block_on(later.client().resume(&token, &CallOptions::default(), &mut notes)).unwrap();
    assert_eq!(made.unwrap().provisioning_state().as_deref(), Some("Succeeded"));
    assert_eq!(later.wire(), ["GET W/computes/c1?api-version=2026-05-01"; 2]);
    assert_eq!(notes.progress.last().unwrap().elapsed_ms, 61_000, "counts from the submission");

    let deleted = world([act(404, &[], "")]);
    let token = ResumeToken::parse(&text.replace("PUT", "DELETE")).unwrap();
    let gone = block_on(deleted.client().resume(&token, &CallOptions::default(), &mut ())).unwrap();
    assert_eq!(gone, None);
}

#[test]
fn resume_tokens_that_are_refused() {
    let good = format!(
        r#"{{"version":1,"method":"PUT","path":"{WORKSPACE}/computes/c1","apiVersion":"2026-05-01","start":1}}"#
    );
    assert!(ResumeToken::parse(&good).is_ok());
    let bad = [
        good.replace("\"version\":1", "\"version\":2"),
        good.replace("PUT", "POST"),
        good.replace("PUT", "TRACE"),
        good.replace("/computes/c1", "/computes/../../x"),
        good.replace("/computes/c1", "/computes/%2E%2e/x"),
        good.replace("/computes/c1", "/computes//x"),
        good.replace("/computes/c1", "/computes/c1?x=1"),
        good.replace("/computes/c1", "/computes/c1#"),
        good.replace("\"/subscriptions", "\"//evil.example/subscriptions"),
        good.replace("\"/subscriptions", "\"@evil.example/subscriptions"),
        good.replace("2026-05-01", "2026-05-01&x=1"),
        good.replace(":1}", ":-1}"),
        good.replace(":1}", ":\"1\"}"),
        "{}".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        String::new(),
        "https://management.azure.com/op?s=sig".to_owned(),
    ];
    for text in bad {
        assert_eq!(ResumeToken::parse(&text).unwrap_err().name(), "TypeError", "{text}");
    }
    let other = ResumeToken::parse(&good.replace("/ws/", "/other/")).unwrap();
    let host = world([]);
    let refused = block_on(host.client().resume(&other, &CallOptions::default(), &mut ()));
    assert_eq!(refused.unwrap_err().name(), "TypeError");
    assert!(host.wire().is_empty());
}

#[test]
fn abort_ends_a_call_wherever_it_stands() {
    // In the wait between polls.
    let host = world([started()]);
    host.0.abort_at.set(Some(400));
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    let error =
        block_on(host.client().create_unchecked("c1", BODY, &options, &mut ())).unwrap_err();
    assert!(error.is_aborted());
    assert_eq!((host.elapsed(), host.wire().len()), (400, 1));
    // In the wait before a retry.
    let host = world([act(429, &[("Retry-After", "30")], "")]);
    host.0.abort_at.set(Some(5000));
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    let error = block_on(host.client().get("c1", &options)).unwrap_err();
    assert!(error.is_aborted());
    assert_eq!(host.elapsed(), 5000);
    // While a request runs.
    let host = world([Act::AbortThenHang]);
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    assert!(block_on(host.client().get("c1", &options)).unwrap_err().is_aborted());
    // Before anything: nothing is sent, no token is fetched.
    let host = world([]);
    host.0.abort.abort();
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    assert!(block_on(host.client().get("c1", &options)).unwrap_err().is_aborted());
    assert!(host.wire().is_empty() && host.0.tokens.borrow().is_empty());
}

#[test]
fn deadlines_and_request_timeouts() {
    let within = |milliseconds| CallOptions {
        deadline: Some(Duration::from_millis(milliseconds)),
        ..CallOptions::default()
    };
    // In a wait: the call ends when the deadline passes, not when the wait does.
    let host = world([started(), status("InProgress")]);
    let mut notes = Notes::default();
    let error = block_on(host.client().create_unchecked("c1", BODY, &within(1800), &mut notes))
        .unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(
        (error.code(), host.elapsed(), notes.submitted.len()),
        ("DEADLINE_EXCEEDED", 1800, 1)
    );
    // In an exchange.
    let host = world([Act::Hang]);
    let error = block_on(host.client().get("c1", &within(700))).unwrap_err();
    assert_eq!((error.code(), host.elapsed()), ("DEADLINE_EXCEEDED", 700));
    // A deadline of nothing sends nothing.
    let host = world([]);
    assert_eq!(
        block_on(host.client().get("c1", &within(0))).unwrap_err().code(),
        "DEADLINE_EXCEEDED"
    );
    assert!(host.wire().is_empty());
    // One exchange that hangs is given up and tried again.
    let host = world([Act::Hang, state("Succeeded")]);
    let client =
        host.client_with(&Settings { request_timeout: Duration::from_secs(5), ..settings() });
    block_on(client.get("c1", &CallOptions::default())).unwrap();
    assert_eq!(host.wire().len(), 2);
    let host = world([Act::Hang, Act::Hang, Act::Hang, Act::Hang]);
    let error = block_on(host.client().get("c1", &CallOptions::default())).unwrap_err();
    assert_eq!((error.name(), error.code()), ("TimeoutError", "REQUEST_TIMEOUT"));
    // An operation that never ends is followed for an hour.
    let mut acts = vec![started()];
    acts.extend((0..400).map(|_| status("InProgress")));
    let host = world(acts);
    let error =
        block_on(host.client().create_unchecked("c1", BODY, &CallOptions::default(), &mut ()))
            .unwrap_err();
    assert_eq!((error.code(), host.elapsed()), ("DEADLINE_EXCEEDED", 3_600_000));
}

#[test]
fn redirects_stay_on_their_origin() {
    let moved = format!("{HOST}/moved?x=1");
    let rows: Vec<(&str, u16, &str, Option<&str>)> = vec![
        ("307 on the same origin", 307, &moved, None),
        ("308 on the same origin", 308, &moved, None),
        ("302 of a GET", 302, &moved, None),
        ("from the root", 307, "/moved?x=1", None),
        ("another origin", 307, "https://evil.example/x", Some("UntrustedUrlError")),
        ("another port", 307, "https://management.azure.com:8443/x", Some("UntrustedUrlError")),
        ("clear text", 307, "http://management.azure.com/x", Some("UntrustedUrlError")),
        ("without a scheme", 307, "//evil.example/x", Some("UntrustedUrlError")),
        ("nowhere", 307, "", Some("UntrustedUrlError")),
    ];
    for (name, code, location, class) in rows {
        let host = world([act(code, &[("Location", location)], ""), state("Succeeded")]);
        let result = block_on(host.client().get("c1", &CallOptions::default()));
        assert_eq!(
            result.as_ref().err().map(azureml_compute::client::Error::name),
            class,
            "{name}"
        );
        if class.is_none() {
            let requests = host.0.requests.borrow();
            assert_eq!(requests[1].url, moved, "{name}");
            assert_eq!(requests[1].headers.get("authorization"), Some("Bearer TOKEN-1"), "{name}");
        }
    }
    let host = world((0..6).map(|_| act(307, &[("Location", "/again")], "")));
    let error = block_on(host.client().get("c1", &CallOptions::default())).unwrap_err();
    assert_eq!((error.code(), host.wire().len()), ("REDIRECT_REFUSED", 6));
    let host = world([act(302, &[("Location", "/x")], "")]);
    let error =
        block_on(host.client().create_unchecked("c1", BODY, &CallOptions::default(), &mut ()))
            .unwrap_err();
    assert_eq!(error.code(), "REDIRECT_REFUSED", "a PUT must not become a GET");
    let host = world([
        act(307, &[("Location", "/x")], ""),
        act(201, &[], &resource("Succeeded")),
        state("Succeeded"),
    ]);
    block_on(host.client().create_unchecked("c1", BODY, &CallOptions::default(), &mut ())).unwrap();
    assert_eq!(host.0.requests.borrow()[1].body.as_deref(), Some(BODY));
    assert_eq!(host.count(Method::Put), 2);
}

#[test]
fn trusted_endpoints_get_the_token_too() {
    let elsewhere = "https://eastus.management.azure.com/op";
    let acts = [
        act(202, &[("Azure-AsyncOperation", elsewhere)], ""),
        status("Succeeded"),
        state("Succeeded"),
    ];
    let host = world(acts.clone());
    let refused =
        block_on(host.client().create_unchecked("c1", BODY, &CallOptions::default(), &mut ()));
    assert!(refused.unwrap_err().is_untrusted_url());
    let host = world(acts);
    let client = host.client_with(&Settings {
        trusted_endpoints: vec!["https://eastus.management.azure.com".to_owned()],
        ..settings()
    });
    block_on(client.create_unchecked("c1", BODY, &CallOptions::default(), &mut ())).unwrap();
    assert_eq!(host.0.requests.borrow()[1].headers.get("authorization"), Some("Bearer TOKEN-1"));
}

#[test]
fn steady_is_awaited_if_asked() {
    let cluster = |allocation: &str| {
        act(
            200,
            &[],
            &format!(
                r#"{{"properties":{{"provisioningState":"Succeeded","properties":{{"allocationState":"{allocation}"}}}}}}"#
            ),
        )
    };
    let host = world([started(), status("Succeeded"), cluster("Resizing"), cluster("Steady")]);
    let options = CallOptions { until: Until::Steady, ..CallOptions::default() };
    let made = block_on(host.client().create_unchecked("c1", BODY, &options, &mut ())).unwrap();
    assert!(made.as_str().contains("Steady"));
}
