//! Listings: page by page, and never astray.

use azureml_compute::client::CallOptions;
use pollster::block_on;

use super::script::{Act, HOST, WORKSPACE, act, world};

#[test]
fn lists_are_read_page_by_page() {
    let page = |items: &str, next: &str| {
        act(200, &[], &format!(r#"{{"value":[{items}],"nextLink":{next}}}"#))
    };
    let link =
        |skip: &str| format!("\"{HOST}{WORKSPACE}/computes?api-version=2026-05-01&$skip={skip}\"");
    let host = world([
        page(r#"{"name":"a"},{"name":"b"}"#, &link("2")),
        page("", &format!("\"{WORKSPACE}/computes?api-version=2026-05-01&$skip=%2B3\"")),
        page(r#"{"name":"c"}"#, "null"),
    ]);
    let client = host.client();
    let mut listing = client.list();
    let mut names = Vec::new();
    while let Some(page) = block_on(listing.next_page(&CallOptions::default())).unwrap() {
        names.extend(page.items().iter().map(|item| item.as_str().to_owned()));
    }
    assert_eq!(names, [r#"{"name":"a"}"#, r#"{"name":"b"}"#, r#"{"name":"c"}"#]);
    assert_eq!(
        host.wire(),
        [
            "GET W/computes?api-version=2026-05-01",
            "GET W/computes?api-version=2026-05-01&$skip=2",
            "GET W/computes?api-version=2026-05-01&$skip=%2B3",
        ]
    );
}

#[test]
fn lists_that_lead_astray() {
    let page = |next: &str| act(200, &[], &format!(r#"{{"value":[],"nextLink":{next}}}"#));
    let here = |skip: &str| format!("\"{HOST}/x?$skip={skip}\"");
    let rows: Vec<(&str, Vec<Act>, &str)> = vec![
        ("another host", vec![page("\"https://evil.example/x\"")], "UntrustedUrlError"),
        (
            "another host, after a good page",
            vec![page(&here("1")), page("\"https://management.azure.com.evil.example/\"")],
            "UntrustedUrlError",
        ),
        ("relative", vec![page("\"nextLink\"")], "UntrustedUrlError"),
        ("to itself", vec![page(&here("1")), page(&here("1"))], "ArmError"),
        ("in a circle", vec![page(&here("1")), page(&here("2")), page(&here("1"))], "ArmError"),
        ("a number", vec![page("7")], "ArmError"),
    ];
    for (name, acts, class) in rows {
        let sent = acts.len();
        let host = world(acts);
        let client = host.client();
        let mut listing = client.list();
        let error = loop {
            match block_on(listing.next_page(&CallOptions::default())) {
                Ok(page) => assert!(page.is_some(), "{name}: ended"),
                Err(error) => break error,
            }
        };
        assert_eq!(error.name(), class, "{name}");
        assert_eq!(host.wire().len(), sent, "{name}");
        assert!(
            block_on(listing.next_page(&CallOptions::default())).unwrap().is_none(),
            "{name}: over after an error"
        );
    }
    let endless = (0..1100).map(|number| page(&here(&number.to_string())));
    let host = world(endless);
    let client = host.client();
    let mut listing = client.list();
    let mut pages = 0;
    while block_on(listing.next_page(&CallOptions::default())).is_ok() {
        pages += 1;
    }
    assert_eq!(pages, 1000);
    let host = world([page(&here("1"))]);
    let itself = format!("{HOST}/x?$skip=1");
    let error =
        block_on(host.client().list_page(Some(&itself), &CallOptions::default())).unwrap_err();
    assert_eq!(error.name(), "ArmError", "also without a listing that remembers");
}

#[test]
fn sizes_stand_under_either_name() {
    for body in [
        r#"{"value":[{"name":"A"}]}"#,
        r#"{"amlCompute":[{"name":"A"}]}"#,
        r#"{"value":[{"name":"A"}],"nextLink":null}"#,
    ] {
        let host = world([act(200, &[], body)]);
        let client = host.client();
        let mut listing = client.vm_sizes("westeurope");
        let page = block_on(listing.next_page(&CallOptions::default())).unwrap().unwrap();
        assert_eq!(page.items().len(), 1, "{body}");
    }
    let host = world([act(200, &[], r#"{"nodes":[]}"#)]);
    let client = host.client();
    let mut listing = client.vm_sizes("westeurope");
    let error = block_on(listing.next_page(&CallOptions::default())).unwrap_err();
    assert_eq!(error.code(), "UNEXPECTED_RESPONSE");
}

#[test]
fn nodes_come_by_post_and_their_further_pages_by_get() {
    let next = format!("{HOST}/n?$skip=1");
    let first = format!(r#"{{"nodes":[{{"nodeId":"a"}}],"nextLink":"{next}"}}"#);
    let host = world([act(200, &[], &first), act(200, &[], r#"{"nodes":[{"nodeId":"b"}]}"#)]);
    let client = host.client();
    let mut listing = client.list_nodes("c1");
    while block_on(listing.next_page(&CallOptions::default())).unwrap().is_some() {}
    assert_eq!(
        host.wire(),
        ["POST W/computes/c1/listNodes?api-version=2026-05-01", "GET /n?$skip=1"]
    );
}
