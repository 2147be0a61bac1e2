//! Long-running operations whose answers carry the URL of a status, and what the first answer decides.

use azureml_compute::client::lro::Target;
use azureml_compute::client::request::Response;

use super::lro::{PLACE, STATUS, accepted, op, run, state, status};
use super::script::{answer, resource};

#[test]
fn the_first_answer_decides_what_is_watched() {
    let creating = resource("Creating");
    let rows: Vec<(&str, Target, Response, &str)> = vec![
        (
            "201 with status URL",
            Target::Present,
            answer(201, &[("Azure-AsyncOperation", STATUS)], &creating),
            "S 1000",
        ),
        (
            "200 with status URL",
            Target::Present,
            answer(200, &[("Azure-AsyncOperation", STATUS)], &creating),
            "S 1000",
        ),
        (
            "lower-case name",
            Target::Present,
            answer(201, &[("azure-asyncoperation", STATUS)], &creating),
            "S 1000",
        ),
        (
            "Operation-Location",
            Target::Present,
            answer(201, &[("Operation-Location", STATUS)], &creating),
            "S 1000",
        ),
        (
            "status URL before Location",
            Target::Present,
            answer(201, &[("Location", PLACE), ("Azure-AsyncOperation", STATUS)], &creating),
            "S 1000",
        ),
        ("Location alone", Target::Present, answer(202, &[("Location", PLACE)], ""), "L 1000"),
        ("201 without headers", Target::Present, answer(201, &[], &creating), "R 1000"),
        ("200 without headers, creating", Target::Present, answer(200, &[], &creating), "R 1000"),
        ("200 without headers, succeeded", Target::Present, state("Succeeded"), "R 0"),
        (
            "201 without headers, succeeded",
            Target::Present,
            answer(201, &[], &resource("Succeeded")),
            "R 0",
        ),
        ("200 without headers, no state", Target::Present, op("{}"), "R 1000"),
        ("200 without headers, HTML", Target::Present, op("<html>"), "R 1000"),
        ("202 without headers", Target::Present, accepted(202, &[]), "R 1000"),
        (
            "empty status URL",
            Target::Present,
            accepted(202, &[("Azure-AsyncOperation", "")]),
            "R 1000",
        ),
        (
            "succeeded, but with status URL",
            Target::Present,
            answer(200, &[("Azure-AsyncOperation", STATUS)], &resource("Succeeded")),
            "S 1000",
        ),
        (
            "Retry-After",
            Target::Present,
            accepted(202, &[("Azure-AsyncOperation", STATUS), ("Retry-After", "7")]),
            "S 7000",
        ),
        (
            "Retry-After as a date",
            Target::Present,
            accepted(
                202,
                &[
                    ("Azure-AsyncOperation", STATUS),
                    ("Retry-After", "Thu, 01 Jan 2026 00:00:20 GMT"),
                ],
            ),
            "S 20000",
        ),
        (
            "Retry-After of zero",
            Target::Present,
            accepted(202, &[("Azure-AsyncOperation", STATUS), ("Retry-After", "0")]),
            "S 1000",
        ),
        (
            "Retry-After of an hour",
            Target::Present,
            accepted(202, &[("Azure-AsyncOperation", STATUS), ("Retry-After", "3600")]),
            "S 600000",
        ),
        (
            "unreadable Retry-After",
            Target::Present,
            accepted(202, &[("Azure-AsyncOperation", STATUS), ("Retry-After", "soon")]),
            "S 1000",
        ),
        (
            "foreign status URL",
            Target::Present,
            accepted(202, &[("Azure-AsyncOperation", "https://evil.example/S")]),
            "refused UntrustedUrlError",
        ),
        (
            "foreign Location",
            Target::Gone,
            accepted(202, &[("Location", "https://management.azure.com.evil.example/L")]),
            "refused UntrustedUrlError",
        ),
        (
            "status URL from the root",
            Target::Present,
            accepted(
                202,
                &[(
                    "Azure-AsyncOperation",
                    "/S?api-version=2026-05-01&service=new&t=1&c=CERT&s=SIG&h=HASH",
                )],
            ),
            "S 1000",
        ),
        ("DELETE 202", Target::Gone, accepted(202, &[("Azure-AsyncOperation", STATUS)]), "S 1000"),
        ("DELETE 202 with Location", Target::Gone, accepted(202, &[("Location", PLACE)]), "L 1000"),
        ("DELETE 202 without headers", Target::Gone, accepted(202, &[]), "R 1000"),
        ("DELETE 200 without headers", Target::Gone, accepted(200, &[]), "R 0"),
        ("DELETE 204", Target::Gone, accepted(204, &[]), "done"),
        ("DELETE settled by 404", Target::Gone, accepted(404, &[]), "done"),
    ];
    for (name, target, response, wanted) in rows {
        assert_eq!(run(target, &[response]), [wanted], "{name}");
    }
}

#[test]
fn creating_with_a_status_url() {
    let begun = || answer(201, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"));
    let error = r#"{"status":"Failed","error":{"code":"BadRequest","message":"quota of 0"}}"#;
    let twice = r#"{"status":"Failed","error":{"error":{"code":"Inner","message":"m"}}}"#;
    let moved =
        "https://management.azure.com/S?api-version=2026-05-01&service=new&t=1&c=CERT&s=SIG&h=HASH";
    let rows: Vec<(&str, Vec<Response>, &[&str])> = vec![
        ("at once", vec![status("Succeeded"), state("Succeeded")], &["R 0", "done with resource"]),
        (
            "after a while",
            vec![
                status("InProgress"),
                status("InProgress"),
                status("Succeeded"),
                state("Succeeded"),
            ],
            &["S 1500", "S 2000", "R 0", "done with resource"],
        ),
        ("any case", vec![status("SUCCEEDED"), state("succeeded")], &["R 0", "done with resource"]),
        (
            "unknown words mean running",
            vec![status("Accepted"), status("Provisioning"), status("Completed"), status("done")],
            &["S 1500", "S 2000", "S 3000", "S 5000"],
        ),
        ("202 is running", vec![answer(202, &[], r#"{"status":"Running"}"#)], &["S 1500"]),
        (
            "hint of a poll",
            vec![answer(200, &[("Retry-After", "30")], r#"{"status":"InProgress"}"#)],
            &["S 30000"],
        ),
        ("failed inside 200", vec![op(error), state("Failed")], &["R 0", "failed BadRequest"]),
        ("failed, nested twice", vec![op(twice), state("Failed")], &["R 0", "failed Inner"]),
        (
            "failed without an error",
            vec![status("failed"), state("Failed")],
            &["R 0", "failed OPERATION_FAILED"],
        ),
        (
            "failed and the resource is gone",
            vec![op(error), accepted(404, &[])],
            &["R 0", "failed BadRequest"],
        ),
        (
            "failed and the resource cannot be read",
            vec![op(error), accepted(503, &[])],
            &["R 0", "failed BadRequest"],
        ),
        ("canceled", vec![status("Canceled")], &["failed OPERATION_CANCELED"]),
        ("cancelled", vec![status("CANCELLED")], &["failed OPERATION_CANCELED"]),
        (
            "no status is no success",
            vec![
                op("{}"),
                op(r#"{"status":null}"#),
                op(r#"{"status":""}"#),
                op(r#"{"percentComplete":100}"#),
            ],
            &["S 1500", "S 2000", "S 3000", "R 5000"],
        ),
        (
            "a status of another type",
            vec![op(r#"{"status":true}"#), op(r#"{"status":"Succeeded"}"#)],
            &["S 1500", "R 0"],
        ),
        (
            "HTML, empty, cut off, then the resource",
            vec![op("<html>"), op(""), op(r#"{"status":"Succ"#), op("[]"), state("Succeeded")],
            &["S 1500", "S 2000", "S 3000", "R 5000", "done with resource"],
        ),
        (
            "nonsense is forgotten after sense",
            vec![op(""), op(""), status("InProgress"), op(""), op(""), op("")],
            &["S 1500", "S 2000", "S 3000", "S 5000", "S 7500", "S 10000"],
        ),
        ("204", vec![accepted(204, &[])], &["S 1500"]),
        (
            "the status record is gone",
            vec![accepted(404, &[]), state("Creating"), state("Succeeded")],
            &["R 1500", "R 2000", "done with resource"],
        ),
        (
            "the status may not be read",
            vec![accepted(403, &[]), state("Succeeded")],
            &["R 1500", "done with resource"],
        ),
        (
            "400 for the status",
            vec![accepted(400, &[]), state("Failed")],
            &["R 1500", "failed OPERATION_FAILED"],
        ),
        ("not signed in", vec![accepted(401, &[])], &["failed Unauthorized"]),
        (
            "the operation moved",
            vec![answer(200, &[("Azure-AsyncOperation", moved)], r#"{"status":"InProgress"}"#)],
            &["S 1500"],
        ),
        (
            "the operation moved abroad",
            vec![answer(
                200,
                &[("Azure-AsyncOperation", "https://evil.example/")],
                r#"{"status":"Succeeded"}"#,
            )],
            &["failed UNTRUSTED_URL"],
        ),
        (
            "passing failures of a poll",
            vec![
                accepted(500, &[]),
                accepted(503, &[]),
                accepted(429, &[]),
                status("Succeeded"),
                state("Succeeded"),
            ],
            &["S 1500", "S 2000", "S 3000", "R 0", "done with resource"],
        ),
        (
            "lasting failure of a poll",
            vec![
                accepted(502, &[]),
                accepted(502, &[]),
                accepted(502, &[]),
                accepted(502, &[]),
                accepted(502, &[]),
                accepted(502, &[]),
            ],
            &["S 1500", "S 2000", "S 3000", "S 5000", "S 7500", "failed BadGateway"],
        ),
        (
            "the resource lags",
            vec![status("Succeeded"), state("Creating"), state("Succeeded")],
            &["R 0", "R 1000", "done with resource"],
        ),
        (
            "the resource is not there yet",
            vec![status("Succeeded"), accepted(404, &[]), state("Succeeded")],
            &["R 0", "R 1000", "done with resource"],
        ),
        (
            "the resource failed after all",
            vec![status("Succeeded"), state("Failed")],
            &["R 0", "failed OPERATION_FAILED"],
        ),
        (
            "the resource has no state",
            vec![status("Succeeded"), op(r#"{"name":"c1"}"#)],
            &["R 0", "done with resource"],
        ),
        (
            "the resource may not be read",
            vec![status("Succeeded"), accepted(403, &[])],
            &["R 0", "failed Forbidden"],
        ),
    ];
    for (name, polls, wanted) in rows {
        let mut answers = vec![begun()];
        answers.extend(polls);
        assert_eq!(&run(Target::Present, &answers)[1..], wanted, "{name}");
    }
}
