//! Dates with a time of day as schedules carry them: `2026-04-23T01:30:00`, without a zone.

use crate::diagnostics::cut;

/// A date with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime {
    /// Year, month, day, hour, minute, second.
    pub parts: [u16; 6],
    /// Whether it was written in the plain form.
    pub plain: bool,
}

/// Reads a date and time: the plain form, and others that say the same (an offset, a fraction, a blank
/// for the `T`, numbers of one digit, no seconds). A date alone does not say when.
#[must_use]
pub fn read(text: &str) -> Option<DateTime> {
    let bytes = text.as_bytes();
    let between = bytes.iter().position(|byte| matches!(byte, b'T' | b't' | b' '))?;
    let (date, time) = (text.get(..between)?, text.get(between.checked_add(1)?..)?);
    let (year, rest) = cut(date, b'-')?;
    let (month, day) = cut(rest, b'-')?;
    let (hour, rest) = cut(without_offset(time)?, b':')?;
    let (minute, second) = cut(rest, b':').unwrap_or((rest, "0"));
    let second = without_fraction(second)?;
    let year = if year.len() == 4 { number(year)? } else { return None };
    let mut parts = [year; 6];
    for (part, text) in parts.iter_mut().skip(1).zip([month, day, hour, minute, second]) {
        *part = if text.len() <= 2 { number(text)? } else { return None };
    }
    let [year, month, day, hour, minute, second] = parts;
    let right = year > 0 && (1..=days_of(year, month)).contains(&day);
    let mut found = DateTime { parts, plain: false };
    found.plain = found.spell() == text;
    (right && hour < 24 && minute < 60 && second < 60).then_some(found)
}

impl DateTime {
    /// The plain form.
    #[must_use]
    pub fn spell(&self) -> String {
        let mut out = String::with_capacity(19);
        for (part, before) in self.parts.into_iter().zip(["", "-", "-", "T", ":", ":"]) {
            out.push_str(before);
            let digits = part.to_string();
            let width = if before.is_empty() { 4_usize } else { 2 };
            for _ in digits.len()..width {
                out.push('0');
            }
            out.push_str(&digits);
        }
        out
    }
}

/// Days of a month; 0 if there is no such month.
pub(super) const fn days_of(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The weekday of a date, Sunday as 0.
pub(super) const fn weekday(year: u16, month: u16, day: u16) -> u16 {
    // Years begin in March, so that the leap day is the last one of its year.
    let (year, month) = if month < 3 {
        (year.wrapping_sub(1), month.wrapping_add(9))
    } else {
        (year, month.wrapping_sub(3))
    };
    // Days before the month, as months of 31 and 30 days follow each other from March on.
    let before = month.wrapping_mul(153).wrapping_add(2) / 5;
    let days = year.wrapping_add(year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    days.wrapping_add(before).wrapping_add(day).wrapping_add(2) % 7
}

/// A date as ISO text.
#[must_use]
pub fn spell(year: u16, month: u16, day: u16) -> String {
    let whole = DateTime { parts: [year, month, day, 0, 0, 0], plain: true }.spell();
    cut(&whole, b'T').map_or_else(String::new, |(date, _)| date.to_owned())
}

/// The date in front of an ISO text: year, month, day.
#[must_use]
pub fn date(text: &str) -> Option<[u16; 3]> {
    let part = |from: usize, to: usize| number(text.get(from..to)?);
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    (1..=days_of(year, month)).contains(&day).then_some([year, month, day])
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A time of day without `Z` or `+hh:mm` behind it.
fn without_offset(time: &str) -> Option<&str> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some(time);
    }
    let Some(at) = time.bytes().position(|byte| matches!(byte, b'+' | b'-')) else {
        return Some(time);
    };
    let offset = time.get(at.checked_add(1)?..)?;
    let hours = offset.get(..2).and_then(number).filter(|hours| *hours < 24);
    let rest = offset.get(2..)?;
    let minutes = number(rest.strip_prefix(':').unwrap_or(rest)).filter(|minutes| *minutes < 60);
    let right = hours.is_some() && (rest.is_empty() || minutes.is_some());
    right.then(|| time.get(..at).unwrap_or_default())
}

/// Seconds without a fraction behind them.
fn without_fraction(second: &str) -> Option<&str> {
    let Some((whole, fraction)) = cut(second, b'.') else { return Some(second) };
    let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(whole)
}

#[cfg(test)]
mod tests {
    use jiff::civil;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn agrees_with_jiff(
            date in (1990_u16..2110, 0_u8..14, 0_u8..33),
            time in (0_u8..26, 0_u8..62, 0_u8..62),
            fraction in proptest::option::of("[0-9]{1,7}"),
        ) {
            let ((year, month, day), (hour, minute, second)) = (date, time);
            let plain = format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
            let fraction = fraction.map_or_else(String::new, |digits| format!(".{digits}"));
            let text = format!("{plain}{fraction}");
            // Our clock has no second 60.
            let theirs = text.parse::<civil::DateTime>().ok().filter(|_| second != 60);
            let ours = read(&text);
            prop_assert_eq!(ours.is_some(), theirs.is_some(), "{}", &text);
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                prop_assert_eq!(ours.plain, text == plain);
                let theirs = theirs.with().subsec_nanosecond(0).build().unwrap();
                prop_assert_eq!(ours.spell(), theirs.to_string());
            }
        }
    }

    #[test]
    fn weekdays() {
        for (text, sunday_is_0) in
            [("2000-02-29", 2), ("2026-11-30", 1), ("2026-12-06T10:00:00", 0), ("2100-03-01", 1)]
        {
            let [year, month, day] = date(text).unwrap();
            assert_eq!(weekday(year, month, day), sunday_is_0, "{text}");
        }
        let mut day = civil::date(1990, 1, 1);
        while day.year() < 2060 {
            let number = |value: i8| u16::try_from(value).unwrap();
            let year = u16::try_from(day.year()).unwrap();
            let ours = weekday(year, number(day.month()), number(day.day()));
            assert_eq!(ours, number(day.weekday().to_sunday_zero_offset()), "{day}");
            day = day.tomorrow().unwrap();
        }
        for text in ["", "2026-02-30", "26-01-01", "soon"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn other_forms() {
        for text in [
            "2026-04-23T1:30:00",
            "2026-04-23 01:30:00",
            "2026-04-23T01:30",
            "2026-04-23T01:30:00Z",
            "2026-04-23T01:30:00.000Z",
            "2026-04-23T01:30:00+05:30",
            "2026-04-23t01:30:00-0800",
            "2026-4-23T01:30:00+02",
        ] {
            let found = read(text).unwrap();
            assert!(!found.plain, "{text}");
            assert_eq!(found.spell(), "2026-04-23T01:30:00", "{text}");
        }
    }

    #[test]
    fn no_dates() {
        for text in [
            "",
            "string",
            "now",
            "01:30",
            "2026-02-29T00:00:00",
            "2026-04-31T00:00:00",
            "2026-04-23T24:00:00",
            "2026-04-23",
            "2026-04-23T",
            "2026-04-23T01",
            "23/04/2026 01:30:00",
            "2026-04-23T01:30:00 Pacific Standard Time",
            "2026-04-23T01:30:00+5",
            "20260423T013000",
            "é-04-23T01:30:00",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
