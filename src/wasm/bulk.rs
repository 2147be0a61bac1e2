//! Many documents from one stream of bytes.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::options;
use crate::text::{Record, Records};
use crate::validate::{self, Options};

/// Checks the documents of a stream (NDJSON or one JSON list) as they complete.
#[wasm_bindgen]
pub struct BulkValidator {
    options: Options,
    records: Records,
}

#[wasm_bindgen]
impl BulkValidator {
    /// A validator at the beginning of a stream.
    #[wasm_bindgen(constructor)]
    pub fn new(given: Option<String>) -> Result<Self, JsValue> {
        let options = Options { positions: false, ..options(given.as_deref())?.options };
        Ok(Self { options, records: Records::new() })
    }

    /// Takes a piece of the stream; gives the reports that it completes, one JSON text a line.
    pub fn push(&mut self, piece: &[u8]) -> String {
        let mut lines = String::new();
        let options = &self.options;
        self.records.push(piece, |record| add(&mut lines, record, options));
        lines
    }

    /// Gives the report of a last document, where the stream goes on elsewhere.
    pub fn flush(&mut self) -> String {
        let mut lines = String::new();
        let options = &self.options;
        self.records.flush(|record| add(&mut lines, record, options));
        lines
    }

    /// Ends the stream; gives the report of a last document without line break, and of a list without end.
    pub fn finish(&mut self) -> String {
        let mut lines = String::new();
        let options = &self.options;
        self.records.finish(|record| add(&mut lines, record, options));
        lines
    }
}

fn add(lines: &mut String, record: Record<'_>, options: &Options) {
    let report = match record {
        Record::Document(bytes) => validate::validate_bytes(bytes, options),
        Record::TooLarge => validate::too_large(options),
        // What is wrong with the list is said in the words for one of these.
        Record::Hole => validate::validate_bytes(b",", options),
        Record::Comma => validate::validate_bytes(b"[0,]", options),
        Record::Open => validate::validate_bytes(b"[", options),
    };
    lines.push_str(&report.to_text());
    lines.push('\n');
}
