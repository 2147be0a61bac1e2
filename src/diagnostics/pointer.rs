//! RFC 6901 JSON pointers.
#![expect(
    clippy::single_char_add_str,
    reason = "pushing a character is a call that encodes it, at the optimisation level of the module"
)]

use std::borrow::Cow;

use super::bytes::pieces;

/// Adds a reference token to a pointer.
pub(crate) fn push_token(pointer: &mut String, token: &str) {
    pointer.push_str("/");
    // Counted by hand, as in `bytes`.
    let (mut from, mut at) = (0, 0_usize);
    while let Some(&byte) = token.as_bytes().get(at) {
        if byte == b'~' || byte == b'/' {
            pointer.push_str(token.get(from..at).unwrap_or_default());
            pointer.push_str(if byte == b'~' { "~0" } else { "~1" });
            from = at.wrapping_add(1);
        }
        at = at.wrapping_add(1);
    }
    pointer.push_str(token.get(from..).unwrap_or_default());
}

/// Undoes the escapes of a reference token.
#[must_use]
pub fn unescape_token(token: &str) -> Cow<'_, str> {
    let mut parts = pieces(token, b'~');
    let first = parts.next().unwrap_or_default();
    if first.len() == token.len() {
        return Cow::Borrowed(token);
    }
    let mut out = first.to_owned();
    for part in parts {
        // `~` stands in front of 0 or 1; in front of anything else it is left as it is.
        let (sign, rest) = match part.as_bytes().first() {
            Some(b'0') => ('~', part.get(1..)),
            Some(b'1') => ('/', part.get(1..)),
            _ => ('~', Some(part)),
        };
        out.push(sign);
        out.push_str(rest.unwrap_or_default());
    }
    Cow::Owned(out)
}

/// Helpers over pointers kept as text.
#[derive(Clone, Copy, Debug)]
pub struct Pointer;

impl Pointer {
    /// The pointer of a member below `base`.
    #[must_use]
    pub fn join(base: &str, token: &str) -> String {
        let mut pointer = base.to_owned();
        push_token(&mut pointer, token);
        pointer
    }

    /// The unescaped tokens of a pointer; `None` if it neither is empty nor starts with `/`.
    pub fn tokens(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
        let rest = if pointer.is_empty() { None } else { Some(pointer.strip_prefix('/')?) };
        Some(rest.into_iter().flat_map(|text| pieces(text, b'/')).map(unescape_token))
    }

    /// The pointer of the parent and the last token, unescaped; `None` for the root.
    #[must_use]
    pub fn split_last(pointer: &str) -> Option<(&str, Cow<'_, str>)> {
        pointer.rsplit_once('/').map(|(parent, token)| (parent, unescape_token(token)))
    }

    /// Whether `pointer` is `above` or lies below it, by whole segments: `/a` never covers `/ab`.
    #[must_use]
    pub fn is_at_or_below(pointer: &str, above: &str) -> bool {
        pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_round_trip() {
        for token in ["", "a", "a/b", "~", "~1", "/subscriptions/x"] {
            let pointer = Pointer::join("", token);
            assert_eq!(unescape_token(pointer.strip_prefix('/').unwrap()), token);
        }
        let pointer = Pointer::join(&Pointer::join("", "a/b"), "~");
        let tokens: Vec<_> = Pointer::tokens(&pointer).unwrap().collect();
        assert_eq!(tokens, ["a/b", "~"]);
        assert_eq!(Pointer::tokens("").unwrap().count(), 0);
        assert!(Pointer::tokens("a").is_none());
        assert_eq!(Pointer::split_last("/a/b~1c"), Some(("/a", Cow::Borrowed("b/c"))));
    }

    #[test]
    fn covers_whole_segments_only() {
        assert!(Pointer::is_at_or_below("/a", "/a"));
        assert!(Pointer::is_at_or_below("/a/b", "/a"));
        assert!(!Pointer::is_at_or_below("/ab", "/a"));
        assert!(Pointer::is_at_or_below("/ab", ""));
    }
}
