//! The dates of HTTP (RFC 9110, section 5.6.7) in their three forms. By hand: the crate for it brings
//! the host's calendar along. Compared with that crate by a test.

use crate::arm::date_time;

const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
const LONGEST_DAY: u64 = 31;

/// Milliseconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
/// `Sun Nov  6 08:49:37 1994`. The name of the day is not looked at; a date before 1970 is 1970.
pub(in crate::client) fn parse(text: &str) -> Option<u64> {
    let mut words = text.split(|found: char| !found.is_ascii_alphanumeric());
    let mut words = words.by_ref().skip(1).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next()?);
    let year_is_last = month(first).is_some();
    let (day, month) = if year_is_last {
        (number(second)?, month(first)?)
    } else {
        (number(first)?, month(second)?)
    };
    let mut next = || words.next().and_then(number);
    let [a, b, c, d] = [next()?, next()?, next()?, next()?];
    let (year, [hour, minute, second]) = if year_is_last { (d, [a, b, c]) } else { (a, [b, c, d]) };
    // Two digits are of the years from 1970 to 2069.
    let year = match year {
        0..70 => year.wrapping_add(2000),
        70..100 => year.wrapping_add(1900),
        100..10_000 => year,
        _ => return None,
    };
    if hour > 23 || minute > 59 || second > 60 || !(1..=LONGEST_DAY).contains(&day) {
        return None;
    }
    let days = days_since_1970(year, month, day);
    let minutes = days.wrapping_mul(24).wrapping_add(hour).wrapping_mul(60).wrapping_add(minute);
    Some(minutes.wrapping_mul(60).wrapping_add(second).wrapping_mul(1000))
}

/// Milliseconds since 1970 of the second in `2026-04-23T01:30:00.5Z`, as services write the times of resources.
pub(in crate::client) fn parse_iso(text: &str) -> Option<u64> {
    let utc = text.ends_with(['Z', 'z']) || text.ends_with("+00:00");
    let parts = date_time::read(text).filter(|_| utc)?.parts.map(u64::from);
    let [year, month, day, hour, minute, second] = parts;
    let days = days_since_1970(year, month, day);
    let minutes = days.wrapping_mul(24).wrapping_add(hour).wrapping_mul(60).wrapping_add(minute);
    Some(minutes.wrapping_mul(60).wrapping_add(second).wrapping_mul(1000))
}

/// Days in years that begin in March: then the leap day is the last one.
fn days_since_1970(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 {
        (year, month.wrapping_sub(3))
    } else {
        (year.wrapping_sub(1), month.wrapping_add(9))
    };
    let leap_days = (year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    let of_months = month.wrapping_mul(153).wrapping_add(2) / 5;
    let days = year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(of_months);
    days.wrapping_add(day).saturating_sub(719_469)
}

fn month(word: &str) -> Option<u64> {
    let at = MONTHS.chunks_exact(3).position(|name| name == word.as_bytes())?;
    u64::try_from(at).ok().map(|at| at.wrapping_add(1))
}

fn number(word: &str) -> Option<u64> {
    word.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{parse, parse_iso};

    /// What the crate makes of a date.
    fn oracle(text: &str) -> Option<u64> {
        let date = httpdate::parse_http_date(text).ok()?;
        Some(u64::try_from(date.duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap())
    }

    #[test]
    fn every_day_of_a_century_is_the_one_the_crate_reads() {
        for day in 0..36_525_u64 {
            let seconds = day * 86_400 + day * 7919 % 86_400;
            let text = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
            assert_eq!(parse(&text), Some(seconds * 1000), "{text}");
        }
    }

    #[test]
    fn times_of_resources_are_those_that_jiff_reads() {
        for text in [
            "2026-04-23T01:30:00Z",
            "2026-04-23T01:30:00.1234567Z",
            "2024-02-29T23:59:59.999+00:00",
            "1970-01-01T00:00:00Z",
            "2000-03-01T00:00:00z",
        ] {
            let seconds = text.parse::<jiff::Timestamp>().unwrap().as_second();
            assert_eq!(parse_iso(text), u64::try_from(seconds * 1000).ok(), "{text}");
        }
        for text in [
            "",
            "2026-04-23",
            "2026-04-23T01:30:00",
            "2026-04-23T01:30:00+02:00",
            "2026-02-30T00:00:00Z",
        ] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_old_forms_are_those_the_crate_reads() {
        for text in [
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Tuesday, 29-Feb-00 23:59:59 GMT",
            "Saturday, 01-Jan-00 00:00:00 GMT",
            "Friday, 31-Dec-99 23:59:59 GMT",
            "Sat Feb 29 12:00:00 2020",
        ] {
            assert!(oracle(text).is_some(), "{text}");
            assert_eq!(parse(text), oracle(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "Sun",
            "Sun, 06 Nov 1994",
            "Sun, 06 Nov 1994 08:49",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:00 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nox 1994 08:49:37 GMT",
            "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "1e300",
        ] {
            assert_eq!(parse(text), None, "{text}");
            assert_eq!(oracle(text), None, "{text}");
        }
    }
}
