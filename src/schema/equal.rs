//! When two values of a member mean the same: defaults, case of words, other spellings of durations, ids
//! and regions are no change.

use super::read::integer_in;
use super::{Field, Format, Type};
use crate::arm::{duration, region};
use crate::text::{Kind, Node};

/// Whether a member means the same in two bodies. An absent or null member means its default.
#[must_use]
pub fn equal(field: &Field, left: Option<Node<'_>>, right: Option<Node<'_>>) -> bool {
    let given = |node: Option<Node<'_>>| node.is_some_and(|node| !node.is_null());
    match (left.filter(|_| given(left)), right.filter(|_| given(right))) {
        (None, None) => true,
        (Some(found), None) | (None, Some(found)) => is_default(field, found),
        (Some(left), Some(right)) => same(field.value, left, right),
    }
}

/// Whether a value says what its absence would say.
fn is_default(field: &Field, value: Node<'_>) -> bool {
    let is_empty = match value.kind() {
        Kind::Text => value.text().is_some_and(|text| text.trim().is_empty()),
        Kind::List => value.items().next().is_none(),
        Kind::Object => value.members().next().is_none(),
        _ => false,
    };
    is_empty
        || field.default.is_some_and(|default| match field.value {
            Type::Text(Format::Duration(_)) => {
                let seconds = |text| duration::parse(text).map(|found| found.seconds);
                value.text().is_some_and(|text| seconds(text) == seconds(default))
            }
            _ => value.spelling().trim().eq_ignore_ascii_case(default),
        })
}

/// Whether two values mean the same.
fn same(wanted: Type, left: Node<'_>, right: Node<'_>) -> bool {
    match wanted {
        Type::Integer { .. } | Type::Port => integer_in(left) == integer_in(right),
        Type::Boolean => left.spelling().eq_ignore_ascii_case(right.spelling()),
        Type::Word(_) | Type::ClosedWord(_) => {
            same_text(left, right, &|left, right| left.trim().eq_ignore_ascii_case(right.trim()))
        }
        Type::Text(format) => same_text(left, right, &|left, right| same_in(format, left, right)),
        Type::Object(fields) => fields
            .iter()
            .filter(|field| !field.read_only)
            .all(|field| equal(field, left.get(field.name), right.get(field.name))),
        Type::Map { key, .. } => {
            left.members().count() == right.members().count()
                && left
                    .members()
                    .all(|member| right.members().any(|other| same_in(key, member.key, other.key)))
        }
        Type::List(inner) => {
            left.items().count() == right.items().count()
                && left.items().zip(right.items()).all(|(left, right)| same(*inner, left, right))
        }
        Type::Kind | Type::Any => left.equals(right),
    }
}

fn same_text(left: Node<'_>, right: Node<'_>, same: &dyn Fn(&str, &str) -> bool) -> bool {
    match (left.text(), right.text()) {
        (Some(left), Some(right)) => same(left, right),
        _ => left.equals(right),
    }
}

/// Whether two texts of a format mean the same.
fn same_in(format: Format, left: &str, right: &str) -> bool {
    match format {
        Format::Duration(_) => {
            let seconds = |text: &str| duration::parse(text.trim()).map(|found| found.seconds);
            left == right || seconds(left).is_some_and(|found| seconds(right) == Some(found))
        }
        Format::ResourceId(_) | Format::AnyResourceId => same_id(left, right),
        Format::Region => region::normal_form(left) == region::normal_form(right),
        Format::VmSize | Format::ComputeName | Format::Guid => left.eq_ignore_ascii_case(right),
        _ => left == right,
    }
}

/// Whether two ids have the same segments, without case and without regard to extra slashes.
#[must_use]
pub fn same_id(left: &str, right: &str) -> bool {
    let segments = |text| str::split(text, '/').filter(|segment| !segment.is_empty());
    let (mut left, mut right) = (segments(left.trim()), segments(right.trim()));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.eq_ignore_ascii_case(right) => {}
            _ => return false,
        }
    }
}
