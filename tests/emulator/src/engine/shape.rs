//! What the api-versions differ in: members that came later are missing from older answers, and
//! ignored in older requests.

use super::kind::Kind;
use super::versions::ApiVersion;
use serde_json::{Value, json};

/// Since when a member of `properties.properties` is there: in stable versions (never, if empty) and
/// in previews.
const SINCE: &[(Kind, &str, &str, &str)] = &[
    (Kind::AmlCompute, "osType", "2020-08-01", "2020-09-01-preview"),
    (Kind::AmlCompute, "virtualMachineImage", "2021-01-01", "2021-03-01-preview"),
    (Kind::AmlCompute, "isolatedNetwork", "2021-01-01", "2021-03-01-preview"),
    (Kind::AmlCompute, "enableNodePublicIp", "2021-01-01", "2021-03-01-preview"),
    (Kind::AmlCompute, "propertyBag", "2022-05-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "computeInstanceAuthorizationType", "2020-08-01", "2020-09-01-preview"),
    (Kind::ComputeInstance, "lastOperation", "2020-08-01", "2020-09-01-preview"),
    (Kind::ComputeInstance, "setupScripts", "2021-01-01", "2021-03-01-preview"),
    (Kind::ComputeInstance, "schedules", "2022-05-01", "2021-03-01-preview"),
    (Kind::ComputeInstance, "containers", "2022-05-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "dataDisks", "2022-05-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "dataMounts", "2022-05-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "versions", "2022-05-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "enableNodePublicIp", "2022-05-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "customServices", "2023-04-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "osImageMetadata", "2023-04-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "idleTimeBeforeShutdown", "2025-12-01", "2022-06-01-preview"),
    (Kind::ComputeInstance, "enableSSO", "2025-12-01", "2023-08-01-preview"),
    (Kind::ComputeInstance, "enableOSPatching", "", "2023-08-01-preview"),
    (Kind::ComputeInstance, "enableRootAccess", "", "2023-08-01-preview"),
    (Kind::ComputeInstance, "releaseQuotaOnStop", "", "2023-08-01-preview"),
    (Kind::Aks, "clusterPurpose", "2021-01-01", "2021-03-01-preview"),
    (Kind::Aks, "loadBalancerType", "2021-04-01", "2021-03-01-preview"),
    (Kind::Aks, "loadBalancerSubnet", "2021-04-01", "2021-03-01-preview"),
    (Kind::VirtualMachine, "notebookServerPort", "2022-05-01", "2022-06-01-preview"),
    (Kind::VirtualMachine, "isNotebookInstanceCompute", "2021-04-01", "2021-03-01-preview"),
    (Kind::Databricks, "workspaceUrl", "2021-01-01", "2021-03-01-preview"),
];

/// What the classic SDK takes for an object if it is there at all. It looks into most other members
/// without looking whether they are there, so that those have to be, null or not.
const ABSENT_IN_CLASSIC: [&str; 1] = ["userAccountCredentials"];

/// An answer in the shape of a version.
#[must_use]
pub fn answer(mut resource: Value, kind: Kind, version: ApiVersion) -> Value {
    remove_later(&mut resource, kind, version);
    if let Some(properties) = resource.get_mut("properties").and_then(Value::as_object_mut) {
        // The classic SDK asks for it in kinds that have nothing to put there.
        if version.is_classic() && !properties.contains_key("properties") {
            properties.insert("properties".to_owned(), json!({}));
        }
        if !version.has("2021-04-01") && !version.is_classic() {
            properties.remove("disableLocalAuth");
        }
        // Only this version lost them.
        if version.as_str() == "2021-01-01" {
            properties.remove("createdOn");
            properties.remove("modifiedOn");
        }
        if !version.has("2021-07-01") {
            properties.remove("provisioningWarnings");
        }
    }
    let settings = resource.pointer_mut("/properties/properties").and_then(Value::as_object_mut);
    if let Some(settings) = settings
        && version.is_classic()
    {
        for name in ABSENT_IN_CLASSIC {
            if settings.get(name).is_some_and(Value::is_null) {
                settings.remove(name);
            }
        }
    }
    let settings = resource.pointer_mut("/properties/properties").and_then(Value::as_object_mut);
    if let Some(settings) = settings
        && kind == Kind::Aks
        && !version.has("2020-08-01")
        && !version.is_classic()
        && let Some(size) = settings.remove("agentVmSize")
    {
        settings.insert("agentVMSize".to_owned(), size);
    }
    resource
}

/// A request as a version understands it: what it does not know it does not see. Members have their
/// canonical spelling already.
pub fn request(body: &mut Value, kind: Kind, version: ApiVersion) {
    remove_later(body, kind, version);
    // Older ones show schedules and do not take them.
    let is_schedule_reader = version.has("2022-05-01") && !version.has("2022-10-01");
    if is_schedule_reader && !version.as_str().ends_with("-preview") {
        let settings = body.pointer_mut("/properties/properties").and_then(Value::as_object_mut);
        settings.and_then(|settings| settings.remove("schedules"));
    }
    if body.pointer("/properties/properties").is_some_and(Value::is_null) {
        super::resource::set(body, "/properties", "properties", json!({}));
    }
}

/// What the classic SDK sends for a member that nobody gave it, and the service lets pass.
pub fn forgive(body: &mut Value, version: ApiVersion) {
    let settings = body.pointer_mut("/properties/properties").and_then(Value::as_object_mut);
    if let Some(settings) = settings.filter(|_| version.is_classic())
        && settings.get("sshPort").is_some_and(|port| port == "")
    {
        settings.remove("sshPort");
    }
}

fn remove_later(body: &mut Value, kind: Kind, version: ApiVersion) {
    // The classic version is older than its date: its clusters have the newest members.
    if kind == Kind::Aks && version.is_classic() {
        return;
    }
    let settings = body.pointer_mut("/properties/properties").and_then(Value::as_object_mut);
    let Some(settings) = settings else { return };
    for (of, name, stable, preview) in SINCE {
        if *of == kind && !has(version, stable, preview) {
            settings.remove(*name);
        }
    }
}

fn has(version: ApiVersion, stable: &str, preview: &str) -> bool {
    if version.as_str().ends_with("-preview") {
        return version.has(preview);
    }
    !stable.is_empty() && version.has(stable)
}

#[cfg(test)]
mod tests {
    use super::{ApiVersion, Kind, answer, forgive, request};
    use serde_json::json;

    fn version(text: &str) -> ApiVersion {
        ApiVersion::parse(Some(text)).unwrap()
    }

    #[test]
    fn what_came_later_is_not_shown_and_not_seen() {
        let whole = json!({ "properties": { "createdOn": 1, "properties": {
            "vmSize": "s", "idleTimeBeforeShutdown": "PT1H", "enableRootAccess": true,
            "schedules": {}
        } } });
        let settings = |text: &str| {
            let shown = answer(whole.clone(), Kind::ComputeInstance, version(text));
            shown["properties"]["properties"]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(settings("2020-06-01"), ["vmSize"]);
        assert_eq!(settings("2023-10-01"), ["vmSize", "schedules"]);
        assert_eq!(settings("2025-12-01"), ["vmSize", "idleTimeBeforeShutdown", "schedules"]);
        assert_eq!(settings("2023-08-01-preview").len(), 4);
        let mut body = whole.clone();
        request(&mut body, Kind::ComputeInstance, version("2022-05-01"));
        assert_eq!(body["properties"]["properties"], json!({ "vmSize": "s" }));
        let old = answer(whole, Kind::AmlCompute, version("2021-01-01"));
        assert_eq!(old["properties"].get("createdOn"), None);
    }

    #[test]
    fn the_oldest_aks_has_another_spelling() {
        let body = json!({ "properties": { "properties": { "agentVmSize": "s" } } });
        let old = answer(body.clone(), Kind::Aks, version("2020-06-01"));
        assert_eq!(old["properties"]["properties"], json!({ "agentVMSize": "s" }));
        assert_eq!(answer(body.clone(), Kind::Aks, version("2020-08-01")), body);
    }

    #[test]
    fn the_classic_version_is_what_its_sdk_can_read() {
        let classic = version("2020-02-02");
        let settings = |kind, settings: serde_json::Value| {
            let body = json!({ "properties": { "properties": settings } });
            answer(body, kind, classic)["properties"]["properties"].clone()
        };
        let cluster = json!({ "subnet": null, "userAccountCredentials": null });
        assert_eq!(settings(Kind::AmlCompute, cluster), json!({ "subnet": null }));
        let named = json!({ "userAccountCredentials": { "adminUserName": "a" } });
        assert_eq!(settings(Kind::AmlCompute, named.clone()), named);
        let production = json!({ "agentVmSize": "s", "clusterPurpose": "FastProd" });
        assert_eq!(settings(Kind::Aks, production.clone()), production);
        let batch = answer(json!({ "properties": {} }), Kind::Batch, classic);
        assert_eq!(batch, json!({ "properties": { "properties": {} } }));
    }

    #[test]
    fn an_empty_port_counts_as_none_in_the_classic_version_only() {
        let sent = json!({ "properties": { "properties": { "sshPort": "", "address": "" } } });
        for (text, port) in [("2020-02-02", None), ("2021-01-01", Some(&json!("")))] {
            let mut body = sent.clone();
            forgive(&mut body, version(text));
            assert_eq!(body.pointer("/properties/properties/sshPort"), port, "{text}");
        }
    }
}
