//! GET of the result of an operation: what `Location` points to where the documentation is
//! followed. 202 while it runs, then what the operation itself would have answered.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::resource;
use crate::engine::shape;
use azureml_compute::client::request::Response;
use serde_json::Value;

pub(super) fn run(
    context: Context<'_>,
    subscription: &str,
    location: &str,
    id: &str,
) -> Result<Response, ArmError> {
    let operation = context.require_operation(subscription, location, id)?;
    if operation.ends > context.now && !operation.cancelled {
        let mut response = Response::new(202, "");
        let itself =
            format!("{}{}?{}", context.target.origin, context.target.path, context.target.query);
        response.headers.set("location", itself);
        response.headers.set("retry-after", "10");
        return Ok(response);
    }
    if operation.cancelled {
        let message = "another operation took the place of this one";
        return Err(ArmError::new(409, "OperationPreempted", message));
    }
    if let Err(error) = &operation.outcome {
        let text = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
        return Err(ArmError::new(400, text("code"), text("message")));
    }
    let subject = operation.subject.clone();
    match context.store.compute_at(&subject, context.now) {
        Some(compute) => {
            let body = shape::answer(resource::compute(compute), compute.kind, context.version);
            Ok(json_response(200, &body))
        }
        None => Ok(Response::new(204, "")),
    }
}
