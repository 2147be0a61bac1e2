//! GET of the state of an operation. The URL is signed: only the query that was handed out, byte
//! for byte, is let in, so that a client which takes it apart and rebuilds it is found out.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use azureml_compute::client::request::Response;
use serde_json::json;

pub(super) fn run(
    context: &Context<'_>,
    subscription: &str,
    location: &str,
    id: &str,
) -> Result<Response, ArmError> {
    let operation = context.require_operation(subscription, location, id)?;
    let body = if operation.cancelled {
        json!({ "status": "Canceled" })
    } else if operation.ends > context.now {
        json!({ "status": "InProgress" })
    } else {
        match &operation.outcome {
            Ok(()) => json!({ "status": "Succeeded", "percentComplete": 100.0 }),
            // A failed operation is a successful answer.
            Err(error) => json!({ "status": "Failed", "error": error }),
        }
    };
    Ok(json_response(200, &body))
}
