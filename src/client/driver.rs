//! The only loop: sends requests and waits. What to do next is decided elsewhere (retry, fate, lro); here it is carried
//! out, with an eye on the deadline and the caller's abort. One try is in `attempt.rs`.

use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use super::fate::{Fate, Reply};
use super::http::abort::Abort;
use super::http::date;
use super::http::error::Error;
use super::http::event::{Event, EventKind};
use super::http::io::{Clock, Timestamp, TokenSource, Transport, milliseconds};
use super::http::request::{Method, Request, Response};
use super::http::retry::{Decision, Outcome, RetryPolicy, retry_after};
use super::http::token::TokenCache;
use super::http::trust::Trust;
use super::lro::observer::Observer;
use super::lro::poll::{Operation, Step};
use super::operations::resource::Resource;

/// Time for a look at the resource that only serves the progress.
const GLANCE: Duration = Duration::from_secs(10);
/// A wait that ends so much later than it should was a sleep of the machine.
const SLEPT: Duration = Duration::from_secs(5);

/// One call of the client: how long it may take and who may end it.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) abort: &'a Abort,
    /// When it began, for whoever takes it up again.
    pub(super) started: Timestamp,
    /// The same in ticks of the clock, which do not jump.
    pub(super) begun: Timestamp,
    /// What had passed when it was taken up.
    pub(super) before: Duration,
    /// In ticks.
    pub(super) deadline: Option<Timestamp>,
    /// A compute that is found in the place of a lost answer may be somebody else's.
    pub(super) if_absent: bool,
    /// It is to change something: an answer that is lost leaves open whether it has.
    pub(super) changes: bool,
}

/// Why one try brought no answer to work with.
pub(super) enum Failure {
    /// Trying again would not help.
    Final(Error),
    /// The request did not reach the service.
    Unsent(Error),
    /// The service may have acted on it.
    Broken(Error),
    /// The same, and there is no time or no wish to find out.
    Cut(Error),
}

/// Why something was ended before it was done.
#[derive(Clone, Copy)]
pub(super) enum Ended {
    Aborted,
    Deadline,
    /// The time that this step alone may take is over.
    Limit,
}

impl From<Ended> for Error {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Aborted => Self::aborted(),
            Ended::Deadline => Self::deadline(),
            Ended::Limit => Self::request_timeout(),
        }
    }
}

pub(super) type EventSink = Box<dyn Fn(&Event<'_>)>;
pub(super) type Random = Box<dyn Fn() -> u64>;

pub(super) struct Driver<T, C, S> {
    pub(super) transport: T,
    pub(super) clock: C,
    pub(super) tokens: TokenCache<S>,
    pub(super) random: Random,
    pub(super) on_event: Option<EventSink>,
    pub(super) trust: Trust,
    pub(super) retry: RetryPolicy,
    pub(super) request_timeout: Duration,
    pub(super) correlation_id: Option<String>,
}

impl<T: Transport, C: Clock, S: TokenSource> Driver<T, C, S> {
    /// Sends a request and hands back the answer, whatever its status, once trying again makes no more
    /// sense. `resource` is where the fate of a lost PUT or DELETE can be read; the answer is then that
    /// of the resource.
    pub(super) async fn exchange(
        &self,
        call: &Call<'_>,
        mut request: Request,
        resource: Option<&str>,
    ) -> Result<Reply, Error> {
        self.complete(&mut request);
        let mut attempt = 1_u32;
        let mut fate = Fate::default();
        loop {
            let look = resource.filter(|_| fate.open).map(|url| self.look(url));
            let sent = self.once(call, look.as_ref().unwrap_or(&request), attempt).await;
            let (outcome, result) = match sent {
                Err(Failure::Final(error)) => return Err(fate.error(error)),
                Err(Failure::Cut(error)) => {
                    fate.open |= call.changes && request.method != Method::Get;
                    return Err(fate.error(error));
                }
                Err(Failure::Unsent(error)) => (Outcome::Unsent, Err(error)),
                Err(Failure::Broken(error)) => (Outcome::Broken, Err(error)),
                Ok(response) if is_passing(response.status) => {
                    let retry_after = retry_after(&response.headers, self.clock.now());
                    (Outcome::Answer { status: response.status, retry_after }, Ok(response))
                }
                Ok(state) if look.is_some() => {
                    let began = self.began(call, &state);
                    match fate.settle(call.if_absent, request.method, state, began) {
                        Some(settled) => return settled,
                        None => continue,
                    }
                }
                Ok(response) => match (fate.doubtful, request.method, response.status) {
                    // The first try had deleted it.
                    (true, Method::Delete, 404) => return Ok(Reply::settled(response)),
                    // Perhaps the first try is what this one collides with.
                    (true, _, 409) if resource.is_some() => {
                        fate.open = true;
                        fate.collided = Some(response);
                        continue;
                    }
                    _ => return Ok(Reply::plain(response, fate.perhaps)),
                },
            };
            if look.is_none() && outcome.is_doubtful() && request.method != Method::Get {
                fate.open |= call.changes;
            }
            let asked = match outcome {
                Outcome::Answer { retry_after, .. } => retry_after,
                _ => None,
            };
            // Waiting would only end in the deadline.
            if asked.is_some_and(|asked| self.left(call).is_some_and(|left| asked > left)) {
                return fate.reply(result);
            }
            let method = if look.is_some() { Method::Get } else { request.method };
            let wait = match self.retry.decide(method, attempt, outcome, (self.random)()) {
                Decision::GiveUp => return fate.reply(result),
                Decision::Again(wait) => wait,
                Decision::Settle(wait) => {
                    fate.doubtful = true;
                    wait
                }
            };
            let event = Event::of(EventKind::Retry, request.method, &request.url, attempt);
            self.tell(&event.delayed(wait));
            self.pause(call, wait).await.map_err(|error| fate.error(error))?;
            attempt = attempt.saturating_add(1);
        }
    }

    /// Follows an operation to its end.
    pub(super) async fn follow(
        &self,
        call: &Call<'_>,
        begun: (Operation, Step),
        observer: &mut dyn Observer,
    ) -> Result<Option<Resource>, Error> {
        let (mut operation, step) = begun;
        let done = self.follow_up(call, &mut operation, step, observer).await;
        // Whoever does not see the end is told how far it was.
        done.map_err(|error| match error.is_outcome_unknown() {
            true => error.with_progress(operation.progress()),
            false => error,
        })
    }

    async fn follow_up(
        &self,
        call: &Call<'_>,
        operation: &mut Operation,
        mut step: Step,
        observer: &mut dyn Observer,
    ) -> Result<Option<Resource>, Error> {
        let mut polls = 0_u32;
        let mut slept = false;
        let mut call = Call { ..*call };
        loop {
            let passed = self.clock.ticks().since(call.begun).saturating_add(call.before);
            operation.elapsed(milliseconds(passed));
            observer.progress(operation.progress());
            let wait = match step {
                Step::Done(resource) => return Ok(resource),
                Step::Failed(error) => return Err(error),
                Step::Poll(wait) => wait,
            };
            let refusal = operation.refusal();
            match (refusal, self.left(&call)) {
                (Some(refusal), Some(left)) if wait > left => return Err(refusal.unfinished()),
                _ if slept && !wait.is_zero() => return Err(Error::deadline().unfinished()),
                _ => {}
            }
            polls = polls.saturating_add(1);
            let event = Event::of(EventKind::Poll, Method::Get, operation.url(), polls);
            self.tell(&event.delayed(wait));
            let paused = self.pause(&call, wait).await;
            if slept || call.abort.is_aborted() || !self.has_slept(&call) {
                paused.map_err(Error::unfinished)?;
            } else {
                // The time was over while nobody looked: one more look may find it done.
                slept = true;
                call.deadline = Some(self.clock.ticks().after(self.request_timeout));
            }
            let request = Request::new(Method::Get, operation.url());
            let polled = self.exchange(&call, request, None).await;
            let now = self.clock.now();
            step = match polled {
                Ok(reply) => operation.next(&reply.response, &self.trust, now),
                Err(error) if error.may_pass() => operation.interrupted(error, now),
                Err(error) => return Err(error.unfinished()),
            };
            let running = matches!(step, Step::Poll(_));
            if running && !operation.watches_resource() && observer.wants_details() {
                self.glance(&call, operation).await.map_err(Error::unfinished)?;
            }
        }
    }

    /// When a call began, by the clock of the service if it tells the time: that of this machine may be wrong.
    fn began(&self, call: &Call<'_>, response: &Response) -> Timestamp {
        let theirs = response.headers.get("date").and_then(date::parse).map(Timestamp);
        let passed = milliseconds(self.clock.ticks().since(call.begun));
        Timestamp(theirs.unwrap_or_else(|| self.clock.now()).0.saturating_sub(passed))
    }

    /// Whether the deadline passed while the machine slept.
    fn has_slept(&self, call: &Call<'_>) -> bool {
        let late = call.deadline.map(|deadline| self.clock.ticks().since(deadline));
        late.is_some_and(|late| late > SLEPT)
    }

    /// The time that a call still has.
    pub(super) fn left(&self, call: &Call<'_>) -> Option<Duration> {
        call.deadline.map(|deadline| deadline.since(self.clock.ticks()))
    }

    /// Reads the resource beside the polls. It only adds to the progress, so it may fail.
    async fn glance(&self, call: &Call<'_>, operation: &mut Operation) -> Result<(), Error> {
        let request = self.look(operation.resource());
        let end = self.clock.ticks().after(GLANCE);
        let nearer = call.deadline.map_or(end, |deadline| deadline.min(end));
        let glance = Call { deadline: Some(nearer), ..*call };
        match self.once(&glance, &request, 1).await {
            Ok(response) => operation.glance(&response),
            Err(Failure::Final(error) | Failure::Cut(error)) => {
                let only_the_glance = error.is_timeout() && call.deadline != Some(nearer);
                if !(error.is_untrusted_url() || error.is_network() || only_the_glance) {
                    return Err(error);
                }
            }
            Err(_) => {}
        }
        Ok(())
    }

    /// A `GET` beside the request proper.
    fn look(&self, url: &str) -> Request {
        let mut look = Request::new(Method::Get, url);
        self.complete(&mut look);
        look
    }

    /// Waits, unless the deadline passes or the caller gives up meanwhile.
    async fn pause(&self, call: &Call<'_>, wait: Duration) -> Result<(), Error> {
        match self.race(call, Some(wait), pin!(std::future::pending())).await {
            Err(Ended::Limit) | Ok(()) => Ok(()),
            Err(ended) => Err(ended.into()),
        }
    }

    /// Runs something until it is done, the limit or the deadline has passed, or the caller gives up.
    pub(super) async fn within<R>(
        &self,
        call: &Call<'_>,
        limit: Option<Duration>,
        work: impl Future<Output = R>,
    ) -> Result<R, Ended> {
        let mut done = None;
        self.race(call, limit, pin!(async { done = Some(work.await) })).await?;
        done.ok_or(Ended::Limit)
    }

    /// The same for work that keeps its result to itself: one machine for all kinds of work keeps the
    /// WebAssembly module small.
    async fn race(
        &self,
        call: &Call<'_>,
        limit: Option<Duration>,
        mut work: Pin<&mut dyn Future<Output = ()>>,
    ) -> Result<(), Ended> {
        let left = self.left(call);
        let (wait, ended) = match (limit, left) {
            (_, Some(Duration::ZERO)) => return Err(Ended::Deadline),
            (Some(limit), Some(left)) if left < limit => (Some(left), Ended::Deadline),
            (None, Some(left)) => (Some(left), Ended::Deadline),
            (limit, _) => (limit, Ended::Limit),
        };
        let mut timer = pin!(async {
            match wait {
                Some(Duration::ZERO) => {}
                Some(wait) => self.clock.sleep(wait).await,
                None => std::future::pending().await,
            }
        });
        poll_fn(|context| {
            if call.abort.is_aborted() {
                return Poll::Ready(Err(Ended::Aborted));
            }
            if work.as_mut().poll(context).is_ready() {
                return Poll::Ready(Ok(()));
            }
            if call.abort.poll(context) {
                return Poll::Ready(Err(Ended::Aborted));
            }
            timer.as_mut().poll(context).map(|()| Err(ended))
        })
        .await
    }

    /// The header fields that every request has. As few as possible: a browser asks the service's
    /// permission for each.
    fn complete(&self, request: &mut Request) {
        let headers = &mut request.headers;
        headers.set("accept", "application/json");
        if request.body.is_some() {
            headers.set("content-type", "application/json");
        }
        headers.set("x-ms-client-request-id", self.guid());
        if let Some(id) = &self.correlation_id {
            headers.set("x-ms-correlation-request-id", id.as_str());
        }
    }

    /// A random GUID.
    pub(super) fn guid(&self) -> String {
        guid((self.random)(), (self.random)())
    }

    pub(super) fn tell(&self, event: &Event<'_>) {
        if let Some(sink) = &self.on_event {
            sink(event);
        }
    }
}

impl<T, C, S> fmt::Debug for Driver<T, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver")
            .field("trust", &self.trust)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Statuses that may pass.
const fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

/// A random GUID (version 4) in its usual form.
fn guid(high: u64, low: u64) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | (0b10 << 62);
    let mut text = String::with_capacity(36);
    for position in 0..32_u32 {
        if matches!(position, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        let half = if position < 16 { high } else { low };
        let shift = 60_u32.saturating_sub((position % 16).saturating_mul(4));
        let digit = (half >> shift) & 0xf;
        let byte = usize::try_from(digit).ok().and_then(|at| DIGITS.get(at));
        text.push(byte.map_or('0', |byte| char::from(*byte)));
    }
    text
}
