#![doc = include_str!("../README.md")]
// The modules in layer order: each may use those above it, never those below. `tests/it/architecture.rs`
// holds the table and fails on an import that goes the other way.

pub mod diagnostics;

pub mod text;

pub mod arm;

pub mod schema;

pub mod catalog;

pub mod kinds;

pub mod template;

pub mod formats;

pub mod validate;

pub mod plan;

pub mod client;

pub mod ffi;

pub mod manual;

// The one switch between native and JavaScript.
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub mod wasm;

pub use arm::resource_id::ResourceId;
pub use catalog::VmSize;
pub use diagnostics::{Diagnostic, Report};
pub use kinds::ComputeKind;
pub use plan::{Plan, plan};
pub use validate::{Options, ValidCompute, validate};
