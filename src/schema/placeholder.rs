//! Values that nobody filled in.

use crate::diagnostics::{cut, find_word, has_any, is_of_a_word, pieces, trim};
use crate::text::Node;
use crate::text::signs::{ANY, LINE, OPEN, SAMPLE};

/// What kind of placeholder a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder<'t> {
    /// `<name>`, `{{name}}`, `{name}`, `%NAME%`, `#{name}#`, `__name__`, `@@name@@`
    Brackets(&'t str),
    /// `[parameters('x')]`, `${x}`, `$(x)`, `$NAME`, `$[x]`
    Expression(&'t str),
    /// Zero GUID, `your-…`, `changeme`
    Sample(&'t str),
}

/// Whether nobody has filled a text in: it may become anything. A sample is a text like any other.
#[must_use]
pub fn is_open(text: &str) -> bool {
    !is_filled_in(text)
}

const SAMPLES: [&str; 8] = [
    "00000000-0000-0000-0000-000000000000",
    "your-",
    "your_",
    "yourvnet",
    "yoursubnet",
    "changeme",
    "/none/",
    "/undefined",
];

/// Samples stand in names and ids; what is longer is a key or a script.
const LONGEST_SAMPLE: usize = 300;

/// Whether a text is what it says: no expression and no brackets that something else fills in.
#[must_use]
pub fn is_filled_in(text: &str) -> bool {
    matches!(placeholder_in(text), None | Some(Placeholder::Sample(_)))
}

/// The placeholder in a text, if there is one.
#[must_use]
pub fn placeholder_in(text: &str) -> Option<Placeholder<'_>> {
    look_for(text, ANY)
}

/// The placeholder in a value, if it is a text and holds one: nearly every text has none of the signs.
#[must_use]
pub fn placeholder_of(value: Node<'_>) -> Option<Placeholder<'_>> {
    look_for(value.text()?, value.signs())
}

/// Looks for a placeholder in a text that may hold some signs, and none of the others.
fn look_for(text: &str, signs: u8) -> Option<Placeholder<'_>> {
    let trimmed = trim(text);
    if trimmed.starts_with('[') && trimmed.ends_with(']') && !trimmed.starts_with("[[") {
        return Some(Placeholder::Expression(trimmed));
    }
    let is_short = trimmed.len() <= LONGEST_SAMPLE;
    let may_be_open = (signs & OPEN != 0 && has_any(trimmed, b"<{%$#@"))
        || (signs & LINE != 0 && is_short && has_two_lines(trimmed.as_bytes()));
    if may_be_open && let Some(found) = in_brackets(trimmed) {
        return Some(found);
    }
    let may_be_sample = signs & SAMPLE != 0 && is_short;
    if may_be_sample { sample_in(trimmed).map(Placeholder::Sample) } else { None }
}

fn has_two_lines(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == b"__")
}

/// The first sample word in a text.
fn sample_in(text: &str) -> Option<&str> {
    // The first two letters decide nearly always: the lower half of the classes is of the first letter, the upper
    // half of the second.
    let (mut first, mut at) = (0, 0_usize);
    while let Some(&byte) = text.as_bytes().get(at) {
        let class = LETTERS.get(usize::from(byte)).copied().unwrap_or_default();
        if first & class >> 4 != 0
            && let Some(found) = sample_at(text, at.wrapping_sub(1))
        {
            return Some(found);
        }
        first = class & 0xf;
        at = at.wrapping_add(1);
    }
    None
}

/// Which samples begin with a letter, and which have it in the second place.
static LETTERS: [u8; 256] = letters();

const fn letters() -> [u8; 256] {
    let mut table = [0; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0_u8;
    while let Some((class, behind)) = rest.split_first_mut() {
        *class = match byte.to_ascii_lowercase() {
            b'0' => 0x11,
            b'y' => 0x02,
            b'o' => 0x20,
            b'c' => 0x04,
            b'h' => 0x40,
            b'/' => 0x08,
            b'n' | b'u' => 0x80,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    table
}

/// The sample word that begins at a place, if one does.
fn sample_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.as_bytes().get(at..)?;
    let begins = |sample: &&&str| {
        rest.get(..sample.len()).is_some_and(|head| head.eq_ignore_ascii_case(sample.as_bytes()))
    };
    let sample = SAMPLES.iter().find(begins)?;
    let end = at.checked_add(sample.len())?;
    text.get(at..end).map(|found| found.trim_matches('/'))
}

#[cold]
fn in_brackets(text: &str) -> Option<Placeholder<'_>> {
    if ["${", "$(", "$["].iter().any(|open| find_word(text, open).is_some()) || is_variable(text) {
        return Some(Placeholder::Expression(text));
    }
    let mut brackets = BRACKETS.iter();
    if let Some(found) = brackets.find_map(|(open, close)| between(text, open, close)) {
        return Some(Placeholder::Brackets(found));
    }
    let whole = |open, close| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|name: &str| !name.is_empty() && name.chars().all(is_name))
    };
    if whole('{', '}') || whole('%', '%') {
        return Some(Placeholder::Brackets(text));
    }
    let is_placeholder =
        |part: &&str| part.starts_with('{') && part.ends_with('}') && part.len() > 2;
    pieces(text, b'/').find(is_placeholder).map(Placeholder::Brackets)
}

/// What tools that fill texts in put around the name of what is to be filled in.
const BRACKETS: [(&str, &str); 6] =
    [("#{", "}#"), ("#{", "}"), ("<", ">"), ("{{", "}}"), ("__", "__"), ("@@", "@@")];

/// Names with two lines at both sides that are files and modules of Python.
const OF_PYTHON: [&str; 3] = ["__init__", "__main__", "__pycache__"];

/// `$NAME`, whole or as a part of a path or name.
fn is_variable(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, behind)) = cut(rest, b'$') {
        let edge = before.bytes().last().is_none_or(|byte| matches!(byte, b'/' | b'-' | b'_'));
        let letter = behind.bytes().next().is_some_and(|c| c.is_ascii_alphabetic() || c == b'_');
        let whole = behind
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'/' | b'-' | b'$'));
        if edge && letter && whole && !is_like_a_password(behind) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Digits and letters of both cases, as passwords that happen to begin with `$` have them.
fn is_like_a_password(text: &str) -> bool {
    let has = |class: fn(&u8) -> bool| text.as_bytes().iter().any(class);
    has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase)
}

/// The first `open … close` with a name inside.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let start = find_word(text, open)?;
    let inside = text.get(start.checked_add(open.len())?..)?;
    let length = find_word(inside, close)?;
    let name = inside.get(..length)?;
    let is_placeholder =
        name.chars().any(|c| is_of_a_word(c) && !c.is_ascii_digit()) && name.chars().all(is_name);
    let end = start.checked_add(open.len())?.checked_add(length)?.checked_add(close.len())?;
    let found = if is_placeholder { text.get(start..end) } else { None };
    found.filter(|found| !OF_PYTHON.contains(found))
}

fn is_name(c: char) -> bool {
    is_of_a_word(c) || matches!(c, '_' | '-' | ' ' | '.' | ':' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_them() {
        for (text, found) in [
            ("<region>", Some(Placeholder::Brackets("<region>"))),
            ("/subscriptions/<sub id>/x", Some(Placeholder::Brackets("<sub id>"))),
            ("/subscriptions/{subscriptionId}/x", Some(Placeholder::Brackets("{subscriptionId}"))),
            ("{{ id }}", Some(Placeholder::Brackets("{{ id }}"))),
            ("%REGION%", Some(Placeholder::Brackets("%REGION%"))),
            ("[parameters('x')]", Some(Placeholder::Expression("[parameters('x')]"))),
            ("${{ vars.X }}", Some(Placeholder::Expression("${{ vars.X }}"))),
            ("$(vmSize)", Some(Placeholder::Expression("$(vmSize)"))),
            ("$[variables.size]", Some(Placeholder::Expression("$[variables.size]"))),
            ("$VM_SIZE", Some(Placeholder::Expression("$VM_SIZE"))),
            ("/subscriptions/$SUB/x", Some(Placeholder::Expression("/subscriptions/$SUB/x"))),
            ("#{ComputeName}#", Some(Placeholder::Brackets("#{ComputeName}#"))),
            ("cpu-#{env}", Some(Placeholder::Brackets("#{env}"))),
            ("__vm_size__", Some(Placeholder::Brackets("__vm_size__"))),
            ("@@SIZE@@", Some(Placeholder::Brackets("@@SIZE@@"))),
            ("pkg/__init__.py", None),
            ("a__b", None),
            ("cost $5", None),
            ("pa$word", None),
            ("$ecret9Word", None),
            ("a#b", None),
            ("user@host", None),
            ("[[literal]", None),
            ("your-cluster", Some(Placeholder::Sample("your-"))),
            ("a < b > c", Some(Placeholder::Brackets("< b >"))),
            ("1 < 2", None),
            ("westeurope", None),
        ] {
            assert_eq!(placeholder_in(text), found, "{text}");
        }
    }
}
