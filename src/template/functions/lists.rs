//! Array functions; some take texts as well.

use super::{beginning, end};
use crate::template::machine::Machine;
use crate::template::value::{Data, Found, Value};

type Result<'d> = Option<Value<'d>>;

pub(super) fn array<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    match value.data {
        Data::Unknown(_) => None,
        _ if value.items().is_some() => Some(value.clone()),
        _ => Some(Value::list(vec![value.clone()])),
    }
}

pub(super) fn create<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    Some(Value::list(values.to_vec()))
}

/// The items of the lists in a list; one that is not known may hold any number of them.
pub(super) fn flatten<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let mut all = Vec::new();
    for list in values.first()?.items()?.iter() {
        let items = list.items()?;
        machine.room(items.len().saturating_mul(32))?;
        all.extend(items.iter().cloned());
    }
    Some(Value::list(all))
}

pub(super) fn first<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    match value.items() {
        Some(items) => items.first().cloned(),
        None => beginning(value)?.chars().next().map(|c| Value::text(c.to_string())),
    }
}

pub(super) fn last<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    match value.items() {
        Some(items) => items.last().cloned(),
        None => end(value)?.chars().next_back().map(|c| Value::text(c.to_string())),
    }
}

/// The place of something in a text (compared without case) or a list; -1 if it is not there.
fn place<'d>(values: &[Value<'d>], backwards: bool) -> Result<'d> {
    let [within, wanted] = values else { return None };
    let at = if let Some(items) = within.items() {
        let is = |item: &Value<'d>| item.equals(wanted);
        if backwards { items.iter().rposition(is) } else { items.iter().position(is) }
    } else {
        let (text, word) = (within.as_text()?.to_lowercase(), wanted.as_text()?.to_lowercase());
        let found = if backwards { text.rfind(&word) } else { text.find(&word) };
        found.map(|at| text.get(..at).map_or(0, |before| before.chars().count()))
    };
    Some(Value::integer(at.map_or(-1, |at| i64::try_from(at).unwrap_or(-1))))
}

pub(super) fn index_of<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    place(values, false)
}

pub(super) fn last_index_of<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    place(values, true)
}

/// A count of items; less than nothing is nothing.
fn count(value: &Value<'_>) -> Option<usize> {
    usize::try_from(value.as_integer()?.max(0)).ok()
}

pub(super) fn skip<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [within, number] = values else { return None };
    let number = count(number)?;
    match within.items() {
        Some(items) => Some(Value::list(items.iter().skip(number).cloned().collect())),
        None => Some(Value::text(within.as_text()?.chars().skip(number).collect::<String>())),
    }
}

pub(super) fn take<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [within, number] = values else { return None };
    let number = count(number)?;
    if let Some(items) = within.items() {
        return Some(Value::list(items.iter().take(number).cloned().collect()));
    }
    // The beginning may be known although the text is not.
    let known = beginning(within)?;
    let enough = within.as_text().is_some() || known.chars().count() >= number;
    enough.then(|| Value::text(known.chars().take(number).collect::<String>()))
}

fn counted_back<'d>(values: &[Value<'d>]) -> Found<'d> {
    let [list, number] = values else { return Found::Unknown };
    let (Some(items), Some(number)) = (list.items(), number.as_integer()) else {
        return Found::Unknown;
    };
    let at = usize::try_from(number).ok().and_then(|number| items.len().checked_sub(number));
    match at.and_then(|at| items.get(at)) {
        Some(item) => Found::Value(item.clone()),
        None => Found::Absent,
    }
}

pub(super) fn from_end<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    match counted_back(values) {
        Found::Value(value) => Some(value),
        _ => None,
    }
}

pub(super) fn try_from_end<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    match counted_back(values) {
        Found::Value(value) => Some(value),
        Found::Absent => Some(Value::NULL),
        Found::Unknown => None,
    }
}

pub(super) fn range<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [start, length] = values else { return None };
    let (start, length) = (start.as_integer()?, length.as_integer()?);
    if !(0..=10_000).contains(&length) {
        return None;
    }
    machine.room(usize::try_from(length).ok()?.saturating_mul(32))?;
    let end = start.checked_add(length)?;
    Some(Value::list((start..end).map(Value::integer).collect()))
}

pub(super) fn intersection<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let (first, others) = values.split_first()?;
    if let Some(object) = first.members() {
        let kept = object.members.iter().filter(|member| {
            others.iter().all(|other| match other.get(&member.key) {
                Found::Value(found) => found.equals(&member.value),
                _ => false,
            })
        });
        return Some(Value::object(kept.cloned().collect(), false));
    }
    let items = first.items()?;
    let lists: Vec<_> = others.iter().map(Value::items).collect::<Option<_>>()?;
    let mut kept: Vec<Value<'d>> = Vec::new();
    for item in items.iter() {
        machine
            .room(lists.iter().map(|list| list.len()).fold(kept.len(), usize::saturating_add))?;
        let everywhere = lists.iter().all(|list| list.iter().any(|other| other.equals(item)));
        if everywhere && !kept.iter().any(|other| other.equals(item)) {
            kept.push(item.clone());
        }
    }
    Some(Value::list(kept))
}
