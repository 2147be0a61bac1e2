//! Byte-level scanning: strings, numbers, escapes.

use crate::diagnostics::cut;

/// The four hex digits at `from`.
pub(super) fn hex4(bytes: &[u8], from: usize) -> Option<u16> {
    let digits = bytes.get(from..from.checked_add(4)?)?;
    let mut value = 0_u16;
    for digit in digits {
        let digit = char::from(*digit).to_digit(16)?;
        value = value.checked_mul(16)?.checked_add(u16::try_from(digit).ok()?)?;
    }
    Some(value)
}

pub(super) const fn is_high_surrogate(unit: u16) -> bool {
    unit & 0xfc00 == 0xd800
}

pub(super) const fn is_low_surrogate(unit: u16) -> bool {
    unit & 0xfc00 == 0xdc00
}

/// Resolves the escapes of a text that the parser has accepted; half a surrogate pair becomes U+FFFD.
pub(super) fn unescape(raw: &str) -> String {
    let bytes = raw.as_bytes();
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut at = 0_usize;
    while let Some((before, _)) = cut(rest, b'\\') {
        out.push_str(before);
        at = at.saturating_add(before.len());
        let mut consumed = 2_usize;
        match bytes.get(at.saturating_add(1)) {
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(b'u') => {
                consumed = 6;
                let first = hex4(bytes, at.saturating_add(2)).unwrap_or(0xfffd);
                let second = if is_high_surrogate(first)
                    && bytes.get(at.saturating_add(6)..at.saturating_add(8)) == Some(b"\\u")
                {
                    hex4(bytes, at.saturating_add(8)).filter(|unit| is_low_surrogate(*unit))
                } else {
                    None
                };
                let mut code = u32::from(first);
                if let Some(second) = second {
                    consumed = 12;
                    let pair = (code & 0x3ff) << 10 | u32::from(second & 0x3ff);
                    code = pair.wrapping_add(0x1_0000);
                }
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(other) => out.push(char::from(*other)),
            None => {}
        }
        at = at.saturating_add(consumed);
        rest = raw.get(at..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The end of the JSON number that starts at `from`, or the place where it stops being one.
pub(super) fn number_end(bytes: &[u8], from: usize) -> Result<usize, usize> {
    let digits = |mut at: usize| {
        let first = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at = at.saturating_add(1);
        }
        if at == first { Err(at) } else { Ok(at) }
    };
    let mut at = from;
    if bytes.get(at) == Some(&b'-') {
        at = at.saturating_add(1);
    }
    at = if bytes.get(at) == Some(&b'0') { at.saturating_add(1) } else { digits(at)? };
    if bytes.get(at) == Some(&b'.') {
        at = digits(at.saturating_add(1))?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at = at.saturating_add(1);
        if matches!(bytes.get(at), Some(b'+' | b'-')) {
            at = at.saturating_add(1);
        }
        at = digits(at)?;
    }
    Ok(at)
}

/// Whether a text is exactly one JSON number.
pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && number_end(text.as_bytes(), 0) == Ok(text.len())
}

/// The value of a JSON number without fraction, also in decimal or exponent form (`4.0`, `4e0`), that
/// fits into 64 bits. Digits are moved about as text: parsing floats would bring tables of 10 KB.
pub(crate) fn integer_of(spelling: &str) -> Option<i64> {
    if let Ok(value) = spelling.parse() {
        return Some(value);
    }
    let (mantissa, exponent) = match spelling.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (spelling, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let all = [whole, fraction].concat();
    if all.bytes().all(|byte| byte == b'0') {
        return Some(0);
    }
    // The number is `all` times ten to the power of `shift`.
    let shift = i64::from(exponent).checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let text = if shift >= 0 {
        let zeros = usize::try_from(shift).ok().filter(|zeros| *zeros < 20)?;
        [sign, &all, &"0".repeat(zeros)].concat()
    } else {
        let cut = usize::try_from(shift.checked_neg()?).ok()?;
        let kept = all.len().checked_sub(cut)?;
        let (kept, cut) = all.split_at_checked(kept)?;
        if kept.is_empty() || cut.bytes().any(|byte| byte != b'0') {
            return None;
        }
        [sign, kept].concat()
    };
    text.parse().ok()
}

/// Whether a JSON number has a fraction that is not zero (`2.5`, `1e-3`).
pub(crate) fn has_fraction(spelling: &str) -> bool {
    let (mantissa, exponent) = spelling.split_once(['e', 'E']).unwrap_or((spelling, ""));
    if mantissa.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') {
        return false;
    }
    let fraction =
        mantissa.split_once('.').map_or("", |(_, fraction)| fraction.trim_end_matches('0'));
    exponent.starts_with('-') || (exponent.is_empty() && !fraction.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_resolve() {
        assert_eq!(unescape(r"a\n\u0041\ud83d\ude00\/"), "a\nA😀/");
        assert_eq!(unescape(r"\ud800x"), "\u{fffd}x");
        assert_eq!(unescape(r"\ud800\u0041"), "\u{fffd}A");
    }

    #[test]
    fn numbers_end_where_they_should() {
        for good in ["0", "-1", "12.5", "1e9", "1E-9", "-0.0"] {
            assert_eq!(number_end(good.as_bytes(), 0), Ok(good.len()), "{good}");
        }
        for bad in ["-", "1.", "1e", "1e+", ".5", "+1"] {
            assert!(number_end(bad.as_bytes(), 0).is_err(), "{bad}");
        }
        assert_eq!(number_end(b"01", 0), Ok(1));
    }
}
