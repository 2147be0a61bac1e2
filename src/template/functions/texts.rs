//! String functions.

use std::rc::Rc;

use super::{beginning, end};
use crate::arm::base64 as digits;
use crate::diagnostics::{Reporter, find_byte, find_word, trim as trimmed};
use crate::template::machine::Machine;
use crate::template::value::{Data, Piece, Value, said};
use crate::text::parse;

type Result<'d> = Option<Value<'d>>;

/// The pieces of a text; `None` for what is no text, or of which nothing is known.
pub(in crate::template) fn pieces_of(value: &Value<'_>) -> Option<Vec<Piece>> {
    match &value.data {
        Data::Part(pieces, _) => Some(pieces.to_vec()),
        _ => value.spelled().map(|text| vec![Piece::Known(text)]),
    }
}

/// The pieces of texts one behind the other; what is not known is a hole.
fn joined<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let mut all = Vec::new();
    for value in values {
        match pieces_of(value) {
            Some(pieces) => all.extend(pieces),
            None if value.is_unknown() => all.push(Piece::Hole(said(value))),
            None => return None,
        }
    }
    let length = |piece: &Piece| match piece {
        Piece::Known(text) | Piece::Hole(text) => text.len(),
    };
    machine.room(all.iter().map(length).fold(0, usize::saturating_add))?;
    Some(Value::pieces(all))
}

pub(super) fn concat<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    if values.iter().any(|value| value.items().is_some()) {
        let mut all = Vec::new();
        for value in values {
            all.extend(value.items()?.iter().cloned());
        }
        machine.room(all.len().saturating_mul(32))?;
        return Some(Value::list(all));
    }
    // Of unknown values alone it is not known whether they are texts or lists.
    if values.iter().all(Value::is_unknown) && !values.is_empty() {
        return None;
    }
    joined(machine, values)
}

/// The values that a pattern puts one behind the other; `None` if it is not known, or not plain.
pub(in crate::template) fn formatted<'d>(values: &[Value<'d>]) -> Option<Vec<Value<'d>>> {
    let (pattern, arguments) = values.split_first()?;
    let pattern = pattern.as_text()?;
    let mut out = Vec::new();
    let mut text = String::new();
    let mut rest = &*pattern;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
        text.push_str(rest.get(..at)?);
        let sign = rest.get(at..at.checked_add(1)?)?;
        rest = rest.get(at.checked_add(1)?..)?;
        if let Some(behind) = rest.strip_prefix(sign) {
            text.push_str(sign);
            rest = behind;
            continue;
        }
        let close = find_byte(rest, b'}').filter(|_| sign == "{")?;
        let (number, format) = match rest.get(..close)?.split_once([':', ',']) {
            Some((number, format)) => (number, format),
            None => (rest.get(..close)?, ""),
        };
        let value = arguments.get(number.trim().parse::<usize>().ok()?)?;
        rest = rest.get(close.checked_add(1)?..)?;
        out.push(Value::text(std::mem::take(&mut text)));
        out.push(if format.is_empty() { value.clone() } else { with_format(value, format) });
    }
    text.push_str(rest);
    out.push(Value::text(text));
    Some(out)
}

/// A number with a width of digits (`{0:D3}`) or in groups of three (`{0:N0}`); other formats are not known here.
fn with_format<'d>(value: &Value<'d>, format: &str) -> Value<'d> {
    if let (Some(number), true) = (value.as_integer(), format.eq_ignore_ascii_case("N0")) {
        return Value::text(grouped(number));
    }
    let digits = |format: &str| {
        let width = format.strip_prefix(['D', 'd'])?.parse::<usize>().ok().filter(|it| *it <= 99);
        Some((value.as_integer()?, width?))
    };
    match digits(format) {
        Some((number, width)) => {
            let text = number.unsigned_abs().to_string();
            let sign = if number < 0 { "-" } else { "" };
            let zeros = "0".repeat(width.saturating_sub(text.len()));
            Value::text([sign, &zeros, &text].concat())
        }
        None => Value::UNKNOWN,
    }
}

/// `8175133` as `8,175,133`.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(at);
        if at > 0 && left.is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub(super) fn format<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let parts = formatted(values)?;
    joined(machine, &parts)
}

pub(super) fn join<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [list, between] = values else { return None };
    let between = Value::text(between.as_text()?);
    let mut parts = Vec::new();
    for item in list.items()?.iter() {
        if !parts.is_empty() {
            parts.push(between.clone());
        }
        parts.push(item.clone());
    }
    joined(machine, &parts)
}

pub(super) fn base64<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    machine.room(text.len().saturating_mul(2))?;
    Some(Value::text(digits::encode(text.as_bytes())))
}

fn decoded(value: &Value<'_>) -> Option<String> {
    String::from_utf8(digits::decode(&value.as_text()?)?).ok()
}

pub(super) fn base64_to_string<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = decoded(values.first()?)?;
    machine.room(text.len())?;
    Some(Value::text(text))
}

pub(super) fn base64_to_json<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = decoded(values.first()?)?;
    machine.room(text.len())?;
    value_of(&text)
}

pub(super) fn data_uri<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    machine.room(text.len().saturating_mul(2))?;
    let encoded = digits::encode(text.as_bytes());
    Some(Value::text(["data:text/plain;charset=utf8;base64,", &encoded].concat()))
}

pub(super) fn data_uri_to_string<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    let at = find_word(&text, ";base64,")?;
    let text = text.get(at.checked_add(8)?..)?;
    Some(Value::text(String::from_utf8(digits::decode(text)?).ok()?))
}

/// The value of a JSON text; the resource manager takes single quotes as well.
fn value_of<'d>(text: &str) -> Result<'d> {
    let read = |text: &str| {
        let document = parse(text, &mut Reporter::new());
        document.as_ref().and_then(crate::text::Document::root).map(Value::copied)
    };
    let doubled = || {
        let plain = find_byte(text, b'"').is_none() && find_byte(text, b'\\').is_none();
        plain.then(|| text.replace('\'', "\"")).as_deref().and_then(read)
    };
    read(text).or_else(doubled)
}

pub(super) fn json<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    machine.room(text.len())?;
    value_of(&text)
}

pub(super) fn string<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let value = values.first()?;
    match value.data {
        Data::Part(..) | Data::Text(_) => Some(value.clone()),
        _ if value.is_known() => {
            let text = match value.data {
                Data::Null => return None,
                Data::Boolean(_) => value.spelled()?.to_string(),
                _ => value.json().as_str().to_owned(),
            };
            machine.room(text.len())?;
            Some(Value::text(text))
        }
        _ => None,
    }
}

pub(super) fn pad_left<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.spelled()?;
    let width = usize::try_from(values.get(1)?.as_integer()?).ok()?;
    let with = values.get(2).map_or_else(|| Some(Rc::from(" ")), Value::as_text)?;
    let missing = width.saturating_sub(text.chars().count());
    machine.room(width)?;
    (with.chars().count() == 1).then(|| Value::text([&*with.repeat(missing), &*text].concat()))
}

pub(super) fn replace<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [text, old, new] = values else { return None };
    let old = old.as_text().filter(|old| !old.is_empty())?;
    if let (Some(text), Some(new)) = (text.as_text(), new.as_text()) {
        let found = text.matches(&*old).count();
        machine.room(text.len().saturating_add(found.saturating_mul(new.len())))?;
        return Some(Value::text(text.replace(&*old, &new)));
    }
    None
}

pub(super) fn split<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [text, between] = values else { return None };
    let text = text.as_text()?;
    machine.room(text.len())?;
    let words: Vec<Rc<str>> = match between.items() {
        Some(items) => items.iter().map(Value::as_text).collect::<Option<_>>()?,
        None => vec![between.as_text()?],
    };
    if words.iter().any(|word| word.is_empty()) {
        return None;
    }
    let mut parts = Vec::new();
    let mut rest = &*text;
    loop {
        let cuts = words.iter().filter_map(|word| Some((rest.find(&**word)?, word.len())));
        let Some((at, length)) = cuts.min_by_key(|(at, _)| *at) else { break };
        machine.room(32)?;
        parts.push(Value::text(rest.get(..at)?));
        rest = rest.get(at.checked_add(length)?..)?;
    }
    parts.push(Value::text(rest));
    Some(Value::list(parts))
}

pub(super) fn starts_with<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [text, word] = values else { return None };
    let (known, word) = (beginning(text)?.to_lowercase(), word.as_text()?.to_lowercase());
    let whole = text.as_text().is_some();
    if known.starts_with(&word) {
        return Some(Value::boolean(true));
    }
    // As much as is known differs already.
    (whole || !word.starts_with(&known)).then(|| Value::boolean(false))
}

pub(super) fn ends_with<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [text, word] = values else { return None };
    let (known, word) = (end(text)?.to_lowercase(), word.as_text()?.to_lowercase());
    let whole = text.as_text().is_some();
    if known.ends_with(&word) {
        return Some(Value::boolean(true));
    }
    (whole || !word.ends_with(&known)).then(|| Value::boolean(false))
}

pub(super) fn substring<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    let start = usize::try_from(values.get(1)?.as_integer()?).ok()?;
    let length = match values.get(2) {
        Some(length) => usize::try_from(length.as_integer()?).ok()?,
        None => text.chars().count().checked_sub(start)?,
    };
    let found: String = text.chars().skip(start).take(length).collect();
    // More than there is would stop the deployment.
    (found.chars().count() == length).then(|| Value::text(found))
}

fn mapped<'d>(value: &Value<'d>, change: impl Fn(&str) -> String) -> Result<'d> {
    let pieces = pieces_of(value)?.into_iter().map(|piece| match piece {
        Piece::Known(text) => Piece::Known(change(&text).into()),
        // A hole stands for what it says, changed or not: two of them may differ.
        Piece::Hole(said) => Piece::Hole(said),
    });
    Some(Value::pieces(pieces.collect()))
}

pub(super) fn to_lower<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    machine.room(values.first()?.as_text().map_or(0, |text| text.len()))?;
    mapped(values.first()?, str::to_lowercase)
}

pub(super) fn to_upper<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    machine.room(values.first()?.as_text().map_or(0, |text| text.len()))?;
    mapped(values.first()?, str::to_uppercase)
}

pub(super) fn trim<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    Some(Value::text(trimmed(&values.first()?.as_text()?)))
}

/// What stands behind the last slash of the base makes room for the rest.
pub(super) fn uri<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let [base, rest] = values else { return None };
    let (base, rest) = (base.as_text()?, rest.as_text()?);
    // Steps up, roots and questions are joined by rules of their own.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    let simple = rest.bytes().all(|byte| plain(byte) || byte == b'.')
        && !rest.starts_with('/')
        && find_word(&rest, "..").is_none()
        && find_word(&rest, "./").is_none();
    let begin = find_word(&base, "://")?.saturating_add(3);
    let path = base.get(begin..).filter(|path| find_byte(path, b'?').is_none())?;
    let at = path.bytes().rposition(|byte| byte == b'/').filter(|_| simple)?;
    machine.room(base.len().saturating_add(rest.len()))?;
    let kept = base.get(..begin.saturating_add(at).saturating_add(1))?;
    Some(Value::text([kept, &rest].concat()))
}

pub(super) fn uri_component<'d>(machine: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    machine.room(text.len().saturating_mul(3))?;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                let digit = char::from_digit(digit.into(), 16).unwrap_or('0');
                out.push(digit.to_ascii_uppercase());
            }
        }
    }
    Some(Value::text(out))
}

pub(super) fn uri_component_to_string<'d>(_: &mut Machine<'d>, values: &[Value<'d>]) -> Result<'d> {
    let text = values.first()?.as_text()?;
    let decoded = percent_encoding::percent_decode_str(&text).decode_utf8().ok()?;
    Some(Value::text(&*decoded))
}
