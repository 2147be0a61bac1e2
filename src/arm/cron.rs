//! Cron expressions as `NCronTab` reads them: minute, hour, day of the month, month, weekday, and a second
//! in front if there are six fields. Numbers, names, lists, ranges and steps, and nothing else.

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

/// Days of each month; in February those of a leap year.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// An expression that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cron {
    /// Second, minute, hour, day of the month, month, weekday: a bit for each value that is meant.
    pub values: [u64; 6],
    /// Whether it has six fields.
    pub seconds: bool,
    /// Whether a range runs backwards; its ends are read as swapped.
    pub backwards: bool,
}

/// What keeps a text from being an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake<'t> {
    /// So many fields.
    Count(usize),
    /// This part of this field.
    Part(&'t str, &'static Field),
}

/// Reads an expression.
///
/// # Errors
/// The first mistake.
pub fn read(text: &str) -> Result<Cron, Mistake<'_>> {
    let count = text.split_ascii_whitespace().count();
    let seconds = count == 6;
    if count != 5 && !seconds {
        return Err(Mistake::Count(count));
    }
    let mut cron = Cron { values: [1; 6], seconds, backwards: false };
    let first = usize::from(!seconds);
    let places = FIELDS.iter().zip(&mut cron.values).skip(first);
    for (word, (field, values)) in text.split_ascii_whitespace().zip(places) {
        *values = 0;
        for part in pieces(word, b',') {
            let (low, high, step) = range(part, field).ok_or(Mistake::Part(part, field))?;
            cron.backwards |= low > high;
            for value in (low.min(high)..=low.max(high)).step_by(step) {
                *values |= 1 << (value & 63);
            }
        }
    }
    Ok(cron)
}

/// The ends of a part, and its step.
fn range(part: &str, field: &Field) -> Option<(u8, u8, usize)> {
    let (range, step) = match cut(part, b'/') {
        Some((range, step)) => (range, Some(number(step).filter(|step| *step > 0)?)),
        None => (part, None),
    };
    let (low, high) = if range == "*" {
        (field.min, field.max)
    } else if let Some((low, high)) = cut(range, b'-') {
        (value(low, field)?, value(high, field)?)
    } else {
        let low = value(range, field)?;
        // A step behind a single value goes on to the end.
        (low, if step.is_some() { field.max } else { low })
    };
    Some((low, high, usize::from(step.unwrap_or(1))))
}

fn value(text: &str, field: &Field) -> Option<u8> {
    if let Some(number) = number(text) {
        return (field.min..=field.max).contains(&number).then_some(number);
    }
    // The beginning of a name is enough; a single letter says too little.
    let is_name = |name: &&str| {
        let head = name.get(..text.len());
        head.is_some_and(|head| text.len() > 1 && head.eq_ignore_ascii_case(text))
    };
    let place = field.names.iter().position(is_name)?;
    u8::try_from(place).ok()?.checked_add(field.min)
}

fn number(text: &str) -> Option<u8> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

impl Cron {
    /// Whether such a day ever comes.
    #[must_use]
    pub fn comes(&self) -> bool {
        let [.., days, months, _] = self.values;
        DAYS.iter().zip(1_u32..).any(|(last, month)| {
            (months >> month) & 1 == 1 && days & ((2_u64 << (last & 63)).wrapping_sub(1)) != 0
        })
    }

    /// Whether it comes in every minute of certain hours only: nearly always a forgotten minute.
    #[must_use]
    pub fn every_minute(&self) -> bool {
        let [_, minutes, hours, ..] = self.values;
        minutes.count_ones() == 60 && hours.count_ones() < 24
    }
}

/// The expression without its seconds, if those are 0.
#[must_use]
pub fn without_seconds(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(|c: char| c.is_ascii_whitespace())?;
    let zero = number(first) == Some(0) && text.split_ascii_whitespace().count() == 6;
    zero.then(|| rest.trim_start())
}

/// The expression with 0 for every Sunday that is written 7; `None` if that does not make it readable.
#[must_use]
pub fn with_sunday(text: &str) -> Option<String> {
    let (before, weekdays) = text.trim_end().rsplit_once(|c: char| c.is_ascii_whitespace())?;
    let parts = pieces(weekdays, b',').map(|part| match part.strip_suffix("-7") {
        Some(low) => [low, "-6,0"].concat(),
        None if part == "7" => "0".to_owned(),
        None => part.to_owned(),
    });
    let mended = [before, " ", &parts.collect::<Vec<_>>().join(",")].concat();
    read(&mended).is_ok_and(|cron| !cron.backwards).then_some(mended)
}

#[cfg(test)]
mod tests {
    use croner::parser::CronParser;
    use proptest::prelude::*;

    use super::*;

    fn part(min: u8, max: u8) -> impl Strategy<Value = String> {
        let value = min.saturating_sub(1)..=max.saturating_add(2);
        prop_oneof![
            (1_u8..70).prop_map(|step| format!("*/{step}")),
            value.clone().prop_map(|value| value.to_string()),
            (value.clone(), value, proptest::option::of(1_u8..9)).prop_map(|(a, b, step)| {
                let step = step.map_or_else(String::new, |step| format!("/{step}"));
                format!("{}-{}{step}", a.min(b), a.max(b))
            }),
        ]
    }

    fn word(min: u8, max: u8) -> impl Strategy<Value = String> {
        // The other reader takes no `*` in a list.
        let list =
            proptest::collection::vec(part(min, max), 1..3).prop_map(|parts| parts.join(","));
        prop_oneof![1 => Just("*".to_owned()), 4 => list]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// What the other crate refuses we refuse, and the values are the same. It takes a weekday 7.
        #[test]
        fn agrees_with_another_reader(
            words in (word(0, 59), word(0, 23), word(1, 31), word(1, 12), word(0, 6))
        ) {
            let (minute, hour, day, month, weekday) = words;
            let text = [minute, hour, day, month, weekday].join(" ");
            let theirs = CronParser::new().parse(&text);
            let ours = read(&text);
            let seven = matches!(ours, Err(Mistake::Part(part, field))
                if field.name == "weekday" && part.contains('7'));
            prop_assert!(seven || ours.is_ok() == theirs.is_ok(), "{} {:?} {:?}", text, ours, theirs);
            if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
                let pattern = theirs.pattern;
                let sets = [
                    &pattern.minutes, &pattern.hours, &pattern.days, &pattern.months,
                    &pattern.days_of_week,
                ];
                for (ours, (field, theirs)) in
                    ours.values.iter().skip(1).zip(FIELDS.iter().skip(1).zip(sets))
                {
                    for value in field.min..=field.max {
                        let set = theirs.is_bit_set(u16::from(value), 1).unwrap();
                        prop_assert_eq!((ours >> value) & 1 == 1, set, "{} {}", text, field.name);
                    }
                }
            }
        }
    }

    #[test]
    fn what_real_schedules_write() {
        for text in [
            "0 18 * * *",
            "0 18 * * MON-FRI",
            "30 7 * * 1,2,3,4,5",
            "*/15 8-18 * * mon-fri",
            "0  9\t1 JAN,jul *",
            "00 06 * * Monday",
            "5/15 * * * *",
            "0 0 22 * * *",
        ] {
            assert!(read(text).is_ok_and(|cron| cron.comes() && !cron.backwards), "{text}");
        }
    }

    #[test]
    fn mistakes() {
        assert_eq!(read("0 18 * *"), Err(Mistake::Count(4)));
        assert_eq!(read("0 0 18 * * * 2026"), Err(Mistake::Count(7)));
        assert_eq!(read("@daily"), Err(Mistake::Count(1)));
        for (text, wrong) in [
            ("60 18 * * *", "60"),
            ("0 24 * * *", "24"),
            ("0 0 0 * *", "0"),
            ("0 0 32 * *", "32"),
            ("0 0 * 13 *", "13"),
            ("0 0 * * 7", "7"),
            ("0 0 ? * *", "?"),
            ("0 0 L * *", "L"),
            ("0 0 15W * *", "15W"),
            ("0 0 * * MON#2", "MON#2"),
            ("0 0 * * 1,,3", ""),
            ("0 0 * * M", "M"),
            ("0 0 * * Montag", "Montag"),
            ("*/0 0 * * *", "*/0"),
            ("-1 0 * * *", "-1"),
            ("0 1- * * *", "1-"),
            ("0.5 1 * * *", "0.5"),
        ] {
            let Err(Mistake::Part(part, _)) = read(text) else { panic!("{text}") };
            assert_eq!(part, wrong, "{text}");
        }
    }

    #[test]
    fn oddities() {
        for text in ["0 0 31 2 *", "0 0 30,31 FEB *", "0 0 31 4,6,9,11 *"] {
            assert!(!read(text).unwrap().comes(), "{text}");
        }
        assert!(read("0 0 29 2 *").unwrap().comes());
        assert!(read("0 22-6 * * *").unwrap().backwards);
        assert!(read("* 18 * * *").unwrap().every_minute());
        assert!(!read("* * * * *").unwrap().every_minute());
        assert_eq!(without_seconds("0 0 18 * * *"), Some("0 18 * * *"));
        assert_eq!(without_seconds("30 0 18 * * *"), None);
        assert_eq!(without_seconds("0 18 * * *"), None);
        assert_eq!(with_sunday("0 18 * * 7").as_deref(), Some("0 18 * * 0"));
        assert_eq!(with_sunday("0 18 * * 5-7").as_deref(), Some("0 18 * * 5-6,0"));
        assert_eq!(with_sunday("0 18 * * 8"), None);
    }
}
