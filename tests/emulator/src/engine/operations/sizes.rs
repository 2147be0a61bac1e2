//! GET of the machine sizes of a region, and of those that an instance can be resized to.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::kind::Kind;
use crate::engine::place::Place;
use crate::engine::sizes;
use azureml_compute::client::request::Response;
use serde_json::{Map, Value};

pub(super) fn list(context: &Context<'_>, location: &str) -> Response {
    // Filters that one version had.
    let kind = context.target.parameter("compute-type");
    let wanted = |size: &&sizes::Size| {
        kind.as_ref().is_none_or(|kind| {
            !kind.eq_ignore_ascii_case("ComputeInstance") || size.is_for_instances()
        })
    };
    answer(context, sizes::offered(location).filter(wanted).map(sizes::Size::entry).collect())
}

pub(super) fn for_resize(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    context.require_preview("2023-08-01-preview")?;
    let compute = context.require_compute(place, name)?;
    if compute.kind != Kind::ComputeInstance {
        return Err(super::power::not_for(compute.kind, "resize"));
    }
    let region = compute.region();
    let entries = sizes::offered(&region)
        .filter(|size| size.is_for_instances())
        .map(sizes::Size::entry)
        .collect();
    Ok(answer(&context, entries))
}

/// Older versions wrap the list differently and know less about a size.
fn answer(context: &Context<'_>, mut entries: Vec<Value>) -> Response {
    let member = if context.version.has("2021-07-01") { "value" } else { "amlCompute" };
    if !context.version.has("2020-08-01") && !context.version.is_classic() {
        for entry in entries.iter_mut().filter_map(Value::as_object_mut) {
            entry.remove("estimatedVMPrices");
            entry.remove("supportedComputeTypes");
        }
    }
    let mut body = Map::new();
    body.insert(member.to_owned(), entries.into());
    json_response(200, &body.into())
}
