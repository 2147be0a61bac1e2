//! SSH public keys in the one-line form of OpenSSH: `type base64 [comment]`. Says what is wrong with a
//! text that should be one; never repeats any of it.

use super::base64::{self, Packed};
use crate::diagnostics::{find_byte, find_word, has_any, trim};

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

/// How the fields behind the type are laid out.
#[derive(Clone, Copy)]
enum Layout {
    /// Exponent and modulus.
    Rsa,
    /// Four numbers.
    Dsa,
    /// A point of 32 bytes; a security key has its application behind it.
    Edwards { security: bool },
    /// Name of the curve and a point of so many bytes; a security key has its application behind it.
    Curve { name: &'static str, length: usize, security: bool },
}

/// The types of keys, and what a key of one is called; RSA keys need no name.
const TYPES: [(&str, &str, Layout); 8] = [
    ("ssh-rsa", "", Layout::Rsa),
    ("ssh-dss", "a DSA key", Layout::Dsa),
    ("ssh-ed25519", "an ed25519 key", Layout::Edwards { security: false }),
    (
        "ecdsa-sha2-nistp256",
        "an ECDSA key",
        Layout::Curve { name: "nistp256", length: 65, security: false },
    ),
    (
        "ecdsa-sha2-nistp384",
        "an ECDSA key",
        Layout::Curve { name: "nistp384", length: 97, security: false },
    ),
    (
        "ecdsa-sha2-nistp521",
        "an ECDSA key",
        Layout::Curve { name: "nistp521", length: 133, security: false },
    ),
    ("sk-ssh-ed25519@openssh.com", "a security key", Layout::Edwards { security: true }),
    (
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "a security key",
        Layout::Curve { name: "nistp256", length: 65, security: true },
    ),
];

/// Judges a text.
#[must_use]
pub fn judge(text: &str) -> KeyText {
    let whole = trim(text);
    if is_private(whole) {
        return KeyText::Private;
    }
    // ssh reads blanks at the edges as nothing, and an invisible character as part of the type.
    let text = text.trim();
    if text.len() != whole.len() {
        return KeyText::Malformed("a key with an invisible character at its edge");
    }
    if is_one_line(text) {
        return judge_line(trim(text));
    }
    let mut lines = text.lines().map(trim).filter(|line| !line.is_empty());
    let first = judge_line(lines.next().unwrap_or_default());
    let mut others = lines.map(judge_line).peekable();
    if matches!(first, KeyText::Malformed(_)) || others.peek().is_none() {
        return first;
    }
    if others.all(|other| !matches!(other, KeyText::Malformed(_))) {
        KeyText::Doubtful("several keys in one string")
    } else {
        KeyText::Malformed("a key followed by something else")
    }
}

/// Whether a text is a private key in one of its forms, also without the lines around its base64.
fn is_private(text: &str) -> bool {
    // Hyphens are rarer than the letters of the words before them.
    if (find_word(text, "-----").is_some() && find_word(text, "private key-----").is_some())
        || text.starts_with("PuTTY-User-Key-File")
    {
        return true;
    }
    // Lines of base64 make one; a public key has blanks between its words.
    let has_words = |line: &str| has_any(line.trim(), b" \t");
    if if is_one_line(text) { has_words(text) } else { text.lines().any(has_words) } {
        return false;
    }
    let joined: String = text.split_ascii_whitespace().collect();
    base64::decode(&joined).is_some_and(|bytes| {
        // A sequence whose first member is the version: PKCS 1, PKCS 8 and SEC 1.
        let long = matches!(*bytes, [0x30, 0x82, _, _, 0x02, 0x01, 0 | 1, ..]);
        let short = matches!(
            *bytes,
            [0x30, 0x81, _, 0x02, 0x01, 0 | 1, ..] | [0x30, _, 0x02, 0x01, 0 | 1, ..]
        );
        let text = String::from_utf8_lossy(&bytes);
        long || short
            || bytes.starts_with(b"openssh-key-v1\0")
            || find_word(&text, "private key-----").is_some()
    })
}

fn is_one_line(text: &str) -> bool {
    find_byte(text, b'\n').is_none()
}

/// The first word of a text, and what stands behind it.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(text.len());
    text.split_at_checked(end)
}

/// Judges one line.
fn judge_line(text: &str) -> KeyText {
    if text.starts_with("---") {
        return KeyText::Malformed("a key in PEM or SSH2 form");
    }
    if text.starts_with('~') || text.starts_with('/') || text.ends_with(".pub") {
        return KeyText::Malformed("a file name");
    }
    if text.starts_with(['"', '\'', '`']) {
        return KeyText::Malformed("a key in quotes");
    }
    if text.starts_with('#') {
        return KeyText::Malformed("a comment line");
    }
    // There are no blanks before it.
    let (kind, encoded) = first_word(text).unwrap_or_default();
    let encoded = encoded.trim_ascii_start();
    if kind.is_empty() || encoded.is_empty() {
        return KeyText::Malformed("a single word");
    }
    let packed = Packed::first(encoded);
    if kind.ends_with("-cert-v01@openssh.com") {
        return KeyText::Malformed("a certificate, which cannot be used as a key");
    }
    let Some((_, found, layout)) = TYPES.iter().find(|(name, ..)| *name == kind) else {
        let is_type = |word: &str| TYPES.iter().any(|(name, ..)| *name == word);
        // Options have blanks of their own when they are quoted.
        return KeyText::Malformed(if text.split_ascii_whitespace().skip(1).any(is_type) {
            "a key with options before it"
        } else if packed.is_some_and(|blob| Fields::of(blob).next().is_some()) {
            "a key of an unknown type"
        } else {
            "a string that does not start with a key type"
        });
    };
    let Some(blob) = packed else {
        return KeyText::Malformed("a string whose second part is not base64");
    };
    let mut fields = Fields::of(blob);
    let Some(name) = fields.next() else {
        return KeyText::Malformed("a key that was cut off");
    };
    if !name.is(kind) {
        return KeyText::Malformed("a key whose two parts disagree about its type");
    }
    match judge_fields(fields, *layout) {
        KeyText::Usable if !found.is_empty() => KeyText::Doubtful(found),
        judged => judged,
    }
}

/// Judges what stands behind the type in a key.
fn judge_fields(mut rest: Fields<'_>, layout: Layout) -> KeyText {
    let count = match layout {
        Layout::Rsa => 2,
        Layout::Dsa => 4,
        Layout::Edwards { security } => {
            if security {
                2
            } else {
                1
            }
        }
        Layout::Curve { security, .. } => {
            if security {
                3
            } else {
                2
            }
        }
    };
    let mut fields = [Field { blob: rest.blob, begin: 0, length: 0 }; 4];
    for place in fields.iter_mut().take(count) {
        let Some(found) = rest.next() else {
            return KeyText::Malformed("a key that was cut off");
        };
        *place = found;
    }
    if rest.at < rest.blob.len() {
        return KeyText::Malformed("a key with extra data at its end");
    }
    let broken = KeyText::Malformed("a key with impossible numbers");
    match (layout, &fields) {
        (Layout::Rsa, [exponent, modulus, ..]) => match (exponent.bits(), modulus.bits()) {
            (1.., 2048..) => KeyText::Usable,
            (1.., 1..) => KeyText::Doubtful("an RSA key under 2048 bits"),
            _ => broken,
        },
        (Layout::Dsa, numbers) if numbers.iter().all(|number| number.bits() > 0) => KeyText::Usable,
        (Layout::Edwards { .. }, [point, ..]) if point.length == 32 => KeyText::Usable,
        // Points are written whole, which a 4 in front says.
        (Layout::Curve { name, length, .. }, [curve, point, ..])
            if curve.is(name) && point.length == length && point.get(0) == Some(4) =>
        {
            KeyText::Usable
        }
        _ => broken,
    }
}

/// The length-prefixed fields of a key, read where they stand: a key is not unpacked.
#[derive(Clone, Copy)]
struct Fields<'t> {
    blob: Packed<'t>,
    at: usize,
}

/// A field of a key.
#[derive(Clone, Copy)]
struct Field<'t> {
    blob: Packed<'t>,
    begin: usize,
    length: usize,
}

impl<'t> Fields<'t> {
    const fn of(blob: Packed<'t>) -> Self {
        Self { blob, at: 0 }
    }

    /// The next field, if it is there as a whole.
    fn next(&mut self) -> Option<Field<'t>> {
        let prefix = Field { blob: self.blob, begin: self.at, length: 4 };
        let mut length = 0_usize;
        for at in 0..prefix.length {
            length = length.checked_mul(256)?.checked_add(prefix.get(at)?.into())?;
        }
        let begin = self.at.checked_add(prefix.length)?;
        let end = begin.checked_add(length).filter(|end| *end <= self.blob.len())?;
        self.at = end;
        Some(Field { blob: self.blob, begin, length })
    }
}

impl Field<'_> {
    fn get(&self, at: usize) -> Option<u8> {
        if at < self.length { self.blob.get(self.begin.checked_add(at)?) } else { None }
    }

    fn is(&self, text: &str) -> bool {
        self.length == text.len()
            && text.bytes().enumerate().all(|(at, byte)| self.get(at) == Some(byte))
    }

    /// The bits of a number; 0 for one that is not above zero.
    fn bits(&self) -> usize {
        let mut zeros = 0_usize;
        while self.get(zeros) == Some(0) {
            zeros = zeros.wrapping_add(1);
        }
        match self.get(zeros) {
            // The highest bit of the first byte is the sign.
            Some(byte) if zeros > 0 || byte < 0x80 => {
                let top = usize::try_from(byte.ilog2()).unwrap_or(0).saturating_add(1);
                let whole = self.length.saturating_sub(zeros).saturating_sub(1);
                whole.saturating_mul(8).saturating_add(top)
            }
            _ => 0,
        }
    }
}

/// What is wrong with a text that should be an unencrypted private key; `None` if nothing is.
#[must_use]
pub fn unusable_private_key(text: &str) -> Option<&'static str> {
    // The first bytes of an OpenSSH key, and the same with `none` for its cipher; letters without case.
    const OPENSSH: &str = "b3blbnnzac1rzxktdjea";
    const PLAIN: &str = "b3blbnnzac1rzxktdjeaaaaabg5vbm";
    let has = |word| find_word(text, word).is_some();
    if !has("-----begin ") || !has("private key-----") {
        return Some("not a private key in PEM form");
    }
    let sealed = has(OPENSSH) && !has(PLAIN);
    let encrypted = sealed || has("begin encrypted") || has("4,encrypted");
    encrypted.then_some("an encrypted key, which the service cannot decrypt")
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

    /// The key without its comment.
    fn blob(kind: &str, fields: &[&[u8]]) -> String {
        key(kind, fields).split(' ').nth(1).unwrap().to_owned()
    }

    fn point(length: usize) -> Vec<u8> {
        [&[4][..], &vec![7; length.saturating_sub(1)]].concat()
    }

    #[test]
    fn judges() {
        let long = [&[0][..], &[0xff; 256]].concat();
        let rsa = key("ssh-rsa", &[&[1, 0, 1], &long]);
        for text in [rsa.clone(), format!("  {rsa}\r\n"), rsa.replace(" me@host", "")] {
            assert_eq!(judge(&text), KeyText::Usable, "{text}");
        }
        let application: &[u8] = b"ssh:";
        for (text, found) in [
            (key("ssh-rsa", &[&[1, 0, 1], &[9; 128]]), "an RSA key under 2048 bits"),
            // 2047 bits: all bytes are there, the highest bit is not.
            (key("ssh-rsa", &[&[1, 0, 1], &[0x7f; 256]]), "an RSA key under 2048 bits"),
            (key("ssh-dss", &[&[3], &[5], &[7], &[9]]), "a DSA key"),
            (key("ssh-ed25519", &[&[7; 32]]), "an ed25519 key"),
            (key("ecdsa-sha2-nistp256", &[b"nistp256", &point(65)]), "an ECDSA key"),
            (key("ecdsa-sha2-nistp521", &[b"nistp521", &point(133)]), "an ECDSA key"),
            (key("sk-ssh-ed25519@openssh.com", &[&[7; 32], application]), "a security key"),
            (
                key("sk-ecdsa-sha2-nistp256@openssh.com", &[b"nistp256", &point(65), application]),
                "a security key",
            ),
            (format!("{rsa}\n{rsa}"), "several keys in one string"),
            (format!("{rsa}\r\n\r\n{rsa}\r\n"), "several keys in one string"),
        ] {
            assert_eq!(judge(&text), KeyText::Doubtful(found), "{text}");
        }
    }

    #[test]
    fn no_public_keys() {
        let long = [&[0][..], &[0xff; 256]].concat();
        let rsa = key("ssh-rsa", &[&[1, 0, 1], &long]);
        for (text, found) in [
            (String::new(), "a single word"),
            ("ssh-rsa".to_owned(), "a single word"),
            ("~/.ssh/id_rsa.pub".to_owned(), "a file name"),
            ("ssh-rsa AAAA".to_owned(), "a key that was cut off"),
            ("ssh-rsa !!!!".to_owned(), "a string whose second part is not base64"),
            ("two words".to_owned(), "a string that does not start with a key type"),
            ("-----BEGIN PUBLIC KEY-----".to_owned(), "a key in PEM or SSH2 form"),
            (format!("\"{rsa}\""), "a key in quotes"),
            (format!("'{rsa}'"), "a key in quotes"),
            (format!("# mine\n{rsa}"), "a comment line"),
            (format!("no-pty {rsa}"), "a key with options before it"),
            (
                format!("from=\"10.0.0.0/8\",command=\"run it\" {rsa}"),
                "a key with options before it",
            ),
            (format!("\u{feff}{rsa}"), "a key with an invisible character at its edge"),
            (format!("{rsa}\nnot a key"), "a key followed by something else"),
            (
                rsa.replacen("ssh-rsa", "ssh-ed25519", 1),
                "a key whose two parts disagree about its type",
            ),
            (rsa.replacen("ssh-rsa", "SSH-RSA", 1), "a key of an unknown type"),
            (
                key("ssh-rsa-cert-v01@openssh.com", &[&[1]]),
                "a certificate, which cannot be used as a key",
            ),
            (key("ssh-ed25519", &[&[7; 31]]), "a key with impossible numbers"),
            (key("ssh-ed25519", &[&[]]), "a key with impossible numbers"),
            (
                key("ecdsa-sha2-nistp256", &[b"nistp384", &point(65)]),
                "a key with impossible numbers",
            ),
            (key("ecdsa-sha2-nistp256", &[b"nistp256", &[]]), "a key with impossible numbers"),
            (key("ssh-rsa", &[&[1, 0, 1], &[0xff; 256]]), "a key with impossible numbers"),
            (key("ssh-rsa", &[&[1, 0, 1], &[]]), "a key with impossible numbers"),
            (key("ssh-rsa", &[&[], &long]), "a key with impossible numbers"),
            (key("ssh-rsa", &[&[1, 0, 1], &long, &[1]]), "a key with extra data at its end"),
            (key("ssh-rsa", &[&[1, 0, 1]]), "a key that was cut off"),
        ] {
            assert_eq!(judge(&text), KeyText::Malformed(found), "{text}");
        }
        let openssh = encode(b"openssh-key-v1\0\0\0\0\x04none");
        let pkcs8 = encode(&[&[0x30, 0x82, 4, 0xbd, 2, 1, 0, 0x30, 13][..], &[1; 60]].concat());
        let wrapped = encode(b"-----BEGIN RSA PRIVATE KEY-----\nMIIE");
        for text in [
            "-----BEGIN OPENSSH PRIVATE KEY-----\nabc".to_owned(),
            format!("{rsa}\n-----BEGIN RSA PRIVATE KEY-----\nMIIE"),
            openssh.clone(),
            format!("{}\n{}", openssh.get(..20).unwrap(), openssh.get(20..).unwrap()),
            pkcs8,
            wrapped,
        ] {
            assert_eq!(judge(&text), KeyText::Private, "{text}");
        }
        assert_eq!(
            judge(&blob("ssh-rsa", &[&[1, 0, 1], &long])),
            KeyText::Malformed("a single word")
        );
    }
}
