//! Integration tests, one binary.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod addresses;
mod api_types;
mod architecture;
mod as_found;
mod bounds;
mod cases;
mod circles;
mod client;
mod dialects;
mod emulator;
mod every_kind;
mod ffi;
mod foreign;
mod formats;
mod fuzz;
mod generated;
mod grammars;
mod growing_templates;
mod growth;
mod guardrails;
mod held;
mod kind_names;
mod lifecycle;
mod plan;
mod properties;
mod published;
mod quiet;
mod register;
mod script_imports;
mod secrets;
mod security;
mod service;
mod sizes;
mod support;
mod text;
mod unlike;
mod wording;
mod words;
