//! Faults on the way: nothing is lost, nothing is done twice, every outcome has a type.

use std::time::Duration;

use azureml_compute::client::request::Method;
use azureml_compute::client::{CallOptions, UnderlyingResourceAction};
use pollster::block_on;

use super::script::{Act, Host, act, resource, world};

#[derive(Clone, Copy, Debug)]
enum Call {
    Get,
    List,
    Create,
    Delete,
}

/// How a call ends: "ok", or the error's name and code.
fn outcome(call: Call, host: &Host) -> String {
    let client = host.client();
    let options = CallOptions { abort: host.0.abort.clone(), ..CallOptions::default() };
    let result = match call {
        Call::Get => block_on(client.get("c1", &options)).map(|_| ()),
        Call::List => block_on(client.list_page(None, &options)).map(|_| ()),
        Call::Create => {
            block_on(client.create_unchecked("c1", "{}", &options, &mut ())).map(|_| ())
        }
        Call::Delete => {
            block_on(client.delete("c1", UnderlyingResourceAction::Delete, &options, &mut ()))
        }
    };
    match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => format!("{} {}", error.name(), error.code()),
    }
}

/// What tells that it is the compute that is missing.
fn workspace() -> Act {
    act(200, &[], "{}")
}

fn ok() -> Act {
    act(200, &[], &resource("Succeeded"))
}

fn state(word: &str) -> Act {
    act(200, &[], &resource(word))
}

fn bare(status: u16) -> Act {
    act(status, &[], "")
}

#[test]
fn reading() {
    use Call::{Get, List};
    let page = || act(200, &[], r#"{"value":[]}"#);
    let retry = |wait| act(429, &[("Retry-After", wait)], "");
    let rows: Vec<(&str, Call, Vec<Act>, &str)> = vec![
        ("fine", Get, vec![ok()], "ok"),
        ("refused connection, then fine", Get, vec![Act::Unsent, ok()], "ok"),
        ("reset, then fine", Get, vec![Act::Broken, ok()], "ok"),
        (
            "reset for good",
            Get,
            vec![Act::Broken, Act::Broken, Act::Broken, Act::Broken],
            "NetworkError CONNECTION_FAILED",
        ),
        ("hangs, then fine", Get, vec![Act::Hang, ok()], "ok"),
        ("408, then fine", Get, vec![bare(408), ok()], "ok"),
        ("429 without a hint, then fine", Get, vec![bare(429), ok()], "ok"),
        ("429 with a hint, then fine", Get, vec![retry("2"), ok()], "ok"),
        ("429 with an unreadable hint, then fine", Get, vec![retry("later"), ok()], "ok"),
        (
            "429 for good",
            Get,
            vec![retry("1"), retry("1"), retry("1"), retry("17")],
            "ThrottledError TooManyRequests",
        ),
        ("500, 502, 503, then fine", Get, vec![bare(500), bare(502), bare(503), ok()], "ok"),
        (
            "504 for good",
            Get,
            vec![bare(504), bare(504), bare(504), bare(504)],
            "ArmError GatewayTimeout",
        ),
        ("501", Get, vec![bare(501)], "ArmError UnexpectedStatus"),
        ("505", Get, vec![bare(505)], "ArmError UnexpectedStatus"),
        ("400 with HTML", Get, vec![act(400, &[], "<html>")], "ArmError BadRequest"),
        (
            "404",
            Get,
            vec![
                act(404, &[], r#"{"error":{"code":"ResourceNotFound","message":"m"}}"#),
                workspace(),
            ],
            "ArmError ResourceNotFound",
        ),
        (
            "404 with a flat body",
            Get,
            vec![act(404, &[], r#"{"code":"Flat","message":"m"}"#), workspace()],
            "ArmError Flat",
        ),
        (
            "404 with a body cut off",
            Get,
            vec![act(404, &[], r#"{"error":{"co"#), workspace()],
            "ArmError NotFound",
        ),
        ("403", Get, vec![bare(403)], "AuthError Forbidden"),
        ("304", Get, vec![bare(304)], "ArmError UnexpectedStatus"),
        ("204 for a resource", Get, vec![bare(204)], "ArmError UNEXPECTED_RESPONSE"),
        ("empty", Get, vec![bare(200)], "ArmError UNEXPECTED_RESPONSE"),
        (
            "HTML",
            Get,
            vec![act(200, &[("content-type", "text/html")], "<!doctype html>")],
            "ArmError UNEXPECTED_RESPONSE",
        ),
        (
            "cut off",
            Get,
            vec![act(200, &[], r#"{"name":"c1","prop"#)],
            "ArmError UNEXPECTED_RESPONSE",
        ),
        ("null", Get, vec![act(200, &[], "null")], "ArmError UNEXPECTED_RESPONSE"),
        ("a list", Get, vec![act(200, &[], "[{}]")], "ArmError UNEXPECTED_RESPONSE"),
        ("a string", Get, vec![act(200, &[], "\"c1\"")], "ArmError UNEXPECTED_RESPONSE"),
        ("two values", Get, vec![act(200, &[], "{}{}")], "ArmError UNEXPECTED_RESPONSE"),
        (
            "brackets without end",
            Get,
            vec![act(200, &[], &"[".repeat(100_000))],
            "ArmError UNEXPECTED_RESPONSE",
        ),
        ("a byte-order mark", Get, vec![act(200, &[], "\u{feff}{}")], "ok"),
        (
            "wrong content type, right body",
            Get,
            vec![act(200, &[("content-type", "text/plain")], "{}")],
            "ok",
        ),
        ("unknown members", Get, vec![act(200, &[], r#"{"new":{"x":1},"name":7}"#)], "ok"),
        ("empty page", List, vec![page()], "ok"),
        ("page after a reset", List, vec![Act::Broken, page()], "ok"),
        ("page without value", List, vec![act(200, &[], "{}")], "ArmError UNEXPECTED_RESPONSE"),
        (
            "page with null",
            List,
            vec![act(200, &[], r#"{"value":null}"#)],
            "ArmError UNEXPECTED_RESPONSE",
        ),
        (
            "page with an object",
            List,
            vec![act(200, &[], r#"{"value":{}}"#)],
            "ArmError UNEXPECTED_RESPONSE",
        ),
        ("page as HTML", List, vec![act(200, &[], "<html>")], "ArmError UNEXPECTED_RESPONSE"),
        ("empty page body", List, vec![bare(200)], "ArmError UNEXPECTED_RESPONSE"),
        (
            "a large page",
            List,
            vec![act(200, &[], &format!(r#"{{"value":["{}"]}}"#, "x".repeat(3 << 20)))],
            "ok",
        ),
    ];
    for (name, call, acts, wanted) in rows {
        let exchanges = acts.len();
        let host = world(acts);
        assert_eq!(outcome(call, &host), wanted, "{name}");
        assert_eq!(host.wire().len(), exchanges, "{name}: exchanges");
    }
}

#[test]
fn a_throttled_call_tells_how_long_to_wait() {
    let retry = |wait| act(429, &[("Retry-After", wait)], "");
    let host = world([retry("60"), retry("1"), retry("1"), retry("17")]);
    let error = block_on(host.client().get("c1", &CallOptions::default())).unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(error.retry_after().unwrap().as_secs(), 17);
    assert_eq!(host.0.sleeps.borrow()[..], [60_000, 1000, 1000]);
    // Longer than the client waits, or than the call may take: nobody asks again before the time.
    for (wait, deadline) in [("1200", None), ("30", Some(Duration::from_secs(20)))] {
        let host = world([retry(wait)]);
        let options = CallOptions { deadline, ..CallOptions::default() };
        let error = block_on(host.client().get("c1", &options)).unwrap_err();
        assert!(error.is_throttled(), "{wait}: {error:?}");
        assert_eq!(error.retry_after().unwrap().as_secs().to_string(), wait);
        assert!(host.0.sleeps.borrow().is_empty(), "{wait}");
    }
}

#[test]
fn creating() {
    let started = || act(201, &[], &resource("Creating"));
    let conflict = || act(409, &[], r#"{"error":{"code":"Conflict","message":"busy"}}"#);
    // How it ends, and how many PUTs went out.
    let rows: Vec<(&str, Vec<Act>, &str, usize)> = vec![
        ("fine", vec![started(), ok()], "ok", 1),
        ("never sent, then fine", vec![Act::Unsent, started(), ok()], "ok", 2),
        (
            "never sent, for good",
            vec![Act::Unsent, Act::Unsent, Act::Unsent, Act::Unsent],
            "NetworkError CONNECTION_FAILED",
            4,
        ),
        ("answer lost, the service has begun", vec![Act::Broken, state("Creating"), ok()], "ok", 1),
        (
            "answer lost, the service knows nothing",
            vec![Act::Broken, bare(404), started(), ok()],
            "ok",
            2,
        ),
        (
            "answer lost, it was done at once",
            vec![Act::Broken, ok(), act(200, &[], &resource("Succeeded")), ok()],
            "ok",
            2,
        ),
        (
            "answer lost, then the look fails, then it is seen",
            vec![Act::Broken, Act::Broken, state("Creating"), ok()],
            "ok",
            1,
        ),
        (
            "answer lost, the look is throttled",
            vec![Act::Broken, bare(429), state("Creating"), ok()],
            "ok",
            1,
        ),
        (
            "answer lost, no look ever succeeds",
            vec![Act::Broken, Act::Broken, Act::Broken, Act::Broken],
            "NetworkError CONNECTION_FAILED",
            1,
        ),
        ("hangs, the service has begun", vec![Act::Hang, state("Updating"), ok()], "ok", 1),
        ("500, the service has begun", vec![bare(500), state("Creating"), ok()], "ok", 1),
        ("504, the service has begun", vec![bare(504), state("Creating"), ok()], "ok", 1),
        ("502, the service knows nothing", vec![bare(502), bare(404), started(), ok()], "ok", 2),
        ("503 is sent again", vec![bare(503), started(), ok()], "ok", 2),
        ("408 is sent again", vec![bare(408), started(), ok()], "ok", 2),
        ("429 is sent again", vec![bare(429), started(), ok()], "ok", 2),
        (
            "answer lost, sent again, collides with itself",
            vec![Act::Broken, bare(404), conflict(), state("Creating"), ok()],
            "ok",
            2,
        ),
        (
            "answer lost, sent again, collides with another",
            vec![Act::Broken, bare(404), conflict(), ok()],
            "ArmError Conflict",
            2,
        ),
        (
            "answer lost, the look is forbidden",
            vec![Act::Broken, bare(403)],
            "AuthError Forbidden",
            1,
        ),
        (
            "answer lost, the look is not signed in",
            vec![Act::Broken, bare(401), bare(401)],
            "AuthError Unauthorized",
            1,
        ),
        (
            "answer lost, the look is a bad request",
            vec![Act::Broken, bare(400)],
            "ArmError BadRequest",
            1,
        ),
        (
            "answer lost, a proxy answers the look",
            vec![Act::Broken, act(200, &[], "<html>")],
            "ArmError UNEXPECTED_RESPONSE",
            1,
        ),
        (
            "answer lost, collides with itself, the look breaks",
            vec![Act::Broken, bare(404), conflict(), Act::Broken, state("Creating"), ok()],
            "ok",
            2,
        ),
        (
            "answer lost, collides, the look is forbidden",
            vec![Act::Broken, bare(404), conflict(), bare(403)],
            "ArmError Conflict",
            2,
        ),
        (
            "answer lost, collides, aborted before the look",
            vec![Act::Broken, bare(404), conflict(), Act::AbortThenHang],
            "AbortError ABORTED",
            2,
        ),
        ("a conflict of its own", vec![conflict()], "ArmError Conflict", 1),
        (
            "400",
            vec![act(400, &[], r#"{"error":{"code":"BadRequest","message":"quota"}}"#)],
            "ArmError BadRequest",
            1,
        ),
        ("403", vec![bare(403)], "AuthError Forbidden", 1),
        ("HTML in the place of the resource", vec![act(200, &[], "<html>"), ok()], "ok", 1),
        ("empty 200", vec![bare(200), ok()], "ok", 1),
        (
            "the poll breaks for a while",
            vec![started(), Act::Broken, Act::Broken, Act::Broken, Act::Broken, ok()],
            "ok",
            1,
        ),
        (
            "the poll hangs for a while",
            vec![started(), Act::Hang, Act::Hang, Act::Hang, Act::Hang, ok()],
            "ok",
            1,
        ),
        (
            "the poll is throttled for a while",
            vec![started(), bare(429), bare(429), bare(429), bare(429), ok()],
            "ok",
            1,
        ),
        ("the resource fails", vec![started(), state("Failed")], "ArmError OPERATION_FAILED", 1),
        (
            "the resource is missing for a while",
            vec![started(), bare(404), bare(404), ok()],
            "ok",
            1,
        ),
    ];
    for (name, acts, wanted, puts) in rows {
        let exchanges = acts.len();
        let host = world(acts);
        assert_eq!(outcome(Call::Create, &host), wanted, "{name}");
        assert_eq!(host.count(Method::Put), puts, "{name}: PUTs");
        assert_eq!(host.wire().len(), exchanges, "{name}: exchanges");
    }
}

#[test]
fn deleting() {
    let rows: Vec<(&str, Vec<Act>, &str, usize)> = vec![
        ("fine", vec![bare(202), bare(404)], "ok", 1),
        (
            "answer lost, it is being deleted",
            vec![Act::Broken, state("Deleting"), bare(404)],
            "ok",
            1,
        ),
        ("answer lost, it is gone", vec![Act::Broken, bare(404)], "ok", 1),
        ("answer lost, nothing happened", vec![Act::Broken, ok(), bare(202), bare(404)], "ok", 2),
        ("answer lost, gone when sent again", vec![Act::Broken, ok(), bare(404)], "ok", 2),
        (
            "answer lost, the look is forbidden",
            vec![Act::Broken, bare(403)],
            "AuthError Forbidden",
            1,
        ),
        ("never sent", vec![Act::Unsent, bare(204)], "ok", 2),
        ("500, it is being deleted", vec![bare(500), state("Deleting"), bare(404)], "ok", 1),
        ("404 at the first try", vec![bare(404)], "ArmError NotFound", 1),
        ("409", vec![bare(409)], "ArmError Conflict", 1),
        ("200, still there, then gone", vec![bare(200), state("Deleting"), bare(404)], "ok", 1),
    ];
    for (name, acts, wanted, deletes) in rows {
        let exchanges = acts.len();
        let host = world(acts);
        assert_eq!(outcome(Call::Delete, &host), wanted, "{name}");
        assert_eq!(host.count(Method::Delete), deletes, "{name}: DELETEs");
        assert_eq!(host.wire().len(), exchanges, "{name}: exchanges");
    }
}

#[test]
fn a_clock_that_jumps_ends_nothing_early() {
    let host = world([act(201, &[], &resource("Creating")), state("Creating"), ok()]);
    let client = host.client();
    let options = CallOptions::default();
    let sets_back = std::rc::Rc::clone(&host.0);
    let client = client.on_event(move |event| {
        if event.status == Some(201) {
            sets_back.now.set(sets_back.now.get() - 86_400_000);
        }
    });
    block_on(client.create_unchecked("c1", "{}", &options, &mut ())).unwrap();
}

#[test]
fn what_must_not_be_done_twice_is_sent_once() {
    let options = CallOptions::default();
    for (fault, sent, name) in [
        (Act::Broken, 1, "NetworkError"),
        (Act::Hang, 1, "TimeoutError"),
        (bare(408), 1, "ArmError"),
        (bare(503), 1, "ArmError"),
    ] {
        let host = world([fault]);
        let error = block_on(host.client().start("ci", &options, &mut ())).unwrap_err();
        assert_eq!((host.wire().len(), error.name()), (sent, name));
        let doubtful = error.status().is_none();
        assert_eq!(error.help().is_some_and(|help| help.contains("may have processed")), doubtful);
    }
    // What provably was not taken is sent again.
    let running = r#"{"properties":{"properties":{"state":"Running"}}}"#;
    for fault in [Act::Unsent, bare(429)] {
        let host = world([fault, bare(202), act(200, &[], running)]);
        block_on(host.client().start("ci", &options, &mut ())).unwrap();
        assert_eq!(host.count(Method::Post), 2);
    }
}
