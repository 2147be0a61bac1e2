//! Computes of every kind: made or attached, shown in the shape of each api-version, taken away.

use super::{Service, VERSION, compute_url, workspace_url};
use azureml_compute::client::request::Method;
use serde_json::{Value, json};

const GROUP: &str =
    "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/g/providers";

fn attach(kind: &str, target: &str, settings: Value) -> Value {
    json!({ "location": "westeurope", "properties": {
        "computeType": kind, "resourceId": format!("{GROUP}/{target}"), "properties": settings
    } })
}

/// A body for each kind that is attached, and whether what is behind it can be deleted.
fn attached() -> Vec<(&'static str, Value, bool)> {
    let account = json!({ "username": "u", "password": "hunter2", "privateKeyData": "hunter2" });
    vec![
        ("AKS", attach("AKS", "Microsoft.ContainerService/managedClusters/a", json!({})), true),
        (
            "Kubernetes",
            attach(
                "Kubernetes",
                "Microsoft.Kubernetes/connectedClusters/k",
                json!({ "namespace": "ml" }),
            ),
            false,
        ),
        (
            "VirtualMachine",
            attach(
                "VirtualMachine",
                "Microsoft.Compute/virtualMachines/v",
                json!({ "sshPort": "22", "administratorAccount": account }),
            ),
            true,
        ),
        (
            "HDInsight",
            attach(
                "hdinsight",
                "Microsoft.HDInsight/clusters/h",
                json!({ "administratorAccount": account }),
            ),
            false,
        ),
        (
            "Databricks",
            attach(
                "Databricks",
                "Microsoft.Databricks/workspaces/d",
                json!({ "databricksAccessToken": "hunter2" }),
            ),
            false,
        ),
        (
            "DataLakeAnalytics",
            attach("DataLakeAnalytics", "Microsoft.DataLakeAnalytics/accounts/l", json!({})),
            true,
        ),
        (
            "DataFactory",
            attach("DataFactory", "Microsoft.DataFactory/factories/f", Value::Null),
            true,
        ),
        (
            "SynapseSpark",
            attach("SynapseSpark", "Microsoft.Synapse/workspaces/w/bigDataPools/p", json!({})),
            false,
        ),
    ]
}

#[test]
fn every_attached_kind_lives_from_put_to_404() {
    let service = Service::start();
    for (kind, body, deletable) in attached() {
        let name = kind.to_ascii_lowercase();
        let created = service.put(&name, &body);
        assert_eq!(created.status, 201, "{kind} {}", created.body);
        assert_eq!(created.body["properties"]["computeType"], kind);
        let done = service.after(5).operation(created.status_url());
        assert_eq!(done["status"], "Succeeded", "{kind}");
        let shown = service.get(&name).body;
        assert_eq!(shown["properties"]["isAttachedCompute"], true, "{kind}");
        assert!(!shown.to_string().contains("hunter2"), "{shown}");
        let with = |action: &str| {
            let url = format!("{}&underlyingResourceAction={action}", compute_url(&name));
            service.call(Method::Delete, url, None)
        };
        if !deletable {
            assert_eq!(
                (with("Delete").status, with("Delete").code()),
                (400, "BadRequest"),
                "{kind}"
            );
        }
        let gone = with(if deletable { "delete" } else { "detach" });
        assert_eq!(gone.status, 202, "{kind}");
        service.after(5);
        assert_eq!(service.get(&name).status, 404, "{kind}");
        assert_eq!(with("Detach").status, 204, "{kind}");
    }
    let dump = service.0.with(azureml_compute_emulator::engine::Engine::dump);
    let underlying = dump["underlying"].as_object().unwrap();
    let became = |end: &str| underlying.iter().find(|(id, _)| id.ends_with(end)).unwrap().1;
    assert_eq!((became("clusters/h"), became("accounts/l")), (&json!("kept"), &json!("deleted")));
    assert!(!dump.to_string().contains("hunter2"), "{dump}");
}

#[test]
fn keys_are_told_to_those_who_ask_for_them() {
    let service = Service::start();
    for (kind, body, _) in attached() {
        let name = kind.to_ascii_lowercase();
        service.put(&name, &body);
        let url = compute_url(&name).replace('?', "/listKeys?");
        let keys = service.call(Method::Post, url, None);
        match kind {
            "AKS" => assert!(keys.body["adminKubeConfig"].is_string(), "{}", keys.body),
            "Databricks" => assert_eq!(keys.body["databricksAccessToken"], "hunter2"),
            "VirtualMachine" | "HDInsight" => {
                let account = &keys.body["administratorAccount"];
                assert_eq!(
                    (&account["username"], &account["password"]),
                    (&json!("u"), &json!("hunter2"))
                );
            }
            _ => assert_eq!((keys.status, keys.code()), (400, "BadRequest"), "{kind}"),
        }
    }
}

#[test]
fn a_second_attachment_breaks_the_first() {
    let service = Service::start();
    let body = attach("AKS", "Microsoft.ContainerService/managedClusters/a", json!({}));
    service.put("first", &body);
    service.after(5);
    let other = body.to_string().replace("managedClusters/a", "MANAGEDclusters/A");
    service.put("second", &serde_json::from_str(&other).unwrap());
    let broken = service.get("first").body;
    assert_eq!(broken["properties"]["provisioningState"], "Failed");
    let error = &broken["properties"]["provisioningErrors"][0]["error"];
    assert!(error["message"].as_str().unwrap().contains("`second`"), "{error}");
    assert_eq!(service.after(5).get("second").body["properties"]["provisioningState"], "Succeeded");
    let namespace = |name: &str| {
        attach(
            "Kubernetes",
            "Microsoft.Kubernetes/connectedClusters/k",
            json!({ "namespace": name }),
        )
    };
    service.put("k8s", &namespace("one"));
    service.put("k8s2", &namespace("two"));
    assert_eq!(service.after(5).get("k8s").body["properties"]["provisioningState"], "Succeeded");
}

#[test]
fn what_lacks_its_target_is_refused() {
    let service = Service::start();
    for kind in ["HDInsight", "Databricks", "DataLakeAnalytics", "SynapseSpark", "VirtualMachine"] {
        let body = json!({ "properties": { "computeType": kind, "properties": {} } });
        let expected = if kind == "VirtualMachine" { 201 } else { 400 };
        assert_eq!(service.put("some-name", &body).status, expected, "{kind}");
    }
    for kind in ["AKS", "DataFactory"] {
        let made = service.put(kind, &json!({ "properties": { "computeType": kind } }));
        assert_eq!(made.body["properties"]["isAttachedCompute"], false, "{kind}");
        let id = made.body["properties"]["resourceId"].as_str().unwrap();
        assert!(id.starts_with("/subscriptions/"), "{id}");
    }
}

#[test]
fn the_classic_version_has_kinds_of_its_own() {
    let service = Service::start();
    let body = json!({ "location": "westeurope", "properties": {
        "computeType": "Batch", "resourceId": format!("{GROUP}/Microsoft.Batch/batchAccounts/b")
    } });
    let refused = service.put("batch", &body);
    assert_eq!((refused.status, refused.code()), (400, "BadRequest"));
    let url = compute_url("batch").replace(VERSION, "api-version=2020-02-02");
    // `//subscriptions`, as the classic SDK writes it.
    let url = url.replacen("/subscriptions", "//subscriptions", 1);
    let created = service.call(Method::Put, &url, Some(&body));
    assert_eq!(
        (created.status, &created.body["properties"]["computeType"]),
        (201, &json!("Batch"))
    );
    assert_eq!(service.after(5).get("batch").body["properties"]["provisioningState"], "Succeeded");
}

#[test]
fn each_version_shows_what_it_knows() {
    let service = Service::start();
    service.put(
        "box",
        &json!({ "properties": { "computeType": "ComputeInstance", "properties": {
            "vmSize": "Standard_DS3_v2", "idleTimeBeforeShutdown": "PT30M"
        } } }),
    );
    service.after(10);
    let show = |name: &str, version: &str| {
        let url = compute_url(name).replace(VERSION, &format!("api-version={version}"));
        service.call(Method::Get, url, None).body["properties"]["properties"].clone()
    };
    assert_eq!(show("box", "2026-05-01")["idleTimeBeforeShutdown"], "PT30M");
    assert_eq!(show("box", "2023-10-01").get("idleTimeBeforeShutdown"), None);
    assert_eq!(show("box", "2023-10-01").get("enableRootAccess"), None);
    assert_eq!(show("box", "2024-10-01-preview")["enableRootAccess"], true);
    let sizes = |version: &str| {
        let url = format!(
            "{}/providers/Microsoft.MachineLearningServices/locations/westeurope/vmSizes?api-version={version}",
            workspace_url().split("/resourceGroups").next().unwrap()
        );
        service.call(Method::Get, url, None).body
    };
    assert!(sizes("2021-04-01")["amlCompute"].as_array().unwrap().len() > 200);
    assert!(sizes("2021-07-01")["value"].as_array().unwrap().len() > 200);
    assert_eq!(sizes("2020-06-01")["amlCompute"][0].get("estimatedVMPrices"), None);
}
