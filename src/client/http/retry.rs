//! Whether and when a request is sent again: a pure decision. Idempotent methods only; a POST or PATCH
//! goes out again only if the service provably did not take it.

use std::time::Duration;

use super::date;
use super::io::{Timestamp, milliseconds};
use super::request::{Headers, Method};

/// How often and how fast to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries after the first one.
    pub max_retries: u32,
    /// The first wait; each further one doubles.
    pub base_delay: Duration,
    /// No wait is longer. A service that asks for more is not asked again: the failure says when it may be.
    pub max_delay: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(800),
            max_delay: Duration::from_secs(60),
        }
    }
}

/// How one try ended without success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With an answer.
    Answer {
        /// Its status.
        status: u16,
        /// How long the service asked to wait.
        retry_after: Option<Duration>,
    },
    /// The request provably never reached the service.
    Unsent,
    /// The connection broke or the time for one request ran out; the service may have acted.
    Broken,
}

impl Outcome {
    /// Whether the service may have acted on the request.
    pub(in crate::client) const fn is_doubtful(self) -> bool {
        match self {
            Self::Broken => true,
            Self::Unsent => false,
            Self::Answer { status, .. } => status >= 500 && !matches!(status, 501 | 503 | 505),
        }
    }
}

/// What follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send again after a while.
    Again(Duration),
    /// Wait, then look at the resource: it tells whether the service has acted.
    Settle(Duration),
    /// Hand the outcome to the caller.
    GiveUp,
}

impl RetryPolicy {
    /// Decides about try number `attempt` (from 1). `random` jitters the wait.
    #[must_use]
    pub fn decide(&self, method: Method, attempt: u32, outcome: Outcome, random: u64) -> Decision {
        if attempt > self.max_retries {
            return Decision::GiveUp;
        }
        let replayable = !matches!(method, Method::Post | Method::Patch);
        // A lost PUT or DELETE may have started an operation; sent again it would start another.
        let starts_work = matches!(method, Method::Put | Method::Delete);
        let again = match outcome {
            Outcome::Unsent | Outcome::Answer { status: 429, .. } => true,
            // 408: the service did not wait for the whole request. 503: it refused to begin.
            Outcome::Answer { status: 408 | 503, .. } => replayable,
            doubtful => replayable && doubtful.is_doubtful(),
        };
        if !again {
            return Decision::GiveUp;
        }
        let asked = match outcome {
            Outcome::Answer { retry_after, .. } => retry_after,
            _ => None,
        };
        let wait = match asked {
            // Sooner it would refuse again.
            Some(asked) if asked > self.max_delay => return Decision::GiveUp,
            Some(asked) => asked,
            None => self.back_off(attempt, random),
        };
        if starts_work && outcome.is_doubtful() {
            Decision::Settle(wait)
        } else {
            Decision::Again(wait)
        }
    }

    /// The doubled base, between half of it and all of it.
    fn back_off(&self, attempt: u32, random: u64) -> Duration {
        let doubling = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let whole = self.base_delay.saturating_mul(doubling).min(self.max_delay);
        jittered(whole, random)
    }
}

/// Something between half of a duration and all of it.
fn jittered(whole: Duration, random: u64) -> Duration {
    let half = milliseconds(whole) >> 1;
    let share = half.saturating_mul(random % 1024) >> 9;
    Duration::from_millis(half.saturating_add(share >> 1))
}

/// The wait that an answer asks for: `Retry-After` in seconds (a fraction counts) or as an HTTP date,
/// or one of Azure's millisecond forms, which are the more exact ones.
#[must_use]
pub fn retry_after(headers: &Headers, now: Timestamp) -> Option<Duration> {
    for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
        if let Some(wait) = headers.get(name).and_then(|text| number(text, 1)) {
            return Some(wait);
        }
    }
    let text = headers.get("retry-after")?.trim();
    number(text, 1000).or_else(|| {
        let until = date::parse(text)?;
        Some(Timestamp(until).since(now))
    })
}

/// A whole number, perhaps with a fraction. By hand: the reader of floats weighs 15 KB.
fn number(text: &str, milliseconds_each: u64) -> Option<Duration> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    // A wait of more than a day is read as a day: nobody waits for either.
    let whole: u64 = whole.parse().unwrap_or(u64::MAX);
    let thousandths = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
    let fraction = thousandths.fold(0_u64, |sum, digit| {
        sum.saturating_mul(10).saturating_add(u64::from(digit.saturating_sub(b'0')))
    });
    let rest = fraction.saturating_mul(milliseconds_each).checked_div(1000).unwrap_or_default();
    let wait = whole.saturating_mul(milliseconds_each).saturating_add(rest);
    Some(Duration::from_millis(wait.min(86_400_000)))
}
