//! Long-running operations: method × status × headers × bodies, without any time passing.

use std::time::Duration;

use azureml_compute::client::lro::{Operation, Settled, Step, Target, Until, settle};
use azureml_compute::client::request::{Method, Response};
use azureml_compute::client::trust::{Endpoint, Trust};
use azureml_compute::client::{Status, Timestamp};
use azureml_compute::diagnostics::Expected;

use super::script::{BEGIN, answer, resource};

pub(crate) const RESOURCE: &str = "https://management.azure.com/C?api-version=2026-05-01";
pub(crate) const STATUS: &str =
    "https://management.azure.com/S?api-version=2026-05-01&service=new&t=1&c=CERT&s=SIG&h=HASH";
pub(crate) const PLACE: &str = "https://management.azure.com/L?api-version=2026-05-01";

pub(crate) fn trust() -> Trust {
    let endpoint = Endpoint::parse("https://management.azure.com", false);
    Trust::new(endpoint.unwrap(), Vec::new())
}

/// A step in short: "S 1000" polls the status URL after a second, "R" the resource, "L" the location.
pub(crate) fn short(operation: &Operation, step: &Step) -> String {
    match step {
        Step::Poll(wait) => {
            let what = match operation.url() {
                STATUS => "S",
                PLACE => "L",
                RESOURCE => "R",
                other => other,
            };
            format!("{what} {}", wait.as_millis())
        }
        Step::Done(Some(_)) => "done with resource".to_owned(),
        Step::Done(None) => "done".to_owned(),
        Step::Failed(error) => format!("failed {}", error.code()),
    }
}

pub(crate) fn run_until(target: Target, until: Until, answers: &[Response]) -> Vec<String> {
    let now = Timestamp(BEGIN);
    let (first, polls) = answers.split_first().unwrap();
    let begun = Operation::begin(target, until, RESOURCE, first, &trust(), now);
    let (mut operation, step) = match begun {
        Ok(begun) => begun,
        Err(error) => return vec![format!("refused {}", error.name())],
    };
    let mut steps = vec![short(&operation, &step)];
    for poll in polls {
        let step = operation.next(poll, &trust(), now);
        steps.push(short(&operation, &step));
        let status = operation.progress().status;
        match step {
            Step::Poll(_) => assert_eq!(status, Status::Running),
            Step::Done(_) => assert_eq!(status, Status::Succeeded),
            Step::Failed(_) => {
                assert!(matches!(status, Status::Failed | Status::Canceled | Status::Running));
            }
        }
    }
    steps
}

pub(crate) fn run(target: Target, answers: &[Response]) -> Vec<String> {
    run_until(target, Until::Provisioned, answers)
}

pub(crate) fn op(body: &str) -> Response {
    answer(200, &[], body)
}

pub(crate) fn status(word: &str) -> Response {
    op(&format!(r#"{{"status":"{word}"}}"#))
}

pub(crate) fn state(word: &str) -> Response {
    op(&resource(word))
}

pub(crate) fn accepted(code: u16, headers: &[(&str, &str)]) -> Response {
    answer(code, headers, "")
}

#[test]
fn a_cluster_is_awaited_until_steady_if_asked() {
    let cluster = |allocation: &str| {
        op(&format!(
            r#"{{"properties":{{"provisioningState":"Succeeded","properties":{{"allocationState":{allocation}}}}}}}"#
        ))
    };
    let answers = [accepted(202, &[]), cluster("\"Resizing\""), cluster("\"Steady\"")];
    let steady = run_until(Target::Present, Until::Steady, &answers);
    assert_eq!(steady, ["R 1000", "R 1500", "done with resource"]);
    assert_eq!(run(Target::Present, &answers[..2]), ["R 1000", "done with resource"]);
    let stateless =
        run_until(Target::Present, Until::Steady, &[accepted(202, &[]), cluster("null")]);
    assert_eq!(stateless, ["R 1000", "done with resource"]);
}

#[test]
fn waits_grow_to_a_quarter_of_a_minute_and_no_further() {
    let mut answers = vec![accepted(202, &[])];
    answers.extend((0..20).map(|_| state("Creating")));
    let steps = run(Target::Present, &answers);
    assert_eq!(
        steps[..8],
        ["R 1000", "R 1500", "R 2000", "R 3000", "R 5000", "R 7500", "R 10000", "R 15000"]
    );
    assert!(steps[8..].iter().all(|step| step == "R 15000"));
}

#[test]
fn a_failure_keeps_everything_the_service_tells() {
    let begun = answer(201, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"));
    let error = r#"{"status":"Failed","error":{"code":"InvalidPropertyValue","message":"bad size","target":"vmSize",
        "details":[{"code":"SupportedVMSizes","message":"STANDARD_D1,STANDARD_D2","extra":1}],
        "additionalInfo":[{"type":"Correlation","info":{"operation":"o"}}]}}"#;
    let broken = r#"{"properties":{"provisioningState":"Failed","provisioningErrors":[{"error":{"code":"P","message":"p"}}]}}"#;
    let now = Timestamp(BEGIN);
    let (mut operation, _) =
        Operation::begin(Target::Present, Until::Provisioned, RESOURCE, &begun, &trust(), now)
            .unwrap();
    let failed = answer(
        200,
        &[("x-ms-request-id", "req-1"), ("x-ms-correlation-request-id", "cor-1")],
        error,
    );
    assert!(matches!(operation.next(&failed, &trust(), now), Step::Poll(Duration::ZERO)));
    let Step::Failed(error) = operation.next(&op(broken), &trust(), now) else {
        panic!("not failed");
    };
    let seen = serde_json::to_value(&error).unwrap();
    let wanted = serde_json::json!({
        "name": "ArmError", "code": "InvalidPropertyValue", "message": "bad size", "status": 200, "target": "vmSize",
        "details": [{"code": "SupportedVMSizes", "message": "STANDARD_D1,STANDARD_D2", "extra": 1}],
        "additionalInfo": [{"type": "Correlation", "info": {"operation": "o"}}],
        "provisioningErrors": [{"error": {"code": "P", "message": "p"}}],
        "expected": {"kind": "oneOf", "values": ["STANDARD_D1", "STANDARD_D2"]},
        "requestId": "req-1", "correlationId": "cor-1",
    });
    assert_eq!(seen, wanted);
}

#[test]
fn sizes_that_would_have_been_taken_are_told() {
    let sizes = r#"{"code":"SupportedVMSizes","message":"A, B,,C"}"#;
    let rows = [
        (
            format!(r#"[{{"error":{{"code":"InvalidPropertyValue","details":[{sizes}]}}}}]"#),
            Some(vec!["A", "B", "C"]),
        ),
        (
            format!(r#"[{{"error":{{"details":[{{"error":{sizes}}}]}}}}]"#),
            Some(vec!["A", "B", "C"]),
        ),
        (r#"[{"error":{"code":"Other","message":"A,B"}}]"#.to_owned(), None),
        (r#"[{"error":{"code":"SupportedVMSizes"}}]"#.to_owned(), None),
    ];
    for (errors, wanted) in rows {
        let body = format!(
            r#"{{"properties":{{"provisioningState":"Failed","provisioningErrors":{errors}}}}}"#
        );
        let (mut operation, _) = Operation::resume(Target::Present, Until::Provisioned, RESOURCE);
        let Step::Failed(error) = operation.next(&op(&body), &trust(), Timestamp(BEGIN)) else {
            panic!("not failed");
        };
        let wanted = wanted.map(|values| Expected::OneOf {
            values: values.into_iter().map(str::to_owned).collect(),
        });
        assert_eq!(error.expected(), wanted.as_ref(), "{errors}");
    }
}

#[test]
fn the_errors_of_a_failed_resource_are_told() {
    let own = r#"{"properties":{"provisioningState":"Failed","provisioningErrors":[{"error":{"code":"Own","message":"o"}}]}}"#;
    let of_kind = r#"{"properties":{"provisioningState":"Failed","provisioningErrors":null,"properties":{"errors":[{"error":{"code":"Kind","message":"k"}}]}}}"#;
    for (body, code) in [(own, "Own"), (of_kind, "Kind")] {
        let now = Timestamp(BEGIN);
        let (mut operation, _) = Operation::resume(Target::Present, Until::Provisioned, RESOURCE);
        let Step::Failed(error) = operation.next(&op(body), &trust(), now) else {
            panic!("not failed");
        };
        assert_eq!(error.code(), code);
        let errors = serde_json::Value::from(error.provisioning_errors().unwrap());
        assert_eq!(errors[0]["error"]["code"], code);
    }
}

#[test]
fn a_lost_request_is_settled_by_its_resource() {
    use Settled::{Acted, SendAgain, Unknown};
    let rows = [
        (Method::Put, state("Creating"), Acted),
        (Method::Put, state("Updating"), Acted),
        (Method::Put, state("Deleting"), Unknown),
        (Method::Put, state("Succeeded"), SendAgain),
        (Method::Put, state("Failed"), SendAgain),
        (Method::Put, accepted(404, &[]), SendAgain),
        (Method::Put, op("{}"), SendAgain),
        (Method::Put, accepted(401, &[]), Unknown),
        (Method::Put, accepted(403, &[]), Unknown),
        (Method::Put, accepted(400, &[]), Unknown),
        (Method::Put, accepted(204, &[]), Unknown),
        (Method::Put, op("<html>"), Unknown),
        (Method::Put, op("[]"), Unknown),
        (Method::Delete, state("Deleting"), Acted),
        (Method::Delete, accepted(404, &[]), Acted),
        (Method::Delete, accepted(204, &[]), Acted),
        (Method::Delete, state("Succeeded"), SendAgain),
        (Method::Delete, op(""), Unknown),
        (Method::Delete, accepted(403, &[]), Unknown),
    ];
    for (method, response, wanted) in rows {
        assert_eq!(settle(method, &response), wanted, "{method:?} {response:?} {}", response.body);
    }
}

#[test]
fn progress_tells_what_is_known() {
    let now = Timestamp(BEGIN);
    let begun = answer(201, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"));
    let (mut operation, _) =
        Operation::begin(Target::Present, Until::Provisioned, RESOURCE, &begun, &trust(), now)
            .unwrap();
    assert_eq!(operation.progress().provisioning_state.as_deref(), Some("Creating"));
    let _ = operation.next(&op(r#"{"status":"InProgress","percentComplete":12.5}"#), &trust(), now);
    operation.glance(&op(r#"{"properties":{"provisioningState":"Updating","properties":{"allocationState":"Resizing","nodeStateCounts":{"idleNodeCount":2}}}}"#));
    operation.glance(&answer(404, &[], r#"{"properties":{"provisioningState":"Nonsense"}}"#));
    let seen = serde_json::to_value(operation.progress()).unwrap();
    let wanted = serde_json::json!({
        "status": "running", "provisioningState": "Updating", "allocationState": "Resizing",
        "nodeStateCounts": {"idleNodeCount": 2}, "percent": 12.5, "elapsedMs": 0,
    });
    assert_eq!(seen, wanted);
}
