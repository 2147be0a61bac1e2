//! Did-you-mean for sizes: first what people are known to write, then a name with few letters of
//! difference, then one that lacks or adds a whole part.

use super::table::{Entry, entries, find};
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
    let same_letters = |letters: &str| letters.eq_ignore_ascii_case(read.letters);
    for (letters, tail, became) in ALIASES {
        if same_letters(letters) && tail.eq_ignore_ascii_case(read.tail) {
            let meant = ["Standard_", letters, &read.number.to_string(), became].concat();
            if let Some(entry) = find(&meant) {
                return Some(entry);
            }
        }
    }
    let near = entries().filter(|entry| {
        // Of letters, number and tail at most one is misspelt, and a number only for a size of today.
        let number = entry.number() == read.number && entry.constrained() == read.constrained;
        let letters = same_letters(entry.letters());
        let tail = entry.tail().eq_ignore_ascii_case(read.tail);
        if number { letters || tail } else { letters && tail && !entry.lifecycle().has_ended("") }
    });
    // Sizes that are offered come first: of equally near names the first one is taken.
    let (mut names, mut ended) = (Vec::new(), Vec::new());
    for entry in near {
        let list = if entry.lifecycle().has_ended("") { &mut ended } else { &mut names };
        list.push(entry.name());
    }
    names.append(&mut ended);
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = diagnostics::nearest(name, &words).or_else(|| {
        words.into_iter().find(|known| {
            let same = SizeName::parse(known).is_some_and(|known| {
                known.number == read.number && known.constrained == read.constrained
            });
            same && read.tail.len() >= 2 && (runs_through(known, name) || runs_through(name, known))
        })
    })?;
    find(found)
}
