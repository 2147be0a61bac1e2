//! POST of the data mounts of an instance: a bare array, which takes the place of the old one.

use super::Context;
use super::body::read_json;
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::lifecycle::Life;
use crate::engine::place::Place;
use crate::engine::resource::set;
use azureml_compute::client::request::Response;
use serde_json::Value;

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_preview("2024-01-01-preview")?;
    let now = context.now;
    let body = context.body;
    let compute = context.require_compute(place, name)?;
    let Life::Instance(_) = &compute.life else {
        return Err(super::power::not_for(compute.kind, "updateDataMounts"));
    };
    let mut mounts = read_json(body)?;
    let Some(items) = mounts.as_array_mut().filter(|items| items.iter().all(Value::is_object))
    else {
        return Err(invalid_value("dataMounts", "the body is an array of data mounts"));
    };
    for item in items {
        let unmounts = super::body::member(item, "mountAction")
            .and_then(|action| action.as_str())
            .is_some_and(|action| action.eq_ignore_ascii_case("unmount"));
        let state = if unmounts { "Unmounted" } else { "Mounted" };
        set(item, "", "mountState", state.into());
        set(item, "", "mountedOn", now.rfc3339().into());
    }
    set(&mut compute.body, "/properties/properties", "dataMounts", mounts);
    compute.modified = now;
    Ok(Response::new(200, ""))
}
