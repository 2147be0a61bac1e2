//! The scalar part of the walk: numbers, booleans and words, also in another dress.

use super::Type;
use super::codes::{INTEGER, SCALAR_FORM, WORD_CASE};
use super::read::integer_in;
use super::walk::Shape;
use crate::diagnostics::{Code, Diagnostic, Expected, Fix, Json, Operation, nearest};
use crate::text::{Kind, Node, has_fraction, is_number};

impl Shape<'_> {
    pub(super) fn integer(
        &mut self,
        member: &str,
        value: Node<'_>,
        min: i64,
        max: i64,
        secret: bool,
    ) {
        let spelling = value.spelling();
        let Some(number) = integer_in(value) else {
            let is_number = value.kind() == Kind::Number
                || value.text().is_some_and(|text| is_number(text.trim()));
            if !is_number {
                return self.mismatch(member, Type::Integer { min, max }, value, secret);
            }
            let shown: String = spelling.chars().take(40).collect();
            let fraction = has_fraction(spelling.trim());
            let finding = Diagnostic::new(&INTEGER, value.pointer())
                .param("reason", if fraction { "fraction" } else { "range" })
                .param("member", member)
                .param("min", min)
                .param("max", max)
                .param("actual", shown)
                .expected(Expected::Range { min: Some(min), max: Some(max), unit: None });
            self.marks.fault(value);
            return self.add(value, finding);
        };
        if number < min || number > max {
            let finding = Diagnostic::new(&INTEGER, value.pointer())
                .param("reason", "range")
                .param("member", member)
                .param("min", min)
                .param("max", max)
                .param("actual", number)
                .expected(Expected::Range { min: Some(min), max: Some(max), unit: None })
                .actual(number);
            self.marks.fault(value);
            return self.add(value, finding);
        }
        if value.kind() == Kind::Text || spelling.contains(['.', 'e', 'E']) {
            let found = if value.kind() == Kind::Text { "text" } else { "a decimal number" };
            self.plain(member, value, found, number.into());
        }
    }

    pub(super) fn boolean_text(&mut self, member: &str, value: Node<'_>) {
        let text = value.text().unwrap_or_default();
        let text = text.trim();
        if text.eq_ignore_ascii_case("true") {
            self.plain(member, value, "text", true.into());
        } else if text.eq_ignore_ascii_case("false") {
            self.plain(member, value, "text", false.into());
        } else {
            self.mismatch(member, Type::Boolean, value, false);
        }
    }

    fn plain(&mut self, member: &str, value: Node<'_>, found: &str, known: Json) {
        let title = format!("write {known}");
        let finding = Diagnostic::new(&SCALAR_FORM, value.pointer())
            .param("member", member)
            .param("found", found)
            .param("known", known.to_string())
            .fix(Fix::safe(
                title,
                vec![Operation::Replace { path: value.pointer(), value: known }],
            ));
        self.add(value, finding);
    }

    pub(super) fn word(
        &mut self,
        member: &str,
        value: Node<'_>,
        words: &'static [&'static str],
        unknown: &'static Code,
    ) {
        let text = value.text().unwrap_or_default();
        let text = text.trim();
        if words.contains(&text) {
            return;
        }
        let replace = |word: &str| Operation::Replace { path: value.pointer(), value: word.into() };
        let expected =
            Expected::OneOf { values: words.iter().map(|word| (*word).to_owned()).collect() };
        let shown: String = text.chars().take(60).collect();
        if let Some(known) = words.iter().find(|word| word.eq_ignore_ascii_case(text)) {
            let finding = Diagnostic::new(&WORD_CASE, value.pointer())
                .param("member", member)
                .param("actual", shown)
                .param("known", *known)
                .expected(expected)
                .fix(Fix::safe(format!("write `{known}`"), vec![replace(known)]));
            return self.add(value, finding);
        }
        let mut finding = Diagnostic::new(unknown, value.pointer())
            .param("member", member)
            .param("words", list(words))
            .param("actual", shown.clone())
            .expected(expected)
            .actual(shown);
        if let Some(near) = nearest(text, words.iter().copied()) {
            finding = finding.param("nearest", near).param("reason", "near");
            finding = finding.fix(Fix::suggested(format!("write `{near}`"), vec![replace(near)]));
        }
        self.marks.fault(value);
        self.add(value, finding);
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
