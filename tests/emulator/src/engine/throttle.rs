//! Throttling: buckets that empty with calls and refill with time. One set per subscription and
//! principal, and a larger one per subscription for all principals. Whether an empty bucket refuses
//! a call is up to whoever set up the emulator; the header fields tell of it in any case.

use super::clock::Moment;
use super::errors::ArmError;
use azureml_compute::client::request::{Headers, Method};
use std::collections::BTreeMap;

/// All buckets.
#[derive(Clone, Debug, Default)]
pub struct Throttle {
    principals: BTreeMap<String, Buckets>,
    subscriptions: BTreeMap<String, Buckets>,
}

/// So many sets are kept; then all are full again.
const SETS_MOST: usize = 10_000;
/// The buckets of a subscription hold so many times as much as those of one principal.
const GLOBAL: u64 = 15;

/// What became of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    kind: &'static str,
    left: Option<u64>,
    global: Option<u64>,
    /// Whole seconds until it may be tried again, if it came too early.
    pub wait: Option<u64>,
}

impl Charge {
    /// Writes what is left into an answer.
    pub fn write(&self, headers: &mut Headers) {
        let prefix = "x-ms-ratelimit-remaining-subscription";
        let left = self.left.unwrap_or(0).to_string();
        headers.set(&format!("{prefix}-{}", self.kind), left);
        let global = self.global.unwrap_or(0).to_string();
        headers.set(&format!("{prefix}-global-{}", self.kind), global);
    }

    /// The refusal of a call that came too early.
    #[must_use]
    pub fn refusal(wait: u64) -> ArmError {
        let message = format!("too many calls in a short time: try again after {wait} seconds");
        ArmError::new(429, "TooManyRequests", message).header("retry-after", wait.to_string())
    }
}

impl Throttle {
    /// Takes one call.
    pub fn charge(
        &mut self,
        subscription: &str,
        principal: &str,
        method: Method,
        now: Moment,
    ) -> Charge {
        let subscription = subscription.to_ascii_lowercase();
        if self.principals.len() > SETS_MOST {
            *self = Self::default();
        }
        let key = format!("{subscription}/{principal}");
        let own = self.principals.entry(key).or_insert_with(|| Buckets::new(1, now));
        let all = self.subscriptions.entry(subscription);
        let all = all.or_insert_with(|| Buckets::new(GLOBAL, now));
        let (kind, own, all) = match method {
            Method::Get | Method::Head | Method::Options => {
                ("reads", &mut own.reads, &mut all.reads)
            }
            Method::Put | Method::Patch | Method::Post => {
                ("writes", &mut own.writes, &mut all.writes)
            }
            Method::Delete => ("deletes", &mut own.deletes, &mut all.deletes),
        };
        let (left, global) = (own.take(now), all.take(now));
        let wait = match (left, global) {
            (Ok(_), Ok(_)) => None,
            (one, other) => Some(one.err().unwrap_or(0).max(other.err().unwrap_or(0))),
        };
        Charge { kind, left: left.ok(), global: global.ok(), wait }
    }
}

#[derive(Clone, Debug)]
struct Buckets {
    reads: Bucket,
    writes: Bucket,
    deletes: Bucket,
}

impl Buckets {
    const fn new(times: u64, now: Moment) -> Self {
        Self {
            reads: Bucket::new(250_u64.saturating_mul(times), 25_u64.saturating_mul(times), now),
            writes: Bucket::new(200_u64.saturating_mul(times), 10_u64.saturating_mul(times), now),
            deletes: Bucket::new(200_u64.saturating_mul(times), 10_u64.saturating_mul(times), now),
        }
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

    /// Takes one call; gives what is left, or the whole seconds until there is one.
    fn take(&mut self, now: Moment) -> Result<u64, u64> {
        let passed = u64::try_from(now.since(self.updated).as_millis()).unwrap_or(u64::MAX);
        let refilled = self.level.saturating_add(passed.saturating_mul(self.per_second));
        self.level = refilled.min(self.capacity);
        self.updated = now;
        if self.level < 1_000 {
            let missing = 1_000_u64.saturating_sub(self.level);
            return Err(missing.div_ceil(self.per_second).div_ceil(1_000).max(1));
        }
        self.level = self.level.saturating_sub(1_000);
        Ok(self.level / 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::{Charge, Moment, Throttle};
    use azureml_compute::client::request::{Headers, Method};
    use std::time::Duration;

    fn left(charge: Charge) -> (String, String) {
        let mut headers = Headers::new();
        charge.write(&mut headers);
        let field = |scope: &str| {
            let name = format!("x-ms-ratelimit-remaining-subscription{scope}-{}", charge.kind);
            headers.get(&name).unwrap().to_owned()
        };
        (field(""), field("-global"))
    }

    #[test]
    fn calls_of_a_kind_count_down_and_time_refills() {
        let mut throttle = Throttle::default();
        let mut call = |who, method, now| throttle.charge("S", who, method, now);
        let pair = |left: &str, global: &str| (left.to_owned(), global.to_owned());
        assert_eq!(left(call("a", Method::Get, Moment::START)), pair("249", "3749"));
        assert_eq!(left(call("b", Method::Get, Moment::START)), pair("249", "3748"));
        assert_eq!(left(call("a", Method::Put, Moment::START)), pair("199", "2999"));
        assert_eq!(left(call("a", Method::Delete, Moment::START)), pair("199", "2999"));
        for _ in 0..249 {
            assert_eq!(call("a", Method::Get, Moment::START).wait, None);
        }
        let refused = call("a", Method::Get, Moment::START);
        assert_eq!((refused.wait, left(refused).0.as_str()), (Some(1), "0"));
        assert_eq!(call("b", Method::Get, Moment::START).wait, None, "each has its own bucket");
        let later = Moment::START.plus(Duration::from_secs(2));
        assert_eq!(left(call("a", Method::Get, later)).0, "49");
    }
}
