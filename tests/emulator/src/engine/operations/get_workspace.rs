//! GET of the workspace.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::resource;
use crate::engine::route::Scope;
use azureml_compute::client::request::Response;

pub(super) fn run(context: &Context<'_>, scope: &Scope) -> Result<Response, ArmError> {
    context.require_workspace(scope)?;
    Ok(json_response(200, &resource::workspace(context.config)))
}
