//! The checks that are called often. Nothing is converted on the way: the package writes a document into our
//! memory, and reads numbers and, if there are findings, one text from there. Methods answer with addresses.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::usage;
use crate::ffi::{self, Heads, How};

/// Flags of [`Checker::check`].
const POSITIONS: u32 = 1;
const IS_TEXT: u32 = 2;
const WITH_OPTIONS: u32 = 4;

/// What a report has beside its head, for all reports; see `ffi::frame`.
#[wasm_bindgen]
#[must_use]
pub fn frame() -> String {
    ffi::frame()
}

/// Checks one document after another.
#[wasm_bindgen]
#[derive(Default)]
pub struct Checker(ffi::Checker);

#[wasm_bindgen]
impl Checker {
    /// A checker without options.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the next document is to be written: so many bytes. What is there already stays.
    pub fn room(&mut self, size: usize) -> usize {
        self.0.room(size).as_ptr().addr()
    }

    /// Sets the options of checks that go by them, as JSON.
    #[wasm_bindgen(js_name = setOptions)]
    pub fn set_options(&mut self, options: &str) -> Result<(), JsValue> {
        self.0.set_options(options).map_err(|message| usage(&message))
    }

    /// Checks so many bytes. `how` is a sum of the flags; `lone` is the place of a half surrogate pair that
    /// stands alone, or less than 0. Answers with the place of the head.
    pub fn check(&mut self, length: usize, how: u32, lone: i32) -> usize {
        let has = |flag: u32| how & flag != 0;
        let how = How {
            positions: has(POSITIONS),
            is_text: has(IS_TEXT),
            with_options: has(WITH_OPTIONS),
            lone_surrogate: usize::try_from(lone).ok(),
        };
        place(self.0.check(length, how))
    }

    /// Where the text of the last report is.
    #[must_use]
    pub fn text(&self) -> usize {
        self.0.heads().text().as_ptr().addr()
    }
}

/// Checks the documents of a stream (NDJSON or one JSON list) as they complete.
#[wasm_bindgen]
pub struct Stream(ffi::Stream);

#[wasm_bindgen]
impl Stream {
    /// The beginning of a stream.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<String>) -> Result<Self, JsValue> {
        ffi::Stream::new(options.as_deref()).map(Self).map_err(|message| usage(&message))
    }

    /// Where the next piece is to be written: so many bytes. What is there already stays.
    pub fn room(&mut self, size: usize) -> usize {
        self.0.room(size).as_ptr().addr()
    }

    /// Takes so many bytes; answers with the number of documents that they complete.
    pub fn push(&mut self, length: usize) -> usize {
        self.0.push(length).count()
    }

    /// The same with a last document, where the stream goes on elsewhere.
    pub fn flush(&mut self) -> usize {
        self.0.flush().count()
    }

    /// Ends the stream; answers with the number of documents that this completes.
    pub fn finish(&mut self) -> usize {
        self.0.finish().count()
    }

    /// Where the heads of the last documents are.
    #[must_use]
    pub fn heads(&self) -> usize {
        place(self.0.heads())
    }

    /// Where their texts are.
    #[must_use]
    pub fn text(&self) -> usize {
        self.0.heads().text().as_ptr().addr()
    }
}

fn place(heads: &Heads) -> usize {
    heads.numbers().as_ptr().addr()
}
