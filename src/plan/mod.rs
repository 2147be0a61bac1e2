//! What has to happen so that a compute is as a body wants it: compares the body with the resource as it
//! is and says what differs, how it can be changed, and with which request. Pure; asks no service. Knows
//! no kind by itself: everything about members stands in the tables.

mod body;
mod change;
pub mod facts;
mod identity;

use std::fmt;

use serde::Serialize;

use crate::diagnostics::{Code, Json, Report, Reporter, trim};
use crate::kinds::differences::{Difference, differences};
use crate::kinds::rules::update;
use crate::kinds::{ComputeKind, Format, KindSpec};
use crate::text::{Document, Kind, Node, parse_within};
use crate::validate::{Operation, Options, validate_and};

pub use change::{Change, Effect};
pub use identity::{IdentityChange, plan_identity};

/// What has to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// There is no such compute: make it.
    Create,
    /// It is as it should be.
    None,
    /// Change it in its place.
    Update,
    /// It cannot become so: delete (or detach) it and make it anew.
    Replace,
    /// Nothing can be said, or nothing may be done.
    Blocked,
}

/// Why a plan is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Not signed in, or signed in elsewhere.
    Auth,
    /// Too many calls.
    Throttled,
    /// Signed in, but not allowed.
    NotAllowed,
    /// Something else; the report or the error tells what.
    Other,
}

/// What has to happen so that a compute is as a body wants it.
#[derive(Clone, Serialize)]
pub struct Plan {
    /// What has to happen.
    pub action: Action,
    /// What differs.
    pub changes: Vec<Change>,
    /// Pointers of secrets that no answer tells: whether they differ cannot be known, so they are no change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
    /// What a replacement takes, in this order; nothing does it by itself.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub steps: &'static [Step],
    /// The method that an update takes: one request for all changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Why the plan is blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What the service or the way to it failed with, if that blocks the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Json>,
    /// The findings about the body, and about the plan.
    pub report: Report,
    /// The body of the update. May hold secrets: never shown.
    #[serde(skip)]
    request: Option<String>,
}

/// A step of a replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Take the compute off the workspace; what is behind it stays.
    Detach,
    /// Attach it with the new settings. Two attachments of one resource break each other.
    Attach,
    /// Delete what the service has made.
    Delete,
    /// Make it anew.
    Create,
}

/// How an update is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Method {
    /// The members that can be patched, alone.
    #[serde(rename = "PATCH")]
    Patch,
    /// The whole body: what the compute has, under what is wanted.
    #[serde(rename = "PUT")]
    Put,
}

impl Plan {
    /// The method and body of the request that carries an update out; the body is in the newest shape
    /// whatever the api-version.
    #[must_use]
    pub fn request(&self) -> Option<(Method, &str)> {
        self.method.zip(self.request.as_deref())
    }

    /// A plan that cannot be made.
    #[must_use]
    pub const fn blocked(reason: Reason, error: Option<Json>, report: Report) -> Self {
        Self {
            action: Action::Blocked,
            changes: Vec::new(),
            hidden: Vec::new(),
            steps: &[],
            method: None,
            reason: Some(reason),
            error,
            report,
            request: None,
        }
    }
}

/// The request is left out: it may hold secrets.
impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("action", &self.action)
            .field("changes", &self.changes)
            .field("hidden", &self.hidden)
            .field("steps", &self.steps)
            .field("method", &self.method)
            .field("reason", &self.reason)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

/// Answers of the service are larger than what people write.
const LARGEST: usize = 8 << 20;

/// Findings that the changes of a plan tell better.
static TOLD_BY_CHANGES: [&Code; 5] = [
    &update::CREATE_ONLY,
    &update::NEEDS_ACTION,
    &update::DROPS_MEMBER,
    &update::NO_CHANGE,
    &update::LOGIN_PORT,
];

/// Plans how a compute becomes what a body wants. `current` is the resource as it is, `None` if there is
/// none. A member that the body leaves out stays as it is; defaults, other spellings and what the service
/// sets by itself are no change.
#[must_use]
pub fn plan(body: &str, current: Option<&str>, options: &Options) -> Plan {
    let wanted = read(body);
    let root = wanted.as_ref().and_then(object);
    let kind = root.and_then(|root| root.get("properties")?.get("computeType"));
    // Without its kind a body is no PATCH here, but incomplete.
    let exists = current.filter(|_| kind.is_some_and(|kind| !kind.is_null()));
    let found = exists.and_then(read);
    let found = found.as_ref().and_then(object);
    let draft = match (root, found) {
        (Some(root), Some(found)) => {
            let has = update::schedules_of(root).or_else(|| update::schedules_of(found)).is_some();
            let mut draft =
                Draft { refuses_put: has && !update::has_failed(found), ..Draft::default() };
            let kind = draft.compare(root, found, options);
            draft.state(found);
            draft.settle(kind, root, found);
            draft
        }
        _ => Draft::default(),
    };
    let report = {
        let mut options = Options {
            format: Format::Arm,
            current: None,
            operation: Operation::Create,
            ..options.clone()
        };
        if let Some(current) = exists {
            options.operation = Operation::Update;
            options.current = Some(current.to_owned());
            // The service has taken the name, whatever the rules say.
            options.name = None;
            let sends_nothing = Some(&update::SCHEDULES).filter(|_| draft.changes.is_empty());
            let silent = TOLD_BY_CHANGES.iter().copied().chain(sends_nothing);
            let silent = silent.map(|code| (code.slug.to_owned(), None));
            options.levels.splice(0..0, silent);
        }
        validate_and(body, &options, &|reporter| {
            draft.report(reporter);
            let unsaid = root.filter(|root| update::schedules_of(*root).is_none());
            if let (Some(root), true) = (unsaid, draft.refuses_put && !draft.changes.is_empty()) {
                reporter.add(&update::SCHEDULES, String::new(), root.index());
            }
            if let (Some(root), Some(found), true) = (root, found, draft.replaces) {
                update::check_replacement(found, root, reporter);
            }
        })
    };
    let unreadable = current.is_some() && found.is_none();
    if report.has_errors() || unreadable || draft.is_leaving {
        return Plan::blocked(Reason::Other, None, report);
    }
    if current.is_none() {
        return Plan { action: Action::Create, ..draft.into_plan(report) };
    }
    draft.into_plan(report)
}

fn read(text: &str) -> Option<Document<'_>> {
    parse_within(text, LARGEST, &mut Reporter::new())
}

fn object<'d>(document: &'d Document<'d>) -> Option<Node<'d>> {
    document.root().filter(|root| root.kind() == Kind::Object)
}

/// A plan without its report.
#[derive(Default)]
struct Draft {
    changes: Vec<Change>,
    hidden: Vec<String>,
    method: Option<Method>,
    request: Option<String>,
    /// The compute is being deleted.
    is_leaving: bool,
    /// The service takes no PUT of it.
    refuses_put: bool,
    /// It cannot become so in its place.
    replaces: bool,
    /// It was attached, not made.
    is_attached: bool,
    /// Secrets that a PUT would leave out.
    lost: Vec<String>,
}

impl Draft {
    /// Notes what differs; gives the kind, if it has a table.
    fn compare(
        &mut self,
        root: Node<'_>,
        found: Node<'_>,
        options: &Options,
    ) -> Option<&'static KindSpec> {
        let word = |node: Node<'_>| {
            let word = node.get("properties").and_then(|properties| properties.get("computeType"));
            word.and_then(Node::text).map(trim).unwrap_or_default().to_owned()
        };
        let (wanted, has) = (word(root), word(found));
        // What no table has is compared all the same, member by member.
        let kind = ComputeKind::from_name(&wanted).map(ComputeKind::spec);
        let other_kind = !wanted.eq_ignore_ascii_case(&has);
        differences(kind, options, root, found, &mut |difference| {
            // Another kind has other members; that it is another one says enough.
            if !other_kind || difference.field.name == "computeType" {
                self.add(difference);
            }
        });
        kind
    }

    /// Decides how it can be done.
    fn settle(&mut self, kind: Option<&'static KindSpec>, root: Node<'_>, found: Node<'_>) {
        let is = |effect| self.changes.iter().any(|change| change.effect == effect);
        if is(Effect::Replace) {
            self.replaces = true;
            self.is_attached = update::is_attached(found);
        } else if is(Effect::Put) {
            self.put(kind, root, found);
        } else if is(Effect::Patch) {
            self.method = Some(Method::Patch);
            let changed: Vec<&str> =
                self.changes.iter().map(|change| change.path.as_str()).collect();
            self.request = Some(body::patch(kind, root, found, &changed));
        }
    }

    fn add(&mut self, difference: &Difference<'_, '_>) {
        let Some(wanted) = difference.wanted else { return };
        if update::keeps_port(difference.field, wanted) {
            return;
        }
        if difference.hidden {
            self.hidden.push(wanted.pointer());
        } else {
            self.changes.push(Change::of(difference, wanted, self.refuses_put));
        }
    }

    /// A compute that has failed is not as it should be, whatever its members say.
    fn state(&mut self, found: Node<'_>) {
        let state =
            found.get("properties").and_then(|properties| properties.get("provisioningState"));
        let is = |word: &str| {
            state.and_then(Node::text).is_some_and(|state| state.eq_ignore_ascii_case(word))
        };
        self.is_leaving = is("Deleting");
        if let Some(state) = state.filter(|_| is("Failed") || is("Canceled")) {
            self.changes.push(Change::failed(state));
        }
    }

    fn put(&mut self, kind: Option<&'static KindSpec>, root: Node<'_>, found: Node<'_>) {
        let (request, lost) = body::put(kind, root, found);
        self.method = Some(Method::Put);
        self.request = Some(request);
        self.lost = lost;
    }

    fn report(&self, reporter: &mut Reporter) {
        for place in &self.lost {
            let member = place.rsplit('/').next().unwrap_or_default();
            reporter.add(&update::LOSES_SECRET, place.clone(), 0).member(member);
        }
    }

    fn into_plan(self, report: Report) -> Plan {
        let action = if self.method.is_some() {
            Action::Update
        } else if self.changes.is_empty() {
            Action::None
        } else {
            Action::Replace
        };
        Plan {
            action,
            changes: self.changes,
            hidden: self.hidden,
            steps: match (action, self.is_attached) {
                (Action::Replace, true) => &[Step::Detach, Step::Attach],
                (Action::Replace, false) => &[Step::Delete, Step::Create],
                _ => &[],
            },
            method: self.method,
            reason: None,
            error: None,
            report,
            request: self.request,
        }
    }
}
