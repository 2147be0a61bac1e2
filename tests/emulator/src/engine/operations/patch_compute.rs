//! PATCH of one compute: how a cluster scales, and with the classic version its identity.

use super::{Context, Course};
use crate::engine::errors::{ArmError, json_response};
use crate::engine::lifecycle::{Life, Provisioning};
use crate::engine::place::Place;
use crate::engine::resource::set;
use crate::engine::store::Compute;
use crate::engine::{resource, shape};
use azureml_compute::client::request::Response;
use serde_json::{Value, json};

const SCALE: &str = "/properties/properties/scaleSettings";

pub(super) fn run(
    mut context: Context<'_>,
    place: &Place,
    name: &str,
) -> Result<Response, ArmError> {
    let (now, version) = (context.now, context.version);
    let missing = context.compute_not_found(place, name);
    let mut patch = super::body::read_json(context.body)?;
    // Until 2021-04-01 the settings stood one level higher.
    if !version.has("2021-07-01")
        && patch.pointer("/properties/scaleSettings").is_some()
        && let Some(properties) = patch.get_mut("properties")
    {
        *properties = json!({ "properties": properties.take() });
    }
    context.oracle.canonicalize(&mut patch);
    context.oracle.check_patch(&patch)?;
    super::put_cluster::normalize(&mut patch);
    let identity = patch.get("identity").filter(|_| version.is_classic()).cloned();
    let compute = context.store.compute(place, name, now).ok_or(missing)?;
    if compute.is_deleting() {
        let message = format!("the compute `{name}` is being deleted");
        return Err(ArmError::new(409, "Conflict", message));
    }
    if let Some(identity) = &identity {
        let guid = || context.ids.guid();
        compute.identity = change_identity(compute, identity, &place.tenant_id, guid);
        compute.modified = now;
    }
    let Life::Cluster(life) = &mut compute.life else {
        if identity.is_some() {
            let body = shape::answer(resource::compute(compute), compute.kind, version);
            return Ok(json_response(200, &body));
        }
        let message = format!("a compute of type `{}` cannot be patched", compute.kind.word());
        return Err(ArmError::new(400, "BadRequest", message));
    };
    let Some(wanted) = patch.pointer(SCALE).filter(|wanted| !wanted.is_null()) else {
        let body = shape::answer(resource::compute(compute), compute.kind, version);
        return Ok(json_response(200, &body));
    };
    let mut body = compute.body.clone();
    for (name, value) in wanted.as_object().into_iter().flatten() {
        if !value.is_null() {
            set(&mut body, SCALE, name, value.clone());
        }
    }
    let scale = super::put_cluster::scale(&body, false)?;
    let changes = scale != life.scale() || body != compute.body;
    compute.body = body;
    if changes {
        life.update(scale, Ok(()), Provisioning::Updating, now);
        compute.modified = now;
    }
    let name = compute.name.clone();
    let answer = shape::answer(resource::compute(compute), compute.kind, version);
    let mut response = json_response(200, &answer);
    // Nothing to do, nothing to wait for: then there is no operation either.
    if changes {
        let ends = now.plus(context.config.timing.provision);
        let course = Course { place, name: &name, deletes: false, ends, outcome: Ok(()) };
        context.begin(course, &mut response);
    }
    Ok(response)
}

/// Ids that are mapped to null go; others come, or keep what the directory gave them.
fn change_identity(
    compute: &Compute,
    wanted: &Value,
    tenant: &str,
    guid: impl FnMut() -> String,
) -> Option<Value> {
    let old = compute.identity.clone().unwrap_or_default();
    let mut fresh = resource::identity(wanted, tenant, guid)?;
    let sent = wanted.get("userAssignedIdentities").and_then(Value::as_object);
    let had = old.get("userAssignedIdentities").and_then(Value::as_object);
    if let Some(ids) = fresh.get_mut("userAssignedIdentities").and_then(Value::as_object_mut) {
        ids.retain(|id, _| sent.and_then(|sent| sent.get(id)).is_some_and(|one| !one.is_null()));
        for (id, entry) in had.into_iter().flatten() {
            let removed = sent.and_then(|sent| sent.get(id)).is_some_and(Value::is_null);
            if !removed {
                ids.insert(id.clone(), entry.clone());
            }
        }
        if ids.is_empty() {
            return None;
        }
    }
    if let (Some(principal), Some(_)) = (old.get("principalId"), fresh.get("principalId")) {
        set(&mut fresh, "", "principalId", principal.clone());
    }
    Some(fresh)
}
