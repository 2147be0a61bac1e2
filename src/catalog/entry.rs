//! A known size: what its row says about it.

use super::amount::Amount;
use super::data::{GPUS, LIFECYCLES, LOW_PRIORITY, REGION_SETS, REGIONS};
use super::lifecycle::{Lifecycle, Status};
use crate::arm::vm_size::SizeName;
use crate::diagnostics::{cut, pieces};

/// Letters of the index into a table begin here.
pub(super) const FIRST: u8 = b'A';

/// Letters of a set of regions: six regions each, in one letter from here on.
const BITS: u8 = b'0';
/// Letters of a set of regions.
const SET: usize = 8;

/// What is left to conclude the next size from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given<T> {
    pub(super) value: Option<T>,
    pub(super) vcpus: u16,
}

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

/// A known size.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `letters#tail`, in the spelling of the documents.
    pub(super) key: &'static str,
    pub(super) family: &'static str,
    pub(super) marks: &'static str,
    pub(super) number: u16,
    pub(super) constrained: Option<u16>,
    pub(super) vcpus: u16,
    pub(super) memory: Option<Amount>,
    pub(super) disk: Option<Amount>,
    pub(super) gpus: Option<Amount>,
    pub(super) successor: Given<&'static str>,
}

/// Where the name of each region begins, and a place behind all of them where there is none.
static STARTS: [u16; 64] = starts();

const fn starts() -> [u16; 64] {
    let mut table = [u16::MAX; 64];
    let mut places: &mut [u16] = &mut table;
    let (mut bytes, mut at) = (REGIONS.as_bytes(), 0_u16);
    while let Some((first, behind)) = places.split_first_mut()
        && !bytes.is_empty()
    {
        *first = at;
        let mut is_inside = true;
        while is_inside && let [byte, rest @ ..] = bytes {
            is_inside = *byte != b' ';
            at = at.wrapping_add(1);
            bytes = rest;
        }
        places = behind;
    }
    table
}

/// The number of a region in the sets; `None` for one without data.
fn region_index(region: &str) -> Option<usize> {
    let name = |start: u16| {
        let rest = REGIONS.get(usize::from(start)..)?;
        Some(cut(rest, b' ').map_or(rest, |(name, _)| name))
    };
    // Behind the last name stand places where none begins.
    let is_before = |start: &u16| name(*start).is_some_and(|name| name < region);
    let at = STARTS.partition_point(is_before);
    (name(*STARTS.get(at)?)? == region).then_some(at)
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
        cut(self.key, b'#').unwrap_or_default()
    }

    /// The name in the spelling of the documents.
    #[must_use]
    pub fn name(&self) -> String {
        let (letters, tail) = self.parts();
        let (number, constrained) = (self.number, self.constrained);
        // Letters of the tier Basic carry it.
        let mut name = if letters.len() > 4 { "" } else { "Standard_" }.to_owned();
        name.push_str(letters);
        SizeName { basic: false, letters, number, constrained, tail }.write_numbers(&mut name);
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
        let (mark, rest) = self.family.split_at_checked(1)?;
        if mark == "!" {
            return Some(rest.to_owned());
        }
        let (letters, tail) = self.parts();
        let mut label: String = [letters, tail].concat();
        label.retain(|c| c != '_');
        let shouted = || {
            let mut label = label.clone();
            label.make_ascii_uppercase();
            label
        };
        let middle = match mark {
            "." | ":" => label,
            "+" => shouted(),
            "-" | "=" => {
                // The v of the version stays small.
                let digits = label.bytes().rev().take_while(u8::is_ascii_digit).count();
                let at = label.len().checked_sub(digits.checked_add(1)?)?;
                let version = label.get(at..).filter(|rest| digits > 0 && rest.starts_with('v'));
                let mut shouted = shouted();
                if let Some(version) = version {
                    shouted.truncate(at);
                    shouted.push_str(version);
                }
                shouted
            }
            _ => rest.to_owned(),
        };
        let large = matches!(mark, ":" | "=" | "S");
        Some([if large { "Standard" } else { "standard" }, &middle, "Family"].concat())
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

    /// Temporary disk in GiB, `NVMe` disks aside.
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
        pieces(REGIONS, b' ').filter(move |region| entry.listed_in(region) == Some(true))
    }

    /// The nearest size whose end is not announced, for one that ends.
    #[must_use]
    pub fn successor(&self) -> Option<String> {
        let base = ["Standard_", self.successor.value?].concat();
        let base = SizeName::parse(&base)?;
        let number = Amount::whole(base.number.into()).scaled(self.successor.vcpus, self.vcpus);
        Some(["Standard_", base.letters, &number.to_string(), base.tail].concat())
    }
}
