//! POST of how long an instance may idle before it stops itself.

use super::Context;
use super::body::{duration, member, read_json};
use crate::engine::errors::{ArmError, invalid_value};
use crate::engine::lifecycle::Life;
use crate::engine::place::Place;
use crate::engine::resource::set;
use azureml_compute::client::request::Response;
use serde_json::Value;
use std::time::Duration;

const NAME: &str = "idleTimeBeforeShutdown";
const LEAST: Duration = Duration::from_mins(15);
const MOST: Duration = Duration::from_hours(72);

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_preview("2022-06-01-preview")?;
    let now = context.now;
    let body = context.body;
    let compute = context.require_compute(place, name)?;
    let Life::Instance(life) = &mut compute.life else {
        return Err(super::power::not_for(compute.kind, "updateIdleShutdownSetting"));
    };
    let body = read_json(body)?;
    let idle = member(&body, NAME).cloned().unwrap_or_default();
    let length = require(&idle)?;
    life.set_idle(length, now);
    set(&mut compute.body, "/properties/properties", NAME, idle);
    compute.modified = now;
    Ok(Response::new(200, ""))
}

/// Reads the time; null and an empty text switch the shutdown off.
pub(super) fn require(idle: &Value) -> Result<Option<Duration>, ArmError> {
    let text = match idle {
        Value::Null => return Ok(None),
        Value::String(text) if text.is_empty() => return Ok(None),
        Value::String(text) => text,
        _ => return Err(invalid_value(NAME, format!("`{NAME}` is a duration in ISO 8601"))),
    };
    match duration(text) {
        Some(length) if (LEAST..=MOST).contains(&length) => Ok(Some(length)),
        Some(_) => Err(invalid_value(NAME, format!("`{NAME}` is from 15 minutes to 3 days"))),
        None => Err(invalid_value(NAME, format!("`{NAME}` is a duration in ISO 8601"))),
    }
}
