//! GET of all computes, page by page. The continuation names the last one seen, so that a compute
//! deleted between two pages moves nothing.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::place::Place;
use crate::engine::{resource, shape};
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

/// What a continuation begins with; anything else was not handed out by us.
const MARK: &str = "after.";

pub(super) fn run(context: Context<'_>, place: &Place) -> Result<Response, ArmError> {
    let parameter = context.version.skip_parameter();
    let after = match context.target.parameter(parameter) {
        None => None,
        Some(token) => {
            let Some(name) = token.strip_prefix(MARK) else {
                let message = format!("`{parameter}` is not a continuation that was handed out");
                return Err(ArmError::new(400, "InvalidContinuationToken", message));
            };
            Some(format!("{}{name}", place.key()))
        }
    };
    let size = context.config.page_size.max(1);
    let version = context.version;
    let mut rest = context.store.computes(place, after.as_deref(), context.now).peekable();
    let mut page: Vec<Value> = Vec::new();
    let mut last = String::new();
    while let Some((_, compute)) = rest.next_if(|_| page.len() < size) {
        page.push(shape::answer(resource::compute(compute), compute.kind, version));
        last = compute.name.to_ascii_lowercase();
    }
    let mut answer = json!({ "value": page });
    if rest.peek().is_some() {
        let next = format!(
            "{}{}/computes?api-version={}&{parameter}={MARK}{last}",
            context.target.origin,
            place.id(),
            version.as_str(),
        );
        resource::set(&mut answer, "", "nextLink", next.into());
    }
    Ok(json_response(200, &answer))
}
