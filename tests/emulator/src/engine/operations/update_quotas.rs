//! POST of quotas of workspaces. The answer is 200 even if every row fails: each has its status.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::lifecycle::Life;
use crate::engine::place::Place;
use crate::engine::quota;
use crate::engine::resource::set;
use crate::engine::sizes;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn run(
    mut context: Context<'_>,
    subscription: &str,
    location: &str,
) -> Result<Response, ArmError> {
    let body = super::body::read_json(context.body)?;
    let Some(rows) = super::body::member(&body, "value").and_then(Value::as_array) else {
        let message = "`value` is required: an array of quotas";
        return Err(ArmError::new(400, "BadRequest", message).target("value"));
    };
    let mut places = context.config.places();
    places.retain(|place| place.subscription_id.eq_ignore_ascii_case(subscription));
    let answers: Vec<Value> = rows
        .iter()
        .map(|row| {
            let status = update(&mut context, &places, location, row);
            let member = |name: &str| super::body::member(row, name).cloned().unwrap_or_default();
            let mut answer = json!({
                "id": member("id"),
                "type": "Microsoft.MachineLearningServices/workspaces/quotas",
                "limit": member("limit"),
                "unit": "Count",
            });
            // The classic SDK knows success by its small letter.
            let is_classic = context.version.is_classic() && status == "Success";
            let status = if is_classic { "success" } else { status };
            set(&mut answer, "", "status", status.into());
            answer
        })
        .collect();
    Ok(json_response(200, &json!({ "value": answers })))
}

/// Sets one limit; gives the word that stands under `status`.
fn update(
    context: &mut Context<'_>,
    places: &[Place],
    location: &str,
    row: &Value,
) -> &'static str {
    let id = super::body::member(row, "id").and_then(Value::as_str).unwrap_or_default();
    let Some((workspace, family)) = split(id) else { return "Failure" };
    let named = |place: &&Place| place.id().eq_ignore_ascii_case(workspace);
    let Some(place) = places.iter().find(named) else { return "Failure" };
    let family = sizes::families()
        .find(|known| quota::slug(known).eq_ignore_ascii_case(&quota::slug(family)));
    let Some(family) = family else { return "InvalidVMFamilyName" };
    let limit = match super::body::member(row, "limit") {
        Some(Value::String(text)) => text.parse().ok(),
        Some(number) => number.as_u64(),
        None => None,
    };
    let Some(limit) = limit else { return "Failure" };
    if limit > context.config.limits.of(family) {
        return "InvalidQuotaExceedsSubscriptionLimit";
    }
    let least: u64 = context
        .store
        .computes(place, None, context.now)
        .filter_map(|(_, compute)| match &compute.life {
            Life::Cluster(life) => {
                let size = quota::size_of(compute).filter(|size| size.family == family)?;
                Some(u64::from(life.scale().min).saturating_mul(u64::from(size.cores)))
            }
            _ => None,
        })
        .fold(0, u64::saturating_add);
    if limit < least {
        return "InvalidQuotaBelowClusterMinimum";
    }
    context.store.limits.insert(quota::workspace_key(place, location, family), limit);
    "Success"
}

/// `{workspace}/quotas/{family}`.
fn split(id: &str) -> Option<(&str, &str)> {
    let (front, family) = id.rsplit_once('/')?;
    let (workspace, word) = front.rsplit_once('/')?;
    word.eq_ignore_ascii_case("quotas").then_some((workspace, family))
}
