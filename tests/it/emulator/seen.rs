//! What users have seen of the service, and told in public.

use super::{Service, body, compute_url, settings};
use azureml_compute::client::request::Method;
use azureml_compute_emulator::engine::quota::Limits;
use azureml_compute_emulator::engine::{Config, Engine};
use azureml_compute_emulator::in_process::Handle;
use serde_json::{Value, json};

fn instance(members: &Value) -> Value {
    let mut settings = json!({ "vmSize": "Standard_DS3_v2" });
    settings.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    json!({ "location": "westeurope", "properties": {
        "computeType": "ComputeInstance", "properties": settings } })
}

fn nightly(hour: u32) -> Value {
    json!({ "computeStartStop": [{ "status": "Enabled", "action": "Stop", "triggerType": "Cron",
        "cron": { "timeZone": "UTC", "expression": format!("0 {hour} * * *") } }] })
}

#[test]
fn a_cluster_elsewhere_has_the_region_of_its_workspace_at_the_top() {
    for (location, compute_location) in [("uksouth", None), ("westeurope", Some("uksouth"))] {
        let service = Service::start();
        let mut wanted = body(0, 1);
        wanted["location"] = location.into();
        if let Some(place) = compute_location {
            wanted["properties"]["computeLocation"] = place.into();
        }
        assert_eq!(service.put("far", &wanted).body["location"], "westeurope");
        let shown = service.after(60).get("far").body;
        assert_eq!(shown["location"], "westeurope");
        assert_eq!(shown["properties"]["computeLocation"], "uksouth");
        // What was answered can be sent back.
        assert_eq!(service.put("far", &shown).status, 201);
        let again = service.after(60).get("far").body;
        assert_eq!(again["properties"]["computeLocation"], "uksouth");
    }
}

#[test]
fn nobody_brings_a_key_for_somebody_else() {
    let ssh = json!({ "sshPublicAccess": "Enabled", "adminPublicKey": "ssh-rsa AAAA" });
    let user = json!({ "assignedUser": {
        "objectId": "0ccccccc-1111-4222-8333-444444444444",
        "tenantId": "0ddddddd-1111-4222-8333-444444444444" } });
    for (members, status) in [
        (json!({ "sshSettings": ssh, "personalComputeInstanceSettings": user }), 400),
        (
            json!({ "sshSettings": { "sshPublicAccess": "Enabled" }, "personalComputeInstanceSettings": user }),
            201,
        ),
        (json!({ "sshSettings": ssh }), 201),
    ] {
        let answer = Service::start().put("ci-other", &instance(&members));
        assert_eq!(answer.status, status, "{members} {}", answer.body);
        if status == 400 {
            assert_eq!(answer.code(), "UserError");
        }
    }
}

#[test]
fn an_instance_with_schedules_takes_no_second_put() {
    let service = Service::start();
    let first = instance(&json!({ "schedules": nightly(18) }));
    assert_eq!(service.put("ci-night", &first).status, 201);
    service.after(600);
    for again in [first.clone(), instance(&json!({ "schedules": nightly(20) }))] {
        let refused = service.put("ci-night", &again);
        assert_eq!((refused.status, refused.code()), (400, "UserError"), "{}", refused.body);
    }
    assert_eq!(service.put("ci-night", &instance(&json!({}))).status, 201);
}

#[test]
fn a_size_is_chosen_where_none_is_given() {
    for vm_size in [Value::Null, json!("")] {
        let service = Service::start();
        let mut wanted = body(0, 1);
        wanted["properties"]["properties"]["vmSize"] = vm_size;
        assert_eq!(service.put("cpu", &wanted).status, 201);
        let shown = service.after(60).get("cpu");
        assert_eq!(shown.body["properties"]["provisioningState"], "Succeeded");
        assert!(settings(&shown)["vmSize"].is_string());
    }
}

#[test]
fn missing_counts_are_refused_on_request_and_a_reset_forgets_that_and_limits() {
    let mut wanted = body(0, 1);
    let scale = &mut wanted["properties"]["properties"]["scaleSettings"];
    scale.as_object_mut().unwrap().remove("minNodeCount");
    let strict = Config { counts_required: true, ..Config::default() };
    for (config, at_first) in [(Config::default(), 201), (strict, 400)] {
        let limits = config.limits.clone();
        let service = Service(Handle::start(config).unwrap());
        assert_eq!(service.put("cpu", &wanted).status, at_first);
        service.0.with(|engine| {
            engine.require_counts(at_first == 201);
            engine.set_limits(Limits { computes: 0, ..limits.clone() });
            engine.set_throttle(true);
        });
        let refused = service.put("two", &wanted);
        assert_eq!(refused.status, 400);
        assert_eq!(refused.code() == "UserError", at_first == 201, "{}", refused.body);
        service.0.with(Engine::reset);
        assert_eq!(service.put("two", &wanted).status, at_first);
        assert_eq!(service.put("three", &body(0, 1)).status, 201, "the limits of the start");
        for _ in 0..30 {
            let read = service.call(Method::Get, compute_url("three"), None);
            assert_eq!(read.status, 200, "calls are not refused any more");
        }
    }
}
