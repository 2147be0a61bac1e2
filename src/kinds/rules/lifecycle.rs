//! What a client may ask of a compute: actions that its kind has, in a state that takes them. Looks at
//! the compute as it is, not at a body.

use crate::diagnostics::{Reporter, codes};
use crate::kinds::{ComputeKind, Options};
use crate::text::Node;

codes! {
    NOT_FOR_KIND = "lifecycle/not-for-kind" Error {
        message: "`{action}` does not exist for {kind}",
        help: [
            "" => "only instances are started, stopped, restarted and resized",
            "nodes" => "only clusters have nodes to list",
            "keys" => "this kind has no keys to show",
            "scale" => "only clusters are scaled",
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
        message: "the instance is {state}; only one that is Stopped can be started",
        help: "wait until it has stopped, or restart it if it runs",
        summary: "The instance is not in the state that the action needs.",
        why: "Seen: StartComputeInstanceOnlyAllowedInStoppedState.",
        evidence: [Service "recorded operation of a start, its error" "2022-09"],
        example: "start of an instance that is Running",
    }
    POINTLESS = "lifecycle/pointless" Warning {
        message: [
            "" => "the instance is {state}; `{action}` does nothing for it",
            "transit" => "the instance is {state}; it takes no action until that is over",
        ],
        help: [
            "" => "see what went wrong, or make a new one",
            "transit" => "wait until it is at rest",
        ],
        summary: "The action cannot have an effect in this state.",
        why: "The service refuses it, or answers without doing anything.",
        evidence: [
            Sdk "azureml-core 1.61 refuses actions in these states" "2026-11",
            Service "text of the service: there is already an active operation" "2022-10",
        ],
        example: "stop of an instance that is Stopped",
    }
    REMOVAL = "lifecycle/removal" Warning {
        message: [
            "own" => "`delete` would remove your own {kind}, not only its attachment",
            "refused" => "`delete` is refused for {kind}, which is attached",
            "made" => "`detach` is for what was attached; the workspace made this {kind}",
        ],
        help: [
            "own" => "detach it; a lock on its resource group blocks either",
            "refused" => "detach it; a lock on its resource group blocks either, and Kubernetes keeps its pods",
            "made" => "delete it",
        ],
        summary: "The wrong one of delete and detach.",
        why: "Delete goes for the resource below, detach only for its registration.",
        evidence: [
            Sdk "azureml-core 1.61, delete and detach by kind" "2026-11",
            Service "AML-Kubernetes#75, pods stay behind" "2022-04",
        ],
        example: "delete of an AKS cluster",
    }
    PREVIEW_ACTION = "lifecycle/preview-action" Warning {
        message: "`{action}` exists in preview api-versions only, not in {version}",
        help: "use a preview api-version, such as {newest}",
        summary: "The action exists in previews only.",
        why: "No stable version up to 2026-05-01 has it.",
        evidence: [Spec "operations@2026-05-15-preview and @2026-05-01" "2026-08"],
        example: "resize with api-version 2026-05-01",
    }
}

/// Makes the actions and their words.
macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident = $word:literal),+ $(,)?) => {
        /// What a client can ask of a compute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ComputeAction {
            $($(#[$doc])* $action),+
        }

        impl ComputeAction {
            /// All actions.
            pub const ALL: &[Self] = &[$(Self::$action),+];

            /// The word for it, in the spelling of the client's method.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$action => $word),+
                }
            }
        }
    };
}

actions! {
    /// Starts an instance.
    Start = "start",
    /// Stops an instance.
    Stop = "stop",
    /// Restarts an instance.
    Restart = "restart",
    /// Gives an instance another size.
    Resize = "resize",
    /// Lists the sizes that an instance can be given.
    AllowedResizeSizes = "allowedResizeSizes",
    /// Sets the idle time of an instance.
    UpdateIdleShutdown = "updateIdleShutdown",
    /// Replaces the applications of an instance.
    UpdateCustomServices = "updateCustomServices",
    /// Replaces the mounted data of an instance.
    UpdateDataMounts = "updateDataMounts",
    /// Lists the nodes of a cluster.
    ListNodes = "listNodes",
    /// Shows the keys of an attached compute.
    ListKeys = "listKeys",
    /// Changes the scale settings of a cluster by PATCH.
    Scale = "scale",
    /// Deletes the compute, and what is below it.
    Delete = "delete",
    /// Detaches the compute.
    Detach = "detach",
}

impl ComputeAction {
    /// The action of a word.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == word)
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
    if let Some(kind) = word.and_then(ComputeKind::from_name) {
        if let Some(reason) = foreign(action, kind) {
            let finding = reporter.whole(&NOT_FOR_KIND).own("action", action.as_str());
            finding.own("kind", kind.as_str());
            if !reason.is_empty() {
                finding.reason(reason);
            }
            return;
        }
        removal(action, kind, reporter);
        if kind == ComputeKind::ComputeInstance {
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

/// Whether a kind lacks an action, and which words say so.
fn foreign(action: ComputeAction, kind: ComputeKind) -> Option<&'static str> {
    let (reason, has) = match action {
        ComputeAction::ListNodes => ("nodes", kind == ComputeKind::AmlCompute),
        ComputeAction::Scale => ("scale", kind == ComputeKind::AmlCompute),
        ComputeAction::ListKeys => (
            "keys",
            matches!(
                kind,
                ComputeKind::Aks
                    | ComputeKind::VirtualMachine
                    | ComputeKind::HdInsight
                    | ComputeKind::Databricks
            ),
        ),
        ComputeAction::Delete | ComputeAction::Detach => ("", true),
        _ => ("", kind == ComputeKind::ComputeInstance),
    };
    (!has).then_some(reason)
}

fn removal(action: ComputeAction, kind: ComputeKind, reporter: &mut Reporter) {
    let managed = kind.spec().managed;
    let reason = match action {
        ComputeAction::Delete if !managed => {
            let own = [ComputeKind::Aks, ComputeKind::DataLakeAnalytics, ComputeKind::DataFactory];
            if own.contains(&kind) { "own" } else { "refused" }
        }
        ComputeAction::Detach if managed => "made",
        _ => return,
    };
    reporter.whole(&REMOVAL).reason(reason).own("kind", kind.as_str());
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
