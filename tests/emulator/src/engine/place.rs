//! A workspace: where it lies, and how it is named. Several of them may be emulated at once, in
//! several subscriptions and tenants.

use super::route::Scope;
use serde::{Deserialize, Serialize};

/// A workspace.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    /// The tenant of the subscription.
    pub tenant_id: String,
    /// Subscription.
    pub subscription_id: String,
    /// Resource group.
    pub resource_group: String,
    /// Name of the workspace.
    pub workspace: String,
    /// Region of the workspace.
    pub location: String,
}

impl Place {
    /// The ARM id.
    #[must_use]
    pub fn id(&self) -> String {
        format!(
            "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.MachineLearningServices/\
             workspaces/{}",
            self.subscription_id, self.resource_group, self.workspace
        )
    }

    /// What keys of its computes begin with; names are compared without case.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}/", self.subscription_id, self.resource_group, self.workspace)
            .to_ascii_lowercase()
    }

    /// Whether a path means it.
    #[must_use]
    pub fn is(&self, scope: &Scope) -> bool {
        self.workspace.eq_ignore_ascii_case(&scope.workspace)
            && self.is_in(&scope.subscription, &scope.group)
    }

    /// Whether it lies in a group.
    #[must_use]
    pub fn is_in(&self, subscription: &str, group: &str) -> bool {
        self.subscription_id.eq_ignore_ascii_case(subscription)
            && self.resource_group.eq_ignore_ascii_case(group)
    }
}

/// Regions are compared by their short names: `West Europe` is `westeurope`.
#[must_use]
pub fn region(name: &str) -> String {
    name.chars().filter(|one| *one != ' ').collect::<String>().to_ascii_lowercase()
}
