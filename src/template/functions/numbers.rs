//! Numeric functions, and the number of a turn of a loop.

use std::cmp::Ordering;

use crate::template::machine::Machine;
use crate::template::value::{Data, Value};

type Result<'d> = Option<Value<'d>>;

fn two<'d>(values: &[Value<'d>], run: fn(i64, i64) -> Option<i64>) -> Result<'d> {
    let [left, right] = values else { return None };
    run(left.as_integer()?, right.as_integer()?).map(Value::integer)
}

pub(super) fn add<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    two(values, i64::checked_add)
}

pub(super) fn sub<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    two(values, i64::checked_sub)
}

pub(super) fn mul<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    two(values, i64::checked_mul)
}

pub(super) fn div<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    two(values, i64::checked_div)
}

pub(super) fn modulo<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    two(values, i64::checked_rem)
}

pub(super) fn int<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    let number = value.as_integer().or_else(|| value.as_text()?.trim().parse().ok())?;
    Some(Value::integer(number))
}

/// The numbers of a list, or the arguments themselves.
fn numbers(values: &[Value<'_>]) -> Option<Vec<i64>> {
    match values {
        [list] if list.items().is_some() => list.items()?.iter().map(Value::as_integer).collect(),
        _ => values.iter().map(Value::as_integer).collect(),
    }
}

pub(super) fn max<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    numbers(values)?.into_iter().max().map(Value::integer)
}

pub(super) fn min<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    numbers(values)?.into_iter().min().map(Value::integer)
}

/// How two values compare. Texts only where every order of letters agrees: small letters and digits.
fn compare(values: &[Value<'_>]) -> Option<Ordering> {
    let [left, right] = values else { return None };
    match (&left.data, &right.data) {
        (Data::Integer(left), Data::Integer(right)) => Some(left.cmp(right)),
        (Data::Text(left), Data::Text(right)) => {
            let plain = |text: &str| {
                text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
            };
            (plain(left) && plain(right)).then(|| left.cmp(right))
        }
        _ => None,
    }
}

pub(super) fn greater<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    compare(values).map(|order| Value::boolean(order.is_gt()))
}

pub(super) fn greater_or_equals<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    compare(values).map(|order| Value::boolean(order.is_ge()))
}

pub(super) fn less<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    compare(values).map(|order| Value::boolean(order.is_lt()))
}

pub(super) fn less_or_equals<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    compare(values).map(|order| Value::boolean(order.is_le()))
}

pub(super) fn copy_index<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let name = values.iter().find_map(Value::as_text);
    let offset = match values.iter().find(|value| value.as_text().is_none()) {
        Some(offset) => offset.as_integer()?,
        None => 0,
    };
    let mut turn = machine.frame().turn;
    while let Some(found) = turn {
        if name.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(&found.name)) {
            return found.index?.checked_add(offset).map(Value::integer);
        }
        turn = found.outer.clone();
    }
    None
}
