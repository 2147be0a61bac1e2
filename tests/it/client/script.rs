//! A host for the client made of a script: answers in order, time that passes only when someone
//! sleeps, tokens that count.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use azureml_compute::Report;
use azureml_compute::client::request::{Method, Request, Response};
use azureml_compute::client::{
    Abort, AccessToken, Client, Clock, Observer, Progress, ResumeToken, Secret, Settings,
    Timestamp, TokenError, TokenRequest, TokenSource, Transport, TransportError,
};

pub(crate) const WORKSPACE: &str = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws";
pub(crate) const HOST: &str = "https://management.azure.com";

/// One scripted reaction.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Answer(Response),
    Broken,
    Unsent,
    /// No answer, ever.
    Hang,
    /// The caller aborts while the exchange runs.
    AbortThenHang,
}

#[derive(Default)]
pub(crate) struct World {
    pub(crate) now: Cell<u64>,
    pub(crate) acts: RefCell<VecDeque<Act>>,
    pub(crate) requests: RefCell<Vec<Request>>,
    /// The sleeps that came to their end.
    pub(crate) sleeps: RefCell<Vec<u64>>,
    timers: RefCell<Vec<u64>>,
    pub(crate) tokens: RefCell<Vec<Option<String>>>,
    pub(crate) token_life: Cell<u64>,
    pub(crate) token_fails: Cell<bool>,
    /// How many of the next tokens never come.
    pub(crate) token_hangs: Cell<u32>,
    /// From when on a token had better be replaced, after it was handed out.
    pub(crate) token_renews: Cell<Option<u64>>,
    /// How far the clock on the wall is off.
    skew: Cell<i64>,
    /// Somebody sets it by so much during the next wait.
    pub(crate) sets_clock: Cell<i64>,
    /// The next wait ends so much later: the machine slept.
    pub(crate) oversleeps: Cell<u64>,
    pub(crate) abort: Abort,
    /// The abort is thrown when this much time has passed.
    pub(crate) abort_at: Cell<Option<u64>>,
}

#[derive(Clone)]
pub(crate) struct Host(pub(crate) Rc<World>);

/// When the world begins: 2026-01-01.
pub(crate) const BEGIN: u64 = 1_767_225_600_000;

pub(crate) fn world(acts: impl IntoIterator<Item = Act>) -> Host {
    let world = World::default();
    world.now.set(BEGIN);
    world.token_life.set(3_600_000);
    world.acts.borrow_mut().extend(acts);
    Host(Rc::new(world))
}

impl Host {
    pub(crate) fn client(&self) -> Client<Host, Host, Host> {
        self.client_with(&settings())
    }

    pub(crate) fn client_with(&self, settings: &Settings) -> Client<Host, Host, Host> {
        let counter = Cell::new(0_u64);
        Client::new(settings, self.clone(), self.clone(), self.clone(), move || {
            counter.set(counter.get() + 1);
            counter.get().wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
        .unwrap()
    }

    /// "METHOD path?query" of every request, without the workspace.
    pub(crate) fn wire(&self) -> Vec<String> {
        let requests = self.0.requests.borrow();
        let short = |request: &Request| {
            let url = request.url.replace(HOST, "").replace(WORKSPACE, "W");
            format!("{} {url}", request.method.as_str())
        };
        requests.iter().map(short).collect()
    }

    pub(crate) fn count(&self, method: Method) -> usize {
        let requests = self.0.requests.borrow();
        requests.iter().filter(|request| request.method == method).count()
    }

    /// Nobody has anything to do: the clock goes on to what happens next.
    fn pass_time(&self) {
        let next = self.0.timers.borrow().iter().copied().min();
        let next = next.unwrap().max(self.0.now.get());
        match self.0.abort_at.get().map(|at| BEGIN + at) {
            Some(at) if at < next => {
                self.0.abort_at.set(None);
                self.0.now.set(at);
                self.0.abort.abort();
            }
            // Who listens to the abort has something to do now.
            _ if self.0.abort.is_aborted() => {}
            _ => self.0.now.set(next),
        }
    }

    pub(crate) fn elapsed(&self) -> u64 {
        self.0.now.get() - BEGIN
    }
}

pub(crate) fn settings() -> Settings {
    Settings::new("00000000-0000-0000-0000-000000000001", "rg", "ws")
}

impl Transport for Host {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.0.requests.borrow_mut().push(request.clone());
        let act = self.0.acts.borrow_mut().pop_front();
        match act {
            Some(Act::Answer(response)) => Ok(response),
            Some(Act::Broken) => Err(TransportError::broken("connection reset")),
            Some(Act::Unsent) => Err(TransportError::unsent("connection refused")),
            Some(Act::Hang) => std::future::pending().await,
            Some(Act::AbortThenHang) => {
                self.0.abort.abort();
                std::future::pending().await
            }
            None => panic!("the script has no answer to {:?}", self.wire().last()),
        }
    }
}

impl Clock for Host {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.now.get().saturating_add_signed(self.0.skew.get()))
    }

    fn ticks(&self) -> Timestamp {
        Timestamp(self.0.now.get())
    }

    async fn sleep(&self, duration: Duration) {
        let asked = u64::try_from(duration.as_millis()).unwrap();
        let until = self.0.now.get() + asked;
        self.0.timers.borrow_mut().push(until);
        let timer = Timer { world: &self.0, until };
        let mut polled = false;
        poll_fn(|context| {
            if polled {
                self.pass_time();
            }
            if self.0.now.get() >= until {
                return Poll::Ready(());
            }
            polled = true;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        drop(timer);
        self.0.now.set(self.0.now.get() + self.0.oversleeps.take());
        self.0.skew.set(self.0.skew.get() + self.0.sets_clock.take());
        self.0.sleeps.borrow_mut().push(asked);
    }
}

/// A sleep that is waited for.
struct Timer<'w> {
    world: &'w World,
    until: u64,
}

impl Drop for Timer<'_> {
    fn drop(&mut self) {
        let mut timers = self.world.timers.borrow_mut();
        let at = timers.iter().position(|until| *until == self.until);
        timers.remove(at.unwrap());
    }
}

impl TokenSource for Host {
    async fn token(&self, wanted: &TokenRequest<'_>) -> Result<AccessToken, TokenError> {
        if let Some(left) = self.0.token_hangs.get().checked_sub(1) {
            self.0.token_hangs.set(left);
            return std::future::pending().await;
        }
        let mut tokens = self.0.tokens.borrow_mut();
        tokens.push(wanted.claims.map(ToOwned::to_owned));
        if self.0.token_fails.get() {
            return Err(TokenError("not signed in".to_owned()));
        }
        Ok(AccessToken {
            token: Secret::new(format!("TOKEN-{}", tokens.len())),
            expires: Timestamp(self.0.now.get() + self.0.token_life.get()),
        })
    }

    async fn renewable(
        &self,
        wanted: &TokenRequest<'_>,
    ) -> Result<(AccessToken, Option<Timestamp>), TokenError> {
        let token = self.token(wanted).await?;
        let renew = self.0.token_renews.get().map(|after| self.0.now.get() + after);
        Ok((token, renew.map(Timestamp)))
    }
}

/// Notes what it is told.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) submitted: Vec<String>,
    pub(crate) progress: Vec<Progress>,
    pub(crate) details: bool,
    /// Codes that were found before the request.
    pub(crate) found: Vec<&'static str>,
}

impl Observer for Notes {
    fn submitted(&mut self, token: &ResumeToken) {
        self.submitted.push(token.to_string());
    }

    fn progress(&mut self, progress: &Progress) {
        self.progress.push(progress.clone());
    }

    fn report(&mut self, report: &Report) {
        self.found.extend(report.diagnostics.iter().map(|finding| finding.code.slug));
    }

    fn wants_details(&self) -> bool {
        self.details
    }
}

/// An answer.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let mut response = Response::new(status, body);
    for (name, value) in headers {
        response.headers.append(name, *value);
    }
    response
}

pub(crate) fn act(status: u16, headers: &[(&str, &str)], body: &str) -> Act {
    Act::Answer(answer(status, headers, body))
}

/// A resource in a provisioning state.
pub(crate) fn resource(state: &str) -> String {
    format!(
        r#"{{"name":"c1","properties":{{"computeType":"AmlCompute","provisioningState":"{state}"}}}}"#
    )
}
