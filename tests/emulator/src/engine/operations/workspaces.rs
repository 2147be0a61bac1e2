//! GET of a workspace, and of the workspaces of a subscription or group, page by page.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::place::Place;
use crate::engine::resource::{set, workspace};
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn get(context: &Context<'_>, place: &Place) -> Response {
    json_response(200, &workspace::workspace(place, &context.target.origin))
}

pub(super) fn list(
    context: &Context<'_>,
    subscription: &str,
    group: Option<&str>,
) -> Result<Response, ArmError> {
    match group {
        Some(group) => context.require_group(subscription, group)?,
        None => context.require_subscription(subscription)?,
    }
    let mut places = context.config.places();
    places.retain(|place| {
        place.subscription_id.eq_ignore_ascii_case(subscription)
            && group.is_none_or(|group| place.is_in(subscription, group))
    });
    places.sort_by_key(Place::key);
    let parameter = context.version.skip_parameter();
    let skipped = context.target.parameter(parameter).map(|text| text.parse::<usize>());
    let skipped = skipped.transpose().map_err(|_| {
        let message = format!("`{parameter}` is not a continuation that was handed out");
        ArmError::new(400, "InvalidContinuationToken", message)
    })?;
    let (first, size) = (skipped.unwrap_or(0), context.config.page_size.max(1));
    let page: Vec<Value> = places
        .iter()
        .skip(first)
        .take(size)
        .map(|place| workspace::workspace(place, &context.target.origin))
        .collect();
    let mut answer = json!({ "value": page });
    let next = first.saturating_add(size);
    if next < places.len() {
        let link = format!(
            "{}{}?api-version={}&{parameter}={next}",
            context.target.origin,
            context.target.path,
            context.version.as_str()
        );
        set(&mut answer, "", "nextLink", link.into());
    }
    Ok(json_response(200, &answer))
}
