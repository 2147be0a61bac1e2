//! Writes the table as `src/catalog/table.rs` of the library reads it: what can be concluded is left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use azureml_compute::arm::vm_size::SizeName;
use azureml_compute::catalog::Amount;

use super::read::{Size, Tables};

/// Letters of indexes and of region sets begin here.
const FIRST: u8 = b'A';
const BITS: u8 = b'0';

/// A list without repetitions whose places are written as letters.
#[derive(Default)]
struct Index(Vec<String>);

impl Index {
    fn letter(&mut self, value: String) -> Result<char> {
        let place = self.0.iter().position(|known| *known == value).unwrap_or_else(|| {
            self.0.push(value);
            self.0.len().saturating_sub(1)
        });
        let letter = u8::try_from(place).ok().and_then(|place| FIRST.checked_add(place));
        let letter = letter.filter(u8::is_ascii_graphic).context("a table has too many rows")?;
        Ok(char::from(letter))
    }
}

/// Zeros and ones as letters of six bits.
fn bits(bits: impl Iterator<Item = bool>) -> String {
    let bits: Vec<bool> = bits.collect();
    let letter = |six: &[bool]| {
        let value = six.iter().rev().fold(0_u8, |value, bit| (value << 1) | u8::from(*bit));
        char::from(BITS.wrapping_add(value))
    };
    bits.chunks(6).map(letter).collect()
}

pub(crate) fn write(tables: &Tables) -> Result<String> {
    let (mut lifecycles, mut low, mut sets) =
        (Index::default(), Index::default(), Index::default());
    let mut rows: BTreeMap<(String, String, String), Vec<&Size>> = BTreeMap::new();
    for size in &tables.sizes {
        let model = match tables.gpus.iter().position(|gpu| *gpu == size.gpu) {
            Some(place) => FIRST.wrapping_add(u8::try_from(place)?).wrapping_add(1),
            None => FIRST,
        };
        let (capable, exceptions) = &size.low_priority;
        let exceptions = if exceptions.is_empty() {
            String::new()
        } else {
            bits(tables.regions.iter().map(|region| exceptions.contains(region)))
        };
        let region = match &size.regions {
            Some(listed) => sets.letter(bits(listed.bytes().map(|bit| bit == b'1')))?,
            None => '@',
        };
        let marks: String = [
            char::from(model),
            lifecycles.letter(size.lifecycle.clone())?,
            size.support,
            low.letter(format!("{capable}{exceptions}"))?,
            region,
        ]
        .into_iter()
        .collect();
        let key = format!("{}#{}", size.letters, size.tail);
        let family = family(&key, &size.family);
        // The search compares without case, so the order is that of lower case.
        let place = (key.to_ascii_lowercase(), format!("{key};{family};{marks};"), marks);
        rows.entry(place).or_default().push(size);
    }
    let rows: Vec<String> =
        rows.iter().map(|((_, start, _), sizes)| format!("{start}{}", numbers(sizes))).collect();
    let mut out = String::new();
    let quoted = |list: &[String]| {
        list.iter().map(|item| format!("    {item:?},\n")).collect::<Vec<_>>().concat()
    };
    write!(
        out,
        "//! Made by the `catalog` command of pkg/build out of published tables; not to be edited. The form is\n\
         //! that of `table.rs`.\n\n\
         /// Day of the facts about sizes, ISO.\n\
         pub const DATE: &str = {:?};\n\n\
         /// Regions with facts, in the order of the sets.\n\
         pub(super) const REGIONS: &str = {:?};\n\n\
         /// GPU models and the memory of one in GiB.\n\
         pub(super) const GPUS: &[(&str, u16)] = &[\n{}];\n\n\
         /// Status and date.\n\
         pub(super) const LIFECYCLES: &[&str] = &[\n{}];\n\n\
         /// Low priority: how it is in most regions, and the set of the others.\n\
         pub(super) const LOW_PRIORITY: &[&str] = &[\n{}];\n\n\
         /// Sets of regions.\n\
         pub(super) const REGION_SETS: &str = r\"{}\";\n\n\
         /// The rows.\n\
         pub(super) const ROWS: &str = r\"{}\";\n",
        tables.date,
        tables.regions.join(" "),
        tables
            .gpus
            .iter()
            .map(|(model, memory)| format!("    ({model:?}, {memory}),\n"))
            .collect::<String>(),
        quoted(&lifecycles.0),
        quoted(&low.0),
        sets.0.concat(),
        rows.join("\n"),
    )?;
    Ok(out)
}

/// The quota family, short where the name of the size makes it.
fn family(key: &str, family: &str) -> String {
    let label: String = key.chars().filter(|c| !matches!(c, '#' | '_')).collect();
    let digits =
        label.len().saturating_sub(label.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let (name, version) = label.split_at(label.len().saturating_sub(digits));
    let upper = label.to_ascii_uppercase();
    let shouted = match name.strip_suffix('v').filter(|_| digits > 0) {
        Some(name) => format!("{}v{version}", name.to_ascii_uppercase()),
        None => upper.clone(),
    };
    let forms = [
        (".", format!("standard{label}Family")),
        (":", format!("Standard{label}Family")),
        ("-", format!("standard{shouted}Family")),
        ("=", format!("Standard{shouted}Family")),
        ("+", format!("standard{upper}Family")),
    ];
    if let Some((mark, _)) = forms.iter().find(|(_, form)| form == family) {
        return (*mark).to_owned();
    }
    let middle = family.strip_suffix("Family");
    for (first, prefix) in [("s", "standard"), ("S", "Standard")] {
        if let Some(middle) = middle.and_then(|middle| middle.strip_prefix(prefix)) {
            return format!("{first}{middle}");
        }
    }
    if family.is_empty() { String::new() } else { format!("!{family}") }
}

/// The value that a reader concludes.
#[derive(Default)]
struct Last<T> {
    value: Option<T>,
    vcpus: u16,
}

impl Last<Amount> {
    /// Writes a value unless it follows from the one before.
    fn put(&mut self, out: &mut String, mark: char, value: Option<Amount>, vcpus: u16) {
        let follows = self.value.map(|last| last.scaled(self.vcpus, vcpus));
        if follows != value {
            let text = value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            out.extend([mark.to_string(), text]);
            *self = Self { value, vcpus };
        }
    }
}

/// The sizes of one row.
fn numbers(sizes: &[&Size]) -> String {
    let (mut memory, mut disk, mut gpus) = (Last::default(), Last::default(), Last::default());
    let mut successor: Last<String> = Last::default();
    let mut words = Vec::new();
    for size in sizes {
        let mut word = size.number.to_string();
        if let Some(constrained) = size.constrained {
            word.extend(["-".to_owned(), constrained.to_string()]);
        }
        let plain = SizeName::parse(&size.name).map(|name| name.vcpus());
        if plain != Some(size.vcpus) {
            word.extend(["=".to_owned(), size.vcpus.to_string()]);
        }
        memory.put(&mut word, ':', size.memory, size.vcpus);
        disk.put(&mut word, '/', size.disk, size.vcpus);
        if !size.gpu.0.is_empty() {
            gpus.put(&mut word, '*', size.gpus, size.vcpus);
        }
        let follows = successor.value.as_deref().and_then(|last| {
            let last = format!("Standard_{last}");
            let last = SizeName::parse(&last)?;
            let number = Amount::whole(last.number.into()).scaled(successor.vcpus, size.vcpus);
            Some(format!("{}{number}{}", last.letters, last.tail))
        });
        if follows != size.successor {
            let text = size.successor.as_deref().unwrap_or("?");
            word.extend([">".to_owned(), text.to_owned()]);
            successor = Last { value: size.successor.clone(), vcpus: size.vcpus };
        }
        words.push(word);
    }
    words.join(" ")
}
