//! Schedules of instances: when one comes due the next time. They are kept as they were sent, so
//! that what is shown and what happens cannot differ.

mod cron;
mod recurrence;

use super::clock::Moment;
use super::lifecycle::instance::Action;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;

/// Time zones: the Windows names, which the service wants, and what others call them.
const ZONES: &str = include_str!("../../../../oracle/time-zones.tsv");
/// A schedule that does not come due within so many days never does.
const DAYS_AHEAD: usize = 366 * 9;

/// Why a schedule cannot be followed, in words; the member comes first.
pub type Reason = (&'static str, String);

/// What a schedule does, if it is in force.
#[must_use]
pub fn action(schedule: &Value) -> Option<Action> {
    let is = |name: &str, word: &str| {
        let found = schedule.get(name).and_then(Value::as_str);
        found.is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    if is("status", "Disabled") {
        return None;
    }
    if is("action", "Start") {
        Some(Action::Start)
    } else if is("action", "Stop") {
        Some(Action::Stop)
    } else {
        None
    }
}

/// When a schedule comes due the next time after a moment.
#[must_use]
pub fn next(schedule: &Value, after: Moment) -> Option<Moment> {
    let trigger = trigger(schedule).ok()?;
    let zone = zone(trigger.settings).ok()?;
    let now = Timestamp::from_millisecond(after.millis())
        .ok()?
        .to_zoned_datetime(zone.clone())
        .datetime();
    let start = start(trigger.settings).ok()?;
    let after_start = start.filter(|start| *start > now);
    // One that has not begun may come due at its very beginning.
    let inclusive = after_start.is_some();
    let from = after_start.unwrap_or(now);
    let due = |one: &DateTime| if inclusive { *one >= from } else { *one > from };
    let found = if trigger.is_cron {
        cron::parse(trigger.expression()).ok()?.next(from.date(), due)?
    } else {
        recurrence::next(trigger.settings, start, from, due)?
    };
    let moment = found.to_zoned_datetime(zone).ok()?.timestamp().as_millisecond();
    // Where a clock is turned back, a local time can lie before the moment it is asked for.
    Some(Moment::from_millis(moment)).filter(|found| *found > after)
}

/// Checks what the service would not accept.
///
/// # Errors
///
/// The member that is wrong, and why.
pub fn check(schedule: &Value) -> Result<(), Reason> {
    let word = schedule.get("action").and_then(Value::as_str).unwrap_or_default();
    if !["start", "stop"].contains(&word.to_ascii_lowercase().as_str()) {
        return Err(("action", "an action is `Start` or `Stop`".to_owned()));
    }
    let trigger = trigger(schedule)?;
    zone(trigger.settings)?;
    start(trigger.settings)?;
    if trigger.is_cron {
        return cron::parse(trigger.expression())
            .map(drop)
            .map_err(|reason| ("cron.expression", reason));
    }
    recurrence::check(trigger.settings)
}

struct Trigger<'a> {
    is_cron: bool,
    settings: &'a Value,
}

impl Trigger<'_> {
    fn expression(&self) -> &str {
        self.settings.get("expression").and_then(Value::as_str).unwrap_or_default()
    }
}

fn trigger(schedule: &Value) -> Result<Trigger<'_>, Reason> {
    let part = |name: &str| schedule.get(name).filter(|part| part.is_object());
    let word = schedule.get("triggerType").and_then(Value::as_str).unwrap_or_default();
    let (is_cron, settings) = match word.to_ascii_lowercase().as_str() {
        "cron" => (true, part("cron")),
        "recurrence" => (false, part("recurrence")),
        _ => {
            let message = "a trigger is `Cron` or `Recurrence`";
            return Err(("triggerType", message.to_owned()));
        }
    };
    let missing = || {
        let name = if is_cron { "cron" } else { "recurrence" };
        (name, format!("a trigger of this type needs `{name}`"))
    };
    Ok(Trigger { is_cron, settings: settings.ok_or_else(missing)? })
}

fn zone(settings: &Value) -> Result<TimeZone, Reason> {
    let name = settings.get("timeZone").and_then(Value::as_str).filter(|name| !name.is_empty());
    let name = name.unwrap_or("UTC");
    let mut rows = ZONES.lines().filter_map(|line| line.split_once('\t'));
    let found = rows.find(|(windows, _)| windows.eq_ignore_ascii_case(name));
    let zone = found.and_then(|(_, other)| TimeZone::get(other).ok());
    zone.ok_or_else(|| ("timeZone", format!("`{name}` is not the Windows name of a time zone")))
}

fn start(settings: &Value) -> Result<Option<DateTime>, Reason> {
    let text = settings.get("startTime").and_then(Value::as_str).filter(|text| !text.is_empty());
    let Some(text) = text else { return Ok(None) };
    let wrong = || ("startTime", format!("`{text}` is not a date and time"));
    text.trim_end_matches('Z').parse().map(Some).map_err(|_| wrong())
}

/// The days from one on, as far as anybody looks ahead.
fn days(from: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take(DAYS_AHEAD)
}

#[cfg(test)]
mod tests {
    use super::{Moment, TimeZone, ZONES, check, next};
    use serde_json::{Value, json};

    fn moment(text: &str) -> Moment {
        Moment::from_millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn times(schedule: &Value, from: &str, count: usize) -> Vec<String> {
        let mut at = moment(from);
        let mut found = Vec::new();
        while found.len() < count
            && let Some(next) = next(schedule, at)
        {
            at = next;
            found.push(at.rfc3339().chars().take(16).collect());
        }
        found
    }

    fn cron(expression: &str, zone: &str) -> Value {
        json!({ "action": "Stop", "triggerType": "Cron",
                "cron": { "expression": expression, "timeZone": zone } })
    }

    #[test]
    fn every_zone_is_known_to_the_time_library() {
        for line in ZONES.lines() {
            let (_, name) = line.split_once('\t').unwrap();
            assert!(TimeZone::get(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn cron_follows_the_clock_of_its_zone() {
        let evening = cron("0 18 * * 1-5", "Pacific Standard Time");
        assert_eq!(
            times(&evening, "2026-03-05T00:00:00Z", 4),
            ["2026-03-05T02:00", "2026-03-06T02:00", "2026-03-07T02:00", "2026-03-10T01:00"],
            "from Monday on the clock shows summer time"
        );
        let often = cron("*/20 8-9 1,15 JAN *", "UTC");
        assert_eq!(
            times(&often, "2026-01-01T08:30:00Z", 4),
            ["2026-01-01T08:40", "2026-01-01T09:00", "2026-01-01T09:20", "2026-01-01T09:40"]
        );
        assert_eq!(times(&cron("0 0 30 2 *", "UTC"), "2026-01-01T00:00:00Z", 1), [""; 0]);
        assert_eq!(
            times(&cron("0 0 29 2 SUN", "UTC"), "2026-01-01T00:00:00Z", 1),
            ["2032-02-29T00:00"]
        );
    }

    #[test]
    fn recurrences_count_from_their_start() {
        let every = |frequency: &str, interval: u32, schedule: Value| {
            json!({ "action": "Start", "triggerType": "Recurrence", "recurrence": {
                "frequency": frequency, "interval": interval, "schedule": schedule,
                "startTime": "2026-01-05T08:30:00", "timeZone": "W. Europe Standard Time"
            } })
        };
        let from = "2026-01-01T00:00:00Z";
        assert_eq!(
            times(&every("Hour", 12, Value::Null), from, 3),
            ["2026-01-05T07:30", "2026-01-05T19:30", "2026-01-06T07:30"]
        );
        let at = |hours: &[u32], minutes: &[u32]| json!({ "hours": hours, "minutes": minutes });
        assert_eq!(
            times(&every("Day", 2, at(&[9, 17], &[0])), from, 3),
            ["2026-01-05T08:00", "2026-01-05T16:00", "2026-01-07T08:00"]
        );
        let mut weekly = at(&[7], &[15]);
        weekly["weekDays"] = json!(["Monday", "Friday"]);
        assert_eq!(
            times(&every("Week", 2, weekly), from, 3),
            ["2026-01-09T06:15", "2026-01-19T06:15", "2026-01-23T06:15"]
        );
        let mut monthly = at(&[0], &[0]);
        monthly["monthDays"] = json!([31]);
        assert_eq!(
            times(&every("Month", 1, monthly), from, 3),
            ["2026-01-30T23:00", "2026-03-30T22:00", "2026-05-30T22:00"]
        );
    }

    #[test]
    fn what_cannot_be_followed_is_named() {
        for (schedule, member) in [
            (json!({}), "action"),
            (json!({ "action": "Stop" }), "triggerType"),
            (json!({ "action": "Stop", "triggerType": "Cron" }), "cron"),
            (cron("0 18 * *", "UTC"), "cron.expression"),
            (cron("0 25 * * *", "UTC"), "cron.expression"),
            (cron("0 18 * * *", "Europe/Berlin"), "timeZone"),
        ] {
            assert_eq!(check(&schedule).unwrap_err().0, member, "{schedule}");
        }
        assert_eq!(check(&cron("0 18 * * *", "")), Ok(()));
    }
}
