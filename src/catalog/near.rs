//! Did-you-mean for sizes: first what people are known to write, then a name with few letters of
//! difference, then one that lacks or adds a whole part.

use super::entry::Entry;
use super::table::{alike, find};
use crate::arm::vm_size::SizeName;
use crate::diagnostics;

/// Tails of code lists and previews, and what they became.
const ALIASES: &[(&str, &str)] =
    &[("asr_A100_v4", "asr_v4"), ("a_v3", "a_v4"), ("as_v3", "as_v4"), ("as_v4", "as_T4_v3")];

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
    if let Some((_, tail)) = ALIASES.iter().find(|(tail, _)| tail.eq_ignore_ascii_case(read.tail)) {
        let meant = SizeName { tail, ..read }.canonical();
        if let Some(entry) = find(&meant) {
            return Some(entry);
        }
    }
    // Sizes that are offered come first: of equally near names the first one is taken.
    let (mut names, mut old, mut longer) = (Vec::new(), Vec::new(), None);
    for entry in alike(&read) {
        // Of letters, number and tail at most one is misspelt, and a number only for a size of today.
        let number = entry.number() == read.number && entry.constrained() == read.constrained;
        let ended = entry.lifecycle().has_ended("");
        let both = || {
            let known = (entry.letters(), entry.tail());
            known.0.eq_ignore_ascii_case(read.letters) && known.1.eq_ignore_ascii_case(read.tail)
        };
        if number || (!ended && both()) {
            let known = entry.name();
            if number && read.tail.len() > 1 && longer.is_none() && runs_through(&known, name) {
                longer = Some(entry);
            }
            if ended { &mut old } else { &mut names }.push(known);
        }
    }
    names.append(&mut old);
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    diagnostics::nearest(name, &words).map_or(longer, find)
}
