//! A missing workspace is no missing compute, and a compute that is there is not made again.

use azureml_compute::client::{CallOptions, Error};
use pollster::block_on;

use super::script::{Act, act, resource, world};

const IF_ABSENT: fn() -> CallOptions = || CallOptions { if_absent: true, ..CallOptions::default() };

fn missing(code: &str, message: &str) -> Act {
    act(404, &[], &format!(r#"{{"error":{{"code":"{code}","message":"{message}"}}}}"#))
}

fn about(what: &str) -> Act {
    let message = format!(
        "The Resource 'Microsoft.MachineLearningServices/workspaces/{what}' under resource group 'rg' was not found."
    );
    missing("ResourceNotFound", &message)
}

/// What a read says, and how many requests it took.
fn read(acts: Vec<Act>) -> (Error, usize) {
    let host = world(acts);
    let error = block_on(host.client().get("c1", &CallOptions::default())).unwrap_err();
    (error, host.wire().len())
}

#[test]
fn a_missing_workspace_is_told_from_a_missing_compute() {
    let workspace = || act(200, &[], r#"{"location":"x"}"#);
    let rows: Vec<(&str, Vec<Act>, &str, usize)> = vec![
        ("a compute", vec![about("ws/computes/c1"), workspace()], "ResourceNotFound", 2),
        ("in a few words", vec![missing("NotFound", "no c1"), workspace()], "NotFound", 2),
        ("said of the workspace", vec![about("ws")], "ParentResourceNotFound", 1),
        ("said in another case", vec![about("WS")], "ParentResourceNotFound", 1),
        (
            "not said",
            vec![missing("ResourceNotFound", "not found"), about("ws")],
            "ParentResourceNotFound",
            2,
        ),
        ("the parent", vec![missing("ParentResourceNotFound", "x")], "ParentResourceNotFound", 1),
        ("the group", vec![missing("ResourceGroupNotFound", "x")], "ResourceGroupNotFound", 1),
        (
            "the group, said later",
            vec![missing("NotFound", "x"), missing("ResourceGroupNotFound", "x")],
            "ResourceGroupNotFound",
            2,
        ),
        ("nobody may look", vec![missing("NotFound", "x"), act(403, &[], "")], "NotFound", 2),
        ("another workspace", vec![about("ws-two"), workspace()], "ResourceNotFound", 2),
    ];
    for (name, acts, code, requests) in rows {
        let (error, sent) = read(acts);
        assert_eq!((error.code(), error.is_not_found(), sent), (code, true, requests), "{name}");
        let surroundings = !matches!(code, "ResourceNotFound" | "NotFound");
        assert_eq!(error.is_about_surroundings(), surroundings, "{name}");
    }
    // Whether there is a workspace is not known: that is no missing compute either.
    let (error, _) =
        read(vec![missing("NotFound", "x"), act(401, &[("WWW-Authenticate", "Bearer")], "")]);
    assert!(error.is_auth(), "{error:?}");
}

#[test]
fn what_is_there_is_not_made_again() {
    let create = |acts: Vec<Act>| {
        let host = world(acts);
        let done = block_on(host.client().create_unchecked("c1", "{}", &IF_ABSENT(), &mut ()));
        let sent: Vec<String> =
            host.wire().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
        (done.map(|_| ()).map_err(|error| error.code().to_owned()), sent.join(" "))
    };
    let ok = || act(200, &[], &resource("Succeeded"));
    let absent = || [missing("NotFound", "x"), act(200, &[], "{}")];
    let conflict = || Err("Conflict".to_owned());
    let with = |acts: Vec<Act>| create(absent().into_iter().chain(acts).collect());
    assert_eq!(create(vec![ok()]), (conflict(), "GET".to_owned()));
    assert_eq!(create(vec![act(200, &[], &resource("Deleting"))]), (conflict(), "GET".to_owned()));
    assert_eq!(
        with(vec![act(201, &[], &resource("Creating")), ok()]),
        (Ok(()), "GET GET PUT GET".to_owned())
    );
    // Whether there is one cannot be known: nothing is sent.
    let (ended, sent) = create(vec![act(403, &[], "")]);
    assert_eq!((ended, sent.as_str()), (Err("Forbidden".to_owned()), "GET"));
    let (ended, sent) = create(vec![about("ws")]);
    assert_eq!((ended, sent.as_str()), (Err("ParentResourceNotFound".to_owned()), "GET"));
    // The answer is lost, and a compute at rest is there: it may be somebody else's.
    assert_eq!(with(vec![Act::Broken, ok()]), (conflict(), "GET GET PUT GET".to_owned()));
    let going = act(200, &[], &resource("Creating"));
    assert_eq!(with(vec![Act::Broken, going, ok()]), (Ok(()), "GET GET PUT GET GET".to_owned()));
    let none = missing("NotFound", "x");
    let again = vec![Act::Broken, none, act(201, &[], &resource("Creating")), ok()];
    assert_eq!(with(again), (Ok(()), "GET GET PUT GET PUT GET".to_owned()));
}
