//! A job, as the job API shows it.

use super::set;
use crate::engine::clock::Moment;
use crate::engine::store::Job;
use serde_json::{Value, json};

/// The job with its present status.
#[must_use]
pub fn job(job: &Job, status: &str) -> Value {
    let mut resource = json!({
        "id": format!("{}/jobs/{}", job.place.id(), job.name),
        "name": job.name,
        "type": "Microsoft.MachineLearningServices/workspaces/jobs",
        "properties": job.body.get("properties"),
        "systemData": {
            "createdAt": job.created.rfc3339(),
            "createdBy": job.creator.get("userName").cloned().unwrap_or_else(|| "emulated user".into()),
            "createdByType": "User",
        },
    });
    set(&mut resource, "/properties", "status", status.into());
    super::fill_at(
        &mut resource,
        "/properties",
        [
            ("displayName", job.name.clone().into()),
            ("experimentName", "Default".into()),
            ("isArchived", false.into()),
            ("tags", json!({})),
            ("properties", json!({})),
            ("services", json!({})),
        ],
    );
    resource
}

/// Status of a job that brings its own compute.
#[must_use]
pub fn own_status(job: &Job, now: Moment) -> &'static str {
    if now >= job.ends { "Completed" } else { "Running" }
}
