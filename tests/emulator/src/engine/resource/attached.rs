//! `properties.properties` of everything whose machines are somebody else's, or that is made for the
//! workspace without being the service's own.

use super::{set, setting, size};
use crate::engine::kind::Kind;
use crate::engine::store::{Compute, fingerprint};
use serde_json::{Value, json};

/// The settings; null for a kind without any.
pub(super) fn settings(compute: &Compute) -> Value {
    let setting = |name: &str| setting(compute, name);
    match compute.kind {
        Kind::Aks => json!({
            "clusterFqdn": format!("{}.hcp.{}.azmk8s.io", compute.name.to_ascii_lowercase(), compute.region()),
            "systemServices": [
                { "systemServiceType": "ScoringFrontEnd", "publicIpAddress": "20.61.0.4", "version": "1.0" },
            ],
            "agentCount": default(setting("agentCount"), 3.into()),
            "agentVmSize": default(size(compute, "agentVmSize"), "STANDARD_D3_V2".into()),
            "clusterPurpose": default(setting("clusterPurpose"), "FastProd".into()),
            "sslConfiguration": default(setting("sslConfiguration"), json!({ "status": "Disabled" })),
            "aksNetworkingConfiguration": setting("aksNetworkingConfiguration"),
            "loadBalancerType": default(setting("loadBalancerType"), "PublicIp".into()),
            "loadBalancerSubnet": setting("loadBalancerSubnet"),
        }),
        Kind::Kubernetes => json!({
            "relayConnectionString": null,
            "serviceBusConnectionString": null,
            "extensionPrincipalId": setting("extensionPrincipalId"),
            "extensionInstanceReleaseTrain": default(setting("extensionInstanceReleaseTrain"), "Stable".into()),
            "vcName": setting("vcName"),
            "namespace": default(setting("namespace"), "default".into()),
            "defaultInstanceType": default(setting("defaultInstanceType"), "defaultinstancetype".into()),
            "instanceTypes": default(setting("instanceTypes"), json!({ "defaultinstancetype": {
                "nodeSelector": null,
                "resources": {
                    "requests": { "cpu": "100m", "memory": "2Gi" },
                    "limits": { "cpu": "2", "memory": "2Gi", "nvidia.com/gpu": null },
                },
            } })),
        }),
        Kind::VirtualMachine => json!({
            "virtualMachineSize": size(compute, "virtualMachineSize"),
            "sshPort": default(setting("sshPort"), 22.into()),
            "notebookServerPort": setting("notebookServerPort"),
            "address": setting("address"),
            "administratorAccount": account(&setting("administratorAccount")),
            "isNotebookInstanceCompute": default(setting("isNotebookInstanceCompute"), false.into()),
        }),
        Kind::HdInsight => json!({
            "sshPort": default(setting("sshPort"), 22.into()),
            "address": setting("address"),
            "administratorAccount": account(&setting("administratorAccount")),
        }),
        Kind::Databricks => json!({
            "databricksAccessToken": null,
            "workspaceUrl": default(setting("workspaceUrl"), workspace_url(compute).into()),
        }),
        Kind::DataLakeAnalytics => json!({
            "dataLakeStoreAccountName": default(setting("dataLakeStoreAccountName"), last_segment(compute).into()),
        }),
        Kind::SynapseSpark => {
            let part = |name: &str| segment_after(compute, name);
            json!({
                "autoScaleProperties": setting("autoScaleProperties"),
                "autoPauseProperties": setting("autoPauseProperties"),
                "sparkVersion": default(setting("sparkVersion"), "3.4".into()),
                "nodeCount": default(setting("nodeCount"), 3.into()),
                "nodeSize": default(setting("nodeSize"), "Small".into()),
                "nodeSizeFamily": default(setting("nodeSizeFamily"), "MemoryOptimized".into()),
                "subscriptionId": default(setting("subscriptionId"), part("subscriptions")),
                "resourceGroup": default(setting("resourceGroup"), part("resourcegroups")),
                "workspaceName": default(setting("workspaceName"), part("workspaces")),
                "poolName": default(setting("poolName"), part("bigdatapools")),
            })
        }
        Kind::Kusto => json!({
            "kustoConnectionString": null,
            "servicePrincipalCredentials": null,
        }),
        Kind::DataFactory | Kind::Batch | Kind::AmlCompute | Kind::ComputeInstance => Value::Null,
    }
}

/// The thing behind the compute: the one that was attached, or the one that was made.
pub(super) fn resource_id(compute: &Compute) -> Value {
    if let Some(id) = compute.resource_id() {
        return id.into();
    }
    let group = format!(
        "/subscriptions/{}/resourceGroups/{}",
        compute.place.subscription_id, compute.place.resource_group
    );
    let number = format!("{:016x}", fingerprint(&compute.name));
    match compute.kind {
        Kind::Aks => format!(
            "{group}/providers/Microsoft.ContainerService/managedClusters/{}{number}",
            compute.name
        )
        .into(),
        Kind::DataFactory => {
            format!("{group}/providers/Microsoft.DataFactory/factories/{}{number}", compute.name)
                .into()
        }
        _ => Value::Null,
    }
}

fn default(value: Value, otherwise: Value) -> Value {
    if value.is_null() { otherwise } else { value }
}

/// Who logs in, without what they log in with.
fn account(sent: &Value) -> Value {
    let mut shown = sent.clone();
    for name in ["password", "privateKeyData"] {
        if shown.get(name).is_some() {
            set(&mut shown, "", name, Value::Null);
        }
    }
    shown
}

fn workspace_url(compute: &Compute) -> String {
    let number = fingerprint(compute.resource_id().unwrap_or_default());
    format!("adb-{}.{}.azuredatabricks.net", number % 10_000_000_000_000_000, number % 20)
}

fn last_segment(compute: &Compute) -> Option<&str> {
    compute.resource_id()?.rsplit('/').next()
}

fn segment_after(compute: &Compute, name: &str) -> Value {
    let segments: Vec<&str> = compute.resource_id().unwrap_or_default().split('/').collect();
    let found = segments.iter().zip(segments.iter().skip(1));
    found
        .filter(|(word, _)| word.eq_ignore_ascii_case(name))
        .map(|(_, value)| Value::from(*value))
        .next()
        .unwrap_or_default()
}
