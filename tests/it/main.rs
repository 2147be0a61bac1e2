//! Integration tests, one binary.
#![expect(clippy::arithmetic_side_effects, clippy::string_slice, reason = "a test may panic")]

mod architecture;
mod cases;
mod properties;
mod published;
mod register;
mod support;
mod text;
