//! POST that switches single sign-on of an instance. Both SDKs call it, no published document has
//! it.

use super::Context;
use super::body::{member, read_json};
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
    let now = context.now;
    let body = context.body;
    let compute = context.require_compute(place, name)?;
    let Life::Instance(_) = &compute.life else {
        return Err(super::power::not_for(compute.kind, "enableSso"));
    };
    let body = read_json(body)?;
    let Some(wish) = member(&body, "enableSSO").and_then(Value::as_bool) else {
        return Err(invalid_value("enableSSO", "`enableSSO` is required: true or false"));
    };
    set(&mut compute.body, "/properties/properties", "enableSSO", wish.into());
    compute.modified = now;
    Ok(Response::new(200, ""))
}
