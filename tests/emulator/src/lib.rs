//! An emulator of the computes of the Azure Machine Learning management API.
//!
//! The [`engine`] answers plain requests, synchronously and deterministically, with a clock that is
//! set from outside; it does no IO. Adapters carry it: [`in_process`] for Rust tests, and the host
//! behind the feature `host` for everything that speaks HTTP.
//!
//! With the library under test it shares the vocabulary of a request only. What a body may be is
//! decided by the schemas in `tests/oracle`, so that the library's rules and the emulator can
//! disagree, and a test can ask them to.

pub mod control;
pub mod cors;
pub mod engine;
#[cfg(feature = "host")]
pub mod host;
pub mod in_process;
