//! The table of sizes as it is stored: one row of text for all sizes that differ by their number only,
//! in the order of their names. A search reads the few rows that it meets; nothing is unpacked ahead and
//! nothing is kept.
//!
//! A row is `letters#tail;quota family;marks;sizes`. Marks are five letters: GPU model, lifecycle, support,
//! low priority, regions; each but support is an index into a small table. A size is its number and what
//! cannot be concluded from the size before it: `=` vCPUs, `:` memory, `/` temporary disk, `*` GPUs,
//! `>` successor. What is left out grows with the number of vCPUs; `?` says that it is not known.

use std::cmp::Ordering;

use super::amount::Amount;
use super::data::ROWS;
use super::entry::{Entry, FIRST, Given};
use crate::arm::vm_size::{Counting, SizeName, number};
use crate::diagnostics::{cut, find_byte};

/// The sizes of one row.
#[derive(Debug)]
struct Sizes {
    key: &'static str,
    family: &'static str,
    marks: &'static str,
    rest: &'static str,
    counting: Counting,
    memory: Given<Amount>,
    disk: Given<Amount>,
    gpus: Given<Amount>,
    successor: Given<&'static str>,
}

fn sizes(row: &'static str) -> Option<Sizes> {
    let (key, row) = cut(row, b';')?;
    let (family, row) = cut(row, b';')?;
    let (marks, rest) = cut(row, b';')?;
    let (amount, successor) = (Given::default(), Given::default());
    let (memory, disk, gpus) = (amount, amount, amount);
    let (letters, tail) = cut(key, b'#')?;
    let basic = letters.len() > 4;
    let name = SizeName { basic, letters, number: 0, constrained: None, tail };
    // The one size of the tier Basic is an A.
    let counting = if basic { Counting::A } else { name.counting() };
    Some(Sizes { key, family, marks, rest, counting, memory, disk, gpus, successor })
}

impl Given<Amount> {
    fn at(self, vcpus: u16) -> Option<Amount> {
        Some(self.value?.scaled(self.vcpus, vcpus))
    }
}

impl Iterator for Sizes {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let (size, rest) = cut(self.rest, b' ').unwrap_or((self.rest, ""));
        if size.is_empty() {
            return None;
        }
        self.rest = rest;
        let (number, mut rest) = number(size)?;
        let (mut vcpus, mut constrained) = (self.counting.vcpus(number), None);
        while let Some((mark, value)) = rest.split_at_checked(1) {
            let is_mark = |byte| matches!(byte, b'=' | b':' | b'/' | b'*' | b'>');
            let end = value.bytes().position(is_mark).unwrap_or(value.len());
            let (value, next) = value.split_at_checked(end)?;
            rest = next;
            let amount = || Given { value: Amount::parse(value), vcpus };
            match mark {
                "-" => constrained = Some(self::number(value)?.0),
                "=" => vcpus = self::number(value)?.0,
                ":" => self.memory = amount(),
                "/" => self.disk = amount(),
                "*" => self.gpus = amount(),
                _ => self.successor = Given { value: (value != "?").then_some(value), vcpus },
            }
        }
        Some(Entry {
            key: self.key,
            family: self.family,
            marks: self.marks,
            number,
            constrained,
            vcpus,
            memory: self.memory.at(vcpus),
            disk: self.disk.at(vcpus),
            gpus: if self.marks.starts_with(char::from(FIRST)) {
                Some(Amount::default())
            } else {
                self.gpus.at(vcpus)
            },
            successor: self.successor,
        })
    }
}

/// The rows from a place in the table on.
#[derive(Debug)]
pub struct Rows<'w> {
    at: usize,
    sizes: Option<Sizes>,
    /// Letters and tail, one of which the rows must have.
    like: Option<(&'w str, &'w str)>,
}

impl Rows<'_> {
    /// The row that begins at a place.
    fn row(at: usize) -> &'static str {
        let rest = ROWS.get(at..).unwrap_or_default();
        let end = find_byte(rest, b'\n').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}

impl Iterator for Rows<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.sizes.as_mut().and_then(Iterator::next) {
                return Some(entry);
            }
            let row = Self::row(self.at);
            self.at = self.at.saturating_add(row.len()).saturating_add(1);
            let sizes = sizes(row)?;
            let is_like = |(letters, tail): (&str, &str)| {
                let key = cut(sizes.key, b'#').unwrap_or_default();
                key.0.eq_ignore_ascii_case(letters) || key.1.eq_ignore_ascii_case(tail)
            };
            self.sizes = if self.like.is_none_or(is_like) { Some(sizes) } else { None };
        }
    }
}

/// All known sizes, in the order of the table.
#[must_use]
pub const fn entries() -> Rows<'static> {
    Rows { at: 0, sizes: None, like: None }
}

/// The sizes that have the letters or the tail of a name.
pub(super) const fn alike<'w>(name: &SizeName<'w>) -> Rows<'w> {
    Rows { at: 0, sizes: None, like: Some((name.letters, name.tail)) }
}

/// Compares a text with one that is in lower case already.
fn compare(text: &str, lower: &str) -> Ordering {
    text.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(lower.bytes())
}

/// The known size of a name, compared without case.
#[must_use]
pub fn find(name: &str) -> Option<Entry> {
    let name = SizeName::parse(name)?;
    let tier = if name.basic { "basic_" } else { "" };
    let mut wanted = [tier, name.letters, "#", name.tail].concat();
    wanted.make_ascii_lowercase();
    // `low` is the beginning of a row before the wanted ones, or 0.
    let (mut low, mut high) = (0_usize, ROWS.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = middle.saturating_add(Rows::row(middle).len()).saturating_add(1);
        let row = if start < high { Rows::row(start) } else { "" };
        let key = cut(row, b';').map_or(row, |(key, _)| key);
        if start < high && compare(key, &wanted).is_lt() {
            low = start;
        } else {
            high = middle;
        }
    }
    Rows { at: low, sizes: None, like: Some((name.letters, name.tail)) }
        .take_while(|entry| compare(entry.key, &wanted).is_le())
        .find(|entry| {
            compare(entry.key, &wanted).is_eq()
                && entry.number == name.number
                && entry.constrained == name.constrained
        })
}
