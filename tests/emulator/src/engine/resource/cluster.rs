//! `properties.properties` of a compute cluster.

use super::{fill, set, setting, size};
use crate::engine::lifecycle::cluster::{Life, Nodes};
use crate::engine::store::Compute;
use serde_json::{Value, json};

/// As the service shows it once it has looked at the request.
pub(super) fn settings(compute: &Compute, life: &Life) -> Value {
    let mut settings = sent(compute);
    fill(
        &mut settings,
        [
            ("osType", "Linux".into()),
            ("vmPriority", "Dedicated".into()),
            ("isolatedNetwork", false.into()),
            ("remoteLoginPortPublicAccess", "NotSpecified".into()),
            ("enableNodePublicIp", true.into()),
            ("propertyBag", json!({})),
        ],
    );
    for (name, value) in live_members(life) {
        set(&mut settings, "", name, value);
    }
    settings
}

/// As the first answer shows it.
pub(super) fn new_settings(compute: &Compute) -> Value {
    let mut settings = sent(compute);
    for name in LIVE {
        set(&mut settings, "", name, Value::Null);
    }
    settings
}

fn sent(compute: &Compute) -> Value {
    let setting = |name: &str| setting(compute, name);
    json!({
        "osType": setting("osType"),
        "vmSize": size(compute, "vmSize"),
        "vmPriority": setting("vmPriority"),
        "virtualMachineImage": setting("virtualMachineImage"),
        "isolatedNetwork": setting("isolatedNetwork"),
        "scaleSettings": scale_settings(&setting("scaleSettings")),
        "userAccountCredentials": credentials(&setting("userAccountCredentials")),
        "subnet": setting("subnet"),
        "remoteLoginPortPublicAccess": setting("remoteLoginPortPublicAccess"),
        "enableNodePublicIp": setting("enableNodePublicIp"),
        "propertyBag": setting("propertyBag"),
    })
}

const LIVE: [&str; 6] = [
    "allocationState",
    "allocationStateTransitionTime",
    "errors",
    "currentNodeCount",
    "targetNodeCount",
    "nodeStateCounts",
];

fn live_members(life: &Life) -> impl Iterator<Item = (&'static str, Value)> {
    let state = match life.resizing {
        Some(true) => "Resizing",
        Some(false) => "Steady",
        // The pool does not exist yet.
        None => return LIVE.into_iter().zip(std::array::repeat(Value::Null)),
    };
    let Nodes { idle, running, preparing, leaving, unusable, preempted } = life.nodes;
    let errors: Vec<Value> = life.errors.iter().map(|error| json!({ "error": error })).collect();
    LIVE.into_iter().zip([
        state.into(),
        life.transition.rfc3339().into(),
        if errors.is_empty() { Value::Null } else { errors.into() },
        life.nodes.total().into(),
        life.target.into(),
        json!({
            "preparingNodeCount": preparing,
            "runningNodeCount": running,
            "idleNodeCount": idle,
            "unusableNodeCount": unusable,
            "leavingNodeCount": leaving,
            "preemptedNodeCount": preempted,
        }),
    ])
}

fn scale_settings(sent: &Value) -> Value {
    json!({
        "minNodeCount": sent.get("minNodeCount").filter(|min| !min.is_null()).unwrap_or(&json!(0)),
        "maxNodeCount": sent.get("maxNodeCount"),
        "nodeIdleTimeBeforeScaleDown": sent.get("nodeIdleTimeBeforeScaleDown"),
    })
}

/// The password is never shown again.
fn credentials(sent: &Value) -> Value {
    if sent.is_null() {
        return Value::Null;
    }
    json!({
        "adminUserName": sent.get("adminUserName"),
        "adminUserSshPublicKey": sent.get("adminUserSshPublicKey"),
        "adminUserPassword": null,
    })
}
