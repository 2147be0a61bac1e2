//! The bodies that updates send.

use super::{answer, cluster, of};
use azureml_compute::plan::{Method, plan};
use azureml_compute::validate::Options;
use serde_json::{Value, json};

fn sent(body: &Value, current: &Value) -> (Method, Value) {
    let planned = of(body, current);
    let (method, text) = planned.request().unwrap_or_else(|| panic!("{planned:?}"));
    (method, text.parse().unwrap())
}

#[test]
fn a_put_keeps_what_is_not_wanted_otherwise() {
    let mut has = cluster();
    has["tags"] = json!({ "cost": "4711" });
    has["identity"] = json!({ "type": "SystemAssigned" });
    has["properties"]["properties"]["scaleSettings"] =
        json!({ "minNodeCount": 2, "maxNodeCount": 8, "nodeIdleTimeBeforeScaleDown": "PT30M" });
    let mut current = answer(&has);
    current["properties"]["properties"]["enablePreviewThing"] = json!({ "on": true });
    current["properties"]["properties"]["allocationState"] = json!("Steady");
    let mut body = json!({ "properties": { "computeType": "AmlCompute", "description": "words", "properties": {
        "scaleSettings": { "maxNodeCount": 16 }
    } } });
    let (method, put) = sent(&body, &current);
    assert_eq!(method, Method::Put);
    assert_eq!(
        put,
        json!({
            "location": "westeurope",
            "tags": { "cost": "4711" },
            "identity": { "type": "SystemAssigned" },
            "properties": {
                "computeType": "AmlCompute",
                "description": "words",
                "disableLocalAuth": false,
                "properties": {
                    "vmSize": "STANDARD_DS3_V2",
                    "scaleSettings": { "minNodeCount": 2, "maxNodeCount": 16, "nodeIdleTimeBeforeScaleDown": "PT30M" },
                    "enablePreviewThing": { "on": true }
                }
            }
        })
    );
    // Without the description a PATCH does.
    body["properties"].as_object_mut().unwrap().remove("description");
    let (method, patch) = sent(&body, &current);
    assert_eq!(method, Method::Patch);
    assert_eq!(
        patch,
        json!({ "properties": { "properties": {
            "scaleSettings": { "minNodeCount": 2, "maxNodeCount": 16, "nodeIdleTimeBeforeScaleDown": "PT30M" }
        } } })
    );
}

#[test]
fn an_identity_goes_over_whole() {
    let id = |name: &str| {
        format!(
            "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}"
        )
    };
    let mut has = cluster();
    has["identity"] =
        json!({ "type": "UserAssigned", "userAssignedIdentities": { id("a"): {}, id("b"): {} } });
    let current = answer(&has);
    let mut body = cluster();
    body["identity"] =
        json!({ "type": "UserAssigned", "userAssignedIdentities": { id("b"): {}, id("c"): {} } });
    // The version of SDK v1 takes an identity in a PATCH; no published one does.
    let options = Options { api_version: Some("2020-02-02".into()), ..Options::default() };
    let planned = plan(&body.to_string(), Some(&current.to_string()), &options);
    let (method, patch) = planned.request().unwrap();
    assert_eq!(method, Method::Patch);
    let gone = id("a").replace("resourceGroups", "resourcegroups");
    assert_eq!(
        patch.parse::<Value>().unwrap(),
        json!({ "location": "westeurope", "properties": {}, "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": { id("b"): {}, id("c"): {}, gone: null }
        } })
    );
    body["tags"] = json!({ "a": "b" });
    let (method, put) = sent(&body, &current);
    assert_eq!(method, Method::Put);
    assert_eq!(put["identity"], body["identity"]);
    body["identity"] = json!({ "type": "SystemAssigned" });
    let (_, put) = sent(&body, &current);
    assert_eq!(put["identity"], json!({ "type": "SystemAssigned" }));
}

/// What a PUT plan sends is what is wanted afterwards: nothing differs any more.
#[test]
fn after_the_update_nothing_is_left_to_do() {
    let mut has = cluster();
    has["tags"] = json!({ "cost": "4711", "old": "x" });
    let current = answer(&has);
    for (pointer, value) in [
        ("/tags", json!({ "team": "a" })),
        ("/tags", json!({})),
        ("/properties/description", json!("words \u{1f600} \"quoted\"")),
        ("/properties/properties/propertyBag", json!({ "a": [1, 2.50] })),
        ("/sku", json!({ "name": "Basic", "tier": "Basic" })),
    ] {
        let mut body = cluster();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value;
        let (method, put) = sent(&body, &current);
        assert_eq!(method, Method::Put, "{pointer}");
        let again = of(&body, &answer(&put));
        assert_eq!(again.changes, [], "{pointer}");
    }
}
