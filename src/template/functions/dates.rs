//! Date functions. The day of a deployment is taken for that of the check; the time of day is not known.

use crate::arm::{date_time, duration};
use crate::template::machine::Machine;
use crate::template::value::Value;

type Result<'d> = Option<Value<'d>>;

/// Seconds since 1970 of a date and time; the time of day may be left out.
fn seconds(text: &str) -> Option<i64> {
    let whole = [text, "T00:00:00"].concat();
    let parts = date_time::read(text).or_else(|| date_time::read(&whole))?.parts;
    let [year, month, day, hour, minute, second] = parts.map(i64::from);
    // Days of the civil calendar, counted from March so that the leap day comes last.
    let late = month > 2;
    let year = year.checked_sub(i64::from(!late))?;
    let month = if late { month.checked_sub(3)? } else { month.checked_add(9)? };
    let era = year.checked_div_euclid(400)?;
    let year = year.checked_rem_euclid(400)?;
    let day_of_year = month.checked_mul(153)?.checked_add(2)?.checked_div(5)?.checked_add(day)?;
    let days = year
        .checked_mul(365)?
        .checked_add(year.checked_div(4)?)?
        .checked_sub(year.checked_div(100)?)?
        .checked_add(day_of_year)?
        .checked_add(era.checked_mul(146_097)?)?
        .checked_sub(719_469)?;
    let minutes = days.checked_mul(24)?.checked_add(hour)?.checked_mul(60)?.checked_add(minute)?;
    minutes.checked_mul(60)?.checked_add(second)
}

/// Year, month, day, hour, minute, second of seconds since 1970.
fn parts(seconds: i64) -> Option<[i64; 6]> {
    let (days, rest) = (seconds.checked_div_euclid(86_400)?, seconds.checked_rem_euclid(86_400)?);
    let shifted = days.checked_add(719_468)?;
    let (era, day) = (shifted.checked_div_euclid(146_097)?, shifted.checked_rem_euclid(146_097)?);
    let year = day
        .checked_sub(day.checked_div(1_460)?)?
        .checked_add(day.checked_div(36_524)?)?
        .checked_sub(day.checked_div(146_096)?)?
        .checked_div(365)?;
    let before = year
        .checked_mul(365)?
        .checked_add(year.checked_div(4)?)?
        .checked_sub(year.checked_div(100)?)?;
    let day = day.checked_sub(before)?;
    let month = day.checked_mul(5)?.checked_add(2)?.checked_div(153)?;
    let first = month.checked_mul(153)?.checked_add(2)?.checked_div(5)?;
    let day = day.checked_sub(first)?.checked_add(1)?;
    let late = month >= 10;
    let month = if late { month.checked_sub(9)? } else { month.checked_add(3)? };
    let year = era.checked_mul(400)?.checked_add(year)?.checked_add(i64::from(late))?;
    let hour = rest.checked_div(3_600)?;
    let minute = rest.checked_div(60)?.checked_rem(60)?;
    Some([year, month, day, hour, minute, rest.checked_rem(60)?])
}

/// Writes a date by a pattern of `yyyy MM dd HH mm ss` and signs; `None` for any other letter.
fn written(moment: [i64; 6], pattern: &str, time: bool) -> Option<String> {
    let [year, month, day, hour, minute, second] = moment;
    let mut out = String::new();
    let mut rest = pattern;
    'next: while let Some(first) = rest.chars().next() {
        let fields = [
            ("yyyy", year, false),
            ("MM", month, false),
            ("dd", day, false),
            ("HH", hour, true),
            ("mm", minute, true),
            ("ss", second, true),
        ];
        for (word, value, of_time) in fields {
            if let Some(behind) = rest.strip_prefix(word) {
                if of_time && !time {
                    return None;
                }
                let width = word.len();
                out.push_str(&format!("{value:0width$}"));
                rest = behind;
                continue 'next;
            }
        }
        if first.is_ascii_alphabetic() && !matches!(first, 'T' | 'Z') {
            return None;
        }
        out.push(first);
        rest = rest.get(first.len_utf8()..)?;
    }
    Some(out)
}

const ISO: &str = "yyyy-MM-ddTHH:mm:ssZ";

pub(super) fn now<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let pattern = values.first()?.as_text()?;
    let pattern = if &*pattern == "d" { "MM/dd/yyyy" } else { &pattern };
    let moment = parts(seconds(machine.known.today?)?)?;
    written(moment, pattern, false).map(Value::text)
}

pub(super) fn add<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let base = seconds(&values.first()?.as_text()?)?;
    let span = duration::parse(&values.get(1)?.as_text()?).filter(|span| !span.calendar)?;
    let span_seconds = i64::try_from(span.seconds).ok()?;
    let moment = if span.negative {
        base.checked_sub(span_seconds)?
    } else {
        base.checked_add(span_seconds)?
    };
    let pattern = values.get(2).map_or_else(|| Some(ISO.into()), Value::as_text)?;
    written(parts(moment)?, &pattern, true).map(Value::text)
}

pub(super) fn from_epoch<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let moment = parts(values.first()?.as_integer()?)?;
    written(moment, ISO, true).map(Value::text)
}

pub(super) fn to_epoch<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    seconds(&values.first()?.as_text()?).map(Value::integer)
}
