//! The tail of a size name: features, modifiers, accelerator, memory class, version, in this order.

use super::{number, push_number};
use crate::diagnostics::{cut, pieces};

/// What the tail of a size name says, each part in the caller's case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details<'n> {
    /// One letter for each feature: `a` AMD, `d` local disk, `s` premium storage and so on.
    pub features: &'n str,
    /// Generation mark, such as `G5`.
    pub generation: Option<&'n str>,
    /// Modifiers with their separators: `_xl`, `_cc`, `_NDR`.
    pub modifiers: &'n str,
    /// GPU or another accelerator.
    pub accelerator: Option<&'n str>,
    /// Memory class in TiB, for machines whose memory varies at the same number.
    pub memory: Option<u8>,
    /// Version; absent in the first generation.
    pub version: Option<u8>,
    /// A promotional size.
    pub promo: bool,
}

const MODIFIERS: [&str; 3] = ["cc", "xl", "NDR"];

/// A number of one or two digits.
fn small(text: &str) -> Option<u8> {
    let (number, rest) = number(text)?;
    if text.len() <= 2 && rest.is_empty() { u8::try_from(number).ok() } else { None }
}

impl<'n> Details<'n> {
    pub(super) fn parse(tail: &'n str) -> Option<Self> {
        let (head, rest) = match cut(tail, b'_') {
            Some((head, rest)) => (head, Some(rest)),
            None => (tail, None),
        };
        let (features, generation) = features(head)?;
        let mut details = Details { features, generation, ..Self::default() };
        let Some(rest) = rest else { return Some(details) };
        // The parts have an order; this is the number of the first one that may still come.
        let mut stage = 0_u8;
        for word in pieces(rest, b'_') {
            let next = if MODIFIERS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                let end = details.modifiers.len().saturating_add(word.len()).saturating_add(1);
                details.modifiers = tail.get(head.len()..head.len().saturating_add(end))?;
                0
            } else if let Some(memory) = small(word) {
                details.memory = Some(memory);
                2
            } else if let Some(version) = word.strip_prefix(['v', 'V']).and_then(small) {
                details.version = Some(version);
                3
            } else if word.eq_ignore_ascii_case("Promo") {
                details.promo = true;
                4
            } else if is_accelerator(word) {
                details.accelerator = Some(word);
                1
            } else {
                return None;
            };
            if next < stage {
                return None;
            }
            // Only modifiers may come twice.
            stage = if next == 0 { 0 } else { next.saturating_add(1) };
        }
        Some(details)
    }

    /// Writes the tail in the spelling of the documents.
    pub(super) fn write(&self, out: &mut String) {
        out.push_str(&self.features.to_ascii_lowercase());
        out.push_str(&self.generation.unwrap_or_default().to_ascii_uppercase());
        self.write_modifiers(out);
        if let Some(accelerator) = self.accelerator {
            out.push('_');
            out.push_str(&accelerator.to_ascii_uppercase());
        }
        if let Some(memory) = self.memory {
            out.push('_');
            push_number(out, memory.into());
        }
        self.write_end(out, true);
    }

    pub(super) fn write_series(&self, out: &mut String) {
        out.push_str(&self.features.to_ascii_lowercase());
        self.write_modifiers(out);
        if let Some(accelerator) = self.accelerator {
            if !self.modifiers.is_empty() {
                out.push('_');
            }
            out.push_str(&accelerator.to_ascii_uppercase());
        }
        self.write_end(out, self.accelerator.is_some() || !self.modifiers.is_empty());
    }

    fn write_modifiers(&self, out: &mut String) {
        for word in pieces(self.modifiers, b'_').skip(1) {
            let known = MODIFIERS.iter().find(|known| known.eq_ignore_ascii_case(word));
            out.push('_');
            out.push_str(known.copied().unwrap_or_default());
        }
    }

    fn write_end(&self, out: &mut String, separated: bool) {
        if let Some(version) = self.version {
            if separated {
                out.push('_');
            }
            out.push('v');
            push_number(out, version.into());
        }
        if self.promo {
            out.push_str("_Promo");
        }
    }
}

/// Feature letters and a generation mark: a `G` and one digit.
fn features(head: &str) -> Option<(&str, Option<&str>)> {
    let letters = head.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == head.len() {
        return Some((head, None));
    }
    let (features, generation) = head.split_at_checked(letters.checked_sub(1)?)?;
    let mark = generation.strip_prefix(['g', 'G'])?;
    (mark.len() == 1 && small(mark).is_some()).then_some((features, Some(generation)))
}

/// Letters and digits that begin with a letter, such as `A100` or `RTXPRO6000BSE`: new ones come every
/// year, so the form decides.
fn is_accelerator(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && word.bytes().any(|byte| byte.is_ascii_digit())
}
