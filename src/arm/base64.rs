//! Base64 of RFC 4648, as keys and scripts are carried in bodies.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Decodes the standard alphabet, with or without padding.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let mut out = Vec::with_capacity(digits.len());
    let (mut bits, mut count) = (0_u32, 0_u32);
    let mut at = 0_usize;
    while let Some(&byte) = digits.as_bytes().get(at) {
        at = at.wrapping_add(1);
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count = count.wrapping_add(6);
        if count >= 8 {
            count = count.wrapping_sub(8);
            out.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    (digits.len() % 4 != 1).then_some(out)
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
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn other_texts() {
        for text in ["a", "ab cd", "ab-_", "#!/bin/sh", "abcde", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(""), Some(Vec::new()));
    }
}
