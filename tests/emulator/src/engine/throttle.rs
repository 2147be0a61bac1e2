//! The rate-limit header fields: one bucket per kind of call that refills with time. Nothing is
//! refused here; a test that wants a 429 injects it.

use super::clock::Moment;
use azureml_compute::client::request::{Headers, Method};

/// Buckets of one subscription.
#[derive(Clone, Debug)]
pub struct Throttle {
    reads: Bucket,
    writes: Bucket,
    deletes: Bucket,
}

impl Throttle {
    /// Full buckets.
    #[must_use]
    pub const fn new(now: Moment) -> Self {
        Self {
            reads: Bucket::new(250, 25, now),
            writes: Bucket::new(200, 10, now),
            deletes: Bucket::new(200, 10, now),
        }
    }

    /// Takes one call and writes what is left into the answer.
    pub fn charge(&mut self, method: Method, now: Moment, headers: &mut Headers) {
        let (name, bucket) = match method {
            Method::Get | Method::Head | Method::Options => ("reads", &mut self.reads),
            Method::Put | Method::Patch | Method::Post => ("writes", &mut self.writes),
            Method::Delete => ("deletes", &mut self.deletes),
        };
        let left = bucket.take(now);
        headers.set(&format!("x-ms-ratelimit-remaining-subscription-{name}"), left.to_string());
    }
}

/// Counts in thousandths of a call, so that refilling by the millisecond loses nothing.
#[derive(Clone, Debug)]
struct Bucket {
    capacity: u64,
    per_second: u64,
    level: u64,
    updated: Moment,
}

impl Bucket {
    const fn new(calls: u64, per_second: u64, now: Moment) -> Self {
        let capacity = calls.saturating_mul(1_000);
        Self { capacity, per_second, level: capacity, updated: now }
    }

    fn take(&mut self, now: Moment) -> u64 {
        let passed = u64::try_from(now.since(self.updated).as_millis()).unwrap_or(u64::MAX);
        let refilled = self.level.saturating_add(passed.saturating_mul(self.per_second));
        self.level = refilled.min(self.capacity).saturating_sub(1_000);
        self.updated = now;
        self.level / 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Throttle};
    use azureml_compute::client::request::{Headers, Method};
    use std::time::Duration;

    fn left(throttle: &mut Throttle, method: Method, now: Moment) -> Vec<(String, String)> {
        let mut headers = Headers::new();
        throttle.charge(method, now, &mut headers);
        headers.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn calls_of_a_kind_count_down_and_time_refills() {
        let mut throttle = Throttle::new(Moment::START);
        let field = |kind: &str, left: &str| {
            vec![(format!("x-ms-ratelimit-remaining-subscription-{kind}"), left.to_owned())]
        };
        assert_eq!(left(&mut throttle, Method::Get, Moment::START), field("reads", "249"));
        assert_eq!(left(&mut throttle, Method::Get, Moment::START), field("reads", "248"));
        assert_eq!(left(&mut throttle, Method::Put, Moment::START), field("writes", "199"));
        assert_eq!(left(&mut throttle, Method::Delete, Moment::START), field("deletes", "199"));
        for _ in 0..300 {
            left(&mut throttle, Method::Get, Moment::START);
        }
        assert_eq!(left(&mut throttle, Method::Get, Moment::START), field("reads", "0"));
        let later = Moment::START.plus(Duration::from_secs(2));
        assert_eq!(left(&mut throttle, Method::Get, later), field("reads", "49"));
    }
}
