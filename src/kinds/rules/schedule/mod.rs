//! Schedules that start and stop an instance: what they do, when, and whether they agree with each other.

mod codes;

pub use codes::*;

use super::instance::{IDLE, IDLE_MISSING};
use crate::arm::{cron, date_time, time_zone};
use crate::diagnostics::{Expected, Fix, Reporter};
use crate::kinds::{Context, Operation, Rule};
use crate::schema::{Constraint, Reader, Slot, field_of};
use crate::text::Node;

const LIST: &[&str] = &["schedules", "computeStartStop"];
const ACTION: &[&str] = &["action"];
const STATUS: &[&str] = &["status"];
const TYPE: &[&str] = &["triggerType"];
const CRON: &[&str] = &["cron"];
const RECURRENCE: &[&str] = &["recurrence"];
const DEPRECATED: &[&str] = &["schedule"];
const EXPRESSION: &[&str] = &["expression"];
const FREQUENCY: &[&str] = &["frequency"];
const INTERVAL: &[&str] = &["interval"];
const START: &[&str] = &["startTime"];
const ZONE: &[&str] = &["timeZone"];

/// Schedules that an instance may have.
const MOST: usize = 4;
/// Schedules that are compared with each other; far more than may be given.
const COMPARED: usize = 32;

/// Numbers of a recurrence: member, smallest, largest.
const NUMBERS: [(&str, i64, i64); 3] =
    [("hours", 0, 23), ("minutes", 0, 59), ("monthDays", -31, 31)];
const WEEK_DAYS: &str = "weekDays";
const FREQUENCIES: [&str; 5] = ["Minute", "Hour", "Day", "Week", "Month"];
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// What each member of a recurrence goes with.
const GOES_WITH: [(&str, &[&str]); 4] = [
    ("hours", &["Day", "Week", "Month"]),
    ("minutes", &["Day", "Week", "Month"]),
    (WEEK_DAYS, &["Week"]),
    ("monthDays", &["Month"]),
];

/// The rules.
pub const RULES: &[Rule] = &[
    Rule {
        codes: &[
            &TRIGGER_MISSING,
            &TRIGGER_ODD,
            &CRON_SYNTAX,
            &CRON_ODD,
            &BAD_RECURRENCE,
            &RECURRENCE_ODD,
            &BAD_ZONE,
            &BAD_START,
            &START_FORM,
            &CLASH,
        ],
        check: schedules,
    },
    Rule { codes: &[&TOO_MANY], check: count },
    Rule { codes: &[&START_WITHOUT_STOP, &IDLE_MISSING], check: stops },
];

/// What is asked of the action of a schedule: there is one.
pub const ACTION_ASKED: &[Constraint] = &[Constraint::present(&ACTION_MISSING)];

/// When a schedule comes: its trigger as numbers, its zone, its start.
#[derive(PartialEq)]
struct Moment {
    values: [u64; 7],
    zone: String,
    start: Option<[u16; 6]>,
}

fn schedules(cx: &Context<'_>, reporter: &mut Reporter) {
    let mut earlier: Vec<(Node<'_>, &str, Moment)> = Vec::new();
    for entry in cx.data.entries(LIST) {
        let moment = moment(cx, &entry, reporter);
        let enabled = entry.is_absent(STATUS) || entry.is_word(STATUS, "Enabled");
        let (Some(moment), Some(action), Some(node)) =
            (moment.filter(|_| enabled), entry.text(ACTION), entry.object())
        else {
            continue;
        };
        if let Some((first, other, _)) = earlier.iter().find(|(.., other)| *other == moment) {
            let same = other.eq_ignore_ascii_case(action);
            let finding = node.report(&CLASH, reporter).related(first.pointer());
            finding.reason(if same { "same" } else { "opposite" });
        }
        if earlier.len() < COMPARED {
            earlier.push((node, action, moment));
        }
    }
}

/// Checks the trigger of a schedule; tells when it comes, unless that has an error.
fn moment(cx: &Context<'_>, entry: &Reader<'_>, reporter: &mut Reporter) -> Option<Moment> {
    let path = trigger(entry, reporter)?;
    let body = entry.below(path)?;
    let values = if path == CRON { cron(cx, &body, reporter) } else { recurrence(&body, reporter) };
    let zone = zone(&body, reporter);
    let start = start(&body, reporter)?;
    Some(Moment { values: values?, zone, start })
}

/// The member that holds the trigger.
fn trigger(entry: &Reader<'_>, reporter: &mut Reporter) -> Option<&'static [&'static str]> {
    let given = |path| !entry.is_absent(path);
    let told = match entry.slot(TYPE) {
        Slot::Faulty => return None,
        Slot::Absent => None,
        Slot::Found(_) if entry.is_empty(TYPE) => None,
        Slot::Found(_) if entry.is_word(TYPE, "Cron") => Some(CRON),
        Slot::Found(_) => Some(RECURRENCE),
    };
    let any = given(CRON) || given(RECURRENCE);
    if given(DEPRECATED) {
        let fix = any.then(|| Fix::remove("remove it", entry.pointer(DEPRECATED)));
        entry.report(&TRIGGER_ODD, DEPRECATED, reporter).reason("deprecated").fix(fix);
        if !any {
            return None; // it may say when
        }
    }
    let path = told.unwrap_or(if given(CRON) || !any { CRON } else { RECURRENCE });
    if !given(path) {
        let finding = entry.report(&TRIGGER_MISSING, path, reporter).expected(Expected::Present);
        if told.is_some() {
            finding.reason("told").member(path.first().unwrap_or(&""));
        }
        return None;
    }
    let spare = if path == CRON { RECURRENCE } else { CRON };
    match (told, given(spare)) {
        (None, true) => {
            entry.report(&TRIGGER_ODD, TYPE, reporter).reason("both");
            return None;
        }
        (None, false) => {
            let word = if path == CRON { "Cron" } else { "Recurrence" };
            let fix = entry.put(TYPE, word.into(), &["write `", word, "`"].concat());
            let finding = entry.report(&TRIGGER_ODD, TYPE, reporter).reason("type");
            finding.expected(Expected::Present).fix(Some(fix));
        }
        (Some(_), true) => {
            let fix = Fix::remove("remove it", entry.pointer(spare));
            let finding = entry.report(&TRIGGER_ODD, spare, reporter).reason("spare");
            finding.member(spare.first().unwrap_or(&"")).fix(Some(fix));
        }
        (Some(_), false) => {}
    }
    Some(path)
}

fn cron(cx: &Context<'_>, body: &Reader<'_>, reporter: &mut Reporter) -> Option<[u64; 7]> {
    if body.is_empty(EXPRESSION) {
        body.report(&CRON_SYNTAX, EXPRESSION, reporter).reason("empty").expected(Expected::Present);
        return None;
    }
    // With its edges: the reader takes a line break for part of the last field.
    let text = body.node(EXPRESSION)?.text()?;
    let place = || body.pointer(EXPRESSION);
    let cron = match cron::read(text) {
        Ok(cron) => cron,
        Err(mistake) => {
            let finding = body.report(&CRON_SYNTAX, EXPRESSION, reporter);
            finding.param("actual", &one_line(text)).actual(text);
            if let Some(mended) = cron::with_spaces(text) {
                finding.reason("blank").fix(Some(Fix::write(place(), &mended)));
                return None;
            }
            match mistake {
                cron::Mistake::Count(count) => finding.reason("count").count("count", count),
                cron::Mistake::Part(part, field) => {
                    let sunday = cron::with_sunday(text).filter(|mended| mended != text);
                    finding
                        .reason(if part.is_empty() { "gap" } else { "part" })
                        .param("part", &one_line(part))
                        .own("field", field.name);
                    finding.number("min", field.min.into()).number("max", field.max.into());
                    finding.fix(sunday.map(|mended| Fix::write(place(), &mended)))
                }
            };
            return None;
        }
    };
    if !cron.comes() {
        odd(body, "never", reporter);
    } else if cron.restricts_both() {
        odd(body, "both", reporter).own("days", &next_days(cx, body, &cron));
    }
    if let Some((part, found)) = cron.odd {
        let (reason, read) = match found {
            cron::Odd::Backwards => ("backwards", String::new()),
            cron::Odd::Letters(name) => ("letters", name.to_owned()),
            cron::Odd::Number(_) if part.contains(is_foreign) => ("blank", String::new()),
            cron::Odd::Number(number) => ("number", number.to_string()),
            cron::Odd::Step => ("step", String::new()),
            cron::Odd::Single(number) => ("single", number.to_string()),
        };
        let mended = cron::with_spaces(text).filter(|_| reason == "blank");
        let finding = odd(body, reason, reporter).param("part", &one_line(part));
        finding.own("read", &read).fix(mended.map(|mended| Fix::write(place(), &mended)));
    } else if cron.seconds {
        let shorter = cron::without_seconds(text);
        odd(body, "seconds", reporter).fix(shorter.map(|text| Fix::write(place(), text)));
    } else if cron.every_minute() {
        odd(body, "minutes", reporter);
    }
    let [second, minute, hour, day, month, weekday] = cron.values;
    Some([0, second, minute, hour, day, month, weekday])
}

/// Says that an expression hardly means what it says.
fn odd<'r>(
    body: &Reader<'_>,
    reason: &'static str,
    reporter: &'r mut Reporter,
) -> &'r mut crate::diagnostics::Diagnostic {
    let text = body.node(EXPRESSION).and_then(Node::text).unwrap_or_default();
    let finding = body.report(&CRON_ODD, EXPRESSION, reporter).reason(reason);
    finding.param("actual", &one_line(text))
}

/// Whether a character is white space but no space, or NUL.
const fn is_foreign(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\0')
}

/// A text for a message, in one line.
fn one_line(text: &str) -> String {
    let shown = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(shown).collect::<String>().trim().to_owned()
}

/// The next three days of an expression, from the day of the check or of the start on.
fn next_days(cx: &Context<'_>, body: &Reader<'_>, cron: &cron::Cron<'_>) -> String {
    let start = body.filled(START).and_then(date_time::date);
    let from = date_time::date(cx.options.day()).max(start).unwrap_or([2026, 1, 1]);
    let days = cron.days(from, 3).into_iter();
    let days: Vec<String> =
        days.map(|[year, month, day]| date_time::spell(year, month, day)).collect();
    days.join(", ")
}

fn recurrence(body: &Reader<'_>, reporter: &mut Reporter) -> Option<[u64; 7]> {
    let before = reporter.len();
    if body.is_empty(FREQUENCY) {
        let finding = body.report(&BAD_RECURRENCE, FREQUENCY, reporter).reason("frequency");
        finding.expected(Expected::Present);
    }
    let interval = body.integer(INTERVAL);
    if let Some(actual) = interval.filter(|interval| *interval < 1) {
        let finding = body.report(&BAD_RECURRENCE, INTERVAL, reporter).reason("interval");
        finding.number("actual", actual);
        finding.expected(Expected::Range { min: Some(1), max: None, unit: None });
    }
    let mut masks = [0; 4];
    let mut odd = Vec::new();
    for ((name, min, max), mask) in NUMBERS.into_iter().zip(&mut masks) {
        let path = &["schedule", name];
        for item in body.node(path).into_iter().flat_map(Node::items) {
            let Some(number) = body.at(item).integer(&[]) else { continue };
            let zero = number == 0 && name == "monthDays";
            if zero || !(min..=max).contains(&number) {
                let finding = item.report(&BAD_RECURRENCE, reporter).member(name);
                finding.reason(if zero { "zero" } else { "range" }).number("actual", number);
                finding.number("min", min).number("max", max);
                finding.expected(Expected::Range { min: Some(min), max: Some(max), unit: None });
                continue;
            }
            *mask |= u64::try_from(number.saturating_sub(min)).map_or(0, |bit| 1_u64 << (bit & 63));
            if number < 0 || (name == "monthDays" && number > 28) {
                odd.push((item, number));
            }
        }
    }
    let frequency = body.filled(FREQUENCY)?;
    if reporter.len() > before {
        return None;
    }
    for (item, number) in odd {
        let finding = item.report(&RECURRENCE_ODD, reporter).number("actual", number);
        finding.reason(if number < 0 { "negative" } else { "late" });
    }
    if body.is_absent(INTERVAL) {
        let fix = body.put(INTERVAL, 1.into(), "add an interval of 1");
        body.report(&RECURRENCE_ODD, INTERVAL, reporter).reason("interval").fix(Some(fix));
    }
    for (name, frequencies) in GOES_WITH {
        let path = &["schedule", name];
        let Some(list) = body.node(path) else { continue };
        let used = frequencies.iter().any(|word| word.eq_ignore_ascii_case(frequency));
        let empty = list.items().next().is_none();
        // The description asks for hours and minutes with every schedule: an empty list is no mistake
        // where nothing would be read. Without days the day of the start counts.
        let needed = matches!(name, "hours" | "minutes");
        let odd = if empty { used && needed } else { !used };
        if odd {
            let finding = list.report(&RECURRENCE_ODD, reporter).member(name);
            finding.reason(if empty { "empty" } else { "ignored" }).param("frequency", frequency);
        }
    }
    let mut days = 0;
    for item in body.node(&["schedule", WEEK_DAYS]).into_iter().flat_map(Node::items) {
        days |= 1_u64 << (place(&DAYS, item.text().unwrap_or_default()) & 7);
    }
    let kind = place(&FREQUENCIES, frequency).saturating_add(1);
    let [hours, minutes, month_days, _] = masks;
    let interval = interval.and_then(|interval| u64::try_from(interval).ok()).unwrap_or(1);
    Some([kind, 0, interval, hours, minutes, month_days, days])
}

/// The place of a word in a list, letters without case; the number of words, if it is not there.
fn place(words: &[&str], text: &str) -> u64 {
    let place = words.iter().take_while(|word| !word.eq_ignore_ascii_case(text)).count();
    u64::try_from(place).unwrap_or(0)
}

/// The zone in lower case; UTC, if none is given.
fn zone(body: &Reader<'_>, reporter: &mut Reporter) -> String {
    let zone = body.filled(ZONE).unwrap_or("UTC");
    if !time_zone::is_windows(zone) {
        let meant = time_zone::meant(zone);
        let finding = body.report(&BAD_ZONE, ZONE, reporter).param("actual", zone).actual(zone);
        if let Some(windows) = &meant {
            let is_iana = crate::diagnostics::find_byte(zone, b'/').is_some();
            finding.reason(if is_iana { "iana" } else { "meant" }).own("windows", windows);
        }
        finding.fix(meant.map(|windows| Fix::write(body.pointer(ZONE), &windows)));
    }
    zone.to_ascii_lowercase()
}

/// The start, if one is given; the outer value is absent if it has an error.
#[expect(clippy::option_option, reason = "no start and a wrong start are two things")]
fn start(body: &Reader<'_>, reporter: &mut Reporter) -> Option<Option<[u16; 6]>> {
    let Some(text) = body.filled(START) else { return Some(None) };
    let Some(start) = date_time::read(text) else {
        let finding = body.report(&BAD_START, START, reporter).param("actual", text).actual(text);
        finding.expected(Expected::Format {
            name: "date-time",
            pattern: None,
            example: "2026-04-23T01:30:00",
        });
        return None;
    };
    if !start.plain {
        let plain = start.spell();
        let fix = Fix::write(body.pointer(START), &plain);
        let finding = body.report(&START_FORM, START, reporter).param("actual", text);
        finding.param("plain", &plain).fix(Some(fix));
    }
    Some(Some(start.parts))
}

fn count(cx: &Context<'_>, reporter: &mut Reporter) {
    let count = cx.data.node(LIST).map_or(0, |list| list.items().count());
    if count > MOST {
        let finding = cx.data.report(&TOO_MANY, LIST, reporter).count("count", count);
        finding.count("limit", MOST);
        finding.expected(Expected::Length { min: 0, max: MOST, unit: "schedules" });
    }
}

/// Asks what stops the instance.
fn stops(cx: &Context<'_>, reporter: &mut Reporter) {
    let data = &cx.data;
    if !data.is_empty(IDLE) || matches!(data.slot(LIST), Slot::Faulty) {
        return;
    }
    let mut starts = false;
    for entry in data.entries(LIST) {
        let disabled = entry.is_word(STATUS, "Disabled");
        let is_start = entry.is_word(ACTION, "Start");
        // An action that has an error may have been meant as a stop.
        if !disabled && !is_start {
            return;
        }
        starts |= !disabled;
    }
    if starts {
        data.report(&START_WITHOUT_STOP, LIST, reporter).related(data.pointer(IDLE));
    } else if cx.options.operation == Operation::Create {
        let field = IDLE.first().and_then(|name| field_of(cx.kind.fields, name));
        let known = field.is_some_and(|field| field.is_in(cx.options.version()));
        let fix = known.then(|| data.put(IDLE, "PT60M".into(), "stop it after one idle hour"));
        data.report(&IDLE_MISSING, IDLE, reporter).fix(fix);
    }
}
