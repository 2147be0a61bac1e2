//! Checks of texts that lie in a buffer of ours. Whoever calls writes into the buffer first, so that a text is
//! copied once, and reads heads afterwards.

use super::head::Heads;
use super::options;
use crate::text::{Record, Records};
use crate::validate::{self, Options};

/// A buffer that inputs are written into.
#[derive(Debug, Default)]
struct Room(Vec<u8>);

impl Room {
    /// Makes it as large as asked for, and gives it. What was written stays, as far as there is room.
    fn of(&mut self, size: usize) -> &mut [u8] {
        self.0.resize(size, 0);
        self.0.shrink_to(size);
        &mut self.0
    }

    /// The first bytes of it.
    fn first(&self, length: usize) -> &[u8] {
        self.0.get(..length).unwrap_or(&self.0)
    }
}

/// How a text is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// Findings get their place in the text.
    pub positions: bool,
    /// The text comes from a language whose strings are well-formed or say where they are not; else it is
    /// whatever bytes there are.
    pub is_text: bool,
    /// With the options that were set, not with none.
    pub with_options: bool,
    /// Where a half surrogate pair stands alone, in UTF-16 units.
    pub lone_surrogate: Option<usize>,
}

/// Checks one document after another.
#[derive(Debug, Default)]
pub struct Checker {
    room: Room,
    usual: Options,
    given: Options,
    heads: Heads,
}

impl Checker {
    /// A checker without options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The buffer for the next document, made as large as asked for. What was written into it stays.
    pub fn room(&mut self, size: usize) -> &mut [u8] {
        self.room.of(size)
    }

    /// Sets the options of checks that go by them, as JSON.
    ///
    /// # Errors
    /// What is wrong with them, in words.
    pub fn set_options(&mut self, given: &str) -> Result<(), String> {
        self.given = options(given)?;
        Ok(())
    }

    /// Checks the first bytes of the buffer.
    pub fn check(&mut self, length: usize, how: How) -> &Heads {
        let options = if how.with_options { &mut self.given } else { &mut self.usual };
        options.positions = how.positions;
        let bytes = self.room.first(length);
        let report = match std::str::from_utf8(bytes) {
            Ok(text) if how.is_text => match how.lone_surrogate {
                Some(at) => validate::validate_utf16(text, options, at),
                None => validate::validate(text, options),
            },
            _ => validate::validate_bytes(bytes, options),
        };
        self.heads.clear();
        self.heads.add(&report);
        &self.heads
    }

    /// The head of the last report.
    #[must_use]
    pub const fn heads(&self) -> &Heads {
        &self.heads
    }
}

/// Checks the documents of a stream (NDJSON or one JSON list) as they complete.
#[derive(Debug)]
pub struct Stream {
    room: Room,
    options: Options,
    records: Records,
    heads: Heads,
}

impl Stream {
    /// The beginning of a stream.
    ///
    /// # Errors
    /// What is wrong with the options, in words.
    pub fn new(given: Option<&str>) -> Result<Self, String> {
        let options = given.map_or_else(|| Ok(Options::default()), options)?;
        Ok(Self {
            room: Room::default(),
            options: Options { positions: false, ..options },
            records: Records::new(),
            heads: Heads::default(),
        })
    }

    /// The buffer for the next piece, made as large as asked for. What was written into it stays.
    pub fn room(&mut self, size: usize) -> &mut [u8] {
        self.room.of(size)
    }

    /// Takes the first bytes of the buffer; gives the reports of the documents that they complete.
    pub fn push(&mut self, length: usize) -> &Heads {
        let Self { room, options, records, heads } = self;
        heads.clear();
        records.push(room.first(length), |record| add(heads, record, options));
        heads
    }

    /// Gives the report of a last document, where the stream goes on elsewhere; beside those of the last piece.
    pub fn flush(&mut self) -> &Heads {
        let Self { options, records, heads, .. } = self;
        records.flush(|record| add(heads, record, options));
        heads
    }

    /// Ends the stream; gives the report of a last document without line break, and of a list without end.
    pub fn finish(&mut self) -> &Heads {
        let Self { options, records, heads, .. } = self;
        heads.clear();
        records.finish(|record| add(heads, record, options));
        heads
    }

    /// The heads of the last reports.
    #[must_use]
    pub const fn heads(&self) -> &Heads {
        &self.heads
    }
}

fn add(heads: &mut Heads, record: Record<'_>, options: &Options) {
    let report = match record {
        Record::Document(bytes) => validate::validate_bytes(bytes, options),
        Record::TooLarge => validate::too_large(options),
        // What is wrong with the list is said in the words for one of these.
        Record::Hole => validate::validate_bytes(b",", options),
        Record::Comma => validate::validate_bytes(b"[0,]", options),
        Record::Open => validate::validate_bytes(b"[", options),
    };
    heads.add(&report);
}
