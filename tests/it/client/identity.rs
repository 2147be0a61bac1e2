//! Identities that come and go: the compute is read, then changed, or left alone.

use azureml_compute::client::{CallOptions, Settings};
use pollster::block_on;
use serde_json::{Map, Value, json};

use super::script::{act, settings, world};

const A: &str = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/a";

fn identity(ids: &[&str]) -> Value {
    let ids: Map<String, Value> = ids.iter().map(|id| ((*id).to_owned(), json!({}))).collect();
    json!({ "type": "UserAssigned", "userAssignedIdentities": ids })
}

fn current() -> String {
    json!({ "name": "c1", "location": "westeurope", "identity": identity(&[A]), "properties": {
        "computeType": "AmlCompute", "provisioningState": "Succeeded", "properties": { "vmSize": "STANDARD_NC6" }
    } })
    .to_string()
}

#[test]
fn the_compute_is_read_then_changed() {
    let b = format!("{A}b");
    for (version, method, keeps_size) in [
        ("2026-05-01", "PUT", true),
        ("2024-04-01-preview", "PUT", true),
        ("2020-02-02", "PATCH", false),
    ] {
        let host = world([1; 3].map(|_| act(200, &[], &current())));
        let client = host.client_with(&Settings { api_version: version.to_owned(), ..settings() });
        let options = CallOptions::default();
        let wanted = identity(&[&b]).to_string();
        block_on(client.add_identity("c1", &wanted, &options, &mut ())).unwrap();
        let url = format!("W/computes/c1?api-version={version}");
        assert_eq!(host.wire(), ["GET", method, "GET"].map(|method| format!("{method} {url}")));
        let sent: Value = host.0.requests.borrow()[1].body.as_ref().unwrap().parse().unwrap();
        assert_eq!(sent["identity"], identity(&[A, &b]));
        assert_eq!(sent["location"], "westeurope");
        let size = sent.pointer("/properties/properties/vmSize");
        assert_eq!(size.is_some(), keeps_size, "a PUT keeps what is there: {sent}");
    }
}

#[test]
fn nothing_is_sent_when_nothing_changes() {
    let host = world([1; 2].map(|_| act(200, &[], &current())));
    let client = host.client();
    let options = CallOptions::default();
    let wanted =
        identity(&[&A.to_uppercase().replace("/SUBSCRIPTIONS", "/subscriptions")]).to_string();
    let same = block_on(client.add_identity("c1", &wanted, &options, &mut ())).unwrap();
    assert_eq!(same.as_str(), current());
    let others = json!([format!("{A}z")]).to_string();
    block_on(client.remove_identity("c1", &others, &options, &mut ())).unwrap();
    assert_eq!(host.wire(), ["GET W/computes/c1?api-version=2026-05-01"; 2]);
}

#[test]
fn what_is_wrong_or_cannot_be_is_not_sent() {
    let options = CallOptions::default();
    let host = world([act(200, &[], &current())]);
    let wanted = identity(&["/id/b"]).to_string();
    let error = block_on(host.client().add_identity("c1", &wanted, &options, &mut ())).unwrap_err();
    assert!(error.is_validation() && error.report().is_some());
    let host = world([act(200, &[], &current().replace("AmlCompute", "Kubernetes"))]);
    let error = block_on(host.client().remove_identity("c1", "", &options, &mut ())).unwrap_err();
    assert_eq!(error.code(), "INVALID_ARGUMENT");
    assert_eq!(host.wire().len(), 1);
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
