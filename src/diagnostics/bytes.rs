//! Looking through texts by bytes. What is looked for is ASCII, which never stands inside a longer
//! character, so nothing has to be decoded: several times quicker in WebAssembly than the iterators over
//! characters, and one small function in the place of many.
//! The loops count by hand: at the optimisation level of the module every step of an iterator is a call.
//! Those that look for something take eight bytes a step.

/// A one in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each of eight bytes.
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Eight bytes at a place, the first one lowest.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk::<8>().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Marks the bytes that are zero by their highest bit. Bytes above the lowest zero may be marked wrongly.
#[inline(always)]
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// The place of the lowest marked byte.
#[inline(always)]
const fn lowest(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// The place of a byte from another place on; the length of the text if it is not there. `case` is 0x20 for
/// a lower-case letter that may also be a capital, else 0. Eight bytes are looked at in one step.
#[must_use]
#[inline(never)]
pub(super) fn seek(bytes: &[u8], from: usize, wanted: u8, case: u8) -> usize {
    let (all, case_of_all) = (ONES.wrapping_mul(wanted.into()), ONES.wrapping_mul(case.into()));
    let mut at = from;
    while let Some(word) = eight(bytes, at) {
        let found = zeros((word | case_of_all) ^ all);
        if found != 0 {
            return at.wrapping_add(lowest(found));
        }
        at = at.wrapping_add(8);
    }
    while let Some(&byte) = bytes.get(at)
        && byte | case != wanted
    {
        at = at.wrapping_add(1);
    }
    at
}

/// The first byte at or behind `from` that is a quote, a backslash or a control character; else the length.
#[must_use]
#[inline(never)]
pub(super) fn plain_run(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(word) = eight(bytes, at) {
        let quote = zeros(word ^ ONES.wrapping_mul(0x22));
        let backslash = zeros(word ^ ONES.wrapping_mul(0x5c));
        // Below 0x20: subtracting 0x20 from each byte borrows only where the high bit was clear.
        let control = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word & HIGHS;
        let found = quote | backslash | control;
        if found != 0 {
            return at.wrapping_add(lowest(found));
        }
        at = at.wrapping_add(8);
    }
    while let Some(&byte) = bytes.get(at)
        && !matches!(byte, b'"' | b'\\' | 0..0x20)
    {
        at = at.wrapping_add(1);
    }
    at
}

/// Whether eight bytes stand at a place that are all ASCII, none of them a line break.
#[must_use]
#[inline]
pub(crate) fn eight_of_a_line(bytes: &[u8], at: usize) -> bool {
    let line_break = ONES.wrapping_mul(0x0a);
    eight(bytes, at).is_some_and(|word| (zeros(word ^ line_break) | (word & HIGHS)) == 0)
}

/// The place of a byte.
#[must_use]
#[inline(always)]
pub fn find_byte(text: &str, wanted: u8) -> Option<usize> {
    let at = seek(text.as_bytes(), 0, wanted, 0);
    (at < text.len()).then_some(at)
}

/// Whether one of some ASCII bytes stands in a text.
#[must_use]
#[inline(never)]
pub fn has_any(text: &str, wanted: &[u8]) -> bool {
    wanted.iter().any(|byte| find_byte(text, *byte).is_some())
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

/// A text without white space at its edges, invisible signs of no width included. Nearly always there is none, which two bytes tell.
#[must_use]
#[inline(always)]
pub fn trim(text: &str) -> &str {
    match (text.as_bytes().first(), text.as_bytes().last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => text,
        _ => trim_slowly(text),
    }
}

#[cold]
#[inline(never)]
fn trim_slowly(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// Whether a character is a letter, a digit or a mark of some script. The tables of the standard library
/// weigh 4 KB; here the blocks of signs are left out, and everything else beyond ASCII counts.
#[must_use]
#[inline(never)]
pub const fn is_of_a_word(c: char) -> bool {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '\u{aa}' | '\u{b5}' | '\u{ba}' => true,
        '\0'..='\u{bf}'
        | '\u{d7}'
        | '\u{f7}'
        | '\u{2000}'..='\u{206f}'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{feff}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}'
        | '\u{ffe0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{e0000}'.. => false,
        _ => true,
    }
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
    fn runs_end_where_they_should() {
        for length in 0..40 {
            for byte in [b'"', b'\\', 0x1f, 0] {
                let mut bytes = vec![b'x'; length];
                bytes.push(byte);
                bytes.extend_from_slice(&[b'y'; 9]);
                assert_eq!(plain_run(&bytes, 0), length);
                assert_eq!(seek(&bytes, 0, byte, 0), length);
                assert_eq!(seek(&bytes, 0, b'y', 0x20), length + 1);
                bytes.make_ascii_uppercase();
                assert_eq!(seek(&bytes, 0, b'y', 0x20), length + 1);
                assert_eq!(seek(&bytes, 0, b'y', 0), bytes.len());
            }
        }
        let text = "é\u{10ffff} \u{7f}ÿ€!#[]".repeat(5);
        assert_eq!(plain_run(text.as_bytes(), 0), text.len());
    }

    #[test]
    fn letters_of_scripts_are_those_of_the_standard_library() {
        let words = "Ünïcødé Ελλάδα Группа עברית العربية हिन्दी ไทย 日本語 かな 한국어 ٣٤ １２ Ａｂ";
        for c in words.chars().filter(|c| !c.is_whitespace()) {
            assert!(is_of_a_word(c), "{c}");
        }
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let close = c.is_ascii() || !c.is_alphanumeric() || is_of_a_word(c);
            let sign = ('\u{2000}'..='\u{2bff}').contains(&c);
            let number_in_a_circle = c.is_numeric() || ('\u{24b6}'..='\u{24e9}').contains(&c);
            assert!(
                close || sign || number_in_a_circle || c > '\u{1f000}',
                "{c} {:x}",
                u32::from(c)
            );
        }
        for c in " -_./\u{a0}\u{200b}\u{feff}×«»…—“”€→✓😀、。".chars() {
            assert!(!is_of_a_word(c) && !c.is_alphanumeric(), "{c}");
        }
    }

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
