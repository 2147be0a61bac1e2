//! Cron expressions as `NCronTab` reads them, which differs from crontab: only U+0020 separates fields, any
//! beginning of a name is the name, the ends of a range may be swapped, a step below 1 is 1, Sunday is 0
//! only, and where both the day of the month and the weekday are restricted, both must fit. The table
//! `tests/oracle/ncrontab.tsv` has what the real reader answers.

use super::date_time::{days_of, weekday};
use crate::diagnostics::{cut, pieces};

/// One field of an expression.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is, for messages.
    pub name: &'static str,
    /// Smallest value.
    pub min: u8,
    /// Largest value.
    pub max: u8,
    names: &'static [&'static str],
}

const fn field(name: &'static str, min: u8, max: u8, names: &'static [&'static str]) -> Field {
    Field { name, min, max, names }
}

/// The fields of an expression with seconds.
static FIELDS: [Field; 6] = [
    field("second", 0, 59, &[]),
    field("minute", 0, 59, &[]),
    field("hour", 0, 23, &[]),
    field("day of the month", 1, 31, &[]),
    field(
        "month",
        1,
        12,
        &[
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    field(
        "weekday",
        0,
        6,
        &["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    ),
];

/// An expression that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cron<'t> {
    /// Second, minute, hour, day of the month, month, weekday: a bit for each value that is meant.
    pub values: [u64; 6],
    /// Whether it has six fields.
    pub seconds: bool,
    /// The first part that hardly means what it says, and what is read.
    pub odd: Option<(&'t str, Odd)>,
}

/// What is odd about a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// The ends of the range are swapped.
    Backwards,
    /// The letters are read as this name, the first that begins with them.
    Letters(&'static str),
    /// The number is read as this one.
    Number(i32),
    /// The step is below 1, and 1 is read.
    Step,
    /// The step leads out of the field: this value alone is left.
    Single(i32),
}

/// What keeps a text from being an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake<'t> {
    /// So many fields.
    Count(usize),
    /// This part of this field.
    Part(&'t str, &'static Field),
}

/// The fields: what stands between spaces. Other white space separates nothing.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    pieces(text, b' ').filter(|word| !word.is_empty())
}

/// Reads an expression.
///
/// # Errors
/// The first mistake.
pub fn read(text: &str) -> Result<Cron<'_>, Mistake<'_>> {
    let count = words(text).count();
    let seconds = count == 6;
    if count != 5 && !seconds {
        return Err(Mistake::Count(count));
    }
    let mut cron = Cron { values: [1; 6], seconds, odd: None };
    let first = usize::from(!seconds);
    let places = FIELDS.iter().zip(&mut cron.values).skip(first);
    for (word, (field, values)) in words(text).zip(places) {
        *values = 0;
        for part in pieces(word, b',') {
            let (bits, odd) = values_of(part, field).ok_or(Mistake::Part(part, field))?;
            *values |= bits;
            cron.odd = cron.odd.or(odd.map(|odd| (part, odd)));
        }
    }
    Ok(cron)
}

/// The values of a part, a bit for each, and what is odd about it.
fn values_of(part: &str, field: &Field) -> Option<(u64, Option<Odd>)> {
    let (min, max) = (i32::from(field.min), i32::from(field.max));
    let mut odd = None;
    let (range, step) = match cut(part, b'/') {
        Some((range, text)) => {
            let step = number(text)?;
            if step < 1 {
                odd = Some(Odd::Step);
            } else if !is_plain(text) {
                odd = Some(Odd::Number(step));
            }
            (range, Some(step.max(1)))
        }
        None => (part, None),
    };
    let (low, high) = if range == "*" {
        (min, max)
    } else if let Some((low, high)) = cut(range, b'-') {
        let (low, high) = (value(low, field, &mut odd)?, value(high, field, &mut odd)?);
        if low > high {
            odd = Some(Odd::Backwards);
        }
        (low.min(high), low.max(high))
    } else {
        let low = value(range, field, &mut odd)?;
        // A step behind a single value goes on to the end.
        (low, if step.is_some() { max } else { low })
    };
    if low < min || high > max {
        return None;
    }
    let (mut bits, mut at) = (0_u64, low);
    while at <= high {
        bits |= 1_u64.checked_shl(at.unsigned_abs())?;
        // The sum has 32 bits and counts from the first value of the field: beyond that the reader stops
        // with an error.
        let from_first = at.checked_sub(min)?.checked_add(step.unwrap_or(1))?;
        at = from_first.saturating_add(min);
    }
    if step.is_some() && odd.is_none() && bits.count_ones() == 1 {
        odd = Some(Odd::Single(low));
    }
    Some((bits, odd))
}

/// The value of a number or a name; tells if it is spelled in an odd way.
fn value(text: &str, field: &Field, odd: &mut Option<Odd>) -> Option<i32> {
    if text.as_bytes().first()?.is_ascii_digit() {
        let number = number(text)?;
        if !is_plain(text) {
            *odd = Some(Odd::Number(number));
        }
        return Some(number);
    }
    let is_begun =
        |name: &&str| name.get(..text.len()).is_some_and(|head| head.eq_ignore_ascii_case(text));
    let place = field.names.iter().position(is_begun)?;
    let name = *field.names.get(place)?;
    // One letter says too little, and so do two that begin another name as well.
    if text.len() == 1 || field.names.iter().filter(|name| is_begun(name)).count() > 1 {
        *odd = Some(Odd::Letters(name));
    }
    i32::try_from(place).ok()?.checked_add(field.min.into())
}

/// A whole number as .NET reads one: blanks around it, a sign, NUL characters behind it.
fn number(text: &str) -> Option<i32> {
    let blank = |c: char| matches!(c, '\t'..='\r' | ' ');
    let text = text.trim_end_matches('\0').trim_matches(blank);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// Whether a number is written as people write one: one or two digits.
fn is_plain(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Cron<'_> {
    /// Whether such a day ever comes.
    #[must_use]
    pub fn comes(&self) -> bool {
        !self.days([2000, 1, 1], 1).is_empty()
    }

    /// Whether both the day of the month and the weekday are restricted. `NCronTab` asks for both; crontab
    /// for one of them.
    #[must_use]
    pub const fn restricts_both(&self) -> bool {
        let [_, _, _, days, _, weekdays] = self.values;
        days.count_ones() < 31 && weekdays.count_ones() < 7
    }

    /// The first days on which it comes, from a day on (year, month, day); fewer if there are not so many
    /// in forty years, after which weekdays and leap days have met in every way.
    #[must_use]
    pub fn days(&self, from: [u16; 3], count: usize) -> Vec<[u16; 3]> {
        let [.., days, months, weekdays] = self.values;
        let has = |values: u64, value: u16| (values >> (value & 63)) & 1 == 1;
        let [first, ..] = from;
        (first..=first.saturating_add(40))
            .flat_map(|year| (1..=12).map(move |month| (year, month)))
            .filter(|(_, month)| has(months, *month))
            .flat_map(|(year, month)| (1..=days_of(year, month)).map(move |day| [year, month, day]))
            .filter(|day| *day >= from)
            .filter(|[year, month, day]| {
                has(days, *day) && has(weekdays, weekday(*year, *month, *day))
            })
            .take(count)
            .collect()
    }

    /// Whether it comes in every minute of certain hours only: nearly always a forgotten minute.
    #[must_use]
    pub const fn every_minute(&self) -> bool {
        let [_, minutes, hours, ..] = self.values;
        minutes.count_ones() == 60 && hours.count_ones() < 24
    }
}

/// The expression without its seconds, if those are 0.
#[must_use]
pub fn without_seconds(text: &str) -> Option<&str> {
    let (first, rest) = cut(text.trim_start_matches(' '), b' ')?;
    let zero = number(first) == Some(0) && words(text).count() == 6;
    zero.then(|| rest.trim_start_matches(' '))
}

/// The expression with a space for every other blank and without signs of no width, if that makes it
/// readable.
#[must_use]
#[cold]
pub fn with_spaces(text: &str) -> Option<String> {
    let foreign = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{200b}' | '\u{feff}');
    let mended: Vec<&str> = text.split(foreign).filter(|word| !word.is_empty()).collect();
    let mended = mended.join(" ");
    let changed = text.chars().any(|c| c != ' ' && foreign(c));
    (changed && read(&mended).is_ok()).then_some(mended)
}

/// The expression with 0 for every Sunday that is written 7; `None` if that does not make it readable.
#[must_use]
pub fn with_sunday(text: &str) -> Option<String> {
    let (before, weekdays) = text.trim_end().rsplit_once(' ')?;
    let parts = pieces(weekdays, b',').map(|part| match part.strip_suffix("-7") {
        Some(low) => [low, "-6,0"].concat(),
        None if part == "7" => "0".to_owned(),
        None => part.to_owned(),
    });
    let mended = [before, " ", &parts.collect::<Vec<_>>().join(",")].concat();
    let backwards = |cron: &Cron<'_>| matches!(cron.odd, Some((_, Odd::Backwards)));
    read(&mended).is_ok_and(|cron| !backwards(&cron)).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the real reader answers.
    const TABLE: &str = include_str!("../../tests/oracle/ncrontab.tsv");

    /// Text, fields as numbers (`None` if refused), next times.
    fn rows() -> impl Iterator<Item = (String, Option<&'static str>, &'static str)> {
        TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| {
            let [text, fields, next] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let text: String = serde_json::from_str(text).unwrap();
            (text, (fields != "refused").then_some(fields), next)
        })
    }

    fn spell(values: u64, field: &Field) -> String {
        let has =
            |value: u8| (field.min..=field.max).contains(&value) && (values >> value) & 1 == 1;
        let mut parts = Vec::new();
        let mut value = field.min;
        while value <= field.max {
            let start = value;
            while has(value) {
                value = value.saturating_add(1);
            }
            match value.abs_diff(start) {
                0 => {}
                1 => parts.push(start.to_string()),
                _ => parts.push(format!("{start}-{}", value.saturating_sub(1))),
            }
            value = value.saturating_add(1);
        }
        let all = format!("{}-{}", field.min, field.max);
        if parts == [all] { "*".to_owned() } else { parts.join(",") }
    }

    #[test]
    fn agrees_with_the_real_reader() {
        let mut count = 0;
        for (text, fields, next) in rows() {
            count += 1;
            let Some(fields) = fields else {
                assert!(read(&text).is_err(), "{text:?}");
                continue;
            };
            let cron = read(&text).unwrap_or_else(|mistake| panic!("{text:?} {mistake:?}"));
            let skipped = usize::from(!cron.seconds);
            let ours: Vec<String> = FIELDS
                .iter()
                .zip(cron.values)
                .skip(skipped)
                .map(|(field, values)| spell(values, field))
                .collect();
            assert_eq!(ours.join(" "), fields, "{text:?}");
            assert_eq!(cron.comes(), next != "never", "{text:?}");
            let mut days: Vec<&str> = next.split(',').filter_map(|time| time.get(..10)).collect();
            days.dedup();
            let found = cron.days([2026, 12, 1], 3).into_iter();
            let found: Vec<String> =
                found.map(|[year, month, day]| format!("{year}-{month:02}-{day:02}")).collect();
            // The table has times: several of one day, and dates beyond forty years.
            assert!(found.iter().zip(days).all(|(ours, theirs)| ours == theirs), "{text:?}");
        }
        assert!(count > 140, "{count}");
    }

    #[test]
    fn oddities() {
        for (text, part, odd) in [
            ("0 22-6 * * *", "22-6", Odd::Backwards),
            ("0 18 * * SAT-SUN", "SAT-SUN", Odd::Backwards),
            ("0 18 * * M", "M", Odd::Letters("Monday")),
            ("0 18 1 Ju *", "Ju", Odd::Letters("June")),
            ("0 0007 * * *", "0007", Odd::Number(7)),
            ("*/+5 9 * * *", "*/+5", Odd::Number(5)),
            ("*/-3 9 * * *", "*/-3", Odd::Step),
            ("8/0 9 * * *", "8/0", Odd::Step),
            ("*/90 9 * * *", "*/90", Odd::Single(0)),
            ("0 9 */31 * *", "*/31", Odd::Single(1)),
        ] {
            assert_eq!(read(text).unwrap().odd, Some((part, odd)), "{text}");
        }
        for text in ["0 9 * * Mo,TUES,Wednesday", "07 09 */30 * *", "*/30 8-18/2 * Dec 1-5"] {
            assert_eq!(read(text).unwrap().odd, None, "{text}");
        }
        assert!(read("* 18 * * *").unwrap().every_minute());
        assert!(!read("* * * * *").unwrap().every_minute());
        for (text, both) in [
            ("0 9 1 * MON", true),
            ("0 9 */2 * 1-5", true),
            ("0 9 1-31 * MON", false),
            ("0 9 */1 * 1", false),
            ("0 9 1 * 0-6", false),
            ("0 9 1 * *", false),
        ] {
            assert_eq!(read(text).unwrap().restricts_both(), both, "{text}");
        }
    }

    #[test]
    fn mended() {
        assert_eq!(without_seconds("0 0 18 * * *"), Some("0 18 * * *"));
        assert_eq!(without_seconds("30 0 18 * * *"), None);
        assert_eq!(without_seconds("0 18 * * *"), None);
        assert_eq!(with_sunday("0 18 * * 7").as_deref(), Some("0 18 * * 0"));
        assert_eq!(with_sunday("0 18 * * 5-7").as_deref(), Some("0 18 * * 5-6,0"));
        assert_eq!(with_sunday("0 18 * * 8"), None);
        for text in ["5\t9 * *\n1", "5 9 * * 1\r\n", "\u{feff}5 9 * * 1", "5\u{a0}9\u{3000}* * 1"] {
            assert_eq!(with_spaces(text).as_deref(), Some("5 9 * * 1"), "{text:?}");
        }
        assert_eq!(with_spaces("5 9 * * 1"), None);
        assert_eq!(with_spaces("5\t9 * * 8"), None);
    }
}
