//! The management API client: tables for its state machines, scripted exchanges for the whole of it.
#![expect(clippy::type_complexity, reason = "a table row is read at the place where it stands")]

mod challenge;
mod driver;
mod ensure;
mod faults;
mod future;
mod identity;
mod jobs;
mod lifecycle;
mod lists;
mod lost;
mod lro;
mod lro_actions;
mod lro_bare;
mod lro_headers;
mod matrix;
mod matrix_faults;
mod model;
mod reasons;
mod redaction;
mod requests;
mod retry;
pub(crate) mod script;
mod surroundings;
mod time;
mod token;
mod trust;
mod waits;
