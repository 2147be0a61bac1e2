//! SSH public keys in the one-line form of OpenSSH: `type base64 [comment]`. Says what is wrong with a
//! text that should be one; never repeats any of it.

use super::base64;
use crate::diagnostics::{find_word, trim};

/// What a text that should be a public key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyText {
    /// A public key of a type that every reader takes.
    Usable,
    /// A public key of a type or length that the service's own words do not name.
    Doubtful(&'static str),
    /// A private key.
    Private,
    /// No public key; says what it looks like.
    Malformed(&'static str),
}

const DOUBTFUL: [(&str, &str); 6] = [
    ("ssh-ed25519", "an ed25519 key"),
    ("ssh-dss", "a DSA key"),
    ("ecdsa-sha2-nistp256", "an ECDSA key"),
    ("ecdsa-sha2-nistp384", "an ECDSA key"),
    ("ecdsa-sha2-nistp521", "an ECDSA key"),
    ("sk-ssh-ed25519@openssh.com", "a security key"),
];

/// Judges a text.
#[must_use]
pub fn judge(text: &str) -> KeyText {
    let text = trim(text);
    if find_word(text, "private key-----").is_some() || text.starts_with("PuTTY-User-Key-File") {
        return KeyText::Private;
    }
    if text.starts_with("---") {
        return KeyText::Malformed("a key in PEM or SSH2 form");
    }
    if text.starts_with('~') || text.starts_with('/') || text.ends_with(".pub") {
        return KeyText::Malformed("a file name");
    }
    let mut words = text.split_ascii_whitespace();
    let (Some(kind), Some(encoded)) = (words.next(), words.next()) else {
        return KeyText::Malformed("one word");
    };
    let Some(blob) = base64::decode(encoded) else {
        return KeyText::Malformed("a text whose second word is not base64");
    };
    let Some((name, rest)) = field(&blob) else {
        return KeyText::Malformed("a key that was cut off");
    };
    if name != kind.as_bytes() {
        return KeyText::Malformed("a key whose two parts disagree about its type");
    }
    if kind == "ssh-rsa" {
        let modulus = field(rest).and_then(|(_, rest)| field(rest)).map(|(modulus, _)| modulus);
        return match modulus {
            None => KeyText::Malformed("a key that was cut off"),
            // A leading zero byte keeps the number positive and is no part of its length.
            Some(modulus) if modulus.strip_prefix(&[0]).unwrap_or(modulus).len() < 256 => {
                KeyText::Doubtful("an RSA key under 2048 bits")
            }
            Some(_) => KeyText::Usable,
        };
    }
    if field(rest).is_none() {
        return KeyText::Malformed("a key that was cut off");
    }
    DOUBTFUL
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or(KeyText::Malformed("a key of an unknown type"), |(_, words)| {
            KeyText::Doubtful(words)
        })
}

/// What is wrong with a text that should be an unencrypted private key; `None` if nothing is.
#[must_use]
pub fn unusable_private_key(text: &str) -> Option<&'static str> {
    // The first bytes of an OpenSSH key, and the same with `none` for its cipher; letters without case.
    const OPENSSH: &str = "b3blbnnzac1rzxktdjea";
    const PLAIN: &str = "b3blbnnzac1rzxktdjeaaaaabg5vbm";
    let has = |word| find_word(text, word).is_some();
    if !has("-----begin ") || !has("private key-----") {
        return Some("no private key in PEM form");
    }
    let sealed = has(OPENSSH) && !has(PLAIN);
    let encrypted = sealed || has("begin encrypted") || has("4,encrypted");
    encrypted.then_some("an encrypted key, which nobody can open")
}

/// The next length-prefixed field of a key blob, and what follows it.
fn field(blob: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = blob.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arm::base64::encode;

    fn key(kind: &str, fields: &[&[u8]]) -> String {
        let mut blob = Vec::new();
        for part in std::iter::once(kind.as_bytes()).chain(fields.iter().copied()) {
            blob.extend_from_slice(&u32::try_from(part.len()).unwrap().to_be_bytes());
            blob.extend_from_slice(part);
        }
        format!("{kind} {} me@host", encode(&blob))
    }

    #[test]
    fn private_keys() {
        let pem = |kind: &str, body: &str| {
            format!("-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----\n")
        };
        let openssh = |cipher: &str| {
            let mut blob = b"openssh-key-v1\0".to_vec();
            blob.extend_from_slice(&u32::try_from(cipher.len()).unwrap().to_be_bytes());
            blob.extend_from_slice(cipher.as_bytes());
            blob.extend_from_slice(&[0; 40]);
            pem("OPENSSH ", &encode(&blob))
        };
        for text in [pem("RSA ", "MIIE"), pem("", "MIIE"), pem("EC ", "MHcC"), openssh("none")] {
            assert_eq!(unusable_private_key(&text), None, "{text}");
        }
        for text in [
            pem("ENCRYPTED ", "MIIE"),
            pem("RSA ", "Proc-Type: 4,ENCRYPTED\n\nMIIE"),
            openssh("aes256-ctr"),
            "~/.ssh/id_rsa".to_owned(),
            "ssh-rsa AAAA".to_owned(),
            "PuTTY-User-Key-File-3: ssh-rsa".to_owned(),
        ] {
            assert!(unusable_private_key(&text).is_some(), "{text}");
        }
    }

    #[test]
    fn judges() {
        let long = [&[0][..], &[0xff; 256]].concat();
        assert_eq!(judge(&key("ssh-rsa", &[&[1, 0, 1], &long])), KeyText::Usable);
        assert!(matches!(judge(&key("ssh-rsa", &[&[1, 0, 1], &[9; 128]])), KeyText::Doubtful(_)));
        assert!(matches!(judge(&key("ssh-ed25519", &[&[7; 32]])), KeyText::Doubtful(_)));
        for text in [
            "",
            "ssh-rsa",
            "~/.ssh/id_rsa.pub",
            "ssh-rsa AAAA",
            "ssh-rsa !!!!",
            "-----BEGIN PUBLIC KEY-----",
        ] {
            assert!(matches!(judge(text), KeyText::Malformed(_)), "{text}");
        }
        let swapped = key("ssh-rsa", &[&[1], &long]).replacen("ssh-rsa", "ssh-ed25519", 1);
        assert!(matches!(judge(&swapped), KeyText::Malformed(_)));
        assert_eq!(judge("-----BEGIN OPENSSH PRIVATE KEY-----\nabc"), KeyText::Private);
    }
}
