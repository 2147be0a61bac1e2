//! ISO 8601 durations as the management API uses them (`PT5M`), and a guess at what other spellings
//! mean. Compared with a full implementation in the property tests.

use crate::diagnostics::{codes, cut, has_any, pieces, trim};

codes! {
    MALFORMED = "duration/malformed" Error {
        message: "`{actual}` is no ISO 8601 duration",
        help: "write PT5M for five minutes, PT2H for two hours, P1D for a day",
        summary: "The text is no ISO 8601 duration.",
        why: "The service refuses the body.",
        evidence: [
            Spec "ScaleSettings.nodeIdleTimeBeforeScaleDown@all, format duration" "2026-08",
            Service "public thread physical-ai-toolchain#687, refused at apply" "2025-11",
        ],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"5m\"}}}}",
        fix: "writes the duration that was most likely meant",
    }
    NEGATIVE = "duration/negative" Error {
        message: "a waiting time cannot be negative",
        help: "remove the minus sign",
        summary: "The duration is negative.",
        why: "Nobody can wait for less than no time; one client is known to send it.",
        evidence: [Sdk "azure-ai-ml 1.35.2 was seen to send -PT1M" "2026-11"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"-PT5M\"}}}}",
        fix: "removes the sign",
    }
    ODD = "duration/odd" Warning {
        message: [
            "months" => "`{actual}` is {count} months; minutes stand behind a T",
            "calendar" => "`{actual}` counts in years, months or weeks, whose length is read differently",
            "fraction" => "`{actual}` has a fraction, which not every reader takes",
        ],
        help: [
            "months" => "write PT{count}M for {count} minutes",
            "calendar" => "use days, hours, minutes and seconds",
            "fraction" => "use whole seconds",
        ],
        summary: "The duration is legal ISO 8601, but how it is read is uncertain.",
        why: "Months and years have no fixed length, and P5M is often meant as five minutes.",
        evidence: [Docs "XML Schema part 2, duration" "2012-04"],
        example: "{\"properties\":{\"properties\":{\"scaleSettings\":{\"nodeIdleTimeBeforeScaleDown\":\"P5M\"}}}}",
        fix: "writes minutes for months",
    }
}

/// A parsed duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Length in seconds, without sign. Years count 365 days, months 30, weeks 7.
    pub seconds: u64,
    /// A minus sign stands in front.
    pub negative: bool,
    /// Whole months, if the duration consists of nothing else (`P5M`).
    pub only_months: Option<u64>,
    /// Years, months or weeks take part.
    pub calendar: bool,
    /// A part has a fraction; it is cut off in `seconds` only below one second.
    pub fraction: bool,
}

const UNITS: [(u8, bool, u64); 7] = [
    (b'Y', false, 365 * 86_400),
    (b'M', false, 30 * 86_400),
    (b'W', false, 7 * 86_400),
    (b'D', false, 86_400),
    (b'H', true, 3_600),
    (b'M', true, 60),
    (b'S', true, 1),
];

/// Reads an ISO 8601 duration: `P`, then parts in order, upper-case letters.
#[must_use]
pub fn parse(text: &str) -> Option<Duration> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut rest = rest.strip_prefix('P')?;
    let mut seconds = 0_u64;
    let (mut in_time, mut parts, mut next_unit) = (false, 0_u32, 0_usize);
    let (mut only_months, mut calendar, mut fraction) = (None, false, false);
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
            .position(|(letter, time, _)| *letter == unit && *time == in_time)
            .filter(|at| *at >= next_unit)?;
        if fraction {
            return None; // only the last part may have one
        }
        let (_, _, factor) = UNITS.get(at)?;
        let (whole, part) = match cut(number, b'.').or_else(|| cut(number, b',')) {
            Some((whole, part)) => (whole, Some(part)),
            None => (number, None),
        };
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || part.is_some_and(|part| !is_digits(part)) {
            return None;
        }
        fraction = part.is_some();
        // A value beyond the range saturates: it is too long in any case.
        let count = whole.parse::<u64>().unwrap_or(u64::MAX);
        seconds = seconds
            .saturating_add(count.saturating_mul(*factor))
            .saturating_add(part.map_or(0, |part| share(part, *factor)));
        calendar |= at < 3;
        parts = parts.saturating_add(1);
        only_months = (at == 1 && parts == 1 && !fraction).then_some(count);
        next_unit = at.saturating_add(1);
        rest = tail.get(1..)?;
    }
    (parts > 0).then_some(Duration { seconds, negative, only_months, calendar, fraction })
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
    if let Some(duration) = parse(&text.to_ascii_uppercase()).filter(|found| !found.negative) {
        return Some(duration.seconds);
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

    #[test]
    fn reads_what_the_standard_allows() {
        for (text, seconds) in [
            ("PT5M", 300),
            ("PT1M40S", 100),
            ("PT120S", 120),
            ("P1D", 86_400),
            ("P1DT12H", 129_600),
            ("P3D", 259_200),
            ("PT0S", 0),
            ("P1W", 604_800),
            ("PT1.5S", 1),
            ("PT0,5M", 30),
        ] {
            assert_eq!(parse(text).map(|found| found.seconds), Some(seconds), "{text}");
        }
        assert_eq!(parse("P5M").unwrap().only_months, Some(5));
        assert_eq!(parse("P5MT1S").unwrap().only_months, None);
        assert!(parse("-PT5M").unwrap().negative);
        for text in [
            "", "P", "PT", "5M", "PT5", "P5S", "PT5M5M", "PT5S5M", "pt5m", "P1.5DT1H", "PT1.S",
            "P1DT", "PTT1S",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
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
