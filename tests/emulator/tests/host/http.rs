//! The real program over real sockets. The client here is a socket and a few lines, so that broken
//! HTTP can be sent too.

use crate::program::{Answer, Program};
use proptest::prelude::{ProptestConfig, any, prop};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

const VERSION: &str = "api-version=2026-05-01";

fn body(min: u32) -> String {
    json!({ "properties": { "computeType": "AmlCompute", "properties": {
        "vmSize": "Standard_DS3_v2",
        "scaleSettings": { "minNodeCount": min, "maxNodeCount": 4 }
    } } })
    .to_string()
}

fn compute(program: &Program, name: &str) -> String {
    format!("{}/computes/{name}?{VERSION}", program.workspace())
}

/// A program on a virtual clock.
fn start(arguments: &[&str]) -> Program {
    let program = Program::start(arguments);
    let answer = program.control("POST", "clock", r#"{"mode":"virtual"}"#);
    assert_eq!(answer.status, 200, "{}", answer.body);
    program
}

fn state(program: &Program, name: &str) -> Value {
    program.api("GET", &compute(program, name), "").json()["properties"]["provisioningState"]
        .clone()
}

fn still_serves(program: &Program) {
    let list = format!("{}/computes?{VERSION}", program.workspace());
    assert_eq!(program.api("GET", &list, "").status, 200);
}

#[test]
fn a_cluster_is_created_watched_listed_and_deleted() {
    let program = start(&[]);
    let created = program.api("PUT", &compute(&program, "cpu"), &body(2));
    assert_eq!(created.status, 201, "{}", created.body);
    let status_url = created.field("azure-asyncoperation").unwrap();
    let (origin, status_path) = status_url.split_at(program.url().len());
    assert_eq!(origin, program.url(), "the link leads back to where the request went");
    assert_eq!(program.api("GET", status_path, "").json()["status"], "InProgress");
    assert_eq!(program.control("POST", "advance", r#"{"seconds":60}"#).status, 200);
    assert_eq!(program.api("GET", status_path, "").json()["status"], "Succeeded");
    let list = program.api("GET", &format!("{}/computes?{VERSION}", program.workspace()), "");
    let cluster = &list.json()["value"][0];
    assert_eq!(cluster["properties"]["properties"]["nodeStateCounts"]["idleNodeCount"], 2);
    let delete = format!("{}&underlyingResourceAction=Delete", compute(&program, "cpu"));
    assert_eq!(program.api("DELETE", &delete, "").status, 202);
    assert_eq!(state(&program, "cpu"), "Deleting");
    program.control("POST", "advance", r#"{"seconds":60}"#);
    assert_eq!(program.api("GET", &compute(&program, "cpu"), "").status, 404);
    let dump = program.control("GET", "dump", "").json();
    assert_eq!(dump["requests"].as_array().map(Vec::len), Some(7));
    assert_eq!(dump["requests"][0]["headers"]["authorization"], "redacted");
}

#[test]
fn real_time_passes_by_itself_and_speed_scales_it() {
    let program = Program::start(&["--speed", "1000"]);
    assert_eq!(program.api("PUT", &compute(&program, "cpu"), &body(0)).status, 201);
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(state(&program, "cpu"), "Succeeded");
}

#[test]
fn a_virtual_clock_makes_runs_equal_byte_for_byte() {
    let program = start(&[]);
    let run = || {
        program.control("POST", "reset", "");
        let mut transcript = Vec::new();
        for step in 0..12 {
            let name = format!("cpu{}", step % 3);
            let answer = if step % 2 == 0 {
                program.api("PUT", &compute(&program, &name), &body(step % 3))
            } else {
                program.api("GET", &compute(&program, &name), "")
            };
            program.control("POST", "advance", r#"{"seconds":2.5}"#);
            let head = answer.head.lines().filter(|line| !line.starts_with("date:"));
            transcript.push((head.collect::<Vec<_>>().join("\n"), answer.body.clone()));
        }
        transcript
    };
    let first = run();
    assert_eq!(first, run());
}

#[test]
fn browsers_of_this_machine_and_listed_ones_may_call() {
    let program = start(&["--allow-origin", "https://app.example"]);
    let hidden = start(&["--cors-expose", "none"]);
    let path = compute(&program, "cpu");
    for (program, origin, allowed, exposed) in [
        (&program, "http://localhost:5173", true, true),
        (&program, "https://app.example", true, true),
        (&program, "https://evil.example", false, false),
        (&hidden, "http://127.0.0.1:1", true, false),
    ] {
        let ask = [("origin", origin), ("access-control-request-method", "PUT")];
        let preflight = program.send("OPTIONS", &path, &ask, "");
        assert_eq!(preflight.status, if allowed { 204 } else { 403 }, "{origin}");
        let origin_field = preflight.field("access-control-allow-origin");
        assert_eq!(origin_field.is_some(), allowed, "{origin}");
        let answer = program.send("GET", &path, &[("origin", origin)], "");
        assert_eq!(answer.status, 401, "a preflight needs no token, a request does");
        assert_eq!(answer.field("access-control-allow-origin").is_some(), allowed, "{origin}");
        assert_eq!(answer.field("access-control-expose-headers").is_some(), exposed, "{origin}");
    }
}

#[test]
fn the_control_surface_is_closed_to_other_origins() {
    let program = start(&[]);
    let foreign = [("origin", "http://localhost:5173")];
    let answer = program.send("POST", "/_emulator/reset", &foreign, "");
    assert_eq!(answer.status, 403);
    let ask = [("origin", "http://localhost:5173"), ("access-control-request-method", "POST")];
    let preflight = program.send("OPTIONS", "/_emulator/reset", &ask, "");
    for answer in [answer, preflight] {
        assert_eq!(answer.field("access-control-allow-origin"), None);
        assert!(answer.status >= 400);
    }
    let rebound = program
        .raw(b"GET /_emulator/dump HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
    assert_eq!(Answer::parse(&rebound).unwrap().status, 403);
}

#[test]
fn a_page_is_served_beside_the_api() {
    let folder = std::env::temp_dir().join(format!("emulator-www-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("www/sub")).unwrap();
    for (name, text) in [
        ("www/index.html", "<!doctype html>"),
        ("www/a.js", "1"),
        ("www/sub/b.wasm", "wasm"),
        ("www/.hidden", "no"),
        ("outside.txt", "no"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let www = folder.join("www");
    let program = start(&["--www", www.to_str().unwrap()]);
    for (path, status, kind) in [
        ("/", 200, Some("text/html")),
        ("/a.js?v=1", 200, Some("text/javascript")),
        ("/sub/b.wasm", 200, Some("application/wasm")),
        ("/missing", 404, None),
        ("/.hidden", 404, None),
        ("/../outside.txt", 404, None),
        ("/sub/..%2f..%2foutside.txt", 404, None),
        ("/%2e%2e/outside.txt", 404, None),
        ("//etc/passwd", 404, None),
        ("/sub/%2fetc/passwd", 404, None),
    ] {
        let answer = program.send("GET", path, &[], "");
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.body.contains("no"), "{path}");
        if kind.is_some() {
            assert_eq!(answer.field("content-type"), kind, "{path}");
        }
        assert_eq!(answer.field("cache-control"), Some("no-cache"), "{path}");
        let policy = answer.field("content-security-policy").unwrap();
        assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
    }
    assert_eq!(program.send("HEAD", "/a.js", &[], "").body, "");
    assert_eq!(program.send("POST", "/a.js", &[], "x").status, 405);
    still_serves(&program);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn faults_reach_the_wire() {
    let program = start(&[]);
    let path = compute(&program, "cpu");
    let fault = |rule: &str| {
        program.control("DELETE", "faults", "");
        assert_eq!(program.control("POST", "faults", rule).status, 200, "{rule}");
    };
    fault(r#"{"drop":"before"}"#);
    assert_eq!(program.exchange("PUT", &path, &body(0)), b"");
    fault(r#"{"drop":"after"}"#);
    assert_eq!(program.exchange("PUT", &path, &body(0)), b"");
    fault(r#"{"truncate":10}"#);
    let cut = Answer::parse(&program.exchange("GET", &path, "")).unwrap();
    let promised: usize = cut.field("content-length").unwrap().parse().unwrap();
    assert_eq!((cut.status, cut.body.len()), (200, 10), "the dropped PUT had been done");
    assert!(promised > 10, "{promised}");
    fault(r#"{"status":503,"headers":{"retry-after":"1","bad name":"x"},"times":1}"#);
    let busy = program.api("GET", &path, "");
    assert_eq!((busy.status, busy.field("retry-after")), (503, Some("1")));
    assert_eq!(program.api("GET", &path, "").status, 200);
    fault(r#"{"delayMs":80}"#);
    let begin = std::time::Instant::now();
    program.api("GET", &path, "");
    assert!(begin.elapsed().as_millis() >= 80);
    assert_eq!(program.control("POST", "faults", r#"{"statsu":1}"#).status, 400);
}

#[test]
fn odd_requests_are_refused_and_the_next_is_served() {
    let program = start(&[]);
    let path = compute(&program, "cpu");
    let big = format!("\"{}\"", "x".repeat(5 * 1024 * 1024));
    let headers = [("origin", "http://localhost:1"), ("content-type", "application/json")];
    let refused = program.send("PUT", &path, &headers, &big);
    assert_eq!(refused.status, 413);
    assert!(refused.field("access-control-allow-origin").is_some(), "a page can read it");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(program.api("PUT", &path, &deep).status, 400);
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer x\r\n\
         content-type: application/json\r\nconnection: close\r\n"
    );
    let binary = [head.as_bytes(), b"content-length: 2\r\n\r\n\xff\xfe"].concat();
    let answer = Answer::parse(&program.raw(&binary)).unwrap();
    assert_eq!(
        (answer.status, &answer.json()["error"]["code"]),
        (400, &"InvalidRequestContent".into())
    );
    for broken in
        ["GET\r\n\r\n", "\u{1}\u{2} garbage\r\n\r\n", "GET / HTTP/1.1\r\nno field\r\n\r\n"]
    {
        let answer = Answer::parse(&program.raw(broken.as_bytes())).unwrap();
        let code = answer.json()["error"]["code"].clone();
        assert_eq!((answer.status, code), (400, "BadRequest".into()), "{broken:?}");
    }
    let huge = format!("{head}x-huge: {}\r\n\r\n", "h".repeat(2 * 1024 * 1024));
    let refused = Answer::parse(&program.raw(huge.as_bytes())).map(|answer| answer.status);
    assert!(matches!(refused, Some(431) | None), "{refused:?}");
    for line in ["FOO /x HTTP/1.1", "TRACE /x HTTP/1.1", "GET /x%ff HTTP/1.1", "GET /x HTTP/1.0"] {
        let raw =
            program.raw(format!("{line}\r\nhost: a b\r\nconnection: close\r\n\r\n").as_bytes());
        let answer = Answer::parse(&raw).unwrap();
        assert!((400..500).contains(&answer.status), "{line} {}", answer.status);
        assert!(answer.json()["error"]["code"].is_string(), "{line}");
    }
    still_serves(&program);
}

#[test]
fn no_bytes_on_the_wire_stop_it() {
    let program = start(&[]);
    let prefixes: [&[u8]; 5] = [
        b"",
        b"GET ",
        b"PUT /subscriptions/ HTTP/1.1\r\n",
        b"PUT /subscriptions/a HTTP/1.1\r\nauthorization: Bearer x\r\ncontent-length: 64\r\n\r\n",
        b"POST /_emulator/faults HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 32\r\n\r\n",
    ];
    let config =
        ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
    let soup = (0..prefixes.len(), prop::collection::vec(any::<u8>(), 0..300));
    TestRunner::new(config)
        .run(&soup, |(prefix, bytes)| {
            program.raw_to_the_end(&[prefixes[prefix], &bytes].concat());
            Ok(())
        })
        .unwrap();
    program.control("DELETE", "faults", "");
    still_serves(&program);
}

#[test]
fn a_wrong_argument_ends_with_usage_on_standard_error() {
    for arguments in [["--nonsense", ""], ["--speed", "0"], ["--www", "/no/such/folder"]] {
        let output = Program::run_to_end(&arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_gracefully_when_asked_to() {
    for signal in ["TERM", "INT"] {
        let program = Program::start(&[]);
        still_serves(&program);
        assert_eq!(program.end_by(signal).code(), Some(0), "{signal}");
    }
}

#[test]
fn arguments_set_up_what_is_emulated() {
    let second = r#"{"tenantId":"00000000-0000-4000-8000-000000000001",
        "subscriptionId":"00000000-0000-4000-8000-000000000002","resourceGroup":"g",
        "workspace":"second","location":"eastus"}"#;
    let program = Program::start(&[
        "--throttle",
        "--small-quota",
        "--documented-headers",
        "--workspace",
        second,
    ]);
    let path = "/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/g/providers/\
                Microsoft.MachineLearningServices/workspaces/second";
    let opened = program.api("GET", &format!("{path}?api-version=2026-05-01"), "");
    assert_eq!((opened.status, opened.json()["location"].as_str()), (200, Some("eastus")));
    let body = r#"{"properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS3_v2",
        "scaleSettings":{"maxNodeCount":1}}}}"#;
    let created = program.api("PUT", &compute(&program, "cpu"), body);
    assert_eq!((created.status, created.field("retry-after")), (201, Some("10")));
    let large = body.replace("Standard_DS3_v2", "Standard_NC24ads_A100_v4");
    assert_eq!(program.api("PUT", &compute(&program, "gpu"), &large).status, 400);
}

/// A page can let its own name point to this machine; what it then asks for is asked under that name.
#[test]
fn only_names_of_this_machine_are_answered_unless_told_otherwise() {
    let program = Program::start(&["--allow-host", "box.internal"]);
    let port = program.authority().rsplit_once(':').unwrap().1.to_owned();
    let list = format!("{}/computes?{VERSION}", program.workspace());
    let call = |target: &str, host: &str| {
        let text = format!(
            "GET {target} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer t\r\nconnection: close\r\n\r\n"
        );
        Answer::parse(&program.raw(text.as_bytes())).unwrap().status
    };
    for own in ["127.0.0.1", "localhost", "LocalHost", "[::1]", "box.internal"] {
        assert_eq!(call(&list, own), 200, "{own}");
        assert_eq!(call(&list, &format!("{own}:{port}")), 200, "{own}");
    }
    let paths = [
        list.as_str(),
        "/",
        "/subscriptions?api-version=2022-12-01",
        "/metadata/endpoints",
        "/_emulator/dump",
    ];
    for path in paths {
        for foreign in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "evil.example@localhost",
            "x",
            "",
        ] {
            assert_eq!(call(path, &format!("{foreign}:{port}")), 403, "{path} {foreign}");
        }
    }
    assert_eq!(call(&format!("http://evil.example{list}"), &format!("127.0.0.1:{port}")), 403);
    still_serves(&program);
}
