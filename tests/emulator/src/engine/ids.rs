//! Identifiers that look random and are not: the same seed gives the same ones, so that two runs of
//! a test can be compared byte for byte. Nothing here is fit for secrets.

use serde::{Deserialize, Serialize};

/// A source of identifiers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Ids(u64);

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Ids {
    /// Starts again from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A GUID of version 4.
    pub fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            (low >> 48) & 0x3fff | 0x8000,
            low & 0xffff_ffff_ffff,
        )
    }

    /// Text in the alphabet of URL-safe base64.
    pub fn text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let mut bits = self.next();
            for _ in 0..10_usize.min(length.saturating_sub(text.len())) {
                let index = usize::try_from(bits & 63).unwrap_or_default();
                text.push(char::from(ALPHABET.get(index).copied().unwrap_or(b'A')));
                bits >>= 6;
            }
        }
        text
    }

    /// The `SplitMix64` generator: small, and good enough to never repeat within a run.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn guids_have_the_right_form_and_differ() {
        let mut ids = Ids::new(1);
        let guids: Vec<String> = (0..100).map(|_| ids.guid()).collect();
        for guid in &guids {
            let lengths: Vec<usize> = guid.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{guid}");
            assert_eq!(guid.as_bytes()[14], b'4', "{guid}");
            assert!(matches!(guid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{guid}");
        }
        let distinct: std::collections::HashSet<&String> = guids.iter().collect();
        assert_eq!(distinct.len(), guids.len());
    }

    #[test]
    fn the_same_seed_gives_the_same_text_of_the_length_asked() {
        assert_eq!(Ids::new(7).text(1_337), Ids::new(7).text(1_337));
        assert_ne!(Ids::new(7).text(40), Ids::new(8).text(40));
        for length in [0, 1, 10, 11, 2_000] {
            assert_eq!(Ids::new(3).text(length).len(), length);
        }
    }
}
