//! What only the host can do: send, sign in, wait, tell of events. The facade hands in one object whose
//! functions never throw; each answers with one text, because a text crosses in one piece and JavaScript
//! says in a line what costs a page of glue here.

use std::time::Duration;

use gloo_net::http;
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Headers};

use crate::client::request::{Request, Response};
use crate::client::{
    AccessToken, Clock, Event, Secret, Timestamp, TokenError, TokenRequest, TokenSource, Transport,
    TransportError,
};
use crate::diagnostics::to_json;

#[wasm_bindgen]
extern "C" {
    /// The host's side, written in the facade.
    #[derive(Clone)]
    pub type Host;

    /// Answers as HTTP writes it: status, header fields, an empty line, the body. In the place of the
    /// status stands `unsent` or `broken` if there is no answer; the reason follows.
    #[wasm_bindgen(method)]
    fn send(
        this: &Host,
        method: &str,
        url: &str,
        headers: &Headers,
        body: Option<&str>,
        signal: &AbortSignal,
    ) -> Promise;

    /// Answers with the time at which the token expires, perhaps a blank and the time from when on another
    /// one had better be fetched, and on the next line the token; without such a time the line is the reason
    /// why there is no token. `scopes` is a JSON list.
    #[wasm_bindgen(method)]
    fn token(this: &Host, scopes: &str, claims: Option<&str>, signal: &AbortSignal) -> Promise;

    /// Answers after a while, or as soon as it is woken.
    #[wasm_bindgen(method)]
    fn sleep(this: &Host, milliseconds: f64) -> Promise;

    /// Ends a wait; one that is over stays as it is.
    #[wasm_bindgen(method)]
    fn wake(this: &Host, wait: &Promise);

    /// Milliseconds by a clock that does not jump.
    #[wasm_bindgen(method)]
    fn ticks(this: &Host) -> f64;

    /// Whether anybody wants to be told of events.
    #[wasm_bindgen(method)]
    pub(super) fn listens(this: &Host) -> bool;

    /// Takes an event as JSON.
    #[wasm_bindgen(method)]
    fn tell(this: &Host, event: &str);
}

impl Host {
    /// Tells of an event.
    pub(super) fn event(&self, event: &Event<'_>) {
        if let Ok(event) = to_json(event) {
            self.tell(&event);
        }
    }
}

/// Aborts what the host does when it is dropped before there is an answer. Not after that: nobody listens any
/// more, and making the reason of an abort costs more than the exchange did.
struct GivesUp(Option<AbortController>);

impl Drop for GivesUp {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Waits for an answer of the host. Dropping the future makes the host give up.
async fn answer(ask: &dyn Fn(&AbortSignal) -> Promise) -> String {
    let Ok(controller) = AbortController::new() else {
        return String::from("unsent\nthis host has no AbortController");
    };
    let answer = JsFuture::from(ask(&controller.signal()));
    let mut given = GivesUp(Some(controller));
    let answer = answer.await;
    given.0 = None;
    answer.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Ends a wait when it is dropped: a server must not be kept alive by one that was given up, and what listens to
/// a promise is freed once it settles, not before.
struct Wakes<'h>(&'h Host, Promise);

impl Drop for Wakes<'_> {
    fn drop(&mut self) {
        self.0.wake(&self.1);
    }
}

impl Transport for Host {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let headers = http::Headers::new();
        for (name, value) in request.headers.iter() {
            headers.append(name, value);
        }
        let (headers, body) = (headers.into_raw(), request.body.as_deref());
        let method = request.method.as_str();
        let text = answer(&|signal| self.send(method, &request.url, &headers, body, signal)).await;
        let (first, mut rest) = split(&text);
        let Ok(status) = first.parse() else {
            // Whatever else stands there is the start of an answer, which is not to be shown.
            let unsent = first == "unsent";
            let words =
                if unsent || first == "broken" { rest } else { "the response has no status" };
            return Err(TransportError { unsent, message: words.to_owned() });
        };
        let mut response = Response::new(status, "");
        loop {
            let (line, behind) = split(rest);
            rest = behind;
            let Some((name, value)) = line.split_once(':') else {
                response.body = rest.to_owned();
                return Ok(response);
            };
            response.headers.append(name, value);
        }
    }
}

impl Clock for Host {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is positive since 1970"
        )]
        Timestamp(js_sys::Date::now() as u64)
    }

    fn ticks(&self) -> Timestamp {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is positive"
        )]
        Timestamp(Self::ticks(self) as u64)
    }

    async fn sleep(&self, duration: Duration) {
        let milliseconds = duration.as_secs_f64() * 1000.0;
        let wait = Wakes(self, Host::sleep(self, milliseconds));
        let _ = JsFuture::from(wait.1.clone()).await;
    }
}

impl TokenSource for Host {
    async fn token(&self, wanted: &TokenRequest<'_>) -> Result<AccessToken, TokenError> {
        self.renewable(wanted).await.map(|(token, _)| token)
    }

    async fn renewable(
        &self,
        wanted: &TokenRequest<'_>,
    ) -> Result<(AccessToken, Option<Timestamp>), TokenError> {
        let scopes = to_json(&wanted.scopes).unwrap_or_default();
        let text = answer(&|signal| self.token(&scopes, wanted.claims, signal)).await;
        let (times, token) = split(&text);
        let (expires, renew) = times.split_once(' ').unwrap_or((times, ""));
        match expires.parse() {
            Ok(expires) => {
                let renew = renew.parse().ok().map(Timestamp);
                let token = AccessToken { token: Secret::new(token), expires: Timestamp(expires) };
                Ok((token, renew))
            }
            Err(_) => Err(TokenError(token.to_owned())),
        }
    }
}

/// The first line of a text, and what follows it.
fn split(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}
