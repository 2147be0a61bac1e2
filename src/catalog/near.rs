//! Did-you-mean for sizes: first what people are known to write, then a name with few letters of
//! difference, then one that lacks or adds a whole part.

use super::entry::Entry;
use super::table::{entries, find};
use crate::arm::vm_size::SizeName;
use crate::diagnostics;

/// Names of code lists and previews for sizes that got another one: letters and tail as written, the
/// tail as it became.
const ALIASES: &[(&str, &str, &str)] = &[
    ("ND", "asr_A100_v4", "asr_v4"),
    ("ND", "asr_v3", "asr_v4"),
    ("D", "a_v3", "a_v4"),
    ("D", "as_v3", "as_v4"),
    ("E", "a_v3", "a_v4"),
    ("E", "as_v3", "as_v4"),
    ("NC", "_v2", "s_v2"),
    ("NC", "_v3", "s_v3"),
    ("NC", "as_v4", "as_T4_v3"),
];

/// Whether a text has the letters of another in their order, all without case.
fn runs_through(long: &str, short: &str) -> bool {
    let mut rest = long.bytes();
    short.bytes().all(|wanted| rest.any(|byte| byte.eq_ignore_ascii_case(&wanted)))
}

/// The known size that a name was most likely meant to be.
#[must_use]
#[cold]
#[inline(never)]
pub fn nearest(name: &str) -> Option<Entry> {
    let read = SizeName::parse(name)?;
    for (letters, tail, became) in ALIASES {
        if letters.eq_ignore_ascii_case(read.letters) && tail.eq_ignore_ascii_case(read.tail) {
            let mut meant = ["Standard_", letters].concat();
            read.write_numbers(&mut meant);
            meant.push_str(became);
            if let Some(entry) = find(&meant) {
                return Some(entry);
            }
        }
    }
    // Sizes that are offered come first: of equally near names the first one is taken.
    let (mut names, mut longer) = (Vec::new(), None);
    for ended in [false, true] {
        for entry in entries().filter(|entry| entry.lifecycle().has_ended("") == ended) {
            // Of letters, number and tail at most one is misspelt, and a number only for a size of today.
            let number = entry.number() == read.number && entry.constrained() == read.constrained;
            let letters = entry.letters().eq_ignore_ascii_case(read.letters);
            let tail = entry.tail().eq_ignore_ascii_case(read.tail);
            let near = if number { letters || tail } else { letters && tail && !ended };
            if near {
                let known = entry.name();
                if number && read.tail.len() > 1 && longer.is_none() && runs_through(&known, name) {
                    longer = Some(entry);
                }
                names.push(known);
            }
        }
    }
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    diagnostics::nearest(name, &words).map_or(longer, find)
}
