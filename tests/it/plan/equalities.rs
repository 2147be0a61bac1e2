//! Both sides of every equality: what is no change, and the nearest thing that is one.

use super::{answer, cluster, of, told};
use azureml_compute::plan::Action;
use serde_json::{Value, json};

/// One member of one kind: what the compute has, spellings that mean the same, values that do not.
struct Row {
    kind: &'static str,
    pointer: &'static str,
    has: Value,
    same: Vec<Value>,
    other: Vec<Value>,
}

const DATA: &str = "/properties/properties";
const ID: &str = "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/";

fn row(
    kind: &'static str,
    pointer: &'static str,
    has: Value,
    same: Vec<Value>,
    other: Vec<Value>,
) -> Row {
    Row { kind, pointer, has, same, other }
}

fn id(rest: &str) -> String {
    format!("{ID}{rest}")
}

fn rows() -> Vec<Row> {
    let null = Value::Null;
    let user = id("Microsoft.ManagedIdentity/userAssignedIdentities/a");
    let subnet = id("Microsoft.Network/virtualNetworks/n/subnets/s");
    vec![
        row(
            "AmlCompute",
            "/location",
            json!("westeurope"),
            vec![json!("West Europe"), json!("WESTEUROPE"), null.clone()],
            vec![json!("eastus")],
        ),
        row(
            "AmlCompute",
            "/tags",
            json!({ "Team": "a" }),
            vec![json!({ "team": "a" }), null.clone()],
            vec![json!({ "team": "A" }), json!({}), json!({ "team": "a", "b": "c" })],
        ),
        row(
            "AmlCompute",
            "/tags",
            null.clone(),
            vec![json!({}), null.clone()],
            vec![json!({ "a": "b" })],
        ),
        row(
            "AmlCompute",
            "/properties/description",
            null.clone(),
            vec![json!(""), null.clone()],
            vec![json!("words")],
        ),
        row(
            "AmlCompute",
            "/properties/description",
            json!("Words"),
            vec![json!("Words")],
            vec![json!("words"), json!("")],
        ),
        row(
            "AmlCompute",
            "/properties/computeType",
            json!("AmlCompute"),
            vec![json!("amlcompute")],
            vec![],
        ),
        row(
            "AmlCompute",
            "/properties/disableLocalAuth",
            null.clone(),
            vec![json!(false)],
            vec![json!(true)],
        ),
        row(
            "AmlCompute",
            "/identity",
            null.clone(),
            vec![json!({ "type": "None" }), null.clone()],
            vec![json!({ "type": "SystemAssigned" })],
        ),
        row(
            "AmlCompute",
            "/identity",
            json!({ "type": "SystemAssigned" }),
            vec![json!({ "type": "systemassigned" })],
            vec![json!({ "type": "None" })],
        ),
        row(
            "AmlCompute",
            "/identity",
            json!({ "type": "UserAssigned", "userAssignedIdentities": { user.clone(): {} } }),
            vec![
                json!({ "type": "UserAssigned", "userAssignedIdentities": { user.to_uppercase().replace("/SUBSCRIPTIONS", "/subscriptions"): {} } }),
            ],
            vec![
                json!({ "type": "UserAssigned", "userAssignedIdentities": { id("Microsoft.ManagedIdentity/userAssignedIdentities/b"): {} } }),
            ],
        ),
        row(
            "AmlCompute",
            "DATA/vmSize",
            json!("Standard_DS3_v2"),
            vec![json!("STANDARD_DS3_V2"), null.clone()],
            vec![json!("Standard_DS4_v2")],
        ),
        row(
            "AmlCompute",
            "DATA/vmPriority",
            null.clone(),
            vec![json!("Dedicated"), json!("dedicated")],
            vec![json!("LowPriority")],
        ),
        row("AmlCompute", "DATA/osType", null.clone(), vec![json!("Linux")], vec![]),
        row(
            "AmlCompute",
            "DATA/enableNodePublicIp",
            null.clone(),
            vec![json!(true)],
            vec![json!(false)],
        ),
        row(
            "AmlCompute",
            "DATA/subnet",
            json!({ "id": subnet }),
            vec![json!({ "id": subnet.replace("resourceGroups", "resourcegroups") }), null.clone()],
            vec![json!({ "id": format!("{subnet}2") })],
        ),
        row(
            "AmlCompute",
            "DATA/remoteLoginPortPublicAccess",
            json!("Enabled"),
            vec![json!("NotSpecified"), json!("enabled")],
            vec![json!("Disabled")],
        ),
        row(
            "AmlCompute",
            "DATA/scaleSettings",
            json!({ "maxNodeCount": 4 }),
            vec![
                json!({ "maxNodeCount": 4, "minNodeCount": 0 }),
                json!({ "maxNodeCount": "4" }),
                json!({ "maxNodeCount": 4, "nodeIdleTimeBeforeScaleDown": "PT120S" }),
            ],
            vec![
                json!({ "maxNodeCount": 4, "minNodeCount": 1 }),
                json!({ "maxNodeCount": 4, "nodeIdleTimeBeforeScaleDown": "PT3M" }),
                json!({ "maxNodeCount": 5 }),
            ],
        ),
        row(
            "AmlCompute",
            "DATA/scaleSettings/nodeIdleTimeBeforeScaleDown",
            json!("PT24H"),
            vec![json!("P1D"), json!("PT1440M"), null.clone()],
            vec![json!("PT23H")],
        ),
        row(
            "AmlCompute",
            "DATA/scaleSettings/nodeIdleTimeBeforeScaleDown",
            json!("P1Y"),
            vec![json!("P1Y")],
            vec![json!("P365D")],
        ),
        row(
            "AmlCompute",
            "/sku",
            json!({ "name": "Basic" }),
            vec![json!({ "name": "Basic" })],
            vec![json!({ "name": "Other" })],
        ),
        row(
            "ComputeInstance",
            "DATA/applicationSharingPolicy",
            null.clone(),
            vec![json!("Shared")],
            vec![json!("Personal")],
        ),
        row(
            "ComputeInstance",
            "DATA/sshSettings",
            null.clone(),
            vec![json!({ "sshPublicAccess": "Disabled" })],
            vec![],
        ),
        row(
            "ComputeInstance",
            "DATA/enableSSO",
            null.clone(),
            vec![json!(true)],
            vec![json!(false)],
        ),
        row("ComputeInstance", "DATA/customServices", null.clone(), vec![json!([])], vec![]),
        row(
            "ComputeInstance",
            "DATA/schedules",
            null.clone(),
            vec![json!({ "computeStartStop": [] })],
            vec![schedule(json!({}))],
        ),
        row(
            "ComputeInstance",
            "DATA/schedules",
            schedule(json!({})),
            vec![
                schedule(json!({ "expression": "0  18 * * Mon" })),
                schedule(json!({ "expression": "0 18 * * 1" })),
                schedule(json!({ "timeZone": "utc" })),
                schedule(json!({ "startTime": "2026-01-01T08:00:00.000Z" })),
            ],
            vec![
                schedule(json!({ "expression": "0 18 * * TUE" })),
                schedule(json!({ "timeZone": "Pacific Standard Time" })),
                schedule(json!({ "startTime": "2026-01-01T08:00:01" })),
            ],
        ),
        row(
            "ComputeInstance",
            "DATA/schedules",
            recurrence(json!([9, 17]), json!(["Monday", "Friday"])),
            vec![recurrence(json!([17, 9]), json!(["friday", "monday"]))],
            vec![
                recurrence(json!([9, 18]), json!(["Monday", "Friday"])),
                recurrence(json!([9, 17]), json!(["Monday"])),
            ],
        ),
        row(
            "VirtualMachine",
            "DATA/address",
            json!("machine.example.com"),
            vec![json!("Machine.Example.com")],
            vec![json!("other.example.com")],
        ),
        row(
            "VirtualMachine",
            "DATA/address",
            json!("2001:db8::1"),
            vec![json!("2001:0db8:0:0:0:0:0:1")],
            vec![json!("2001:db8::2")],
        ),
        row("VirtualMachine", "DATA/sshPort", null.clone(), vec![json!(22)], vec![json!(23)]),
        row(
            "Databricks",
            "DATA/workspaceUrl",
            json!("https://adb-1234567890123456.7.azuredatabricks.net"),
            vec![json!("https://ADB-1234567890123456.7.azuredatabricks.net/")],
            vec![json!("https://adb-1234567890123456.8.azuredatabricks.net")],
        ),
        row(
            "Kubernetes",
            "DATA/namespace",
            null.clone(),
            vec![json!("default")],
            vec![json!("training")],
        ),
        row(
            "Kubernetes",
            "DATA/instanceTypes",
            types(json!({ "cpu": "1", "memory": "1Gi" })),
            vec![types(json!({ "cpu": "1000m", "memory": "1024Mi", "nvidia.com/gpu": null }))],
            vec![types(json!({ "cpu": "2", "memory": "1Gi" })), types(json!({ "cpu": "1" }))],
        ),
        row("AKS", "DATA/loadBalancerType", null.clone(), vec![json!("publicip")], vec![]),
        row("AKS", "DATA/clusterPurpose", null.clone(), vec![json!("FastProd")], vec![]),
        row("SynapseSpark", "DATA/nodeCount", json!(3), vec![json!("3"), null], vec![json!(4)]),
    ]
}

fn schedule(cron: Value) -> Value {
    let mut whole = json!({ "startTime": "2026-01-01T08:00:00", "timeZone": "UTC", "expression": "0 18 * * MON" });
    for (name, value) in cron.as_object().unwrap() {
        whole[name] = value.clone();
    }
    json!({ "computeStartStop": [{ "action": "Stop", "triggerType": "Cron", "cron": whole }] })
}

fn recurrence(hours: Value, days: Value) -> Value {
    json!({ "computeStartStop": [{ "action": "Stop", "triggerType": "Recurrence", "recurrence": {
        "frequency": "Week", "interval": 1, "schedule": { "hours": hours, "minutes": [0], "weekDays": days }
    } }] })
}

fn types(requests: Value) -> Value {
    json!({ "gpu": { "resources": { "requests": requests, "limits": { "cpu": "4", "memory": "8Gi" } } } })
}

/// A body of a kind that has what it needs.
fn base(kind: &str) -> Value {
    if kind == "AmlCompute" {
        return cluster();
    }
    let (target, data) = match kind {
        "ComputeInstance" => (
            String::new(),
            json!({ "vmSize": "Standard_DS3_v2", "idleTimeBeforeShutdown": "PT60M" }),
        ),
        "VirtualMachine" => (
            String::new(),
            json!({ "address": "machine.example.com", "administratorAccount": { "username": "azureuser", "password": "aB3$aB3$aB3$" } }),
        ),
        "Databricks" => (
            id("Microsoft.Databricks/workspaces/d"),
            json!({ "databricksAccessToken": "dapi0123456789abcdef0123456789abcdef" }),
        ),
        "Kubernetes" | "AKS" => (id("Microsoft.ContainerService/managedClusters/c"), json!({})),
        _ => (id("Microsoft.Synapse/workspaces/synapse/bigDataPools/pool"), json!({})),
    };
    let mut body = json!({ "location": "westeurope", "properties": { "computeType": kind, "properties": data } });
    if !target.is_empty() {
        body["properties"]["resourceId"] = target.into();
    }
    body
}

fn put(body: &mut Value, pointer: &str, value: &Value) {
    let pointer = pointer.replace("DATA", DATA);
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(name);
    } else {
        parent.insert(name.into(), value.clone());
    }
}

#[test]
fn both_sides_of_every_equality() {
    let mut count = 0;
    for Row { kind, pointer, has, same, other } in rows() {
        let mut body = base(kind);
        put(&mut body, pointer, &has);
        let current = answer(&body);
        for value in &same {
            put(&mut body, pointer, value);
            let planned = of(&body, &current);
            assert_eq!(
                planned.action,
                Action::None,
                "{kind} {pointer} {has} = {value}: {:?}",
                planned.changes
            );
            count += 1;
        }
        for value in &other {
            put(&mut body, pointer, value);
            let planned = of(&body, &current);
            assert!(
                matches!(planned.action, Action::Update | Action::Replace),
                "{kind} {pointer} {has} is not {value}: {:?}",
                planned.changes
            );
            assert_eq!(
                told(&planned).len(),
                1,
                "{kind} {pointer} {has} is not {value}: {:?}",
                planned.changes
            );
            count += 1;
        }
    }
    assert!(count >= 90, "{count} comparisons");
}

/// The region may be told by either member.
#[test]
fn one_region_two_members() {
    let mut current = answer(&cluster());
    current["properties"]["computeLocation"] = json!("northeurope");
    let mut body = cluster();
    for (location, compute_location, action) in [
        ("northeurope", "northeurope", Action::None),
        ("westeurope", "North Europe", Action::None),
        ("westeurope", "eastus", Action::Replace),
    ] {
        body["location"] = json!(location);
        body["properties"]["computeLocation"] = json!(compute_location);
        assert_eq!(of(&body, &current).action, action, "{location} {compute_location}");
    }
}

/// An answer of another api-version lacks what that version does not know.
#[test]
fn members_of_newer_versions_are_no_change() {
    use azureml_compute::plan::plan;
    use azureml_compute::validate::Options;
    let current = answer(&cluster()).to_string();
    let mut body = cluster();
    body["properties"]["properties"]["isolatedNetwork"] = json!(true);
    for (version, action) in [
        ("2020-06-01", Action::None),
        ("2021-01-01", Action::Replace),
        ("2026-05-01", Action::Replace),
    ] {
        let options = Options { api_version: Some(version.into()), ..Options::default() };
        assert_eq!(plan(&body.to_string(), Some(&current), &options).action, action, "{version}");
    }
}
