//! Time as the engine sees it. It never asks the machine: a host tells what time it is, or a test
//! moves the clock by hand. It knows nothing about computes.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A moment in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// 2026-01-01T00:00:00Z, where a virtual clock begins.
    pub const START: Self = Self(1_767_225_600_000);

    /// The moment so many milliseconds after 1970.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// A later moment; stands still at the end of time.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(millis))
    }

    /// The time that went by since an earlier moment; zero if it is not earlier.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        let millis = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }

    /// The way the service writes a date: seven fraction digits and a numeric offset.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let timestamp = jiff::Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        });
        timestamp.strftime("%Y-%m-%dT%H:%M:%S%.7f+00:00").to_string()
    }
}

/// How time passes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub enum Mode {
    /// Only when it is advanced by hand.
    Virtual,
    /// As the host's time does, times a factor.
    Scaled {
        /// Emulated seconds per second.
        speed: f64,
    },
}

/// The clock of one engine.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Clock {
    mode: Mode,
    start: Moment,
    host: Moment,
}

impl Clock {
    /// A clock that shows `now`.
    #[must_use]
    pub const fn new(mode: Mode, now: Moment) -> Self {
        Self { mode, start: now, host: now }
    }

    /// How time passes.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The emulated time.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.start
    }

    /// Tells the host's time. A virtual clock takes no notice; a host's clock that jumps back does
    /// not turn back this one.
    pub fn set_host(&mut self, host: Moment) {
        let passed = host.since(self.host);
        if passed.is_zero() {
            return;
        }
        if let Mode::Scaled { speed } = self.mode {
            let scaled = Duration::try_from_secs_f64(passed.as_secs_f64() * speed);
            self.start = self.start.plus(scaled.unwrap_or(Duration::MAX));
        }
        self.host = host;
    }

    /// Moves the clock by hand, in either mode.
    pub fn advance(&mut self, duration: Duration) {
        self.start = self.start.plus(duration);
    }

    /// Changes how time passes from now on, and the time itself if a moment is given.
    pub fn set_mode(&mut self, mode: Mode, now: Option<Moment>) {
        self.mode = mode;
        self.start = now.unwrap_or(self.start);
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Mode, Moment};
    use std::time::Duration;

    const fn millis(millis: i64) -> Moment {
        Moment::from_millis(millis)
    }

    #[test]
    fn writes_dates_as_the_service_does() {
        assert_eq!(Moment::START.rfc3339(), "2026-01-01T00:00:00.0000000+00:00");
        assert_eq!(
            Moment::START.plus(Duration::from_millis(61_042)).rfc3339(),
            "2026-01-01T00:01:01.0420000+00:00"
        );
        assert_eq!(millis(i64::MAX).rfc3339().len(), 33, "the end of time is still a date");
    }

    #[test]
    fn a_virtual_clock_moves_by_hand_only() {
        let mut clock = Clock::new(Mode::Virtual, Moment::START);
        clock.set_host(Moment::START.plus(Duration::from_secs(99)));
        assert_eq!(clock.now(), Moment::START);
        clock.advance(Duration::from_secs(5));
        assert_eq!(clock.now().since(Moment::START), Duration::from_secs(5));
    }

    #[test]
    fn a_scaled_clock_follows_the_host_and_never_turns_back() {
        let mut clock = Clock::new(Mode::Scaled { speed: 10.0 }, millis(0));
        clock.set_host(millis(1_000));
        assert_eq!(clock.now(), millis(10_000));
        clock.set_host(millis(500));
        clock.set_host(millis(1_000));
        assert_eq!(clock.now(), millis(10_000));
        clock.set_mode(Mode::Virtual, None);
        clock.set_host(millis(9_000));
        clock.set_mode(Mode::Scaled { speed: 1.0 }, None);
        clock.set_host(millis(9_500));
        assert_eq!(clock.now(), millis(10_500), "time spent in virtual mode does not count");
    }

    #[test]
    fn a_huge_step_does_not_overflow() {
        let mut clock = Clock::new(Mode::Scaled { speed: f64::MAX }, Moment::START);
        clock.set_host(Moment::START.plus(Duration::from_secs(1)));
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), millis(i64::MAX));
    }
}
