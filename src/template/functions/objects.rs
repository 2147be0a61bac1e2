//! Object functions, and those that take texts, lists and objects alike.

use std::rc::Rc;

use crate::diagnostics::{repeated, sorted, utf16_units};
use crate::template::machine::Machine;
use crate::template::value::{Data, Found, Member, Object, Piece, Value, pick, said};

type Result<'d> = Option<Value<'d>>;

/// The members of an object of which all are known, by name at least.
fn whole<'d>(value: &Value<'d>) -> Option<Rc<Object<'d>>> {
    let object = value.members()?;
    let all = !object.open && object.members.iter().all(|member| member.known);
    all.then_some(object)
}

pub(super) fn create<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let mut members: Vec<Member<'d>> = Vec::new();
    for pair in values.chunks(2) {
        let [key, value] = pair else { return None };
        let known = key.as_text();
        let (known, key) = (known.is_some(), known.unwrap_or_else(|| said(key)));
        members.push(Member { key, known, value: value.clone() });
    }
    Some(Value::object(members, false))
}

pub(super) fn contains<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [within, wanted] = values else { return None };
    if within.members().is_some() {
        let key = wanted.spelled()?;
        return match within.get(&key) {
            Found::Value(_) => Some(Value::boolean(true)),
            Found::Absent => Some(Value::boolean(false)),
            Found::Unknown => None,
        };
    }
    if !wanted.is_known() {
        return None;
    }
    if let Some(items) = within.items() {
        let found = items.iter().any(|item| item.is_known() && item.equals(wanted));
        let all = items.iter().all(Value::is_known);
        return (found || all).then(|| Value::boolean(found));
    }
    let word = wanted.spelled()?;
    match &within.data {
        Data::Text(text) => Some(Value::boolean(text.contains(&*word))),
        Data::Part(pieces, _) => {
            let has = |piece: &Piece| matches!(piece, Piece::Known(text) if text.contains(&*word));
            pieces.iter().any(has).then(|| Value::boolean(true))
        }
        _ => None,
    }
}

pub(super) fn empty<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    let empty = match &value.data {
        Data::Null => true,
        Data::Text(text) => text.is_empty(),
        Data::Part(pieces, _) => {
            let known = pieces.iter().any(|piece| matches!(piece, Piece::Known(_)));
            return known.then(|| Value::boolean(false));
        }
        _ => match (value.items(), value.members()) {
            (Some(items), _) => items.is_empty(),
            (_, Some(object)) if object.members.is_empty() && object.open => return None,
            (_, Some(object)) => object.members.is_empty(),
            _ => return None,
        },
    };
    Some(Value::boolean(empty))
}

pub(super) fn length<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    let length = match value.items() {
        Some(items) => items.len(),
        None => match value.as_text() {
            Some(text) => utf16_units(&text),
            None => whole(value)?.members.len(),
        },
    };
    i64::try_from(length).ok().map(Value::integer)
}

pub(super) fn try_get<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let (first, keys) = values.split_first()?;
    let mut value = first.clone();
    for key in keys {
        if matches!(value.data, Data::Null) {
            return Some(value);
        }
        value = match pick(&value, key) {
            Found::Value(found) => found,
            Found::Absent => return Some(Value::NULL),
            Found::Unknown => return None,
        };
    }
    Some(value)
}

/// Members of one name become one: a later one lies over an earlier one. `deep`: objects inside are merged.
fn combined<'d>(mut all: Vec<Member<'d>>, deep: bool) -> Vec<Member<'d>> {
    let names: Vec<(bool, String)> =
        all.iter().map(|member| (member.known, member.key.to_ascii_lowercase())).collect();
    let name = |at: u32| names.get(at as usize);
    let mut laid = vec![false; all.len()];
    for (over, under) in repeated(all.len(), &|left, right| name(left).cmp(&name(right))) {
        let Some(value) = all.get(over as usize).map(|member| member.value.clone()) else {
            continue;
        };
        let Some(under) = all.get_mut(under as usize) else { continue };
        let both = under.value.members().zip(value.members());
        under.value = match both.filter(|_| deep) {
            Some((old, new)) => {
                let from = under.value.from;
                let merged = combined([&*old.members, &*new.members].concat(), deep);
                Value { from, ..Value::object(merged, old.open || new.open) }
            }
            None => value,
        };
        if let Some(laid) = laid.get_mut(over as usize) {
            *laid = true;
        }
    }
    let mut laid = laid.into_iter();
    all.retain(|_| laid.next() != Some(true));
    all
}

/// Objects over each other. One that is not known may hold anything, and change what came before it.
fn merged<'d>(machine: &mut Machine<'d>, values: &[Value<'d>], deep: bool) -> Result<'d> {
    if values.iter().all(Value::is_unknown) {
        return None;
    }
    let (mut members, mut open) = (Vec::<Member<'d>>::new(), false);
    for value in values {
        if value.is_unknown() {
            for member in &mut members {
                member.value = Value::UNKNOWN;
            }
            open = true;
            continue;
        }
        let object = value.members()?;
        machine.room(object.members.len().saturating_mul(members.len().saturating_add(32)))?;
        open |= object.open;
        for member in &object.members {
            let mut member = member.clone();
            // What came before and is not known may hold more of it.
            if open
                && deep
                && let Some(inner) = member.value.members()
            {
                let from = member.value.from;
                member.value = Value { from, ..Value::object(inner.members.clone(), true) };
            }
            members.push(member);
        }
    }
    Some(Value::object(combined(members, deep), open))
}

pub(super) fn union<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    if values.iter().all(|value| value.items().is_none()) {
        return merged(machine, values, true);
    }
    let mut all: Vec<Value<'d>> = Vec::new();
    for value in values {
        for item in value.items()?.iter() {
            machine.room(all.len().saturating_add(32))?;
            if !item.is_known() {
                return None;
            }
            if !all.iter().any(|other| other.equals(item)) {
                all.push(item.clone());
            }
        }
    }
    Some(Value::list(all))
}

pub(super) fn shallow_merge<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let items = values.first()?.items()?;
    if items.is_empty() {
        return Some(Value::object(Vec::new(), false));
    }
    merged(machine, &items, false)
}

/// The members of an object in the order of their names.
fn in_order<'d>(value: &Value<'d>) -> Option<Vec<Member<'d>>> {
    let object = whole(value)?;
    let key = |at: u32| object.members.get(at as usize).map(|member| member.key.to_lowercase());
    let order = sorted(object.members.len(), &|a, b| key(a).cmp(&key(b)));
    Some(order.into_iter().filter_map(|at| object.members.get(at as usize).cloned()).collect())
}

pub(super) fn items<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let members = in_order(values.first()?)?;
    machine.room(members.len().saturating_mul(64))?;
    let pair = |member: Member<'d>| {
        let named = |name: &str, value| Member { key: name.into(), known: true, value };
        let pair = vec![named("key", Value::text(member.key)), named("value", member.value)];
        Value::object(pair, false)
    };
    Some(Value::list(members.into_iter().map(pair).collect()))
}

pub(super) fn keys<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let members = in_order(values.first()?)?;
    Some(Value::list(members.into_iter().map(|member| Value::text(member.key)).collect()))
}
