//! An instance with schedules takes no second PUT: plans ask for none, and say what to do instead.

use azureml_compute::plan::{Action, Effect, Plan, plan};
use azureml_compute::validate::Options;
use serde_json::{Value, json};

use crate::support::slugs;

fn instance(schedules: &Value) -> Value {
    json!({ "location": "westeurope", "properties": { "computeType": "ComputeInstance", "properties": {
        "vmSize": "Standard_DS3_v2", "idleTimeBeforeShutdown": "PT1H", "schedules": schedules } } })
}

fn nightly(hour: u32) -> Value {
    json!({ "computeStartStop": [{ "status": "Enabled", "action": "Stop", "triggerType": "Cron",
        "cron": { "timeZone": "UTC", "expression": format!("0 {hour} * * *") } }] })
}

fn planned(body: &Value, current: &Value, state: &str) -> Plan {
    let mut current = current.clone();
    current["properties"]["provisioningState"] = state.into();
    plan(&body.to_string(), Some(&current.to_string()), &Options::default())
}

#[test]
fn the_same_again_asks_for_nothing() {
    let body = instance(&nightly(18));
    let plan = planned(&body, &body, "Succeeded");
    assert_eq!(plan.action, Action::None, "{plan:?}");
    assert!(plan.request().is_none() && !slugs(&plan.report).contains(&"update/schedules"));
}

#[test]
fn another_hour_names_what_changes_it() {
    let plan = planned(&instance(&nightly(20)), &instance(&nightly(18)), "Succeeded");
    assert_eq!((plan.action, plan.changes.len()), (Action::Replace, 1));
    let message = &plan.changes[0].message;
    assert!(message.contains("the studio") && message.contains("updateSchedules"), "{message}");
}

/// Tags are changed by a PUT, which has to carry the schedules.
#[test]
fn no_put_is_planned() {
    let current = instance(&nightly(18));
    for schedules in [nightly(18), Value::Null] {
        let mut body = instance(&schedules);
        body["tags"] = json!({ "team": "a" });
        let plan = planned(&body, &current, "Succeeded");
        assert_eq!((plan.action, plan.request()), (Action::Replace, None), "{plan:?}");
        assert!(plan.changes.iter().all(|change| change.effect == Effect::Replace));
        let told = slugs(&plan.report);
        assert_eq!(told.iter().filter(|code| **code == "update/schedules").count(), 1, "{told:?}");
    }
    // Without schedules nothing is in the way; one that was never made is sent again.
    let mut plain = instance(&Value::Null);
    let bare = plain.clone();
    plain["tags"] = json!({ "team": "a" });
    assert_eq!(planned(&plain, &bare, "Succeeded").action, Action::Update);
    assert_eq!(planned(&current, &current, "Failed").action, Action::Update);
}
