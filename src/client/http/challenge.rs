//! `WWW-Authenticate`: finds the claims that the service wants a new token to satisfy. Several
//! challenges share one header; values may be quoted and hold commas and `=`.

/// The claims of the first Bearer challenge that has some, decoded to JSON text.
#[must_use]
pub fn claims(header: &str) -> Option<String> {
    challenges(header)
        .into_iter()
        .filter(|challenge| challenge.scheme.eq_ignore_ascii_case("bearer"))
        .find_map(|challenge| {
            let value = challenge.parameter("claims")?.to_owned();
            String::from_utf8(base64(&value)?)
                .ok()
                .filter(|text| text.trim_start().starts_with('{'))
        })
}

/// One challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// `Bearer`, `PoP`, …
    pub scheme: String,
    /// Names and values in order.
    pub parameters: Vec<(String, String)>,
}

impl Challenge {
    /// The value of a parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Splits a header value into its challenges (RFC 9110, section 11.6.1). What is malformed is skipped.
#[must_use]
pub fn challenges(header: &str) -> Vec<Challenge> {
    let mut found: Vec<Challenge> = Vec::new();
    let mut rest = header;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let (word, behind) = split_token(rest);
        if word.is_empty() {
            // Nothing readable here: step over one character.
            let mut characters = rest.chars();
            if characters.next().is_none() {
                return found;
            }
            rest = characters.as_str();
            continue;
        }
        let after_blanks = behind.trim_start_matches([' ', '\t']);
        // `name = value` belongs to the challenge before it; a word alone begins a new one. `==` is
        // the padding of a token68, not a parameter.
        let value = after_blanks
            .strip_prefix('=')
            .filter(|value| !value.starts_with(['=', ',']) && !value.is_empty());
        match (value, found.last_mut()) {
            (Some(value), Some(challenge)) => {
                let (value, behind) = split_value(value.trim_start_matches([' ', '\t']));
                challenge.parameters.push((word.to_owned(), value));
                rest = behind;
            }
            (Some(_), None) => rest = behind,
            (None, _) => {
                found.push(Challenge { scheme: word.to_owned(), parameters: Vec::new() });
                rest = behind;
            }
        }
    }
}

fn split_token(text: &str) -> (&str, &str) {
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~/".contains(&byte)))
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn split_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ' ', '\t']).unwrap_or(text.len());
        let (value, behind) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.to_owned(), behind);
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => value.extend(characters.next()),
            plain => value.push(plain),
        }
    }
    (value, characters.as_str())
}

/// Decodes base64 in both alphabets, padded or not.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().trim_end_matches('=');
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(six);
        bits = bits.wrapping_add(6);
        if bits >= 8 {
            bits = bits.wrapping_sub(8);
            bytes.push((held >> bits) as u8);
            held &= (1_u32 << bits).wrapping_sub(1);
        }
    }
    // One left-over character carries no byte: the text was cut.
    (bits != 6).then_some(bytes)
}
