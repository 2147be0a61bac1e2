//! Logical and comparison functions. A condition that is not known is a choice: see `choices`.

use super::{beginning, end};
use crate::template::choices::Axis;
use crate::template::machine::Machine;
use crate::template::parse::{Expression, Parsed};
use crate::template::value::{Data, Value};

type Result<'d> = Option<Value<'d>>;

pub(super) fn right<'d>(_: &mut Machine<'d>, _: &[Value<'d>]) -> Result<'d> {
    Some(Value::boolean(true))
}

pub(super) fn wrong<'d>(_: &mut Machine<'d>, _: &[Value<'d>]) -> Result<'d> {
    Some(Value::boolean(false))
}

pub(super) fn null<'d>(_: &mut Machine<'d>, _: &[Value<'d>]) -> Result<'d> {
    Some(Value::NULL)
}

pub(super) fn boolean<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    Some(Value::boolean(match &value.data {
        Data::Boolean(value) => *value,
        Data::Integer(number) => *number != 0,
        Data::Text(text) if text.eq_ignore_ascii_case("true") || &**text == "1" => true,
        Data::Text(text) if text.eq_ignore_ascii_case("false") || &**text == "0" => false,
        _ => return None,
    }))
}

pub(super) fn not<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    values.first()?.as_boolean().map(|value| Value::boolean(!value))
}

/// Whether a condition holds: by its value, or because nothing is judged where it does not.
fn holds<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: u32) -> Option<bool> {
    let value = machine.part(parsed, at);
    value.as_boolean().or_else(|| {
        let scope = machine.template_index();
        machine.choices.assumption(scope, parsed.spelling(at))
    })
}

/// Conditions are taken one by one until one of them decides.
fn all_or_any<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    arguments: &[u32],
    decides: bool,
) -> Result<'d> {
    let mut unknown = false;
    for at in arguments {
        match holds(machine, parsed, *at) {
            Some(value) if value == decides => return Some(Value::boolean(decides)),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then(|| Value::boolean(!decides))
}

pub(super) fn and<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: &[u32]) -> Result<'d> {
    all_or_any(machine, parsed, at, false)
}

pub(super) fn or<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: &[u32]) -> Result<'d> {
    all_or_any(machine, parsed, at, true)
}

pub(super) fn choose<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    arguments: &[u32],
) -> Result<'d> {
    let [condition, yes, no] = arguments else { return None };
    let way = holds(machine, parsed, *condition).or_else(|| {
        // `not(x)` goes the other way than `x`.
        let (mut at, mut turned) = (*condition, false);
        while let Some(Expression::Call { name, arguments }) = parsed.part(at)
            && name.eq_ignore_ascii_case("not")
            && let [inner] = arguments.as_slice()
        {
            (at, turned) = (*inner, !turned);
        }
        let (scope, text) = (machine.template_index(), parsed.spelling(at));
        let assumed = machine.choices.assumption(scope, text);
        let here = machine.here;
        let first = assumed.map(|holds| u32::from(!holds));
        let way = first.or_else(|| machine.choices.way(scope, text, 2, Axis::Condition, here))?;
        Some((way == 0) != turned)
    })?;
    Some(machine.part(parsed, if way { *yes } else { *no }))
}

pub(super) fn coalesce<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    arguments: &[u32],
) -> Result<'d> {
    for at in arguments {
        let value = machine.part(parsed, *at);
        match value.data {
            Data::Null => {}
            Data::Unknown(_) => return None,
            _ => return Some(value),
        }
    }
    Some(Value::NULL)
}

pub(super) fn equals<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [left, right] = values else { return None };
    if left.is_known() && right.is_known() {
        return Some(Value::boolean(left.equals(right)));
    }
    if left.is_unknown() || right.is_unknown() {
        return None;
    }
    // Two texts that begin or end differently differ, whatever is between.
    let apart = |left: Option<&str>, right: Option<&str>, ends: bool| {
        left.zip(right).is_some_and(|(left, right)| {
            if ends {
                !left.ends_with(right) && !right.ends_with(left)
            } else {
                !left.starts_with(right) && !right.starts_with(left)
            }
        })
    };
    let differ =
        apart(beginning(left), beginning(right), false) || apart(end(left), end(right), true);
    differ.then(|| Value::boolean(false))
}
