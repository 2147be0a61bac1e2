//! POST of the applications of an instance: a bare array, which takes the place of the old one.

use super::Context;
use super::body::read_json;
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::lifecycle::Life;
use crate::engine::place::Place;
use crate::engine::resource::set;
use azureml_compute::client::request::Response;

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_preview("2022-06-01-preview")?;
    let now = context.now;
    let body = context.body;
    let compute = context.require_compute(place, name)?;
    let Life::Instance(_) = &compute.life else {
        return Err(super::power::not_for(compute.kind, "customServices"));
    };
    let services = read_json(body)?;
    let all_objects =
        |items: &Vec<serde_json::Value>| items.iter().all(serde_json::Value::is_object);
    if !services.as_array().is_some_and(all_objects) {
        return Err(invalid_value("customServices", "the body is an array of custom services"));
    }
    set(&mut compute.body, "/properties/properties", "customServices", services);
    compute.modified = now;
    Ok(Response::new(200, ""))
}
