//! A workspace, as GET and lists show it.

use crate::engine::clock::Moment;
use crate::engine::directory;
use crate::engine::place::Place;
use crate::engine::store::fingerprint;
use serde_json::{Value, json};

/// The workspace, as a caller at `origin` sees it.
#[must_use]
pub fn workspace(place: &Place, origin: &str) -> Value {
    let (location, id) = (&place.location, place.id());
    json!({
        "id": id,
        "name": place.workspace,
        "type": "Microsoft.MachineLearningServices/workspaces",
        "location": location,
        "tags": {},
        "etag": null,
        "kind": "Default",
        "sku": { "name": "Basic", "tier": "Basic" },
        "identity": {
            "type": "SystemAssigned",
            "principalId": guid(&place.key(), 1),
            "tenantId": place.tenant_id,
        },
        "properties": {
            "friendlyName": place.workspace,
            "description": "",
            "provisioningState": "Succeeded",
            "workspaceId": workspace_guid(place),
            "discoveryUrl": directory::discovery_url(origin),
            "mlFlowTrackingUri": format!("azureml://{location}.api.azureml.ms/mlflow/v1.0{id}"),
            "storageAccount": format!("{}/storageAccounts/emulated", provider(place, "Microsoft.Storage")),
            "keyVault": format!("{}/vaults/emulated", provider(place, "Microsoft.KeyVault")),
            "applicationInsights": format!("{}/components/emulated", provider(place, "Microsoft.Insights")),
            "hbiWorkspace": false,
            "imageBuildCompute": null,
            "publicNetworkAccess": "Enabled",
            "v1LegacyMode": false,
            "systemDatastoresAuthMode": "AccessKey",
            "linkedModelInventoryArmId": null,
            "tenantId": place.tenant_id,
            "creationTime": Moment::START.rfc3339(),
        },
    })
}

/// The id that the data plane knows the workspace by.
#[must_use]
pub fn workspace_guid(place: &Place) -> String {
    guid(&place.key(), 0)
}

fn provider(place: &Place, namespace: &str) -> String {
    format!(
        "/subscriptions/{}/resourceGroups/{}/providers/{namespace}",
        place.subscription_id, place.resource_group
    )
}

/// An id that belongs to a text for ever.
fn guid(text: &str, salt: u64) -> String {
    super::super::ids::Ids::new(fingerprint(text).wrapping_add(salt)).guid()
}
