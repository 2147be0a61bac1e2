//! The library's checker and the emulator's oracle were written apart. Here they are asked about
//! the same bodies: what the service would refuse, the checker must have called an error.

use crate::support::{WHOLE, files, root};
use azureml_compute::validate::{Options, validate};
use azureml_compute_emulator::engine::schema::Oracle;
use serde_json::{Value, json};

/// Pointers of every member and item.
fn places(value: &Value, pointer: &str, into: &mut Vec<String>) {
    into.push(pointer.to_owned());
    let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                places(member, &format!("{pointer}/{}", escape(name)), into);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{pointer}/{index}"), into);
            }
        }
        _ => {}
    }
}

/// Bodies that the oracle refuses and the checker does not.
fn disagreements(bodies: impl IntoIterator<Item = Value>) -> (Vec<String>, usize) {
    let oracle = Oracle::new().unwrap();
    let (mut found, mut refused) = (Vec::new(), 0);
    for body in bodies {
        let mut canonical = body.clone();
        oracle.canonicalize(&mut canonical);
        if let Err(error) = oracle.check(&canonical) {
            refused += 1;
            if validate(&body.to_string(), &Options::default()).valid {
                found.push(format!("{body}\n  {}", error.into_body()));
            }
        }
    }
    (found, refused)
}

#[test]
fn what_the_oracle_refuses_the_checker_calls_an_error() {
    let whole: Value = serde_json::from_str(WHOLE).unwrap();
    let mut pointers = Vec::new();
    places(&whole, "", &mut pointers);
    let values = [
        json!(null),
        json!(true),
        json!("true"),
        json!(0),
        json!(-1),
        json!(2.5),
        json!(4.0),
        json!(3_000_000_000_u64),
        json!(""),
        json!("4"),
        json!("-4"),
        json!("word"),
        json!([]),
        json!({}),
        json!([null]),
        json!("PT5M"),
        json!("P"),
        json!("pt5m"),
        json!("-PT0S"),
        json!("-PT5S"),
        json!("P1Y2M3W4DT5H6M7.5S"),
        json!("UserAssigned"),
        json!("SystemAssigned"),
        json!("None"),
        json!("userassigned,SystemAssigned"),
    ];
    let bodies = pointers.iter().flat_map(|pointer| {
        values.iter().map(|value| {
            let mut body = whole.clone();
            *body.pointer_mut(pointer).unwrap() = value.clone();
            body
        })
    });
    let (found, refused) = disagreements(bodies);
    assert!(refused > 100, "the oracle refused only {refused}");
    assert!(found.is_empty(), "{} of {refused}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_cases_do_not_divide_them() {
    let cases = files(&root().join("tests/cases"));
    let bodies = cases.iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
    let bodies =
        bodies.filter_map(|path| serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok());
    // Cases in other forms are no bodies of the service. An expression of a template is filled in
    // before the service sees the body: it may stand for anything, and only the checker ever meets it.
    let bodies = bodies.filter(|body: &Value| {
        body.pointer("/properties/computeType").is_some()
            && !body.to_string().contains("\"[parameters(")
    });
    let (found, refused) = disagreements(bodies.collect::<Vec<Value>>());
    println!("the oracle refuses {refused} of the cases");
    assert!(refused > 0 && found.is_empty(), "of {refused}:\n{}", found.join("\n"));
}

/// A whole body of each kind that has settings, for the changes below.
fn whole_bodies() -> Vec<Value> {
    let kinds = [
        (
            "ComputeInstance",
            json!({
                "vmSize": "Standard_DS3_v2", "subnet": { "id": "/x" },
                "applicationSharingPolicy": "Shared",
                "sshSettings": { "sshPublicAccess": "Disabled", "adminPublicKey": null },
                "personalComputeInstanceSettings": { "assignedUser": {
                    "objectId": "00000000-0000-0000-0000-000000000001",
                    "tenantId": "00000000-0000-0000-0000-000000000002"
                } },
                "idleTimeBeforeShutdown": "PT30M", "enableNodePublicIp": true, "enableSSO": true,
                "schedules": { "computeStartStop": [{
                    "status": "Enabled", "action": "Stop", "triggerType": "Recurrence",
                    "recurrence": {
                        "frequency": "Week", "interval": 1, "startTime": "2026-01-01T00:00:00",
                        "timeZone": "UTC",
                        "schedule": { "hours": [18], "minutes": [0], "weekDays": ["Monday"] }
                    }
                }] },
                "customServices": [{
                    "name": "r", "image": { "type": "docker", "reference": "a/b:c" },
                    "endpoints": [{ "protocol": "http", "name": "connect", "target": 8787, "published": 8787 }],
                    "volumes": [{ "type": "bind", "readOnly": false, "source": "/a", "target": "/b" }],
                    "environmentVariables": { "A": { "type": "local", "value": "1" } },
                    "docker": { "privileged": true }
                }]
            }),
        ),
        (
            "AKS",
            json!({
                "agentCount": 3, "agentVmSize": "Standard_D3_v2", "clusterPurpose": "FastProd",
                "sslConfiguration": { "status": "Disabled" }, "loadBalancerType": "PublicIp",
                "aksNetworkingConfiguration": {
                    "subnetId": "/x", "serviceCidr": "10.0.0.0/16", "dnsServiceIP": "10.0.0.10",
                    "dockerBridgeCidr": "172.17.0.1/16"
                }
            }),
        ),
        (
            "Kubernetes",
            json!({
                "namespace": "ml", "defaultInstanceType": "small",
                "instanceTypes": { "small": {
                    "nodeSelector": { "a": "b" },
                    "resources": { "requests": { "cpu": "1" }, "limits": { "cpu": "1" } }
                } }
            }),
        ),
        (
            "VirtualMachine",
            json!({
                "virtualMachineSize": "Standard_DS3_v2", "sshPort": 22, "address": "10.0.0.4",
                "administratorAccount": { "username": "u", "password": "p" }
            }),
        ),
        (
            "HDInsight",
            json!({
                "sshPort": 22, "address": "h-ssh.azurehdinsight.net",
                "administratorAccount": { "username": "u", "password": "p" }
            }),
        ),
        ("Databricks", json!({ "databricksAccessToken": "t", "workspaceUrl": "u" })),
        ("DataLakeAnalytics", json!({ "dataLakeStoreAccountName": "a" })),
        (
            "SynapseSpark",
            json!({
                "autoScaleProperties": { "enabled": true, "minNodeCount": 3, "maxNodeCount": 5 },
                "autoPauseProperties": { "enabled": true, "delayInMinutes": 15 },
                "nodeCount": 3, "poolName": "p"
            }),
        ),
    ];
    let body = |(kind, settings): (&str, Value)| json!({ "location": "westeurope", "properties": { "computeType": kind, "properties": settings } });
    kinds.into_iter().map(body).collect()
}

#[test]
fn what_the_oracle_refuses_of_other_kinds_the_checker_calls_an_error_too() {
    let values =
        [json!(true), json!(-1), json!(2.5), json!("word"), json!([]), json!({}), json!([1])];
    let mut bodies = Vec::new();
    for whole in whole_bodies() {
        let mut pointers = Vec::new();
        places(&whole, "", &mut pointers);
        let settings =
            pointers.iter().filter(|pointer| pointer.starts_with("/properties/properties"));
        for pointer in settings {
            for value in &values {
                let mut body = whole.clone();
                *body.pointer_mut(pointer).unwrap() = value.clone();
                bodies.push(body);
            }
        }
    }
    let (found, refused) = disagreements(bodies);
    assert!(refused > 200, "the oracle refused only {refused}");
    assert!(found.is_empty(), "{} of {refused}:\n{}", found.len(), found.join("\n"));
}
