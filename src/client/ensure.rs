//! Calls that look before they act: what a body would change, making it so, and what the services say
//! about it beforehand. What is compared and judged is the business of `plan`; here it is fetched and sent.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use serde::Serialize;

use super::client::{CallOptions, Client, Done, Work};
use super::http::error::Error;
use super::http::io::{Clock, TokenSource, Transport};
use super::http::request::Response;
use super::lro::observer::Observer;
use super::lro::poll::{Until, lacking};
use super::lro::progress::{Progress, Status};
use super::lro::resume::ResumeToken;
use super::methods::instance_name;
use super::operations::pages::Trail;
use super::operations::table::{self, Operation};
use super::operations::task::{Sent, Task};
use crate::diagnostics::{Json, Report, to_json};
use crate::plan::facts::{Needs, Unread, preflight, region_of};
use crate::plan::{Action, Method, Plan, Reason, plan};
use crate::validate::Options;

/// What became of a compute that was to be as a body wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was made.
    Created,
    /// It was as wanted.
    Unchanged,
    /// It was changed in its place.
    Updated,
    /// It was left alone: it would have to be made anew.
    ReplaceNeeded,
}

/// A compute that was to be as a body wants it.
#[derive(Clone, Debug, Serialize)]
pub struct Ensured {
    /// What became of it.
    pub outcome: Outcome,
    /// The resource as it is now, as received.
    pub resource: Json,
    /// What was planned.
    pub plan: Plan,
}

/// Follows what others do to the compute: its end is not that of the call.
struct Others<'o>(&'o mut dyn Observer);

impl Observer for Others<'_> {
    fn progress(&mut self, progress: &Progress) {
        self.0.progress(&Progress { status: Status::Running, ..progress.clone() });
    }

    fn wants_details(&self) -> bool {
        self.0.wants_details()
    }
}

/// How often a compute that others keep busy is waited for.
const MOST_WAITS: u32 = 5;

/// A plan, and the resource that it was made from.
struct Look {
    plan: Plan,
    current: Option<String>,
}

impl<T: Transport, C: Clock, S: TokenSource> Client<T, C, S> {
    /// Plans how a compute becomes what a body wants. Changes nothing. What keeps the compute from being
    /// read blocks the plan, with its reason; only a compute that is known not to exist is one to create.
    ///
    /// # Errors
    /// An abort alone.
    pub async fn plan(
        &self,
        name: &str,
        body: &str,
        check: &Options,
        options: &CallOptions,
    ) -> Result<Plan, Error> {
        let check = self.checked(name, check);
        match self.look(name, body, &check, options).await {
            Ok(look) => Ok(look.plan),
            Err(error) if error.is_aborted() => Err(error),
            Err(error) => {
                let report = match error.report() {
                    Some(report) => report.clone(),
                    None => plan(body, None, &check).report,
                };
                let told = to_json(&error).ok().map(Json::raw);
                Ok(Plan::blocked(reason_of(&error), told, report))
            }
        }
    }

    /// Makes a compute what a body wants: creates it, changes it in its place, or leaves it alone if it is
    /// as wanted or would have to be made anew. A compute that somebody else is changing is waited for.
    ///
    /// # Errors
    /// A body with errors; whatever keeps the compute from being read, made or changed. A failed sign-in is
    /// never taken for a missing compute.
    pub async fn ensure(
        &self,
        name: &str,
        body: &str,
        check: &Options,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Ensured, Error> {
        let check = self.checked(name, check);
        let started = self.ticks();
        let mut waits = 0_u32;
        loop {
            let options = &self.rest(options, started);
            let Look { plan, current } = self.look(name, body, &check, options).await?;
            let state = current.as_deref().and_then(state_of);
            let is =
                |word: &str| state.as_deref().is_some_and(|state| state.eq_ignore_ascii_case(word));
            let waiting = if plan.report.has_errors() {
                return Err(Error::validation(plan.report));
            } else if is("Deleting") {
                Some(&table::DELETE)
            } else if is("Creating") || is("Updating") {
                Some(&table::CREATE)
            } else {
                None
            };
            if let Some(operation) = waiting.filter(|_| waits < MOST_WAITS) {
                waits = waits.saturating_add(1);
                let token = ResumeToken::of(&self.api().start(operation, name)?, self.now());
                let work = Work::Resume(token);
                match self.perform(work, options, &mut Others(observer)).await {
                    Err(error) if !error.ends_an_operation() => return Err(error.of_others()),
                    // However it ended: the next look shows what is there.
                    _ => continue,
                }
            }
            let (outcome, task) = match (plan.action, plan.request()) {
                (Action::None, _) => (Outcome::Unchanged, None),
                (Action::Replace, _) => (Outcome::ReplaceNeeded, None),
                (Action::Update, Some((Method::Patch, patch))) => {
                    (Outcome::Updated, Some((&table::UPDATE, patch)))
                }
                (Action::Update, Some((Method::Put, put))) => {
                    (Outcome::Updated, Some((&table::CREATE, put)))
                }
                (Action::Create, _) => (Outcome::Created, Some((&table::CREATE, body))),
                (Action::Update | Action::Blocked, _) => return Err(Error::busy()),
            };
            let watches = options.until == Until::Steady && outcome == Outcome::Unchanged;
            let resource = match task {
                None if watches => {
                    let start = self.api().start(&table::CREATE, name)?;
                    let token = ResumeToken::of(&start, self.now());
                    self.perform(Work::Resume(token), options, observer).await?.into_string()
                }
                None => current,
                Some((operation, body)) => {
                    let task = Task::new(operation, name, Sent::Body(body.to_owned()));
                    self.perform(Work::Begin(task), options, observer).await?.into_string()
                }
            };
            let resource = resource.ok_or_else(|| {
                Error::unexpected(&Response::new(200, ""), "the operation ended without a resource")
            })?;
            // A cluster is not as wanted whose nodes cannot come.
            if let Some(error) = lacking(&resource).filter(|_| outcome != Outcome::ReplaceNeeded) {
                return Err(error);
            }
            return Ok(Ensured { outcome, resource: Json::raw(resource), plan });
        }
    }

    /// Checks a body together with what the services say: the workspace, its computes, sizes and usages of
    /// the region, whether the name of an instance is free. What cannot be read is a finding and hides
    /// nothing else.
    ///
    /// # Errors
    /// An abort alone.
    pub async fn preflight(
        &self,
        name: &str,
        body: &str,
        check: &Options,
        options: &CallOptions,
    ) -> Result<Report, Error> {
        let check = self.checked(name, check);
        let needs = Needs::of(body, &check);
        let mut facts = Facts::default();
        let mut wanted = vec![Wanted::of("workspace"), Wanted::of("computes")];
        if needs.instance {
            wanted.push(Wanted::of("nameAvailability"));
        }
        let region = needs.region.as_deref().filter(|_| needs.managed);
        let known = region.is_some();
        wanted.extend(region.into_iter().flat_map(Wanted::in_region));
        self.fetch(&wanted, name, options, &mut facts).await?;
        // Where the compute is to be may be known from the workspace alone.
        let told = facts.told.iter().find(|(name, _)| *name == "workspace");
        let region = told.and_then(|(_, workspace)| region_of(workspace));
        if let Some(region) = region.filter(|_| needs.managed && !known) {
            let wanted: Vec<Wanted> = Wanted::in_region(&region).into_iter().collect();
            self.fetch(&wanted, name, options, &mut facts).await?;
        }
        Ok(preflight(body, &check, &facts.told, &facts.unread))
    }

    /// The same by name, with the answer as JSON.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) async fn consult(
        &self,
        task: &str,
        (name, body): (&str, &str),
        check: &Options,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<String, Error> {
        let json = match task {
            "plan" => to_json(&self.plan(name, body, check, options).await?),
            "ensure" => to_json(&self.ensure(name, body, check, options, observer).await?),
            _ => to_json(&self.preflight(name, body, check, options).await?),
        };
        Ok(json.unwrap_or_default())
    }

    /// Reads the compute and compares.
    async fn look(
        &self,
        name: &str,
        body: &str,
        check: &Options,
        options: &CallOptions,
    ) -> Result<Look, Error> {
        let task = Task::new(&table::GET, name, Sent::Nothing);
        let current = match self.perform(Work::Begin(task), options, &mut ()).await {
            Ok(done) => done.into_string(),
            Err(error) if error.is_not_found() && !error.is_about_surroundings() => None,
            Err(error) => return Err(error),
        };
        Ok(Look { plan: plan(body, current.as_deref(), check), current })
    }

    /// The options of a check of this client's.
    fn checked(&self, name: &str, check: &Options) -> Options {
        let mut check = check.clone();
        check.name = Some(name.to_owned());
        check.api_version.get_or_insert_with(|| self.api().api_version().to_owned());
        check
    }

    /// Fetches facts at the same time.
    async fn fetch(
        &self,
        wanted: &[Wanted],
        name: &str,
        options: &CallOptions,
        facts: &mut Facts,
    ) -> Result<(), Error> {
        let work = wanted.iter().map(|wanted| Box::pin(self.fact(wanted, name, options)));
        for (wanted, answer) in wanted.iter().zip(together(work.collect()).await) {
            match answer {
                Ok(told) => facts.told.push((wanted.fact, told)),
                Err(error) if error.is_aborted() => return Err(error),
                Err(error) => facts.unread.push(unread(wanted, &error)),
            }
        }
        Ok(())
    }

    /// Reads one fact: an object, or the items of all pages of a list. Everything goes through one exchange:
    /// each further place where a call waits would be a further copy of its machine.
    async fn fact(
        &self,
        wanted: &Wanted,
        name: &str,
        options: &CallOptions,
    ) -> Result<String, Error> {
        let operation = wanted.operation;
        let asks = operation.is(&table::CHECK_NAME);
        let mut sent = if asks { Sent::Body(instance_name(name)) } else { Sent::Nothing };
        let (mut list, mut trail) = (String::from("["), Trail::default());
        loop {
            let region = wanted.region.as_deref().unwrap_or_default();
            let task = Task::new(operation, region, sent);
            let page = match self.perform(Work::Begin(task), options, &mut ()).await? {
                Done::Page(page) => page,
                done => return Ok(done.into_string().unwrap_or_default()),
            };
            for item in page.items() {
                list.push_str(if list.len() > 1 { "," } else { "" });
                list.push_str(item.as_str());
            }
            let Some(link) = page.next_link() else { break };
            trail.step(link)?;
            sent = Sent::Link(link.to_owned());
        }
        list.push(']');
        Ok(list)
    }
}

/// What the services have told, and what not.
#[derive(Default)]
struct Facts {
    told: Vec<(&'static str, String)>,
    unread: Vec<Unread>,
}

/// A fact that is wanted.
struct Wanted {
    fact: &'static str,
    /// The words for it.
    words: &'static str,
    operation: &'static Operation,
    region: Option<String>,
}

/// The facts: member of `facts`, words, operation.
static FACTS: [(&str, &str, &Operation); 5] = [
    ("workspace", "the workspace", &table::WORKSPACE),
    ("computes", "the list of computes", &table::LIST),
    ("nameAvailability", "whether the name is available", &table::CHECK_NAME),
    ("vmSizes", "the sizes of the region", &table::VM_SIZES),
    ("usages", "the usages of the region", &table::USAGES),
];

impl Wanted {
    fn of(fact: &str) -> Self {
        let found = FACTS.iter().find(|(name, ..)| *name == fact).unwrap_or(&FACTS[0]);
        let (fact, words, operation) = *found;
        Self { fact, words, operation, region: None }
    }

    fn in_region(region: &str) -> [Self; 2] {
        ["vmSizes", "usages"].map(|fact| Self { region: Some(region.to_owned()), ..Self::of(fact) })
    }
}

fn unread(wanted: &Wanted, error: &Error) -> Unread {
    let auth = error.is_auth() && error.status() != Some(403);
    let missing = error.is_not_found();
    let reason = match reason_of(error) {
        Reason::Auth => "auth",
        Reason::NotAllowed => "not-allowed",
        Reason::Throttled => "throttled",
        Reason::Other if missing => "missing",
        Reason::Other => "",
    };
    // Without a sign-in or a workspace the request itself has no chance.
    let fatal = auth || (missing && wanted.fact == "workspace");
    Unread { fact: wanted.words, reason, code: error.code().to_owned(), fatal }
}

fn reason_of(error: &Error) -> Reason {
    if error.status() == Some(403) {
        Reason::NotAllowed
    } else if error.is_auth() {
        Reason::Auth
    } else if error.is_throttled() {
        Reason::Throttled
    } else {
        Reason::Other
    }
}

fn state_of(resource: &str) -> Option<String> {
    super::http::response::read(resource, |root| {
        super::http::response::text_of(super::operations::resource::property(
            root,
            "provisioningState",
        ))
    })
    .flatten()
}

/// Runs work of one kind at the same time; the results in the order of the work.
async fn together<R>(mut work: Vec<Pin<Box<impl Future<Output = R>>>>) -> Vec<R> {
    let mut results: Vec<Option<R>> = work.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut pending = false;
        for (work, result) in work.iter_mut().zip(&mut results) {
            if result.is_none() {
                match work.as_mut().poll(context) {
                    Poll::Ready(done) => *result = Some(done),
                    Poll::Pending => pending = true,
                }
            }
        }
        if pending { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    results.into_iter().flatten().collect()
}
