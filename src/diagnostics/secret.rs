//! What looks like a secret. Decided here for everything that is shown: words, values and fixes of findings.

use super::{cut, find_byte, find_word, pieces};

/// Stands where a secret would be shown.
pub(super) const HIDDEN: &str = "(hidden)";

/// What a text looks like, if it looks like a secret.
#[must_use]
pub fn looks_like_secret(text: &str) -> Option<&'static str> {
    if text.len() < 8 {
        return None; // nothing below is shorter
    }
    let signs = Signs::of(text);
    let has = |word| find_word(text, word).is_some();
    let behind = |word: &str| {
        let at = find_word(text, word)?;
        text.get(at.checked_add(word.len())?..)
    };
    if signs.dashes && has("private key-----") {
        Some("a private key")
    } else if signs.equals
        && (has("accountkey=") || has("sharedaccesskey=") || has_padded_key(text))
    {
        Some("an access key")
    } else if signs.equals && has("sig=") && has("se=") {
        Some("a signed address")
    } else if (text.len() > 40 && text.split_ascii_whitespace().any(is_signed_token))
        || (signs.long_word && words(text).any(is_issued_token))
        || (signs.blank && behind("bearer ").is_some_and(|tail| tail.trim_start().len() >= 16))
    {
        Some("a token")
    } else if signs.long_word && words(text).any(is_databricks_token) {
        Some("a Databricks token")
    } else if (signs.equals
        && behind("password=").is_some_and(|tail| !tail.trim_start().is_empty()))
        || (signs.colon && text.split_ascii_whitespace().any(has_account))
    {
        Some("a password")
    } else {
        None
    }
}

/// Signs without which a text is no secret of a sort: a look at some bytes rules nearly every text out.
struct Signs {
    equals: bool,
    colon: bool,
    blank: bool,
    /// Five hyphens, one behind the other.
    dashes: bool,
    /// A word as long as a token.
    long_word: bool,
}

/// Shortest token that tells by its beginning who has issued it.
const SHORTEST_TOKEN: usize = 20;

impl Signs {
    fn of(text: &str) -> Self {
        Self {
            equals: find_byte(text, b'=').is_some(),
            colon: find_byte(text, b':').is_some(),
            blank: find_byte(text, b' ').is_some(),
            dashes: cut(text, b'-').is_some_and(|(_, behind)| find_word(behind, "----").is_some()),
            long_word: has_long_word(text.as_bytes()),
        }
    }
}

/// Whether a word of a text is as long as a token. Of such a word one byte stands in every stretch of its length,
/// so only some bytes need to be looked at.
fn has_long_word(bytes: &[u8]) -> bool {
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| is_of_a_token(*byte));
    let mut at = SHORTEST_TOKEN.wrapping_sub(1);
    while at < bytes.len() {
        let (mut begin, mut end) = (at, at);
        if is_word(at) {
            while is_word(begin.wrapping_sub(1)) {
                begin = begin.wrapping_sub(1);
            }
            while is_word(end) {
                end = end.wrapping_add(1);
            }
            if end.wrapping_sub(begin) >= SHORTEST_TOKEN {
                return true;
            }
        }
        at = end.wrapping_add(SHORTEST_TOKEN);
    }
    false
}

const fn is_of_a_token(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'~' | b'.')
}

/// A signed token: three parts of base64url, the first of which begins a JSON object.
fn is_signed_token(word: &str) -> bool {
    find_word(word, "eyj").is_some_and(|at| {
        let token = word.get(at..).unwrap_or_default();
        token.starts_with("eyJ") && pieces(token, b'.').count() == 3 && token.len() > 40
    })
}

/// The words of a text, as tokens are written.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !u8::try_from(c).is_ok_and(is_of_a_token))
}

/// What issuers put in front of their tokens, and how long a token is at least.
const ISSUED: [(&str, usize); 12] = [
    ("ghp_", 36),
    ("gho_", 36),
    ("ghu_", 36),
    ("ghs_", 36),
    ("github_pat_", 40),
    ("glpat-", 20),
    ("hf_", 30),
    ("npm_", 36),
    ("sk-", 30),
    ("xoxb-", 30),
    ("xoxp-", 30),
    ("AKIA", 20),
];

/// A token that tells by its beginning who has issued it, or a secret of a registered application.
fn is_issued_token(word: &str) -> bool {
    if word.len() < SHORTEST_TOKEN {
        return false;
    }
    let is_begun = |(start, least): &(&str, usize)| {
        word.starts_with(start) && word.len() >= *least && word.bytes().any(|b| b.is_ascii_digit())
    };
    let of_application = word.len() >= 34
        && word.as_bytes().get(3..6).is_some_and(|mark| matches!(mark, b"7Q~" | b"8Q~" | b"9Q~"));
    of_application || ISSUED.iter().any(is_begun)
}

fn is_databricks_token(word: &str) -> bool {
    let tail = find_word(word, "dapi").and_then(|at| word.get(at.checked_add(4)?..));
    tail.is_some_and(|tail| {
        tail.len() >= 32 && tail.bytes().take(32).all(|byte| byte.is_ascii_hexdigit())
    })
}

/// An address with an account in it: `scheme://name:password@host`.
fn has_account(word: &str) -> bool {
    let rest = find_word(word, "://").and_then(|at| word.get(at.checked_add(3)?..));
    let place = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let account = place.and_then(|place| place.rsplit_once('@')).map(|(account, _)| account);
    account.and_then(|account| account.split_once(':')).is_some_and(|(_, word)| !word.is_empty())
}

/// A run of base64 as long as a key of 32 bytes or more, with the padding of such keys. Public keys and
/// certificates are padded as well, and begin alike.
fn has_padded_key(text: &str) -> bool {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    let mut rest = text;
    while let Some(at) = rest.find('=') {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let run = before.len().saturating_sub(before.trim_end_matches(is_base64).len());
        let key = before.get(before.len().saturating_sub(run)..).unwrap_or_default();
        let mixed = key.bytes().any(|b| b.is_ascii_lowercase())
            && key.bytes().any(|b| b.is_ascii_uppercase())
            && key.bytes().any(|b| b.is_ascii_digit());
        if matches!(run, 42..=43 | 86..=87) && mixed && !key.starts_with("AAAA") {
            return true;
        }
        rest = behind.trim_start_matches('=');
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_what_resembles_them() {
        let key = "q7Zr1T9vXy2Lw8Kd4Bn6Hm0Jp3Gf5Sc1QaWe2RtYu9I=";
        for secret in [
            "https://acct.blob.core.windows.net/c?sv=2024&se=2027-01-01&sig=abc%3D",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
            "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=xyz==",
            "Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k",
            &["dapi", &"0a1b2c3d".repeat(4)].concat(),
            "https://user:pa55@example.org/x",
            &["ghp_", &"aB3dE6gH".repeat(5)].concat(),
            "Bearer abcdefghijklmnop1234",
            key,
            "abc8Q~1234567890abcdefghijklmnopqrstuvwx",
            "Server=s;Password=hunter2",
        ] {
            assert!(looks_like_secret(secret).is_some(), "{secret}");
        }
        for length in [19, 20, 21] {
            for (before, behind) in [("", ""), (" ", ""), (&*"ab ".repeat(9), " c d"), ("é", "é")]
            {
                let text = [before, &"x".repeat(length), behind].concat();
                assert_eq!(has_long_word(text.as_bytes()), length >= SHORTEST_TOKEN, "{text}");
            }
        }
        assert!(ISSUED.iter().all(|(_, least)| *least >= SHORTEST_TOKEN));
        for plain in [
            "Standard_DS3_v2",
            "https://example.org:443/a@b",
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7pVt0Zk1d9Yc2Xw3Qa== me@host",
            "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "a token bearer",
            "password",
        ] {
            assert_eq!(looks_like_secret(plain), None, "{plain}");
        }
    }
}
