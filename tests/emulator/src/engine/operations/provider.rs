//! What the provider says about itself: its operations, and the features of a workspace.

use crate::engine::errors::json_response;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

pub(super) fn operations() -> Response {
    let operation = |(resource, name, text): &(&str, &str, &str)| {
        json!({
            "name": format!("Microsoft.MachineLearningServices/{resource}/{name}"),
            "display": {
                "provider": "Microsoft Machine Learning Services",
                "resource": resource,
                "operation": text,
            },
        })
    };
    let operations: Vec<Value> = OPERATIONS.iter().map(operation).collect();
    json_response(200, &json!({ "value": operations }))
}

const OPERATIONS: [(&str, &str, &str); 12] = [
    ("workspaces", "read", "Read a workspace"),
    ("workspaces/computes", "read", "Read computes"),
    ("workspaces/computes", "write", "Create or change a compute"),
    ("workspaces/computes", "delete", "Delete or detach a compute"),
    ("workspaces/computes", "listKeys/action", "List the keys of a compute"),
    ("workspaces/computes", "listNodes/action", "List the nodes of a cluster"),
    ("workspaces/computes", "start/action", "Start an instance"),
    ("workspaces/computes", "stop/action", "Stop an instance"),
    ("workspaces/computes", "restart/action", "Restart an instance"),
    ("workspaces/jobs", "read", "Read jobs"),
    ("workspaces/jobs", "write", "Submit a job"),
    ("locations", "updateQuotas/action", "Change quotas of workspaces"),
];

pub(super) fn features() -> Response {
    let features = json!([
        { "id": "compute_cluster", "displayName": "Clusters", "description": "Make compute clusters" },
        { "id": "compute_instance", "displayName": "Instances", "description": "Make compute instances" },
    ]);
    json_response(200, &json!({ "value": features }))
}
