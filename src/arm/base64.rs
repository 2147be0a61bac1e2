//! Base64 of RFC 4648, as keys and scripts are carried in bodies.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What stands in the table of values for a byte that is no digit.
const NONE: u8 = 0xff;

/// The value of each digit.
static VALUES: [u8; 256] = values();

const fn values() -> [u8; 256] {
    let mut table = [NONE; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0_u8;
    while let Some((first, behind)) = rest.split_first_mut() {
        *first = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' => 62,
            b'/' => 63,
            _ => NONE,
        };
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    table
}

#[inline(always)]
fn value(digit: u8) -> u8 {
    VALUES.get(usize::from(digit)).copied().unwrap_or(NONE)
}

/// Bytes in base64 that stay packed: read one by one where somebody asks for them.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'t> {
    digits: &'t [u8],
}

impl<'t> Packed<'t> {
    /// A text of the standard alphabet, with or without padding.
    #[must_use]
    pub fn new(text: &'t str) -> Option<Self> {
        let (packed, behind) = Self::begin(text)?;
        behind.is_empty().then_some(packed)
    }

    /// The first word of a text, if it is of the standard alphabet.
    #[must_use]
    pub fn first(text: &'t str) -> Option<Self> {
        let (packed, behind) = Self::begin(text)?;
        behind.first().is_none_or(u8::is_ascii_whitespace).then_some(packed)
    }

    /// What a text begins with, and what stands behind it.
    fn begin(text: &'t str) -> Option<(Self, &'t [u8])> {
        let (bytes, mut at) = (text.as_bytes(), 0_usize);
        for [first, second, third, fourth] in bytes.as_chunks::<4>().0 {
            if (value(*first) | value(*second) | value(*third) | value(*fourth)) == NONE {
                break;
            }
            at = at.wrapping_add(4);
        }
        while let Some(&byte) = bytes.get(at)
            && value(byte) != NONE
        {
            at = at.wrapping_add(1);
        }
        let (digits, mut behind) = bytes.split_at_checked(at)?;
        while let Some((b'=', rest)) = behind.split_first() {
            behind = rest;
        }
        (at % 4 != 1).then_some((Self { digits }, behind))
    }

    /// How many bytes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        let digits = self.digits.len();
        // Three bytes in four digits; two digits more are one byte more, three are two.
        (digits / 4).saturating_mul(3).saturating_add((digits % 4).saturating_sub(1))
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u8> {
        if at >= self.len() {
            return None;
        }
        let first = (at / 3).checked_mul(4)?.checked_add(at % 3)?;
        let digit = |at: usize| self.digits.get(at).map(|digit| u16::from(value(*digit)));
        let pair = digit(first)? << 6 | digit(first.checked_add(1)?)?;
        // The byte begins behind two bits of its first digit for each place in the group.
        let shift = match at % 3 {
            0 => 4,
            1 => 2,
            _ => 0,
        };
        u8::try_from(pair >> shift & 0xff).ok()
    }
}

/// Decodes the standard alphabet, with or without padding.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let packed = Packed::new(text)?;
    let mut out = Vec::with_capacity(packed.len());
    for group in packed.digits.chunks(4) {
        let word = group.iter().fold(0_u32, |word, digit| word << 6 | u32::from(value(*digit)));
        let missing = 4_usize.saturating_sub(group.len());
        let word = word.checked_shl(u32::try_from(missing.saturating_mul(6)).ok()?)?;
        let [_, bytes @ ..] = word.to_be_bytes();
        out.extend_from_slice(bytes.get(..3_usize.saturating_sub(missing))?);
    }
    Some(out)
}

/// Encodes with the standard alphabet and padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().saturating_mul(2));
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .zip([16, 8, 0])
            .fold(0, |word, (byte, shift)| word | u32::from(*byte) << shift);
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = DIGITS.get(usize::try_from((word >> shift) & 63).unwrap_or(0));
            out.push(if place <= chunk.len() { char::from(*digit.unwrap_or(&b'=')) } else { '=' });
        }
    }
    out
}

/// A text without the line breaks that writers of base64 put in.
#[must_use]
pub fn packed(text: &str) -> String {
    text.split_ascii_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_the_crate(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(encode(&bytes), STANDARD.encode(&bytes));
            let bare = STANDARD_NO_PAD.encode(&bytes);
            prop_assert_eq!(decode(&bare), Some(bytes.clone()));
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes.clone()));
            let packed = Packed::new(&bare).unwrap();
            let read: Vec<u8> = (0..packed.len()).filter_map(|at| packed.get(at)).collect();
            prop_assert_eq!((packed.get(packed.len()), read), (None, bytes));
        }
    }

    #[test]
    fn other_texts() {
        for text in ["a", "ab cd", "ab-_", "#!/bin/sh", "abcde", "é", "a=b", "a="] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(""), Some(Vec::new()));
    }
}
