//! Splits a stream of bytes into documents: NDJSON lines, or the items of one JSON array. Holds at
//! most one unfinished document, so memory stays flat however long the stream is.

use super::parse::LARGEST;

/// How the stream separates its documents; found out from its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Unknown,
    Lines,
    List,
    /// The list was closed; anything but blanks is a document of its own (and no JSON).
    Behind,
}

/// One document of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record<'b> {
    /// The bytes of a document.
    Document(&'b [u8]),
    /// A document larger than a document may be; its bytes were dropped.
    TooLarge,
    /// Commas of a list with nothing between them.
    Hole,
    /// A comma before the end of a list.
    Comma,
    /// The stream ended before its list did.
    Open,
}

/// Splits a stream that arrives in pieces.
#[derive(Debug)]
pub struct Records {
    layout: Layout,
    /// The unfinished document.
    held: Vec<u8>,
    dropped: bool,
    depth: usize,
    in_text: bool,
    after_backslash: bool,
    after_comma: bool,
    /// Told once, however many commas stand in a row.
    in_hole: bool,
}

impl Default for Records {
    fn default() -> Self {
        Self::new()
    }
}

impl Records {
    /// A splitter at the beginning of a stream.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            layout: Layout::Unknown,
            held: Vec::new(),
            dropped: false,
            depth: 0,
            in_text: false,
            after_backslash: false,
            after_comma: false,
            in_hole: false,
        }
    }

    /// Takes the next piece and calls `each` for every document that it completes.
    pub fn push(&mut self, piece: &[u8], mut each: impl FnMut(Record<'_>)) {
        let mut rest = piece;
        if self.layout == Layout::Unknown {
            let Some(first) = rest.iter().position(|byte| !is_blank(*byte) && !is_mark(*byte))
            else {
                return;
            };
            let is_list = rest.get(first) == Some(&b'[');
            self.layout = if is_list { Layout::List } else { Layout::Lines };
            rest = rest.get(first.saturating_add(usize::from(is_list))..).unwrap_or_default();
        }
        match self.layout {
            Layout::List => self.push_list(rest, &mut each),
            _ => self.push_lines(rest, &mut each),
        }
    }

    /// Ends the stream: an unfinished document is given as it is, and a list that was not closed is told.
    pub fn finish(&mut self, mut each: impl FnMut(Record<'_>)) {
        let is_told = self.emit(&[], &mut each) && (self.depth > 0 || self.in_text);
        if self.layout == Layout::List && !is_told {
            each(Record::Open);
        }
    }

    /// Gives what is held, where the end of a piece is known to be the end of a document.
    pub fn flush(&mut self, mut each: impl FnMut(Record<'_>)) {
        self.emit(&[], &mut each);
    }

    fn push_lines(&mut self, piece: &[u8], each: &mut impl FnMut(Record<'_>)) {
        let mut rest = piece;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, tail) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            self.emit(line, each);
            rest = tail.get(1..).unwrap_or_default();
        }
        self.hold(rest);
    }

    fn push_list(&mut self, piece: &[u8], each: &mut impl FnMut(Record<'_>)) {
        let mut from = 0_usize;
        for (at, byte) in piece.iter().enumerate() {
            if self.in_text {
                if self.after_backslash {
                    self.after_backslash = false;
                } else if *byte == b'\\' {
                    self.after_backslash = true;
                } else if *byte == b'"' {
                    self.in_text = false;
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                b']' if self.depth == 0 => {
                    let is_item = self.emit(piece.get(from..at).unwrap_or_default(), each);
                    if self.after_comma && !is_item && !self.in_hole {
                        each(Record::Comma);
                    }
                    self.layout = Layout::Behind;
                    let behind = piece.get(at.saturating_add(1)..).unwrap_or_default();
                    self.push_lines(behind, each);
                    return;
                }
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b',' if self.depth == 0 => {
                    let is_item = self.emit(piece.get(from..at).unwrap_or_default(), each);
                    if !is_item && !self.in_hole {
                        each(Record::Hole);
                    }
                    self.in_hole = !is_item;
                    self.after_comma = true;
                    from = at.saturating_add(1);
                }
                _ => {}
            }
        }
        self.hold(piece.get(from..).unwrap_or_default());
    }

    fn hold(&mut self, piece: &[u8]) {
        if self.held.len().saturating_add(piece.len()) > LARGEST {
            self.dropped = true;
            self.held = Vec::new();
        }
        if !self.dropped {
            self.held.extend_from_slice(piece);
        }
    }

    /// Gives what is held and `tail` as one document; `false` if that is nothing.
    fn emit(&mut self, tail: &[u8], each: &mut impl FnMut(Record<'_>)) -> bool {
        let mut is_item = true;
        if self.dropped || self.held.len().saturating_add(tail.len()) > LARGEST {
            each(Record::TooLarge);
        } else if self.held.is_empty() {
            is_item = !tail.iter().all(|byte| is_blank(*byte));
            if is_item {
                each(Record::Document(tail));
            }
        } else {
            self.held.extend_from_slice(tail);
            is_item = !self.held.iter().all(|byte| is_blank(*byte));
            if is_item {
                each(Record::Document(&self.held));
            }
        }
        self.held.clear();
        self.dropped = false;
        is_item
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// A byte of the UTF-8 byte-order mark.
const fn is_mark(byte: u8) -> bool {
    matches!(byte, 0xef | 0xbb | 0xbf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, size: usize) -> Vec<String> {
        let mut found = Vec::new();
        let mut records = Records::new();
        let mut each = |record: Record<'_>| {
            found.push(match record {
                Record::Document(bytes) => String::from_utf8_lossy(bytes).trim().to_owned(),
                Record::TooLarge => "too large".to_owned(),
                Record::Hole => "hole".to_owned(),
                Record::Comma => "comma".to_owned(),
                Record::Open => "open".to_owned(),
            });
        };
        for piece in text.as_bytes().chunks(size) {
            records.push(piece, &mut each);
        }
        records.finish(&mut each);
        found
    }

    #[test]
    fn splits_lines_and_lists_at_any_seam() {
        let items = ["{\"a\":\"],}\\\"\"}", "[1,[2]]", "3", "{\"é\":{\"b\":[]}}"];
        for size in 1..50 {
            assert_eq!(split(&items.join("\n"), size), items, "lines, {size}");
            assert_eq!(split(&items.join("\r\n\r\n"), size), items, "blank lines, {size}");
            let list = format!(" [ {} ]\n", items.join(" , "));
            assert_eq!(split(&list, size), items, "list, {size}");
        }
        assert_eq!(split("[{}] x", 3), ["{}", "x"]);
        assert!(split("", 1).is_empty());
    }

    #[test]
    fn tells_holes_and_lists_without_an_end() {
        for size in 1..8 {
            assert_eq!(split("[{}", size), ["{}", "open"]);
            assert_eq!(split("[{}, ", size), ["{}", "open"]);
            assert_eq!(split("[", size), ["open"]);
            assert_eq!(split("[{},{\"a\":", size), ["{}", "{\"a\":"]);
            assert_eq!(split("[{},\"a", size), ["{}", "\"a"]);
            assert_eq!(split("[,,,,", size), ["hole", "open"]);
            assert_eq!(split("[{}, , ,{},,]", size), ["{}", "hole", "{}", "hole"]);
            assert_eq!(split("[{},]", size), ["{}", "comma"]);
            assert_eq!(split("[ ]", size), [""; 0]);
            assert_eq!(split("[,]", size), ["hole"]);
        }
    }

    #[test]
    fn drops_what_is_too_large() {
        let text = format!("\"{}\"\n{{}}", "x".repeat(LARGEST));
        assert_eq!(split(&text, 4096), ["too large", "{}"]);
    }
}
