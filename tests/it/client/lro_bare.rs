//! Long-running operations with a location or with no readable header at all, and deletions.

use azureml_compute::client::lro::Target;
use azureml_compute::client::request::Response;

use super::lro::{PLACE, STATUS, accepted, op, run, state, status};
use super::script::{answer, resource};

#[test]
fn creating_without_readable_headers() {
    let missing = || accepted(404, &[]);
    let rows: Vec<(&str, Vec<Response>, &[&str])> = vec![
        (
            "until provisioned",
            vec![state("Creating"), state("Updating"), state("Succeeded")],
            &["R 1500", "R 2000", "done with resource"],
        ),
        ("unknown state", vec![state("Unknown"), state("Polishing")], &["R 1500", "R 2000"]),
        (
            "no state is no success",
            vec![op(r#"{"properties":{}}"#), op("{}")],
            &["R 1500", "R 2000"],
        ),
        ("failed", vec![state("failed")], &["failed OPERATION_FAILED"]),
        ("canceled", vec![state("Cancelled")], &["failed OPERATION_CANCELED"]),
        (
            "missing for a while",
            vec![missing(), missing(), state("Creating"), missing()],
            &["R 1500", "R 2000", "R 3000", "R 5000"],
        ),
        (
            "missing for too long",
            vec![missing(), missing(), missing(), missing(), missing(), missing()],
            &["R 1500", "R 2000", "R 3000", "R 5000", "R 7500", "failed NotFound"],
        ),
        (
            "HTML for too long",
            vec![op("<html>"), op("<html>"), op("<html>"), op("<html>")],
            &["R 1500", "R 2000", "R 3000", "failed UNEXPECTED_RESPONSE"],
        ),
        (
            "a list is no resource",
            vec![op("[]"), state("Succeeded")],
            &["R 1500", "done with resource"],
        ),
        ("forbidden", vec![accepted(403, &[])], &["failed Forbidden"]),
        (
            "headers turn up on a poll of the resource",
            vec![answer(200, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"))],
            &["R 1500"],
        ),
    ];
    for (name, polls, wanted) in rows {
        let mut answers = vec![accepted(202, &[])];
        answers.extend(polls);
        assert_eq!(&run(Target::Present, &answers)[1..], wanted, "{name}");
    }
}

#[test]
fn creating_with_a_location() {
    let again = "https://management.azure.com/L?api-version=2026-05-01";
    let rows: Vec<(&str, Vec<Response>, &[&str])> = vec![
        (
            "202 is running",
            vec![accepted(202, &[]), accepted(202, &[("Location", again)])],
            &["L 1500", "L 2000"],
        ),
        (
            "200 is the end",
            vec![op(&resource("Succeeded")), state("Succeeded")],
            &["R 0", "done with resource"],
        ),
        (
            "204 is the end",
            vec![accepted(204, &[]), state("Succeeded")],
            &["R 0", "done with resource"],
        ),
        ("200 with a running status", vec![status("InProgress")], &["L 1500"]),
        (
            "200 with a failure",
            vec![op(r#"{"status":"Failed","error":{"code":"X","message":"m"}}"#), state("Failed")],
            &["R 0", "failed X"],
        ),
        (
            "a resource that is still being made",
            vec![state("Creating"), state("Creating"), state("Succeeded")],
            &["R 0", "R 1000", "done with resource"],
        ),
        ("gone", vec![accepted(404, &[]), state("Succeeded")], &["R 1500", "done with resource"]),
        (
            "moved to a status URL",
            vec![accepted(202, &[("Azure-AsyncOperation", STATUS)]), status("Succeeded")],
            &["S 1500", "R 0"],
        ),
        (
            "moved abroad",
            vec![accepted(202, &[("Location", "https://evil.example/")])],
            &["failed UNTRUSTED_URL"],
        ),
        ("not signed in", vec![accepted(401, &[])], &["failed Unauthorized"]),
        ("hint", vec![accepted(202, &[("Retry-After", "12")])], &["L 12000"]),
    ];
    for (name, polls, wanted) in rows {
        let mut answers = vec![accepted(202, &[("Location", PLACE)])];
        answers.extend(polls);
        assert_eq!(&run(Target::Present, &answers)[1..], wanted, "{name}");
    }
}

#[test]
fn deleting() {
    let headers: &[(&str, &str)] = &[("Azure-AsyncOperation", STATUS)];
    let rows: Vec<(&str, &[(&str, &str)], Vec<Response>, &[&str])> = vec![
        (
            "status URL",
            headers,
            vec![status("InProgress"), status("Succeeded")],
            &["S 1500", "done"],
        ),
        (
            "status record gone, resource gone",
            headers,
            vec![accepted(404, &[]), accepted(404, &[])],
            &["R 1500", "done"],
        ),
        (
            "failed",
            headers,
            vec![op(r#"{"status":"Failed","error":{"code":"InUse","message":"m"}}"#)],
            &["failed InUse"],
        ),
        ("canceled", headers, vec![status("Canceled")], &["failed OPERATION_CANCELED"]),
        ("no status is no success", headers, vec![op("{}")], &["S 1500"]),
        (
            "no headers: until 404",
            &[],
            vec![state("Deleting"), state("Deleting"), accepted(404, &[])],
            &["R 1500", "R 2000", "done"],
        ),
        (
            "no headers: until 204",
            &[],
            vec![state("Deleting"), accepted(204, &[])],
            &["R 1500", "done"],
        ),
        (
            "no headers: not begun yet",
            &[],
            vec![state("Succeeded"), state("Deleting")],
            &["R 1500", "R 2000"],
        ),
        (
            "no headers: was failed before",
            &[],
            vec![state("Failed"), state("Deleting"), state("Failed")],
            &["R 1500", "R 2000", "failed OPERATION_FAILED"],
        ),
        ("no headers: forbidden", &[], vec![accepted(403, &[])], &["failed Forbidden"]),
        (
            "location",
            &[("Location", PLACE)],
            vec![accepted(202, &[]), accepted(204, &[])],
            &["L 1500", "done"],
        ),
        (
            "location gone, resource gone",
            &[("Location", PLACE)],
            vec![accepted(404, &[]), accepted(404, &[])],
            &["R 1500", "done"],
        ),
    ];
    for (name, headers, polls, wanted) in rows {
        let mut answers = vec![accepted(202, headers)];
        answers.extend(polls);
        assert_eq!(&run(Target::Gone, &answers)[1..], wanted, "{name}");
    }
}
