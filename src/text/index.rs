//! The keys of a large object in order, so that a member is found without looking at all of them: rules and
//! pointers ask for members of what the caller wrote as often as there are findings.

use std::cmp::Ordering;

use crate::diagnostics::sorted;

/// The key of a member, by its place in the document.
pub(super) type KeyOf<'k> = &'k dyn Fn(u32) -> &'k str;

/// The keys of one object.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// Which object.
    object: u32,
    /// Each member, and the last one in the document whose key is the same without case.
    members: Vec<(u32, u32)>,
}

impl Index {
    /// The index of an object, if it has one.
    pub(super) fn of(indexes: &[Self], object: u32) -> Option<&Self> {
        if indexes.is_empty() {
            return None;
        }
        let at = indexes.binary_search_by_key(&object, |index| index.object).ok()?;
        indexes.get(at)
    }

    /// Puts the members of an object in the order of their keys: without case first, then exactly, then as
    /// they stand.
    pub(super) fn new(object: u32, members: &[u32], key_of: KeyOf<'_>) -> Self {
        let key = |place: u32| members.get(place as usize).map_or("", |member| key_of(*member));
        let order = sorted(members.len(), &|a, b| compare(key(a), key(b)).then_with(|| a.cmp(&b)));
        let mut sorted: Vec<(u32, u32)> =
            order.iter().filter_map(|at| members.get(*at as usize)).map(|at| (*at, *at)).collect();
        let same = |a: &(u32, u32), b: &(u32, u32)| key_of(a.0).eq_ignore_ascii_case(key_of(b.0));
        for run in sorted.chunk_by_mut(same) {
            let last = run.iter().map(|(member, _)| *member).max().unwrap_or_default();
            for (_, of_run) in run {
                *of_run = last;
            }
        }
        Self { object, members: sorted }
    }

    /// The members in the order of their keys.
    pub(super) fn members(&self) -> impl Iterator<Item = u32> {
        self.members.iter().map(|(member, _)| *member)
    }

    /// How many members have a key, compared without case.
    pub(super) fn count(&self, key_of: KeyOf<'_>, key: &str) -> usize {
        let first = self.members.partition_point(|(at, _)| without_case(key_of(*at), key).is_lt());
        let behind = self.members.partition_point(|(at, _)| without_case(key_of(*at), key).is_le());
        behind.saturating_sub(first)
    }

    /// The last member of exactly this key; else, if any case will do, the last that differs in case only.
    pub(super) fn find(&self, key_of: KeyOf<'_>, key: &str, any_case: bool) -> Option<u32> {
        let behind = self.members.partition_point(|(at, _)| compare(key_of(*at), key).is_le());
        let exact = behind.checked_sub(1).and_then(|at| self.members.get(at));
        if let Some((at, _)) = exact.filter(|(at, _)| key_of(*at) == key) {
            return Some(*at);
        }
        if !any_case {
            return None;
        }
        let first = self.members.partition_point(|(at, _)| without_case(key_of(*at), key).is_lt());
        let (at, last) = self.members.get(first)?;
        key_of(*at).eq_ignore_ascii_case(key).then_some(*last)
    }
}

fn without_case(left: &str, right: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    left.bytes().map(lower).cmp(right.bytes().map(lower))
}

fn compare(left: &str, right: &str) -> Ordering {
    without_case(left, right).then_with(|| left.cmp(right))
}
