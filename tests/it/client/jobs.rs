//! Jobs: what is sent, what is refused before, how a cancelled one ends.

use azureml_compute::client::CallOptions;
use azureml_compute::client::request::Method;
use pollster::block_on;

use super::script::{WORKSPACE, act, world};

const TAKEN: &str = r#"{"name":"j1","properties":{"jobType":"Command","status":"NotStarted"}}"#;

/// The body that is sent for a job, or the message of the refusal.
fn sent(job: &str) -> String {
    let host = world([act(201, &[], TAKEN)]);
    match block_on(host.client().submit("j1", job, &CallOptions::default())) {
        Ok(taken) => {
            assert_eq!(taken.as_str(), TAKEN);
            assert_eq!(host.wire(), ["PUT W/jobs/j1?api-version=2026-05-01"]);
            host.0.requests.borrow()[0].body.clone().unwrap()
        }
        Err(error) => {
            assert_eq!((error.name(), host.wire().len()), ("TypeError", 0));
            error.message().to_owned()
        }
    }
}

#[test]
fn a_command_goes_to_a_compute() {
    let id = format!("{WORKSPACE}/computes/cpu-cluster");
    let rows = [
        (
            r#"{ "properties": { "command": "python train.py", "computeId": "cpu-cluster" } }"#,
            format!(
                r#"{{ "properties": {{"jobType":"Command", "command": "python train.py", "computeId": "{id}" }} }}"#
            ),
        ),
        (
            r#"{"properties":{"jobType":"Sweep","computeId":"/subscriptions/s/x"},"tags":1e2}"#,
            r#"{"properties":{"jobType":"Sweep","computeId":"/subscriptions/s/x"},"tags":1e2}"#
                .to_owned(),
        ),
        (
            r#"{"properties":{"command":"a","computeId":null}}"#,
            r#"{"properties":{"jobType":"Command","command":"a","computeId":null}}"#.to_owned(),
        ),
        (
            r#"{"properties":{"command":"a"}}"#,
            r#"{"properties":{"jobType":"Command","command":"a"}}"#.to_owned(),
        ),
        (
            r#"{"properties":{"computeId":"local"}}"#,
            "`local` is this machine and needs no compute".to_owned(),
        ),
        (
            r#"{"properties":{"computeId":"LOCAL"}}"#,
            "`local` is this machine and needs no compute".to_owned(),
        ),
        (r#"{"properties":{"computeId":5}}"#, "`computeId` must be a string".to_owned()),
        (r#"{"properties":{}}"#, "a job is an object with `properties`".to_owned()),
        ("{}", "a job is an object with `properties`".to_owned()),
        ("[", "a job is an object with `properties`".to_owned()),
    ];
    for (job, wanted) in rows {
        assert_eq!(sent(job), wanted, "{job}");
    }
}

#[test]
fn an_id_is_made_up_once_for_all_tries() {
    let host = world([act(503, &[], ""), act(201, &[], TAKEN)]);
    let job = r#"{"properties":{"command":"a"}}"#;
    block_on(host.client().submit("", job, &CallOptions::default())).unwrap();
    let wire = host.wire();
    assert_eq!(wire.len(), 2);
    assert_eq!(wire[0], wire[1], "a second id would be a second job");
    let id = wire[0].trim_start_matches("PUT W/jobs/").split('?').next().unwrap();
    assert_eq!(id.len(), 36);
}

#[test]
fn a_job_is_cancelled_and_has_then_ended() {
    let running = r#"{"name":"j1","properties":{"status":"CancelRequested"}}"#;
    let ended = r#"{"name":"j1","properties":{"status":"Canceled"}}"#;
    let place = "https://management.azure.com/L?api-version=1";
    let host = world([
        act(202, &[("Location", place), ("Retry-After", "1")], ""),
        act(202, &[], ""),
        act(200, &[], ""),
        act(200, &[], running),
        act(200, &[], ended),
    ]);
    let options = CallOptions::default();
    let job = block_on(host.client().cancel_job("j1", &options, &mut ())).unwrap();
    assert_eq!(job.as_str(), ended);
    assert_eq!(host.count(Method::Post), 1);
    assert_eq!(host.wire()[0], "POST W/jobs/j1/cancel?api-version=2026-05-01");
    assert_eq!(host.wire()[4], "GET W/jobs/j1?api-version=2026-05-01");
}
