//! What a client may ask of a compute: actions that its kind has, in a state that takes them. Looks at
//! the compute as it is, not at a body.

use crate::diagnostics::{Reporter, codes};
use crate::kinds::{ComputeAction, ComputeKind, KindSpec, Options, Removal};
use crate::text::Node;

codes! {
    NOT_FOR_KIND = "lifecycle/not-for-kind" Error {
        message: "{kind} does not support `{action}`",
        help: [
            "" => "only instances can be started, stopped, restarted and resized",
            "nodes" => "only clusters have a list of nodes",
            "keys" => "this kind has no keys",
            "scale" => "only clusters can be scaled",
        ],
        summary: "The action does not exist for this kind of compute.",
        why: "The service has no such operation for it.",
        evidence: [
            Spec "operations and ComputeSecrets@2026-05-01" "2026-08",
            Sdk "azureml-core 1.61, operations by kind" "2026-11",
        ],
        example: "start of a cluster",
    }
    STATE = "lifecycle/state" Error {
        message: "the instance is {state}; only a stopped instance can be started",
        help: "wait until it has stopped, or restart it if it is running",
        summary: "The instance is not in the state that the action needs.",
        why: "Seen: StartComputeInstanceOnlyAllowedInStoppedState.",
        evidence: [Service "recorded operation of a start, its error" "2022-09"],
        example: "start of an instance that is Running",
    }
    POINTLESS = "lifecycle/pointless" Warning {
        message: [
            "" => "the instance is {state}, so `{action}` has no effect",
            "transit" => "the instance is {state}; no action is possible until that ends",
        ],
        help: [
            "" => "find out what failed, or create a new one",
            "transit" => "wait until it has finished",
        ],
        summary: "The action has no effect in this state.",
        why: "The service rejects it, or responds without doing anything.",
        evidence: [
            Sdk "azureml-core 1.61 rejects actions in these states" "2026-11",
            Service "text of the service: there is already an active operation" "2022-10",
        ],
        example: "stop of an instance that is Stopped",
    }
    REMOVAL = "lifecycle/removal" Warning {
        message: [
            "own" => "`delete` would delete your own {kind}, not only its attachment",
            "refused" => "`delete` is rejected for {kind}, which is attached",
            "made" => "`detach` is only for attached computes; this {kind} belongs to the workspace",
        ],
        help: [
            "own" => "detach it; a lock on its resource group blocks both actions",
            "refused" => "detach it; a lock on its resource group blocks both, and Kubernetes keeps its pods",
            "made" => "delete it",
        ],
        summary: "The wrong action was chosen: delete or detach.",
        why: "Delete removes the underlying resource, detach only its registration.",
        evidence: [
            Sdk "azureml-core 1.61, delete and detach by kind" "2026-11",
            Service "AML-Kubernetes#75, pods stay behind" "2022-04",
        ],
        example: "delete of an AKS cluster",
    }
    PREVIEW_ACTION = "lifecycle/preview-action" Warning {
        message: "`{action}` exists in preview api-versions only, not in {version}",
        help: "use a preview api-version, such as {newest}",
        summary: "Only previews have the action.",
        why: "No stable version up to 2026-05-01 has it.",
        evidence: [Spec "operations@2026-05-15-preview and @2026-05-01" "2026-08"],
        example: "resize with api-version 2026-05-01",
    }
}

/// States on the way to another.
const IN_TRANSIT: [&str; 8] = [
    "Creating",
    "Deleting",
    "Starting",
    "Stopping",
    "Restarting",
    "Resizing",
    "SettingUp",
    "UserSettingUp",
];

/// Checks an action on a compute as it is.
pub fn check(action: ComputeAction, compute: Node<'_>, options: &Options, reporter: &mut Reporter) {
    let properties = compute.get("properties");
    let word = properties.and_then(|properties| properties.get("computeType")).and_then(Node::text);
    if let Some(kind) = word.and_then(ComputeKind::from_name).map(ComputeKind::spec) {
        if !kind.can(action) {
            let finding = reporter.whole(&NOT_FOR_KIND).own("action", action.as_str());
            finding.own("kind", kind.name);
            let reason = who_can(action);
            if !reason.is_empty() {
                finding.reason(reason);
            }
            return;
        }
        removal(action, kind, reporter);
        // What can be started has a state.
        if kind.can(ComputeAction::Start) {
            let data = properties.and_then(|properties| properties.get("properties"));
            let state = data.and_then(|data| data.get("state")).and_then(Node::text);
            by_state(action, state.unwrap_or_default(), reporter);
        }
    }
    let version = options.version();
    if is_preview(action) && !version.ends_with("-preview") {
        let finding = reporter.whole(&PREVIEW_ACTION).own("action", action.as_str());
        finding.own("version", version);
        finding.own("newest", crate::arm::api_version::NEWEST_PREVIEW);
    }
}

const fn is_preview(action: ComputeAction) -> bool {
    matches!(
        action,
        ComputeAction::Resize
            | ComputeAction::AllowedResizeSizes
            | ComputeAction::UpdateIdleShutdown
            | ComputeAction::UpdateCustomServices
            | ComputeAction::UpdateDataMounts
    )
}

/// The variant of the words that say which kinds have an action.
const fn who_can(action: ComputeAction) -> &'static str {
    match action {
        ComputeAction::ListNodes => "nodes",
        ComputeAction::Scale => "scale",
        ComputeAction::ListKeys => "keys",
        _ => "",
    }
}

fn removal(action: ComputeAction, kind: &KindSpec, reporter: &mut Reporter) {
    let reason = match (action, kind.removal) {
        (ComputeAction::Delete, Removal::DetachOrLose) => "own",
        (ComputeAction::Delete, Removal::Detach) => "refused",
        (ComputeAction::Detach, Removal::Delete) => "made",
        _ => return,
    };
    reporter.whole(&REMOVAL).reason(reason).own("kind", kind.name);
}

fn by_state(action: ComputeAction, state: &str, reporter: &mut Reporter) {
    let is = |word: &str| state.eq_ignore_ascii_case(word);
    if state.is_empty() || is("Unknown") || action == ComputeAction::Detach {
        return;
    }
    if action == ComputeAction::Start {
        if !is("Stopped") {
            reporter.whole(&STATE).param("state", state);
        }
        return;
    }
    // What failed or is on its way can always be deleted, unless that is what it is on its way to.
    let removes = action == ComputeAction::Delete;
    let power = matches!(action, ComputeAction::Stop | ComputeAction::Restart);
    let transit = IN_TRANSIT.iter().any(|word| is(word)) && (!removes || is("Deleting"));
    if transit || (is("CreateFailed") && !removes) || (is("Stopped") && power) {
        let finding = reporter.whole(&POINTLESS).param("state", state);
        finding.own("action", action.as_str());
        if transit {
            finding.reason("transit");
        }
    }
}
