//! The management API client. A table says which operations there are; what happens in between
//! (retries, long-running operations, paging, trust, tokens) is decided by pure state machines. One
//! driver owns the transport, the clock and the token source. Knows no compute kind and no rule.

mod abort;
mod answer;
mod api;
mod calls;
pub mod challenge;
mod driver;
mod error;
mod explain;
mod http_date;
mod io;
mod job;
pub mod lro;
mod mask;
pub mod operations;
mod pages;
mod plan;
mod progress;
pub mod request;
mod rest;
mod resume;
pub mod retry;
mod service;
mod settings;
mod shape;
mod token;
pub mod trust;

pub use abort::Abort;
pub use answer::Resource;
pub use api::{Api, UnderlyingResourceAction};
pub use calls::Listing;
pub use error::Error;
pub use io::{
    AccessToken, Clock, Secret, Timestamp, TokenError, TokenRequest, TokenSource, Transport,
    TransportError,
};
pub use pages::{Page, Trail};
pub use plan::{Ensured, Outcome};
pub use progress::{Event, EventKind, Observer, Progress, Status};
pub use resume::ResumeToken;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub(crate) use service::Task;
pub use service::{CallOptions, Client};
pub use settings::Settings;
