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
    context.require_subscription(subscription)?;
    let operation = context
        .store
        .operation(id)
        .filter(|_| location.eq_ignore_ascii_case(&context.config.location))
        .ok_or_else(|| {
            let message = format!("there is no operation `{id}` in `{location}`");
            ArmError::new(404, "OperationNotFound", message)
        })?;
    if operation.query != context.target.query {
        let message = "the signature of the status URL does not match: the URL is to be used \
                       exactly as it was received";
        return Err(ArmError::new(403, "AuthorizationFailed", message));
    }
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
