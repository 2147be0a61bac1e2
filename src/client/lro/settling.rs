//! When an instance or a job has come to rest: judges the state words of a resource after an action on
//! it. The answer to the action may have come without any header to follow, and the first looks may
//! still show the state from before, so being at rest alone proves nothing.

use crate::arm::error_body::ErrorBody;
use crate::client::http::response::text_of;
use crate::client::operations::resource::property;
use crate::client::operations::target::Target;
use crate::text::Node;

/// After so many looks in a row at rest nothing more is expected to move.
pub(in crate::client) const MOST_LOOKS: u32 = 5;

/// What the state word of an instance means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Condition {
    /// On its way; so is every word nobody knows.
    Moving,
    Running,
    Stopped,
    Failed,
}

impl Condition {
    pub(in crate::client) fn of(word: &str) -> Self {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "running" | "jobrunning" => Self::Running,
            "stopped" => Self::Stopped,
            "unusable" => Self::Failed,
            // CreateFailed, SetupFailed, UserSetupFailed, and four more in old api-versions.
            _ if word.ends_with("failed") => Self::Failed,
            _ => Self::Moving,
        }
    }
}

/// The word for the state of an instance that has failed.
pub(in crate::client) fn failed_state(resource: Node<'_>) -> Option<String> {
    let word = text_of(property(resource, "properties")?.get("state"))?;
    (Condition::of(&word) == Condition::Failed).then_some(word)
}

/// Whether the nodes of a cluster are as many as wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Nodes {
    /// They are, or it is no cluster.
    There,
    /// They come or go.
    Moving,
    /// Some are missing, and nothing says why.
    Missing,
    /// Some are missing, and the compute says why: they will not come.
    Stuck,
}

impl Nodes {
    pub(in crate::client) fn of(resource: Node<'_>) -> Self {
        let Some(inner) = property(resource, "properties") else { return Self::There };
        let Some(word) = text_of(inner.get("allocationState")) else { return Self::There };
        if !word.eq_ignore_ascii_case("steady") {
            return Self::Moving;
        }
        let number = |node: Option<Node<'_>>, name| node.and_then(|node| node.get(name)?.integer());
        let unusable = number(inner.get("nodeStateCounts"), "unusableNodeCount").unwrap_or(0);
        let has = number(Some(inner), "currentNodeCount").map(|all| all.saturating_sub(unusable));
        let target = number(Some(inner), "targetNodeCount");
        // The service may take the target back to what it has.
        let wanted = target.max(number(inner.get("scaleSettings"), "minNodeCount"));
        let missing = has.zip(wanted).map(|(has, wanted)| has < wanted);
        let told = inner.get("errors").and_then(ErrorBody::read).is_some();
        match (missing, told) {
            (Some(true) | None, true) => Self::Stuck,
            (Some(true), false) => Self::Missing,
            _ => Self::There,
        }
    }
}

/// What a look says about an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Verdict {
    Wait,
    Reached,
    Failed,
}

/// What the looks at a resource have shown since an action on it.
#[derive(Debug, Default)]
pub(in crate::client) struct Looks {
    /// It was seen on its way.
    moved: bool,
    /// Looks in a row at rest.
    at_rest: u32,
    /// The time of its last operation at the first look.
    before: Option<String>,
}

impl Looks {
    /// Judges a look. `told`: the operation itself has said that it succeeded.
    pub(in crate::client) fn judge(
        &mut self,
        target: Target,
        told: bool,
        resource: Node<'_>,
    ) -> Verdict {
        if target == Target::Ended {
            let word = text_of(property(resource, "status")).unwrap_or_default();
            return match word.to_ascii_lowercase().as_str() {
                "completed" | "failed" | "canceled" => Verdict::Reached,
                _ => Verdict::Wait,
            };
        }
        let inner = property(resource, "properties");
        let Some(word) = text_of(inner.and_then(|inner| inner.get("state"))) else {
            // No instance, it seems: the operation or some time has the last word.
            self.at_rest = self.at_rest.saturating_add(1);
            let enough = told || self.at_rest > MOST_LOOKS;
            return if enough { Verdict::Reached } else { Verdict::Wait };
        };
        let condition = Condition::of(&word);
        let last = inner.and_then(|inner| inner.get("lastOperation"));
        let last = |name| text_of(last.and_then(|last| last.get(name))).unwrap_or_default();
        let time = last("operationTime");
        let changed = *self.before.get_or_insert_with(|| time.clone()) != time;
        if condition == Condition::Moving {
            self.moved = true;
            self.at_rest = 0;
            return Verdict::Wait;
        }
        self.at_rest = self.at_rest.saturating_add(1);
        let over = self.at_rest > MOST_LOOKS;
        // What is seen comes from this action, not from an earlier one.
        let ours = told || self.moved || changed || over;
        let (verb, reached) = match (target, condition) {
            (Target::Started, _) => ("start", condition == Condition::Running),
            (Target::Stopped, _) => ("stop", condition == Condition::Stopped),
            (Target::Restarted, _) => ("restart", ours && condition == Condition::Running),
            (_, Condition::Failed) => ("resize", false),
            (..) => ("resize", ours),
        };
        let failed = condition == Condition::Failed
            || (last("operationName").eq_ignore_ascii_case(verb)
                && last("operationStatus").to_ascii_lowercase().ends_with("failed"));
        match (reached, ours && failed) {
            // A resize that failed leaves the instance as it was, at rest.
            (true, false) => Verdict::Reached,
            (_, true) => Verdict::Failed,
            // Its own word counts, whatever became of the instance since.
            (false, false) if over && told => Verdict::Reached,
            // It has moved and came back to where it was.
            (false, false) if over && self.moved => Verdict::Failed,
            (false, false) => Verdict::Wait,
        }
    }
}
