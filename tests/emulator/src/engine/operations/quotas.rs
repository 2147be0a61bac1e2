//! GET of the quotas in a region: those of the subscription, and those that workspaces set.

use super::Context;
use crate::engine::errors::json_response;
use crate::engine::quota;
use crate::engine::sizes;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn run(context: &Context<'_>, subscription: &str, location: &str) -> Response {
    let mut places = context.config.places();
    places.retain(|place| place.subscription_id.eq_ignore_ascii_case(subscription));
    let row = |parent: &str, kind: &str, family: &str, limit: u64| -> Value {
        json!({
            "id": format!("{parent}/quotas/{}", quota::slug(family)),
            "amlWorkspaceLocation": location,
            "type": format!("Microsoft.MachineLearningServices/{kind}/quotas"),
            "limit": limit,
            "unit": "Count",
            "name": {
                "value": family,
                "localizedValue": format!("{} Cluster Dedicated vCPUs", quota::localized(family)),
            },
        })
    };
    let mut rows = Vec::new();
    for family in sizes::families() {
        let parent = format!("/subscriptions/{subscription}");
        rows.push(row(
            &parent,
            "vmFamily/dedicatedCores",
            family,
            context.config.limits.of(family),
        ));
        for place in &places {
            let key = quota::workspace_key(place, location, family);
            if let Some(limit) = context.store.limits.get(&key) {
                rows.push(row(&place.id(), "workspaces", family, *limit));
            }
        }
    }
    json_response(200, &json!({ "value": rows }))
}
