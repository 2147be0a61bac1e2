//! What the client needs from its host: something that sends, something that knows the time and can
//! wait, something that hands out tokens. Static dispatch, no `Send` bound, no global runtime. A call
//! is given up by dropping the future; implementations release what they hold when that happens.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use super::request::{Request, Response};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// How long ago `earlier` was; nothing if the clock was set back meanwhile.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// The time after a while.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(milliseconds(duration)))
    }
}

/// A duration in whole milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1000).saturating_add(u64::from(duration.subsec_millis()))
}

/// Sends one request and reads the answer to its end. No retry, no redirect to another origin, no
/// cookies: everything above one exchange is decided by the client.
pub trait Transport {
    /// Sends `request` as it is. Dropping the future ends the exchange.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, TransportError>>;
}

/// Time.
pub trait Clock {
    /// The time now.
    fn now(&self) -> Timestamp;
    /// A count of milliseconds that never jumps, whatever is done to the clock on the wall: deadlines go by
    /// it. From where it counts does not matter.
    fn ticks(&self) -> Timestamp {
        self.now()
    }
    /// Waits. Dropping the future ends the wait.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}

/// Hands out bearer tokens. The client caches them and asks only when it has to.
pub trait TokenSource {
    /// A token for these scopes. With `claims` a token from a cache would not do: the service asked
    /// for a new one that satisfies them.
    fn token(
        &self,
        wanted: &TokenRequest<'_>,
    ) -> impl Future<Output = Result<AccessToken, TokenError>>;

    /// The same, and from when on another one had better be fetched, if the source knows.
    fn renewable(
        &self,
        wanted: &TokenRequest<'_>,
    ) -> impl Future<Output = Result<(AccessToken, Option<Timestamp>), TokenError>> {
        async { self.token(wanted).await.map(|token| (token, None)) }
    }
}

/// What a token is wanted for.
#[derive(Clone, Copy, Debug)]
pub struct TokenRequest<'a> {
    /// The scopes.
    pub scopes: &'a [String],
    /// The claims of a challenge, as JSON text.
    pub claims: Option<&'a str>,
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A bearer token.
#[derive(Clone, Debug)]
pub struct AccessToken {
    /// The token itself.
    pub token: Secret,
    /// When it ceases to be valid.
    pub expires: Timestamp,
}

/// No token could be had. The words are the token source's own and are shown to the caller.
#[derive(Clone, Debug)]
pub struct TokenError(pub String);

/// An exchange that brought no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    /// Whether the request provably did not reach the service (a connection that was refused, an
    /// unknown host). In doubt: false.
    pub unsent: bool,
    /// What the host says about it. Must not contain header values or the query of the URL.
    pub message: String,
}

impl TransportError {
    /// The exchange broke off; the service may have acted on the request.
    #[must_use]
    pub fn broken(message: impl Into<String>) -> Self {
        Self { unsent: false, message: message.into() }
    }

    /// The request never left.
    #[must_use]
    pub fn unsent(message: impl Into<String>) -> Self {
        Self { unsent: true, message: message.into() }
    }
}
