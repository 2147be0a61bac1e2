//! A look before an action: what the compute cannot take is not asked of it.

use azureml_compute::client::{CallOptions, UnderlyingResourceAction};
use pollster::block_on;

use super::script::{act, world};

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

#[test]
fn warnings_refuse_nothing_and_a_missing_compute_is_said() {
    let options = CallOptions { check_action: true, ..CallOptions::default() };
    let host = world([act(200, &[], &current("AmlCompute", "")), act(204, &[], "")]);
    let detach = UnderlyingResourceAction::Detach;
    block_on(host.client().delete("c1", detach, &options, &mut ())).unwrap();
    assert_eq!(host.wire().len(), 2, "what the workspace made is not to be detached, but may be");
    let host = world([act(404, &[], "")]);
    let error = block_on(host.client().stop("ci", &options, &mut ())).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(host.wire().len(), 1);
    let host = world([act(200, &[], r#"{"value":[]}"#)]);
    block_on(host.client().list_page(None, &options)).unwrap();
    assert_eq!(host.wire().len(), 1, "a list acts on nothing");
}
