//! From findings about a resource back to what the caller wrote.

use super::Mapped;
use super::body::{Origin, below};
use super::loss::{LOST_MEMBER, NO_KIND};
use super::rows::{Row, Takes, back};
use crate::diagnostics::{
    Code, Diagnostic, Fix, Json, Operation, Pointer, Reporter, Severity, cut,
};
use crate::schema::WORD_CASE;
use crate::text::{Document, Node, parse};

/// Moves findings over. Dropped are those about what the caller did not write, and those about members that
/// the format's own reader has refused.
pub(super) fn bring(
    mapped: &Mapped,
    found: Reporter,
    document: &Document<'_>,
    reporter: &mut Reporter,
) {
    let refused: Vec<String> = reporter
        .since(0)
        .filter(|own| own.severity == Severity::Error)
        .map(|own| own.path.clone())
        .collect();
    for (_, mut finding) in found.into_found() {
        // Other formats have spellings of their own.
        if finding.code == &WORD_CASE && !mapped.same {
            continue;
        }
        // What is lost is lost whether its value is known or not.
        let is_loss = [&NO_KIND, &LOST_MEMBER].contains(&finding.code);
        let unknown = || {
            let pointer = [mapped.base.as_str(), &finding.path].concat();
            (is_loss && mapped.same).then_some(Place {
                pointer,
                exact: true,
                row: None,
                same: true,
            })
        };
        let Some(place) = place(mapped, &finding.path).or_else(unknown) else { continue };
        let told =
            |path: &String| !path.is_empty() && Pointer::is_at_or_below(&place.pointer, path);
        let hidden = |path: &String| {
            !place.exact && Pointer::is_at_or_below(path, &finding.path) && !finding.path.is_empty()
        };
        // Why nothing can be written is always told.
        let hushed = finding.code != &NO_KIND
            && (refused.iter().any(told) || mapped.refused.iter().any(hidden));
        if hushed {
            continue;
        }
        let node = document.at(&place.pointer);
        if place.exact && finding.actual.is_some() {
            finding.actual = node.map(crate::text::to_json).filter(|value| !value.is_container());
        }
        finding.fix = finding.fix.take().and_then(|fix| fix_back(mapped, fix, document));
        let related = std::mem::take(&mut finding.related);
        finding.related = related.iter().filter_map(|path| place_of(mapped, path)).collect();
        finding.bytes = None;
        finding.path = place.pointer;
        let order = order(document, &finding.path);
        reporter.adopt(finding, order);
    }
}

/// Where the value of a pointer, or what should hold it, stands in the document.
fn order(document: &Document<'_>, pointer: &str) -> u32 {
    let mut node = document.root();
    for token in Pointer::tokens(pointer).into_iter().flatten() {
        match node.and_then(|node| node.child(&token)) {
            Some(child) => node = Some(child),
            None => break,
        }
    }
    node.map_or(0, Node::index)
}

/// A place in the document.
struct Place {
    pointer: String,
    /// The value there is the value that was found fault with.
    exact: bool,
    row: Option<&'static Row>,
    /// What stands there, or is missing there, is what the resource has or lacks.
    same: bool,
}

fn place_of(mapped: &Mapped, path: &str) -> Option<String> {
    place(mapped, path).map(|place| place.pointer)
}

/// The place of a pointer into the resource; `None` if the caller did not write what it names.
fn place(mapped: &Mapped, path: &str) -> Option<Place> {
    if let Some(written) = mapped
        .body
        .members
        .iter()
        .filter(|written| Pointer::is_at_or_below(path, &written.path))
        .max_by_key(|written| written.path.len())
    {
        let Origin { mut pointer, row, same } = written.origin.clone()?;
        if same {
            pointer.push_str(path.get(written.path.len()..).unwrap_or_default());
        }
        return Some(Place { pointer, exact: same || written.path == path, row, same });
    }
    if mapped.same {
        let pointer = [mapped.base.as_str(), path].concat();
        return Some(Place { pointer, exact: false, row: None, same: true });
    }
    let mut above = path;
    loop {
        if let Some((pointer, row)) = named(mapped, above) {
            return Some(Place { pointer, exact: false, row, same: false });
        }
        let (parent, _) = Pointer::split_last(above)?;
        // An object that was put together: the first of its members that the caller wrote.
        let made = mapped
            .body
            .members
            .iter()
            .filter(|written| Pointer::is_at_or_below(&written.path, above));
        if let Some(origin) = made.filter_map(|written| written.origin.clone()).next()
            && above == path
        {
            return Some(Place { pointer: origin.pointer, exact: false, row: None, same: false });
        }
        above = parent;
        if above.is_empty() {
            return Some(Place {
                pointer: mapped.base.clone(),
                exact: false,
                row: None,
                same: false,
            });
        }
    }
}

/// Where a member of the resource would stand, by the rows of the format.
fn named(mapped: &Mapped, path: &str) -> Option<(String, Option<&'static Row>)> {
    let words = mapped.words;
    if let Some((_, place)) = words.places.iter().find(|(theirs, _)| *theirs == path) {
        return Some(((*place).to_owned(), None));
    }
    words.rows.iter().find_map(|rows| in_rows(rows, path, &mapped.base))
}

fn in_rows(rows: &'static [Row], path: &str, base: &str) -> Option<(String, Option<&'static Row>)> {
    rows.iter().find_map(|row| {
        if !row.to.is_empty() && !Pointer::is_at_or_below(path, row.to) {
            return None;
        }
        let rest = path.get(row.to.len()..)?;
        let here = below(base, row.name);
        match row.takes {
            _ if rest.is_empty() && !row.to.is_empty() => Some((here, Some(row))),
            Takes::Object(rows) => in_rows(rows, rest, &here),
            Takes::Choice(choices) => {
                choices.iter().find_map(|(_, rows)| in_rows(rows, rest, &here))
            }
            Takes::Objects(rows) => {
                let rest = rest.strip_prefix('/')?;
                let end = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
                let item = below(&here, rest.get(..end)?);
                in_rows(rows, rest.get(end..)?, &item)
            }
            _ => None,
        }
    })
}

/// The same change in the document; `None` if it cannot be said there.
fn fix_back(mapped: &Mapped, mut fix: Fix, document: &Document<'_>) -> Option<Fix> {
    if mapped.same {
        let mut all = true;
        for path in fix.patch.iter_mut().flat_map(paths) {
            match place(mapped, path).filter(|place| place.same) {
                Some(place) => *path = place.pointer,
                None => all = false,
            }
        }
        return all.then_some(fix);
    }
    let [operation] = fix.patch.as_slice() else { return None };
    let (path, value) = match operation {
        Operation::Replace { path, value } | Operation::Add { path, value } => (path, Some(value)),
        Operation::Remove { path } => (path, None),
        _ => return None,
    };
    let place = place(mapped, path)?;
    let there = document.at(&place.pointer).is_some();
    let Some(value) = value else {
        // Taking away what the caller wrote in one piece.
        return (place.exact && there && place.row.is_some()).then(|| {
            Fix::new(&fix.title, fix.applicability, vec![Operation::Remove { path: place.pointer }])
        });
    };
    let row = place.row?;
    let text = value.as_str();
    let parsed = parse(text, &mut Reporter::new())?;
    let value = back(row, parsed.root()?)?;
    let path = place.pointer;
    let patch = if there {
        if !place.exact {
            return None;
        }
        Operation::Replace { path, value: value.clone() }
    } else {
        Operation::Add { path, value: value.clone() }
    };
    let title = if value.as_str() == text { fix.title } else { write_title(&value) };
    Some(Fix::new(&title, fix.applicability, vec![patch]))
}

/// The pointers of an operation.
fn paths(operation: &mut Operation) -> Vec<&mut String> {
    match operation {
        Operation::Add { path, .. }
        | Operation::Remove { path }
        | Operation::Replace { path, .. }
        | Operation::Test { path, .. } => vec![path],
        Operation::Move { from, path } | Operation::Copy { from, path } => vec![from, path],
    }
}

fn write_title(value: &Json) -> String {
    ["write `", value.as_str().trim_matches('"'), "`"].concat()
}

/// Puts the format's names in the place of the resource's, where a text quotes them.
pub(super) fn in_words(mapped: &Mapped, found: &mut [Diagnostic]) {
    for finding in found.iter_mut() {
        if is_own(finding.code) {
            continue;
        }
        finding.message = renamed(mapped, &finding.message);
        finding.help = finding.help.take().map(|help| renamed(mapped, &help));
    }
}

/// Whether a code is about a format: its words are right already.
fn is_own(code: &Code) -> bool {
    cut(code.slug, b'/').is_some_and(|(area, _)| matches!(area, "cli-v2" | "sdk-v1" | "convert"))
}

/// Names of members are told from plain words by a capital letter inside, or by quotes around them.
fn renamed(mapped: &Mapped, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0_usize, 0_usize);
    while at < bytes.len() {
        let end = bytes
            .get(at..)
            .and_then(|rest| rest.iter().position(|byte| !byte.is_ascii_alphanumeric()));
        let end = end.map_or(bytes.len(), |length| at.saturating_add(length));
        let word = text.get(at..end).unwrap_or_default();
        let quoted = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'`');
        let camel = word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        if quoted || camel {
            let mut rows = mapped.words.rows.iter();
            if let Some(name) = rows.find_map(|rows| name_of(rows, word)) {
                out.push_str(text.get(from..at).unwrap_or_default());
                out.push_str(name);
                from = end;
            }
        }
        at = end.saturating_add(1);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The format's name for a member of the resource.
fn name_of(rows: &'static [Row], member: &str) -> Option<&'static str> {
    rows.iter().find_map(|row| {
        let last = row.to.rsplit('/').next().unwrap_or_default();
        if !last.is_empty() && last == member {
            return Some(row.name);
        }
        match row.takes {
            Takes::Object(rows) | Takes::Objects(rows) => name_of(rows, member),
            Takes::Choice(choices) => choices.iter().find_map(|(_, rows)| name_of(rows, member)),
            _ => None,
        }
    })
}
