//! One try of a request: with a token, a second one if the service wants another, and along redirects.

use std::time::Duration;

use super::driver::{Call, Driver, Ended, Failure};
use super::http::challenge;
use super::http::error::Error;
use super::http::event::{Event, EventKind};
use super::http::io::{Clock, Secret, TokenSource, Transport, milliseconds};
use super::http::request::{Method, Request, Response};
use super::http::token::Wanted;

/// Redirects that are followed in a row.
const MOST_REDIRECTS: u32 = 5;

impl<T: Transport, C: Clock, S: TokenSource> Driver<T, C, S> {
    /// One try: with a token, a second one if the service wants another token, and along redirects.
    pub(super) async fn once(
        &self,
        call: &Call<'_>,
        request: &Request,
        attempt: u32,
    ) -> Result<Response, Failure> {
        let mut request = request.clone();
        let (mut token, mut claims) = (None, None::<String>);
        let (mut signed, mut renewed, mut redirects) = (false, false, 0_u32);
        loop {
            if !signed {
                let wanted = match (&claims, &token) {
                    (Some(claims), _) => Wanted::Claims(claims),
                    // Browsers hide the header: it may have been a challenge, so ask once more.
                    (None, Some(refused)) => Wanted::Other(refused),
                    (None, None) => Wanted::Any,
                };
                let fresh = self.token(call, wanted).await?;
                let mut bearer = String::from("Bearer ");
                bearer.push_str(fresh.expose());
                request.headers.set("authorization", bearer);
                token = Some(fresh);
                signed = true;
            }
            let response = self.send(call, &request, attempt).await?;
            match response.status {
                401 if !renewed => {
                    renewed = true;
                    let challenge = response.headers.get("www-authenticate");
                    claims = challenge.and_then(challenge::claims);
                    if challenge.is_some() && claims.is_none() {
                        return Ok(response);
                    }
                    signed = false;
                }
                301 | 302 | 303 | 307 | 308 => {
                    redirects = redirects.saturating_add(1);
                    request.url =
                        self.redirected(&request, &response, redirects).map_err(Failure::Final)?;
                }
                _ => return Ok(response),
            }
        }
    }

    fn redirected(
        &self,
        request: &Request,
        response: &Response,
        redirects: u32,
    ) -> Result<String, Error> {
        let keeps_method = matches!(response.status, 307 | 308) || request.method == Method::Get;
        let location = response.headers.get("location");
        match location {
            Some(location) if keeps_method && redirects <= MOST_REDIRECTS => self
                .trust
                .redirect(&request.url, location)
                .ok_or_else(|| Error::untrusted(location)),
            _ => Err(Error::redirects()),
        }
    }

    /// One exchange.
    async fn send(
        &self,
        call: &Call<'_>,
        request: &Request,
        attempt: u32,
    ) -> Result<Response, Failure> {
        // The last gate: whatever led here, the token goes nowhere else.
        if !self.trust.allows(&request.url) {
            return Err(Failure::Final(Error::untrusted(&request.url)));
        }
        // Nothing leaves after the end: only then is it known that the service has not acted.
        if call.abort.is_aborted() {
            return Err(Failure::Final(Error::aborted()));
        }
        if self.left(call) == Some(Duration::ZERO) {
            return Err(Failure::Final(Error::deadline()));
        }
        let mut event = Event::of(EventKind::Request, request.method, &request.url, attempt);
        event.client_request_id = request.headers.get("x-ms-client-request-id").unwrap_or("");
        self.tell(&event);
        let started = self.clock.ticks();
        let sent =
            self.within(call, Some(self.request_timeout), self.transport.send(request)).await;
        let result = match sent {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(failure)) if failure.unsent => {
                Err(Failure::Unsent(Error::network(failure.message)))
            }
            Ok(Err(failure)) => Err(Failure::Broken(Error::network(failure.message))),
            Err(Ended::Limit) => Err(Failure::Broken(Ended::Limit.into())),
            Err(ended) => return Err(Failure::Cut(ended.into())),
        };
        event.elapsed_ms = Some(milliseconds(self.clock.ticks().since(started)));
        event.kind = EventKind::Broken;
        if let Ok(response) = &result {
            event.kind = EventKind::Response;
            event.status = Some(response.status);
            event.request_id = response.headers.get("x-ms-request-id");
        }
        self.tell(&event);
        result
    }

    async fn token(&self, call: &Call<'_>, wanted: Wanted<'_>) -> Result<Secret, Failure> {
        if let Some(token) = self.tokens.usable(wanted, self.clock.now()) {
            return Ok(token);
        }
        let ended = |ended: Ended| match ended {
            Ended::Limit => Error::credential_timeout(),
            ended => ended.into(),
        };
        let limit = Some(self.request_timeout);
        // One call asks for all; whoever has waited for it as long as it may take asks as well.
        let turn = match self.within(call, limit, self.tokens.turn()).await {
            Ok(turn) => Some(turn),
            Err(Ended::Limit) => None,
            Err(other) => return Err(Failure::Final(ended(other))),
        };
        let token = self.within(call, limit, self.tokens.fetch(wanted, &self.clock)).await;
        drop(turn);
        token.unwrap_or_else(|how| Err(ended(how))).map_err(Failure::Final)
    }
}
