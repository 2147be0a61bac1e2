//! The life of a cluster, from the first answer to the last.

use super::{Service, body, compute_url, settings};
use azureml_compute::client::request::Method;
use azureml_compute_emulator::engine::Engine;
use azureml_compute_emulator::engine::faults::Delivery;
use serde_json::{Value, json};

#[test]
fn a_cluster_lives_from_put_to_404() {
    let service = Service::start();
    let created = service.put("cpu", &body(2, 4));
    assert_eq!(created.status, 201);
    assert_eq!(created.body["properties"]["provisioningState"], "Creating");
    let url = created.status_url().to_owned();
    assert_eq!(service.operation(&url), json!({ "status": "InProgress" }));
    assert_eq!(service.get("cpu").body["properties"]["provisioningState"], "Creating");

    service.after(4);
    assert_eq!(service.operation(&url), json!({ "status": "Succeeded", "percentComplete": 100.0 }));
    let resizing = service.get("CPU");
    assert_eq!(resizing.body["properties"]["provisioningState"], "Succeeded");
    assert_eq!(settings(&resizing)["allocationState"], "Resizing");
    let preparing = service.after(3).get("cpu");
    assert_eq!(settings(&preparing)["nodeStateCounts"]["preparingNodeCount"], 2);
    assert_eq!(settings(&preparing)["allocationState"], "Steady");
    let idle = service.after(4).get("cpu");
    assert_eq!(settings(&idle)["nodeStateCounts"]["idleNodeCount"], 2);
    assert_eq!(settings(&idle)["currentNodeCount"], 2);

    let deleted = service.delete("cpu");
    assert_eq!((deleted.status, &deleted.body), (202, &Value::Null));
    assert_eq!(service.get("cpu").body["properties"]["provisioningState"], "Deleting");
    assert_eq!(service.put("cpu", &body(0, 1)).status, 409);
    let again = service.delete("cpu");
    assert_eq!(again.status, 202);
    service.after(4);
    for answer in [&deleted, &again] {
        assert_eq!(service.operation(answer.status_url())["status"], "Succeeded");
    }
    let gone = service.get("cpu");
    assert_eq!((gone.status, gone.code()), (404, "ResourceNotFound"));
    assert_eq!(service.delete("cpu").status, 204);
}

#[test]
fn the_first_answer_looks_like_recorded_traffic() {
    let answer = Service::start().put("cpu", &body(0, 4));
    assert_eq!(settings(&answer)["vmSize"], "STANDARD_DS3_V2");
    assert_eq!(settings(&answer)["scaleSettings"]["nodeIdleTimeBeforeScaleDown"], "PT1M");
    for null in ["vmPriority", "allocationState", "currentNodeCount", "nodeStateCounts", "errors"] {
        assert_eq!(settings(&answer).get(null), Some(&Value::Null), "{null}");
    }
    assert_eq!(answer.body["tags"], Value::Null);
    assert_eq!(answer.body["properties"].get("computeLocation"), None);
    assert_eq!(answer.headers.get("location"), None);
    assert_eq!(answer.headers.get("retry-after"), None);
    let length = answer.status_url().len();
    assert!((3_000..3_400).contains(&length), "{length}");
}

#[test]
fn a_second_put_changes_the_scale_and_keeps_what_was_fixed() {
    let service = Service::start();
    service.put("cpu", &body(0, 4));
    service.after(60);
    let only_scale = json!({ "properties": { "computeType": "amlcompute", "properties": {
        "ScaleSettings": { "MinNodeCount": "3", "maxNodeCount": 5.0 }
    } } });
    let updated = service.put("Cpu", &only_scale);
    assert_eq!(updated.status, 201);
    assert_eq!(updated.body["name"], "cpu", "the name keeps its first spelling");
    assert_eq!(updated.body["properties"]["provisioningState"], "Creating");
    let grown = service.after(30).get("cpu");
    assert_eq!(settings(&grown)["currentNodeCount"], 3);
    assert_eq!(settings(&grown)["scaleSettings"]["maxNodeCount"], 5);
    assert_eq!(settings(&grown)["vmSize"], "STANDARD_DS3_V2");

    let mut other_size = body(0, 4);
    other_size["properties"]["properties"]["vmSize"] = "STANDARD_NC6".into();
    let refused = service.put("cpu", &other_size);
    assert_eq!((refused.status, refused.code()), (400, "InvalidPropertyValue"));

    service.put("cpu", &body(0, 4));
    let shrunk = service.after(4 + 60 + 3).get("cpu");
    assert_eq!(settings(&shrunk)["currentNodeCount"], 0, "nodes go after the idle time");
}

#[test]
fn what_overtakes_an_operation_cancels_it() {
    let service = Service::start();
    let created = service.put("cpu", &body(0, 4));
    let deleted = service.delete("cpu");
    assert_eq!(service.operation(created.status_url())["status"], "Canceled");
    assert_eq!(service.operation(deleted.status_url())["status"], "InProgress");
    service.after(10);
    assert_eq!(service.operation(created.status_url())["status"], "Canceled");
    assert_eq!(service.operation(deleted.status_url())["status"], "Succeeded");
}

#[test]
fn sizes_are_refused_at_once_or_while_provisioning() {
    let service = Service::start();
    let mut wanted = body(1, 1);
    wanted["properties"]["properties"]["vmSize"] = "Standard_D2_v99".into();
    let accepted = service.put("cpu", &wanted);
    assert_eq!(accepted.status, 201);
    let failed = service.after(5).operation(accepted.status_url());
    assert_eq!(failed["status"], "Failed");
    assert_eq!(failed["error"]["code"], "InvalidPropertyValue");
    let resource = service.get("cpu").body;
    assert_eq!(resource["properties"]["provisioningState"], "Failed");
    let error = &resource["properties"]["provisioningErrors"][0]["error"];
    assert_eq!(error["details"][0]["code"], "SupportedVMSizes");
    let list = error["details"][0]["message"].as_str().unwrap();
    assert!(list.split(',').any(|size| size == "STANDARD_DS3_V2"), "{list}");
}

#[test]
fn identities_get_their_ids() {
    let service = Service::start();
    let mut wanted = body(0, 1);
    let id = "/subscriptions/x/resourceGroups/y/providers/Microsoft.ManagedIdentity/\
              userAssignedIdentities/z";
    wanted["identity"] =
        json!({ "type": "userassigned, systemassigned", "userAssignedIdentities": { id: {} } });
    service.put("cpu", &wanted);
    let identity = service.get("cpu").body["identity"].clone();
    assert_eq!(identity["type"], "SystemAssigned,UserAssigned");
    for guid in [&identity["principalId"], &identity["userAssignedIdentities"][id]["clientId"]] {
        assert_eq!(guid.as_str().map(str::len), Some(36), "{identity}");
    }
}

#[test]
fn passwords_go_in_and_never_come_out() {
    let service = Service::start();
    let mut wanted = body(0, 1);
    wanted["properties"]["properties"]["userAccountCredentials"] = json!({
        "adminUserName": "azureuser", "adminUserSshPublicKey": "ssh-rsa AAAA",
        "adminUserPassword": "hunter2hunter2"
    });
    let request = Service::request(Method::Put, compute_url("cpu"), Some(&wanted));
    let Delivery::Whole(created) = service.0.exchange(&request).delivery else {
        panic!("no fault")
    };
    let later = service.after(9).get("cpu");
    let credentials = &settings(&later)["userAccountCredentials"];
    assert_eq!(credentials["adminUserPassword"], Value::Null);
    assert_eq!(credentials["adminUserSshPublicKey"], "ssh-rsa AAAA");
    let dump = service.0.with(Engine::dump).to_string();
    for text in [created.body, later.body.to_string(), dump] {
        assert!(!text.contains("hunter2") && !text.contains("Bearer"), "{text}");
    }
}
