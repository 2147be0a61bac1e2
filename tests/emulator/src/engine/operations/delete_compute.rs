//! DELETE of one compute.

use super::Context;
use crate::engine::errors::ArmError;
use crate::engine::route::Scope;
use azureml_compute::client::request::Response;

pub(super) fn run(
    mut context: Context<'_>,
    scope: &Scope,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_workspace(scope)?;
    require_action(&context)?;
    let Some(cluster) = context.store.cluster(name, context.now) else {
        return Ok(Response::new(204, ""));
    };
    let gone = cluster.life.delete(context.now);
    let url = context.begin(name, true, gone, Ok(()));
    let mut response = Response::new(202, "");
    response.headers.set("azure-asyncoperation", url);
    Ok(response)
}

/// What becomes of the thing behind the compute must be said; the words are compared without case,
/// because older clients write them in lower case.
fn require_action(context: &Context<'_>) -> Result<(), ArmError> {
    const PARAMETER: &str = "underlyingResourceAction";
    let message = match context.target.parameter(PARAMETER) {
        Some(action) if ["delete", "detach"].contains(&action.to_ascii_lowercase().as_str()) => {
            return Ok(());
        }
        Some(action) => format!("`{PARAMETER}` is `{action}`: it takes `Delete` or `Detach`"),
        None => format!("the query parameter `{PARAMETER}` is required: `Delete` or `Detach`"),
    };
    Err(ArmError::new(400, "BadRequest", message).target(PARAMETER))
}
