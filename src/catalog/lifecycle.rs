//! Where a size is in its life: offered, about to end, ended.

/// Where a size is in its life, on the day of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Of the present generation.
    Current,
    /// Still offered, but newer ones exist.
    PreviousGen,
    /// Its end has a date.
    RetirementAnnounced,
    /// Ended.
    Retired,
    /// Not in the catalogue.
    Unknown,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::PreviousGen => "previous-gen",
            Self::RetirementAnnounced => "retirement-announced",
            Self::Retired => "retired",
            Self::Unknown => "unknown",
        }
    }
}

/// What is published about the end of a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// Where it is in its life.
    pub status: Status,
    /// Day of the end, ISO.
    pub date: Option<&'static str>,
    /// Closed to new subscriptions and to more quota since July 2026.
    pub restricted: bool,
}

impl Lifecycle {
    /// Whether the size has ended on a day (ISO).
    #[must_use]
    pub fn has_ended(&self, day: &str) -> bool {
        self.status == Status::Retired || self.date.is_some_and(|date| date <= day)
    }
}
