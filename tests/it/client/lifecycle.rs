//! A look before an action: what the compute cannot take is not asked of it.

use std::cell::RefCell;
use std::rc::Rc;

use azureml_compute::client::{CallOptions, EventKind, UnderlyingResourceAction};
use pollster::block_on;

use super::script::{Notes, act, world};

fn current(kind: &str, state: &str) -> String {
    format!(r#"{{"properties":{{"computeType":"{kind}","properties":{{"state":"{state}"}}}}}}"#)
}

/// How a start ends, and what was sent.
fn start(kind: &str, state: &str, check_action: bool) -> (String, Vec<String>) {
    let running = current("ComputeInstance", "Running");
    let mut acts = vec![act(202, &[], ""), act(200, &[], &running)];
    if check_action {
        acts.insert(0, act(200, &[], &current(kind, state)));
    }
    let host = world(acts);
    let options = CallOptions { check_action, ..CallOptions::default() };
    let ended = match block_on(host.client().start("ci", &options, &mut ())) {
        Ok(_) => "ok".to_owned(),
        Err(error) => {
            let report = error.report().unwrap();
            report.diagnostics.iter().map(|finding| finding.code.slug).collect::<Vec<_>>().join(" ")
        }
    };
    (ended, host.wire())
}

#[test]
fn what_cannot_be_started_is_not_asked() {
    let look = "GET W/computes/ci?api-version=2026-05-01";
    let send = "POST W/computes/ci/start?api-version=2026-05-01";
    let ok = || "ok".to_owned();
    assert_eq!(
        start("ComputeInstance", "Stopped", true),
        (ok(), [look, send, look].map(str::to_owned).to_vec())
    );
    assert_eq!(
        start("ComputeInstance", "Running", false),
        (ok(), [send, look].map(str::to_owned).to_vec())
    );
    let refused = |code: &str| (code.to_owned(), vec![look.to_owned()]);
    assert_eq!(start("ComputeInstance", "Running", true), refused("lifecycle/state"));
    assert_eq!(start("AmlCompute", "", true), refused("lifecycle/not-for-kind"));
}

/// The wrong one of delete and detach is told, and sent only by whoever says that it is meant.
#[test]
fn a_removal_that_does_something_else_has_to_be_confirmed() {
    use UnderlyingResourceAction::{Delete, Detach};
    for (kind, action, warned) in [
        ("AmlCompute", Detach, true),
        ("ComputeInstance", Detach, true),
        ("AKS", Delete, true),
        ("VirtualMachine", Delete, true),
        ("AmlCompute", Delete, false),
        ("AKS", Detach, false),
    ] {
        for confirm_removal in [false, true] {
            let options =
                CallOptions { check_action: true, confirm_removal, ..CallOptions::default() };
            let host = world([act(200, &[], &current(kind, "")), act(204, &[], "")]);
            let events = Rc::new(RefCell::new(Vec::new()));
            let sink = Rc::clone(&events);
            let client = host.client().on_event(move |event| {
                if let Some(report) = event.report {
                    sink.borrow_mut().push((event.kind, report.diagnostics[0].code.slug));
                }
            });
            let mut notes = Notes::default();
            let ended = block_on(client.delete("c1", action, &options, &mut notes));
            let case = format!("{kind} {action:?} {confirm_removal}");
            let told = if warned { vec!["lifecycle/removal"] } else { Vec::new() };
            assert_eq!(notes.found, told, "{case}");
            let kinds: Vec<_> = told.iter().map(|code| (EventKind::Report, *code)).collect();
            assert_eq!(*events.borrow(), kinds, "{case}");
            let sent = !warned || confirm_removal;
            assert_eq!(host.wire().len(), if sent { 2 } else { 1 }, "{case}");
            if let Err(error) = &ended {
                assert!(error.is_validation() && error.report().unwrap().valid, "{case}");
                assert!(!error.message().is_empty() && error.help().unwrap().contains("confirm"));
            }
            assert_eq!(ended.is_ok(), sent, "{case}");
        }
    }
}

#[test]
fn warnings_refuse_nothing_and_a_missing_compute_is_said() {
    let options = CallOptions { check_action: true, ..CallOptions::default() };
    let stopped = current("ComputeInstance", "Stopped");
    let host = world([act(200, &[], &stopped), act(202, &[], ""), act(200, &[], &stopped)]);
    let mut notes = Notes::default();
    block_on(host.client().stop("ci", &options, &mut notes)).unwrap();
    assert_eq!(notes.found, ["lifecycle/pointless"]);
    let host = world([act(404, &[], "")]);
    let error = block_on(host.client().stop("ci", &options, &mut ())).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(host.wire().len(), 1);
    let host = world([act(200, &[], r#"{"value":[]}"#)]);
    block_on(host.client().list_page(None, &options)).unwrap();
    assert_eq!(host.wire().len(), 1, "a list acts on nothing");
}
