//! Tokens and challenges, through whole calls.

use azureml_compute::client::{CallOptions, Error};

use super::script::{Act, Host, act, resource, world};

fn get(host: &Host, times: usize) -> Result<(), Error> {
    let client = host.client();
    for _ in 0..times {
        pollster::block_on(client.get("c1", &CallOptions::default()))?;
    }
    Ok(())
}

fn ok() -> Act {
    act(200, &[], &resource("Succeeded"))
}

const CHALLENGE: (&str, &str) =
    ("WWW-Authenticate", r#"Bearer error="insufficient_claims", claims="eyJhIjoxfQ""#);

#[test]
fn a_token_is_kept_and_renewed_early() {
    // Life of a token in ms, pause between two calls in ms, tokens that are fetched for two calls.
    for (life, pause, wanted) in [
        (3_600_000, 0, 1),
        (3_600_000, 3_299_000, 1),
        (3_600_000, 3_301_000, 2),
        (60_000, 29_000, 1),
        (60_000, 31_000, 2),
        (0, 0, 2),
    ] {
        let host = world([ok(), ok()]);
        host.0.token_life.set(life);
        let client = host.client();
        for _ in 0..2 {
            pollster::block_on(client.get("c1", &CallOptions::default())).unwrap();
            host.0.now.set(host.0.now.get() + pause);
        }
        assert_eq!(host.0.tokens.borrow().len(), wanted, "{life} {pause}");
    }
}

#[test]
fn a_failing_early_renewal_does_no_harm_while_the_token_lives() {
    let host = world([ok(), ok()]);
    let client = host.client();
    let options = CallOptions::default();
    pollster::block_on(client.get("c1", &options)).unwrap();
    host.0.token_fails.set(true);
    host.0.now.set(host.0.now.get() + 3_400_000);
    pollster::block_on(client.get("c1", &options)).unwrap();
    host.0.now.set(host.0.now.get() + 200_001);
    let error = pollster::block_on(client.get("c1", &options)).unwrap_err();
    assert!(error.is_auth());
    assert_eq!((error.code(), error.message()), ("CREDENTIAL_UNAVAILABLE", "not signed in"));
}

#[test]
fn calls_at_the_same_time_share_one_token() {
    let host = world([ok(), ok(), ok()]);
    let client = host.client();
    let options = CallOptions::default();
    let mut calls: Vec<_> = (0..3).map(|_| Box::pin(client.get("c1", &options))).collect();
    let mut done = 0;
    pollster::block_on(std::future::poll_fn(|context| {
        calls.retain_mut(|call| match call.as_mut().poll(context) {
            std::task::Poll::Ready(result) => {
                result.unwrap();
                done += 1;
                false
            }
            std::task::Poll::Pending => true,
        });
        if calls.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }));
    assert_eq!((done, host.0.tokens.borrow().len()), (3, 1));
}

#[test]
fn answers_401_and_403() {
    let plain =
        ("WWW-Authenticate", r#"Bearer authorization_uri="https://login.microsoftonline.com/t""#);
    let rows: Vec<(&str, Vec<Act>, Option<&str>, Vec<Option<&str>>)> = vec![
        (
            "claims, then fine",
            vec![act(401, &[CHALLENGE], ""), ok()],
            None,
            vec![None, Some("{\"a\":1}")],
        ),
        (
            "claims twice",
            vec![act(401, &[CHALLENGE], ""), act(401, &[CHALLENGE], "")],
            Some("Unauthorized"),
            vec![None, Some("{\"a\":1}")],
        ),
        ("unreadable, then fine", vec![act(401, &[], ""), ok()], None, vec![None, None]),
        (
            "unreadable twice",
            vec![
                act(401, &[], ""),
                act(401, &[], r#"{"error":{"code":"InvalidAuthenticationToken","message":"m"}}"#),
            ],
            Some("InvalidAuthenticationToken"),
            vec![None, None],
        ),
        (
            "plain challenge",
            vec![act(
                401,
                &[plain],
                r#"{"error":{"code":"InvalidAuthenticationTokenTenant","message":"m"}}"#,
            )],
            Some("InvalidAuthenticationTokenTenant"),
            vec![None],
        ),
        (
            "403",
            vec![act(403, &[], r#"{"error":{"code":"AuthorizationFailed","message":"m"}}"#)],
            Some("AuthorizationFailed"),
            vec![None],
        ),
    ];
    for (name, acts, code, tokens) in rows {
        let exchanges = acts.len();
        let host = world(acts);
        let result = get(&host, 1);
        assert_eq!(result.as_ref().err().map(Error::code), code, "{name}");
        assert!(result.is_ok() || result.is_err_and(|error| error.is_auth()), "{name}");
        assert_eq!(host.0.requests.borrow().len(), exchanges, "{name}");
        let seen: Vec<Option<String>> = host.0.tokens.borrow().clone();
        assert_eq!(seen.iter().map(Option::as_deref).collect::<Vec<_>>(), tokens, "{name}");
        assert!(host.0.sleeps.borrow().is_empty(), "{name}: 401 and 403 are not waited for");
    }
    // A policy's refusal is no question of who asks.
    let host =
        world([act(403, &[], r#"{"error":{"code":"RequestDisallowedByPolicy","message":"m"}}"#)]);
    assert_eq!(get(&host, 1).unwrap_err().name(), "ArmError");
}

#[test]
fn the_new_token_is_used_from_then_on() {
    let host = world([act(401, &[CHALLENGE], ""), ok(), ok()]);
    get(&host, 2).unwrap();
    let requests = host.0.requests.borrow();
    let used: Vec<&str> =
        requests.iter().map(|request| request.headers.get("authorization").unwrap()).collect();
    assert_eq!(used, ["Bearer TOKEN-1", "Bearer TOKEN-2", "Bearer TOKEN-2"]);
}
