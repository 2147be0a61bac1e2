//! The client: what a caller calls. Each operation is a few lines: build the request, let the driver
//! send it, decode the answer.

use std::fmt;
use std::time::Duration;

use super::abort::Abort;
use super::answer::Resource;
use super::api::{Api, UnderlyingResourceAction};
use super::driver::{Call, Driver};
use super::error::Error;
use super::io::{Clock, Timestamp, TokenSource, Transport};
use super::lro::{Operation, Start, Target, Until};
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
/// The member of a page that holds the computes.
const ITEMS: &str = "value";

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

/// What a client can be asked for.
pub(crate) enum Task {
    /// Reads the compute of this name.
    Get(String),
    /// Reads a page: the first one, or the one this link names.
    List(Option<String>),
    /// Creates or attaches the compute of this name with this body.
    Create(String, String),
    /// Deletes or detaches the compute of this name.
    Delete(String, UnderlyingResourceAction),
    /// Takes an operation up again.
    Resume(ResumeToken),
}

impl Task {
    /// How long it may take when nobody says.
    const fn patience(&self) -> Option<Duration> {
        match self {
            Self::Get(_) | Self::List(_) => None,
            _ => Some(PATIENCE),
        }
    }
}

/// How a task begins.
enum Begin {
    /// With a request; one that starts an operation with what finds it again, its resource and what it
    /// is to leave behind.
    Send(Request, Option<(ResumeToken, String, Target)>),
    /// With a look at a resource, for an operation that was submitted at this time.
    Resume(String, Target, Timestamp),
}

/// The body of an answer to a reading task, if it is what was asked for.
fn body_of(task: Task, response: Response) -> Result<String, Error> {
    let Task::List(from) = task else {
        return Resource::of(response).map(Resource::into_string);
    };
    let page = Page::of(response, ITEMS)?;
    if from.is_some() && from.as_deref() == page.next_link() {
        return Err(Trail::circle());
    }
    Ok(page.into_string())
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
        self.resource(Task::Get(name.to_owned()), options, &mut ()).await
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
        let task = Task::List(next_link.map(ToOwned::to_owned));
        let body = self.perform(task, options, &mut ()).await?.unwrap_or_default();
        Page::of(Response::new(200, body), ITEMS)
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
        let task = Task::Create(name.to_owned(), body.to_owned());
        self.resource(task, options, observer).await
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
        self.perform(Task::Delete(name.to_owned(), action), options, observer).await.map(|_| ())
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
        let body = self.perform(Task::Resume(token.clone()), options, observer).await?;
        Ok(body.map(Resource::known))
    }

    async fn resource(
        &self,
        task: Task,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        let body = self.perform(task, options, observer).await?;
        body.map(Resource::known).ok_or_else(|| {
            Error::unexpected(&Response::new(200, ""), "the operation left no resource behind")
        })
    }

    /// Carries out a task: sends its request, follows the operation if it is one. Gives the body of the
    /// answer, or of the resource that the operation left behind. One machine for all tasks keeps the
    /// WebAssembly module small.
    pub(crate) async fn perform(
        &self,
        task: Task,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Option<String>, Error> {
        let mut call = self.call(options, task.patience());
        let begun = match self.begin(&task, call.started)? {
            Begin::Resume(resource, target, started) => {
                call.started = started;
                Operation::resume(target, options.until, &resource)
            }
            Begin::Send(request, start) => {
                let resource = start.as_ref().map(|(_, resource, _)| resource.as_str());
                let reply = self.driver.exchange(&call, request, resource).await?;
                let response = reply.response;
                // An answer that settled a lost request stands for the acceptance, 404 after DELETE
                // included.
                if !reply.settled {
                    self.accepted(&response)?;
                }
                let Some((token, resource, target)) = start else {
                    return body_of(task, response).map(Some);
                };
                observer.submitted(&token);
                let now = self.driver.clock.now();
                let trust = self.api.trust();
                Operation::begin(target, options.until, &resource, &response, trust, now)?
            }
        };
        let resource = self.driver.follow(&call, begun, observer).await?;
        Ok(resource.map(Resource::into_string))
    }

    fn begin(&self, task: &Task, now: Timestamp) -> Result<Begin, Error> {
        let start = match task {
            Task::Get(name) => return Ok(Begin::Send(self.api.get(name)?, None)),
            Task::List(None) => return Ok(Begin::Send(self.api.list(), None)),
            Task::List(Some(link)) => return Ok(Begin::Send(self.api.page(link)?, None)),
            Task::Resume(token) => {
                let (resource, target) = token.target(&self.api)?;
                return Ok(Begin::Resume(resource, target, token.start()));
            }
            Task::Create(name, body) => self.api.create(name, body)?,
            Task::Delete(name, action) => self.api.delete(name, *action)?,
        };
        let token = ResumeToken::of(&start, now);
        let Start { request, resource, target, .. } = start;
        Ok(Begin::Send(request, Some((token, resource, target))))
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
