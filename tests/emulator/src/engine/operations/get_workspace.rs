//! GET of the workspace.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::route::Scope;
use crate::engine::{directory, resource};
use azureml_compute::client::request::Response;

pub(super) fn run(context: &Context<'_>, scope: &Scope) -> Result<Response, ArmError> {
    context.require_workspace(scope)?;
    let mut workspace = resource::workspace(context.config);
    let discovery = directory::discovery_url(&context.target.origin);
    resource::set(&mut workspace, "/properties", "discoveryUrl", discovery.into());
    Ok(json_response(200, &workspace))
}
