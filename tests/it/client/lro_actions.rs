//! Actions on instances and jobs: header fields × state words × last operation, without time passing.

use azureml_compute::client::Timestamp;
use azureml_compute::client::lro::{Operation, Target, Until};
use azureml_compute::client::request::Response;

use super::lro::{PLACE, RESOURCE, STATUS, run_until, short, trust};
use super::script::{BEGIN, answer};

fn steps(target: Target, answers: &[Response]) -> Vec<String> {
    run_until(target, Until::Provisioned, answers)
}

/// An instance in a state, with the last operation on it as "Verb Status time".
fn instance(state: &str, last: &str) -> Response {
    let words: Vec<&str> = last.split(' ').collect();
    let last = match words.as_slice() {
        [verb, status, time] => format!(
            r#"{{"operationName":"{verb}","operationStatus":"{status}","operationTime":"{time}"}}"#
        ),
        _ => "null".to_owned(),
    };
    let body = format!(
        r#"{{"properties":{{"computeType":"ComputeInstance","provisioningState":"Succeeded","properties":{{"state":"{state}","lastOperation":{last}}}}}}}"#
    );
    answer(200, &[], &body)
}

fn job(status: &str) -> Response {
    answer(200, &[], &format!(r#"{{"name":"j1","properties":{{"status":"{status}"}}}}"#))
}

fn bare() -> Response {
    answer(202, &[], "")
}

fn status(body: &str) -> Response {
    answer(200, &[], body)
}

#[test]
fn what_is_watched_after_an_action() {
    let rows = [
        (answer(202, &[("Azure-AsyncOperation", STATUS)], ""), "S 1000"),
        (answer(202, &[("Location", PLACE), ("Retry-After", "7")], ""), "L 7000"),
        (answer(202, &[("Azure-AsyncOperation", STATUS), ("Location", PLACE)], ""), "S 1000"),
        (bare(), "R 1000"),
        (answer(202, &[("Retry-After", "3600")], ""), "R 600000"),
        // Before 2021-01-01 actions answered 200; that does not say it is done.
        (answer(200, &[], ""), "R 1000"),
        (answer(200, &[], "<html>"), "R 1000"),
        (answer(202, &[("Location", "https://evil.example/x")], ""), "refused UntrustedUrlError"),
    ];
    for target in
        [Target::Started, Target::Stopped, Target::Restarted, Target::Resized, Target::Ended]
    {
        for (first, wanted) in &rows {
            assert_eq!(
                steps(target, std::slice::from_ref(first)),
                [*wanted],
                "{target:?} {first:?}"
            );
        }
    }
}

#[test]
fn an_operation_that_succeeded_still_has_to_show() {
    let begun = || answer(202, &[("Azure-AsyncOperation", STATUS)], "");
    let good = || status(r#"{"status":"Succeeded","percentComplete":100.0}"#);
    let rows: &[(&str, Target, &[(&str, &str)], &str)] = &[
        ("runs", Target::Started, &[("Running", "")], "done with resource"),
        ("has a job already", Target::Started, &[("JobRunning", "")], "done with resource"),
        ("starts yet", Target::Started, &[("Starting", ""), ("Running", "")], "done with resource"),
        (
            "a word of the future, then runs",
            Target::Started,
            &[("Hydrating", ""), ("Running", "")],
            "done with resource",
        ),
        ("stopped", Target::Stopped, &[("Stopping", ""), ("Stopped", "")], "done with resource"),
        ("runs again", Target::Restarted, &[("Running", "")], "done with resource"),
        ("resized at rest", Target::Resized, &[("Stopped", "")], "done with resource"),
        (
            "resizes yet",
            Target::Resized,
            &[("Resizing", ""), ("Running", "")],
            "done with resource",
        ),
        ("setup failed", Target::Started, &[("SetupFailed", "")], "failed OPERATION_FAILED"),
        ("unusable", Target::Restarted, &[("Unusable", "")], "failed OPERATION_FAILED"),
        (
            "start failed",
            Target::Started,
            &[("Stopped", "Start StartFailed 1")],
            "failed OPERATION_FAILED",
        ),
        (
            "resize failed",
            Target::Resized,
            &[("Stopped", "Resize ResizeFailed 1")],
            "failed OPERATION_FAILED",
        ),
        (
            "an earlier failure of another kind",
            Target::Started,
            &[("Running", "Stop StopFailed 1")],
            "done with resource",
        ),
        ("lags behind", Target::Started, &[("Stopped", "")], "R 1000"),
        (
            "stopped by someone meanwhile: the word of the operation counts",
            Target::Started,
            &[("Stopped", ""); 6],
            "done with resource",
        ),
    ];
    for (name, target, looks, wanted) in rows {
        let mut answers = vec![begun(), status(r#"{"status":"InProgress"}"#), good()];
        answers.extend(looks.iter().map(|(state, last)| instance(state, last)));
        let steps = steps(*target, &answers);
        assert_eq!(steps[..3], ["S 1000", "S 1500", "R 0"], "{name}");
        assert_eq!(steps.last().unwrap(), wanted, "{name}: {steps:?}");
    }
}

#[test]
fn without_an_operation_the_looks_decide() {
    const OLD: &str = "Restart Succeeded 1";
    const NEW: &str = "Restart Succeeded 2";
    let rows: &[(&str, Target, &[(&str, &str)], &str)] = &[
        ("start: not yet", Target::Started, &[("Stopped", "")], "R"),
        ("start: moves", Target::Started, &[("Stopped", ""), ("Starting", "")], "R"),
        (
            "start: runs",
            Target::Started,
            &[("Starting", ""), ("Running", "")],
            "done with resource",
        ),
        ("start: nothing ever moves", Target::Started, &[("Stopped", ""); 20], "R"),
        (
            "start: came back to where it was",
            Target::Started,
            &[
                ("Starting", ""),
                ("Stopped", ""),
                ("Stopped", ""),
                ("Stopped", ""),
                ("Stopped", ""),
                ("Stopped", ""),
                ("Stopped", ""),
            ],
            "failed OPERATION_FAILED",
        ),
        (
            "start: failed, and says so",
            Target::Started,
            &[("Starting", ""), ("Stopped", "Start StartFailed 1")],
            "failed OPERATION_FAILED",
        ),
        (
            "start: an old failure is not this one's",
            Target::Started,
            &[
                ("Stopped", "Start StartFailed 1"),
                ("Starting", "Start InProgress 2"),
                ("Running", "Start Succeeded 2"),
            ],
            "done with resource",
        ),
        (
            "stop: stands still",
            Target::Stopped,
            &[("Running", ""), ("Stopped", "")],
            "done with resource",
        ),
        ("stop: runs on for ever", Target::Stopped, &[("Running", ""); 20], "R"),
        (
            "stop: refused later",
            Target::Stopped,
            &[("Running", "Start Succeeded 1"), ("Running", "Stop StopFailed 2")],
            "failed OPERATION_FAILED",
        ),
        ("restart: the state from before", Target::Restarted, &[("Running", OLD)], "R"),
        (
            "restart: goes and comes",
            Target::Restarted,
            &[("Running", OLD), ("Restarting", OLD), ("Running", OLD)],
            "done with resource",
        ),
        (
            "restart: missed between two looks",
            Target::Restarted,
            &[("Running", OLD), ("Running", NEW)],
            "done with resource",
        ),
        (
            "restart: faster than the first look",
            Target::Restarted,
            &[("Running", NEW); 6],
            "done with resource",
        ),
        ("restart: not so fast", Target::Restarted, &[("Running", NEW); 5], "R"),
        (
            "restart: setup failed",
            Target::Restarted,
            &[("Restarting", ""), ("SetupFailed", "")],
            "failed OPERATION_FAILED",
        ),
        ("resize: not yet", Target::Resized, &[("Stopped", "")], "R"),
        (
            "resize: done",
            Target::Resized,
            &[("Resizing", ""), ("Stopped", "Resize Succeeded 2")],
            "done with resource",
        ),
        ("deleted meanwhile by someone", Target::Started, &[("Deleting", ""); 9], "R"),
    ];
    for (name, target, looks, wanted) in rows {
        let mut answers = vec![bare()];
        answers.extend(looks.iter().map(|(state, last)| instance(state, last)));
        let steps = steps(*target, &answers);
        let last = steps.last().unwrap();
        assert_eq!(last.split(' ').next(), wanted.split(' ').next(), "{name}: {steps:?}");
        assert!(last == wanted || *wanted == "R", "{name}: {steps:?}");
    }
}

#[test]
fn failures_keep_what_service_and_instance_say() {
    let error = r#"{"status":"Failed","error":{"code":"StartComputeInstanceOnlyAllowedInStoppedState","message":"no"}}"#;
    let broken = r#"{"properties":{"properties":{"state":"CreateFailed","errors":[{"error":{"code":"NoDisk","message":"full"}}]}}}"#;
    let begun = answer(202, &[("Azure-AsyncOperation", STATUS)], "");
    let named = [begun, status(error), instance("Running", "")];
    let code = "failed StartComputeInstanceOnlyAllowedInStoppedState";
    assert_eq!(steps(Target::Started, &named).last().unwrap(), code);
    let looked = [bare(), instance("Starting", ""), answer(200, &[], broken)];
    assert_eq!(steps(Target::Started, &looked).last().unwrap(), "failed NoDisk");
    let canceled = [answer(202, &[("Location", PLACE)], ""), status(r#"{"status":"Canceled"}"#)];
    assert_eq!(steps(Target::Stopped, &canceled).last().unwrap(), "failed OPERATION_CANCELED");
}

#[test]
fn a_job_has_ended_when_its_status_says_so() {
    let rows: &[(&[Response], &str)] = &[
        (&[bare(), job("CancelRequested"), job("Canceled")], "done with resource"),
        (&[bare(), job("Running"), job("Completed")], "done with resource"),
        (&[bare(), job("Failed")], "done with resource"),
        (&[bare(), job("NotResponding")], "R 1500"),
        (&[bare(), job("Unknown"), job("Paused"), job("Finalizing")], "R 3000"),
        (
            &[answer(202, &[("Location", PLACE)], ""), answer(202, &[], ""), answer(200, &[], "")],
            "R 0",
        ),
        (
            &[answer(202, &[("Location", PLACE)], ""), answer(200, &[], ""), job("Canceled")],
            "done with resource",
        ),
        (&[answer(200, &[], ""), job("Canceled")], "done with resource"),
    ];
    for (answers, wanted) in rows {
        let steps = steps(Target::Ended, answers);
        assert_eq!(steps.last().unwrap(), wanted, "{steps:?}");
    }
}

#[test]
fn an_instance_is_done_when_it_is_provisioned_or_at_rest() {
    let ci = |provisioning: &str, state: &str| {
        let body = format!(
            r#"{{"properties":{{"provisioningState":"{provisioning}","properties":{{"state":"{state}"}}}}}}"#
        );
        answer(200, &[], &body)
    };
    let created = || answer(201, &[], r#"{"properties":{"provisioningState":"Creating"}}"#);
    let last =
        |until, answers: &[Response]| run_until(Target::Present, until, answers).pop().unwrap();
    let setting_up = [created(), ci("Succeeded", "SettingUp")];
    assert_eq!(last(Until::Provisioned, &setting_up), "done with resource");
    assert_eq!(last(Until::Steady, &setting_up), "R 1500");
    let ready = [created(), ci("Succeeded", "UserSettingUp"), ci("Succeeded", "Running")];
    assert_eq!(last(Until::Steady, &ready), "done with resource");
    for state in ["CreateFailed", "SetupFailed", "UserSetupFailed", "Unusable"] {
        let failed = [created(), ci("Succeeded", state)];
        assert_eq!(last(Until::Provisioned, &failed), "failed OPERATION_FAILED", "{state}");
        // An update of tags does not fail because of what went wrong long ago.
        let updated = [answer(200, &[], ""), ci("Succeeded", state)];
        assert_eq!(last(Until::Provisioned, &updated), "done with resource", "{state}");
    }
}

#[test]
fn an_action_is_resumed_by_its_resource() {
    let (mut operation, first) = Operation::resume(Target::Restarted, Until::Provisioned, RESOURCE);
    assert_eq!(short(&operation, &first), "R 0");
    let step = operation.next(&instance("Restarting", ""), &trust(), Timestamp(BEGIN));
    assert_eq!(short(&operation, &step), "R 1000");
    assert_eq!(operation.progress().state.as_deref(), Some("Restarting"));
    let step = operation.next(&instance("Running", ""), &trust(), Timestamp(BEGIN));
    assert_eq!(short(&operation, &step), "done with resource");
}
