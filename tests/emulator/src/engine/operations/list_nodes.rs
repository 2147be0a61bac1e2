//! POST that lists the nodes of a cluster; further pages are fetched with GET.

use super::Context;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::lifecycle::Life;
use crate::engine::place::Place;
use crate::engine::resource::{nodes, set};
use azureml_compute::client::request::Response;
use serde_json::json;

/// Nodes on a page.
const PAGE: u32 = 100;

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let parameter = context.version.skip_parameter();
    let from = context.target.parameter(parameter).map(|text| text.parse::<u32>()).transpose();
    let from = from.map_err(|_| {
        let message = format!("`{parameter}` is not a continuation that was handed out");
        ArmError::new(400, "InvalidContinuationToken", message)
    })?;
    let from = from.unwrap_or(0);
    let version = context.version;
    let link = format!("{}{}", context.target.origin, context.target.path);
    let compute = context.require_compute(place, name)?;
    let Life::Cluster(life) = &compute.life else {
        return Err(super::power::not_for(compute.kind, "listNodes"));
    };
    let mut answer =
        json!({ "computeType": "AmlCompute", "nodes": nodes::nodes(compute, life, from, PAGE) });
    let next = from.saturating_add(PAGE);
    if next < life.nodes.total() {
        let link = format!("{link}?api-version={}&{parameter}={next}", version.as_str());
        set(&mut answer, "", "nextLink", link.into());
    }
    Ok(json_response(200, &answer))
}
