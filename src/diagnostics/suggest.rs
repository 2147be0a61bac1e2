//! Did-you-mean: the nearest word of a list.

/// Longest text that is compared: a longer one is no misspelt word, and comparing costs its square.
const LONGEST: usize = 64;

/// Whether two words are equal once case and the separators `_`, `-` and blank are left aside.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    let letters = |text: &str| {
        text.bytes()
            .filter(|byte| !matches!(byte, b'_' | b'-' | b' '))
            .map(|byte| byte.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    letters(a) == letters(b)
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
