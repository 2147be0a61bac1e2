//! Actions of the client, checked before the call: by kind, by state, by api-version.

use azureml_compute::diagnostics::Report;
use azureml_compute::kinds::ComputeKind;
use azureml_compute::validate::{ComputeAction, Options, check_action};
use serde_json::json;

use crate::support::slugs;

/// A preview, so that no action is reported for its age.
const PREVIEW: &str = "2026-05-15-preview";

fn check(action: ComputeAction, kind: &str, state: Option<&str>, version: &str) -> Report {
    let mut data = json!({});
    if let Some(state) = state {
        data["state"] = state.into();
    }
    let current = json!({
        "name": "one",
        "properties": { "computeType": kind, "provisioningState": "Succeeded", "properties": data },
    });
    let options = Options { api_version: Some(version.to_owned()), ..Options::default() };
    check_action(action, &current.to_string(), &options)
}

fn found(action: ComputeAction, kind: &str, state: Option<&str>) -> Vec<&'static str> {
    slugs(&check(action, kind, state, PREVIEW))
}

#[test]
fn kinds_have_their_actions() {
    let keys = ["AKS", "VirtualMachine", "HDInsight", "Databricks"];
    for kind in ComputeKind::ALL.iter().map(|kind| kind.as_str()) {
        for action in ComputeAction::ALL.iter().copied() {
            let right = match action {
                ComputeAction::ListNodes | ComputeAction::Scale => kind == "AmlCompute",
                ComputeAction::ListKeys => keys.contains(&kind),
                ComputeAction::Delete | ComputeAction::Detach => true,
                _ => kind == "ComputeInstance",
            };
            let codes = found(action, kind, None);
            let refused = codes.contains(&"lifecycle/not-for-kind");
            assert_eq!(refused, !right, "{} of {kind}", action.as_str());
        }
    }
    let report = check(ComputeAction::Start, "AmlCompute", None, PREVIEW);
    assert!(!report.valid);
    assert_eq!(report.kind, Some("AmlCompute"));
    assert_eq!(report.diagnostics[0].message, "AmlCompute does not support `start`");
    assert!(found(ComputeAction::Start, "Kusto", None).is_empty());
}

#[test]
fn states_of_an_instance() {
    let ci = |action, state| found(action, "ComputeInstance", Some(state));
    assert!(ci(ComputeAction::Start, "Stopped").is_empty());
    for state in ["Running", "JobRunning", "Starting", "Stopping", "CreateFailed", "Unusable"] {
        assert_eq!(ci(ComputeAction::Start, state), ["lifecycle/state"], "{state}");
    }
    for action in [ComputeAction::Stop, ComputeAction::Restart] {
        for state in ["Running", "JobRunning", "Unusable", "SetupFailed"] {
            assert!(ci(action, state).is_empty(), "{state}");
        }
        for state in ["Stopped", "CreateFailed", "Creating", "SettingUp", "Resizing", "Deleting"] {
            assert_eq!(ci(action, state), ["lifecycle/pointless"], "{state}");
        }
    }
    assert!(ci(ComputeAction::Resize, "Stopped").is_empty());
    assert_eq!(ci(ComputeAction::Resize, "Starting"), ["lifecycle/pointless"]);
    for state in ["Running", "Stopped", "CreateFailed", "Creating"] {
        assert!(ci(ComputeAction::Delete, state).is_empty(), "{state}");
    }
    assert_eq!(ci(ComputeAction::Delete, "Deleting"), ["lifecycle/pointless"]);
    for action in ComputeAction::ALL.iter().copied() {
        let unknown = ci(action, "Unknown");
        assert!(!unknown.iter().any(|code| code.contains("state") || code.contains("pointless")));
    }
    assert!(found(ComputeAction::Start, "ComputeInstance", None).is_empty());
}

#[test]
fn delete_and_detach() {
    for kind in ComputeKind::ALL.iter().map(|kind| kind.as_str()) {
        let managed = matches!(kind, "AmlCompute" | "ComputeInstance");
        let (wrong, right) = if managed {
            (ComputeAction::Detach, ComputeAction::Delete)
        } else {
            (ComputeAction::Delete, ComputeAction::Detach)
        };
        assert_eq!(found(wrong, kind, None), ["lifecycle/removal"], "{kind}");
        assert!(found(right, kind, None).is_empty(), "{kind}");
    }
    let message =
        |kind| check(ComputeAction::Delete, kind, None, PREVIEW).diagnostics[0].message.clone();
    assert_eq!(message("AKS"), "`delete` would delete your own AKS, not only its attachment");
    assert_eq!(message("Databricks"), "`delete` is rejected for Databricks, which is attached");
}

#[test]
fn actions_of_previews() {
    for action in ComputeAction::ALL.iter().copied() {
        let preview = matches!(
            action,
            ComputeAction::Resize
                | ComputeAction::AllowedResizeSizes
                | ComputeAction::UpdateIdleShutdown
                | ComputeAction::UpdateCustomServices
                | ComputeAction::UpdateDataMounts
        );
        let codes = slugs(&check(action, "ComputeInstance", None, "2026-05-01"));
        let told = codes.contains(&"lifecycle/preview-action");
        assert_eq!(told, preview, "{}", action.as_str());
        assert_eq!(ComputeAction::from_name(action.as_str()), Some(action));
    }
    assert_eq!(ComputeAction::from_name("explode"), None);
}

#[test]
fn what_is_no_compute() {
    let options = Options::default();
    assert!(!check_action(ComputeAction::Start, "{", &options).valid);
    assert!(check_action(ComputeAction::Start, "[]", &options).valid);
    assert!(check_action(ComputeAction::Start, "{}", &options).valid);
}
