//! How resources look in answers: the members, nulls and spellings of recorded traffic, in the
//! newest shape. Older shapes are made of it elsewhere.

mod attached;
mod cluster;
mod instance;
pub mod job;
pub mod nodes;
pub mod workspace;

use super::Config;
use super::lifecycle::{Life, Provisioning};
use super::store::Compute;
use serde_json::{Map, Value, json};

/// The ARM id of the workspace that is there from the start.
#[must_use]
pub fn workspace_id(config: &Config) -> String {
    config.place().id()
}

/// A compute as GET, list and a later PUT show it.
#[must_use]
pub fn compute(compute: &Compute) -> Value {
    let mut resource = skeleton(compute);
    let location = compute
        .text("/properties/computeLocation")
        .or_else(|| compute.text("/location"))
        .unwrap_or(&compute.place.location);
    set(&mut resource, "/properties", "computeLocation", location.into());
    if resource.get("tags").is_none_or(Value::is_null) {
        set(&mut resource, "", "tags", json!({}));
    }
    let settings = match &compute.life {
        Life::Cluster(life) => cluster::settings(compute, life),
        Life::Instance(life) => instance::settings(compute, life),
        Life::Attached(_) => attached::settings(compute),
    };
    if !settings.is_null() {
        set(&mut resource, "/properties", "properties", settings);
    }
    resource
}

/// A compute as the first answer to its creation shows it: what was sent comes back, the service's
/// own members are null.
#[must_use]
pub fn new_compute(compute: &Compute) -> Value {
    let mut resource = skeleton(compute);
    let settings = match &compute.life {
        Life::Cluster(_) => cluster::new_settings(compute),
        Life::Instance(life) => instance::new_settings(compute, life),
        Life::Attached(_) => attached::settings(compute),
    };
    if !settings.is_null() {
        set(&mut resource, "/properties", "properties", settings);
    }
    resource
}

/// The region that stands at the top: of a cluster that of its workspace, wherever its machines are.
fn location(compute: &Compute) -> &str {
    let own = compute.text("/location").filter(|_| !matches!(compute.life, Life::Cluster(_)));
    own.unwrap_or(&compute.place.location)
}

fn skeleton(compute: &Compute) -> Value {
    let body = |pointer: &str| compute.body.pointer(pointer).cloned().unwrap_or(Value::Null);
    let name = &compute.name;
    let (state, errors) = match compute.life.provisioning() {
        Provisioning::Creating => ("Creating", Value::Null),
        Provisioning::Updating => ("Updating", Value::Null),
        Provisioning::Succeeded => ("Succeeded", Value::Null),
        Provisioning::Failed(error) => ("Failed", json!([{ "error": error }])),
        Provisioning::Deleting => ("Deleting", Value::Null),
    };
    let mut resource = json!({
        "id": format!("{}/computes/{name}", compute.place.id()),
        "name": name,
        "type": "Microsoft.MachineLearningServices/workspaces/computes",
        "location": location(compute),
        "tags": body("/tags"),
        "properties": {
            "createdOn": compute.created.rfc3339(),
            "modifiedOn": compute.modified.rfc3339(),
            "disableLocalAuth": body("/properties/disableLocalAuth").as_bool().unwrap_or(false),
            "description": body("/properties/description"),
            "resourceId": attached::resource_id(compute),
            "computeType": compute.kind.word(),
            "provisioningState": state,
            "provisioningErrors": errors,
            "provisioningWarnings": {},
            "isAttachedCompute": compute.is_attached(),
        },
    });
    if let Some(identity) = &compute.identity {
        set(&mut resource, "", "identity", identity.clone());
    }
    if !body("/sku").is_null() {
        set(&mut resource, "", "sku", body("/sku"));
    }
    resource
}

/// A member of `properties.properties` as it was sent.
fn setting(compute: &Compute, name: &str) -> Value {
    compute.body.pointer(&format!("/properties/properties/{name}")).cloned().unwrap_or(Value::Null)
}

/// A size as the service writes it.
fn size(compute: &Compute, name: &str) -> Value {
    setting(compute, name).as_str().map(str::to_ascii_uppercase).into()
}

/// Fills in what nobody said.
fn fill(settings: &mut Value, defaults: impl IntoIterator<Item = (&'static str, Value)>) {
    fill_at(settings, "", defaults);
}

/// Fills in what nobody said, deeper down.
fn fill_at(
    value: &mut Value,
    pointer: &str,
    defaults: impl IntoIterator<Item = (&'static str, Value)>,
) {
    for (name, member) in defaults {
        let found = value.pointer(pointer).and_then(|parent| parent.get(name));
        if found.is_none_or(Value::is_null) {
            set(value, pointer, name, member);
        }
    }
}

/// Sets a member of an object that is there.
pub(super) fn set(value: &mut Value, pointer: &str, name: &str, member: Value) {
    if let Some(object) = value.pointer_mut(pointer).and_then(Value::as_object_mut) {
        object.insert(name.to_owned(), member);
    }
}

/// The identity block of an answer: the type in its canonical spelling, ids handed out.
pub(super) fn identity(
    sent: &Value,
    tenant: &str,
    mut guid: impl FnMut() -> String,
) -> Option<Value> {
    let words = sent.get("type")?.as_str()?.to_ascii_lowercase();
    let system = words.contains("systemassigned");
    let user = words.contains("userassigned");
    let kind = match (system, user) {
        (true, true) => "SystemAssigned,UserAssigned",
        (true, false) => "SystemAssigned",
        (false, true) => "UserAssigned",
        (false, false) => return None,
    };
    let mut identity = Map::new();
    identity.insert("type".to_owned(), kind.into());
    if system {
        identity.insert("principalId".to_owned(), guid().into());
        identity.insert("tenantId".to_owned(), tenant.into());
    }
    if let Some(ids) =
        sent.get("userAssignedIdentities").and_then(Value::as_object).filter(|_| user)
    {
        let entry =
            |id: &String| (id.clone(), json!({ "principalId": guid(), "clientId": guid() }));
        let entries: Map<String, Value> = ids.keys().map(entry).collect();
        identity.insert("userAssignedIdentities".to_owned(), entries.into());
    }
    Some(identity.into())
}
