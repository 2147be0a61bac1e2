//! The parser: one pass over the bytes, no recursion (depth costs memory, not stack), every problem of
//! the text as a finding.

use super::codes::{
    DUPLICATE_KEY, ENCODING, LIMIT, NOT_AN_OBJECT, NOT_JSON, REPEATED_KEY, YAML_NOT_LOADED,
};
use super::document::{Document, Entry, Kind};
use super::scan::{Stop, hex4, is_high_surrogate, is_low_surrogate, number_end, plain_run};
use crate::diagnostics::{Diagnostic, Finding, Reporter, sorted};

/// Deepest nesting that is read.
pub const DEEPEST: usize = 64;

/// Largest document that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// Reads bytes as UTF-8. A byte-order mark is skipped.
///
/// # Errors
/// A finding `text/encoding` if the bytes are not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, Finding> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.get(..4).is_some_and(|head| head.contains(&0));
    match std::str::from_utf8(bytes) {
        Ok(text) if !wide => Ok(text),
        _ => {
            let finding = Diagnostic::new(&ENCODING, "");
            Err(if wide { finding.param("reason", "utf-16") } else { finding })
        }
    }
}

/// Parses a text. Problems go to `reporter`; `None` means that nothing could be read. A problem that
/// leaves the document readable (duplicate key, half a surrogate pair) does not end the parse.
#[must_use]
pub fn parse<'t>(text: &'t str, reporter: &mut Reporter) -> Option<Document<'t>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        let limit = Diagnostic::new(&LIMIT, "").param("reason", "size").param("limit", LARGEST);
        reporter.add(0, limit);
        return None;
    }
    // A node needs at least two bytes; bodies of this service take about 25 bytes for each.
    let entries = Vec::with_capacity((text.len() / 16).saturating_add(4));
    let mut parser = Parser {
        bytes: text.as_bytes(),
        document: Document { text, entries },
        at: 0,
        open: Vec::with_capacity(8),
        reporter,
    };
    match parser.run() {
        Ok(()) => {
            let Parser { document, reporter, .. } = parser;
            check_duplicates(&document, reporter);
            Some(document)
        }
        Err(problem) => {
            let finding = parser.describe(problem);
            reporter.add(0, finding);
            None
        }
    }
}

/// What stopped the parse, and where.
#[derive(Debug)]
enum Problem {
    Unexpected { at: usize, wanted: &'static str },
    Depth { at: usize },
    Control { at: usize },
    Escape { at: usize },
    Number { from: usize, at: usize },
    Trailing { at: usize },
}

struct Parser<'t, 'r> {
    bytes: &'t [u8],
    document: Document<'t>,
    at: usize,
    /// Indexes of the lists and objects that are open.
    open: Vec<u32>,
    reporter: &'r mut Reporter,
}

impl Parser<'_, '_> {
    fn run(&mut self) -> Result<(), Problem> {
        self.blanks();
        self.value((0, 0, false), 0)?;
        while let Some(&container) = self.open.last() {
            self.blanks();
            let entry = self.document.entries.get(container as usize);
            let is_object = entry.is_some_and(|entry| entry.kind == Kind::Object);
            let first = self.document.entries.len() == (container as usize).saturating_add(1);
            let close = if is_object { b'}' } else { b']' };
            match self.peek() {
                Some(byte) if byte == close => {
                    // A comma before the bracket leaves `after_comma` set and never comes here.
                    self.at = self.at.saturating_add(1);
                    self.close(container);
                    continue;
                }
                Some(b',') if !first => {
                    self.at = self.at.saturating_add(1);
                    self.blanks();
                }
                _ if first => {}
                _ => {
                    let wanted = if is_object { "`,` or `}`" } else { "`,` or `]`" };
                    return Err(Problem::Unexpected { at: self.at, wanted });
                }
            }
            let key = if is_object { self.key()? } else { (0, 0, false) };
            self.value(key, container)?;
        }
        self.blanks();
        if self.at < self.bytes.len() {
            return Err(Problem::Trailing { at: self.at });
        }
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at = self.at.saturating_add(1);
        }
    }

    fn close(&mut self, container: u32) {
        let next = position(self.document.entries.len());
        let end = position(self.at);
        if let Some(entry) = self.document.entries.get_mut(container as usize) {
            entry.end = end;
            entry.next = next;
        }
        self.open.pop();
    }

    fn key(&mut self) -> Result<(u32, u32, bool), Problem> {
        if self.peek() != Some(b'"') {
            return Err(Problem::Unexpected { at: self.at, wanted: "a key in double quotes" });
        }
        let key = self.string()?;
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(Problem::Unexpected { at: self.at, wanted: "`:`" });
        }
        self.at = self.at.saturating_add(1);
        self.blanks();
        Ok(key)
    }

    fn value(&mut self, key: (u32, u32, bool), parent: u32) -> Result<(), Problem> {
        let index = position(self.document.entries.len());
        let begin = self.at;
        let (kind, start, end, escaped) = match self.peek() {
            Some(b'"') => {
                let (start, end, escaped) = self.string()?;
                (Kind::Text, start, end, escaped)
            }
            Some(b'{' | b'[') => {
                if self.open.len() >= DEEPEST {
                    return Err(Problem::Depth { at: begin });
                }
                let kind = if self.peek() == Some(b'{') { Kind::Object } else { Kind::List };
                self.open.push(index);
                self.at = self.at.saturating_add(1);
                (kind, position(begin), 0, false)
            }
            Some(b'-' | b'0'..=b'9') => {
                self.at = number_end(self.bytes, begin)
                    .map_err(|at| Problem::Number { from: begin, at })?;
                if matches!(self.peek(), Some(b'0'..=b'9' | b'.' | b'a'..=b'z' | b'A'..=b'Z')) {
                    return Err(Problem::Number { from: begin, at: self.at });
                }
                (Kind::Number, position(begin), position(self.at), false)
            }
            Some(b't' | b'f' | b'n') => {
                let rest = self.bytes.get(begin..).unwrap_or_default();
                let (word, kind) = [
                    (&b"true"[..], Kind::Boolean),
                    (&b"false"[..], Kind::Boolean),
                    (&b"null"[..], Kind::Null),
                ]
                .into_iter()
                .find(|(word, _)| rest.starts_with(word))
                .ok_or(Problem::Unexpected { at: begin, wanted: "a value" })?;
                self.at = self.at.saturating_add(word.len());
                if self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    return Err(Problem::Unexpected { at: begin, wanted: "a value" });
                }
                (kind, position(begin), position(self.at), false)
            }
            _ => {
                return Err(Problem::Unexpected { at: begin, wanted: "a value" });
            }
        };
        let (key_start, key_end, key_escaped) = key;
        self.document.entries.push(Entry {
            kind,
            escaped,
            key_escaped,
            start,
            end,
            next: index.saturating_add(1),
            parent,
            key_start,
            key_end,
        });
        Ok(())
    }

    /// Reads a text behind its opening quote; gives its inner range and whether it holds escapes.
    fn string(&mut self) -> Result<(u32, u32, bool), Problem> {
        let start = self.at.saturating_add(1);
        let mut at = start;
        let mut escaped = false;
        loop {
            let (stop_at, stop) = plain_run(self.bytes, at);
            match stop {
                Stop::Quote => {
                    self.at = stop_at.saturating_add(1);
                    return Ok((position(start), position(stop_at), escaped));
                }
                Stop::Backslash => {
                    escaped = true;
                    at = self.escape(stop_at)?;
                }
                Stop::Control => return Err(Problem::Control { at: stop_at }),
                Stop::End => {
                    self.at = stop_at;
                    return Err(Problem::Unexpected { at: stop_at, wanted: "`\"`" });
                }
            }
        }
    }

    /// Checks the escape at `at` and gives the place behind it.
    fn escape(&mut self, at: usize) -> Result<usize, Problem> {
        match self.bytes.get(at.saturating_add(1)) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                Ok(at.saturating_add(2))
            }
            Some(b'u') => {
                let unit = hex4(self.bytes, at.saturating_add(2)).ok_or(Problem::Escape { at })?;
                let behind = at.saturating_add(6);
                if is_high_surrogate(unit) {
                    let pair = self.bytes.get(behind..behind.saturating_add(2)) == Some(b"\\u");
                    let low = if pair { hex4(self.bytes, behind.saturating_add(2)) } else { None };
                    if low.is_some_and(is_low_surrogate) {
                        return Ok(behind.saturating_add(6));
                    }
                }
                if is_high_surrogate(unit) || is_low_surrogate(unit) {
                    self.lone_surrogate(at, behind);
                }
                Ok(behind)
            }
            _ => Err(Problem::Escape { at }),
        }
    }

    fn lone_surrogate(&mut self, start: usize, end: usize) {
        // The node does not exist yet; its container and the byte range say where it is.
        let order = position(self.document.entries.len());
        let path = self
            .open
            .last()
            .and_then(|index| self.document.node(*index))
            .map(super::document::Node::pointer)
            .unwrap_or_default();
        self.reporter.add(
            order,
            Diagnostic::new(&ENCODING, path).param("reason", "lone-surrogate").bytes(start, end),
        );
    }

    /// Turns what stopped the parse into a finding that names the construct.
    fn describe(&self, problem: Problem) -> Finding {
        let text = self.document.text;
        if self.document.entries.is_empty() && looks_like_yaml(text) {
            return Diagnostic::new(&YAML_NOT_LOADED, "").bytes(0, word_end(text, 0));
        }
        let (at, wanted) = match problem {
            Problem::Depth { at } => {
                return Diagnostic::new(&LIMIT, "")
                    .param("reason", "depth")
                    .param("limit", DEEPEST)
                    .bytes(at, at.saturating_add(1));
            }
            Problem::Control { at } => {
                return Diagnostic::new(&NOT_JSON, "")
                    .param("reason", "control")
                    .bytes(at, at.saturating_add(1));
            }
            Problem::Escape { at } => {
                return Diagnostic::new(&NOT_JSON, "")
                    .param("reason", "escape")
                    .param("found", excerpt(text, at, 2))
                    .bytes(at, at.saturating_add(2));
            }
            Problem::Number { from, at } => {
                let end = word_end(text, at);
                return Diagnostic::new(&NOT_JSON, "")
                    .param("reason", "number")
                    .param("found", excerpt(text, from, end.saturating_sub(from).min(24)))
                    .bytes(from, end);
            }
            Problem::Trailing { at } => {
                let (reason, end) = match self.bytes.get(at) {
                    Some(b'/' | b'#') => ("comment", at.saturating_add(1)),
                    _ => ("trailing", text.len()),
                };
                return Diagnostic::new(&NOT_JSON, "")
                    .param("reason", reason)
                    .param("found", format!("`{}`", excerpt(text, at, 12)))
                    .bytes(at, end);
            }
            Problem::Unexpected { at, wanted } => (at, wanted),
        };
        let found = self.bytes.get(at).copied();
        if self.document.entries.is_empty() && found.is_none() {
            return Diagnostic::new(&NOT_AN_OBJECT, "").param("reason", "empty");
        }
        let finding = Diagnostic::new(&NOT_JSON, "");
        let last = text.get(..at).and_then(|before| before.trim_end().bytes().last());
        let end = word_end(text, at);
        match found {
            None => finding
                .param("reason", "end")
                .param("wanted", wanted)
                .bytes(at.saturating_sub(1), at),
            Some(b'/' | b'#') => finding.param("reason", "comment").bytes(at, at.saturating_add(1)),
            Some(b'}' | b']') if last == Some(b',') => {
                finding.param("reason", "trailing-comma").bytes(at, at.saturating_add(1))
            }
            Some(b'\'') => finding.param("reason", "single-quotes").bytes(at, at.saturating_add(1)),
            Some(byte) if byte.is_ascii_alphabetic() && wanted == "a value" => finding
                .param("reason", "bare-word")
                .param("found", excerpt(text, at, end.saturating_sub(at).min(24)))
                .bytes(at, end),
            Some(_) => finding
                .param("found", format!("`{}`", excerpt(text, at, 1)))
                .param("wanted", wanted)
                .bytes(at, end),
        }
    }
}

/// Offsets fit into 32 bits: no text over [`LARGEST`] is parsed.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Up to `length` characters of the text from `at`.
fn excerpt(text: &str, at: usize, length: usize) -> String {
    text.get(at..).unwrap_or_default().chars().take(length).collect()
}

/// The end of the word (letters, digits, `_ - + .`) at `at`; at least one character.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.')))
        .unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    at.saturating_add(word.max(first))
}

/// Whether a text that is no JSON begins as YAML does: a `key:` line, a comment or a document mark.
fn looks_like_yaml(text: &str) -> bool {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with('%'))
        .unwrap_or_default();
    let key = line.split(':').next().unwrap_or_default();
    let is_key = line.contains(':')
        && (line.ends_with(':') || line.contains(": "))
        && !key.is_empty()
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '.'));
    line == "---" || line.starts_with("- ") || is_key
}

/// Objects up to this size compare their keys pair by pair; larger ones sort them.
const PAIRWISE: usize = 12;

fn check_duplicates(document: &Document<'_>, reporter: &mut Reporter) {
    let objects =
        document.entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Object);
    for (index, _) in objects {
        let Some(object) = document.node(position(index)) else {
            continue;
        };
        let members: Vec<_> = object.members().collect();
        let may_repeat = if members.len() <= PAIRWISE {
            members.iter().enumerate().any(|(at, member)| {
                members.iter().take(at).any(|earlier| earlier.key == member.key)
            })
        } else {
            true
        };
        if !may_repeat {
            continue;
        }
        let at = |index: u32| members.get(index as usize);
        let key = |index: u32| at(index).map(|member| (&member.key, index));
        let order = sorted(members.len(), &|a, b| key(a).cmp(&key(b)));
        for pair in order.windows(2) {
            let [first, second] = pair else { continue };
            let (Some(first), Some(second)) = (at(*first), at(*second)) else { continue };
            if first.key != second.key {
                continue;
            }
            let code =
                if first.value.equals(second.value) { &REPEATED_KEY } else { &DUPLICATE_KEY };
            let (start, end) = second.value.key_bytes().unwrap_or_default();
            reporter.add(
                second.value.index(),
                Diagnostic::new(code, second.value.pointer())
                    .param("key", second.key.chars().take(80).collect::<String>())
                    .bytes(start, end),
            );
        }
    }
}
