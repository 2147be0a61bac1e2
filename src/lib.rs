#![doc = include_str!("../README.md")]
// The modules in layer order: each may use those above it, never those below. `tests/it/architecture.rs`
// holds the table and fails on an import that goes the other way.

pub mod client;
pub mod diagnostics;
pub mod text;
