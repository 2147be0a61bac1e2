//! Plans: what counts as a change, how it can be made, and with which body. Offline; what the service does
//! with such a body is shown in `service/ensure.rs`.

mod bodies;
mod equalities;
mod identity;
mod schedules;

use azureml_compute::plan::{Action, Effect, Plan, Reason, Step, plan};
use azureml_compute::validate::Options;
use serde_json::{Value, json};

use crate::cases;
use crate::support::slugs;

/// A resource as the service shows it some time after `body` was sent: what it sets by itself, defaults,
/// its spellings, no secrets.
fn answer(body: &Value) -> Value {
    let mut answer = body.clone();
    hide(&mut answer);
    answer["id"] = json!(
        "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.MachineLearningServices/workspaces/ws/computes/one"
    );
    answer["name"] = json!("one");
    answer["type"] = json!("Microsoft.MachineLearningServices/workspaces/computes");
    if let Some(location) = answer["location"].as_str() {
        answer["location"] = location.to_ascii_lowercase().replace(' ', "").into();
    }
    if answer["tags"].is_null() {
        answer["tags"] = json!({});
    }
    if let Some(identity) = answer.pointer_mut("/identity").and_then(Value::as_object_mut) {
        identity.insert("principalId".into(), json!("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345"));
        identity.insert("tenantId".into(), json!("34adfa4f-cedf-4dc0-ba29-b6d1a69ab345"));
        if let Some(ids) = identity.get_mut("userAssignedIdentities").and_then(Value::as_object_mut)
        {
            *ids = ids
                .iter()
                .map(|(id, _)| {
                    let id = id.replace("resourceGroups", "resourcegroups");
                    (id, json!({ "principalId": "a", "clientId": "b" }))
                })
                .collect();
        }
    }
    let properties = answer["properties"].as_object_mut().unwrap();
    for (name, value) in [
        ("provisioningState", json!("Succeeded")),
        ("createdOn", json!("2026-01-01T00:00:00.0000000+00:00")),
        ("modifiedOn", json!("2026-01-01T00:00:00.00Z")),
        ("provisioningErrors", Value::Null),
        ("isAttachedCompute", json!(false)),
    ] {
        properties.insert(name.into(), value);
    }
    properties.entry("disableLocalAuth").or_insert(json!(false));
    properties.entry("description").or_insert(Value::Null);
    let managed = ["AmlCompute", "ComputeInstance"]
        .iter()
        .any(|kind| properties["computeType"].as_str().unwrap().eq_ignore_ascii_case(kind));
    if managed {
        properties.insert(
            "resourceId".into(),
            json!("/subscriptions/x/resourceGroups/y/providers/Microsoft.BatchAI/clusters/z"),
        );
    }
    let data = properties.entry("properties").or_insert(json!({}));
    if let Some(size) = data.get("vmSize").and_then(Value::as_str).map(str::to_ascii_uppercase) {
        data["vmSize"] = size.into();
    }
    answer
}

fn hide(value: &mut Value) {
    let secrets = [
        "adminUserPassword",
        "password",
        "privateKeyData",
        "publicKeyData",
        "databricksAccessToken",
        "cert",
        "key",
        "relayConnectionString",
        "serviceBusConnectionString",
    ];
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                if secrets.contains(&name.as_str()) {
                    *value = Value::Null;
                } else {
                    hide(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        _ => {}
    }
}

fn cluster() -> Value {
    json!({ "location": "westeurope", "properties": { "computeType": "AmlCompute", "properties": {
        "vmSize": "Standard_DS3_v2",
        "scaleSettings": { "minNodeCount": 0, "maxNodeCount": 4 }
    } } })
}

fn of(body: &Value, current: &Value) -> Plan {
    plan(&body.to_string(), Some(&current.to_string()), &Options::default())
}

fn told(plan: &Plan) -> Vec<(&str, Effect)> {
    plan.changes.iter().map(|change| (change.path.as_str(), change.effect)).collect()
}

#[test]
fn what_every_valid_case_asks_for_is_there_once_it_was_made() {
    let mut count = 0;
    for case in cases::all().iter().filter(|case| case.expected.is_none()) {
        let Ok(body) = case.body.parse::<Value>() else { continue };
        let kind = body.pointer("/properties/computeType").and_then(Value::as_str);
        if kind.is_none() || case.options.format != Options::default().format {
            continue;
        }
        let options = Options { current: None, ..case.options.clone() };
        let current = answer(&body).to_string();
        let planned = plan(&case.body, Some(&current), &options);
        assert_eq!(planned.action, Action::None, "{}: {planned:#?}", case.name);
        count += 1;
    }
    assert!(count >= 100, "{count} cases");
}

#[test]
fn nothing_there_is_a_create() {
    let planned = plan(&cluster().to_string(), None, &Options::default());
    assert_eq!((planned.action, planned.changes.len()), (Action::Create, 0));
    assert!(planned.request().is_none());
}

#[test]
fn what_is_wrong_with_the_body_blocks() {
    let mut body = cluster();
    body["properties"]["properties"]["scaleSettings"]["minNodeCount"] = json!(9);
    for current in [None, Some(answer(&cluster()).to_string())] {
        let planned = plan(&body.to_string(), current.as_deref(), &Options::default());
        assert_eq!((planned.action, planned.reason), (Action::Blocked, Some(Reason::Other)));
        assert!(slugs(&planned.report).contains(&"scale/min-above-max"));
    }
    for text in ["", "{", "[]", "7", "{\"properties\":{}}"] {
        let planned = plan(text, None, &Options::default());
        assert_eq!(planned.action, Action::Blocked, "{text}");
        assert!(!planned.report.valid, "{text}");
    }
    for current in ["", "<html>", "[]"] {
        let planned = plan(&cluster().to_string(), Some(current), &Options::default());
        assert_eq!(planned.action, Action::Blocked, "{current}");
    }
}

#[test]
fn another_kind_needs_another_compute_and_says_nothing_else() {
    let mut current = answer(&cluster());
    current["properties"]["computeType"] = json!("ComputeInstance");
    let planned = of(&cluster(), &current);
    assert_eq!(planned.action, Action::Replace);
    assert_eq!(told(&planned), [("/properties/computeType", Effect::Replace)]);
}

#[test]
fn another_size_under_the_same_name() {
    let mut body = cluster();
    body["properties"]["properties"]["vmSize"] = json!("Standard_DS4_v2");
    let planned = of(&body, &answer(&cluster()));
    assert_eq!(planned.action, Action::Replace);
    assert!(planned.request().is_none());
    let found =
        planned.report.diagnostics.iter().find(|found| found.code.slug == "update/same-name");
    assert_eq!(found.unwrap().path, "/name");
    assert_eq!(
        planned.changes[0].message,
        "`vmSize` from \"STANDARD_DS3_V2\" to \"Standard_DS4_v2\": needs a new compute"
    );
}

#[test]
fn a_compute_that_failed_is_sent_again_and_one_that_goes_blocks() {
    let mut current = answer(&cluster());
    for (state, action) in [
        ("Failed", Action::Update),
        ("Canceled", Action::Update),
        ("Deleting", Action::Blocked),
        ("Creating", Action::None),
    ] {
        current["properties"]["provisioningState"] = json!(state);
        let planned = of(&cluster(), &current);
        assert_eq!(planned.action, action, "{state}");
        let busy = slugs(&planned.report).contains(&"update/busy");
        assert_eq!(busy, matches!(state, "Deleting" | "Creating"), "{state}");
    }
}

#[test]
fn secrets_are_never_compared_nor_shown() {
    let mut body = cluster();
    let key = cases::all()
        .into_iter()
        .find(|case| case.name.ends_with("AmlCompute/valid/with-account.json"))
        .map(|case| case.body.parse::<Value>().unwrap())
        .unwrap()["properties"]["properties"]["userAccountCredentials"]["adminUserSshPublicKey"]
        .clone();
    body["properties"]["properties"]["userAccountCredentials"] = json!({ "adminUserName": "trainer", "adminUserSshPublicKey": key, "adminUserPassword": "hunter2Hunter2!" });
    let current = answer(&body);
    let planned = of(&body, &current);
    assert_eq!(planned.action, Action::None, "{planned:?}");
    assert_eq!(planned.hidden, ["/properties/properties/userAccountCredentials/adminUserPassword"]);
    let mut other = current.clone();
    let text = key.as_str().unwrap();
    let changed = format!("{}AAAA{}", &text[..40], &text[44..]);
    other["properties"]["properties"]["userAccountCredentials"]["adminUserSshPublicKey"] =
        json!(changed);
    let replaced = of(&body, &other);
    assert_eq!(replaced.action, Action::Replace);
    assert_eq!(
        replaced.changes[0].message,
        "`adminUserSshPublicKey` to another value: needs a new compute"
    );
    let bare = of(&body, &answer(&cluster()));
    for planned in [&planned, &replaced, &bare] {
        let shown = format!("{planned:?} {}", serde_json::to_string(planned).unwrap());
        assert!(!shown.contains("unter2") && !shown.contains("ssh-rsa"), "{shown}");
    }
}

#[test]
fn secrets_that_a_put_would_lose() {
    let machine = |tags: Value, account: Value| {
        json!({ "location": "westeurope", "tags": tags, "properties": {
            "computeType": "VirtualMachine",
            "resourceId": "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/machine",
            "properties": { "administratorAccount": account }
        } })
    };
    let current = answer(&machine(json!({}), json!({ "username": "azureuser", "password": "x" })));
    let without = machine(json!({ "team": "a" }), json!({ "username": "azureuser" }));
    let with = machine(
        json!({ "team": "a" }),
        json!({ "username": "azureuser", "password": "aB3$aB3$aB3$" }),
    );
    let planned = of(&without, &current);
    assert_eq!(planned.action, Action::Update, "{planned:?}");
    assert!(slugs(&planned.report).contains(&"update/loses-secret"), "{planned:?}");
    let planned = of(&with, &current);
    assert_eq!(planned.action, Action::Update, "{planned:?}");
    assert!(!slugs(&planned.report).contains(&"update/loses-secret"), "{planned:?}");
    assert!(planned.request().unwrap().1.contains("aB3$aB3$aB3$"));
}

#[test]
fn the_shape_is_that_of_the_contract() {
    let mut body = cluster();
    body["properties"]["properties"]["scaleSettings"]["maxNodeCount"] = json!(8);
    let planned = serde_json::to_value(of(&body, &answer(&cluster()))).unwrap();
    assert_eq!(planned["action"], "update");
    assert_eq!(planned["method"], "PATCH");
    assert_eq!(
        planned["changes"],
        json!([{
            "path": "/properties/properties/scaleSettings/maxNodeCount",
            "from": 4,
            "to": 8,
            "effect": "patch",
            "message": "`maxNodeCount` from 4 to 8, by PATCH"
        }])
    );
    assert_eq!(planned["report"]["valid"], true);
    assert_eq!(planned.get("reason"), None);
    assert_eq!(planned.get("request"), None);
}

#[test]
fn effects_stand_in_the_tables() {
    let instance = json!({ "properties": { "computeType": "ComputeInstance", "properties": {
        "vmSize": "Standard_DS3_v2", "idleTimeBeforeShutdown": "PT60M"
    } } });
    let mut body = instance.clone();
    body["properties"]["properties"]["idleTimeBeforeShutdown"] = json!("PT30M");
    let planned = of(&body, &answer(&instance));
    assert_eq!(planned.changes[0].action, Some("updateIdleShutdown"));
    assert_eq!(planned.action, Action::Replace);
    for (pointer, value, effect) in [
        ("/tags", json!({ "a": "b" }), Effect::Put),
        ("/properties/description", json!("words"), Effect::Put),
        ("/identity", json!({ "type": "SystemAssigned" }), Effect::Put),
        ("/properties/properties/scaleSettings/minNodeCount", json!(1), Effect::Patch),
        ("/properties/properties/enableNodePublicIp", json!(false), Effect::Replace),
        ("/properties/disableLocalAuth", json!(true), Effect::Replace),
        ("/location", json!("eastus"), Effect::Replace),
    ] {
        let mut body = cluster();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value;
        let planned = of(&body, &answer(&cluster()));
        assert_eq!(told(&planned), [(pointer, effect)], "{pointer}");
    }
}

/// An attached cluster for services, with these settings of TLS.
fn serving(tls: &Value) -> Value {
    json!({ "location": "westeurope", "properties": { "computeType": "AKS",
        "resourceId": "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ContainerService/managedClusters/serving",
        "properties": { "sslConfiguration": tls }
    } })
}

#[test]
fn tls_of_a_cluster_changes_with_a_put_and_an_attached_one_may_have_to_be_attached_anew() {
    let label = |label: &str| json!({ "status": "Auto", "leafDomainLabel": label });
    let wanted = serving(&label("answers"));
    for (attached, told) in [(true, true), (false, false)] {
        let mut current = answer(&serving(&label("scores")));
        current["properties"]["isAttachedCompute"] = json!(attached);
        let planned = of(&wanted, &current);
        assert_eq!(planned.action, Action::Update);
        assert_eq!(planned.steps, []);
        assert_eq!(slugs(&planned.report).contains(&"update/reattach"), told);
    }
    // Nothing of TLS changes.
    let mut current = answer(&serving(&label("answers")));
    current["properties"]["isAttachedCompute"] = json!(true);
    let planned = of(&wanted, &current);
    assert_eq!(planned.action, Action::None);
    assert!(!slugs(&planned.report).contains(&"update/reattach"));
}

#[test]
fn what_was_attached_is_detached_and_what_was_made_is_deleted() {
    let tls = json!({ "status": "Disabled" });
    let mut current = answer(&serving(&tls));
    current["properties"]["isAttachedCompute"] = json!(true);
    let mut wanted = serving(&tls);
    wanted["properties"]["resourceId"] = json!(
        "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ContainerService/managedClusters/other"
    );
    let planned = of(&wanted, &current);
    assert_eq!(planned.action, Action::Replace);
    assert_eq!(planned.steps, [Step::Detach, Step::Attach]);
    assert!(serde_json::to_string(&planned).unwrap().contains(r#""steps":["detach","attach"]"#));

    let mut wanted = cluster();
    wanted["properties"]["properties"]["vmSize"] = json!("Standard_D4s_v3");
    let planned = of(&wanted, &answer(&cluster()));
    assert_eq!(planned.action, Action::Replace);
    assert_eq!(planned.steps, [Step::Delete, Step::Create]);
    assert_eq!(of(&cluster(), &answer(&cluster())).steps, []);
}
