//! POST that asks whether an instance may have a name: names of instances are unique in a region.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::place::Place;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn run(context: Context<'_>, place: &Place) -> Result<Response, ArmError> {
    let body = super::body::read_json(context.body)?;
    let name = super::body::member(&body, "name").and_then(Value::as_str).unwrap_or_default();
    let refusal = if !super::put_instance::is_name(name) {
        let message = format!("the name `{name}` is invalid: {}", super::put_instance::NAME_RULE);
        Some(("Invalid", message))
    } else if super::put_instance::is_taken(context.store, place, name, context.now)
        || context.store.compute(place, name, context.now).is_some()
    {
        Some(("AlreadyExists", format!("the name `{name}` is in use in the region")))
    } else {
        None
    };
    let answer = match refusal {
        Some((reason, message)) => {
            json!({ "nameAvailable": false, "reason": reason, "message": message })
        }
        None => json!({ "nameAvailable": true, "reason": null, "message": null }),
    };
    Ok(json_response(200, &answer))
}
