//! The machine sizes that the service offers, with cores, memory, family, price and regions: a fact
//! table of its own in `tests/oracle`. The library's catalogue knows more sizes, and the two were
//! never compared by copying.

use super::place::region;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../oracle/vm-sizes.tsv");

/// A size.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// The name as Azure writes it.
    pub name: &'static str,
    /// The quota family.
    pub family: &'static str,
    /// Cores.
    pub cores: u32,
    /// Memory in GiB.
    pub memory: f64,
    /// Temporary disk in GiB.
    pub disk: u64,
    /// GPUs.
    pub gpus: u32,
    flags: &'static str,
    /// US dollars per hour with Linux.
    pub price: f64,
    regions: u64,
}

static SIZES: LazyLock<BTreeMap<String, Size>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(read)
        .map(|size| (size.name.to_ascii_uppercase(), size))
        .collect()
});

static REGIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let line = TABLE.lines().find_map(|line| line.strip_prefix("#regions\t"));
    line.unwrap_or_default().split(' ').collect()
});

/// What is known about a size.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Offered in the region.
    Supported(&'static Size),
    /// Has the form of a size and is not offered: the service finds out while provisioning.
    Unavailable,
    /// No size at all: the service refuses the request.
    Unknown,
}

impl Size {
    /// Whether a region has it. A region without facts has everything.
    #[must_use]
    pub fn is_in(&self, location: &str) -> bool {
        let location = region(location);
        let Some(index) = REGIONS.iter().position(|known| *known == location) else {
            return true;
        };
        let shift = REGIONS.len().saturating_sub(index).saturating_sub(1);
        let shift = u32::try_from(shift).unwrap_or(u32::MAX);
        self.regions.checked_shr(shift).is_some_and(|bits| bits & 1 == 1)
    }

    /// Whether it can be had at low priority.
    #[must_use]
    pub fn is_low_priority_capable(&self) -> bool {
        self.flags.contains('l')
    }

    /// Whether instances can be made of it.
    #[must_use]
    pub fn is_for_instances(&self) -> bool {
        self.flags.contains('i')
    }

    /// The entry in a list of sizes.
    #[must_use]
    pub fn entry(&self) -> Value {
        let price = |os: &str, tier: &str, factor: f64| {
            let price = (self.price * factor * 10_000.0).round() / 10_000.0;
            json!({ "retailPrice": price, "osType": os, "vmTier": tier })
        };
        let mut types = vec!["AmlCompute"];
        if self.is_for_instances() {
            types.push("ComputeInstance");
        }
        if self.flags.contains('m') {
            types.push("MIR");
        }
        let mut prices = vec![price("Linux", "Standard", 1.0)];
        if self.is_low_priority_capable() {
            prices.push(price("Linux", "LowPriority", 0.2));
        }
        json!({
            "name": self.name,
            "family": self.family,
            "vCPUs": self.cores,
            "gpus": self.gpus,
            "osVhdSizeMB": 1_047_552,
            "maxResourceVolumeMB": self.disk.saturating_mul(1_024),
            "memoryGB": self.memory,
            "lowPriorityCapable": self.is_low_priority_capable(),
            "premiumIO": self.flags.contains('p'),
            "estimatedVMPrices": {
                "billingCurrency": "USD", "unitOfMeasure": "OneHour", "values": prices,
            },
            "supportedComputeTypes": types,
        })
    }
}

/// Judges a size, in any case, for a region.
#[must_use]
pub fn judge(size: &str, location: &str) -> Verdict {
    let upper = size.to_ascii_uppercase();
    if let Some(found) = SIZES.get(&upper) {
        return if found.is_in(location) {
            Verdict::Supported(found)
        } else {
            Verdict::Unavailable
        };
    }
    let rest = upper.strip_prefix("STANDARD_").or_else(|| upper.strip_prefix("BASIC_"));
    let word = |rest: &str| {
        rest.starts_with(|first: char| first.is_ascii_uppercase())
            && rest.contains(|digit: char| digit.is_ascii_digit())
            && rest.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-'))
    };
    if rest.is_some_and(word) { Verdict::Unavailable } else { Verdict::Unknown }
}

/// A size by its name, wherever it is offered. Asked for every compute whenever cores are counted.
#[must_use]
pub fn find(name: &str) -> Option<&'static Size> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Size>> = LazyLock::new(|| {
        SIZES.iter().flat_map(|(upper, size)| [(upper.as_str(), size), (size.name, size)]).collect()
    });
    let found = BY_NAME.get(name).copied();
    found.or_else(|| BY_NAME.get(name.to_ascii_uppercase().as_str()).copied())
}

/// The sizes of a region, by name.
pub fn offered(location: &str) -> impl Iterator<Item = &'static Size> {
    SIZES.values().filter(move |size| size.is_in(location))
}

/// The quota families, each once, by name.
pub fn families() -> impl Iterator<Item = &'static str> {
    let families: BTreeMap<String, &'static str> =
        SIZES.values().map(|size| (size.family.to_ascii_lowercase(), size.family)).collect();
    families.into_values()
}

fn read(line: &'static str) -> Option<Size> {
    let mut cells = line.split('\t');
    Some(Size {
        name: cells.next()?,
        family: cells.next()?,
        cores: cells.next()?.parse().ok()?,
        memory: cells.next()?.parse().ok()?,
        disk: cells.next()?.parse().ok()?,
        gpus: cells.next()?.parse().ok()?,
        flags: cells.next()?,
        price: cells.next()?.parse().ok()?,
        regions: u64::from_str_radix(cells.next()?, 16).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{REGIONS, SIZES, TABLE, Verdict, families, find, judge, offered};

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(SIZES.len(), lines);
        assert_eq!(REGIONS.len(), 45);
        assert!(offered("West Europe").count() > 200);
        assert!(families().count() > 30);
    }

    #[test]
    fn judges_by_list_and_region_then_by_form() {
        let supported = |size, location| matches!(judge(size, location), Verdict::Supported(_));
        assert!(supported("Standard_DS2_v2", "westeurope"));
        assert!(supported("STANDARD_ds2_V2", "nowhere in the table"));
        assert!(!supported("Standard_ND96isr_H100_v5", "austriaeast"));
        assert_eq!(judge("Standard_D2_v99", "westeurope"), Verdict::Unavailable);
        assert_eq!(judge("Basic_A1", "westeurope"), Verdict::Unavailable);
        for unknown in ["DS2_v2", "Standard_", "Standard_Big", "Standard_2", "a lot", "", "ünits"]
        {
            assert_eq!(judge(unknown, "westeurope"), Verdict::Unknown, "{unknown}");
        }
    }

    #[test]
    fn an_entry_tells_what_the_service_tells() {
        let entry = find("standard_ds3_v2").unwrap().entry();
        assert_eq!(entry["vCPUs"], 4);
        assert_eq!(entry["memoryGB"], 14.0);
        assert_eq!(entry["supportedComputeTypes"][0], "AmlCompute");
        assert_eq!(entry["estimatedVMPrices"]["values"][1]["vmTier"], "LowPriority");
    }
}
