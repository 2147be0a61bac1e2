//! What the parser notes about texts and names on its one way over them, so that nobody has to look through
//! them again: which signs stand in a text, and a print of a name that equal names have in common.

/// Signs of a text. A bit is set where a sign stands in it, or where nobody knows (a text with escapes).
pub(crate) const OPEN: u8 = 1;
/// `_`
pub(crate) const LINE: u8 = 1 << 1;
/// Begins a word that stands in samples.
pub(crate) const SAMPLE: u8 = 1 << 2;
/// Ends the run of plain bytes: a quote, a backslash, a control character.
pub(super) const STOP: u8 = 1 << 7;
/// What a text may hold of which nothing is known.
pub(crate) const ANY: u8 = 0x7f;

/// The signs of each byte.
static SIGNS: [u8; 256] = signs();

const fn signs() -> [u8; 256] {
    let mut table = [0; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0_u8;
    while let Some((first, behind)) = rest.split_first_mut() {
        *first = match byte {
            b'<' | b'{' | b'%' | b'$' | b'#' | b'@' => OPEN,
            b'_' => LINE,
            b'0' | b'y' | b'Y' | b'c' | b'C' | b'/' => SAMPLE,
            b'"' | b'\\' | 0..0x20 => STOP,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    table
}

/// The first byte at or behind `from` that is a quote, a backslash or a control character, else the length;
/// and the signs of the bytes before it.
#[inline(always)]
pub(super) fn plain_run(bytes: &[u8], from: usize) -> (usize, u8) {
    let sign_of = |byte: &u8| SIGNS.get(usize::from(*byte)).copied().unwrap_or(STOP);
    let (mut at, mut seen) = (from, 0);
    let (fours, _) = bytes.get(from..).unwrap_or_default().as_chunks::<4>();
    for [first, second, third, fourth] in fours {
        let signs = sign_of(first) | sign_of(second) | sign_of(third) | sign_of(fourth);
        if signs & STOP != 0 {
            break;
        }
        seen |= signs;
        at = at.wrapping_add(4);
    }
    while let Some(byte) = bytes.get(at) {
        let sign = sign_of(byte);
        if sign & STOP != 0 {
            break;
        }
        seen |= sign;
        at = at.wrapping_add(1);
    }
    (at, seen)
}

/// The print of a name: length, first and last letters without case. Names that are equal without case have the
/// same print, and nearly all others have different ones.
#[inline(always)]
pub(crate) const fn print_of(name: &[u8]) -> u32 {
    // Without case: a letter and its capital differ in this bit alone.
    const CASE: u32 = 0x2020_2020;
    let (first, last) = match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ => (few(name), 0),
    };
    let length = name.len() as u32;
    ((first | CASE).wrapping_mul(0x9e37_79b1) ^ (last | CASE)).wrapping_add(length)
}

/// The letters of a short name.
const fn few(name: &[u8]) -> u32 {
    let (mut word, mut rest) = (0, name);
    while let Some((byte, behind)) = rest.split_first() {
        word = word << 8 | *byte as u32;
        rest = behind;
    }
    word
}

/// The bit of a print in the set of the names of an object: what is not in the set is not in the object.
#[inline(always)]
pub(super) const fn bit_of(print: u32) -> u32 {
    1 << (print.wrapping_mul(0x9e37_79b1) >> 27)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_they_should() {
        for length in 0..9 {
            for byte in [b'"', b'\\', 0x1f, 0] {
                let mut bytes = vec![b'_'; length];
                bytes.extend([byte, b'<', b'<', b'<', b'<']);
                assert_eq!(plain_run(&bytes, 0), (length, if length > 0 { LINE } else { 0 }));
            }
        }
        for open in b"<{%$#@" {
            assert_eq!(plain_run(&[b'x', *open], 0), (2, OPEN));
        }
        let text = "é\u{10ffff} \u{7f}ÿ€![]";
        assert_eq!(plain_run(text.as_bytes(), 0), (text.len(), 0));
        assert_eq!(plain_run(b"your", 0), (4, SAMPLE));
    }

    #[test]
    fn prints_ignore_case() {
        for name in ["", "a", "Abc", "vmSize", "scaleSettings", "é", "[]"] {
            assert_eq!(
                print_of(name.as_bytes()),
                print_of(name.to_ascii_uppercase().as_bytes()),
                "{name}"
            );
        }
        assert_ne!(print_of(b"minNodeCount"), print_of(b"maxNodeCount"));
    }
}
