//! Why something failed, whichever answer carries it: one code and one sentence for all of them.

use azureml_compute::client::lro::Until;
use azureml_compute::client::{CallOptions, Error};
use pollster::block_on;
use serde_json::{Value, json};

use super::script::{Act, Notes, act, resource, world};

const STATUS: &str = "https://management.azure.com/op?s=1";

fn started() -> Act {
    act(201, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"))
}

fn told(body: &Value) -> Act {
    act(200, &[], &body.to_string())
}

/// The end of a create whose operation says `operation` and whose compute then is `compute`.
fn ended(operation: &Value, compute: &Value) -> Error {
    let host = world([started(), told(operation), told(compute)]);
    block_on(host.client().create_unchecked("c1", "{}", &CallOptions::default(), &mut ()))
        .unwrap_err()
}

fn failed(members: &Value) -> Value {
    let mut properties = json!({ "computeType": "Kubernetes", "provisioningState": "Failed" });
    properties.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    json!({ "name": "c1", "properties": properties })
}

/// The same reason in every place where it may stand, in every form that it may have.
#[test]
fn one_reason_wherever_it_stands() {
    let reason = json!({ "code": "RelayRefused", "message": "The relay did not answer.", "details": [{ "code": "T", "message": "30 s" }] });
    let wrapped = json!({ "error": reason });
    let text = wrapped.to_string();
    let packed = json!({ "code": "BadRequest", "message": text });
    let twice = json!({ "code": "BadRequest", "message": json!({ "error": packed }).to_string() });
    let forms = [
        reason.clone(),
        wrapped.clone(),
        json!([reason]),
        json!([wrapped]),
        json!([{}, null, wrapped]),
        json!(text),
        json!(reason.to_string()),
        json!([text]),
        packed,
        twice,
        json!({ "details": [reason] }),
    ];
    let silent = json!({ "status": "Failed" });
    let mut rows = 0;
    for form in forms {
        let places = [
            (json!({ "status": "Failed", "error": form }), failed(&json!({}))),
            (json!({ "status": "Failed", "properties": { "error": form } }), failed(&json!({}))),
            (silent.clone(), failed(&json!({ "provisioningErrors": form }))),
            (silent.clone(), failed(&json!({ "properties": { "errors": form } }))),
            (json!({ "status": "Succeeded" }), failed(&json!({ "provisioningErrors": form }))),
            (
                json!({ "status": "Succeeded" }),
                failed(&json!({ "properties": { "errors": form } })),
            ),
        ];
        for (operation, compute) in places {
            let error = ended(&operation, &compute);
            let case = format!("{operation} {compute}");
            assert_eq!((error.name(), error.code()), ("ArmError", "RelayRefused"), "{case}");
            assert_eq!(error.message(), "The relay did not answer.", "{case}");
            let details = Value::from(error.details().unwrap());
            assert_eq!(details, json!([{ "code": "T", "message": "30 s" }]), "{case}");
            rows += 1;
        }
    }
    assert_eq!(rows, 66);
}

#[test]
fn what_the_operation_says_comes_first_and_nothing_is_lost() {
    let errors = json!([{ "error": { "code": "Inner", "message": "inner" } }]);
    let error = ended(
        &json!({ "status": "Failed", "error": { "code": "Outer", "message": "outer" } }),
        &failed(&json!({ "provisioningErrors": errors })),
    );
    assert_eq!((error.code(), error.message()), ("Outer", "outer"));
    assert_eq!(Value::from(error.provisioning_errors().unwrap()), errors);
    let error = ended(
        &json!({ "status": "Failed" }),
        &failed(&json!({ "provisioningErrors": "no relay" })),
    );
    assert_eq!((error.code(), error.message()), ("OPERATION_FAILED", "no relay"));
    let listed = json!([{ "message": "no relay" }]);
    assert_eq!(Value::from(error.provisioning_errors().unwrap()), listed);
    // Braces and brackets of a sentence are no error inside.
    for message in ["use {name} or [\"a\",\"b\"]", "{", "[]", "{\"a\":1}", "[{\"a\":1}]."] {
        let operation = json!({ "status": "Failed", "error": { "code": "X", "message": message } });
        let error = ended(&operation, &failed(&json!({})));
        assert_eq!((error.code(), error.message()), ("X", message));
    }
    let message =
        "Set-up failed: {\"error\":{\"code\":\"NoFile\",\"message\":\"a.sh is missing\"}}";
    let operation = json!({ "status": "Failed", "error": { "code": "X", "message": message } });
    let error = ended(&operation, &failed(&json!({})));
    assert_eq!((error.code(), error.message()), ("NoFile", "Set-up failed: a.sh is missing"));
}

#[test]
fn the_state_of_an_instance_is_said() {
    let instance = |errors: Value| {
        json!({ "properties": { "computeType": "ComputeInstance", "provisioningState": "Succeeded",
            "properties": { "state": "Unusable", "errors": errors } } })
    };
    let restart = |errors: Value| {
        let accepted = act(202, &[("Azure-AsyncOperation", STATUS)], "");
        let host =
            world([accepted, told(&json!({ "status": "Succeeded" })), told(&instance(errors))]);
        block_on(host.client().restart("ci", &CallOptions::default(), &mut ())).unwrap_err()
    };
    assert_eq!(restart(Value::Null).message(), "the compute is Unusable");
    let error =
        restart(json!([{ "error": { "code": "DiskFull", "message": "The disk is full." } }]));
    assert_eq!(error.code(), "DiskFull");
    assert_eq!(error.message(), "The disk is full. (the compute is Unusable)");
    let error = restart(json!([{ "code": "A", "message": "It is Unusable." }]));
    assert_eq!(error.message(), "It is Unusable.");
}

fn cluster(state: &str, nodes: (Option<u32>, Option<u32>), errors: &Value) -> Value {
    json!({ "properties": { "computeType": "AmlCompute", "provisioningState": "Succeeded", "properties": {
        "scaleSettings": { "minNodeCount": 1, "maxNodeCount": 2 }, "allocationState": state,
        "currentNodeCount": nodes.0, "targetNodeCount": nodes.1, "errors": errors } } })
}

fn quota() -> Value {
    json!([{ "error": { "code": "ClusterCoreQuotaReached", "message": "No cores are left." } }])
}

/// A cluster is done when its nodes are there, and failed when it says that they will not come.
#[test]
fn a_cluster_whose_nodes_cannot_come_is_not_done() {
    let none = Value::Null;
    let steady = CallOptions { until: Until::Steady, ..CallOptions::default() };
    for (nodes, stuck) in [
        ((Some(0), Some(1)), true),
        // The service has given up and wants no more than it has.
        ((Some(0), Some(0)), true),
        ((None, None), true),
        ((Some(1), Some(2)), true),
        ((Some(1), Some(1)), false),
        ((Some(2), Some(2)), false),
    ] {
        let host = world([
            started(),
            told(&json!({ "status": "Succeeded" })),
            told(&cluster("Resizing", (Some(0), Some(1)), &quota())),
            told(&cluster("Steady", nodes, &quota())),
        ]);
        let mut notes = Notes::default();
        let done = block_on(host.client().create_unchecked("c1", "{}", &steady, &mut notes));
        assert_eq!(done.is_err(), stuck, "{nodes:?}");
        if let Err(error) = done {
            assert_eq!((error.name(), error.code()), ("ArmError", "ClusterCoreQuotaReached"));
            assert_eq!(error.message(), "No cores are left.");
            assert!(error.provisioning_errors().is_some());
        }
        let errors: Vec<Value> = notes
            .progress
            .iter()
            .filter_map(|progress| progress.errors.as_ref())
            .map(Value::from)
            .collect();
        let flat = json!([{ "code": "ClusterCoreQuotaReached", "message": "No cores are left." }]);
        assert_eq!(errors, [flat.clone(), flat], "{nodes:?}: while it resizes, and at the end");
    }
    // Nobody asked for the nodes.
    let host = world([
        started(),
        told(&json!({ "status": "Succeeded" })),
        told(&cluster("Steady", (Some(0), Some(1)), &quota())),
    ]);
    block_on(host.client().create_unchecked("c1", "{}", &CallOptions::default(), &mut ())).unwrap();
    // The service has not begun to look for nodes: it gets some time, but not for ever.
    let short = || told(&cluster("Steady", (Some(0), Some(0)), &none));
    let there = || told(&cluster("Steady", (Some(1), Some(1)), &none));
    for (mut looks, last) in [(vec![short(), short()], there()), (vec![short(); 5], short())] {
        looks.splice(0..0, [started(), told(&json!({ "status": "Succeeded" }))]);
        looks.push(last);
        let count = looks.len();
        let host = world(looks);
        block_on(host.client().create_unchecked("c1", "{}", &steady, &mut ())).unwrap();
        assert_eq!(host.wire().len(), count);
    }
}

#[test]
fn ensure_calls_no_cluster_done_whose_nodes_cannot_come() {
    let body = json!({ "properties": { "computeType": "AmlCompute", "properties": {
        "scaleSettings": { "minNodeCount": 1, "maxNodeCount": 2 } } } })
    .to_string();
    let ensure = |acts: Vec<Act>, until| {
        let host = world(acts);
        let options = CallOptions { until, ..CallOptions::default() };
        let check = azureml_compute::validate::Options::default();
        let done = block_on(host.client().ensure("c1", &body, &check, &options, &mut ()));
        done.map(|ensured| format!("{:?}", ensured.outcome))
            .map_err(|error| error.code().to_owned())
    };
    let stuck = || told(&cluster("Steady", (Some(0), Some(1)), &quota()));
    let resizing = || told(&cluster("Resizing", (Some(0), Some(1)), &Value::Null));
    let there = || told(&cluster("Steady", (Some(1), Some(1)), &Value::Null));
    let refused = || Err("ClusterCoreQuotaReached".to_owned());
    let unchanged = || Ok("Unchanged".to_owned());
    assert_eq!(ensure(vec![stuck()], Until::Provisioned), refused());
    assert_eq!(ensure(vec![resizing()], Until::Provisioned), unchanged());
    assert_eq!(ensure(vec![resizing(), resizing(), stuck()], Until::Steady), refused());
    assert_eq!(ensure(vec![resizing(), resizing(), there()], Until::Steady), unchanged());
}

#[test]
fn what_nobody_may_look_at_goes_on() {
    let forbidden = || {
        act(403, &[], r#"{"error":{"code":"AuthorizationFailed","message":"no right to read"}}"#)
    };
    for acts in [vec![started(), forbidden(), forbidden()], vec![act(202, &[], ""), forbidden()]] {
        let host = world(acts);
        let error =
            block_on(host.client().create_unchecked("c1", "{}", &CallOptions::default(), &mut ()))
                .unwrap_err();
        assert_eq!((error.name(), error.code()), ("AuthError", "AuthorizationFailed"));
        assert!(
            error.message().starts_with("the service accepted the request and is processing it")
        );
        assert!(error.message().contains(": no right to read"), "{error}");
        assert!(error.is_outcome_unknown(), "{error}");
    }
    // One that was not accepted is only forbidden.
    let host = world([forbidden()]);
    let error =
        block_on(host.client().create_unchecked("c1", "{}", &CallOptions::default(), &mut ()))
            .unwrap_err();
    assert_eq!(error.message(), "no right to read");
}
