//! Cron expressions of five fields. Each field is a set of numbers; a moment is due if all five have
//! it. Small enough to be written out: the libraries bring another library for dates with them.

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

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Cron, String> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [minutes, hours, days, months, weekdays] = fields.as_slice() else {
        return Err(format!("a cron expression has 5 fields, `{text}` has {}", fields.len()));
    };
    let mut weekdays = field(weekdays, 0, 7, &WEEKDAYS)?;
    // Sunday has two numbers.
    if weekdays.has(7) {
        weekdays.0 |= 1;
    }
    Ok(Cron {
        minutes: field(minutes, 0, 59, &[])?,
        hours: field(hours, 0, 23, &[])?,
        days: field(days, 1, 31, &[])?,
        months: field(months, 1, 12, &MONTHS)?,
        weekdays,
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

fn field(text: &str, least: u32, most: u32, names: &[&str]) -> Result<Field, String> {
    let wrong = || format!("`{text}` is not a field from {least} to {most}");
    let number = |word: &str| {
        let named = names.iter().position(|name| name.eq_ignore_ascii_case(word));
        let named = named.and_then(|index| u32::try_from(index).ok());
        // The names of a field begin where its numbers begin.
        let number = named.map(|index| index.saturating_add(least)).or_else(|| word.parse().ok());
        number.filter(|number| (least..=most).contains(number)).ok_or_else(wrong)
    };
    let mut bits = 0_u64;
    for part in text.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, Some(step.parse::<u32>().map_err(|_| wrong())?)),
            None => (part, None),
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (least, most),
            Some((first, last)) => (number(first)?, number(last)?),
            // A number with a step goes on to the end.
            None if step.is_some() => (number(range)?, most),
            None => (number(range)?, number(range)?),
        };
        let step = usize::try_from(step.unwrap_or(1)).unwrap_or(usize::MAX);
        if step == 0 || first > last {
            return Err(wrong());
        }
        bits = (first..=last).step_by(step).fold(bits, |bits, number| bits | 1 << number);
    }
    Ok(Field(bits))
}
