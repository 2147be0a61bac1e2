//! ISO 8601 durations as the management API uses them (`PT5M`), and a guess at what other spellings
//! mean. Compared with the answers of .NET, isodate and moment in `tests/oracle/durations.tsv`.

use crate::diagnostics::{codes, cut, has_any, pieces, trim};

codes! {
    MALFORMED = "duration/malformed" Error {
        message: [
            "" => "`{actual}` is not a valid ISO 8601 duration",
            "weeks" => "`{actual}` counts in weeks, which XML Schema and .NET durations do not support",
            "fraction" => "`{actual}` has a fraction in a place other than the seconds",
            "range" => "`{actual}` is longer than .NET can represent",
            "invisible" => "the duration contains an invisible character",
        ],
        help: [
            "" => "write PT5M for five minutes, PT2H for two hours, P1D for a day",
            "weeks" => "write P7D for a week",
            "fraction" => "use a smaller unit without a fraction: PT30M for half an hour",
            "range" => "use at most 10675199 days, and no number above 2147483647",
            "invisible" => "retype it: PT5M is five minutes",
        ],
        summary: "The string is not a duration that the service can read.",
        why: "The service is written in .NET. Its XmlConvert rejects the string, so the whole body is rejected.",
        evidence: [
            Docs "XML Schema part 2, duration: no weeks, a fraction of seconds only" "2012-04",
            Reasoning "XmlConvert.ToTimeSpan of .NET Core 3.1.23, run: table of durations in the manual" "2026-11",
            Spec "ScaleSettings.nodeIdleTimeBeforeScaleDown@all, format duration" "2026-08",
            Service "public thread physical-ai-toolchain#687, rejected at apply" "2025-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"5m\"}}}}",
        fix: "writes the duration that was most likely intended",
    }
    NEGATIVE = "duration/negative" Error {
        message: "a duration cannot be negative here",
        help: "remove the minus sign",
        summary: "The duration is negative.",
        why: "A waiting time cannot be below zero; one client is known to send such values.",
        evidence: [Sdk "azure-ai-ml 1.35.2 was seen to send -PT1M" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"-PT5M\"}}}}",
        fix: "removes the minus sign",
    }
    ODD = "duration/odd" Warning {
        message: [
            "months" => "`{actual}` means {count} months; minutes are written after a T",
            "month" => "`{actual}` means one month; minutes are written after a T",
            "calendar" => "`{actual}` uses years or months, whose length depends on the reader",
            "fraction" => "`{actual}` has a fraction of a second, which not every reader keeps",
        ],
        help: [
            "months" => "write PT{count}M for {count} minutes",
            "month" => "write PT1M for one minute",
            "calendar" => "use days, hours, minutes and seconds",
            "fraction" => "use whole seconds",
        ],
        summary: "The duration is valid ISO 8601, but readers disagree about its length.",
        why: "Months and years have no fixed length (.NET uses 30 and 365 days, Python's isodate none), and P5M often means five minutes.",
        evidence: [
            Docs "XML Schema part 2, duration" "2012-04",
            Sdk "isodate 0.7.2, moment 2.31.0 and .NET Core 3.1.23, run: table of durations in the manual" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"P5M\"}}}}",
        fix: "writes minutes instead of months",
    }
}

/// A duration that .NET reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Length in whole seconds, without sign. A year has 365 days, a month 30, twelve months a year.
    pub seconds: u64,
    /// A minus sign stands in front.
    pub negative: bool,
    /// Whole months, if the duration consists of nothing else (`P5M`).
    pub only_months: Option<u64>,
    /// Years or months take part; none of them do not (`P0Y0M0DT0H2M` is two minutes).
    pub calendar: bool,
    /// Parts of a second are left out of `seconds`.
    pub fraction: bool,
}

/// Why .NET reads no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has not the form of one.
    Form,
    /// Weeks, which XML Schema does not know.
    Weeks,
    /// A fraction of something else than seconds, or behind a comma.
    Fraction,
    /// Longer than .NET can hold.
    Range,
    /// A character that nobody sees; what stands around it would be read.
    Invisible,
}

/// Unit, whether it stands behind the `T`.
const UNITS: [(u8, bool); 7] = [
    (b'Y', false),
    (b'M', false),
    (b'W', false),
    (b'D', false),
    (b'H', true),
    (b'M', true),
    (b'S', true),
];
/// Seconds of a year, a month and so on.
const LENGTHS: [u64; 7] = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3_600, 60, 1];
/// Whole seconds of the longest `TimeSpan`, and the parts of a second that it still holds.
const LONGEST: (u64, u32) = (922_337_203_685, 4_775_807);
/// The largest number of a part.
const LARGEST: u64 = 2_147_483_647;

/// The parts of a text that is a duration of ISO 8601, in a generous reading.
#[derive(Default)]
struct Parts<'t> {
    negative: bool,
    /// The numbers of the units; those that are not given are `None`.
    counts: [Option<u64>; 7],
    /// Unit and digits of a fraction.
    fraction: Option<(usize, &'t str)>,
    /// The fraction stands behind a comma.
    comma: bool,
    /// Digits are missing in front of the point or behind it.
    bare: bool,
}

fn parts(text: &str) -> Option<Parts<'_>> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut rest = rest.strip_prefix('P').filter(|rest| !rest.is_empty())?;
    let mut parts = Parts { negative, ..Parts::default() };
    let (mut in_time, mut next_unit) = (false, 0_usize);
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('T') {
            if in_time || behind.is_empty() {
                return None;
            }
            in_time = true;
            rest = behind;
            continue;
        }
        let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let (number, tail) = rest.split_at_checked(length)?;
        let unit = *tail.as_bytes().first()?;
        let at = UNITS
            .iter()
            .position(|(letter, time)| *letter == unit && *time == in_time)
            .filter(|at| *at >= next_unit && parts.fraction.is_none())?; // only the last has one
        let point = cut(number, b'.');
        parts.comma |= point.is_none() && cut(number, b',').is_some();
        let (whole, part) = match point.or_else(|| cut(number, b',')) {
            Some((whole, part)) => (whole, Some(part)),
            None => (number, None),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let any = !whole.is_empty() || part.is_some_and(|part| !part.is_empty());
        if !any || !digits(whole) || !part.is_none_or(digits) {
            return None;
        }
        parts.bare |= part.is_some_and(|part| part.is_empty() || whole.is_empty());
        parts.fraction = part.map(|part| (at, part));
        // A value beyond the range saturates: it is too long in any case.
        let count = whole.parse::<u64>().unwrap_or(if whole.is_empty() { 0 } else { u64::MAX });
        *parts.counts.get_mut(at)? = Some(count);
        next_unit = at.saturating_add(1);
        rest = tail.get(1..)?;
    }
    Some(parts)
}

impl Parts<'_> {
    /// The sum in seconds, with twelve months for a year.
    fn seconds(&self) -> u64 {
        let [years, months, rest @ ..] = self.counts.map(Option::unwrap_or_default);
        let [year, month, lengths @ ..] = LENGTHS;
        let first = years.saturating_add(months / 12).saturating_mul(year);
        let sum = first.saturating_add((months % 12).saturating_mul(month));
        rest.into_iter()
            .zip(lengths)
            .fold(sum, |sum, (count, length)| sum.saturating_add(count.saturating_mul(length)))
    }
}

/// Whether nobody sees a character, and no blank is seen either.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\0' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Reads a duration as `XmlConvert.ToTimeSpan` of .NET does, for the service is written in it. The table
/// `tests/oracle/durations.tsv` has its answers.
///
/// # Errors
/// Why it would be refused.
pub fn read(text: &str) -> Result<Duration, Refused> {
    let text = text.trim();
    let Some(found) = parts(text) else {
        let seen: String = text.chars().filter(|c| !is_hidden(*c)).collect();
        let readable = seen.len() < text.len() && parts(seen.trim()).is_some();
        return Err(if readable { Refused::Invisible } else { Refused::Form });
    };
    let [years, months, weeks, days, hours, minutes, _] = found.counts;
    let in_time = hours.is_some() || minutes.is_some();
    if weeks.is_some() {
        return Err(Refused::Weeks);
    }
    if found.comma || found.fraction.is_some_and(|(unit, _)| unit < 6) {
        return Err(Refused::Fraction);
    }
    let seconds = found.seconds();
    // Seven digits are kept.
    let ticks = found.fraction.map_or(0, |(_, digits)| {
        digits
            .bytes()
            .chain(std::iter::repeat(b'0'))
            .take(7)
            .fold(0_u32, |sum, byte| sum.wrapping_mul(10).wrapping_add(u32::from(byte & 15)))
    });
    let is_large = found.counts.iter().flatten().any(|count| *count > LARGEST);
    // A negative one holds a tick more, which no waiting time needs.
    if is_large || (seconds, ticks) > LONGEST {
        return Err(Refused::Range);
    }
    let (years, months) = (years.unwrap_or(0), months.unwrap_or(0));
    let alone = years == 0 && days.is_none() && !in_time && found.counts.last() == Some(&None);
    Ok(Duration {
        seconds,
        negative: found.negative,
        only_months: (months > 0 && alone).then_some(months),
        calendar: years > 0 || months > 0,
        fraction: ticks > 0,
    })
}

/// Reads a duration as .NET does.
#[must_use]
pub fn parse(text: &str) -> Option<Duration> {
    read(text).ok()
}

/// Whole seconds of a decimal fraction of a unit; six digits are plenty.
fn share(digits: &str, factor: u64) -> u64 {
    let digits: String = digits.chars().chain("000000".chars()).take(6).collect();
    let millionths = digits.parse::<u64>().unwrap_or(0);
    millionths.saturating_mul(factor).checked_div(1_000_000).unwrap_or(0)
}

/// The shortest usual spelling of a number of seconds: `PT5M`, `PT1H30M`, `P1D`.
#[must_use]
pub fn spell(seconds: u64) -> String {
    let day = 86_400;
    if seconds == 0 {
        return "PT0S".to_owned();
    }
    let mut out = String::from("P");
    let mut rest = seconds;
    if seconds.is_multiple_of(day) {
        return format!("P{}D", seconds / day);
    }
    out.push('T');
    for (length, letter) in [(3_600, 'H'), (60, 'M'), (1, 'S')] {
        let count = rest.checked_div(length).unwrap_or(0);
        if count > 0 {
            out.push_str(&count.to_string());
            out.push(letter);
        }
        rest = rest.checked_rem(length).unwrap_or(0);
    }
    out
}

/// What a malformed duration most likely means, in seconds: `5m`, `pt5m`, `5 minutes`, `00:05:00`.
/// Bare digits say nothing of their unit and give `None`.
#[must_use]
pub fn guess(text: &str) -> Option<u64> {
    let text = trim(text);
    let upper = text.to_ascii_uppercase();
    let seen: String = upper.chars().filter(|c| !is_hidden(*c)).collect();
    if let Some(found) = parts(&seen).filter(|found| !found.negative) {
        let part = found
            .fraction
            .map_or(0, |(unit, digits)| share(digits, LENGTHS.get(unit).copied().unwrap_or(0)));
        return Some(found.seconds().saturating_add(part));
    }
    if has_any(text, b":") {
        let mut fields = pieces(text, b':').map(|field| field.parse::<u64>().ok());
        let (hours, minutes) = (fields.next()??, fields.next()??);
        let seconds = match fields.next() {
            Some(seconds) => seconds?,
            None => 0,
        };
        if fields.next().is_some() || minutes > 59 || seconds > 59 {
            return None;
        }
        return hours
            .checked_mul(3_600)?
            .checked_add(minutes.checked_mul(60)?)?
            .checked_add(seconds);
    }
    let digits =
        text.len().checked_sub(text.trim_start_matches(|c: char| c.is_ascii_digit()).len())?;
    let (number, unit) = text.split_at_checked(digits)?;
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600,
        "d" | "day" | "days" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What readers answer: text, .NET, isodate, moment.
    const TABLE: &str = include_str!("../../tests/oracle/durations.tsv");

    #[test]
    fn agrees_with_dotnet() {
        let mut count = 0;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let [text, wanted, ..] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let text: String = serde_json::from_str(text).unwrap();
            let found = read(&text);
            count += 1;
            // The one tick that only a negative span has.
            if wanted.starts_with("-922337203685.4775808") {
                continue;
            }
            if wanted.starts_with("refused") {
                assert!(found.is_err(), "{text:?} {found:?}");
                continue;
            }
            let found = found.unwrap_or_else(|reason| panic!("{text:?} {reason:?}"));
            let (whole, part) = wanted.split_once('.').unwrap_or((wanted, ""));
            assert_eq!(found.seconds.to_string(), whole.trim_start_matches('-'), "{text:?}");
            assert_eq!(found.fraction, !part.is_empty(), "{text:?}");
            assert_eq!(found.negative && found.seconds > 0, whole.starts_with('-'), "{text:?}");
        }
        assert!(count > 90, "{count}");
    }

    #[test]
    fn tells_why_not() {
        for (text, reason) in [
            ("P2W", Refused::Weeks),
            ("P1W3D", Refused::Weeks),
            ("PT1.5H", Refused::Fraction),
            ("P0.5D", Refused::Fraction),
            ("PT2,5S", Refused::Fraction),
            ("P20000000D", Refused::Range),
            ("PT3000000000S", Refused::Range),
            ("\u{feff}PT9M", Refused::Invisible),
            ("PT\u{200b}9M", Refused::Invisible),
            ("9 minutes", Refused::Form),
            ("\u{200b}9 minutes", Refused::Form),
        ] {
            assert_eq!(read(text), Err(reason), "{text:?}");
        }
    }

    #[test]
    fn parts_of_nothing_are_nothing() {
        let minutes = read("P0Y0M0DT0H2M").unwrap();
        assert_eq!((minutes.seconds, minutes.calendar, minutes.fraction), (120, false, false));
        assert!(!read("PT7.0S").unwrap().fraction);
        assert_eq!(read("P5M").unwrap().only_months, Some(5));
        assert_eq!(read("P0Y5M").unwrap().only_months, Some(5));
        assert_eq!(read("P5MT1S").unwrap().only_months, None);
        assert_eq!(read("P0M").unwrap().only_months, None);
    }

    #[test]
    fn guesses_what_was_meant() {
        for (text, seconds) in [
            ("5m", 300),
            ("pt5m", 300),
            ("5 minutes", 300),
            ("00:05:00", 300),
            ("0:30", 1_800),
            ("2h", 7_200),
            (" 90 s ", 90),
            ("P2W", 1_209_600),
            ("PT0.5H", 1_800),
            ("PT1,5M", 90),
            ("\u{200b}PT4M", 240),
        ] {
            assert_eq!(guess(text), Some(seconds), "{text}");
        }
        for text in ["120", "soon", "", "1:99", "1:2:3:4", "99999999999999999999h"] {
            assert_eq!(guess(text), None, "{text}");
        }
    }

    #[test]
    fn spells_round_trip() {
        for seconds in [0, 1, 59, 60, 100, 120, 3_600, 5_400, 86_400, 90_000, 259_200] {
            assert_eq!(parse(&spell(seconds)).unwrap().seconds, seconds);
        }
        assert_eq!(spell(300), "PT5M");
        assert_eq!(spell(129_600), "PT36H");
    }
}
