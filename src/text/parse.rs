//! The parser: one pass over the bytes, no recursion (depth costs memory, not stack), every problem of
//! the text as a finding.

use super::codes::{ENCODING, LIMIT, NOT_AN_OBJECT, NOT_JSON, YAML_NOT_LOADED};
use super::document::{Document, Entry, Kind, Node};
use super::duplicates::check_duplicates;
use super::scan::{hex4, is_high_surrogate, is_low_surrogate, number_end, unescape};
use super::signs;
use crate::diagnostics::{Reporter, cut, find_word, is_of_a_word, pieces, trim};

/// Deepest nesting that is read.
pub const DEEPEST: usize = 64;

/// Largest document that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// Longest key that is read, in bytes. Every finding below a key repeats it in its pointer.
const LONGEST_KEY: usize = 1 << 13;

/// Largest deployment template, in bytes: as much as the resource manager takes.
pub const LARGEST_TEMPLATE: usize = 1 << 22;

/// Reads bytes as UTF-8. A byte-order mark is skipped.
///
/// # Errors
/// The variant of `text/encoding` if the bytes are not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, &'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.get(..4).is_some_and(|head| head.contains(&0));
    match std::str::from_utf8(bytes) {
        Ok(text) if !wide => Ok(text),
        _ => Err(if wide { "utf-16" } else { "" }),
    }
}

/// What stands in front of the first byte that is no UTF-8, or is a zero.
#[must_use]
pub fn readable(bytes: &[u8]) -> &str {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    let end = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    bytes.get(..end).and_then(|read| std::str::from_utf8(read).ok()).unwrap_or_default()
}

/// Parses a text. Problems go to `reporter`; `None` means that nothing could be read. A problem that
/// leaves the document readable (duplicate key, half a surrogate pair) does not end the parse.
#[must_use]
pub fn parse<'t>(text: &'t str, reporter: &mut Reporter) -> Option<Document<'t>> {
    parse_within(text, LARGEST, reporter)
}

/// As [`parse`], with another limit: answers of a service may be larger than what people write.
#[must_use]
pub fn parse_within<'t>(
    text: &'t str,
    largest: usize,
    reporter: &mut Reporter,
) -> Option<Document<'t>> {
    read(text, largest, false, reporter)
}

/// As [`parse`], for a deployment template: the resource manager's tools take comments and line breaks inside
/// of texts, and four times the size.
#[must_use]
pub fn parse_template<'t>(text: &'t str, reporter: &mut Reporter) -> Option<Document<'t>> {
    read(text, LARGEST_TEMPLATE, true, reporter)
}

fn read<'t>(
    text: &'t str,
    largest: usize,
    extended: bool,
    reporter: &mut Reporter,
) -> Option<Document<'t>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > largest {
        let reason = if extended { "template" } else { "size" };
        reporter.whole(&LIMIT).reason(reason).count("limit", largest);
        return None;
    }
    // A node needs at least two bytes; bodies of this service take about 25 bytes for each.
    let entries = Vec::with_capacity((text.len() / 16).saturating_add(4));
    let mut parser = Parser {
        bytes: text.as_bytes(),
        document: Document {
            text,
            entries,
            resolved: Vec::new(),
            indexes: Vec::new(),
            plain: true,
        },
        at: 0,
        open: Vec::with_capacity(8),
        extended,
        reporter,
    };
    match parser.run() {
        Ok(()) => {
            let Parser { mut document, reporter, .. } = parser;
            check_duplicates(&mut document, reporter);
            Some(document)
        }
        Err(problem) => {
            parser.describe(problem);
            None
        }
    }
}

/// What stopped the parse, and where.
#[derive(Debug)]
enum Problem {
    Unexpected { at: usize, wanted: &'static str },
    Depth { at: usize },
    Key { at: usize },
    Control { at: usize },
    Escape { at: usize },
    Number { from: usize, at: usize },
    Trailing { at: usize },
}

/// A list or an object that is open.
struct Open {
    index: u32,
    is_object: bool,
    /// How many values it has so far.
    count: u32,
}

/// A text or key: its inner range, whether it holds escapes, and its signs.
#[derive(Clone, Copy, Default)]
struct Quoted {
    start: u32,
    end: u32,
    escaped: bool,
    signs: u8,
}

struct Parser<'t, 'r> {
    bytes: &'t [u8],
    document: Document<'t>,
    at: usize,
    /// The lists and objects that are open.
    open: Vec<Open>,
    /// Comments, and line breaks inside of texts, are taken.
    extended: bool,
    reporter: &'r mut Reporter,
}

impl Parser<'_, '_> {
    fn run(&mut self) -> Result<(), Problem> {
        self.blanks();
        self.value(None, Quoted::default(), 0)?;
        while let Some(open) = self.open.last_mut() {
            let (container, is_object, count) = (open.index, open.is_object, open.count);
            // A place is needed for values only, but a bracket ends the count anyway.
            open.count = count.saturating_add(1);
            self.blanks();
            let close = if is_object { b'}' } else { b']' };
            match self.peek() {
                Some(byte) if byte == close => {
                    // A comma before the bracket leaves `after_comma` set and never comes here.
                    self.at = self.at.saturating_add(1);
                    self.close(container);
                    continue;
                }
                Some(b',') if count > 0 => {
                    self.at = self.at.saturating_add(1);
                    self.blanks();
                }
                _ if count == 0 => {}
                _ => {
                    let wanted = if is_object { "`,` or `}`" } else { "`,` or `]`" };
                    return Err(Problem::Unexpected { at: self.at, wanted });
                }
            }
            if is_object {
                let key = self.key()?;
                self.value(Some(container), key, container)?;
            } else {
                // Of an item: its place in the list.
                self.value(None, Quoted { start: count, ..Quoted::default() }, container)?;
            }
        }
        self.blanks();
        if self.at < self.bytes.len() {
            return Err(Problem::Trailing { at: self.at });
        }
        Ok(())
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline(always)]
    fn blanks(&mut self) {
        // Most texts that arrive were written by programs, without blanks.
        if !matches!(self.peek(), Some(b'!'..=b'.' | b'0'..)) {
            self.pass_blanks();
        }
    }

    #[inline(never)]
    fn pass_blanks(&mut self) {
        loop {
            while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
                self.at = self.at.saturating_add(1);
            }
            let end = if self.extended { self.comment_end() } else { None };
            let Some(end) = end else { return };
            self.document.plain = false;
            self.at = end;
        }
    }

    /// The end of the comment that begins here. One that is never closed is none.
    fn comment_end(&self) -> Option<usize> {
        let rest = self.bytes.get(self.at..)?;
        let length = match rest {
            [b'/', b'/', ..] => rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()),
            [b'/', b'*', inside @ ..] => {
                inside.windows(2).position(|pair| pair == b"*/")?.saturating_add(4)
            }
            _ => return None,
        };
        Some(self.at.saturating_add(length))
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

    fn key(&mut self) -> Result<Quoted, Problem> {
        if self.peek() != Some(b'"') {
            return Err(Problem::Unexpected { at: self.at, wanted: "a key in double quotes" });
        }
        let at = self.at;
        let key = self.string()?;
        if self.at.saturating_sub(at) > LONGEST_KEY {
            return Err(Problem::Key { at });
        }
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(Problem::Unexpected { at: self.at, wanted: "`:`" });
        }
        self.at = self.at.saturating_add(1);
        self.blanks();
        Ok(key)
    }

    /// Reads a value; `object` is the container of a member.
    fn value(&mut self, object: Option<u32>, key: Quoted, parent: u32) -> Result<(), Problem> {
        let index = position(self.document.entries.len());
        let begin = self.at;
        let mut signs = 0;
        let (kind, start, end, escaped) = match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                signs = text.signs;
                (Kind::Text, text.start, text.end, text.escaped)
            }
            Some(b'{' | b'[') => {
                if self.open.len() >= DEEPEST {
                    return Err(Problem::Depth { at: begin });
                }
                let kind = if self.peek() == Some(b'{') { Kind::Object } else { Kind::List };
                self.open.push(Open { index, is_object: kind == Kind::Object, count: 0 });
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
        let key_print = match object {
            Some(object) => self.name(object, key),
            None => 0,
        };
        self.document.entries.push(Entry {
            kind,
            escaped,
            key_escaped: key.escaped,
            signs,
            start,
            end,
            next: index.saturating_add(1),
            parent,
            key_start: key.start,
            key_end: key.end,
            key_print,
            names: 0,
            distinct: false,
        });
        Ok(())
    }

    /// The print of a key, which is noted in its object.
    #[inline(always)]
    fn name(&mut self, object: u32, key: Quoted) -> u32 {
        let name = if key.escaped {
            self.document.resolve(key.start).as_bytes()
        } else {
            self.bytes.get(key.start as usize..key.end as usize).unwrap_or_default()
        };
        let print = signs::print_of(name);
        if let Some(object) = self.document.entries.get_mut(object as usize) {
            object.names |= signs::bit_of(print);
        }
        print
    }

    /// Reads a text behind its opening quote.
    fn string(&mut self) -> Result<Quoted, Problem> {
        let start = self.at.saturating_add(1);
        let mut at = start;
        let (mut escaped, mut signs) = (false, 0);
        loop {
            let (stop_at, seen) = signs::plain_run(self.bytes, at);
            signs |= seen;
            match self.bytes.get(stop_at) {
                Some(b'"') => {
                    self.at = stop_at.saturating_add(1);
                    if escaped {
                        let raw = self.document.slice(position(start), position(stop_at));
                        let value = unescape(raw);
                        self.document.resolved.push((position(start), value));
                    }
                    let (start, end) = (position(start), position(stop_at));
                    return Ok(Quoted { start, end, escaped, signs });
                }
                Some(b'\\') => {
                    (escaped, signs) = (true, signs::ANY);
                    at = self.escape(stop_at)?;
                }
                Some(b'\n' | b'\r' | b'\t') if self.extended => {
                    self.document.plain = false;
                    at = stop_at.saturating_add(1);
                }
                Some(_) => return Err(Problem::Control { at: stop_at }),
                None => {
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

    #[cold]
    fn lone_surrogate(&mut self, start: usize, end: usize) {
        // The node does not exist yet; its container and the byte range say where it is.
        let order = position(self.document.entries.len());
        let container = self.open.last().and_then(|open| self.document.node(open.index));
        let path = container.map(Node::pointer).unwrap_or_default();
        self.reporter.add(&ENCODING, path, order).reason("lone-surrogate").bytes((start, end));
    }

    /// Turns what stopped the parse into a finding that names the construct.
    #[cold]
    fn describe(&mut self, problem: Problem) {
        let text = self.document.text;
        let nothing_yet = self.document.entries.is_empty();
        if nothing_yet && looks_like_yaml(text) {
            self.reporter.whole(&YAML_NOT_LOADED).bytes((0, word_end(text, 0)));
            return;
        }
        let next = |at: usize| (at, at.saturating_add(1));
        let (at, wanted) = match problem {
            Problem::Depth { at } => {
                let limit = self.reporter.whole(&LIMIT).reason("depth");
                limit.count("limit", DEEPEST).bytes(next(at));
                return;
            }
            Problem::Key { at } => {
                let limit = self.reporter.whole(&LIMIT).reason("key");
                limit.count("limit", LONGEST_KEY).bytes(next(at));
                return;
            }
            Problem::Control { at } => {
                self.reporter.whole(&NOT_JSON).reason("control").bytes(next(at));
                return;
            }
            Problem::Escape { at } => {
                let finding = self.reporter.whole(&NOT_JSON).reason("escape");
                finding.param("found", excerpt(text, at, 2)).bytes((at, at.saturating_add(2)));
                return;
            }
            Problem::Number { from, at } => {
                let end = word_end(text, at);
                let found = excerpt(text, from, end.saturating_sub(from).min(24));
                let found =
                    found.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '.');
                let finding = self.reporter.whole(&NOT_JSON).bytes((from, end));
                if is_harmless_number(found) {
                    finding.reason("number").param("found", found);
                } else {
                    finding.reason("digits");
                }
                return;
            }
            Problem::Trailing { at } => {
                let sign = self.bytes.get(at).filter(|byte| byte.is_ascii_punctuation());
                let (reason, end) = match sign {
                    Some(b'/' | b'#') => ("comment", at.saturating_add(1)),
                    Some(_) => ("trailing", text.len()),
                    None => ("more", text.len()),
                };
                let finding = self.reporter.whole(&NOT_JSON).reason(reason).bytes((at, end));
                if reason == "trailing" {
                    finding.param("found", &["`", excerpt(text, at, 1), "`"].concat());
                }
                return;
            }
            Problem::Unexpected { at, wanted } => (at, wanted),
        };
        let found = self.bytes.get(at).copied();
        if nothing_yet && found.is_none() {
            self.reporter.whole(&NOT_AN_OBJECT).reason("empty");
            return;
        }
        let last = text.get(..at).and_then(|before| before.trim_end().bytes().last());
        let end = word_end(text, at);
        let finding = self.reporter.whole(&NOT_JSON);
        match found {
            None => finding.reason("end").own("wanted", wanted).bytes((at.saturating_sub(1), at)),
            Some(b'/' | b'#') => finding.reason("comment").bytes(next(at)),
            Some(b'}' | b']') if last == Some(b',') => {
                finding.reason("trailing-comma").bytes(next(at))
            }
            Some(b'\'') => finding.reason("single-quotes").bytes(next(at)),
            Some(byte) if byte.is_ascii_alphabetic() && wanted == "a value" => {
                let word = excerpt(text, at, end.saturating_sub(at).min(24));
                if is_harmless_word(word) {
                    finding.reason("bare-word").param("found", word).bytes((at, end))
                } else {
                    finding.reason("word").bytes((at, end))
                }
            }
            Some(_) => {
                let found = ["`", excerpt(text, at, 1), "`"].concat();
                finding.param("found", &found).own("wanted", wanted).bytes((at, end))
            }
        };
    }
}

/// Offsets fit into 32 bits: no text over [`LARGEST`] is parsed.
#[inline(always)]
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Up to `length` characters of the text from `at`.
fn excerpt(text: &str, at: usize, length: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
    rest.get(..end).unwrap_or_default()
}

/// Words of other languages for what JSON has, by how they begin.
const WORDS: [&str; 9] = ["tru", "fal", "nul", "nil", "non", "nan", "und", "inf", "yes"];

/// Whether a bare word is one that people write for true, false, null or a number. Any other may be the
/// secret whose quotes are missing, and is not shown.
fn is_harmless_word(word: &str) -> bool {
    let begins =
        |start: &&str| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let short = matches!(word, "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF");
    let plain = word.len() <= 9 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    short || (plain && WORDS.iter().any(begins))
}

/// Whether what is no number is too little to be a secret.
fn is_harmless_number(text: &str) -> bool {
    let sign = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    text.len() <= 4 && text.bytes().all(sign)
}

/// The end of the word (letters, digits, `_ - + .`) at `at`; at least one character.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let mut word = 0_usize;
    for c in rest.chars() {
        if !(is_of_a_word(c) || matches!(c, '_' | '-' | '+' | '.')) {
            break;
        }
        word = word.saturating_add(c.len_utf8());
    }
    at.saturating_add(word.max(first))
}

/// Whether a text that is no JSON begins as YAML does: a `key:` line, a comment or a document mark.
fn looks_like_yaml(text: &str) -> bool {
    let says_something = |line: &&str| !matches!(line.as_bytes().first(), None | Some(b'#' | b'%'));
    let line = pieces(text, b'\n').map(trim).find(says_something).unwrap_or_default();
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'.');
    let is_key = cut(line, b':').is_some_and(|(key, behind)| {
        let ends = behind.is_empty() || behind.ends_with(':') || find_word(line, ": ").is_some();
        ends && !key.is_empty() && key.bytes().all(plain)
    });
    line == "---" || line.starts_with("- ") || is_key
}
