//! What a finding is: code, severity, place, words, expectation, fix, and the report that collects
//! findings. Knows nothing of Azure, of JSON text or of JavaScript.

mod bytes;
mod code;
mod expected;
mod fix;
mod json;
mod paths;
mod pointer;
mod report;
mod reporter;
mod secret;
mod sorting;
mod suggest;
mod text;
mod write;

pub(crate) use bytes::eight_of_a_line;
pub use bytes::{
    Pieces, characters, cut, find_byte, has_any, head, is_of_a_word, pieces, trim, units,
    utf16_units,
};
pub(crate) use code::codes;
pub use code::{Code, Evidence, Explanation, Rank, Severity};
pub use expected::Expected;
pub use fix::{Applicability, Fix, Operation};
pub use json::Json;
pub(crate) use json::write_text;
pub(crate) use paths::Paths;
pub(crate) use pointer::push_token;
pub use pointer::{Pointer, unescape_token};
pub(crate) use report::shortened;
pub use report::{Catalog, Counts, Diagnostic, Param, Position, Range, Report};
pub use reporter::{CODES, EXPLANATIONS, MORE, Reporter};
pub use secret::looks_like_secret;
pub use sorting::{repeated, sorted};
pub use suggest::{find_word, find_word_by, nearest, same_word};
pub use write::{Unwritable, to_json};
