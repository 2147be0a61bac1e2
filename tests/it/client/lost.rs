//! Requests whose answer was lost: what is not known is never answered with a second request, and is said.

use std::time::Duration;

use azureml_compute::client::retry::RetryPolicy;
use azureml_compute::client::{CallOptions, Error, Settings, UnderlyingResourceAction};
use azureml_compute::validate::Options;
use pollster::block_on;
use serde_json::Value;

use super::script::{Act, Host, act, resource, settings, world};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Create,
    Absent,
    Ensure,
    Update,
    Delete,
    Start,
    Stop,
    Restart,
    Resize,
    Idle,
    Submit,
}

const CHANGES: [Call; 11] = [
    Call::Create,
    Call::Absent,
    Call::Ensure,
    Call::Update,
    Call::Delete,
    Call::Start,
    Call::Stop,
    Call::Restart,
    Call::Resize,
    Call::Idle,
    Call::Submit,
];

const BODY: &str = r#"{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_DS3_V2","scaleSettings":{"minNodeCount":0,"maxNodeCount":4}}}}"#;
const JOB: &str = r#"{"properties":{"command":"python train.py","environmentId":"azureml:env:1","computeId":"old-1"}}"#;

impl Call {
    /// What comes before the request that changes something.
    fn before(self) -> Vec<Act> {
        match self {
            Self::Absent | Self::Ensure => vec![bare(404), act(200, &[], "{}")],
            _ => Vec::new(),
        }
    }

    /// Whether a look at the resource tells what became of the request.
    fn can_look(self) -> bool {
        matches!(self, Self::Create | Self::Absent | Self::Ensure | Self::Delete)
    }
}

fn bare(status: u16) -> Act {
    act(status, &[], "")
}

fn state(word: &str) -> Act {
    act(200, &[], &resource(word))
}

/// What is as it was sent.
fn cluster(word: &str) -> Act {
    let mut body: Value = serde_json::from_str(BODY).unwrap();
    body["properties"]["provisioningState"] = word.into();
    act(200, &[], &body.to_string())
}

fn run(
    call: Call,
    host: &Host,
    settings: &Settings,
    deadline: Option<Duration>,
) -> Result<(), Error> {
    let client = host.client_with(settings);
    let if_absent = call == Call::Absent;
    let abort = host.0.abort.clone();
    let o = CallOptions { abort, if_absent, deadline, ..CallOptions::default() };
    let check = Options::default();
    match call {
        Call::Create | Call::Absent => {
            block_on(client.create_unchecked("gpu1", BODY, &o, &mut ())).map(drop)
        }
        Call::Ensure => block_on(client.ensure("gpu1", BODY, &check, &o, &mut ())).map(drop),
        Call::Update => block_on(client.update("gpu1", "{}", &o, &mut ())).map(drop),
        Call::Delete => {
            block_on(client.delete("gpu1", UnderlyingResourceAction::Delete, &o, &mut ()))
        }
        Call::Start => block_on(client.start("gpu1", &o, &mut ())).map(drop),
        Call::Stop => block_on(client.stop("gpu1", &o, &mut ())).map(drop),
        Call::Restart => block_on(client.restart("gpu1", &o, &mut ())).map(drop),
        Call::Resize => block_on(client.resize("gpu1", "STANDARD_DS3_V2", &o, &mut ())).map(drop),
        Call::Idle => block_on(client.update_idle_shutdown("gpu1", "PT30M", &o)),
        Call::Submit => block_on(client.submit("job-1", JOB, &o)).map(drop),
    }
}

/// Requests that change something.
fn sent(host: &Host) -> usize {
    host.wire().iter().filter(|line| !line.starts_with("GET ")).count()
}

fn says_so(error: &Error, what: &str) {
    assert!(error.is_outcome_unknown(), "{what}: {error:?}");
    assert!(error.message().starts_with("it is not known whether"), "{what}: {error}");
    assert!(error.help().unwrap().contains("before you send it again"), "{what}");
    let written = serde_json::to_value(error).unwrap();
    assert_eq!(written["outcomeUnknown"], Value::Bool(true), "{what}");
}

/// The look is refused or makes no sense: one request, and a word about it.
#[test]
fn a_look_that_does_not_tell_is_no_reason_to_send_again() {
    let challenge = [("www-authenticate", "Bearer realm=\"\"")];
    let looks: Vec<(&str, Vec<Act>, &str)> = vec![
        ("401", vec![bare(401), bare(401)], "AuthError"),
        ("401 with a challenge", vec![act(401, &challenge, "")], "AuthError"),
        ("403", vec![bare(403)], "AuthError"),
        ("400", vec![bare(400)], "ArmError"),
        ("410", vec![bare(410)], "ArmError"),
        ("501", vec![bare(501)], "ArmError"),
        ("304", vec![bare(304)], "ArmError"),
        ("HTML", vec![act(200, &[], "<html>")], "ArmError"),
        ("a list", vec![act(200, &[], "[]")], "ArmError"),
        ("cut off", vec![act(200, &[], r#"{"properties":{"prov"#)], "ArmError"),
        ("a redirect", vec![act(307, &[("location", "/x"); 1], ""), bare(403)], "AuthError"),
        (
            "a redirect elsewhere",
            vec![act(307, &[("location", "https://evil.example/")], "")],
            "UntrustedUrlError",
        ),
        ("throttled for long", vec![act(429, &[("retry-after", "900")], "")], "ThrottledError"),
        ("throttled for good", vec![bare(429), bare(429), bare(429)], "ThrottledError"),
        ("503 for good", vec![bare(503), bare(503), bare(503)], "ArmError"),
        ("broken for good", vec![Act::Broken, Act::Unsent, Act::Hang], "NetworkError TimeoutError"),
        ("aborted", vec![Act::AbortThenHang], "AbortError"),
    ];
    for call in CHANGES.into_iter().filter(|call| call.can_look()) {
        for lost in [Act::Broken, Act::Hang, bare(500), bare(502), bare(504)] {
            for (name, look, class) in &looks {
                // With `if_absent` a 200 is a compute that is there, readable or not.
                let acts = [call.before(), vec![lost.clone()], look.clone()].concat();
                let what = format!("{call:?}, {lost:?}, {name}");
                let (host, all) = (world(acts.clone()), acts.len());
                let error = run(call, &host, &settings(), None).unwrap_err();
                assert_eq!((sent(&host), host.wire().len()), (1, all), "{what}");
                if call == Call::Absent && error.code() == "Conflict" {
                    assert!(error.is_outcome_unknown(), "{what}");
                    continue;
                }
                assert!(class.contains(error.name()), "{what}: {error:?}");
                says_so(&error, &what);
            }
        }
    }
}

/// Nobody can look, or may not try again: said as well.
#[test]
fn every_lost_answer_is_said() {
    let once =
        Settings { retry: RetryPolicy { max_retries: 0, ..RetryPolicy::default() }, ..settings() };
    for call in CHANGES {
        for lost in [Act::Broken, Act::Hang, bare(500), bare(502), bare(504), Act::AbortThenHang] {
            let host = world([call.before(), vec![lost.clone()]].concat());
            let what = format!("{call:?}, {lost:?}");
            says_so(&run(call, &host, &once, None).unwrap_err(), &what);
            assert_eq!(sent(&host), 1, "{what}");
        }
        // The deadline passes while the request runs.
        let host = world([call.before(), vec![Act::Hang]].concat());
        let error = run(call, &host, &settings(), Some(Duration::from_secs(5))).unwrap_err();
        assert_eq!(error.code(), "DEADLINE_EXCEEDED", "{call:?}");
        says_so(&error, &format!("{call:?}"));
        // What is known to have come to nothing is not called unknown.
        for answer in
            [Act::Unsent, bare(503), bare(408), bare(429), bare(400), bare(403), bare(409)]
        {
            let host = world([call.before(), vec![answer.clone()]].concat());
            let error = run(call, &host, &once, None).unwrap_err();
            assert!(!error.is_outcome_unknown(), "{call:?}, {answer:?}: {error}");
        }
        let host = world([]);
        host.0.abort.abort();
        assert!(!run(call, &host, &settings(), None).unwrap_err().is_outcome_unknown());
        let error = run(call, &host, &settings(), Some(Duration::ZERO)).unwrap_err();
        assert!(!error.is_outcome_unknown() && host.wire().is_empty(), "{error}");
    }
    // Nor is a read.
    let host = world([Act::Broken]);
    let client = host.client_with(&once);
    assert!(
        !block_on(client.get("gpu1", &CallOptions::default())).unwrap_err().is_outcome_unknown()
    );
    let host = world([Act::Broken]);
    let client = host.client_with(&once);
    let keys = block_on(client.list_keys("gpu1", &CallOptions::default()));
    assert!(!keys.unwrap_err().is_outcome_unknown());
}

/// A request that was sent again collides, perhaps with itself, and the look that would tell fails.
#[test]
fn a_collision_that_cannot_be_settled() {
    let conflict = || act(409, &[], r#"{"error":{"code":"Conflict","message":"busy"}}"#);
    let rows: Vec<(&str, Vec<Act>, &str, bool)> = vec![
        ("aborted", vec![Act::AbortThenHang], "AbortError ABORTED", true),
        ("refused", vec![bare(403)], "ArmError Conflict", true),
        ("no sense", vec![act(200, &[], "<html>")], "ArmError Conflict", true),
        ("at rest", vec![state("Succeeded")], "ArmError Conflict", true),
        ("gone again", vec![bare(404)], "ArmError Conflict", false),
        ("broken, then refused", vec![Act::Broken, bare(403)], "ArmError Conflict", true),
        (
            "throttled for long",
            vec![act(429, &[("retry-after", "900")], "")],
            "ThrottledError TooManyRequests",
            true,
        ),
    ];
    for (name, look, wanted, unknown) in rows {
        let acts = [vec![Act::Broken, bare(404), conflict()], look].concat();
        let (host, all) = (world(acts.clone()), acts.len());
        let error = run(Call::Create, &host, &settings(), None).unwrap_err();
        assert_eq!(format!("{} {}", error.name(), error.code()), wanted, "{name}");
        assert_eq!(error.is_outcome_unknown(), unknown, "{name}: {error}");
        assert_eq!((sent(&host), host.wire().len()), (2, all), "{name}");
    }
    // The look that breaks on the way is made again, and finds it.
    let acts =
        [Act::Broken, bare(404), conflict(), Act::Broken, state("Creating"), cluster("Succeeded")];
    run(Call::Create, &world(acts), &settings(), None).unwrap();
    // In the wait before that look.
    let host = world([Act::Broken, bare(404), conflict(), act(429, &[("retry-after", "30")], "")]);
    host.0.abort_at.set(Some(2000));
    let error = run(Call::Create, &host, &settings(), None).unwrap_err();
    assert!(error.is_aborted() && error.is_outcome_unknown(), "{error:?}");
    assert_eq!(host.elapsed(), 2000);
}

/// The service has accepted the request; what keeps its end from being seen is no end.
#[test]
fn an_end_that_nobody_sees_is_said() {
    const STATUS: &str = "https://management.azure.com/op";
    let begun = || act(201, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"));
    let rows: Vec<(&str, Vec<Act>, &str)> = vec![
        ("401", vec![begun(), bare(401), bare(401)], "AuthError"),
        ("403 of both", vec![begun(), bare(403), bare(403)], "AuthError"),
        ("aborted", vec![begun(), Act::AbortThenHang], "AbortError"),
        (
            "elsewhere",
            vec![act(202, &[("location", "https://evil.example/")], "")],
            "UntrustedUrlError",
        ),
        ("400 of the resource", vec![act(202, &[], ""), bare(400)], "ArmError"),
    ];
    for (name, acts, class) in rows {
        let host = world(acts);
        let error = run(Call::Create, &host, &settings(), None).unwrap_err();
        assert_eq!(error.name(), class, "{name}");
        assert!(error.is_outcome_unknown(), "{name}: {error}");
        assert!(error.help().is_some(), "{name}");
    }
    // An end that was told is known.
    for (acts, code) in [
        (
            vec![begun(), act(200, &[], r#"{"status":"Failed"}"#), state("Failed")],
            "OPERATION_FAILED",
        ),
        (vec![begun(), act(200, &[], r#"{"status":"Canceled"}"#)], "OPERATION_CANCELED"),
    ] {
        let error = run(Call::Create, &world(acts), &settings(), None).unwrap_err();
        assert_eq!((error.code(), error.is_outcome_unknown()), (code, false));
    }
}

/// What another client did not bring to its end is looked at once more, not taken for the own end.
#[test]
fn ensure_outlives_the_failures_of_others() {
    let gone = || [bare(404), act(200, &[], "{}")];
    let mut acts = vec![cluster("Deleting"), bare(404)];
    acts.extend(gone());
    acts.extend([act(201, &[], &resource("Creating")), cluster("Succeeded")]);
    let host = world(acts);
    run(Call::Ensure, &host, &settings(), None).unwrap();
    assert_eq!(sent(&host), 1);
    // Their create comes to nothing: the compute is missing, then made.
    let mut acts = vec![cluster("Creating")];
    acts.extend((0..6).map(|_| bare(404)));
    acts.extend(gone());
    acts.extend([act(201, &[], &resource("Creating")), cluster("Succeeded")]);
    let host = world(acts);
    run(Call::Ensure, &host, &settings(), None).unwrap();
    assert_eq!(sent(&host), 1);
    // How theirs ends is not seen: nothing of ours is in doubt.
    let host = world([cluster("Creating"), bare(403)]);
    let error = run(Call::Ensure, &host, &settings(), None).unwrap_err();
    assert_eq!((error.name(), error.is_outcome_unknown(), sent(&host)), ("AuthError", false, 0));
    assert!(error.help().unwrap().contains("nothing was sent"));
}

/// A deletion is over when another compute of that name is seen.
#[test]
fn a_deletion_ends_although_somebody_makes_it_again() {
    let made = |word: &str, on: &str| {
        let body =
            format!(r#"{{"properties":{{"provisioningState":"{word}","createdOn":"{on}"}}}}"#);
        act(200, &[], &body)
    };
    for last in [made("Creating", "2026-01-02"), made("Succeeded", "2026-01-02"), bare(404)] {
        let host = world([
            bare(202),
            made("Succeeded", "2026-01-01"),
            made("Deleting", "2026-01-01"),
            made("Deleting", "2026-01-01"),
            last,
        ]);
        run(Call::Delete, &host, &settings(), None).unwrap();
        assert!(host.elapsed() < 60_000, "{}", host.elapsed());
    }
}
