//! Identities that come and go: the compute is read, then changed, or left alone.

use azureml_compute::client::CallOptions;
use pollster::block_on;

use super::script::{act, world};

const CURRENT: &str = r#"{"name":"c1","location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"/id/a":{"clientId":"x"}}},"properties":{"provisioningState":"Succeeded"}}"#;

#[test]
fn the_compute_is_read_then_patched() {
    let host = world([act(200, &[], CURRENT), act(200, &[], CURRENT), act(200, &[], CURRENT)]);
    let wanted = r#"{"type":"UserAssigned","userAssignedIdentities":{"/id/b":{}}}"#;
    let options = CallOptions::default();
    block_on(host.client().add_identity("c1", wanted, &options, &mut ())).unwrap();
    let url = "W/computes/c1?api-version=2026-05-01";
    assert_eq!(host.wire(), [format!("GET {url}"), format!("PATCH {url}"), format!("GET {url}")]);
    assert_eq!(
        host.0.requests.borrow()[1].body.as_deref(),
        Some(
            r#"{"location":"westeurope","properties":{},"identity":{"type":"UserAssigned","userAssignedIdentities":{"/id/a":{},"/id/b":{}}}}"#
        )
    );
}

#[test]
fn nothing_is_sent_when_nothing_changes() {
    let host = world([act(200, &[], CURRENT), act(200, &[], CURRENT)]);
    let client = host.client();
    let options = CallOptions::default();
    let wanted = r#"{"type":"UserAssigned","userAssignedIdentities":{"/ID/A":{}}}"#;
    let same = block_on(client.add_identity("c1", wanted, &options, &mut ())).unwrap();
    assert_eq!(same.as_str(), CURRENT);
    block_on(client.remove_identity("c1", r#"["/id/z"]"#, &options, &mut ())).unwrap();
    assert_eq!(host.wire(), ["GET W/computes/c1?api-version=2026-05-01"; 2]);
}

#[test]
fn a_compute_that_cannot_be_read_is_not_patched() {
    for (first, code) in [
        (act(404, &[], ""), "NotFound"),
        (act(403, &[], ""), "Forbidden"),
        (act(200, &[], "<html>"), "UNEXPECTED_RESPONSE"),
    ] {
        let host = world([first]);
        let options = CallOptions::default();
        let error =
            block_on(host.client().remove_identity("c1", "", &options, &mut ())).unwrap_err();
        assert_eq!((error.code(), host.wire().len()), (code, 1));
    }
}
