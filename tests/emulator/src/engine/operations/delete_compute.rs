//! DELETE of one compute, with or without the thing behind it.

use super::{Context, Course};
use crate::engine::errors::ArmError;
use crate::engine::place::Place;
use azureml_compute::client::request::Response;

const PARAMETER: &str = "underlyingResourceAction";

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let deletes = read_action(&context)?;
    let now = context.now;
    let Some(compute) = context.store.compute(place, name, now) else {
        return Ok(Response::new(204, ""));
    };
    let kind = compute.kind.word();
    if !deletes && compute.kind.is_managed() {
        let message = format!("a compute of type `{kind}` cannot be detached: delete it");
        return Err(ArmError::new(400, "BadRequest", message).target(PARAMETER));
    }
    if deletes && !compute.kind.can_be_deleted() {
        let message =
            format!("what is behind a compute of type `{kind}` cannot be deleted: detach it");
        return Err(ArmError::new(400, "BadRequest", message).target(PARAMETER));
    }
    let name = compute.name.clone();
    let behind = compute.resource_id().map(str::to_ascii_lowercase);
    let ends = compute.life.delete(now);
    if let Some(behind) = behind {
        let became = if deletes { "deleted" } else { "kept" };
        context.store.underlying.insert(behind, became.to_owned());
    }
    let mut response = Response::new(202, "");
    let course = Course { place, name: &name, deletes: true, ends, outcome: Ok(()) };
    context.begin(course, &mut response);
    Ok(response)
}

/// What becomes of the thing behind the compute must be said; the words are compared without case,
/// because older clients write them in lower case.
fn read_action(context: &Context<'_>) -> Result<bool, ArmError> {
    let action = context.target.parameter(PARAMETER);
    let message = match action.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("delete") => return Ok(true),
        Some("detach") => return Ok(false),
        Some(action) => format!("`{PARAMETER}` is `{action}`: it takes `Delete` or `Detach`"),
        None => format!("the query parameter `{PARAMETER}` is required: `Delete` or `Detach`"),
    };
    Err(ArmError::new(400, "BadRequest", message).target(PARAMETER))
}
