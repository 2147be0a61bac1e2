//! Giving and taking identities.

use super::{answer, cluster, told};
use azureml_compute::plan::{Action, Effect, IdentityChange, plan_identity};
use azureml_compute::validate::Options;
use serde_json::{Value, json};

fn id(name: &str) -> String {
    format!(
        "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}"
    )
}

fn with(kind: &str, identity: Value) -> Value {
    let mut has = cluster();
    has["properties"]["computeType"] = json!(kind);
    has["identity"] = identity;
    let mut current = answer(&has);
    let ids =
        current.pointer_mut("/identity/userAssignedIdentities").and_then(Value::as_object_mut);
    if let Some(ids) = ids {
        *ids = ids
            .iter()
            .map(|(id, entry)| (id.replace("resourcegroups", "resourceGroups"), entry.clone()))
            .collect();
    }
    current
}

fn users(names: &[&str]) -> Value {
    names.iter().map(|name| (id(name), json!({}))).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn added_and_taken() {
    use IdentityChange::{Add, Remove};
    let system = json!({ "type": "SystemAssigned" });
    let user =
        |names: &[&str]| json!({ "type": "UserAssigned", "userAssignedIdentities": users(names) });
    let both = |names: &[&str]| json!({ "type": "SystemAssigned,UserAssigned", "userAssignedIdentities": users(names) });
    let mut taken = user(&["b"]);
    taken["userAssignedIdentities"][id("a")] = Value::Null;
    let none = json!({ "type": "None" });
    for (has, change, given, sent) in [
        (Value::Null, Add, system.to_string(), Some(system.clone())),
        (system.clone(), Add, system.to_string(), None),
        (system.clone(), Add, user(&["a"]).to_string(), Some(both(&["a"]))),
        (user(&["a"]), Add, user(&["b"]).to_string(), Some(user(&["a", "b"]))),
        (user(&["a"]), Add, user(&["A"]).to_string(), None),
        (user(&["a", "b"]), Remove, json!([id("A")]).to_string(), Some(taken)),
        (user(&["a", "b"]), Remove, json!([id("c")]).to_string(), None),
        (user(&["a"]), Remove, json!([id("a")]).to_string(), Some(none.clone())),
        (both(&["a"]), Remove, json!(["SystemAssigned"]).to_string(), Some(user(&["a"]))),
        (both(&["a"]), Remove, json!([id("a")]).to_string(), Some(system.clone())),
        (both(&["a"]), Remove, String::new(), Some(none)),
        (Value::Null, Remove, String::new(), None),
    ] {
        let current = with("AmlCompute", has.clone());
        let options = Options { api_version: Some("2020-02-02".into()), ..Options::default() };
        let planned = plan_identity(change, &given, &current.to_string(), &options);
        let body = planned.request().map(|(_, body)| body.parse::<Value>().unwrap());
        let expected = sent.map(
            |identity| json!({ "location": "westeurope", "properties": {}, "identity": identity }),
        );
        assert_eq!(body, expected, "{has} {change:?} {given}: {planned:?}");
        let action = if expected.is_some() { Action::Update } else { Action::None };
        assert_eq!(planned.action, action);
    }
}

#[test]
fn other_kinds_have_other_ways() {
    let given = json!({ "type": "SystemAssigned" }).to_string();
    let kinds = [
        ("AmlCompute", Effect::Put),
        ("ComputeInstance", Effect::Put),
        ("Kubernetes", Effect::Replace),
    ];
    for (kind, effect) in kinds {
        let current = with(kind, Value::Null).to_string();
        let planned = plan_identity(IdentityChange::Add, &given, &current, &Options::default());
        assert_eq!(told(&planned), [("/identity", effect)], "{kind}");
        let body = planned.request().map(|(_, body)| body.parse::<Value>().unwrap());
        match body {
            Some(body) => {
                assert_eq!(body["properties"]["properties"]["vmSize"], "STANDARD_DS3_V2");
                assert_eq!(body["identity"]["type"], "SystemAssigned");
            }
            None => assert_eq!(planned.action, Action::Replace),
        }
    }
}

#[test]
fn what_is_wrong_with_an_identity_blocks() {
    let current = with("AmlCompute", Value::Null).to_string();
    for given in [
        "",
        "7",
        "{}",
        "{\"type\":\"Managed\"}",
        "{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"x\":{}}}",
    ] {
        let planned = plan_identity(IdentityChange::Add, given, &current, &Options::default());
        assert_eq!(planned.action, Action::Blocked, "{given}: {planned:?}");
        assert!(planned.request().is_none());
    }
}
