//! `WWW-Authenticate` in the forms that occur.

use azureml_compute::client::challenge::{challenges, claims};

// {"access_token":{"nbf":{"essential":true,"value":"1"}}}
const PADDED: &str = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxIn19fQ==";
const PLAIN: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1"}}}"#;

#[test]
fn claims_are_found_in_every_form() {
    let bare = PADDED.trim_end_matches('=');
    let rows: &[(&str, String, Option<&str>)] = &[
        ("documented", format!(r#"Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="{PADDED}""#), Some(PLAIN)),
        ("no padding", format!(r#"Bearer claims="{bare}""#), Some(PLAIN)),
        ("session revoked", format!(r#"Bearer error="invalid_token", error_description="User session has been revoked", claims="{bare}""#), Some(PLAIN)),
        ("quoted commas and equals", format!(r#"Bearer error_description="a=b, claims=none, Bearer x", claims="{bare}""#), Some(PLAIN)),
        ("escaped quotes", format!(r#"Bearer error_description="say \"claims=\", then", claims="{bare}""#), Some(PLAIN)),
        ("second challenge", format!(r#"Bearer realm="a", Bearer realm="b", claims="{bare}""#), Some(PLAIN)),
        ("after PoP", format!(r#"PoP nonce="x", Bearer claims="{bare}""#), Some(PLAIN)),
        ("after a token68", format!(r#"Negotiate YWJj==, Bearer claims="{bare}""#), Some(PLAIN)),
        ("lower case", format!(r#"bearer CLAIMS="{bare}""#), Some(PLAIN)),
        ("unquoted", format!("Bearer claims={bare}"), Some(PLAIN)),
        ("blanks around =", format!(r#"Bearer error = "x" , claims = "{bare}""#), Some(PLAIN)),
        ("no blank after comma", format!(r#"Bearer realm="",claims="{bare}""#), Some(PLAIN)),
        ("url alphabet", r#"Bearer claims="eyJhIjoiw7_Dvj8_In0""#.to_owned(), Some(r#"{"a":"ÿþ??"}"#)),
        ("standard alphabet", r#"Bearer claims="eyJhIjoiw7/Dvj8/In0=""#.to_owned(), Some(r#"{"a":"ÿþ??"}"#)),
        ("no claims", r#"Bearer authorization_uri="https://login.microsoftonline.com/t", error="invalid_token""#.to_owned(), None),
        ("claims of another scheme", format!(r#"PoP claims="{bare}""#), None),
        ("inside a quoted text only", format!(r#"Bearer error_description="claims={bare}""#), None),
        ("not base64", r#"Bearer claims="%%%""#.to_owned(), None),
        ("cut off", r#"Bearer claims="eyJhI""#.to_owned(), None),
        ("not an object", r#"Bearer claims="MTIz""#.to_owned(), None),
        ("not text", r#"Bearer claims="_____w""#.to_owned(), None),
        ("unclosed quote", format!(r#"Bearer claims="{bare}"#), Some(PLAIN)),
        ("empty", String::new(), None),
        ("only commas", ", ,, ".to_owned(), None),
        ("parameters without a scheme", format!(r#"claims="{bare}""#), None),
    ];
    for (name, header, wanted) in rows {
        assert_eq!(claims(header).as_deref(), *wanted, "{name}");
    }
}

#[test]
fn challenges_are_split() {
    let found = challenges(r#"Bearer realm="a,b", error=x, PoP, Basic realm="c""#);
    let shapes: Vec<(&str, usize)> = found
        .iter()
        .map(|challenge| (challenge.scheme.as_str(), challenge.parameters.len()))
        .collect();
    assert_eq!(shapes, [("Bearer", 2), ("PoP", 0), ("Basic", 1)]);
    assert_eq!(found[0].parameter("REALM"), Some("a,b"));
}

proptest::proptest! {
    #[test]
    fn any_header_is_read_without_a_panic(header in "[ -~]{0,80}") {
        let _ = claims(&header);
    }

    #[test]
    fn what_was_encoded_is_decoded(text in "\\{[a-zé\"\u{1f600}]{0,40}\\}") {
        let header = format!("Bearer claims=\"{}\"", encode(text.as_bytes()));
        proptest::prop_assert_eq!(claims(&header), Some(text));
    }
}

/// base64 with the URL alphabet and no padding, straight from RFC 4648.
fn encode(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut word = [0_u8; 4];
        word[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(word);
        for position in 0..=chunk.len() {
            let six = (bits >> (18 - 6 * position)) & 63;
            text.push(char::from(ALPHABET[six as usize]));
        }
    }
    text
}
