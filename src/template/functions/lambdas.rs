//! Lambda functions: the last argument of `lambda` is evaluated for each item, with names for what it is
//! given.

use std::rc::Rc;

use crate::diagnostics::sorted;
use crate::template::machine::Machine;
use crate::template::parse::{Expression, Parsed};
use crate::template::value::{Member, Value, said};

type Result<'d> = Option<Value<'d>>;

pub(super) fn variable<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let name = values.first()?.as_text()?;
    let mut locals = machine.locals.iter().rev();
    locals.find(|(local, _)| local.eq_ignore_ascii_case(&name)).map(|(_, value)| value.clone())
}

/// Evaluates the body of a lambda. It may take fewer values than there are.
fn apply<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    lambda: u32,
    values: &[&Value<'d>],
) -> Result<'d> {
    let Some(Expression::Call { name, arguments }) = parsed.part(lambda) else { return None };
    let (body, names) = arguments.split_last()?;
    if !name.eq_ignore_ascii_case("lambda") || names.len() > values.len() {
        return None;
    }
    let before = machine.locals.len();
    for (name, value) in names.iter().zip(values) {
        let Some(Expression::Text(name)) = parsed.part(*name) else { return None };
        machine.locals.push((Rc::from(*name), (*value).clone()));
    }
    let value = machine.part(parsed, *body);
    machine.locals.truncate(before);
    Some(value)
}

fn index<'d>(at: usize) -> Value<'d> {
    Value::integer(i64::try_from(at).unwrap_or(i64::MAX))
}

pub(super) fn map<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: &[u32]) -> Result<'d> {
    let [list, lambda] = at else { return None };
    let mut out = Vec::new();
    for (number, item) in machine.part(parsed, *list).items()?.iter().enumerate() {
        out.push(apply(machine, parsed, *lambda, &[item, &index(number)])?);
    }
    Some(Value::list(out))
}

pub(super) fn filter<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: &[u32]) -> Result<'d> {
    let [list, lambda] = at else { return None };
    let mut out = Vec::new();
    for (number, item) in machine.part(parsed, *list).items()?.iter().enumerate() {
        if apply(machine, parsed, *lambda, &[item, &index(number)])?.as_boolean()? {
            out.push(item.clone());
        }
    }
    Some(Value::list(out))
}

pub(super) fn reduce<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: &[u32]) -> Result<'d> {
    let [list, start, lambda] = at else { return None };
    let items = machine.part(parsed, *list).items()?;
    let mut value = machine.part(parsed, *start);
    for (number, item) in items.iter().enumerate() {
        value = apply(machine, parsed, *lambda, &[&value, item, &index(number)])?;
    }
    Some(value)
}

/// Longest list that is sorted: each comparison evaluates an expression.
const LONGEST_SORTED: usize = 1_000;

pub(super) fn sort<'d>(machine: &mut Machine<'d>, parsed: &Parsed<'d>, at: &[u32]) -> Result<'d> {
    let [list, lambda] = at else { return None };
    let items = machine.part(parsed, *list).items()?;
    if items.len() > LONGEST_SORTED {
        return None;
    }
    // By insertion, which asks for "less" only; stable.
    let mut out: Vec<Value<'d>> = Vec::new();
    for item in items.iter() {
        let (mut low, mut high) = (0, out.len());
        while low < high {
            let middle = low.midpoint(high);
            let other = out.get(middle)?;
            if apply(machine, parsed, *lambda, &[item, other])?.as_boolean()? {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        out.insert(low, item.clone());
    }
    Some(Value::list(out))
}

pub(super) fn to_object<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    at: &[u32],
) -> Result<'d> {
    let (list, lambdas) = at.split_first()?;
    let mut members: Vec<Member<'d>> = Vec::new();
    for (number, item) in machine.part(parsed, *list).items()?.iter().enumerate() {
        let key = apply(machine, parsed, *lambdas.first()?, &[item, &index(number)])?;
        let known = key.as_text();
        let value = match lambdas.get(1) {
            Some(lambda) => apply(machine, parsed, *lambda, &[item, &index(number)])?,
            None => item.clone(),
        };
        let (known, key) = (known.is_some(), known.unwrap_or_else(|| said(&key)));
        members.push(Member { key, known, value });
    }
    Some(Value::object(members, false))
}

pub(super) fn map_values<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    at: &[u32],
) -> Result<'d> {
    let [object, lambda] = at else { return None };
    let object = machine.part(parsed, *object).members()?;
    let mut members = Vec::new();
    for member in &object.members {
        let value = apply(machine, parsed, *lambda, &[&member.value])?;
        members.push(Member { value, ..member.clone() });
    }
    Some(Value::object(members, object.open))
}

pub(super) fn group_by<'d>(
    machine: &mut Machine<'d>,
    parsed: &Parsed<'d>,
    at: &[u32],
) -> Result<'d> {
    let [list, lambda] = at else { return None };
    let items = machine.part(parsed, *list).items()?;
    let mut keys: Vec<Rc<str>> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        keys.push(apply(machine, parsed, *lambda, &[item, &index(number)])?.as_text()?);
    }
    let key = |at: u32| keys.get(at as usize);
    let mut groups: Vec<(Rc<str>, Vec<Value<'d>>)> = Vec::new();
    for at in sorted(keys.len(), &|a, b| key(a).cmp(&key(b))) {
        let (Some(key), Some(item)) = (key(at), items.get(at as usize)) else { continue };
        match groups.last_mut().filter(|(last, _)| last == key) {
            Some((_, group)) => group.push(item.clone()),
            None => groups.push((Rc::clone(key), vec![item.clone()])),
        }
    }
    let member = |(key, group)| Member { key, known: true, value: Value::list(group) };
    Some(Value::object(groups.into_iter().map(member).collect(), false))
}
