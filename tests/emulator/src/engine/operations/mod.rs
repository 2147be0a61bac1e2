//! What each operation does: one file per operation, all with the same context.

mod body;
mod check_name;
mod custom_services;
mod data_mounts;
mod delete_compute;
mod get_compute;
mod idle_shutdown;
mod jobs;
mod list_computes;
mod list_keys;
mod list_nodes;
mod operation_result;
mod operation_status;
mod patch_compute;
mod power;
mod provider;
mod put_attached;
mod put_cluster;
mod put_compute;
mod put_instance;
mod quotas;
mod resize;
mod single_sign_on;
mod sizes;
mod update_quotas;
mod usages;
mod workspaces;

use super::clock::Moment;
use super::errors::{ArmError, not_found};
use super::ids::Ids;
use super::place::{Place, region};
use super::route::{Compute, Job, Operation, Region, Scope, Workspace};
use super::schema::Oracle;
use super::store::{AsyncOperation, Store, fingerprint};
use super::target::Target;
use super::token::Caller;
use super::versions::ApiVersion;
use super::{Config, Wire};
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
    pub(super) caller: &'a Caller,
    pub(super) body: Option<&'a str>,
}

/// Does what was asked for.
pub(super) fn perform(operation: Operation, context: Context<'_>) -> Result<Response, ArmError> {
    match operation {
        Operation::Workspace(scope, what) => in_workspace(&scope, what, context),
        Operation::Compute(scope, name, Compute::Put) => put_compute::run(context, &scope, &name),
        Operation::Compute(scope, name, what) => {
            let place = context.require_workspace(&scope)?;
            on_compute(&place, &name, what, context)
        }
        Operation::Job(scope, name, what) => {
            let place = context.require_workspace(&scope)?;
            match what {
                Job::Get => jobs::get(context, &place, &name),
                Job::Put => jobs::put(context, &place, &name),
                Job::Cancel => jobs::cancel(context, &place, &name),
                Job::Delete => jobs::delete(context, &place, &name),
            }
        }
        Operation::ListWorkspaces { subscription, group } => {
            workspaces::list(&context, &subscription, group.as_deref())
        }
        Operation::Region { subscription, location, what } => {
            context.require_subscription(&subscription)?;
            in_region(&subscription, &location, what, context)
        }
        Operation::ListOperations => Ok(provider::operations()),
    }
}

fn in_workspace(
    scope: &Scope,
    what: Workspace,
    context: Context<'_>,
) -> Result<Response, ArmError> {
    let place = context.require_workspace(scope)?;
    match what {
        Workspace::Get => Ok(workspaces::get(&context, &place)),
        Workspace::ListComputes => list_computes::run(context, &place),
        Workspace::ListJobs => jobs::list(context, &place),
        Workspace::ListFeatures => Ok(provider::features()),
        Workspace::CheckComputeName => check_name::run(context, &place),
    }
}

fn on_compute(
    place: &Place,
    name: &str,
    what: Compute,
    context: Context<'_>,
) -> Result<Response, ArmError> {
    match what {
        Compute::Get => get_compute::run(context, place, name),
        // Handled by the caller, because its answer to a missing workspace differs.
        Compute::Put => Err(context.compute_not_found(place, name)),
        Compute::Patch => patch_compute::run(context, place, name),
        Compute::Delete => delete_compute::run(context, place, name),
        Compute::ListKeys => list_keys::run(context, place, name),
        Compute::ListNodes => list_nodes::run(context, place, name),
        Compute::Start => power::run(context, place, name, power::Action::Start),
        Compute::Stop => power::run(context, place, name, power::Action::Stop),
        Compute::Restart => power::run(context, place, name, power::Action::Restart),
        Compute::Resize => resize::run(context, place, name),
        Compute::ListSizesForResize => sizes::for_resize(context, place, name),
        Compute::UpdateIdleShutdown => idle_shutdown::run(context, place, name),
        Compute::UpdateDataMounts => data_mounts::run(context, place, name),
        Compute::UpdateCustomServices => custom_services::run(context, place, name),
        Compute::EnableSingleSignOn => single_sign_on::run(context, place, name),
    }
}

fn in_region(
    subscription: &str,
    location: &str,
    what: Region,
    context: Context<'_>,
) -> Result<Response, ArmError> {
    match what {
        Region::ListSizes => Ok(sizes::list(&context, location)),
        Region::ListUsages => Ok(usages::run(context, subscription, location)),
        Region::ListQuotas => Ok(quotas::run(&context, subscription, location)),
        Region::UpdateQuotas => update_quotas::run(context, subscription, location),
        Region::OperationStatus(id) => operation_status::run(&context, subscription, location, &id),
        Region::OperationResult(id) => operation_result::run(context, subscription, location, &id),
    }
}

/// How an operation that takes time goes on.
struct Course<'a> {
    /// The workspace.
    place: &'a Place,
    /// Name of the compute.
    name: &'a str,
    /// Whether it takes the compute away.
    deletes: bool,
    /// When it ends.
    ends: Moment,
    /// How it ends.
    outcome: Result<(), Value>,
}

impl Context<'_> {
    fn require_subscription(&self, subscription: &str) -> Result<(), ArmError> {
        let known = |place: &Place| place.subscription_id.eq_ignore_ascii_case(subscription);
        if self.config.places().iter().any(known) {
            return Ok(());
        }
        if !is_guid(subscription) {
            let message = format!("the subscription id `{subscription}` is not a GUID");
            return Err(ArmError::new(400, "InvalidSubscriptionId", message));
        }
        let message = format!("the subscription `{subscription}` could not be found");
        Err(ArmError::new(404, "SubscriptionNotFound", message))
    }

    fn require_group(&self, subscription: &str, group: &str) -> Result<(), ArmError> {
        self.require_subscription(subscription)?;
        if self.config.places().iter().any(|place| place.is_in(subscription, group)) {
            return Ok(());
        }
        let message = format!("the resource group `{group}` could not be found");
        Err(ArmError::new(404, "ResourceGroupNotFound", message))
    }

    fn require_workspace(&self, scope: &Scope) -> Result<Place, ArmError> {
        self.require_group(&scope.subscription, &scope.group)?;
        self.config
            .places()
            .into_iter()
            .find(|place| place.is(scope))
            .ok_or_else(|| not_found("workspaces", &scope.workspace, &scope.group))
    }

    fn compute_not_found(&self, place: &Place, name: &str) -> ArmError {
        let kind = format!("workspaces/{}/computes", place.workspace);
        not_found(&kind, name, &place.resource_group)
    }

    /// A compute that is there.
    fn require_compute(
        &mut self,
        place: &Place,
        name: &str,
    ) -> Result<&mut super::store::Compute, ArmError> {
        let missing = self.compute_not_found(place, name);
        self.store.compute(place, name, self.now).ok_or(missing)
    }

    /// What only previews have is refused to others.
    fn require_preview(&self, since: &str) -> Result<(), ArmError> {
        if self.version.has_preview(since) {
            return Ok(());
        }
        let message = format!(
            "the api-version `{}` does not have this operation: previews from `{since}` on do",
            self.version.as_str()
        );
        Err(ArmError::new(404, "InvalidResourceType", message))
    }

    /// Starts an operation and writes into the answer where its state can be asked for.
    fn begin(&mut self, course: Course<'_>, response: &mut Response) {
        let Course { place, name, deletes, ends, outcome } = course;
        let id = self.ids.guid();
        // Ticks of 100 ns since the year 1; a certificate and two signatures, as long as real ones.
        let ticks =
            self.now.millis().saturating_mul(10_000).saturating_add(621_355_968_000_000_000);
        let query = format!(
            "api-version={}&service=new&t={ticks}&c=MII{}&s={}&h={}",
            self.version.as_str(),
            self.ids.text(2_497),
            self.ids.text(342),
            self.ids.text(43),
        );
        let url = |kind: &str| {
            format!(
                "{}/subscriptions/{}/providers/Microsoft.MachineLearningServices/locations/{}/\
                 {kind}/{id}?{query}",
                self.target.origin, place.subscription_id, place.location
            )
        };
        response.headers.set("azure-asyncoperation", url("computeOperationsStatus"));
        if self.config.wire == Wire::Documented {
            response.headers.set("location", url("computeOperationResults"));
            response.headers.set("retry-after", "10");
        }
        let operation = AsyncOperation {
            query: fingerprint(&query),
            home: (place.subscription_id.clone(), place.location.clone()),
            subject: Store::key(place, name),
            id,
            deletes,
            ends,
            outcome,
            cancelled: false,
        };
        self.store.begin(operation, self.now);
    }

    /// The operation that a signed URL means.
    fn require_operation(
        &self,
        subscription: &str,
        location: &str,
        id: &str,
    ) -> Result<&AsyncOperation, ArmError> {
        let operation = self.store.operation(id).filter(|operation| {
            let (home, place) = &operation.home;
            home.eq_ignore_ascii_case(subscription) && region(place) == region(location)
        });
        let Some(operation) = operation else {
            let message = format!("there is no operation `{id}` in `{location}`");
            return Err(ArmError::new(404, "OperationNotFound", message));
        };
        if operation.query != fingerprint(&signed(&self.target.query)) {
            let message = "the signature of the status URL does not match: the URL is to be used \
                           exactly as it was received";
            return Err(ArmError::new(403, "AuthorizationFailed", message));
        }
        Ok(operation)
    }
}

/// The part of a status URL's query that is signed, byte for byte. The official JavaScript client puts
/// the parameters of the first request behind it, which does no harm with the service either.
fn signed(query: &str) -> String {
    let names = ["api-version", "service", "t", "c", "s", "h"];
    let is_signed = |pair: &&str| pair.split('=').next().is_some_and(|name| names.contains(&name));
    query.split('&').filter(is_signed).collect::<Vec<_>>().join("&")
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|one| one == '-' || one.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn what_stands_behind_a_signed_query_is_not_signed() {
        let query = "api-version=1&service=new&t=2&c=3&s=4&h=5";
        assert_eq!(signed(query), query);
        assert_eq!(signed(&format!("{query}&underlyingResourceAction=Delete")), query);
        for changed in
            [query.replace("c=3", "c=%33"), query.replace("&h=5", ""), format!("{query}&h=5")]
        {
            assert_ne!(signed(&changed), query, "{changed}");
        }
    }
}
