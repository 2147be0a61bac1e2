//! Did-you-mean: the nearest word of a list.

use super::bytes::seek;

/// The place of a word in a text, letters compared without case. The word is in lower case. For the short
/// texts of a body a plain scan beats the searchers of the standard library, which prepare tables first,
/// and it is a tenth of their weight.
#[must_use]
pub fn find_word(text: &str, word: &str) -> Option<usize> {
    find_word_by(text, word, 0)
}

/// As [`find_word`], by the byte of the word at `ahead`: the rarer it is in texts, the quicker.
#[must_use]
pub fn find_word_by(text: &str, word: &str, ahead: usize) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let rare = *word.get(ahead)?;
    // A letter differs in one bit from itself in the other case; other signs must be equal.
    let case = if rare.is_ascii_lowercase() { 0x20 } else { 0 };
    let mut at = ahead;
    loop {
        at = seek(text, at, rare, case);
        let start = at.wrapping_sub(ahead);
        let found = text.get(start..start.wrapping_add(word.len()))?;
        if found.eq_ignore_ascii_case(word) {
            return Some(start);
        }
        at = at.wrapping_add(1);
    }
}

/// Longest text that is compared: a longer one is no misspelt word, and comparing costs its square.
const LONGEST: usize = 64;

/// Whether two words are equal once case and the separators `_`, `-` and blank are left aside.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

/// The bytes of a word without separators, in lower case.
fn letters(word: &str) -> impl Iterator<Item = u8> {
    let letters = word.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' '));
    letters.map(|byte| byte.to_ascii_lowercase())
}

/// The word that was most likely meant: equal but for separators or a plural s, else at most two
/// edits away (one edit for words under five letters).
#[must_use]
#[cold]
#[inline(never)]
pub fn nearest<'w>(wrong: &str, words: &[&'w str]) -> Option<&'w str> {
    if wrong.is_empty() || wrong.len() > LONGEST {
        return None;
    }
    let lower = wrong.to_ascii_lowercase();
    let allowed = if wrong.len() < 5 { 1 } else { 2 };
    let mut best: Option<(usize, &str)> = None;
    for word in words {
        if same_word(wrong, word)
            || same_word(lower.trim_end_matches('s'), word.trim_end_matches(['s', 'S']))
        {
            return Some(word);
        }
        if word.len().abs_diff(wrong.len()) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &word.to_ascii_lowercase());
        if distance <= allowed && best.is_none_or(|(found, _)| distance < found) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words() {
        for (text, word, at) in [
            ("abc", "c", Some(2)),
            ("aBC", "bc", Some(1)),
            ("ab", "abc", None),
            ("", "a", None),
            ("a", "", None),
            ("ééX", "x", Some(4)),
        ] {
            assert_eq!(find_word(text, word), at, "{text} {word}");
        }
    }

    #[test]
    fn finds_words_by_any_byte() {
        for (text, at) in [(".Ab.c", Some(2)), (".c", None), ("ab.", None), ("b..B.C", Some(3))] {
            for ahead in 0..3 {
                assert_eq!(find_word_by(text, "b.c", ahead), at, "{text} {ahead}");
            }
        }
    }

    #[test]
    fn finds_what_was_meant() {
        let words = ["Dedicated", "LowPriority", "maxNodeCount"];
        let find = |wrong| nearest(wrong, &words);
        assert_eq!(find("low_priority"), Some("LowPriority"));
        assert_eq!(find("Dedicatd"), Some("Dedicated"));
        assert_eq!(find("max_node_counts"), Some("maxNodeCount"));
        assert_eq!(find("Spot"), None);
        assert_eq!(find(""), None);
        assert_eq!(find(&"x".repeat(10_000)), None);
    }
}
