//! What a report says about places is true of the document: pointers can be followed, and fixes can be applied
//! as they stand. Looked after in one place and behind all rules: a rule knows its own member, not what else
//! stands in the document.

use std::borrow::Cow;

use crate::diagnostics::{Diagnostic, Fix, Operation, Pointer, cut, unescape_token};
use crate::text::{DEEPEST, Document, Kind, Node};

/// Levels that a list of fixes puts around a value: the list, the fix, its patch, the operation.
const AROUND_A_VALUE: usize = 4;

/// Shortens pointers that lead nowhere, and takes back fixes that do not fit. Whoever wants to know where a
/// finding stands in the text need not follow its pointer again: the bytes of it are noted.
pub(super) fn hold(document: Option<&Document<'_>>, findings: &mut [Diagnostic]) {
    let Some(root) = document.and_then(Document::root) else { return };
    for finding in findings {
        let bytes = follow(root, &mut finding.path);
        finding.bytes.get_or_insert(bytes);
        for related in &mut finding.related {
            follow(root, related);
        }
        if finding.fix.as_ref().is_some_and(|fix| !fits(root, fix)) {
            finding.fix = None;
        }
    }
}

/// Cuts a pointer off behind what it can name: a value, or a member that its object lacks. Gives the bytes of
/// the value; of a missing member those of the key of its object, not of the whole body of it.
fn follow(root: Node<'_>, pointer: &mut String) -> (usize, usize) {
    let (mut node, mut end) = (root, 0_usize);
    while end < pointer.len() {
        let (token_end, token) = token_at(pointer, end);
        let child = node.child(&token);
        drop(token);
        // What is missing is named where it would stand, if anything can stand there.
        let open = child.is_none() && node.kind() == Kind::Object;
        match child {
            Some(child) => (node, end) = (child, token_end),
            None if open => {
                pointer.truncate(token_end);
                let (start, _) = node.bytes();
                return node.key_bytes().unwrap_or((start, start.saturating_add(1)));
            }
            None => pointer.truncate(end),
        }
    }
    node.bytes()
}

/// The end of the token that begins at a slash, and the token.
fn token_at(pointer: &str, slash: usize) -> (usize, Cow<'_, str>) {
    let begin = slash.saturating_add(1);
    let rest = pointer.get(begin..).unwrap_or_default();
    let token = cut(rest, b'/').map_or(rest, |(token, _)| token);
    (begin.saturating_add(token.len()), unescape_token(token))
}

/// Whether a fix can be applied and changes what it says: every place is there, and no other member has the
/// name of one on the way.
fn fits(root: Node<'_>, fix: &Fix) -> bool {
    // Places that earlier operations of the patch have made.
    let mut made: Vec<&str> = Vec::new();
    fix.patch.iter().all(|operation| {
        let is_made =
            |path: &str, made: &[&str]| made.iter().any(|made| Pointer::is_at_or_below(path, made));
        let there = |path: &str, made: &[&str]| is_made(path, made) || names_one(root, path);
        let free = |path: &str, made: &[&str], from: Option<&str>| {
            is_made(path, made) || takes(root, path, from)
        };
        let fits = match operation {
            Operation::Add { path, value } => {
                free(path, &made, None) && is_flat_enough(path, value.as_str())
            }
            Operation::Replace { path, value } => {
                (there(path, &made) || is_repeated(root, path))
                    && is_flat_enough(path, value.as_str())
            }
            Operation::Remove { path } | Operation::Test { path, .. } => there(path, &made),
            Operation::Move { from, path } | Operation::Copy { from, path } => {
                there(from, &made) && free(path, &made, Some(from))
            }
        };
        match operation {
            Operation::Add { path, .. }
            | Operation::Replace { path, .. }
            | Operation::Move { path, .. }
            | Operation::Copy { path, .. } => made.push(path),
            Operation::Remove { .. } | Operation::Test { .. } => {}
        }
        fits
    })
}

/// Whether a pointer names a value, and no name on the way stands twice, in whatever case.
fn names_one(root: Node<'_>, pointer: &str) -> bool {
    let (mut node, mut end) = (root, 0_usize);
    while end < pointer.len() {
        let (token_end, token) = token_at(pointer, end);
        let Some(child) = node.child(&token) else { return false };
        if node.may_repeat_names() && node.spellings(&token) > 1 {
            return false;
        }
        (node, end) = (child, token_end);
    }
    true
}

/// Whether a pointer names a member that stands there several times, in one spelling and with one value: they are
/// replaced together.
fn is_repeated(root: Node<'_>, pointer: &str) -> bool {
    let Some((parent, token)) = Pointer::split_last(pointer) else { return false };
    let Some(object) = root.document().at(parent).filter(|_| names_one(root, parent)) else {
        return false;
    };
    let Some(last) = object.get_exact(&token) else { return false };
    object
        .members()
        .filter(|member| member.key.eq_ignore_ascii_case(&token))
        .all(|member| member.key == token && member.value.equals(last))
}

/// Whether something can be put at a pointer without standing beside another spelling of its name.
fn takes(root: Node<'_>, pointer: &str, from: Option<&str>) -> bool {
    let Some((parent, token)) = Pointer::split_last(pointer) else { return false };
    if !names_one(root, parent) {
        return false;
    }
    let Some(node) = root.document().at(parent) else { return false };
    match node.kind() {
        Kind::Object => {
            let renamed = from
                .and_then(Pointer::split_last)
                .is_some_and(|(above, name)| above == parent && name.eq_ignore_ascii_case(&token));
            let same = renamed || node.get_exact(&token).is_some();
            node.spellings(&token) <= usize::from(same)
        }
        Kind::List => {
            let count = node.items().count();
            token == "-" || token.parse::<usize>().is_ok_and(|at| at <= count)
        }
        _ => false,
    }
}

/// Whether a document with a value there, and a list of fixes with it, can still be read.
fn is_flat_enough(path: &str, value: &str) -> bool {
    let depth = depth_of(value);
    let above = path.bytes().filter(|byte| *byte == b'/').count();
    depth.saturating_add(above.max(AROUND_A_VALUE)) <= DEEPEST
}

/// How deep the lists and objects of a JSON text go.
fn depth_of(value: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in value.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth = depth.saturating_add(1);
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    #[track_caller]
    fn followed(text: &str, pointer: &str) -> String {
        let document = parse(text, &mut crate::diagnostics::Reporter::new()).unwrap();
        let mut pointer = pointer.to_owned();
        follow(document.root().unwrap(), &mut pointer);
        pointer
    }

    #[test]
    fn pointers_end_where_something_can_stand() {
        let text = r#"{"a":{"b":[1,{"c":0}]},"d/e":5}"#;
        for (pointer, wanted) in [
            ("", ""),
            ("/a/b/1/c", "/a/b/1/c"),
            ("/a/x", "/a/x"),
            ("/a/x/y/z", "/a/x"),
            ("/a/b/7/c", "/a/b"),
            ("/a/b/1/c/d", "/a/b/1/c"),
            ("/d~1e/f", "/d~1e"),
        ] {
            assert_eq!(followed(text, pointer), wanted, "{pointer}");
        }
        assert_eq!(followed("5", "/a"), "");
    }

    #[test]
    fn depth_is_counted_outside_of_texts() {
        for (value, depth) in [("1", 0), ("[]", 1), (r#"{"a":["]}"]}"#, 2), (r#""\"[[""#, 0)] {
            assert_eq!(depth_of(value), depth, "{value}");
        }
    }
}
