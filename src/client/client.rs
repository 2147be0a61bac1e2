//! The client as a machine: one way for all operations, from the request over the driver to the answer.
//! What callers call is in `methods`.

use std::fmt;
use std::time::Duration;

use super::driver::{Call, Driver};
use super::fate::Reply;
use super::http::abort::Abort;
use super::http::error::Error;
use super::http::event::{Event, EventKind};
use super::http::io::{Clock, Secret, Timestamp, TokenSource, Transport};
use super::http::request::{Request, Response};
use super::http::retry::retry_after;
use super::http::token::TokenCache;
use super::lro::observer::Observer;
use super::lro::poll::{Operation as Following, Until};
use super::lro::resume::ResumeToken;
use super::operations::api::Api;
use super::operations::job;
use super::operations::pages::{Page, Trail};
use super::operations::resource::Resource;
use super::operations::table::{self, Answer, Operation};
use super::operations::task::{Sent, Task, UnderlyingResourceAction};
use super::settings::Settings;
use crate::plan::{Action, IdentityChange, Method, plan, plan_identity};
use crate::validate::{ComputeAction, Options, check_action, warns_of_removal};

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
    /// Looks at the compute before an action on it (start, delete, an update…) and refuses what it cannot
    /// take in its state. Costs one `GET`; without it the service refuses.
    pub check_action: bool,
    /// With [`check_action`](Self::check_action): sends a deletion or detachment although it would do
    /// something else than it seems (`lifecycle/removal`).
    pub confirm_removal: bool,
    /// A create is refused with code `Conflict` if there is a compute of that name. Costs one `GET`; the
    /// service knows no condition that would make both one step.
    pub if_absent: bool,
}

/// What a client does.
pub(crate) enum Work {
    /// A task, from its beginning.
    Begin(Task),
    /// An operation that was begun earlier.
    Resume(ResumeToken),
}

impl Work {
    /// How long it may take when nobody says.
    const fn patience(&self) -> Option<Duration> {
        match self {
            Self::Begin(Task {
                operation: Operation { answer: Answer::Operation(_), .. }, ..
            })
            | Self::Resume(_) => Some(PATIENCE),
            Self::Begin(_) => None,
        }
    }

    /// Whether it is to change something.
    fn changes(&self) -> bool {
        match self {
            Self::Begin(task) => task.operation.changes(),
            Self::Resume(_) => false,
        }
    }
}

/// What has come of it.
pub(crate) enum Done {
    /// Nothing that the service tells.
    Nothing,
    /// A body: of the answer, or of the resource that an operation left behind.
    Body(String),
    /// A page of a list.
    Page(Page),
}

impl Done {
    /// The body as received, byte for byte, if there is one.
    pub(crate) fn into_string(self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Body(body) => Some(body),
            Self::Page(page) => Some(page.into_string()),
        }
    }
}

/// What an answer tells, if it is what was asked for. `url` is where it comes from.
fn done(answer: Answer, url: &str, response: Response) -> Result<Done, Error> {
    match answer {
        Answer::Nothing => Ok(Done::Nothing),
        Answer::Page(items) => {
            let page = Page::of(response, items)?;
            if page.next_link() == Some(url) {
                return Err(Trail::circle());
            }
            Ok(Done::Page(page))
        }
        _ => Resource::of(response).map(|resource| Done::Body(resource.into_string())),
    }
}

/// What a look before the request has come to.
enum Prepared {
    /// The request of this task goes out.
    Send(Task),
    /// There is nothing to do: the resource is as wanted.
    Done(String),
}

/// A client of the management API for the computes of one workspace.
///
/// Its methods are in `calls`. Generic over what sends, waits and signs in; futures need no particular runtime and are not `Send`.
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

    /// Carries out a task: sends its request, follows the operation if it is one. One machine for all tasks
    /// keeps the WebAssembly module small.
    pub(crate) async fn perform(
        &self,
        work: Work,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Done, Error> {
        self.carry_out(work, options, observer).await.map_err(|error| {
            let held = self.driver.tokens.held();
            error.sealed(held.as_ref().map(Secret::expose))
        })
    }

    async fn carry_out(
        &self,
        work: Work,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Done, Error> {
        let mut call = self.call(options, work.patience());
        call.changes = work.changes();
        // What was to be there, if only a look has shown that it is.
        let mut settled = None;
        let begun = match work {
            Work::Resume(token) => {
                let (resource, target) = token.target(&self.api)?;
                call.before = call.started.since(token.start());
                call.started = token.start();
                Following::resume(target, options.until, &resource)
            }
            Work::Begin(task) => {
                if options.check_action {
                    self.look_before(&call, options, &task, observer).await?;
                }
                if call.if_absent && task.operation.is(&table::CREATE) {
                    self.require_absent(&call, &task.subject).await?;
                }
                let Task { operation, subject, sent } = match self.prepare(&call, task).await? {
                    Prepared::Send(task) => task,
                    Prepared::Done(resource) => return Ok(Done::Body(resource)),
                };
                let request = self.api.request(operation, &subject, &sent)?;
                let Answer::Operation(target) = operation.answer else {
                    let url = request.url.clone();
                    return match self.answer(&call, request, None).await {
                        Ok(response) => done(operation.answer, &url, response),
                        Err(error) if operation.is(&table::GET) => {
                            Err(self.missing(&call, error).await)
                        }
                        Err(error) => Err(error),
                    };
                };
                let start = self.api.start(operation, &subject)?;
                let reply = self.reply(&call, request, Some(&start.resource)).await?;
                if reply.settled && operation.is(&table::CREATE) {
                    settled = Some(sent);
                }
                let response = reply.response;
                let now = self.driver.clock.now();
                observer.submitted(&ResumeToken::of(&start, call.started));
                let trust = self.api.trust();
                Following::begin(target, options.until, &start.resource, &response, trust, now)
                    .map_err(Error::unfinished)?
            }
        };
        let resource = self.driver.follow(&call, begun, observer).await?;
        // The request may never have arrived, and somebody else have made what was found in its place.
        let other = settled.zip(resource.as_ref()).is_some_and(|(sent, found)| {
            let body = sent.body().unwrap_or_default();
            let plan = plan(body, Some(found.as_str()), &self.options(&table::CREATE));
            matches!(plan.action, Action::Update | Action::Replace)
        });
        if other {
            return Err(Error::not_as_sent());
        }
        Ok(resource.map_or(Done::Nothing, |resource| Done::Body(resource.into_string())))
    }

    /// What is behind a compute that was not found: that, or a missing workspace, for which the answer looks
    /// the same. Who may not read the workspace gets no further here, and may still create computes.
    async fn missing(&self, call: &Call<'_>, error: Error) -> Error {
        if !error.is_not_found() || error.is_about_surroundings() {
            return error;
        }
        if self.api.is_about_workspace(error.message()) {
            return error.of_workspace();
        }
        let Ok(look) = self.api.request(&table::WORKSPACE, "", &Sent::Nothing) else {
            return error;
        };
        match self.answer(call, look, None).await {
            Err(own) if own.is_not_found() => own.of_workspace(),
            Err(own) if own.status() != Some(403) => own,
            _ => error,
        }
    }

    /// Refuses a create whose compute is there.
    async fn require_absent(&self, call: &Call<'_>, name: &str) -> Result<(), Error> {
        match self.current(call, name).await {
            Ok(_) => Err(Error::exists(name)),
            Err(error) => match self.missing(call, error).await {
                error if error.is_not_found() && !error.is_about_surroundings() => Ok(()),
                error => Err(error),
            },
        }
    }

    /// Tells what is to be said about an action on the compute as it is, and refuses one that it cannot take.
    async fn look_before(
        &self,
        call: &Call<'_>,
        options: &CallOptions,
        task: &Task,
        observer: &mut dyn Observer,
    ) -> Result<(), Error> {
        let (operation, name) = (task.operation, &*task.subject);
        let detaches = task.sent == Sent::Action(UnderlyingResourceAction::Detach);
        let word = if detaches { "detach" } else { operation.name() };
        let Some(action) = ComputeAction::from_name(word) else {
            return Ok(());
        };
        let current = self.current(call, name).await?;
        let report = check_action(action, &current, &self.options(operation));
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        observer.report(&report);
        let url = self.api.request(&table::GET, name, &Sent::Nothing)?.url;
        let mut event = Event::of(EventKind::Report, operation.method, &url, 1);
        event.report = Some(&report);
        self.driver.tell(&event);
        let removal = warns_of_removal(&report);
        if !report.valid {
            Err(Error::validation(report))
        } else if removal && !options.confirm_removal {
            Err(Error::removal(report))
        } else {
            Ok(())
        }
    }

    /// The compute as it is.
    async fn current(&self, call: &Call<'_>, name: &str) -> Result<String, Error> {
        let look = self.api.request(&table::GET, name, &Sent::Nothing)?;
        Resource::of(self.answer(call, look, None).await?).map(Resource::into_string)
    }

    /// The options of a check of an operation.
    fn options(&self, operation: &Operation) -> Options {
        let version = operation.version(self.api.api_version()).to_owned();
        Options { api_version: Some(version), ..Options::default() }
    }

    /// What has to be known or made before the request of an operation can go out.
    async fn prepare(&self, call: &Call<'_>, mut task: Task) -> Result<Prepared, Error> {
        let operation = task.operation;
        let body = task.sent.body().unwrap_or_default();
        if operation.is(&table::SUBMIT) {
            task.sent = Sent::Body(job::body(&self.api, body)?);
            if task.subject.is_empty() {
                task.subject = self.driver.guid();
            }
            return Ok(Prepared::Send(task));
        }
        let change = if operation.is(&table::ADD_IDENTITY) {
            IdentityChange::Add
        } else if operation.is(&table::REMOVE_IDENTITY) {
            IdentityChange::Remove
        } else {
            return Ok(Prepared::Send(task));
        };
        let current = self.current(call, &task.subject).await?;
        let options = self.options(operation);
        let plan = plan_identity(change, body, &current, &options);
        match (plan.action, plan.request()) {
            (Action::None, _) => Ok(Prepared::Done(current)),
            (_, Some((Method::Patch, patch))) => {
                Ok(Prepared::Send(Task { sent: Sent::Body(patch.to_owned()), ..task }))
            }
            (_, Some((Method::Put, put))) => Ok(Prepared::Send(Task::new(
                &table::CREATE,
                &task.subject,
                Sent::Body(put.to_owned()),
            ))),
            (Action::Replace, None) => Err(Error::argument(
                "the identity of this kind cannot be changed; detach the compute and attach it again",
            )),
            (_, None) => Err(Error::validation(plan.report)),
        }
    }

    /// Sends a request and takes the answer of a service that accepted it.
    async fn answer(
        &self,
        call: &Call<'_>,
        request: Request,
        resource: Option<&str>,
    ) -> Result<Response, Error> {
        self.reply(call, request, resource).await.map(|reply| reply.response)
    }

    async fn reply(
        &self,
        call: &Call<'_>,
        request: Request,
        resource: Option<&str>,
    ) -> Result<Reply, Error> {
        let reply = self.driver.exchange(call, request, resource).await?;
        // An answer that settled a lost request stands for the acceptance, 404 after DELETE included.
        if !reply.settled {
            let accepted = self.accepted(&reply.response);
            accepted.map_err(|error| if reply.unknown { error.uncertain() } else { error })?;
        }
        Ok(reply)
    }

    fn accepted(&self, response: &Response) -> Result<(), Error> {
        if (200..300).contains(&response.status) {
            return Ok(());
        }
        let wait = retry_after(&response.headers, self.driver.clock.now());
        Err(Error::status_failure(response).with_retry_after(wait))
    }

    pub(super) fn now(&self) -> Timestamp {
        self.driver.clock.now()
    }

    pub(super) fn ticks(&self) -> Timestamp {
        self.driver.clock.ticks()
    }

    /// The options of a further call of something that began at this time.
    pub(super) fn rest(&self, options: &CallOptions, started: Timestamp) -> CallOptions {
        let gone = self.ticks().since(started);
        let allowed = options.deadline.or(self.deadline);
        CallOptions {
            deadline: allowed.map(|allowed| allowed.saturating_sub(gone)),
            ..options.clone()
        }
    }

    fn call<'o>(&self, options: &'o CallOptions, patience: Option<Duration>) -> Call<'o> {
        let begun = self.ticks();
        let allowed = options.deadline.or(self.deadline).or(patience);
        Call {
            abort: &options.abort,
            started: self.now(),
            begun,
            before: Duration::ZERO,
            deadline: allowed.map(|allowed| begun.after(allowed)),
            if_absent: options.if_absent,
            changes: false,
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
