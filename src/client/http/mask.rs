//! Words of others on their way into an error: without tokens, and no longer than can be shown.

/// Shorter tokens are no secrets, and their letters are in every word.
const SHORTEST: usize = 8;
/// From this length on a run of mixed letters and digits may be a token.
const LONG: usize = 40;
/// Longer words of others are cut.
const LONGEST: usize = 4000;
const HIDDEN: &str = "***";

/// The text without the token in use, and without what looks like one if that is wanted; `None` if there is
/// nothing to hide.
pub(in crate::client) fn masked(text: &str, token: Option<&str>, by_looks: bool) -> Option<String> {
    let mut out = None;
    if let Some(token) = token.filter(|token| token.len() >= SHORTEST && text.contains(token)) {
        out = Some(text.replace(token, HIDDEN));
    }
    if by_looks {
        let text = out.as_deref().unwrap_or(text);
        let found: Vec<&str> =
            text.split(|c: char| !is_part(c)).filter(|run| is_token(run)).collect();
        let mut shown = None::<String>;
        for run in found {
            shown = Some(shown.as_deref().unwrap_or(text).replace(run, HIDDEN));
        }
        out = shown.or(out);
    }
    out
}

/// The beginning of a text that is too long.
pub(in crate::client) fn bounded(text: &str) -> Option<String> {
    let (cut, _) = text.char_indices().nth(LONGEST)?;
    Some([text.get(..cut).unwrap_or_default(), "…"].concat())
}

/// What tokens are made of. A slash is left out: it makes paths, and parts of a token are hidden each.
const fn is_part(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' | '~' | '+' | '=')
}

fn is_token(run: &str) -> bool {
    let has = |is: fn(&u8) -> bool| run.bytes().any(|byte| is(&byte));
    let mixed =
        has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    (run.starts_with("eyJ") && run.len() > SHORTEST) || (mixed && run.len() >= LONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_hidden_and_words_stay() {
        let jwt = "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln";
        let opaque = "0AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeF";
        let guid =
            "AADSTS50076: Trace ID: 0aaaaaaa-1111-4222-8333-444444444444 Timestamp: 2026-01-01";
        for (text, token, by_looks, wanted) in [
            ("bad tok-en-12345!", Some("tok-en-12345"), false, Some("bad ***!".to_owned())),
            ("no route", Some("t"), true, None),
            (guid, None, true, None),
            ("/subscriptions/a/resourceGroups/ResourceGroup1", None, true, None),
        ] {
            assert_eq!(masked(text, token, by_looks), wanted, "{text}");
        }
        for secret in [jwt, opaque] {
            let text = format!("cannot use Bearer {secret}, sorry");
            let wanted = "cannot use Bearer ***, sorry";
            assert_eq!(masked(&text, None, true).as_deref(), Some(wanted));
            assert_eq!(masked(&text, None, false), None);
        }
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(bounded(&"ü".repeat(4000)), None);
        let cut = bounded(&"ü".repeat(5_000_000)).unwrap();
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (4001, true));
    }
}
