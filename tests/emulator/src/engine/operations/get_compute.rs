//! GET of one compute.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::place::Place;
use crate::engine::{resource, shape};
use azureml_compute::client::request::Response;

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let version = context.version;
    let compute = context.require_compute(place, name)?;
    let body = shape::answer(resource::compute(compute), compute.kind, version);
    Ok(json_response(200, &body))
}
