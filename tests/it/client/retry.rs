//! Whether and when a request is sent again.

use std::time::Duration;

use azureml_compute::client::Timestamp;
use azureml_compute::client::request::{Headers, Method};
use azureml_compute::client::retry::{Decision, Outcome, RetryPolicy, retry_after};

/// What a row expects, without the length of the wait.
#[derive(Debug, PartialEq)]
enum Kind {
    Again,
    Settle,
    GiveUp,
}

fn kind(decision: Decision) -> Kind {
    match decision {
        Decision::Again(_) => Kind::Again,
        Decision::Settle(_) => Kind::Settle,
        Decision::GiveUp => Kind::GiveUp,
    }
}

#[test]
fn method_by_outcome() {
    use Kind::{Again, GiveUp, Settle};
    use Method::{Delete, Get, Patch, Post, Put};
    let status = |status| Outcome::Answer { status, retry_after: None };
    let table = [
        // outcome, then GET, PUT, DELETE, PATCH, POST
        (Outcome::Unsent, [Again, Again, Again, Again, Again]),
        (Outcome::Broken, [Again, Settle, Settle, GiveUp, GiveUp]),
        (status(408), [Again, Again, Again, GiveUp, GiveUp]),
        (status(429), [Again, Again, Again, Again, Again]),
        (status(500), [Again, Settle, Settle, GiveUp, GiveUp]),
        (status(501), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
        (status(502), [Again, Settle, Settle, GiveUp, GiveUp]),
        (status(503), [Again, Again, Again, GiveUp, GiveUp]),
        (status(504), [Again, Settle, Settle, GiveUp, GiveUp]),
        (status(505), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
        (status(400), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
        (status(401), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
        (status(403), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
        (status(404), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
        (status(409), [GiveUp, GiveUp, GiveUp, GiveUp, GiveUp]),
    ];
    let policy = RetryPolicy::default();
    for (outcome, wanted) in table {
        for (method, wanted) in [Get, Put, Delete, Patch, Post].into_iter().zip(wanted) {
            let decision = policy.decide(method, 1, outcome, 0);
            assert_eq!(kind(decision), wanted, "{method:?} {outcome:?}");
        }
    }
}

#[test]
fn tries_are_bounded_and_waits_double_with_jitter() {
    let policy = RetryPolicy {
        max_retries: 3,
        base_delay: Duration::from_millis(1000),
        max_delay: Duration::from_millis(3000),
    };
    let wait = |attempt, random| policy.decide(Method::Get, attempt, Outcome::Broken, random);
    let rows =
        [(1, 0, 500), (1, 512, 750), (2, 0, 1000), (2, 512, 1500), (3, 0, 1500), (3, 512, 2250)];
    for (attempt, random, wanted) in rows {
        let wanted = Decision::Again(Duration::from_millis(wanted));
        assert_eq!(wait(attempt, random), wanted, "{attempt} {random}");
    }
    for random in 0..2048 {
        let Decision::Again(wait) = wait(1, random) else {
            panic!("given up at once");
        };
        assert!((500..=1000).contains(&wait.as_millis()), "{random}: {wait:?}");
    }
    assert_eq!(wait(4, 0), Decision::GiveUp);
    let patient = RetryPolicy { max_retries: u32::MAX, ..policy };
    let late = patient.decide(Method::Get, 40_000, Outcome::Broken, 0);
    assert_eq!(late, Decision::Again(Duration::from_millis(1500)));
}

#[test]
fn the_wait_the_service_asks_for_is_kept_or_given_up() {
    let policy = RetryPolicy::default();
    for (asked, waits) in [(0, true), (7, true), (60, true), (61, false), (86_400, false)] {
        let outcome =
            Outcome::Answer { status: 429, retry_after: Some(Duration::from_secs(asked)) };
        let decision = policy.decide(Method::Post, 1, outcome, 9);
        let again = Decision::Again(Duration::from_secs(asked));
        assert_eq!(decision, if waits { again } else { Decision::GiveUp }, "{asked}");
    }
}

#[test]
fn retry_after_in_every_form() {
    // Sun, 06 Nov 1994 08:49:37 GMT
    let now = Timestamp(784_111_777_000);
    let rows: &[(&[(&str, &str)], Option<u64>)] = &[
        (&[("Retry-After", "10")], Some(10_000)),
        (&[("retry-after", " 3 ")], Some(3000)),
        (&[("Retry-After", "0")], Some(0)),
        (&[("Retry-After", "1.5")], Some(1500)),
        (&[("Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT")], Some(10_000)),
        (&[("Retry-After", "Sunday, 06-Nov-94 08:49:47 GMT")], Some(10_000)),
        (&[("Retry-After", "Sun Nov  6 08:49:47 1994")], Some(10_000)),
        (&[("Retry-After", "Sun, 06 Nov 1994 08:49:30 GMT")], Some(0)),
        (&[("Retry-After", "-5")], None),
        (&[("Retry-After", "soon")], None),
        (&[("Retry-After", "")], None),
        (&[("Retry-After", "NaN")], None),
        (&[("Retry-After", "inf")], None),
        (&[("Retry-After", "1e300")], None),
        (&[("Retry-After", "99999999999999999999")], Some(86_400_000)),
        (&[("retry-after-ms", "250"), ("Retry-After", "9")], Some(250)),
        (&[("x-ms-retry-after-ms", "700")], Some(700)),
        (&[("retry-after-ms", "x"), ("Retry-After", "9")], Some(9000)),
        (&[], None),
    ];
    for (fields, wanted) in rows {
        let mut headers = Headers::new();
        for (name, value) in *fields {
            headers.append(name, *value);
        }
        let wanted = wanted.map(Duration::from_millis);
        assert_eq!(retry_after(&headers, now), wanted, "{fields:?}");
    }
}
