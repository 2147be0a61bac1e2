//! The token cache: one token for all calls, fetched early, fetched once however many calls wait for
//! it, fetched again when the service asks with claims.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};
use std::time::Duration;

use super::error::Error;
use super::io::{AccessToken, Clock, Secret, Timestamp, TokenRequest, TokenSource, milliseconds};

/// A token is replaced when it has less than this to live.
const EARLY: Duration = Duration::from_secs(300);

/// Why a token is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Wanted<'a> {
    /// For a call.
    Any,
    /// The service refused this one.
    Other(&'a Secret),
    /// The service refused and told which claims a new one must satisfy.
    Claims(&'a str),
}

#[derive(Clone, Debug)]
struct Held {
    token: Secret,
    expires: Timestamp,
    /// From when on a new one is fetched.
    renew: Timestamp,
}

/// What the cache does about a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Use,
    Fetch,
}

fn choose(held: Option<&Held>, wanted: Wanted<'_>, now: Timestamp) -> Choice {
    match (wanted, held) {
        (Wanted::Any, Some(held)) if now < held.renew => Choice::Use,
        // Another call has replaced the refused token meanwhile.
        (Wanted::Other(refused), Some(held)) if held.token != *refused && now < held.expires => {
            Choice::Use
        }
        _ => Choice::Fetch,
    }
}

/// When to renew: five minutes before the end, or at half-time of a token that lives shorter.
fn renewal(now: Timestamp, expires: Timestamp) -> Timestamp {
    let life = expires.since(now);
    now.after(life.saturating_sub(EARLY.min(Duration::from_millis(milliseconds(life) >> 1))))
}

#[derive(Debug)]
pub(in crate::client) struct TokenCache<S> {
    source: S,
    scopes: Vec<String>,
    held: RefCell<Option<Held>>,
    busy: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

/// Frees the cache for the next call, also when the fetching call is dropped.
pub(in crate::client) struct Turn<'c, S>(&'c TokenCache<S>);

impl<S> Drop for Turn<'_, S> {
    fn drop(&mut self) {
        self.0.busy.set(false);
        let waiting = self.0.waiting.take();
        for waker in waiting {
            waker.wake();
        }
    }
}

impl<S: TokenSource> TokenCache<S> {
    pub(in crate::client) const fn new(source: S, scopes: Vec<String>) -> Self {
        Self {
            source,
            scopes,
            held: RefCell::new(None),
            busy: Cell::new(false),
            waiting: RefCell::new(Vec::new()),
        }
    }

    /// The token that is held, usable or not.
    pub(in crate::client) fn held(&self) -> Option<Secret> {
        self.held.borrow().as_ref().map(|held| held.token.clone())
    }

    /// Asks the source, unless another call has brought what is wanted meanwhile. For whoever has the
    /// [turn](Self::turn), or has waited for it long enough.
    pub(in crate::client) async fn fetch(
        &self,
        wanted: Wanted<'_>,
        clock: &impl Clock,
    ) -> Result<Secret, Error> {
        if let Some(token) = self.usable(wanted, clock.now()) {
            return Ok(token);
        }
        let claims = match wanted {
            Wanted::Claims(claims) => Some(claims),
            _ => None,
        };
        let request = TokenRequest { scopes: &self.scopes, claims };
        let fetched = self.source.renewable(&request).await;
        let now = clock.now();
        match fetched {
            Ok((access, renew)) => self.keep(access, renew, now),
            Err(failure) => {
                // Early renewal failed: what is held still works for a while.
                let held = self.held.borrow();
                match held.as_ref() {
                    Some(held) if wanted == Wanted::Any && now < held.expires => {
                        Ok(held.token.clone())
                    }
                    _ => Err(Error::credential(failure.0)),
                }
            }
        }
    }

    /// The token that is held, if it will do for this wish.
    pub(in crate::client) fn usable(&self, wanted: Wanted<'_>, now: Timestamp) -> Option<Secret> {
        let held = self.held.borrow();
        match choose(held.as_ref(), wanted, now) {
            Choice::Use => held.as_ref().map(|held| held.token.clone()),
            Choice::Fetch => None,
        }
    }

    fn keep(
        &self,
        access: AccessToken,
        renew: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Secret, Error> {
        let text = access.token.expose();
        // A line break in it would end the header field; nothing else is known about its form.
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::credential(
                "the token callback returned something other than a token",
            ));
        }
        let token = access.token;
        self.held.replace(Some(Held {
            token: token.clone(),
            expires: access.expires,
            // A time that has passed already would make every call fetch.
            renew: renew
                .filter(|renew| *renew > now)
                .map_or_else(|| renewal(now, access.expires), |renew| renew.min(access.expires)),
        }));
        Ok(token)
    }

    /// Waits until nobody else is asking the source.
    pub(in crate::client) async fn turn(&self) -> Turn<'_, S> {
        poll_fn(|context| {
            if self.busy.get() {
                self.waiting.borrow_mut().push(context.waker().clone());
                return Poll::Pending;
            }
            self.busy.set(true);
            Poll::Ready(())
        })
        .await;
        Turn(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(expires: u64, renew: u64) -> Held {
        Held { token: Secret::new("a"), expires: Timestamp(expires), renew: Timestamp(renew) }
    }

    #[test]
    fn the_choice_follows_age_and_wish() {
        let (same, other) = (Secret::new("a"), Secret::new("b"));
        let rows = [
            ("nothing held", None, Wanted::Any, 0, Choice::Fetch),
            ("fresh", Some(held(100, 70)), Wanted::Any, 69, Choice::Use),
            ("due", Some(held(100, 70)), Wanted::Any, 70, Choice::Fetch),
            ("over", Some(held(100, 70)), Wanted::Any, 101, Choice::Fetch),
            ("refused", Some(held(100, 70)), Wanted::Other(&same), 1, Choice::Fetch),
            ("replaced meanwhile", Some(held(100, 70)), Wanted::Other(&other), 1, Choice::Use),
            ("replaced, but over", Some(held(100, 70)), Wanted::Other(&other), 100, Choice::Fetch),
            ("claims", Some(held(100, 70)), Wanted::Claims("{}"), 1, Choice::Fetch),
        ];
        for (name, held, wanted, now, choice) in rows {
            assert_eq!(choose(held.as_ref(), wanted, Timestamp(now)), choice, "{name}");
        }
    }

    #[test]
    fn renewal_is_five_minutes_early_or_at_half_time() {
        for (life, renew) in [(3_600_000, 3_300_000), (600_000, 300_000), (60_000, 30_000), (0, 0)]
        {
            assert_eq!(renewal(Timestamp(1000), Timestamp(1000 + life)).0, 1000 + renew, "{life}");
        }
    }
}
