//! A JSON value as its text. Numbers keep their spelling, members their order; nothing is hashed and no
//! number is ever parsed, which would bring 15 KB of tables into the module.
#![expect(
    clippy::single_char_add_str,
    reason = "pushing a character is a call that encodes it, at the optimisation level of the module"
)]

use std::fmt;

use serde::{Serialize, Serializer};

use super::bytes::plain_run;

/// A JSON value, kept as the text that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(String);

/// The name by which our own writer knows that a text is JSON already.
pub(crate) const RAW: &str = "$json";

impl Json {
    /// Takes a text that is JSON already.
    pub(crate) const fn raw(text: String) -> Self {
        Self(text)
    }

    /// `{}`
    #[must_use]
    pub fn empty_object() -> Self {
        Self("{}".to_owned())
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a list or an object.
    #[must_use]
    pub fn is_container(&self) -> bool {
        self.0.starts_with(['[', '{'])
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Json {
    #[cold]
    #[inline(never)]
    fn from(text: &str) -> Self {
        let mut out = String::with_capacity(text.len().saturating_add(2));
        write_text(&mut out, text);
        Self(out)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<i64> for Json {
    #[cold]
    #[inline(never)]
    fn from(number: i64) -> Self {
        let mut out = String::with_capacity(LONGEST_NUMBER);
        write_number(&mut out, number);
        Self(out)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self(if value { "true" } else { "false" }.to_owned())
    }
}

/// The value for users of `serde_json`.
#[cfg(not(target_arch = "wasm32"))]
impl From<&Json> for serde_json::Value {
    fn from(json: &Json) -> Self {
        // What `serde_json` does not read, such as 1e400, is kept as a text.
        json.0.parse().unwrap_or_else(|_| Self::String(json.0.clone()))
    }
}

/// What is in the wrapper that our own writer knows: its text there, for others the value.
#[cfg(not(target_arch = "wasm32"))]
struct Inner<'j>(&'j Json);

#[cfg(not(target_arch = "wasm32"))]
impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serde_json::Value::from(self.0).serialize(serializer)
        } else {
            serializer.serialize_str(&self.0.0)
        }
    }
}

impl Serialize for Json {
    /// Our own writer takes the text as it is, everywhere. In WebAssembly there is no other; elsewhere any
    /// serialiser may come along, and gets the value.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[cfg(target_arch = "wasm32")]
        return serializer.serialize_newtype_struct(RAW, &self.0);
        #[cfg(not(target_arch = "wasm32"))]
        if serializer.is_human_readable() {
            serializer.serialize_newtype_struct(RAW, &Inner(self))
        } else {
            serde_json::Value::from(self).serialize(serializer)
        }
    }
}

/// Writes a text in quotes, with the escapes that JSON demands.
#[inline(never)]
pub(crate) fn write_text(out: &mut String, text: &str) {
    out.push_str("\"");
    let mut from = 0_usize;
    loop {
        let at = plain_run(text.as_bytes(), from);
        out.push_str(text.get(from..at).unwrap_or_default());
        let Some(&byte) = text.as_bytes().get(at) else { break };
        write_escape(out, byte);
        from = at.wrapping_add(1);
    }
    out.push_str("\"");
}

/// Digits of the largest whole number, or of the smallest one with its sign.
const LONGEST_NUMBER: usize = 20;

/// Writes a whole number.
pub(crate) fn write_number(out: &mut String, number: i64) {
    if number < 0 {
        out.push_str("-");
    }
    write_count(out, number.unsigned_abs());
}

/// Writes a whole number from 0. By hand: a report has dozens of them, and the way through `fmt` takes ten times as
/// many instructions.
pub(crate) fn write_count(out: &mut String, number: u64) {
    let (mut rest, mut digits, mut at) = (number, [0_u8; LONGEST_NUMBER], LONGEST_NUMBER);
    loop {
        at = at.wrapping_sub(1);
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    let written = digits.get(at..).unwrap_or_default();
    out.push_str(std::str::from_utf8(written).unwrap_or_default());
}

#[cold]
fn write_escape(out: &mut String, byte: u8) {
    out.push_str(match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        _ => "\\u00",
    });
    if byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t') {
        for digit in [byte >> 4, byte & 15] {
            let letter = if digit < 10 { b'0' } else { b'a'.wrapping_sub(10) };
            out.push(char::from(letter.wrapping_add(digit)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::to_json;

    #[test]
    fn texts_are_escaped_as_json_demands() {
        for text in ["", "a\"b\\c\n\r\t\u{0}\u{1f}\u{7f}é😀", "/"] {
            let back: String = serde_json::from_str(Json::from(text).as_str()).unwrap();
            assert_eq!(back, text);
        }
    }

    #[test]
    fn our_writer_keeps_the_spelling_of_numbers() {
        for text in [
            "1.0",
            "1e21",
            "-0",
            "-0.0",
            "1E+2",
            "0.1",
            "1e400",
            "123456789012345678901",
            "[1.5,{\"a\":2.50}]",
        ] {
            let json = Json::raw(text.to_owned());
            assert_eq!(to_json(&json).as_deref(), Ok(text));
            assert_eq!(to_json(&Some(vec![json])), Ok(["[", text, "]"].concat()));
        }
        // Others get the value.
        let value = serde_json::to_value(Json::raw("[1e2,1.0]".to_owned())).unwrap();
        assert_eq!(value, serde_json::json!([100.0, 1.0]));
        // A number that they cannot hold is not lost.
        assert_eq!(serde_json::to_value(Json::raw("1e400".to_owned())).unwrap(), "1e400");
    }

    #[test]
    fn numbers_are_written_in_digits() {
        for number in [0, 7, -1, 10, 1_048_576, i64::MAX, i64::MIN] {
            assert_eq!(Json::from(number).as_str(), number.to_string());
        }
        let mut out = String::new();
        write_count(&mut out, u64::MAX);
        assert_eq!(out, u64::MAX.to_string());
    }
}
