//! GET of all computes, page by page. The continuation names the last one seen, so that a compute
//! deleted between two pages moves nothing.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::resource;
use crate::engine::route::Scope;
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

/// What a continuation begins with; anything else was not handed out by us.
const MARK: &str = "after.";

pub(super) fn run(context: Context<'_>, scope: &Scope) -> Result<Response, ArmError> {
    context.require_workspace(scope)?;
    let parameter = context.version.skip_parameter();
    let after = match context.target.parameter(parameter) {
        None => None,
        Some(token) => {
            let Some(name) = token.strip_prefix(MARK) else {
                let message = format!("`{parameter}` is not a continuation that was handed out");
                return Err(ArmError::new(400, "InvalidContinuationToken", message));
            };
            Some(name.to_owned())
        }
    };
    let config = context.config;
    let mut rest = context
        .store
        .clusters(context.now)
        .filter(|(key, _)| after.as_ref().is_none_or(|after| *key > after))
        .peekable();
    let mut page: Vec<Value> = Vec::new();
    let mut last = String::new();
    while let Some((key, cluster)) = rest.next_if(|_| page.len() < config.page_size.max(1)) {
        page.push(resource::cluster(config, cluster));
        last.clone_from(key);
    }
    let mut answer = json!({ "value": page });
    if rest.peek().is_some() {
        let next = format!(
            "{}{}/computes?api-version={}&{parameter}={MARK}{last}",
            context.target.origin,
            resource::workspace_id(config),
            context.version.as_str(),
        );
        resource::set(&mut answer, "", "nextLink", next.into());
    }
    Ok(json_response(200, &answer))
}
