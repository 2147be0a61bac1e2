//! Looking through texts by bytes. What is looked for is ASCII, which never stands inside a longer
//! character, so nothing has to be decoded: several times quicker in WebAssembly than the iterators over
//! characters, and one small function in the place of many.
//! The loops count by hand: at the optimisation level of the module every step of an iterator is a call.

/// The place of a byte.
#[must_use]
#[inline(never)]
pub fn find_byte(text: &str, wanted: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == wanted {
            return Some(at);
        }
        at = at.wrapping_add(1);
    }
    None
}

/// Whether one of some ASCII bytes stands in a text.
#[must_use]
#[inline(never)]
pub fn has_any(text: &str, wanted: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&byte) = wanted.get(at) {
        if find_byte(text, byte).is_some() {
            return true;
        }
        at = at.wrapping_add(1);
    }
    false
}

/// What stands before and behind the first place of an ASCII byte.
#[must_use]
#[inline(never)]
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = find_byte(text, at)?;
    Some((text.get(..place)?, text.get(place.checked_add(1)?..)?))
}

/// The pieces of a text between an ASCII byte, empty ones too.
#[must_use]
pub const fn pieces(text: &str, between: u8) -> Pieces<'_> {
    Pieces { rest: Some(text), between }
}

/// See [`pieces`].
#[derive(Clone, Debug)]
pub struct Pieces<'t> {
    rest: Option<&'t str>,
    between: u8,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        match cut(rest, self.between) {
            Some((piece, behind)) => {
                self.rest = Some(behind);
                Some(piece)
            }
            None => self.rest.take(),
        }
    }
}

/// A text without white space at its edges. Nearly always there is none, which two bytes tell.
#[must_use]
#[inline(never)]
pub fn trim(text: &str) -> &str {
    match (text.as_bytes().first(), text.as_bytes().last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => text,
        _ => trim_slowly(text),
    }
}

#[cold]
#[inline(never)]
fn trim_slowly(text: &str) -> &str {
    text.trim()
}

/// How many characters a text has.
#[must_use]
#[inline(never)]
pub fn characters(text: &str) -> usize {
    // All bytes of a character but its first are of the form 10xxxxxx.
    text.bytes()
        .fold(0, |count: usize, byte| count.saturating_add(usize::from(byte & 0xc0 != 0x80)))
}

/// How many UTF-16 units a text has.
#[must_use]
#[inline(never)]
pub fn utf16_units(text: &str) -> usize {
    let (bytes, mut at, mut count) = (text.as_bytes(), 0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        count = count.wrapping_add(units(byte));
        at = at.wrapping_add(1);
    }
    count
}

/// How many UTF-16 units the character has of which this is the first byte; 0 for all further bytes.
#[must_use]
#[inline]
pub const fn units(byte: u8) -> usize {
    match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    }
}

/// The first `most` characters of a text.
#[must_use]
#[inline(never)]
pub fn head(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut left = most;
    for (at, byte) in text.bytes().enumerate() {
        if byte & 0xc0 != 0x80 {
            if left == 0 {
                return text.get(..at).unwrap_or_default();
            }
            left = left.saturating_sub(1);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_with_the_standard_library() {
        for text in ["", "a", "/a//b/", " é ", "aé\u{10ffff}b", "\u{a0}x\u{2003}", "日本/語", "\t!"]
        {
            assert_eq!(trim(text), text.trim());
            assert_eq!(characters(text), text.chars().count());
            assert_eq!(utf16_units(text), text.encode_utf16().count());
            assert_eq!(cut(text, b'/'), text.split_once('/'));
            assert_eq!(has_any(text, b"/!"), text.contains(['/', '!']));
            assert!(pieces(text, b'/').eq(text.split('/')));
            for most in 0..6 {
                assert_eq!(head(text, most), text.chars().take(most).collect::<String>());
            }
        }
    }
}
