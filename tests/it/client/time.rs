//! Deadlines go by a clock that does not jump, and every wait ends.

use std::time::Duration;

use azureml_compute::client::{CallOptions, Settings};
use pollster::block_on;

use super::script::{Act, Notes, act, resource, settings, world};

const STATUS: &str = "https://management.azure.com/op?s=1";
const DAY: i64 = 86_400_000;

fn started() -> Act {
    act(201, &[("Azure-AsyncOperation", STATUS)], &resource("Creating"))
}

fn status(word: &str) -> Act {
    act(200, &[], &format!(r#"{{"status":"{word}"}}"#))
}

fn within(seconds: u64) -> CallOptions {
    CallOptions { deadline: Some(Duration::from_secs(seconds)), ..CallOptions::default() }
}

#[test]
fn a_clock_that_is_set_changes_no_deadline() {
    for skew in [DAY, -DAY] {
        let host = world([
            started(),
            status("InProgress"),
            status("Succeeded"),
            act(200, &[], &resource("Succeeded")),
        ]);
        let mut notes = Notes::default();
        let client = host.client();
        host.0.sets_clock.set(skew);
        block_on(client.create_unchecked("c1", "{}", &within(60), &mut notes)).unwrap();
        assert!(notes.progress.iter().all(|progress| progress.elapsed_ms < 60_000), "{skew}");
    }
}

#[test]
fn after_a_sleep_one_more_look_comes_before_the_end() {
    let slept = |acts: Vec<Act>| {
        let host = world(acts);
        host.0.oversleeps.set(8 * 3_600_000);
        let done = block_on(host.client().create_unchecked("c1", "{}", &within(60), &mut ()));
        (done.map(|_| ()).map_err(|error| error.code().to_owned()), host.wire().len())
    };
    let ok = || act(200, &[], &resource("Succeeded"));
    let late = || Err("DEADLINE_EXCEEDED".to_owned());
    // The first wait is shorter than the deadline: what follows has no time left.
    assert_eq!(slept(vec![started(), status("Succeeded"), ok()]), (Ok(()), 3));
    assert_eq!(slept(vec![started(), status("InProgress")]), (late(), 2));
}

#[test]
fn a_timeout_tells_how_far_it_was() {
    let compute = r#"{"properties":{"provisioningState":"Succeeded","properties":{"state":"Unusable","errors":"The disk is full."}}}"#;
    let host = world([
        act(202, &[("Azure-AsyncOperation", STATUS)], ""),
        status("InProgress"),
        act(200, &[], compute),
    ]);
    let mut notes = Notes { details: true, ..Notes::default() };
    let error = block_on(host.client().restart("ci", &within(2), &mut notes)).unwrap_err();
    assert_eq!((error.name(), error.code()), ("TimeoutError", "DEADLINE_EXCEEDED"));
    assert!(
        error.message().ends_with("last seen Succeeded, Unusable: The disk is full."),
        "{error}"
    );
    let progress = error.progress().unwrap();
    let progress = serde_json::Value::from(progress);
    assert_eq!(progress["state"], "Unusable");
    assert_eq!(progress["errors"], serde_json::json!([{ "message": "The disk is full." }]));
}

/// A poll that is refused is repeated when the service wants it, or not at all.
#[test]
fn a_refused_poll_is_not_repeated_before_its_time() {
    let busy = || act(429, &[("Retry-After", "1200")], "");
    let ok = || act(200, &[], &resource("Succeeded"));
    let host = world([started(), busy(), status("Succeeded"), ok()]);
    block_on(host.client().create_unchecked("c1", "{}", &CallOptions::default(), &mut ())).unwrap();
    assert_eq!(host.0.sleeps.borrow()[..2], [1000, 1_200_000]);
    let host = world([started(), busy()]);
    let error =
        block_on(host.client().create_unchecked("c1", "{}", &within(600), &mut ())).unwrap_err();
    assert!(error.is_throttled(), "{error:?}");
    assert_eq!(error.retry_after().unwrap().as_secs(), 1200);
    assert_eq!(host.elapsed(), 1000, "given up at once");
}

#[test]
fn a_token_that_never_comes_ends_the_call_and_blocks_no_other() {
    let client_of = |host: &super::script::Host| {
        host.client_with(&Settings { request_timeout: Duration::from_secs(5), ..settings() })
    };
    let host = world([]);
    host.0.token_hangs.set(1);
    let error = block_on(client_of(&host).get("c1", &CallOptions::default())).unwrap_err();
    assert_eq!((error.name(), error.code()), ("TimeoutError", "CREDENTIAL_TIMEOUT"));
    assert_eq!(host.elapsed(), 5000);
    // Two calls at the same time: the second one asks again, and is answered.
    let host = world([act(200, &[], &resource("Succeeded"))]);
    host.0.token_hangs.set(1);
    let client = client_of(&host);
    let options = CallOptions::default();
    let both = block_on(async {
        let first = client.get("c1", &options);
        let second = client.get("c2", &options);
        futures_join(first, second).await
    });
    assert_eq!(both.0.unwrap_err().code(), "CREDENTIAL_TIMEOUT");
    both.1.unwrap();
    assert!(host.elapsed() <= 10_000, "{}", host.elapsed());
}

/// Runs two at the same time.
async fn futures_join<A, B>(
    first: impl Future<Output = A>,
    second: impl Future<Output = B>,
) -> (A, B) {
    let (mut first, mut second) = (std::pin::pin!(first), std::pin::pin!(second));
    let (mut one, mut two) = (None, None);
    std::future::poll_fn(move |context| {
        if one.is_none()
            && let std::task::Poll::Ready(done) = first.as_mut().poll(context)
        {
            one = Some(done);
        }
        if two.is_none()
            && let std::task::Poll::Ready(done) = second.as_mut().poll(context)
        {
            two = Some(done);
        }
        match (one.take(), two.take()) {
            (Some(a), Some(b)) => std::task::Poll::Ready((a, b)),
            (a, b) => {
                (one, two) = (a, b);
                std::task::Poll::Pending
            }
        }
    })
    .await
}

#[test]
fn a_token_is_renewed_when_its_source_says() {
    let ok = || act(200, &[], &resource("Succeeded"));
    for (renews, pause, wanted) in [
        (Some(600_000), 599_000, 1),
        (Some(600_000), 601_000, 2),
        (None, 601_000, 1),
        (Some(0), 601_000, 1),
        (Some(9_000_000), 3_599_000, 1),
        (Some(9_000_000), 3_601_000, 2),
    ] {
        let host = world([ok(), ok()]);
        host.0.token_renews.set(renews);
        let client = host.client();
        for _ in 0..2 {
            block_on(client.get("c1", &CallOptions::default())).unwrap();
            host.0.now.set(host.0.now.get() + pause);
        }
        assert_eq!(host.0.tokens.borrow().len(), wanted, "{renews:?} {pause}");
    }
}
