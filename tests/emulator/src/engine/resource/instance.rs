//! `properties.properties` of a compute instance.

use super::{fill, set, setting, size};
use crate::engine::lifecycle::instance::{LastOperation, Life, State};
use crate::engine::store::{Compute, fingerprint};
use serde_json::{Value, json};

/// As the service shows it once the machine is being made.
pub(super) fn settings(compute: &Compute, life: &Life) -> Value {
    let mut settings = sent(compute, life);
    fill(
        &mut settings,
        [
            ("applicationSharingPolicy", "Shared".into()),
            ("enableNodePublicIp", true.into()),
            ("enableSSO", true.into()),
            ("enableOSPatching", false.into()),
            ("enableRootAccess", true.into()),
            ("releaseQuotaOnStop", false.into()),
        ],
    );
    let made = !matches!(life.state, State::Creating | State::CreateFailed);
    let runs = made && life.state != State::Stopped;
    let number = fingerprint(&compute.name);
    let [a, b, ..] = number.to_be_bytes();
    let address = |prefix: &str| json!(runs.then(|| format!("{prefix}.{a}.{b}")));
    let applications: Vec<Value> = APPLICATIONS
        .iter()
        .filter(|_| made)
        .map(|(name, path)| {
            let (host, region) = (compute.name.to_ascii_lowercase(), compute.region());
            let uri = format!("https://{host}{path}.{region}.instances.azureml.ms");
            json!({ "displayName": name, "endpointUri": uri })
        })
        .collect();
    for (name, value) in [
        (
            "connectivityEndpoints",
            json!({ "publicIpAddress": address("20.86"), "privateIpAddress": address("10.0") }),
        ),
        ("applications", applications.into()),
        (
            "osImageMetadata",
            json!({
                "currentImageVersion": "25.10.14",
                "latestImageVersion": "25.10.14",
                "isLatestOsImageVersion": true,
                "osPatchingStatus": null,
            }),
        ),
        ("versions", json!({ "runtime": "3.0.03" })),
        ("containers", Value::Null),
        (
            "dataDisks",
            json!([{
                "caching": "None", "diskSizeGB": 128, "lun": 0, "storageAccountType": "Standard_LRS"
            }]),
        ),
    ] {
        set(&mut settings, "", name, value);
    }
    settings
}

const APPLICATIONS: [(&str, &str); 3] =
    [("Jupyter", ""), ("Jupyter Lab", "-lab"), ("RStudio", "-8787")];

/// As the first answer shows it: much of it is not known yet.
pub(super) fn new_settings(compute: &Compute, life: &Life) -> Value {
    let mut settings = sent(compute, life);
    for name in ["connectivityEndpoints", "osImageMetadata", "versions", "containers", "dataDisks"]
    {
        set(&mut settings, "", name, Value::Null);
    }
    set(&mut settings, "", "applications", json!([]));
    settings
}

fn sent(compute: &Compute, life: &Life) -> Value {
    let setting = |name: &str| setting(compute, name);
    let errors: Vec<Value> = life.errors.iter().map(|error| json!({ "error": error })).collect();
    let personal = setting("personalComputeInstanceSettings");
    let authorization = if personal.is_null() {
        setting("computeInstanceAuthorizationType")
    } else {
        "personal".into()
    };
    json!({
        "vmSize": size(compute, "vmSize"),
        "subnet": setting("subnet"),
        "applicationSharingPolicy": setting("applicationSharingPolicy"),
        "autologgerSettings": setting("autologgerSettings"),
        "sshSettings": ssh(&setting("sshSettings")),
        "customServices": setting("customServices"),
        "createdBy": compute.creator,
        "errors": errors,
        "state": state_word(life.state),
        "lastOperation": last_operation(life.last),
        "computeInstanceAuthorizationType": authorization,
        "personalComputeInstanceSettings": personal,
        "setupScripts": setting("setupScripts"),
        "schedules": schedules(setting("schedules"), life),
        "idleTimeBeforeShutdown": setting("idleTimeBeforeShutdown"),
        "enableNodePublicIp": setting("enableNodePublicIp"),
        "enableSSO": setting("enableSSO"),
        "enableOSPatching": setting("enableOSPatching"),
        "enableRootAccess": setting("enableRootAccess"),
        "releaseQuotaOnStop": setting("releaseQuotaOnStop"),
        "dataMounts": setting("dataMounts"),
    })
}

fn state_word(state: State) -> String {
    format!("{state:?}")
}

fn last_operation(last: LastOperation) -> Value {
    let status = match last.went_well {
        None => "InProgress".to_owned(),
        Some(true) => "Succeeded".to_owned(),
        Some(false) => format!("{:?}Failed", last.action),
    };
    json!({
        "operationName": format!("{:?}", last.action),
        "operationTime": last.at.rfc3339(),
        "operationStatus": status,
        "operationTrigger": format!("{:?}", last.trigger),
    })
}

fn ssh(sent: &Value) -> Value {
    let access = sent.get("sshPublicAccess").and_then(Value::as_str).unwrap_or("Disabled");
    json!({
        "sshPublicAccess": access,
        "adminUserName": "azureuser",
        "sshPort": if access.eq_ignore_ascii_case("enabled") { 50_000 } else { 22 },
        "adminPublicKey": sent.get("adminPublicKey"),
    })
}

/// Each schedule gets its id, and says whether it is in force.
fn schedules(mut sent: Value, life: &Life) -> Value {
    let items = sent.get_mut("computeStartStop").and_then(Value::as_array_mut);
    for (index, item) in items.into_iter().flatten().enumerate() {
        let id = format!("schedule-{index}");
        let state = if life.state == State::Creating { "Provisioning" } else { "Completed" };
        set(item, "", "id", id.into());
        set(item, "", "provisioningStatus", state.into());
        fill(item, [("status", "Enabled".into())]);
    }
    sent
}
