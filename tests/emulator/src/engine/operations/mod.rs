//! What each operation does: one file per operation, all with the same context.

mod delete_compute;
mod get_compute;
mod get_operation_status;
mod get_workspace;
mod list_computes;
mod put_compute;

use super::Config;
use super::clock::Moment;
use super::errors::{ArmError, not_found};
use super::ids::Ids;
use super::route::{Operation, Scope};
use super::schema::Oracle;
use super::store::{AsyncOperation, Store};
use super::target::Target;
use super::versions::ApiVersion;
use azureml_compute::client::request::Response;
use serde_json::Value;

/// What an operation may look at and change.
pub(super) struct Context<'a> {
    pub(super) config: &'a Config,
    pub(super) store: &'a mut Store,
    pub(super) ids: &'a mut Ids,
    pub(super) oracle: &'a Oracle,
    pub(super) now: Moment,
    pub(super) target: &'a Target,
    pub(super) version: ApiVersion,
    pub(super) body: Option<&'a str>,
}

/// Does what was asked for.
pub(super) fn perform(operation: Operation, context: Context<'_>) -> Result<Response, ArmError> {
    match operation {
        Operation::GetWorkspace(scope) => get_workspace::run(&context, &scope),
        Operation::ListComputes(scope) => list_computes::run(context, &scope),
        Operation::GetCompute(scope, name) => get_compute::run(context, &scope, &name),
        Operation::PutCompute(scope, name) => put_compute::run(context, &scope, &name),
        Operation::DeleteCompute(scope, name) => delete_compute::run(context, &scope, &name),
        Operation::GetOperationStatus { subscription, location, id } => {
            get_operation_status::run(&context, &subscription, &location, &id)
        }
    }
}

impl Context<'_> {
    fn require_subscription(&self, subscription: &str) -> Result<(), ArmError> {
        if subscription.eq_ignore_ascii_case(&self.config.subscription_id) {
            return Ok(());
        }
        if !is_guid(subscription) {
            let message = format!("the subscription id `{subscription}` is not a GUID");
            return Err(ArmError::new(400, "InvalidSubscriptionId", message));
        }
        let message = format!("the subscription `{subscription}` could not be found");
        Err(ArmError::new(404, "SubscriptionNotFound", message))
    }

    fn require_group(&self, scope: &Scope) -> Result<(), ArmError> {
        self.require_subscription(&scope.subscription)?;
        if scope.group.eq_ignore_ascii_case(&self.config.resource_group) {
            return Ok(());
        }
        let message = format!("the resource group `{}` could not be found", scope.group);
        Err(ArmError::new(404, "ResourceGroupNotFound", message))
    }

    fn require_workspace(&self, scope: &Scope) -> Result<(), ArmError> {
        self.require_group(scope)?;
        if scope.workspace.eq_ignore_ascii_case(&self.config.workspace) {
            return Ok(());
        }
        Err(not_found("workspaces", &scope.workspace, &scope.group))
    }

    fn compute_not_found(&self, scope: &Scope, name: &str) -> ArmError {
        let kind = format!("workspaces/{}/computes", self.config.workspace);
        not_found(&kind, name, &scope.group)
    }

    /// Starts an operation and gives its status URL, as long as the real ones: a query with the
    /// time, a certificate and two signatures.
    fn begin(
        &mut self,
        subject: &str,
        deletes: bool,
        ends: Moment,
        outcome: Result<(), Value>,
    ) -> String {
        let id = self.ids.guid();
        // Ticks of 100 ns since the year 1.
        let ticks =
            self.now.millis().saturating_mul(10_000).saturating_add(621_355_968_000_000_000);
        let query = format!(
            "api-version={}&service=new&t={ticks}&c=MII{}&s={}&h={}",
            self.version.as_str(),
            self.ids.text(2_497),
            self.ids.text(342),
            self.ids.text(43),
        );
        let url = format!(
            "{}/subscriptions/{}/providers/Microsoft.MachineLearningServices/locations/{}/\
             computeOperationsStatus/{id}?{query}",
            self.target.origin, self.config.subscription_id, self.config.location
        );
        let operation = AsyncOperation {
            id,
            query,
            subject: Store::key(subject),
            deletes,
            ends,
            outcome,
            cancelled: false,
        };
        self.store.begin(operation, self.now);
        url
    }
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|one| one == '-' || one.is_ascii_hexdigit())
}
