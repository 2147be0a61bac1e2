//! Cron expressions of five fields as `NCrontab` reads them (`tests/oracle/ncrontab.tsv` has what it answers).
//! Each field is a set of numbers; a moment is due if all five have it. Small enough to be written out: the
//! libraries read crontab, which is another language.

use super::days;
use jiff::civil::{Date, DateTime};

/// An expression that was read.
pub(super) struct Cron {
    minutes: Field,
    hours: Field,
    days: Field,
    months: Field,
    weekdays: Field,
}

/// The numbers of a field, as bits.
#[derive(Clone, Copy)]
struct Field(u64);

impl Field {
    const fn has(self, number: i8) -> bool {
        self.0 >> number & 1 == 1
    }

    fn numbers(self) -> impl Iterator<Item = i8> {
        (0..60).filter(move |number| self.has(*number))
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] =
    ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Cron, String> {
    // A tab or a line break separates nothing.
    let fields: Vec<&str> = text.split(' ').filter(|field| !field.is_empty()).collect();
    let [minutes, hours, days, months, weekdays] = fields.as_slice() else {
        return Err(format!("a cron expression has 5 fields, `{text}` has {}", fields.len()));
    };
    Ok(Cron {
        minutes: field(minutes, 0, 59, &[])?,
        hours: field(hours, 0, 23, &[])?,
        days: field(days, 1, 31, &[])?,
        months: field(months, 1, 12, &MONTHS)?,
        weekdays: field(weekdays, 0, 6, &WEEKDAYS)?,
    })
}

impl Cron {
    /// The first time from a day on that is due.
    pub(super) fn next(&self, from: Date, due: impl Fn(&DateTime) -> bool) -> Option<DateTime> {
        days(from)
            .filter(|day| {
                self.months.has(day.month())
                    && self.days.has(day.day())
                    && self.weekdays.has(day.weekday().to_sunday_zero_offset())
            })
            .flat_map(|day| self.hours.numbers().map(move |hour| (day, hour)))
            .flat_map(|(day, hour)| {
                self.minutes.numbers().map(move |minute| day.at(hour, minute, 0, 0))
            })
            .find(due)
    }
}

fn field(text: &str, least: i32, most: i32, names: &[&str]) -> Result<Field, String> {
    let wrong = || format!("`{text}` is not a field from {least} to {most}");
    let number = |word: &str| {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return whole(word).ok_or_else(wrong);
        }
        // Any beginning of a name will do, and the first name that has it is the one.
        let lower = word.to_ascii_lowercase();
        let named = names.iter().position(|name| !word.is_empty() && name.starts_with(&lower));
        let named = named.and_then(|index| i32::try_from(index).ok());
        // The names of a field begin where its numbers begin.
        named.map(|index| index.saturating_add(least)).ok_or_else(wrong)
    };
    let mut bits = 0_u64;
    for part in text.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, Some(whole(step).ok_or_else(wrong)?)),
            None => (part, None),
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (least, most),
            Some((first, last)) => (number(first)?, number(last)?),
            // A number with a step goes on to the end.
            None if step.is_some() => (number(range)?, most),
            None => (number(range)?, number(range)?),
        };
        // The ends of a range are swapped if need be, and a step below 1 is 1.
        let (first, last) = (first.min(last), first.max(last));
        if first < least || last > most {
            return Err(wrong());
        }
        let (step, mut index) = (step.unwrap_or(1).max(1), first.saturating_sub(least));
        while index <= last.saturating_sub(least) {
            bits |= 1_u64.checked_shl(index.saturating_add(least).unsigned_abs()).unwrap_or(0);
            // The reader counts in 32 bits and fails beyond them.
            index = index.checked_add(step).ok_or_else(wrong)?;
        }
    }
    Ok(Field(bits))
}

/// A whole number of 32 bits with what .NET allows around it: blanks, a sign, NUL characters at the end.
fn whole(text: &str) -> Option<i32> {
    let inner = text.trim_end_matches('\0').trim_matches(['\t', '\n', '\u{b}', '\u{c}', '\r', ' ']);
    inner.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// What `NCrontab` answers: text, fields as numbers, next times.
    const TABLE: &str = include_str!("../../../../oracle/ncrontab.tsv");

    #[test]
    fn agrees_with_the_real_reader() {
        let from = jiff::civil::date(2026, 12, 1);
        let mut count = 0;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let [text, fields, next] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let text: String = serde_json::from_str(text).unwrap();
            if text.split(' ').filter(|word| !word.is_empty()).count() == 6 {
                continue; // the service documents five fields, and only those are followed here
            }
            count += 1;
            let cron = parse(&text);
            assert_eq!(cron.is_ok(), fields != "refused", "{text:?}");
            let Ok(cron) = cron else { continue };
            let mut after = None;
            for theirs in next.split(',') {
                let ours = cron.next(from, |time| after.is_none_or(|after| *time > after));
                // Nobody looks ahead as far as the rarest dates.
                if theirs != "never" && ours.is_some() {
                    assert_eq!(
                        ours.map(|time| time.to_string()).as_deref(),
                        Some(theirs),
                        "{text:?}"
                    );
                }
                after = ours;
                if ours.is_none() {
                    break;
                }
            }
        }
        assert!(count > 140, "{count}");
    }
}
