//! Every order of what may happen while the client waits: operations that end in each way, lost answers, refusals,
//! an abort, a second client. All orders of the first exchanges, then random ones. What must hold is said in `judge`.
//!
//! `AZUREML_WAITS_DEPTH` takes the exhaustive walk deeper than the usual 3; from 4 on without the events that are to the
//! client as others are (see `KINDS`). 5 takes minutes in a release build, 6 an hour.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::future::poll_fn;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use azureml_compute::client::request::{Method, Request, Response};
use azureml_compute::client::{
    Abort, AccessToken, CallOptions, Client, Clock, Error, Outcome, Secret, Status, Timestamp,
    TokenError, TokenRequest, TokenSource, Transport, TransportError, UnderlyingResourceAction,
};
use azureml_compute::validate::Options;
use pollster::block_on;
use proptest::prelude::*;

use super::model::{EVENTS, Event, KINDS, OURS, Service, told};
use super::script::{BEGIN, HOST, Notes, answer, settings};

const HOUR: u64 = 3_600_000;
/// No call needs more exchanges, however long it waits.
const MOST_EXCHANGES: usize = 700;
const BODY: &str = r#"{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_DS3_V2","scaleSettings":{"minNodeCount":0,"maxNodeCount":4}}}}"#;
const PATCH: &str =
    r#"{"properties":{"properties":{"scaleSettings":{"minNodeCount":0,"maxNodeCount":4}}}}"#;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Create,
    Absent,
    Ensure,
    Update,
    Delete,
}

/// A call, and the nodes of the compute that is there before it.
const SCENES: [(Call, Option<u32>); 8] = [
    (Call::Create, None),
    (Call::Create, Some(2)),
    (Call::Absent, None),
    (Call::Ensure, None),
    (Call::Ensure, Some(2)),
    (Call::Ensure, Some(OURS)),
    (Call::Update, Some(2)),
    (Call::Delete, Some(2)),
];

/// What happens when the orders of a test are used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    /// All goes well.
    Well,
    /// Nothing ends.
    Endless,
    /// No answer comes any more.
    Silent,
    /// Everything is refused.
    Refused,
    /// Everything is throttled.
    Throttled,
}

const TAILS: [Tail; 5] = [Tail::Well, Tail::Endless, Tail::Silent, Tail::Refused, Tail::Throttled];

impl Tail {
    fn event(self) -> Event {
        match self {
            Self::Well => Event::Finish,
            Self::Endless => Event::Pass,
            Self::Silent => Event::LostAfter,
            Self::Refused => Event::Refused,
            Self::Throttled => Event::Throttled,
        }
    }
}

struct World {
    service: RefCell<Service>,
    events: Vec<Event>,
    tail: Tail,
    now: Cell<u64>,
    exchanges: Cell<usize>,
    tokens: Cell<u32>,
    abort: Abort,
    /// Everything that the client has been told so far, and after each exchange that and the truth.
    transcript: RefCell<DefaultHasher>,
    nodes: RefCell<Vec<u64>>,
    wrong: RefCell<Option<String>>,
    /// A request of ours has been sent, and the client cannot know what became of it.
    unresolved: Cell<bool>,
    sent: Cell<u32>,
    /// The last body of the compute that was told.
    seen: RefCell<Option<(String, u64)>>,
    /// The last look showed that there was none.
    seen_missing: Cell<bool>,
    /// The first compute was gone at some time.
    gone: Cell<bool>,
}

#[derive(Clone)]
struct Place(Rc<World>);

impl World {
    fn fault(&self, what: impl Into<String>) {
        self.wrong.borrow_mut().get_or_insert(what.into());
    }

    fn note(&self, told: &str) {
        told.hash(&mut *self.transcript.borrow_mut());
        let mut node = self.transcript.borrow().clone();
        self.service.borrow().hash(&mut node);
        self.unresolved.get().hash(&mut node);
        self.nodes.borrow_mut().push(node.finish());
    }

    fn begins(&self, request: &Request) {
        if request.method == Method::Get {
            return;
        }
        // Whatever else: nothing is sent while it is not known what became of the request before.
        if self.unresolved.replace(true) {
            self.fault("sent again although nobody knew what became of it");
        }
        self.sent.set(self.sent.get() + 1);
    }

    /// What the client learns from an answer.
    fn learns(&self, request: &Request, response: &Response) {
        let about_compute = request.url.contains("/computes/");
        let doubtful = response.status >= 500 && response.status != 503;
        if request.method != Method::Get {
            self.unresolved.set(doubtful);
        } else if about_compute {
            let body = told(&response.body);
            let conclusive = response.status == 404 || (response.status == 200 && body.is_some());
            if conclusive {
                self.unresolved.set(false);
                self.seen_missing.set(response.status == 404);
                self.seen.replace(body);
            }
        }
    }
}

impl Transport for Place {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let world = &self.0;
        assert!(request.url.starts_with(HOST), "the token goes to {}", request.url);
        let at = world.exchanges.get();
        world.exchanges.set(at + 1);
        assert!(at < MOST_EXCHANGES, "asks for ever: {:?} {:?}", world.events, world.tail);
        let event = world.events.get(at).copied().unwrap_or_else(|| world.tail.event());
        let now = world.now.get();
        world.begins(request);
        world.service.borrow_mut().before(event, now);
        let handle = || world.service.borrow_mut().handle(request, now);
        let result = match event {
            Event::LostBefore => Err(TransportError::broken("connection reset")),
            Event::LostAfter => {
                handle();
                Err(TransportError::broken("connection reset"))
            }
            Event::Unsent => {
                world.unresolved.set(world.unresolved.get() && request.method == Method::Get);
                Err(TransportError::unsent("connection refused"))
            }
            Event::Abort => {
                handle();
                world.abort.abort();
                std::future::pending().await
            }
            Event::Expired => Ok(answer(401, &[], "")),
            Event::Throttled => Ok(answer(429, &[("retry-after", "2")], "")),
            Event::Refused => Ok(answer(403, &[], "")),
            Event::ErrorBefore => Ok(answer(500, &[], "")),
            Event::ErrorAfter => {
                handle();
                Ok(answer(504, &[], ""))
            }
            Event::Unreadable => {
                let response = handle();
                Ok(Response { body: "<html>".to_owned(), ..response })
            }
            _ => Ok(handle()),
        };
        let first = world.service.borrow().compute.map(|compute| compute.made.0) == Some(1);
        world.gone.set(world.gone.get() || !first);
        let line = match &result {
            Ok(response) => {
                world.learns(request, response);
                let header = response.headers.get("azure-asyncoperation").unwrap_or_default();
                format!("{} {} {header} {}", request.url, response.status, response.body)
            }
            Err(error) => format!("{} {error:?}", request.url),
        };
        world.note(&line);
        result
    }
}

impl Clock for Place {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.now.get())
    }

    async fn sleep(&self, duration: Duration) {
        let mut polled = false;
        poll_fn(|context| {
            if polled {
                return Poll::Ready(());
            }
            polled = true;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        let passed = u64::try_from(duration.as_millis()).unwrap();
        self.0.now.set(self.0.now.get() + passed);
    }
}

impl TokenSource for Place {
    async fn token(&self, _: &TokenRequest<'_>) -> Result<AccessToken, TokenError> {
        let number = self.0.tokens.get() + 1;
        self.0.tokens.set(number);
        let expires = Timestamp(self.0.now.get() + 2 * HOUR);
        Ok(AccessToken { token: Secret::new(format!("TOKEN-{number}")), expires })
    }
}

/// What a call has come to.
struct End {
    world: Rc<World>,
    /// What it gave: a resource, if there is to be one, and what `ensure` says that it did.
    result: Result<(Option<String>, Option<Outcome>), Error>,
    notes: Notes,
}

fn run(scene: (Call, Option<u32>), tells: bool, events: &[Event], tail: Tail) -> End {
    let (call, there) = scene;
    let world = Rc::new(World {
        service: RefCell::new(Service::new(there, tells, BEGIN)),
        events: events.to_vec(),
        tail,
        now: Cell::new(BEGIN),
        exchanges: Cell::default(),
        tokens: Cell::default(),
        abort: Abort::new(),
        transcript: RefCell::default(),
        nodes: RefCell::default(),
        wrong: RefCell::default(),
        unresolved: Cell::default(),
        sent: Cell::default(),
        seen: RefCell::default(),
        seen_missing: Cell::default(),
        gone: Cell::new(there.is_none()),
    });
    let place = Place(Rc::clone(&world));
    let random = Cell::new(0_u64);
    let client = Client::new(&settings(), place.clone(), place.clone(), place, move || {
        random.set(random.get() + 1);
        random.get().wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
    .unwrap();
    let abort = world.abort.clone();
    let options = CallOptions { abort, if_absent: call == Call::Absent, ..CallOptions::default() };
    let mut notes = Notes::default();
    let o = &options;
    let text = |resource: azureml_compute::client::Resource| (Some(resource.into_string()), None);
    let result = match call {
        Call::Create | Call::Absent => {
            block_on(client.create_unchecked("gpu1", BODY, o, &mut notes)).map(text)
        }
        Call::Ensure => {
            let check = Options::default();
            block_on(client.ensure("gpu1", BODY, &check, o, &mut notes))
                .map(|ensured| (Some(ensured.resource.as_str().to_owned()), Some(ensured.outcome)))
        }
        Call::Update => block_on(client.update("gpu1", PATCH, o, &mut notes)).map(text),
        Call::Delete => {
            let action = UnderlyingResourceAction::Delete;
            block_on(client.delete("gpu1", action, o, &mut notes)).map(|()| (None, None))
        }
    };
    drop(client);
    End { world, result, notes }
}

/// What must hold, whatever happened. `None` if all of it does.
fn judge(call: Call, end: &End) -> Option<String> {
    let End { world, result, notes } = end;
    if let Some(wrong) = world.wrong.borrow().as_ref() {
        return Some(wrong.clone());
    }
    let service = world.service.borrow();
    let acted = &service.acted;
    let wrong = |what: &str| Some(format!("{what}: {result:?}"));
    let result = result.as_ref();
    let count = |method| acted.iter().filter(|one| one.method == method).count();
    // No wait without end.
    let waits = if call == Call::Ensure { 2 } else { 1 };
    if world.now.get() - BEGIN > waits * HOUR + 100_000 {
        return wrong("waits for ever");
    }
    // Nothing is done twice.
    if count(Method::Patch) > 1 {
        return wrong("updated twice");
    }
    if acted.iter().any(|one| one.method == Method::Delete && one.on_theirs) {
        return wrong("deleted what another client has made meanwhile");
    }
    let made: HashSet<u32> =
        acted.iter().filter(|one| one.method == Method::Put).map(|one| one.on).collect();
    if made.len() > 1 + usize::try_from(service.others_deleted).unwrap() {
        return wrong("created twice");
    }
    let seen = world.seen.borrow();
    let state = seen.as_ref().map_or("", |(state, _)| state.as_str());
    let status = notes.progress.last().map(|progress| progress.status);
    match result {
        Ok((resource, outcome)) => {
            if status.is_some_and(|status| status != Status::Succeeded) {
                return wrong("success without the last progress");
            }
            let unchanged = *outcome == Some(Outcome::Unchanged);
            let replace = *outcome == Some(Outcome::ReplaceNeeded);
            if unchanged && !acted.is_empty() {
                return wrong("changed, and said not to be");
            }
            if call == Call::Delete {
                let done = world.gone.get() || count(Method::Delete) > 0;
                return if done { None } else { wrong("said to be deleted") };
            }
            // The resource is what was told last, and it is there.
            let body = resource.as_deref().and_then(told);
            if body.is_none() || body != *seen || state != "Succeeded" && !replace {
                return wrong("not the last truth");
            }
            // What was asked for was done, or is so.
            let wanted = body.is_some_and(|(_, most)| most == u64::from(OURS));
            let done = !acted.is_empty();
            if !replace && !wanted && !done {
                return wrong("lost");
            }
            None
        }
        Err(error) => {
            if error.is_aborted() != world.abort.is_aborted() {
                return wrong("an abort that is none, or none that is one");
            }
            if error.is_outcome_unknown() {
                if world.sent.get() == 0 {
                    return wrong("in doubt without a request");
                }
                // What others have made may well have ended.
                let others = error.code() == "Conflict" && status == Some(Status::Succeeded);
                if !others && status.is_some_and(|status| status != Status::Running) {
                    return wrong("in doubt, and said to have ended");
                }
                return None;
            }
            // It was not done, or the service has said how it ended, or the compute is not there.
            let ended = service.ours_failed()
                || matches!(state, "Failed" | "Canceled")
                || world.seen_missing.get();
            if !acted.is_empty() && !ended {
                return wrong("done, and said not to be");
            }
            None
        }
    }
}

/// Figures of a walk.
#[derive(Default)]
struct Figures {
    runs: usize,
    equal: usize,
}

/// All orders of events up to a depth. Where the client has been told the same and the truth is the same, what
/// follows is the same: it is walked once.
fn walk(scene: (Call, Option<u32>), tells: bool, depth: usize) -> Figures {
    let (mut figures, mut seen) = (Figures::default(), HashSet::new());
    let mut open: Vec<Vec<Event>> = vec![Vec::new()];
    let mut wrong = Vec::new();
    let alphabet = if depth > 3 { &KINDS[..] } else { &EVENTS[..] };
    while let Some(events) = open.pop() {
        let end = run(scene, tells, &events, Tail::Well);
        figures.runs += 1;
        if let Some(what) = judge(scene.0, &end) {
            wrong.push(format!("{scene:?} {tells} {events:?}: {what}"));
            continue;
        }
        let nodes = end.world.nodes.borrow();
        // What comes after the last event is what is still open.
        let node = events.len().checked_sub(1).map(|last| nodes.get(last).copied());
        if node.is_some_and(|node| node.is_none_or(|node| !seen.insert((events.len(), node)))) {
            figures.equal += 1;
            continue;
        }
        if events.len() < depth && end.world.exchanges.get() > events.len() {
            open.extend(alphabet.iter().map(|event| [events.as_slice(), &[*event]].concat()));
        }
    }
    wrong.sort_by_key(String::len);
    wrong.truncate(12);
    assert!(wrong.is_empty(), "{wrong:#?}");
    figures
}

#[test]
fn every_order_of_the_first_exchanges() {
    let asked = std::env::var("AZUREML_WAITS_DEPTH").ok().and_then(|depth| depth.parse().ok());
    let mut all = Figures::default();
    for scene in SCENES {
        for tells in [true, false] {
            // A service whose headers are hidden is walked less far, as long as nobody asks for more.
            let depth = asked.unwrap_or(if tells { 3 } else { 2 });
            let figures = walk(scene, tells, depth);
            println!(
                "{scene:?} {tells} {depth}: {} runs, {} equal states",
                figures.runs, figures.equal
            );
            all.runs += figures.runs;
            all.equal += figures.equal;
        }
    }
    println!("all: {} runs, {} equal states", all.runs, all.equal);
    assert!(all.runs > 1000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn random_orders(
        scene in prop::sample::select(&SCENES[..]),
        tells in any::<bool>(),
        events in prop::collection::vec(prop::sample::select(&EVENTS[..]), 0..40),
        tail in prop::sample::select(&TAILS[..]),
    ) {
        let end = run(scene, tells, &events, tail);
        prop_assert_eq!(judge(scene.0, &end), None);
    }
}
