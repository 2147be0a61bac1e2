//! Preflight against the emulator: what the services know shows among the findings, and what they do not
//! tell hides nothing.

use azureml_compute::Report;
use azureml_compute::client::{CallOptions, Client, Settings};
use azureml_compute::validate::Options;
use azureml_compute_emulator::engine::faults::Rule;
use azureml_compute_emulator::engine::{Config, Engine};
use azureml_compute_emulator::in_process::Handle;
use pollster::block_on;
use serde_json::{Value, json};

use super::{BODY, Emulated, create, start, start_with};
use crate::support::slugs;

fn preflight(client: &Emulated, name: &str, body: &Value) -> Report {
    let (check, options) = (Options::default(), CallOptions::default());
    block_on(client.preflight(name, &body.to_string(), &check, &options)).unwrap()
}

fn body(size: &str, max: u32) -> Value {
    json!({ "location": "westeurope", "properties": { "computeType": "AmlCompute", "properties": {
        "vmSize": size, "scaleSettings": { "minNodeCount": 0, "maxNodeCount": max }
    } } })
}

fn limited(change: impl FnOnce(&mut Config)) -> (Handle, Emulated) {
    let mut config = Config::default();
    change(&mut config);
    start_with(config)
}

#[test]
fn nothing_in_the_way() {
    let (_, client) = start(50);
    let report = preflight(&client, "gpu-cluster", &body("Standard_DS3_v2", 4));
    assert!(report.valid, "{report:?}");
    let live = ["facts/", "quota/", "conflict/"];
    let found = slugs(&report);
    assert!(!found.iter().any(|slug| live.iter().any(|area| slug.starts_with(area))), "{found:?}");
}

#[test]
fn what_the_services_know_is_said() {
    let (_, client) = limited(|config| config.limits.family = 10);
    let report = preflight(&client, "gpu-cluster", &body("Standard_DS3_v2", 4));
    assert!(slugs(&report).contains(&"quota/nodes"), "{:?}", slugs(&report));
    let (_, client) = limited(|config| config.limits.family = 0);
    let report = preflight(&client, "gpu-cluster", &body("Standard_DS3_v2", 4));
    assert!(slugs(&report).contains(&"quota/no-node"), "{:?}", slugs(&report));
    let (_, client) = limited(|config| config.limits.computes = 0);
    let report = preflight(&client, "gpu-cluster", &body("Standard_DS3_v2", 4));
    assert!(slugs(&report).contains(&"quota/clusters-full"), "{:?}", slugs(&report));

    let (_, client) = start(1);
    create(&client, "gpu-cluster").unwrap();
    create(&client, "another").unwrap();
    let report = preflight(&client, "GPU-Cluster", &body("Standard_DS3_v2", 4));
    assert!(slugs(&report).contains(&"conflict/name-exists"), "{:?}", slugs(&report));
    let report = preflight(&client, "free-name", &body("Standard_D3_v99", 4));
    assert!(slugs(&report).contains(&"vm-size/not-offered"), "{:?}", slugs(&report));
    let instance = json!({ "properties": { "computeType": "ComputeInstance", "properties": { "vmSize": "Standard_DS3_v2" } } });
    let report = preflight(&client, "gpu-cluster", &instance);
    assert!(slugs(&report).contains(&"conflict/kind-differs"), "{:?}", slugs(&report));
    let elsewhere = {
        let mut body = body("Standard_DS3_v2", 4);
        body["location"] = json!("northeurope");
        body
    };
    let report = preflight(&client, "free-name", &elsewhere);
    assert!(slugs(&report).contains(&"region/cluster-elsewhere"), "{:?}", slugs(&report));
}

#[test]
fn the_name_of_an_instance_is_asked_for() {
    let instance = json!({ "properties": { "computeType": "ComputeInstance", "properties": { "vmSize": "Standard_DS3_v2" } } });
    let config = Config::default();
    let place = Config { workspace: "neighbour".to_owned(), ..Config::default() }.place();
    let (handle, client) = limited(|config| config.more.push(place));
    let report = preflight(&client, "notebooks", &instance);
    assert!(report.valid, "{report:?}");
    let settings = Settings::new(&config.subscription_id, &config.resource_group, "neighbour");
    let service = super::Service(handle);
    let neighbour = Client::new(&settings, service.clone(), service, super::Tokens, || 7).unwrap();
    let options = CallOptions::default();
    block_on(neighbour.create_unchecked("notebooks", &instance.to_string(), &options, &mut ()))
        .unwrap();
    let report = preflight(&client, "notebooks", &instance);
    assert!(slugs(&report).contains(&"conflict/instance-name"), "{:?}", slugs(&report));
}

/// Each fact fails in each way: the others are there, and the report says which one was not.
#[test]
fn what_cannot_be_read_hides_nothing_else() {
    let mut count = 0;
    let (handle, client) = limited(|config| config.limits.family = 10);
    for (part, fact) in [
        ("/computes", "the list of computes"),
        ("/vmSizes", "the sizes of the region"),
        ("/usages", "the usages of the region"),
        ("emulated-workspace?", "the workspace"),
    ] {
        let rules = [
            ("throttled", Rule { status: Some(429), ..Rule::default() }),
            ("not-allowed", Rule { status: Some(403), ..Rule::default() }),
            ("missing", Rule { status: Some(404), ..Rule::default() }),
            ("auth", Rule { status: Some(401), ..Rule::default() }),
            ("", Rule { status: Some(500), ..Rule::default() }),
            ("", Rule { html: true, ..Rule::default() }),
            ("", Rule { truncate: Some(5), ..Rule::default() }),
            (
                "",
                Rule {
                    drop: Some(azureml_compute_emulator::engine::faults::Drop::Before),
                    ..Rule::default()
                },
            ),
        ];
        for (reason, rule) in rules {
            handle.with(Engine::reset);
            create(&client, "gpu-cluster").unwrap();
            let rule = Rule { url_contains: Some(part.to_owned()), ..rule };
            handle.with(|engine| engine.add_fault(rule));
            let mut wanted = body("Standard_DS3_v2", 4);
            wanted["tags"] = json!([]);
            let report = preflight(&client, "gpu-cluster", &wanted);
            handle.with(Engine::clear_faults);
            let unread: Vec<Value> = report
                .diagnostics
                .iter()
                .filter(|found| found.code.slug == "facts/unread")
                .map(|found| serde_json::to_value(found).unwrap())
                .collect();
            let place = format!("{fact} {reason}: {unread:?}");
            assert_eq!(unread.len(), 1, "{place}");
            assert_eq!(unread[0]["params"]["fact"], fact, "{place}");
            assert_eq!(
                unread[0]["params"].get("reason").and_then(Value::as_str).unwrap_or(""),
                reason,
                "{place}"
            );
            let fatal = reason == "auth" || (reason == "missing" && fact == "the workspace");
            assert_eq!(unread[0]["severity"], if fatal { "error" } else { "warning" }, "{place}");
            let found = slugs(&report);
            assert!(
                found.contains(&"shape/type-mismatch"),
                "what is offline stays: {place} {found:?}"
            );
            let known = found.contains(&"conflict/name-exists");
            assert_eq!(known, fact != "the list of computes", "{place} {found:?}");
            let quota = found.contains(&"quota/nodes");
            assert_eq!(quota, fact != "the usages of the region", "{place} {found:?}");
            count += 1;
        }
    }
    assert_eq!(count, 32);
}

#[test]
fn one_that_is_not_signed_in_gets_what_is_known_without() {
    let (handle, client) = start(50);
    handle.with(|engine| engine.add_fault(Rule { status: Some(401), ..Rule::default() }));
    let body: Value = BODY.parse().unwrap();
    let report = preflight(&client, "gpu-cluster", &body);
    let unread = slugs(&report).iter().filter(|slug| **slug == "facts/unread").count();
    assert_eq!((unread, report.valid), (4, false));
}
