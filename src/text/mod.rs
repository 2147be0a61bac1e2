//! JSON text: a parser that finds every mistake of a text with its place, keeps the text as it stands
//! (number spelling, key order, duplicate keys) and can be edited without reformatting. Knows findings,
//! nothing of Azure.

mod codes;
mod document;
mod duplicates;
mod edit;
mod fixes;
mod index;
mod locate;
mod parse;
mod records;
mod scan;
pub(crate) mod signs;
mod value;

pub use codes::{
    CODES, DUPLICATE_KEY, ENCODING, EXPLANATIONS, LIMIT, MAIN_FILE, NOT_AN_OBJECT, NOT_BICEP,
    NOT_JSON, NOT_TERRAFORM, NOT_YAML, REPEATED_KEY, UNSERIALISABLE, YAML_NOT_LOADED,
};
pub use document::{Document, Items, Kind, Member, Members, Node};
pub use edit::{EditError, apply, apply_all};
pub use fixes::read_fixes;
pub use locate::attach_ranges;
pub use parse::{
    DEEPEST, LARGEST, LARGEST_TEMPLATE, decode, parse, parse_template, parse_within, readable,
};
pub use records::{Record, Records};
pub(crate) use scan::{has_fraction, integer_of, is_number};
pub use value::{read, to_json};
