//! Recurrences: every so many minutes, hours, days, weeks or months from a start on, at the hours and
//! minutes, on the days of the week or month that are named.

use super::{Reason, days};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday, datetime};
use serde_json::Value;

const FREQUENCIES: [&str; 5] = ["minute", "hour", "day", "week", "month"];

/// Checks what the service would not accept.
pub(super) fn check(settings: &Value) -> Result<(), Reason> {
    let frequency = frequency(settings);
    if !FREQUENCIES.contains(&frequency.as_str()) {
        let words = "`Minute`, `Hour`, `Day`, `Week` or `Month`";
        return Err(("recurrence.frequency", format!("a frequency is {words}")));
    }
    if interval(settings) < 1 {
        return Err(("recurrence.interval", "an interval is 1 or more".to_owned()));
    }
    Ok(())
}

/// The first time that is due from a moment on.
pub(super) fn next(
    settings: &Value,
    start: Option<DateTime>,
    from: DateTime,
    due: impl Fn(&DateTime) -> bool,
) -> Option<DateTime> {
    check(settings).ok()?;
    // A Monday, so that weeks are counted from it.
    let start = start.unwrap_or_else(|| datetime(2001, 1, 1, 0, 0, 0, 0));
    let interval = interval(settings);
    let minutes = match frequency(settings).as_str() {
        "minute" => interval,
        "hour" => interval.checked_mul(60)?,
        _ => return by_days(settings, start, from.date(), due),
    };
    let passed = from.duration_since(start).as_secs().checked_div(60)?.max(0);
    let steps = passed.checked_div(minutes)?;
    (steps..=steps.saturating_add(1))
        .filter_map(|step| start.checked_add(step.checked_mul(minutes)?.minutes()).ok())
        .find(due)
}

fn by_days(
    settings: &Value,
    start: DateTime,
    from: Date,
    due: impl Fn(&DateTime) -> bool,
) -> Option<DateTime> {
    let schedule = settings.get("schedule").filter(|schedule| schedule.is_object());
    let list = |name: &str| schedule.and_then(|schedule| schedule.get(name)?.as_array());
    let numbers = |name: &str, otherwise: i8| -> Vec<i8> {
        let found = list(name).into_iter().flatten().filter_map(number);
        let mut found: Vec<i8> = found.collect();
        found.sort_unstable();
        if found.is_empty() { vec![otherwise] } else { found }
    };
    let (hours, minutes) = (numbers("hours", start.hour()), numbers("minutes", start.minute()));
    let month_days = numbers("monthDays", start.day());
    let weekdays: Vec<Weekday> = list("weekDays")
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter_map(weekday)
        .collect();
    let weekdays = if weekdays.is_empty() { vec![start.weekday()] } else { weekdays };
    let (frequency, interval) = (frequency(settings), interval(settings));
    let begin = start.date();
    let is_on = |day: &Date| {
        let whole = |date: Date| -> i64 {
            begin_of_week(date).duration_since(begin_of_week(begin)).as_hours() / 24 / 7
        };
        let passed = match frequency.as_str() {
            "day" => day.duration_since(begin).as_hours() / 24,
            "week" if weekdays.contains(&day.weekday()) => whole(*day),
            "month" if month_days.contains(&day.day()) => {
                months(*day).saturating_sub(months(begin))
            }
            _ => return false,
        };
        passed >= 0 && passed.checked_rem(interval) == Some(0)
    };
    days(from.max(begin))
        .filter(is_on)
        .flat_map(|day| hours.iter().map(move |hour| (day, *hour)))
        .flat_map(|(day, hour)| minutes.iter().map(move |minute| (day, hour, *minute)))
        .filter_map(|(day, hour, minute)| {
            DateTime::new(day.year(), day.month(), day.day(), hour, minute, 0, 0).ok()
        })
        .find(due)
}

fn frequency(settings: &Value) -> String {
    settings.get("frequency").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase()
}

/// Numbers may have come as text.
fn interval(settings: &Value) -> i64 {
    match settings.get("interval") {
        None | Some(Value::Null) => 1,
        Some(Value::String(text)) => text.parse().unwrap_or(0),
        Some(number) => number.as_i64().unwrap_or(0),
    }
}

fn number(value: &Value) -> Option<i8> {
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok())?;
    i8::try_from(number).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let index = DAYS.iter().position(|day| day.eq_ignore_ascii_case(word))?;
    Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()
}

fn begin_of_week(day: Date) -> Date {
    let offset = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(offset.days()).unwrap_or(day)
}

fn months(day: Date) -> i64 {
    i64::from(day.year()).saturating_mul(12).saturating_add(i64::from(day.month()))
}
