//! The language in which other formats are written: rows that say what a member is called there, what that
//! format's own reader takes, and where the value goes in the resource. Knows no format.

use crate::arm::{duration, time_limit};
use crate::diagnostics::{Fix, Json, same_word};
use crate::text::{Kind, Node};

/// What a reader takes for a member.
#[derive(Clone, Copy, Debug)]
pub(super) enum Takes {
    /// A text.
    Text,
    /// A whole number, in digits or as a text of digits.
    Integer,
    /// true or false, or a word for it.
    Boolean,
    /// One of these words, compared without case; beside each the word of the resource.
    Word(&'static [(&'static str, &'static str)]),
    /// A map of texts.
    Texts,
    /// An object with these members.
    Object(&'static [Row]),
    /// An object whose `type` chooses its members; the first are those of any other word.
    Choice(&'static [(&'static str, &'static [Row])]),
    /// A list of objects with these members.
    Objects(&'static [Row]),
    /// A block of Terraform: a list of one object with these members.
    Block(&'static [Row]),
    /// A list of whole numbers.
    Integers,
    /// A list of texts.
    TextList,
    /// A list of these words, or one of them.
    Words(&'static [(&'static str, &'static str)]),
    /// Anything.
    Anything,
    /// What only the service sets: dropped when it is read.
    Owned,
}

/// How a value changes on its way into the resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Via {
    /// Not at all.
    #[default]
    Same,
    /// Seconds become a duration.
    Seconds,
    /// Minutes become a duration.
    Minutes,
    /// Minutes become an argument of `timeout`, such as `15m`.
    TimeoutMinutes,
    /// true is `Enabled`, false is `Disabled`.
    Switch,
    /// A port that the SDK takes.
    Port,
    /// true is false, false is true.
    Not,
}

/// A member of a format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its name there.
    pub(super) name: &'static str,
    /// What is taken for it.
    pub(super) takes: Takes,
    /// Where it goes, below where its object goes; empty if it goes nowhere by itself.
    pub(super) to: &'static str,
    /// How it changes on the way.
    pub(super) via: Via,
    /// The reader refuses an object without it.
    pub(super) required: bool,
    /// Its value must never be shown.
    pub(super) secret: bool,
}

/// A member.
pub(super) const fn row(name: &'static str, takes: Takes, to: &'static str) -> Row {
    Row { name, takes, to, via: Via::Same, required: false, secret: false }
}

impl Row {
    /// Whether its text is for people or for a shell: what looks like a placeholder there may be meant.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.takes, Takes::Owned)
            || ["/description", "/scriptArguments"].iter().any(|end| self.to.ends_with(end))
    }

    /// The reader refuses an object without it.
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// How it changes on the way.
    pub(super) const fn via(mut self, via: Via) -> Self {
        self.via = via;
        self
    }

    /// Its value must never be shown.
    pub(super) const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }
}

/// Words that YAML 1.1 and the SDK's reader take for true and false.
const TRUE: &[&str] = &["true", "yes", "on", "1", "t", "y"];
const FALSE: &[&str] = &["false", "no", "off", "0", "f", "n"];

/// The boolean that a reader makes of a value.
pub(super) fn boolean(node: Node<'_>) -> Option<bool> {
    match node.kind() {
        Kind::Boolean => node.boolean(),
        Kind::Number => match node.integer()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
        Kind::Text => {
            let text = node.text()?;
            let is = |words: &[&str]| words.iter().any(|word| same_word(word, text));
            if is(TRUE) { Some(true) } else { is(FALSE).then_some(false) }
        }
        _ => None,
    }
}

/// The whole number that a reader makes of a value: digits as text pass, a fraction is cut off.
pub(super) fn integer(node: Node<'_>) -> Option<i64> {
    match node.kind() {
        Kind::Number => node.integer().or_else(|| whole_part(node.spelling())),
        Kind::Text => node.text()?.trim().parse().ok(),
        _ => None,
    }
}

/// What is left of a number when its fraction is cut off.
fn whole_part(spelling: &str) -> Option<i64> {
    let end = spelling.bytes().position(|byte| byte == b'.')?;
    let fraction = spelling.get(end..)?;
    if fraction.bytes().any(|byte| byte == b'e' || byte == b'E') {
        return None;
    }
    spelling.get(..end)?.parse().ok()
}

/// The pair of words that a text names.
pub(super) fn word_of(
    words: &'static [(&'static str, &'static str)],
    text: &str,
) -> Option<&'static (&'static str, &'static str)> {
    words.iter().find(|(own, _)| own.eq_ignore_ascii_case(text))
}

/// A whole number of some unit as the resource writes it.
pub(super) fn number_via(via: Via, number: i64) -> Json {
    let seconds = |unit: i64| {
        let magnitude = number.saturating_mul(unit).unsigned_abs();
        let spelled = duration::spell(magnitude);
        if number < 0 { Json::from(["-", &spelled].concat()) } else { Json::from(spelled) }
    };
    match via {
        Via::Seconds => seconds(1),
        Via::Minutes => seconds(60),
        Via::TimeoutMinutes => Json::from([&number.to_string(), "m"].concat()),
        Via::Same | Via::Switch | Via::Port | Via::Not => Json::from(number),
    }
}

/// The value of a format that becomes this value of the resource; `None` if there is none.
pub(super) fn back(row: &Row, value: Node<'_>) -> Option<Json> {
    let exact = |seconds: u64, unit: u64| {
        let number = seconds.checked_div(unit)?;
        (number.checked_mul(unit)? == seconds).then(|| i64::try_from(number).ok()).flatten()
    };
    let seconds = || {
        duration::parse(value.text()?)
            .filter(|found| !found.negative && !found.calendar)
            .map(|found| found.seconds)
    };
    Some(match (row.via, row.takes) {
        (Via::Seconds, _) => Json::from(exact(seconds()?, 1)?),
        (Via::Minutes, _) => Json::from(exact(seconds()?, 60)?),
        (Via::TimeoutMinutes, _) => Json::from(timeout_minutes(value.text()?)?),
        (Via::Switch, _) => match value.text()? {
            text if same_word(text, "Enabled") => Json::from(true),
            text if same_word(text, "Disabled") => Json::from(false),
            _ => return None,
        },
        (Via::Not, _) => Json::from(!value.boolean()?),
        (Via::Same, Takes::Word(words)) => {
            let text = value.text()?;
            let found = words.iter().find(|(_, theirs)| same_word(theirs, text))?;
            Json::from(found.0)
        }
        (Via::Same | Via::Port, _) => crate::text::to_json(value),
    })
}

/// The minutes of an argument of `timeout`.
fn timeout_minutes(text: &str) -> Option<i64> {
    let seconds = time_limit::seconds(text)?;
    seconds.checked_div(60).filter(|minutes| minutes.checked_mul(60) == Some(seconds))
}

/// A number or boolean as a text.
pub(super) fn quoted(node: Node<'_>) -> Option<Fix> {
    let plain = matches!(node.kind(), Kind::Number | Kind::Boolean);
    plain.then(|| Fix::replace("put it in quotes", node.pointer(), Json::from(node.spelling())))
}
