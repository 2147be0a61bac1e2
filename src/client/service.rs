//! The client: what a caller calls. Each operation is a few lines: build the request, let the driver
//! send it, decode the answer.

use std::fmt;
use std::time::Duration;

use super::abort::Abort;
use super::answer::Resource;
use super::api::{Api, UnderlyingResourceAction};
use super::driver::{Call, Driver};
use super::error::Error;
use super::io::{Clock, TokenSource, Transport};
use super::lro::{Operation, Start, Until};
use super::pages::{Page, Trail};
use super::progress::{Event, Observer};
use super::request::{Request, Response};
use super::resume::ResumeToken;
use super::retry::retry_after;
use super::settings::Settings;
use super::token::TokenCache;
use crate::validate::ValidCompute;

/// How long an operation is followed when nobody says otherwise.
const PATIENCE: Duration = Duration::from_secs(3600);

/// What one call may take and who may end it.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    /// Ends the call when thrown.
    pub abort: Abort,
    /// Time for this call, in the place of the client's.
    pub deadline: Option<Duration>,
    /// How long to wait for a resource.
    pub until: Until,
}

/// A client of the management API for the computes of one workspace.
///
/// Generic over what sends, waits and signs in; futures need no particular runtime and are not `Send`.
pub struct Client<T, C, S> {
    api: Api,
    driver: Driver<T, C, S>,
    deadline: Option<Duration>,
}

impl<T: Transport, C: Clock, S: TokenSource> Client<T, C, S> {
    /// A client. `random` feeds request ids and the jitter of waits.
    ///
    /// # Errors
    /// Settings that cannot work or would send the token in clear text.
    pub fn new(
        settings: &Settings,
        transport: T,
        clock: C,
        tokens: S,
        random: impl Fn() -> u64 + 'static,
    ) -> Result<Self, Error> {
        let api = settings.api()?;
        Ok(Self {
            driver: Driver {
                transport,
                clock,
                tokens: TokenCache::new(tokens, settings.token_scopes()),
                random: Box::new(random),
                on_event: None,
                trust: api.trust().clone(),
                retry: settings.retry,
                request_timeout: settings.request_timeout,
                correlation_id: settings.correlation_id.clone(),
            },
            deadline: settings.deadline,
            api,
        })
    }

    /// Listens to what happens on the wire. Events hold no secrets.
    #[must_use]
    pub fn on_event(mut self, sink: impl Fn(&Event<'_>) + 'static) -> Self {
        self.driver.on_event = Some(Box::new(sink));
        self
    }

    /// The requests this client makes.
    #[must_use]
    pub const fn api(&self) -> &Api {
        &self.api
    }

    /// Reads a compute.
    ///
    /// # Errors
    /// Whatever keeps the compute from being read; [`Error::is_not_found`] if there is none.
    pub async fn get(&self, name: &str, options: &CallOptions) -> Result<Resource, Error> {
        Resource::of(self.fetch(self.api.get(name)?, options).await?)
    }

    /// Reads one page of the list: the first one, or the one a `nextLink` names.
    ///
    /// # Errors
    /// Whatever keeps the page from being read; a link that leads to itself or to a foreign host.
    pub async fn list_page(
        &self,
        next_link: Option<&str>,
        options: &CallOptions,
    ) -> Result<Page, Error> {
        let request = match next_link {
            Some(link) => self.api.page(link)?,
            None => self.api.list(),
        };
        let page = Page::of(self.fetch(request, options).await?, "value")?;
        if let (Some(from), Some(to)) = (next_link, page.next_link()) {
            let mut trail = Trail::default();
            trail.step(from)?;
            trail.step(to)?;
        }
        Ok(page)
    }

    /// Lists all computes, page by page.
    pub fn list(&self) -> Listing<'_, T, C, S> {
        Listing { client: self, trail: Trail::default(), next: Next::First }
    }

    /// Creates or attaches a compute and waits until it is provisioned.
    ///
    /// # Errors
    /// Whatever keeps the compute from being provisioned, or its state from being known.
    pub async fn create(
        &self,
        name: &str,
        body: &ValidCompute,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.create_unchecked(name, body.as_str(), options, observer).await
    }

    /// Creates or attaches a compute with a body that nobody has checked, and waits until it is
    /// provisioned.
    ///
    /// # Errors
    /// Whatever keeps the compute from being provisioned, or its state from being known.
    pub async fn create_unchecked(
        &self,
        name: &str,
        body: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        let start = self.api.create(name, body)?;
        let resource = self.run(start, options, observer).await?;
        resource.ok_or_else(|| {
            Error::unexpected(&Response::new(200, ""), "the operation left no resource behind")
        })
    }

    /// Deletes or detaches a compute and waits until it is gone.
    ///
    /// # Errors
    /// Whatever keeps the compute from going, or its state from being known.
    pub async fn delete(
        &self,
        name: &str,
        action: UnderlyingResourceAction,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<(), Error> {
        let start = self.api.delete(name, action)?;
        self.run(start, options, observer).await.map(|_| ())
    }

    /// Takes up an operation that was submitted earlier, perhaps by another process, and waits for it.
    ///
    /// # Errors
    /// A token of another workspace, and whatever the operation itself fails with.
    pub async fn resume(
        &self,
        token: &ResumeToken,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Option<Resource>, Error> {
        let (resource, target) = token.target(&self.api)?;
        let mut call = self.call(options, Some(PATIENCE));
        call.started = token.start();
        let begun = Operation::resume(target, options.until, &resource);
        self.driver.follow(&call, begun, observer).await
    }

    /// Submits an operation and follows it to its end.
    async fn run(
        &self,
        start: Start,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Option<Resource>, Error> {
        let call = self.call(options, Some(PATIENCE));
        let token = ResumeToken::of(&start, call.started);
        let Start { request, resource, target, .. } = start;
        let reply = self.driver.exchange(&call, request, Some(&resource)).await?;
        // An answer that settled a lost request stands for the acceptance, 404 after DELETE included.
        if !reply.settled {
            self.accepted(&reply.response)?;
        }
        let response = reply.response;
        observer.submitted(&token);
        let trust = self.api.trust();
        let now = self.driver.clock.now();
        let begun = Operation::begin(target, options.until, &resource, &response, trust, now)?;
        self.driver.follow(&call, begun, observer).await
    }

    async fn fetch(&self, request: Request, options: &CallOptions) -> Result<Response, Error> {
        let call = self.call(options, None);
        let response = self.driver.exchange(&call, request, None).await?.response;
        self.accepted(&response)?;
        Ok(response)
    }

    fn accepted(&self, response: &Response) -> Result<(), Error> {
        if (200..300).contains(&response.status) {
            return Ok(());
        }
        let wait = retry_after(&response.headers, self.driver.clock.now());
        Err(Error::status_failure(response).with_retry_after(wait))
    }

    fn call<'o>(&self, options: &'o CallOptions, patience: Option<Duration>) -> Call<'o> {
        let started = self.driver.clock.now();
        let allowed = options.deadline.or(self.deadline).or(patience);
        Call {
            abort: &options.abort,
            started,
            deadline: allowed.map(|allowed| started.after(allowed)),
        }
    }
}

impl<T, C, S> fmt::Debug for Client<T, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.api)
            .field("driver", &self.driver)
            .finish_non_exhaustive()
    }
}

/// A listing in progress.
pub struct Listing<'c, T, C, S> {
    client: &'c Client<T, C, S>,
    trail: Trail,
    next: Next,
}

enum Next {
    First,
    Link(String),
    End,
}

impl<T: Transport, C: Clock, S: TokenSource> Listing<'_, T, C, S> {
    /// The next page; `None` after the last one.
    ///
    /// # Errors
    /// As [`Client::list_page`]; also a list that leads in circles. After an error the listing is over.
    pub async fn next_page(&mut self, options: &CallOptions) -> Result<Option<Page>, Error> {
        let link = match std::mem::replace(&mut self.next, Next::End) {
            Next::First => None,
            Next::Link(link) => Some(link),
            Next::End => return Ok(None),
        };
        let page = self.client.list_page(link.as_deref(), options).await?;
        if let Some(link) = page.next_link() {
            self.trail.step(link)?;
            self.next = Next::Link(link.to_owned());
        }
        Ok(Some(page))
    }
}

impl<T, C, S> fmt::Debug for Listing<'_, T, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing").field("trail", &self.trail).finish_non_exhaustive()
    }
}
