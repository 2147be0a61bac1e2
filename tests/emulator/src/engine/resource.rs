//! How resources look in answers: the members, nulls and spellings of recorded traffic.

use super::Config;
use super::clock::Moment;
use super::lifecycle::{Life, Nodes, Provisioning};
use super::store::Cluster;
use serde_json::{Map, Value, json};

/// The ARM id of the emulated workspace.
#[must_use]
pub fn workspace_id(config: &Config) -> String {
    format!(
        "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.MachineLearningServices/workspaces/{}",
        config.subscription_id, config.resource_group, config.workspace
    )
}

/// The workspace.
#[must_use]
pub fn workspace(config: &Config) -> Value {
    let location = &config.location;
    json!({
        "id": workspace_id(config),
        "name": config.workspace,
        "type": "Microsoft.MachineLearningServices/workspaces",
        "location": location,
        "tags": {},
        "etag": null,
        "kind": "Default",
        "sku": { "name": "Basic", "tier": "Basic" },
        "properties": {
            "friendlyName": config.workspace,
            "description": "",
            "provisioningState": "Succeeded",
            "workspaceId": "00000000-0000-4000-8000-0000000000aa",
            "discoveryUrl": format!("https://{location}.api.azureml.ms/discovery"),
            "mlFlowTrackingUri": format!(
                "azureml://{location}.api.azureml.ms/mlflow/v1.0{}", workspace_id(config)
            ),
            "hbiWorkspace": false,
            "imageBuildCompute": null,
            "publicNetworkAccess": "Enabled",
            "v1LegacyMode": false,
            "creationTime": Moment::START.rfc3339(),
        },
    })
}

/// A cluster as GET, list and a later PUT show it.
#[must_use]
pub fn cluster(config: &Config, cluster: &Cluster) -> Value {
    let mut resource = skeleton(config, cluster);
    let location = text(cluster, "/properties/computeLocation")
        .or_else(|| text(cluster, "/location"))
        .unwrap_or_else(|| config.location.clone());
    set(&mut resource, "/properties", "computeLocation", location.into());
    if resource.get("tags").is_none_or(Value::is_null) {
        set(&mut resource, "", "tags", json!({}));
    }
    for (name, value) in defaults() {
        let path = format!("/properties/properties/{name}");
        if resource.pointer(&path).is_none_or(Value::is_null) {
            set(&mut resource, "/properties/properties", name, value);
        }
    }
    for (name, value) in live_members(&cluster.life) {
        set(&mut resource, "/properties/properties", name, value);
    }
    resource
}

/// A cluster as the first answer to its creation shows it: what was sent comes back, the service's
/// own members are null.
#[must_use]
pub fn new_cluster(config: &Config, cluster: &Cluster) -> Value {
    let mut resource = skeleton(config, cluster);
    for (name, _) in live_members(&cluster.life) {
        set(&mut resource, "/properties/properties", name, Value::Null);
    }
    resource
}

fn skeleton(config: &Config, cluster: &Cluster) -> Value {
    let body = |pointer: &str| cluster.body.pointer(pointer).cloned().unwrap_or(Value::Null);
    let setting = |name: &str| body(&format!("/properties/properties/{name}"));
    let name = &cluster.name;
    let (state, errors) = match &cluster.life.provisioning {
        Provisioning::Creating => ("Creating", Value::Null),
        Provisioning::Succeeded => ("Succeeded", Value::Null),
        Provisioning::Failed(error) => ("Failed", json!([{ "error": error }])),
        Provisioning::Deleting => ("Deleting", Value::Null),
    };
    let size = setting("vmSize").as_str().map(str::to_ascii_uppercase);
    let mut resource = json!({
        "id": format!("{}/computes/{name}", workspace_id(config)),
        "name": name,
        "type": "Microsoft.MachineLearningServices/workspaces/computes",
        "location": text(cluster, "/location").unwrap_or_else(|| config.location.clone()),
        "tags": body("/tags"),
        "properties": {
            "createdOn": cluster.created.rfc3339(),
            "modifiedOn": cluster.modified.rfc3339(),
            "disableLocalAuth": body("/properties/disableLocalAuth").as_bool().unwrap_or(false),
            "description": body("/properties/description"),
            "resourceId": null,
            "computeType": "AmlCompute",
            "provisioningState": state,
            "provisioningErrors": errors,
            "provisioningWarnings": {},
            "isAttachedCompute": false,
            "properties": {
                "osType": setting("osType"),
                "vmSize": size,
                "vmPriority": setting("vmPriority"),
                "virtualMachineImage": setting("virtualMachineImage"),
                "isolatedNetwork": setting("isolatedNetwork"),
                "scaleSettings": scale_settings(&setting("scaleSettings")),
                "userAccountCredentials": credentials(&setting("userAccountCredentials")),
                "subnet": setting("subnet"),
                "remoteLoginPortPublicAccess": setting("remoteLoginPortPublicAccess"),
                "enableNodePublicIp": setting("enableNodePublicIp"),
                "propertyBag": setting("propertyBag"),
            },
        },
    });
    if let Some(identity) = &cluster.identity {
        set(&mut resource, "", "identity", identity.clone());
    }
    if !body("/sku").is_null() {
        set(&mut resource, "", "sku", body("/sku"));
    }
    resource
}

/// Settings that the service fills in once it has looked at the request.
fn defaults() -> [(&'static str, Value); 6] {
    [
        ("osType", "Linux".into()),
        ("vmPriority", "Dedicated".into()),
        ("isolatedNetwork", false.into()),
        ("remoteLoginPortPublicAccess", "NotSpecified".into()),
        ("enableNodePublicIp", true.into()),
        ("propertyBag", json!({})),
    ]
}

fn live_members(life: &Life) -> [(&'static str, Value); 6] {
    let exists = life.resizing.is_some();
    let when_it_exists = |value: Value| if exists { value } else { Value::Null };
    let state = match life.resizing {
        Some(true) => "Resizing".into(),
        Some(false) => "Steady".into(),
        None => Value::Null,
    };
    let Nodes { idle, preparing, leaving } = life.nodes;
    let counts = json!({
        "preparingNodeCount": preparing,
        "runningNodeCount": 0,
        "idleNodeCount": idle,
        "unusableNodeCount": 0,
        "leavingNodeCount": leaving,
        "preemptedNodeCount": 0,
    });
    [
        ("allocationState", state),
        ("allocationStateTransitionTime", when_it_exists(life.transition.rfc3339().into())),
        ("errors", Value::Null),
        ("currentNodeCount", when_it_exists(life.nodes.total().into())),
        ("targetNodeCount", when_it_exists(life.target.into())),
        ("nodeStateCounts", when_it_exists(counts)),
    ]
}

fn scale_settings(sent: &Value) -> Value {
    json!({
        "minNodeCount": sent.get("minNodeCount").filter(|min| !min.is_null()).unwrap_or(&json!(0)),
        "maxNodeCount": sent.get("maxNodeCount"),
        "nodeIdleTimeBeforeScaleDown": sent.get("nodeIdleTimeBeforeScaleDown"),
    })
}

/// The password is never shown again.
fn credentials(sent: &Value) -> Value {
    if sent.is_null() {
        return Value::Null;
    }
    json!({
        "adminUserName": sent.get("adminUserName"),
        "adminUserSshPublicKey": sent.get("adminUserSshPublicKey"),
        "adminUserPassword": null,
    })
}

fn text(cluster: &Cluster, pointer: &str) -> Option<String> {
    cluster.body.pointer(pointer).and_then(Value::as_str).map(str::to_owned)
}

/// Sets a member of an object that is there.
pub(super) fn set(value: &mut Value, pointer: &str, name: &str, member: Value) {
    if let Some(object) = value.pointer_mut(pointer).and_then(Value::as_object_mut) {
        object.insert(name.to_owned(), member);
    }
}

/// The identity block of an answer: the type in its canonical spelling, ids handed out.
pub(super) fn identity(sent: &Value, mut guid: impl FnMut() -> String) -> Option<Value> {
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
        identity.insert("tenantId".to_owned(), guid().into());
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
