//! The part of the walk that judges what tables ask of members beside their types.

use super::constraint::{Asks, Breach, Constraint, Entries};
use super::read::integer_in;
use super::walk::Shape;
use super::{Field, Type};
use crate::arm::duration;
use crate::diagnostics::{head, push_token, trim, utf16_units};
use crate::text::Node;

impl Shape<'_> {
    /// Judges a value that has no error yet.
    pub(super) fn constrained(&mut self, object: Node<'_>, field: &Field, value: Node<'_>) {
        if value.is_null() || self.marks.is_faulty(value) {
            return;
        }
        let text = value.text().map(trim).unwrap_or_default();
        let mut number = 0;
        for asked in field.asks {
            let is_kept = match asked.asks {
                Asks::Present { .. } => true,
                Asks::Number { least, most } => integer_in(value).is_none_or(|found| {
                    number = found;
                    (least..=most).contains(&found)
                }),
                Asks::Seconds { least, most } => duration::parse(text)
                    .is_none_or(|found| text.is_empty() || (least..=most).contains(&found.seconds)),
                Asks::Form(form) => {
                    value.text().is_none()
                        || (text.is_empty() && form.or_nothing)
                        || (form.takes)(text)
                }
                Asks::Entries(limits) => {
                    self.entries(asked, limits, value);
                    true
                }
            };
            if !is_kept {
                let pointer = value.pointer();
                let (value, member) = (Some(value), field.name);
                let pointer = pointer.as_str();
                self.breach(asked, &Breach { member, object, pointer, value, text, number });
            }
        }
    }

    /// Judges whether a member may be missing.
    pub(super) fn demanded(&mut self, object: Node<'_>, field: &Field, found: Option<Node<'_>>) {
        if field.asks.is_empty() && !field.asks_within {
            return;
        }
        let is_missing = found.is_none_or(Node::is_null);
        let is_blank = |node: Node<'_>| node.text().is_some_and(|text| trim(text).is_empty());
        let is_sound = |node: Node<'_>| !self.marks.is_faulty(node);
        if !found.is_none_or(|node| (node.is_null() || is_blank(node)) && is_sound(node))
            || (found.is_none() && self.marks.is_open(object))
        {
            return;
        }
        for asked in field.asks {
            self.lacks(object, found, &[field.name], asked);
        }
        let inner = match field.value {
            Type::Object(inner) | Type::Open(inner) => Some(inner),
            Type::Kind => self.kind_fields,
            _ => None,
        };
        for inner in inner.filter(|_| is_missing).into_iter().flatten() {
            let asked = inner.asks.iter();
            for asked in
                asked.filter(|asked| matches!(asked.asks, Asks::Present { deep: true, .. }))
            {
                self.lacks(object, found, &[field.name, inner.name], asked);
            }
        }
    }

    /// Reports what is missing at a path of names below an object, of which the first may be there without a value.
    fn lacks(
        &mut self,
        object: Node<'_>,
        found: Option<Node<'_>>,
        path: &[&'static str],
        asked: &'static Constraint,
    ) {
        let Asks::Present { on_create_only, beside, .. } = asked.asks else { return };
        if beside.is_some_and(|other| object.get(other).is_none_or(Node::is_null)) {
            return;
        }
        let Some((member, above)) = path.split_last().filter(|_| self.creates || !on_create_only)
        else {
            return;
        };
        let (mut pointer, missing) = match found {
            Some(found) => (found.pointer(), path.get(1..).unwrap_or_default()),
            None => (object.pointer(), path),
        };
        for name in missing {
            push_token(&mut pointer, name);
        }
        let value = found.filter(|_| above.is_empty());
        let nearest = found.filter(|_| !above.is_empty()).unwrap_or(object);
        let (pointer, text, number) = (pointer.as_str(), "", 0);
        let breach = Breach { member, object: nearest, pointer, value, text, number };
        self.breach(asked, &breach);
    }

    #[cold]
    fn breach(&mut self, asked: &'static Constraint, breach: &Breach<'_>) {
        let about = if asked.about_object { Some(breach.object) } else { breach.value };
        let finding = match about {
            Some(node) => node.report(asked.code, self.reporter),
            None => {
                let order = breach.object.index();
                self.reporter.add(asked.code, breach.pointer.to_owned(), order)
            }
        };
        (asked.tell)(breach, finding);
    }

    fn entries(&mut self, asked: &'static Constraint, limits: &Entries, map: Node<'_>) {
        let mut over = |node: Node<'_>, reason, count, limit| {
            let finding = node.report(asked.code, self.reporter).reason(reason);
            finding.count("count", count).count("limit", limit);
        };
        let mut count = 0_usize;
        for entry in map.members() {
            count = count.saturating_add(1);
            // No text has more units than bytes.
            if entry.key.is_empty() || entry.key.len() > limits.longest_key {
                let length = utf16_units(entry.key);
                if length == 0 || length > limits.longest_key {
                    over(entry.value, "key", length, limits.longest_key);
                }
            }
            let long = entry.value.text().filter(|text| text.len() > limits.longest_value);
            let length = long.map_or(0, utf16_units);
            if length > limits.longest_value {
                over(entry.value, "value", length, limits.longest_value);
            }
        }
        if count > limits.most {
            over(map, "count", count, limits.most);
        }
        let never = mask_of(limits.never_in_key);
        for entry in map.members() {
            let is_never =
                |byte: u8| never.checked_shr(byte.into()).is_some_and(|bits| bits & 1 == 1);
            let place = entry.key.bytes().position(is_never);
            if let Some(found) = place.and_then(|at| entry.key.get(at..)) {
                let finding = entry.value.report_key(asked.code, self.reporter);
                finding.reason("characters").param("found", head(found, 1));
            }
        }
    }
}

/// A bit for each of some ASCII characters: every byte of every key is looked up in it.
fn mask_of(characters: &str) -> u128 {
    characters.bytes().fold(0, |mask, byte| mask | 1_u128.checked_shl(byte.into()).unwrap_or(0))
}
