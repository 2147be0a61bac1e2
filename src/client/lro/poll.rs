//! Long-running operations as a state machine: an answer goes in, the next step comes out. Knows no
//! transport and no clock.
//!
//! What is watched: the URL of `Azure-AsyncOperation`, else that of `Location`, else the resource
//! itself. Headers may be missing (a browser hides them, the service forgets them), so a missing
//! header never means "done", and whatever cannot be read falls back to the resource. An operation
//! that was to leave a resource behind ends with a look at that resource.

use std::fmt;
use std::time::Duration;

use super::progress::{Progress, Status};
use super::settling::{Condition, Looks, MOST_LOOKS, Nodes, Verdict};
use crate::arm::error_body::ErrorBody;
use crate::client::http::error::Error;
use crate::client::http::io::Timestamp;
use crate::client::http::request::{Headers, Response};
use crate::client::http::response::{self, text_of};
use crate::client::http::retry::retry_after;
use crate::client::http::trust::Trust;
use crate::client::operations::resource::{Resource, property, reason};
use crate::client::operations::target::Target;
use crate::diagnostics::Json;
use crate::text::{Kind, Node, to_json};

/// No poll follows sooner, whatever the service says.
pub const SHORTEST_WAIT: Duration = Duration::from_secs(1);
/// No poll of a running operation follows later: what the rules of the management API allow a service to
/// ask for. One that refuses to be asked is left alone for as long as it wants.
pub const LONGEST_WAIT: Duration = Duration::from_secs(600);
/// Waits between polls when the service gives no hint, the last one again and again: short operations
/// feel quick, long ones cost few calls.
const WAITS: [u64; 8] = [1000, 1500, 2000, 3000, 5000, 7500, 10_000, 15_000];
/// How often in a row a resource may be missing while it is created.
const MOST_MISSING: u32 = 5;
/// How often in a row an answer may make no sense.
const MOST_UNREADABLE: u32 = 3;
/// How often in a row a poll may fail on the way (each has been retried by itself).
const MOST_INTERRUPTED: u32 = 5;

/// How long to wait for a resource that is to be present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// Until it is provisioned.
    #[default]
    Provisioned,
    /// Until the nodes of a cluster have come or gone as well, or an instance is at rest.
    Steady,
}

/// What comes next.
#[derive(Debug)]
pub enum Step {
    /// Wait, then `GET` the operation's [`url`](Operation::url) and hand the answer in.
    Poll(Duration),
    /// Done; with the resource, if there is to be one.
    Done(Option<Resource>),
    /// The operation failed or its outcome cannot be learnt.
    Failed(Error),
}

#[derive(Clone, PartialEq, Eq)]
enum Watch {
    Status(String),
    Location(String),
    Resource,
}

/// An operation that the service has accepted.
pub struct Operation {
    target: Target,
    until: Until,
    resource: String,
    watch: Watch,
    /// The operation itself has said that it succeeded; the resource is yet to be read.
    succeeded: bool,
    /// The operation has said that it failed; the resource may say more.
    failure: Option<Error>,
    /// The service has just refused to be asked before the wait is over.
    refusal: Option<Error>,
    /// Looks in a row at a cluster that is at rest without the nodes that it should have.
    without_nodes: u32,
    seen_creating: bool,
    seen_deleting: bool,
    /// When the resource was made that was seen to be deleted.
    deleted: Option<String>,
    looks: Looks,
    polls: usize,
    missing: u32,
    unreadable: u32,
    interrupted: u32,
    progress: Progress,
}

impl Operation {
    /// Begins with the answer to the request that started the operation.
    ///
    /// # Errors
    /// An operation URL that is not trusted with the token.
    pub fn begin(
        target: Target,
        until: Until,
        resource: &str,
        response: &Response,
        trust: &Trust,
        now: Timestamp,
    ) -> Result<(Self, Step), Error> {
        let mut operation = Self::watching(target, until, resource);
        if let Some(watch) = watch_of(&response.headers, trust)? {
            operation.watch = watch;
        }
        let settled = operation.look(&response.body);
        let gone = target == Target::Gone && matches!(response.status, 204 | 404);
        let step = if gone {
            operation.done(None)
        } else if operation.watch == Watch::Resource
            && (settled == Some(State::Succeeded)
                || (target, response.status) == (Target::Gone, 200))
        {
            // Done at once, it seems. The resource has the last word.
            Step::Poll(Duration::ZERO)
        } else {
            operation.wait(&response.headers, now)
        };
        Ok((operation, step))
    }

    /// Takes an operation up again by looking at its resource.
    #[must_use]
    pub fn resume(target: Target, until: Until, resource: &str) -> (Self, Step) {
        (Self::watching(target, until, resource), Step::Poll(Duration::ZERO))
    }

    fn watching(target: Target, until: Until, resource: &str) -> Self {
        Self {
            target,
            until,
            resource: resource.to_owned(),
            watch: Watch::Resource,
            succeeded: false,
            failure: None,
            refusal: None,
            without_nodes: 0,
            seen_creating: false,
            seen_deleting: false,
            deleted: None,
            looks: Looks::default(),
            polls: 0,
            missing: 0,
            unreadable: 0,
            interrupted: 0,
            progress: Progress::default(),
        }
    }

    /// What to `GET` next, byte for byte. May be signed: never to be shown.
    #[must_use]
    pub fn url(&self) -> &str {
        match &self.watch {
            Watch::Status(url) | Watch::Location(url) => url,
            Watch::Resource => &self.resource,
        }
    }

    /// URL of the resource.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// Whether the resource itself is watched.
    #[must_use]
    pub fn watches_resource(&self) -> bool {
        self.watch == Watch::Resource
    }

    /// How far it is, as far as is known.
    #[must_use]
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(in crate::client) const fn elapsed(&mut self, elapsed_ms: u64) {
        self.progress.elapsed(elapsed_ms);
    }

    /// The refusal of the last poll, if the service asked to be left alone for a while.
    pub(in crate::client) const fn refusal(&mut self) -> Option<Error> {
        self.refusal.take()
    }

    /// Takes a look at the resource that was made beside the polls. Tells of the progress only; it
    /// decides nothing.
    pub fn glance(&mut self, response: &Response) {
        if response.status == 200 {
            self.look(&response.body);
        }
    }

    /// Takes the answer to a poll.
    pub fn next(&mut self, response: &Response, trust: &Trust, now: Timestamp) -> Step {
        if matches!(response.status, 408 | 429 | 500..) {
            let wait = retry_after(&response.headers, now);
            let error = Error::status_failure(response).with_retry_after(wait);
            return self.interrupt(error, wait);
        }
        self.interrupted = 0;
        let step = match &self.watch {
            Watch::Status(_) => self.next_status(response, trust, now),
            Watch::Location(_) => self.next_location(response, trust, now),
            Watch::Resource => self.next_resource(response, now),
        };
        match &step {
            Step::Poll(_) => {}
            Step::Done(_) => self.progress.status = Status::Succeeded,
            // It goes on, unseen.
            Step::Failed(error) if error.is_outcome_unknown() => {}
            Step::Failed(error) => {
                let canceled = error.code() == CANCELED;
                self.progress.status = if canceled { Status::Canceled } else { Status::Failed };
            }
        }
        step
    }

    /// Takes a poll that brought no answer.
    pub fn interrupted(&mut self, error: Error, _: Timestamp) -> Step {
        self.interrupt(error, None)
    }

    fn interrupt(&mut self, error: Error, asked: Option<Duration>) -> Step {
        self.interrupted = self.interrupted.saturating_add(1);
        if let Some(failure) = self.failure.take() {
            return Step::Failed(failure);
        }
        if self.interrupted > MOST_INTERRUPTED {
            return Step::Failed(error.unfinished());
        }
        match asked {
            Some(asked) => {
                self.refusal = Some(error);
                Step::Poll(asked.max(SHORTEST_WAIT))
            }
            None => Step::Poll(self.own_wait()),
        }
    }

    fn next_status(&mut self, response: &Response, trust: &Trust, now: Timestamp) -> Step {
        match response.status {
            200..300 => {}
            401 => return Step::Failed(Error::status_failure(response).unfinished()),
            // The status cannot be read: that says nothing about the operation.
            _ => return self.fall_back(&response.headers, now),
        }
        match watch_of(&response.headers, trust) {
            Ok(Some(moved @ Watch::Status(_))) => self.watch = moved,
            Ok(_) => {}
            Err(error) => return Step::Failed(error.unfinished()),
        }
        self.judge(response, now)
    }

    fn next_location(&mut self, response: &Response, trust: &Trust, now: Timestamp) -> Step {
        match response.status {
            202 => match watch_of(&response.headers, trust) {
                Ok(moved) => {
                    if let Some(moved) = moved {
                        self.watch = moved;
                    }
                    self.wait(&response.headers, now)
                }
                Err(error) => Step::Failed(error.unfinished()),
            },
            401 => Step::Failed(Error::status_failure(response).unfinished()),
            // A body with a status is that of an operation; any other is the result.
            200..300 => match operation_state(&response.body) {
                Some(_) => self.judge(response, now),
                None => self.end(),
            },
            _ => self.fall_back(&response.headers, now),
        }
    }

    /// Judges the body of an operation.
    fn judge(&mut self, response: &Response, now: Timestamp) -> Step {
        match operation_state(&response.body) {
            Some((State::Succeeded, percent)) => {
                self.note(percent);
                self.end()
            }
            Some((State::Running, percent)) => {
                self.note(percent);
                self.unreadable = 0;
                self.wait(&response.headers, now)
            }
            Some((State::Canceled, _)) => Step::Failed(canceled(response)),
            Some((State::Failed, _)) => {
                let body = response::read(&response.body, reason).flatten();
                let error = Error::operation_failure(body, FAILED, response);
                if self.target == Target::Gone {
                    return Step::Failed(error);
                }
                self.failure = Some(error);
                self.watch = Watch::Resource;
                Step::Poll(Duration::ZERO)
            }
            None => {
                self.unreadable = self.unreadable.saturating_add(1);
                if self.unreadable > MOST_UNREADABLE {
                    self.fall_back(&response.headers, now)
                } else {
                    self.wait(&response.headers, now)
                }
            }
        }
    }

    /// The operation says it has succeeded.
    fn end(&mut self) -> Step {
        if self.target == Target::Gone {
            return self.done(None);
        }
        self.succeeded = true;
        self.unreadable = 0;
        self.polls = 0;
        self.watch = Watch::Resource;
        Step::Poll(Duration::ZERO)
    }

    fn next_resource(&mut self, response: &Response, now: Timestamp) -> Step {
        if let Some(failure) = self.failure.take() {
            let detailed =
                response::read(&response.body, |resource| failure.clone().explained_by(resource));
            return Step::Failed(detailed.unwrap_or(failure));
        }
        match response.status {
            200..300 => {}
            404 if self.target == Target::Gone => return self.done(None),
            404 if self.missing < MOST_MISSING => {
                self.missing = self.missing.saturating_add(1);
                return self.wait(&response.headers, now);
            }
            // The service has taken the request: what cannot be seen goes on all the same.
            403 => return Step::Failed(Error::out_of_sight(response)),
            404 => return Step::Failed(Error::status_failure(response)),
            _ => return Step::Failed(Error::status_failure(response).unfinished()),
        }
        if self.target == Target::Gone && response.status == 204 {
            return self.done(None);
        }
        self.missing = 0;
        let resource = match Resource::of(response.clone()) {
            Ok(resource) => resource,
            Err(error) => {
                self.unreadable = self.unreadable.saturating_add(1);
                if self.unreadable > MOST_UNREADABLE {
                    return Step::Failed(error.unfinished());
                }
                return self.wait(&response.headers, now);
            }
        };
        self.unreadable = 0;
        let state = self.look(resource.as_str());
        match (self.target, state) {
            (Target::Present, Some(State::Succeeded)) => self.steady(resource, response, now),
            // A resource without a state, after its operation said it succeeded.
            (Target::Present, None) if self.succeeded => self.steady(resource, response, now),
            (Target::Present, Some(State::Canceled)) => Step::Failed(canceled(response)),
            (Target::Present, Some(State::Failed)) => Step::Failed(failed(response)),
            // "Failed" may be the state from before; after "Deleting" it is the outcome.
            (Target::Gone, Some(State::Failed)) if self.seen_deleting => {
                Step::Failed(failed(response))
            }
            // It was gone between two looks, and somebody has made another one of its name.
            (Target::Gone, Some(_)) if self.is_another(&resource) => self.done(None),
            (Target::Present | Target::Gone, _) => self.wait(&response.headers, now),
            (target, _) => {
                let (looks, told) = (&mut self.looks, self.succeeded);
                let verdict =
                    response::read(resource.as_str(), |root| looks.judge(target, told, root));
                match verdict {
                    Some(Verdict::Reached) => self.done(Some(resource)),
                    Some(Verdict::Failed) => Step::Failed(failed(response)),
                    _ => self.wait(&response.headers, now),
                }
            }
        }
    }

    /// Whether this is not the resource that was seen to be deleted.
    fn is_another(&self, resource: &Resource) -> bool {
        let (word, made) =
            response::read(resource.as_str(), |root| (provisioning(root), made_on(root)))
                .unwrap_or_default();
        let word = word.unwrap_or_default();
        let anew = word.eq_ignore_ascii_case("creating");
        self.seen_deleting
            && (anew || made.zip(self.deleted.as_ref()).is_some_and(|(a, b)| a != *b))
    }

    /// The resource is provisioned; perhaps its nodes, or its inner state, are still to settle.
    fn steady(&mut self, resource: Resource, response: &Response, now: Timestamp) -> Step {
        let steady = self.until == Until::Steady;
        let condition = self.progress.state.as_deref().map(Condition::of);
        if condition == Some(Condition::Failed) && (steady || self.seen_creating) {
            return Step::Failed(failed(response));
        }
        if !steady {
            return self.done(Some(resource));
        }
        let nodes = response::read(resource.as_str(), Nodes::of).unwrap_or(Nodes::There);
        if nodes == Nodes::Stuck {
            return Step::Failed(failed(response));
        }
        // The service may not have begun to look for nodes.
        let late = nodes == Nodes::Missing && self.without_nodes < MOST_LOOKS;
        self.without_nodes = if late { self.without_nodes.saturating_add(1) } else { 0 };
        if late || nodes == Nodes::Moving || condition == Some(Condition::Moving) {
            return self.wait(&response.headers, now);
        }
        self.done(Some(resource))
    }

    fn done(&mut self, resource: Option<Resource>) -> Step {
        self.progress.status = Status::Succeeded;
        Step::Done(resource)
    }

    fn fall_back(&mut self, headers: &Headers, now: Timestamp) -> Step {
        self.watch = Watch::Resource;
        self.unreadable = 0;
        self.wait(headers, now)
    }

    fn note(&mut self, percent: Option<Json>) {
        if percent.is_some() {
            self.progress.percent = percent;
        }
    }

    /// Notes what a resource body tells and returns its provisioning state.
    fn look(&mut self, body: &str) -> Option<State> {
        let progress = &mut self.progress;
        let (word, made) = response::read(body, |resource| {
            progress.observe(resource);
            (provisioning(resource), made_on(resource))
        })?;
        let word = word?;
        self.seen_creating |= word.eq_ignore_ascii_case("creating");
        if word.eq_ignore_ascii_case("deleting") && !self.seen_deleting {
            self.seen_deleting = true;
            self.deleted = made;
        }
        Some(State::of(&word))
    }

    fn wait(&mut self, headers: &Headers, now: Timestamp) -> Step {
        let own = self.own_wait();
        let wait = retry_after(headers, now).unwrap_or(own);
        Step::Poll(wait.clamp(SHORTEST_WAIT, LONGEST_WAIT))
    }

    fn own_wait(&mut self) -> Duration {
        let own = WAITS.get(self.polls).or(WAITS.last()).copied();
        self.polls = self.polls.saturating_add(1);
        own.map_or(SHORTEST_WAIT, Duration::from_millis)
    }
}

/// No URL: it may be signed.
impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let watch = match self.watch {
            Watch::Status(_) => "status",
            Watch::Location(_) => "location",
            Watch::Resource => "resource",
        };
        f.debug_struct("Operation")
            .field("target", &self.target)
            .field("watch", &watch)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}

const FAILED: &str = "OPERATION_FAILED";
const CANCELED: &str = "OPERATION_CANCELED";

/// The four things a state word can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum State {
    Running,
    Succeeded,
    Failed,
    Canceled,
}

impl State {
    pub(in crate::client) fn of(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "succeeded" => Self::Succeeded,
            "failed" => Self::Failed,
            // Both spellings are in use.
            "canceled" | "cancelled" => Self::Canceled,
            _ => Self::Running,
        }
    }
}

pub(super) fn provisioning(resource: Node<'_>) -> Option<String> {
    text_of(property(resource, "provisioningState"))
}

/// When the resource was made, in the service's own words.
pub(super) fn made_on(resource: Node<'_>) -> Option<String> {
    text_of(property(resource, "createdOn"))
}

/// The state and the percentage of an operation's body; `None` if it has no status.
fn operation_state(body: &str) -> Option<(State, Option<Json>)> {
    response::read(body, |root| {
        let word = text_of(root.get("status")).filter(|word| !word.is_empty())?;
        let percent =
            root.get("percentComplete").filter(|node| node.kind() == Kind::Number).map(to_json);
        Some((State::of(&word), percent))
    })
    .flatten()
}

/// The watch that header fields ask for.
fn watch_of(headers: &Headers, trust: &Trust) -> Result<Option<Watch>, Error> {
    for name in ["azure-asyncoperation", "operation-location"] {
        if let Some(url) = headers.get(name).filter(|url| !url.is_empty()) {
            return trust.follow(url).map(|url| Some(Watch::Status(url)));
        }
    }
    match headers.get("location").filter(|url| !url.is_empty()) {
        Some(url) => trust.follow(url).map(|url| Some(Watch::Location(url))),
        None => Ok(None),
    }
}

fn canceled(response: &Response) -> Error {
    let body = response::read(&response.body, reason).flatten();
    let told = body.and_then(|body| body.message);
    let body = ErrorBody {
        code: Some(CANCELED.to_owned()),
        message: told.or_else(|| Some("the operation was canceled in the service".to_owned())),
        ..ErrorBody::default()
    };
    Error::operation_failure(Some(body), CANCELED, response)
}

/// The failure that a resource tells of: the first of its errors, and all of them.
fn failed(response: &Response) -> Error {
    let failure = || Error::operation_failure(None, FAILED, response);
    response::read(&response.body, |resource| failure().explained_by(resource))
        .unwrap_or_else(failure)
}

/// Why a cluster that is at rest has not the nodes that it should have, if it says so.
pub(in crate::client) fn lacking(resource: &str) -> Option<Error> {
    let stuck = response::read(resource, Nodes::of) == Some(Nodes::Stuck);
    stuck.then(|| failed(&Response::new(200, resource)))
}
