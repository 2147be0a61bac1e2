//! The keys of a large object in an order of their own, so that a member is found without looking at all of
//! them: rules and pointers ask for members of what the caller wrote as often as there are findings.

use std::cmp::Ordering;

use super::signs::print_of;
use crate::diagnostics::sorted;

/// The key of a member, by its place in the document.
pub(super) type KeyOf<'k> = &'k dyn Fn(u32) -> &'k str;

/// The keys of one object, in heaps of about one key by the print of the key. A heap is in the order of its keys:
/// whoever makes all keys fall into one heap gains nothing by it.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// Which object.
    object: u32,
    /// How many bits of the hash do not count.
    shift: u32,
    /// Where each heap ends.
    ends: Vec<u32>,
    /// Each member, and the last one in the document whose key is the same without case.
    members: Vec<(u32, u32)>,
    /// Some of the keys are the same without case.
    repeats: bool,
}

impl Index {
    /// The index of an object, if it has one.
    #[inline(always)]
    pub(super) fn of(indexes: &[Self], object: u32) -> Option<&Self> {
        if indexes.is_empty() {
            return None;
        }
        let at = indexes.binary_search_by_key(&object, |index| index.object).ok()?;
        indexes.get(at)
    }

    /// Puts the members of an object, each with its print, in order: by heaps; in a heap without case first, then
    /// exactly, then as they stand.
    pub(super) fn new(object: u32, members: &[(u32, u32)], key_of: KeyOf<'_>) -> Self {
        let count = members.len().next_power_of_two().max(2);
        let shift =
            count.leading_zeros().wrapping_add(1).wrapping_add(u32::BITS).wrapping_sub(usize::BITS);
        let mut ends = vec![0_u32; count];
        for (_, print) in members {
            if let Some(end) = ends.get_mut(heap_of(*print, shift)) {
                *end = end.wrapping_add(1);
            }
        }
        let mut sum = 0_u32;
        for end in &mut ends {
            (*end, sum) = (sum, sum.wrapping_add(*end));
        }
        // What is the beginning of each heap now is its end when all members are in their places.
        let mut placed = vec![(0, 0); members.len()];
        for (member, print) in members {
            let Some(next) = ends.get_mut(heap_of(*print, shift)) else { continue };
            if let Some(place) = placed.get_mut(*next as usize) {
                *place = (*member, *member);
            }
            *next = next.wrapping_add(1);
        }
        let mut index = Self { object, shift, ends, members: placed, repeats: false };
        let mut begin = 0;
        for heap in 0..index.ends.len() {
            let end = index.ends.get(heap).map_or(0, |end| *end as usize);
            if let Some(heap @ [_, _, ..]) = index.members.get_mut(begin..end) {
                index.repeats |= put_in_order(heap, key_of);
            }
            begin = end;
        }
        index
    }

    /// The members of one heap.
    fn heap(&self, at: usize) -> &[(u32, u32)] {
        let end_of = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let begin = at.checked_sub(1).map_or(0, end_of);
        self.members.get(begin..end_of(at)).unwrap_or_default()
    }

    /// The members among which a key stands.
    fn beside(&self, key: &str) -> &[(u32, u32)] {
        self.heap(heap_of(print_of(key.as_bytes()), self.shift))
    }

    /// Whether some of the keys are the same without case.
    pub(super) const fn repeats(&self) -> bool {
        self.repeats
    }

    /// Neighbours whose keys are the same.
    pub(super) fn repeated(&self, key_of: KeyOf<'_>, found: &mut dyn FnMut(u32, u32)) {
        for heap in 0..self.ends.len() {
            for pair in self.heap(heap).windows(2) {
                if let [(first, _), (second, _)] = pair
                    && key_of(*first) == key_of(*second)
                {
                    found(*first, *second);
                }
            }
        }
    }

    /// How many members have a key, compared without case.
    pub(super) fn count(&self, key_of: KeyOf<'_>, key: &str) -> usize {
        let heap = self.beside(key);
        let first = heap.partition_point(|(at, _)| without_case(key_of(*at), key).is_lt());
        let behind = heap.partition_point(|(at, _)| without_case(key_of(*at), key).is_le());
        behind.saturating_sub(first)
    }

    /// The last member of exactly this key; else, if any case will do, the last that differs in case only.
    pub(super) fn find(&self, key_of: KeyOf<'_>, key: &str, any_case: bool) -> Option<u32> {
        let heap = self.beside(key);
        let behind = heap.partition_point(|(at, _)| compare(key_of(*at), key).is_le());
        let exact = behind.checked_sub(1).and_then(|at| heap.get(at));
        if let Some((at, _)) = exact.filter(|(at, _)| key_of(*at) == key) {
            return Some(*at);
        }
        if !any_case {
            return None;
        }
        let first = heap.partition_point(|(at, _)| without_case(key_of(*at), key).is_lt());
        let (at, last) = heap.get(first)?;
        key_of(*at).eq_ignore_ascii_case(key).then_some(*last)
    }
}

/// Heaps up to this size are put in order without another list.
const SMALL: usize = 8;

/// Puts a heap of at least two members in order. Whether some of its keys are the same without case.
fn put_in_order(heap: &mut [(u32, u32)], key_of: KeyOf<'_>) -> bool {
    if heap.len() <= SMALL {
        for end in 1..heap.len() {
            let mut at = end;
            while let Some(before) = at.checked_sub(1)
                && let Some([(left, _), (right, _)]) = heap.get(before..=at)
                && compare(key_of(*left), key_of(*right)).is_gt()
            {
                heap.swap(before, at);
                at = before;
            }
        }
    } else {
        let before: Vec<u32> = heap.iter().map(|(member, _)| *member).collect();
        let key = |place: u32| before.get(place as usize).map_or("", |member| key_of(*member));
        let order = sorted(before.len(), &|a, b| compare(key(a), key(b)).then_with(|| a.cmp(&b)));
        let members = order.iter().filter_map(|at| before.get(*at as usize));
        for (place, member) in heap.iter_mut().zip(members) {
            *place = (*member, *member);
        }
    }
    let same = |a: &(u32, u32), b: &(u32, u32)| key_of(a.0).eq_ignore_ascii_case(key_of(b.0));
    let mut repeats = false;
    for run in heap.chunk_by_mut(same) {
        let last = run.iter().map(|(member, _)| *member).max().unwrap_or_default();
        repeats |= run.len() > 1;
        for (_, of_run) in run {
            *of_run = last;
        }
    }
    repeats
}

/// The heap of a print.
const fn heap_of(print: u32, shift: u32) -> usize {
    (print.wrapping_mul(0x9e37_79b1) >> (shift & 31)) as usize
}

fn without_case(left: &str, right: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    left.bytes().map(lower).cmp(right.bytes().map(lower))
}

fn compare(left: &str, right: &str) -> Ordering {
    without_case(left, right).then_with(|| left.cmp(right))
}
