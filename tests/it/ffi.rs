//! What JavaScript gets: heads and texts make the very report, options and settings come from words.

use azureml_compute::ffi::{Checker, HEAD, Heads, How, Stream, frame, losses, options, settings};
use azureml_compute::validate::{
    Format, Operation, Options, validate, validate_bytes, validate_utf16,
};
use serde_json::Value;

use crate::cases;

/// The reports that heads and their texts stand for, as JavaScript makes them.
fn reports(heads: &Heads) -> Vec<String> {
    let frame: Value = serde_json::from_str(&frame()).unwrap();
    let mut text = heads.text();
    let mut take = |length: u32| {
        let (head, rest) = text.split_at(usize::try_from(length).unwrap());
        text = rest;
        head
    };
    let mut all = Vec::new();
    for head in heads.numbers().chunks(HEAD) {
        let [kind, error, warning, info, strange, version, findings] = *head else { panic!() };
        let (strange, version, findings) = (take(strange), take(version), take(findings));
        let known = usize::try_from(kind).unwrap().checked_sub(1);
        let kind = known.map_or(strange, |at| frame["kinds"][at].as_str().unwrap());
        let kind = if kind.is_empty() { String::new() } else { format!(",\"kind\":\"{kind}\"") };
        let usual = frame["apiVersion"].as_str().unwrap();
        let version = if version.is_empty() { usual } else { version };
        let findings = if findings.is_empty() { "[]" } else { findings };
        all.push(format!(
            "{{\"valid\":{}{kind},\"apiVersion\":\"{version}\",\"catalog\":{{\"date\":{}}},\"diagnostics\":{findings},\
             \"counts\":{{\"error\":{error},\"warning\":{warning},\"info\":{info}}}}}",
            error == 0, frame["catalog"]
        ));
    }
    assert!(text.is_empty());
    assert_eq!(all.len(), heads.count());
    all
}

fn write(room: &mut [u8], bytes: &[u8]) -> usize {
    room[..bytes.len()].copy_from_slice(bytes);
    bytes.len()
}

fn check(checker: &mut Checker, bytes: &[u8], how: How) -> String {
    let length = write(checker.room(bytes.len()), bytes);
    let [report] = <[String; 1]>::try_from(reports(checker.check(length, how))).unwrap();
    report
}

#[test]
fn heads_and_texts_are_the_reports_of_all_cases() {
    let mut checker = Checker::new();
    let mut seen = [false; 2];
    for case in cases::all() {
        let how = How { is_text: true, ..How::default() };
        let plain = validate(&case.body, &Options::default()).to_text();
        assert_eq!(check(&mut checker, case.body.as_bytes(), how), plain, "{}", case.name);
        seen[usize::from(plain.contains("\"diagnostics\":[]"))] = true;
        let placed = Options { positions: true, ..case.options };
        checker.set_options(&case.given).unwrap();
        let how = How { is_text: true, positions: true, with_options: true, ..How::default() };
        let wanted = validate(&case.body, &placed).to_text();
        assert_eq!(check(&mut checker, case.body.as_bytes(), how), wanted, "{}", case.name);
    }
    assert_eq!(seen, [true; 2]);
}

#[test]
fn bytes_and_halves_of_characters_are_told() {
    let mut checker = Checker::new();
    let default = Options::default();
    for bytes in [&b"\xff\xfe{"[..], b"{\"a\":\"\xed\xa0\x80\"}", b"\xef\xbb\xbf{}", b""] {
        let found = check(&mut checker, bytes, How::default());
        assert_eq!(found, validate_bytes(bytes, &default).to_text());
    }
    let text = "{\"é\":\"\u{fffd}\"}";
    let how = How { is_text: true, lone_surrogate: Some(6), ..How::default() };
    let found = check(&mut checker, text.as_bytes(), how);
    assert_eq!(found, validate_utf16(text, &default, 6).to_text());
    assert!(found.contains("text/encoding"));
}

#[test]
fn a_room_keeps_what_was_written_and_is_never_too_short() {
    let mut checker = Checker::new();
    write(checker.room(4), b"{\"a\"");
    let room = checker.room(64);
    assert_eq!((room.len(), &room[..4]), (64, &b"{\"a\""[..]));
    assert_eq!(checker.room(3), b"{\"a");
    // More than there is: what there is.
    let heads = checker.check(1000, How { is_text: true, ..How::default() });
    assert_eq!(reports(heads), [validate("{\"a", &Options::default()).to_text()]);
}

#[test]
fn a_stream_gives_a_head_for_each_document() {
    let bodies: Vec<String> =
        cases::all().into_iter().map(|case| case.body.replace('\n', " ")).collect();
    let lines = bodies.join("\n");
    for size in [1 << 10, 1 << 16] {
        let mut stream = Stream::new(None).unwrap();
        let mut found = Vec::new();
        for piece in lines.as_bytes().chunks(size) {
            let length = write(stream.room(size), piece);
            found.extend(reports(stream.push(length)));
        }
        found.extend(reports(stream.finish()));
        let wanted = bodies
            .iter()
            .filter(|body| !body.trim().is_empty())
            .map(|body| validate_bytes(body.as_bytes(), &Options::default()).to_text());
        assert!(wanted.eq(found), "{size}");
    }
    let mut stream = Stream::new(Some("{\"maxFindings\":1}")).unwrap();
    let length = write(stream.room(8), b"[{},,{}");
    assert_eq!(stream.push(length).count(), 2);
    assert_eq!(stream.flush().count(), 3);
    assert_eq!(stream.finish().count(), 1);
    assert!(Stream::new(Some("{\"positions\":1}")).is_err());
}

#[test]
fn options_are_read_by_their_words_and_wrong_ones_are_told() {
    let read = options(
        r#"{"format":"cli-v2","operation":"update","maxFindings":0,"positions":true,"name":"cpu","today":"2026-01-01",
        "levels":{"scale/min-above-max":"off","region/unknown":"info"},"facts":"{}"}"#,
    );
    let read = read.unwrap();
    assert_eq!((read.format, read.operation), (Format::CliV2, Operation::Update));
    assert_eq!((read.max_findings, read.positions), (Some(0), true));
    assert_eq!((read.name.as_deref(), read.facts.as_deref()), (Some("cpu"), Some("{}")));
    assert_eq!(read.levels.len(), 2);
    for (given, told) in [
        ("", "no JSON"),
        ("[]", "not an object"),
        (r#"{"nmae":"x"}"#, "no option `nmae`"),
        (
            r#"{"format":"arn"}"#,
            "\"auto\", \"arm\", \"arm-template\", \"aso\", \"cli-v2\", \"sdk-v1\" or \"terraform-plan\"",
        ),
        (r#"{"operation":5}"#, "\"create\" or \"update\""),
        (r#"{"maxFindings":-1}"#, "a whole number"),
        (r#"{"positions":"yes"}"#, "true or false"),
        (r#"{"levels":["off"]}"#, "severities by code"),
        (r#"{"levels":{"scale/min-above-max":"loud"}}"#, "\"off\""),
        (r#"{"levels":{"scale/min":"off"}}"#, "there is no code"),
        (r#"{"name":5}"#, "a string"),
    ] {
        let error = options(given).unwrap_err();
        assert!(error.contains(told), "{given}: {error}");
    }
}

#[test]
fn settings_are_read_by_their_names_and_wrong_ones_are_told() {
    let read = settings(
        r#"{"subscriptionId":"s","resourceGroup":"g","workspace":"w","cloud":"china","scopes":["a"],"endpoint":"https://e",
        "trustedEndpoints":["https://t"],"apiVersion":"2025-01-01","maxRetries":99999999999,"baseDelayMs":1,"maxDelayMs":2,
        "requestTimeoutMs":3,"deadlineMs":4,"correlationId":"c","allowInsecureLoopback":true}"#,
    );
    let read = read.unwrap();
    assert_eq!((&*read.subscription_id, &*read.resource_group, &*read.workspace), ("s", "g", "w"));
    assert_eq!(read.scopes.as_deref(), Some(&["a".to_owned()][..]));
    assert_eq!((read.trusted_endpoints.len(), &*read.api_version), (1, "2025-01-01"));
    assert_eq!((read.retry.max_retries, read.retry.max_delay.as_millis()), (u32::MAX, 2));
    assert_eq!(read.deadline.map(|deadline| deadline.as_millis()), Some(4));
    assert!(read.allow_insecure_loopback);
    for (given, told) in [
        ("x", "no JSON"),
        (r#"{"cloud":"moon"}"#, "cloud must be \"public\""),
        (r#"{"workspace":1}"#, "workspace must be a string"),
        (r#"{"scopes":"a"}"#, "scopes must be a list of strings"),
        (r#"{"deadlineMs":-1}"#, "deadlineMs must be a number"),
        (r#"{"allowInsecureLoopback":1}"#, "a boolean"),
        (r#"{"subscription":"s"}"#, "unknown option `subscription`"),
    ] {
        let error = settings(given).unwrap_err();
        assert!(error.contains(told), "{given}: {error}");
    }
}

#[test]
fn losses_are_read_or_refused() {
    let read = losses(
        r#"[{"path":"/a","reason":"lost","target":"bicep"},{"resource":1,"path":"","reason":"twice","target":"arm","detail":"x"}]"#,
    );
    let read = read.unwrap();
    assert_eq!((read[0].resource, read[0].reason, &*read[0].detail), (None, "lost", ""));
    assert_eq!((read[1].resource, &*read[1].detail), (Some(1), "x"));
    assert_eq!(losses("[]").unwrap().len(), 0);
    for wrong in [
        "",
        r#"[{"path":"/a","reason":"gone","target":"arm"}]"#,
        r#"[{"reason":"lost","target":"arm"}]"#,
    ] {
        assert!(losses(wrong).is_none(), "{wrong}");
    }
}
