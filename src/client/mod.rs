//! The management API client. A table says which operations there are; what happens in between
//! (retries, long-running operations, paging, trust, tokens) is decided by pure state machines. One
//! driver owns the transport, the clock and the token source. Knows no compute kind and no rule.
//!
//! Three floors carry it, each uses those below: `http`, `operations`, `lro`. On top of them stand the driver, the
//! client, its methods, and what looks before it acts.

mod attempt;
#[expect(clippy::module_inception, reason = "the file that holds `Client`")]
mod client;
mod driver;
mod ensure;
mod fate;
mod http;
pub mod lro;
mod methods;
pub mod operations;
mod settings;

pub use client::{CallOptions, Client};
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub(crate) use client::{Done, Work};
pub use ensure::{Ensured, Outcome};
pub use http::abort::Abort;
pub use http::error::Error;
pub use http::event::{Event, EventKind};
pub use http::io::{
    AccessToken, Clock, Secret, Timestamp, TokenError, TokenRequest, TokenSource, Transport,
    TransportError,
};
pub use http::{challenge, request, retry, trust};
pub use lro::observer::Observer;
pub use lro::progress::{Progress, Status};
pub use lro::resume::ResumeToken;
pub use methods::Listing;
pub use operations::api::Api;
pub use operations::pages::{Page, Trail};
pub use operations::resource::Resource;
pub use operations::task::{Sent, Task, UnderlyingResourceAction};
pub use settings::Settings;
