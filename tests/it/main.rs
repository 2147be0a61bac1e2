//! Integration tests, one binary.

mod architecture;
mod cases;
mod properties;
mod published;
mod register;
mod support;
mod text;
