//! The scalar part of the walk: numbers, booleans and words, also in another dress.

use super::codes::{INTEGER, PORT, SCALAR_FORM, WORD_CASE};
use super::read::integer_in;
use super::walk::Shape;
use super::{INT32, PORTS, Type};
use crate::diagnostics::{Code, Expected, Fix, Json, has_any, nearest, trim};
use crate::text::{Kind, Node, has_fraction, integer_of, is_number};

impl Shape<'_> {
    pub(super) fn integer(
        &mut self,
        member: &str,
        value: Node<'_>,
        min: i64,
        max: i64,
        secret: bool,
    ) {
        let spelling = trim(value.spelling());
        let number = integer_in(value);
        if let Some(number) = number.filter(|number| (min..=max).contains(number)) {
            if value.kind() == Kind::Text {
                self.plain(member, value, "text", number.into());
            } else if has_any(spelling, b".eE") {
                self.plain(member, value, "a decimal number", number.into());
            }
            return;
        }
        if number.is_none() && !is_number(spelling) {
            return self.mismatch(member, Type::Integer { min, max }, value, secret);
        }
        self.marks.fault(value);
        // A text such as `4.0` is not read as the number that it spells.
        let meant = integer_of(spelling).filter(|meant| (min..=max).contains(meant));
        let meant = meant.filter(|_| number.is_none() && value.kind() == Kind::Text);
        let reason = match meant {
            Some(_) => "text",
            None if has_fraction(spelling) => "fraction",
            None => "range",
        };
        let fix =
            meant.map(|meant| Fix::replace("write the number", value.pointer(), meant.into()));
        value
            .report(&INTEGER, self.reporter)
            .fix(fix)
            .reason(reason)
            .member(member)
            .number("min", min)
            .number("max", max)
            .param("actual", spelling)
            .expected(Expected::Range { min: Some(min), max: Some(max), unit: None })
            .actual_json(crate::text::to_json(value));
    }

    /// A number of a port: first a number like any other, then one that a port can have.
    pub(super) fn port(&mut self, member: &str, value: Node<'_>, secret: bool) {
        let Type::Integer { min, max } = INT32 else { return };
        self.integer(member, value, min, max, secret);
        if let Some(number) = integer_in(value)
            && !PORTS.contains(&number)
            && !self.marks.is_faulty(value)
        {
            self.marks.fault(value);
            let (min, max) = (Some(*PORTS.start()), Some(*PORTS.end()));
            let finding = value.report(&PORT, self.reporter).member(member);
            finding.number("actual", number).expected(Expected::Range { min, max, unit: None });
        }
    }

    pub(super) fn boolean_text(&mut self, member: &str, value: Node<'_>) {
        let text = trim(value.text().unwrap_or_default());
        match [true, false].into_iter().find(|word| text.eq_ignore_ascii_case(name(*word))) {
            Some(known) => self.plain(member, value, "text", known.into()),
            None => self.mismatch(member, Type::Boolean, value, false),
        }
    }

    #[cold]
    pub(super) fn plain(&mut self, member: &str, value: Node<'_>, found: &str, known: Json) {
        let finding = value.report(&SCALAR_FORM, self.reporter).member(member);
        finding.own("found", found).own("known", known.as_str());
        let title = ["write ", known.as_str()].concat();
        finding.fix(Some(Fix::replace(&title, value.pointer(), known).safe()));
    }

    pub(super) fn word(
        &mut self,
        member: &str,
        value: Node<'_>,
        words: &'static [&'static str],
        unknown: &'static Code,
    ) {
        let text = trim(value.text().unwrap_or_default());
        if words.contains(&text) {
            return;
        }
        let known = words.iter().find(|word| word.eq_ignore_ascii_case(text));
        let code = if known.is_some() { &WORD_CASE } else { unknown };
        let values = words.iter().map(|word| (*word).to_owned()).collect();
        let finding = value
            .report(code, self.reporter)
            .member(member)
            .param("actual", text)
            .expected(Expected::OneOf { values })
            .actual(text);
        if let Some(known) = known {
            finding.param("known", known);
            finding.fix(Some(Fix::write(value.pointer(), known).safe()));
            return;
        }
        finding.own("words", &words.join(", "));
        if let Some(near) = nearest(text, words) {
            finding.own("nearest", near).reason("near");
            finding.fix(Some(Fix::write(value.pointer(), near)));
        }
        // An empty word is as good as none for the rules.
        if !text.is_empty() {
            self.marks.fault(value);
        }
    }
}

const fn name(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
