//! The search for keys that stand twice in one object, right behind the parse.

use super::codes::{DUPLICATE_KEY, REPEATED_KEY};
use super::document::{Document, Kind, Node};
use super::index::Index;
use crate::diagnostics::Reporter;

/// Objects up to this size compare their keys pair by pair; larger ones get an index.
const PAIRWISE: usize = 12;

/// Whether two keys of an object may be equal: equal ones have the same print.
fn may_repeat(document: &Document<'_>, object: u32, end: u32) -> bool {
    let entries = document.entries.get(..end as usize).unwrap_or_default();
    let mut prints = [0_u32; PAIRWISE];
    let (mut at, mut count) = (object.saturating_add(1), 0_usize);
    while let Some(entry) = entries.get(at as usize) {
        let before = prints.get(..count).unwrap_or_default();
        if before.contains(&entry.key_print) {
            return true;
        }
        let Some(place) = prints.get_mut(count) else { return true };
        *place = entry.key_print;
        count = count.wrapping_add(1);
        at = entry.next;
    }
    false
}

/// Reports keys that stand twice in one object, and puts the keys of large objects in order.
pub(super) fn check_duplicates(document: &mut Document<'_>, reporter: &mut Reporter) {
    let mut at = 0_u32;
    while let Some(entry) = document.entries.get(at as usize) {
        if entry.kind == Kind::Object {
            if may_repeat(document, at, entry.next) {
                check_object(document, at, reporter);
            } else if let Some(entry) = document.entries.get_mut(at as usize) {
                entry.distinct = true;
            }
        }
        at = at.wrapping_add(1);
    }
}

fn check_object(document: &mut Document<'_>, object: u32, reporter: &mut Reporter) {
    let Some(node) = document.node(object) else { return };
    let of = |value: Node<'_>| (value.index(), value.key_print());
    let members: Vec<(u32, u32)> = node.members().map(|member| of(member.value)).collect();
    let key_of = |member: u32| document.key_of(member);
    let index = Index::new(object, &members, &key_of);
    index.repeated(&key_of, &mut |first, second| {
        let Some((first, second)) = document.node(first).zip(document.node(second)) else {
            return;
        };
        let code = if first.equals(second) { &REPEATED_KEY } else { &DUPLICATE_KEY };
        let key = second.key().unwrap_or_default();
        second.report_key(code, reporter).param("key", key);
    });
    if members.len() > PAIRWISE {
        document.indexes.push(index);
    }
}
