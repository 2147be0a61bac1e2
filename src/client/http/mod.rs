//! The lowest floor: requests and responses, retries, tokens, trust, errors. Knows no operation and no resource.

pub(super) mod abort;
pub mod challenge;
pub(super) mod date;
pub(super) mod error;
pub(super) mod event;
pub(super) mod io;
pub(super) mod mask;
pub mod request;
pub(super) mod response;
pub mod retry;
pub(super) mod token;
pub mod trust;
pub(super) mod url;
