//! GET of one compute.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::resource;
use crate::engine::route::Scope;
use azureml_compute::client::request::Response;

pub(super) fn run(context: Context<'_>, scope: &Scope, name: &str) -> Result<Response, ArmError> {
    context.require_workspace(scope)?;
    let not_found = context.compute_not_found(scope, name);
    let cluster = context.store.cluster(name, context.now).ok_or(not_found)?;
    Ok(json_response(200, &resource::cluster(context.config, cluster)))
}
