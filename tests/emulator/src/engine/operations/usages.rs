//! GET of what is used of the quota in a region.

use super::Context;
use crate::engine::errors::json_response;
use crate::engine::quota::{self, Count};
use crate::engine::sizes;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn run(context: Context<'_>, subscription: &str, location: &str) -> Response {
    let limits = &context.config.limits;
    let used =
        quota::cores(context.store, subscription, location, Count::Reserved, None, context.now);
    let row = |kind: &str, value: &str, words: &str, current: u64, limit: Value| {
        json!({
            "id": format!("/subscriptions/{subscription}/usages/{}", quota::slug(value)),
            "amlWorkspaceLocation": location,
            "type": format!("Microsoft.MachineLearningServices/{kind}/usages"),
            "unit": "Count",
            "currentValue": current,
            "limit": limit,
            "name": { "value": value, "localizedValue": words },
        })
    };
    let mut rows = vec![
        row("totalClusters", "TotalClusters", "Clusters", used.computes, limits.computes.into()),
        row(
            "totalDedicatedCores",
            "TotalDedicatedCores",
            "Total Cluster Dedicated Regional vCPUs",
            used.dedicated(),
            limits.dedicated.into(),
        ),
        row(
            "totalLowPriorityCores",
            "TotalLowPriorityCores",
            "Total Cluster LowPriority Regional vCPUs",
            used.low(),
            limits.low_priority.into(),
        ),
    ];
    for family in sizes::families() {
        let words = |priority: &str| {
            let name = quota::localized(family).replace(" family", " Family");
            format!("{name} Cluster {priority} vCPUs")
        };
        let current = used.families.get(family).copied().unwrap_or_default();
        rows.push(row(
            "vmFamily/dedicatedCores",
            family,
            &words("Dedicated"),
            current,
            limits.of(family).into(),
        ));
        // One number for all families: a family has none of its own.
        if let Some(low) = used.low_priority.get(family) {
            let value = format!("{family}LowPriority");
            let words = words("LowPriority");
            rows.push(row("vmFamily/lowPriorityCores", &value, &words, *low, (-1).into()));
        }
    }
    json_response(200, &json!({ "value": rows }))
}
