//! When an instance or a job has come to rest: judges the state words of a resource after an action on
//! it. The answer to the action may have come without any header to follow, and the first looks may
//! still show the state from before, so being at rest alone proves nothing.

use super::answer::{property, text_of};
use super::lro::Target;
use crate::text::Node;

/// After so many looks in a row at rest nothing more is expected to move.
const MOST_LOOKS: u32 = 5;

/// What the state word of an instance means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// On its way; so is every word nobody knows.
    Moving,
    Running,
    Stopped,
    Failed,
}

impl Condition {
    pub(super) fn of(word: &str) -> Self {
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

/// What a look says about an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Wait,
    Reached,
    Failed,
}

/// What the looks at a resource have shown since an action on it.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// It was seen on its way.
    moved: bool,
    /// Looks in a row at rest.
    at_rest: u32,
    /// The time of its last operation at the first look.
    before: Option<String>,
}

impl Looks {
    /// Judges a look. `told`: the operation itself has said that it succeeded.
    pub(super) fn judge(&mut self, target: Target, told: bool, resource: Node<'_>) -> Verdict {
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
