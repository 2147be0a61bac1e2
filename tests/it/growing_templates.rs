//! Templates that grow when they are evaluated: each ends with a finding, in bounded time.

use std::time::{Duration, Instant};

use azureml_compute::validate::{Format, Options, validate};
use serde_json::{Map, Value, json};

/// Longest that one may take, in a build without optimisation on a busy machine.
const MOST: Duration = Duration::from_secs(30);

fn template(variables: Value, tags: Value) -> Value {
    json!({
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "variables": variables,
        "resources": [{
            "type": "Microsoft.MachineLearningServices/workspaces/computes",
            "apiVersion": "2025-12-01",
            "name": "forge/anvil",
            "location": "norwayeast",
            "tags": tags,
            "properties": {
                "computeType": "AmlCompute",
                "properties": {
                    "vmSize": "Standard_E4ds_v5",
                    "scaleSettings": { "minNodeCount": 0, "maxNodeCount": 2 }
                }
            }
        }]
    })
}

/// Variables of which each is made of the one before; the last is a tag.
fn chain(length: usize, first: Value, next: impl Fn(&str) -> Value) -> Value {
    let mut variables = Map::from_iter([("v0".to_owned(), first)]);
    for at in 0..length {
        let before = format!("variables('v{at}')");
        variables.insert(format!("v{}", at + 1), next(&before));
    }
    template(Value::Object(variables), json!({ "it": format!("[variables('v{length}')]") }))
}

fn nested_copies(depth: usize) -> Value {
    (0..depth).fold(
        json!("[copyIndex('c0')]"),
        |input, at| json!({ "copy": [{ "name": format!("c{at}"), "count": 800, "input": input }] }),
    )
}

fn ends(name: &str, template: &Value, code: &str) {
    let text = template.to_string();
    let start = Instant::now();
    let report = validate(&text, &Options { format: Format::Template, ..Options::default() });
    let took = start.elapsed();
    println!("{name}: {took:?}");
    assert!(took < MOST, "{name}: {took:?}");
    let codes: Vec<_> = report.diagnostics.iter().map(|found| found.code.slug).collect();
    assert!(codes.contains(&code), "{name}: {codes:?}");
}

#[test]
fn what_grows_ends() {
    let limit = "template/limit";
    let twice = |before: &str| json!(format!("[concat({before}, {before})]"));
    ends("texts", &chain(60, json!("12345678"), twice), limit);
    ends("lists", &chain(60, json!([1, 2, 3]), twice), limit);
    let made = |before: &str| json!(format!("[createObject('l', {before}, 'r', {before})]"));
    ends("objects", &chain(60, json!({ "a": 1 }), made), limit);
    let written =
        |before: &str| json!({ "l": format!("[{before}]"), "r": [format!("[{before}]")] });
    ends("objects as they are written", &chain(30, json!(1), written), limit);
    let listed = |before: &str| json!(format!("[createArray({before}, {before})]"));
    ends("lists of lists", &chain(60, json!(1), listed), limit);
    ends("copies", &template(json!({ "v": nested_copies(4) }), json!("[variables('v')]")), limit);
}

#[test]
fn what_is_deep_ends() {
    let limit = "template/limit";
    let calls = format!("[{}true(){}]", "not(".repeat(5_000), ")".repeat(5_000));
    ends("calls", &template(json!({}), json!({ "it": calls })), limit);
    ends("variables", &chain(3_000, json!("x"), |before| json!(format!("[{before}]"))), limit);
    let over = "[map(range(0, 10000), lambda('i', map(range(0, 10000), lambda('j', 1))))]";
    ends("loops of functions", &template(json!({}), json!({ "it": over })), limit);
    let many = template(
        json!({ "v": { "copy": [{ "name": "n", "count": 1_000_000_000_000_i64, "input": 1 }] } }),
        json!("[variables('v')]"),
    );
    ends("a count", &many, "template/copies");
}
