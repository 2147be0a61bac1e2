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
use super::data::{GPUS, LIFECYCLES, LOW_PRIORITY, REGION_SETS, REGIONS, ROWS};
use super::vm_size::{Lifecycle, Status};
use crate::arm::vm_size::SizeName;

/// Letters of the index into a table begin here.
const FIRST: u8 = b'A';
/// Letters of a set of regions: six regions each, in one letter from here on.
const BITS: u8 = b'0';
/// Letters of a set of regions.
const SET: usize = 8;

/// Which computes of Azure Machine Learning take a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Clusters; `None` where no list, page or asset says anything.
    pub cluster: Option<bool>,
    /// Instances.
    pub instance: Option<bool>,
}

/// Whether a size can have low priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LowPriority {
    /// Everywhere.
    Yes,
    /// Nowhere.
    No,
    /// In some regions.
    ByRegion,
}

/// What is left to conclude the next size from.
#[derive(Clone, Copy, Debug, Default)]
struct Given<T> {
    value: Option<T>,
    vcpus: u16,
}

/// A known size.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `letters#tail`, in the spelling of the documents.
    key: &'static str,
    family: &'static str,
    marks: &'static str,
    number: u16,
    constrained: Option<u16>,
    vcpus: u16,
    memory: Option<Amount>,
    disk: Option<Amount>,
    gpus: Option<Amount>,
    successor: Given<&'static str>,
}

/// The sizes of one row.
#[derive(Debug)]
struct Sizes {
    key: &'static str,
    family: &'static str,
    marks: &'static str,
    rest: &'static str,
    memory: Given<Amount>,
    disk: Given<Amount>,
    gpus: Given<Amount>,
    successor: Given<&'static str>,
}

fn sizes(row: &'static str) -> Option<Sizes> {
    let (key, row) = row.split_once(';')?;
    let (family, row) = row.split_once(';')?;
    let (marks, rest) = row.split_once(';')?;
    let (amount, successor) = (Given::default(), Given::default());
    let (memory, disk, gpus) = (amount, amount, amount);
    Some(Sizes { key, family, marks, rest, memory, disk, gpus, successor })
}

impl Given<Amount> {
    fn at(self, vcpus: u16) -> Option<Amount> {
        Some(self.value?.scaled(self.vcpus, vcpus))
    }
}

impl Iterator for Sizes {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let (size, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        if size.is_empty() {
            return None;
        }
        self.rest = rest;
        let part = |text: &'static str| {
            let end = text
                .bytes()
                .position(|byte| matches!(byte, b'-' | b'=' | b':' | b'/' | b'*' | b'>'));
            text.split_at_checked(end.unwrap_or(text.len())).unwrap_or_default()
        };
        let (number, mut rest) = part(size);
        let number = number.parse().ok()?;
        // The number stands for itself: what the oldest families count differently, the grammar knows.
        let letters = self.key.split_once('#').map_or("", |(letters, _)| letters);
        let basic = letters.starts_with("Basic");
        let letters = letters.rsplit('_').next().unwrap_or_default();
        let tail = self.key.split_once('#').map_or("", |(_, tail)| tail);
        let name = SizeName { basic, letters, number, constrained: None, tail };
        let (mut vcpus, mut constrained) = (name.vcpus(), None);
        while let Some(mark) = rest.chars().next() {
            let (value, next) = if mark == '>' {
                (rest.get(1..).unwrap_or_default(), "")
            } else {
                part(rest.get(1..).unwrap_or_default())
            };
            rest = next;
            match mark {
                '-' => constrained = value.parse().ok(),
                '=' => vcpus = value.parse().unwrap_or(vcpus),
                ':' => self.memory = Given { value: Amount::parse(value), vcpus },
                '/' => self.disk = Given { value: Amount::parse(value), vcpus },
                '*' => self.gpus = Given { value: Amount::parse(value), vcpus },
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
pub struct Rows {
    at: usize,
    sizes: Option<Sizes>,
}

impl Rows {
    /// The row that begins at a place.
    fn row(at: usize) -> &'static str {
        let rest = ROWS.get(at..).unwrap_or_default();
        let end = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}

impl Iterator for Rows {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.sizes.as_mut().and_then(Iterator::next) {
                return Some(entry);
            }
            let row = Self::row(self.at);
            self.at = self.at.saturating_add(row.len()).saturating_add(1);
            self.sizes = Some(sizes(row)?);
        }
    }
}

/// All known sizes, in the order of the table.
#[must_use]
pub const fn entries() -> Rows {
    Rows { at: 0, sizes: None }
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
    let (mut low, mut high) = (0_usize, ROWS.len());
    while low < high {
        let middle = low.midpoint(high);
        let before = ROWS.as_bytes().get(low..middle).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == b'\n');
        let start = start.map_or(low, |at| low.saturating_add(at).saturating_add(1));
        let row = Rows::row(start);
        let key = row.split_once(';').map_or(row, |(key, _)| key);
        if compare(key, &wanted).is_lt() {
            low = start.saturating_add(row.len()).saturating_add(1);
        } else {
            high = start;
        }
    }
    Rows { at: low, sizes: None }
        .take_while(|entry| compare(entry.key, &wanted).is_eq())
        .find(|entry| entry.number == name.number && entry.constrained == name.constrained)
}

/// The number of a region in the sets; `None` for one without data.
fn region_index(region: &str) -> Option<usize> {
    REGIONS.split(' ').position(|known| known == region)
}

/// Whether a region is in the set that begins at a place.
fn holds(sets: &str, at: usize, region: usize) -> Option<bool> {
    let (letter, bit) = (region.checked_div(6)?, region.checked_rem(6)?);
    let bits = sets.as_bytes().get(at.checked_add(letter)?)?.wrapping_sub(BITS);
    Some(bits.checked_shr(u32::try_from(bit).ok()?)? & 1 == 1)
}

impl Entry {
    /// The index that the mark at a place stands for.
    fn index(&self, place: usize) -> Option<usize> {
        Some(usize::from(self.marks.as_bytes().get(place)?.checked_sub(FIRST)?))
    }

    /// Letters and tail.
    fn parts(&self) -> (&'static str, &'static str) {
        self.key.split_once('#').unwrap_or_default()
    }

    /// The name in the spelling of the documents.
    #[must_use]
    pub fn name(&self) -> String {
        let (letters, tail) = self.parts();
        let mut name = String::with_capacity(40);
        if !letters.starts_with("Basic") {
            name.push_str("Standard_");
        }
        name.push_str(letters);
        name.push_str(&self.number.to_string());
        if let Some(constrained) = self.constrained {
            name.push('-');
            name.push_str(&constrained.to_string());
        }
        name.push_str(tail);
        name
    }

    /// Letters of family and subfamily.
    #[must_use]
    pub fn letters(&self) -> &'static str {
        self.parts().0
    }

    /// What follows the numbers of the name.
    pub(super) fn tail(&self) -> &'static str {
        self.parts().1
    }

    /// The number of the name.
    pub(super) const fn number(&self) -> u16 {
        self.number
    }

    /// The quota family as the compute SKU list spells it.
    #[must_use]
    pub fn family(&self) -> Option<String> {
        let (letters, tail) = self.parts();
        let label: String = [letters, tail].concat().chars().filter(|c| *c != '_').collect();
        let (mark, rest) = self.family.split_at_checked(1)?;
        let upper = || label.to_ascii_uppercase();
        // A version keeps its small v in the second form.
        let shouted = || {
            let digits = label.bytes().rev().take_while(u8::is_ascii_digit).count();
            let (name, digits) = label.split_at_checked(label.len().saturating_sub(digits))?;
            let name = name.strip_suffix('v').filter(|_| !digits.is_empty());
            Some(match name {
                Some(name) => [&name.to_ascii_uppercase(), "v", digits].concat(),
                None => upper(),
            })
        };
        Some(match mark {
            "." => ["standard", &label, "Family"].concat(),
            ":" => ["Standard", &label, "Family"].concat(),
            "-" => ["standard", &shouted()?, "Family"].concat(),
            "=" => ["Standard", &shouted()?, "Family"].concat(),
            "+" => ["standard", &upper(), "Family"].concat(),
            "!" => rest.to_owned(),
            first => [first, "tandard", rest, "Family"].concat(),
        })
    }

    /// vCPUs, counted before any constraint.
    #[must_use]
    pub const fn vcpus(&self) -> u16 {
        self.vcpus
    }

    /// How many of the vCPUs can be used, if not all.
    #[must_use]
    pub const fn constrained(&self) -> Option<u16> {
        self.constrained
    }

    /// Memory in GiB.
    #[must_use]
    pub const fn memory(&self) -> Option<Amount> {
        self.memory
    }

    /// Temporary disk in GiB, without NVMe disks.
    #[must_use]
    pub const fn disk(&self) -> Option<Amount> {
        self.disk
    }

    /// GPUs, or the share of one.
    #[must_use]
    pub const fn gpus(&self) -> Option<Amount> {
        self.gpus
    }

    /// Model of the GPUs and the memory of each in GiB, 0 where that is not known.
    #[must_use]
    pub fn gpu(&self) -> Option<(&'static str, u16)> {
        GPUS.get(self.index(0)?.checked_sub(1)?).copied()
    }

    /// Where it is in its life.
    #[must_use]
    pub fn lifecycle(&self) -> Lifecycle {
        let text = self.index(1).and_then(|index| LIFECYCLES.get(index)).copied().unwrap_or("");
        let (mark, date) = text.split_at_checked(1).unwrap_or_default();
        Lifecycle {
            status: match mark {
                "r" => Status::Retired,
                "a" | "x" => Status::RetirementAnnounced,
                "p" => Status::PreviousGen,
                _ => Status::Current,
            },
            date: (!date.is_empty()).then_some(date),
            restricted: mark == "x",
        }
    }

    /// Which computes of Azure Machine Learning take it.
    #[must_use]
    pub fn support(&self) -> Support {
        let (cluster, instance) = match self.marks.as_bytes().get(2) {
            Some(b'b') => (Some(true), Some(true)),
            Some(b'c') => (Some(true), Some(false)),
            Some(b'y') => (Some(true), None),
            Some(b'n') => (Some(false), Some(false)),
            _ => (None, None),
        };
        Support { cluster, instance }
    }

    fn low_priority_text(&self) -> Option<(&'static str, &'static str)> {
        LOW_PRIORITY.get(self.index(3)?)?.split_at_checked(1)
    }

    /// Whether it can have low priority; `None` where nothing is known.
    #[must_use]
    pub fn low_priority(&self) -> Option<LowPriority> {
        let (mark, exceptions) = self.low_priority_text()?;
        match mark {
            "u" => None,
            _ if !exceptions.is_empty() => Some(LowPriority::ByRegion),
            "y" => Some(LowPriority::Yes),
            _ => Some(LowPriority::No),
        }
    }

    /// Whether it can have low priority in a region (normal form, empty if the region is not known).
    #[must_use]
    pub fn low_priority_in(&self, region: &str) -> Option<bool> {
        let (mark, exceptions) = self.low_priority_text()?;
        match (mark, region_index(region)) {
            ("u", _) => None,
            (_, None) if !exceptions.is_empty() => None,
            (_, None) => Some(mark == "y"),
            (_, Some(region)) => {
                let exception = holds(exceptions, 0, region).unwrap_or(false);
                Some((mark == "y") != exception)
            }
        }
    }

    /// Whether a region (normal form) lists it; `None` where nothing is known.
    #[must_use]
    pub fn listed_in(&self, region: &str) -> Option<bool> {
        let set = self.index(4)?.checked_mul(SET)?;
        holds(REGION_SETS, set, region_index(region)?)
    }

    /// The regions that list it.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> {
        let entry = *self;
        REGIONS.split(' ').filter(move |region| entry.listed_in(region) == Some(true))
    }

    /// The nearest size whose end is not announced, for one that ends.
    #[must_use]
    pub fn successor(&self) -> Option<String> {
        let base = ["Standard_", self.successor.value?].concat();
        let base = SizeName::parse(&base)?;
        let number = Amount::whole(base.number.into()).scaled(self.successor.vcpus, self.vcpus);
        let number = number.to_string();
        Some(["Standard_", base.letters, &number, base.tail].concat())
    }
}
