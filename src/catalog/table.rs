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
    let (key, row) = cut(row, KEY_END)?;
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

/// Every so many rows of the table one is noted.
const STRIDE: usize = 8;

/// Where every eighth row begins, the first one included; the length of the table behind the last.
static STARTS: [u16; 128] = starts();

const fn starts() -> [u16; 128] {
    let mut table = [0; 128];
    let mut places: &mut [u16] = &mut table;
    // A test holds the table below 64 KB.
    let (mut bytes, mut at) = (ROWS.as_bytes(), 0_u16);
    while let Some((first, behind)) = places.split_first_mut() {
        *first = at;
        let mut rows = 0_usize;
        while rows < STRIDE
            && let [byte, rest @ ..] = bytes
        {
            if *byte == b'\n' {
                rows = rows.wrapping_add(1);
            }
            at = at.wrapping_add(1);
            bytes = rest;
        }
        places = behind;
    }
    table
}

/// Ends the key of a row.
const KEY_END: u8 = b';';

/// The key of a row: letters with the tier of the basic ones, and a tail.
struct Key<'n> {
    parts: [&'n str; 4],
}

impl<'n> Key<'n> {
    fn of(name: &SizeName<'n>) -> Self {
        Self { parts: [if name.basic { "basic_" } else { "" }, name.letters, "#", name.tail] }
    }

    /// Compares the key of the row that begins at a place with this one, both without case.
    fn compare(&self, row: usize) -> Ordering {
        let mut bytes = ROWS.as_bytes().get(row..).unwrap_or_default().iter();
        for part in &self.parts {
            for wanted in part.as_bytes() {
                let Some(byte) = bytes.next().filter(|byte| **byte != KEY_END) else {
                    return Ordering::Less;
                };
                let found = byte.to_ascii_lowercase().cmp(&wanted.to_ascii_lowercase());
                if found.is_ne() {
                    return found;
                }
            }
        }
        if bytes.next() == Some(&KEY_END) { Ordering::Equal } else { Ordering::Greater }
    }

    /// Where the search begins: a noted row of a smaller key, or the first row.
    fn start(&self) -> usize {
        let is_before = |start: &u16| {
            let start = usize::from(*start);
            start < ROWS.len() && self.compare(start).is_lt()
        };
        let count = STARTS.partition_point(is_before).saturating_sub(1);
        STARTS.get(count).copied().unwrap_or_default().into()
    }
}

/// The known size of a name, compared without case.
#[must_use]
pub fn find(name: &str) -> Option<Entry> {
    let name = SizeName::parse(name)?;
    let wanted = Key::of(&name);
    let mut at = wanted.start();
    // Several rows have the same key: the sizes of it differ in more than their number.
    while at < ROWS.len() {
        let row = Rows::row(at);
        match wanted.compare(at) {
            Ordering::Less => {}
            Ordering::Equal => {
                let is_it = |entry: &Entry| {
                    entry.number == name.number && entry.constrained == name.constrained
                };
                if let Some(entry) = sizes(row)?.find(is_it) {
                    return Some(entry);
                }
            }
            Ordering::Greater => return None,
        }
        at = at.saturating_add(row.len()).saturating_add(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_eighth_row_is_noted() {
        let mut starts: Vec<u16> = Vec::new();
        let mut at = 0;
        for (place, row) in ROWS.split('\n').enumerate() {
            if place % STRIDE == 0 && !row.is_empty() {
                starts.push(u16::try_from(at).expect("the table is below 64 KB"));
            }
            at += row.len() + 1;
        }
        assert!(starts.len() < STARTS.len());
        assert_eq!(STARTS[..starts.len()], starts);
        assert!(STARTS[starts.len()..].iter().all(|start| usize::from(*start) == ROWS.len()));
    }
}
