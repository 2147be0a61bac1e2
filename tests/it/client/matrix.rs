//! Faults against the emulator: every fault at every request of every call, once, three times, for ever.
//! Nothing is lost, nothing is done twice, every outcome has a type. No real time passes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::{Duration, UNIX_EPOCH};

use azureml_compute::client::request::{Method, Request, Response};
use azureml_compute::client::{
    AccessToken, CallOptions, Client, Clock, Error, Listing, Secret, Settings, Timestamp,
    TokenError, TokenRequest, TokenSource, Transport, TransportError, UnderlyingResourceAction,
};
use azureml_compute_emulator::engine::{Config, Engine, resource};
use azureml_compute_emulator::in_process::Handle;
use pollster::block_on;

use super::matrix_faults::{Act, FAULTS, Fault};

pub(crate) const ORIGIN: &str = "https://emulator.example";
const BODY: &str = r#"{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_DS3_V2","scaleSettings":{"minNodeCount":0,"maxNodeCount":4}}}}"#;
const INSTANCE: &str = r#"{"location":"westeurope","properties":{"computeType":"ComputeInstance","properties":{"vmSize":"STANDARD_DS3_V2"}}}"#;
const PATCH: &str =
    r#"{"properties":{"properties":{"scaleSettings":{"minNodeCount":0,"maxNodeCount":7}}}}"#;
const JOB: &str = r#"{"properties":{"command":"python train.py","environmentId":"azureml:env:1","computeId":"old-1"}}"#;
const BEGIN: u64 = 1_767_225_600_000;
const CLASSES: [&str; 6] = [
    "ArmError",
    "AuthError",
    "ThrottledError",
    "TimeoutError",
    "NetworkError",
    "UntrustedUrlError",
];
const HOUR: u64 = 3_600_000;

/// An emulator behind a line on which one fault happens.
struct Line {
    service: Handle,
    now: Cell<u64>,
    fault: &'static Fault,
    /// The requests that the fault hits, counted from 1.
    hits: std::ops::Range<usize>,
    requests: Cell<usize>,
    fired: Cell<usize>,
    tokens: Cell<usize>,
    /// What reached the service and what it answered.
    done: RefCell<Vec<(Method, u16, String)>>,
}

#[derive(Clone)]
struct Host(Rc<Line>);

impl Transport for Host {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let line = &self.0;
        assert!(request.url.starts_with(ORIGIN), "the token goes to {}", request.url);
        line.requests.set(line.requests.get() + 1);
        let hit = line.hits.contains(&line.requests.get());
        let act = match line.fault.before.filter(|_| hit) {
            Some(before) => before(request),
            None => Act::Pass,
        };
        let act = match act {
            Act::Pass => {
                let mut response = line.service.handle(request);
                // The clocks of the two are far apart.
                let seconds = u64::try_from(line.service.now().millis() / 1000).unwrap();
                let date = UNIX_EPOCH + Duration::from_secs(seconds);
                response.headers.set("date", httpdate::fmt_http_date(date));
                let state = provisioning_state(&response.body);
                line.done.borrow_mut().push((request.method, response.status, state));
                match line.fault.after.filter(|_| hit) {
                    Some(after) => after(request, response),
                    None => return Ok(response),
                }
            }
            act => act,
        };
        match act {
            // The fault has nothing to spoil here.
            Act::Same(response) => Ok(response),
            act => {
                line.fired.set(line.fired.get() + 1);
                match act {
                    Act::Answer(response) => Ok(response),
                    Act::Unsent => Err(TransportError::unsent("connection refused")),
                    Act::Broken => Err(TransportError::broken("connection reset")),
                    _ => std::future::pending().await,
                }
            }
        }
    }
}

impl Clock for Host {
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
        self.0.service.advance(duration);
        self.0.now.set(self.0.now.get() + u64::try_from(duration.as_millis()).unwrap());
    }
}

impl TokenSource for Host {
    async fn token(&self, _: &TokenRequest<'_>) -> Result<AccessToken, TokenError> {
        let line = &self.0;
        line.tokens.set(line.tokens.get() + 1);
        Ok(AccessToken {
            token: Secret::new(format!("TOKEN-{}", line.tokens.get())),
            expires: Timestamp(line.now.get() + HOUR),
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Call {
    Get,
    List,
    Workspace,
    Sizes,
    Nodes,
    Create,
    Update,
    Delete,
    Stop,
    Restart,
    Idle,
    Submit,
}

impl Call {
    fn is_sent_once(self) -> bool {
        matches!(self, Self::Nodes | Self::Update | Self::Stop | Self::Restart | Self::Idle)
    }
}

async fn run(call: Call, client: &Client<Host, Host, Host>) -> Result<usize, Error> {
    let options = CallOptions::default();
    match call {
        Call::Get => client.get("old-1", &options).await.map(|_| 0),
        Call::Workspace => client.workspace(&options).await.map(|_| 0),
        Call::Create => client.create_unchecked("new", BODY, &options, &mut ()).await.map(|_| 0),
        Call::Delete => {
            let action = UnderlyingResourceAction::Delete;
            client.delete("old-1", action, &options, &mut ()).await.map(|()| 0)
        }
        Call::List => count(client.list(), &options).await,
        Call::Sizes => count(client.vm_sizes("westeurope"), &options).await,
        Call::Nodes => count(client.list_nodes("old-1"), &options).await,
        Call::Update => client.update("old-1", PATCH, &options, &mut ()).await.map(|_| 0),
        Call::Stop => client.stop("notebook", &options, &mut ()).await.map(|_| 0),
        Call::Restart => client.restart("notebook", &options, &mut ()).await.map(|_| 0),
        Call::Idle => client.update_idle_shutdown("notebook", "PT30M", &options).await.map(|()| 0),
        Call::Submit => client.submit("job-1", JOB, &options).await.map(|_| 0),
    }
}

async fn count(
    mut listing: Listing<'_, Host, Host, Host>,
    options: &CallOptions,
) -> Result<usize, Error> {
    let mut items = 0;
    while let Some(page) = listing.next_page(options).await? {
        items += page.items().len();
    }
    Ok(items)
}

/// What the service itself says about something, an hour later: the value at a pointer.
fn told(service: &Handle, path: &str, pointer: &str) -> String {
    service.advance(Duration::from_millis(HOUR));
    let response = service.handle(&request(Method::Get, path));
    let body: serde_json::Value = serde_json::from_str(&response.body).unwrap();
    body.pointer(pointer).map_or("none".to_owned(), ToString::to_string).replace('"', "")
}

fn request(method: Method, path: &str) -> Request {
    let id = resource::workspace_id(&Config::default());
    let mut request = Request::new(method, format!("{ORIGIN}{id}/{path}?api-version=2026-05-01"));
    request.headers.set("authorization", "Bearer x");
    request
}

fn provisioning_state(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    body["properties"]["provisioningState"].as_str().unwrap_or("none").to_owned()
}

/// A workspace with two clusters and an instance.
fn furnish(service: &Handle) {
    service.with(Engine::reset);
    for (name, body) in [("old-1", BODY), ("old-2", BODY), ("notebook", INSTANCE)] {
        let mut request = request(Method::Put, &format!("computes/{name}"));
        request.headers.set("content-type", "application/json");
        request.body = Some(body.to_owned());
        assert_eq!(service.handle(&request).status, 201);
    }
    service.advance(Duration::from_millis(HOUR));
}

fn settings() -> Settings {
    let config = Config::default();
    let mut settings =
        Settings::new(config.subscription_id, config.resource_group, config.workspace);
    settings.endpoint = Some(ORIGIN.to_owned());
    settings
}

/// How a call under a fault ends. `None` if the fault had no occasion.
fn outcome(
    service: &Handle,
    call: Call,
    fault: &'static Fault,
    hits: std::ops::Range<usize>,
) -> Option<(String, usize)> {
    furnish(service);
    let line = Rc::new(Line {
        service: service.clone(),
        // The caller's clock need not be right.
        now: Cell::new(BEGIN.saturating_add_signed(fault.skew)),
        fault,
        hits,
        requests: Cell::new(0),
        fired: Cell::new(0),
        tokens: Cell::new(0),
        done: RefCell::default(),
    });
    let host = Host(Rc::clone(&line));
    let random = Cell::new(0_u64);
    let client = Client::new(&settings(), host.clone(), host.clone(), host, move || {
        random.set(random.get() + 1);
        random.get().wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    let begun = line.now.get();
    let result = block_on(run(call, &client.unwrap()));
    if line.fired.get() == 0 {
        return None;
    }
    let what = format!("{call:?} under {} at {:?}: {result:?}", fault.name, line.hits);
    assert!(line.now.get() - begun <= HOUR + 100_000, "waits for ever: {what}");
    // Nothing is done twice: what began something is sent again only after a look has shown that nothing
    // of it is under way; the same PUT on a resource at rest leaves the same resource.
    let done = line.done.borrow();
    let begins = |(method, status, _): &&(Method, u16, String)| {
        *method != Method::Get && (200..300).contains(status)
    };
    for (at, one) in done.iter().enumerate().filter(|(_, one)| begins(one)) {
        let (before, _) = done.split_at(at);
        if before.iter().filter(begins).any(|earlier| earlier.0 == one.0) {
            let (last, _, state) = before.last().unwrap();
            assert!(one.0 == Method::Put, "done twice: {what} {done:?}");
            assert!(
                call == Call::Submit || (*last == Method::Get && state == "Succeeded"),
                "done twice: {what} {done:?}"
            );
        }
    }
    let ended = match &result {
        Ok(items) => {
            // Nothing is lost: what is said to be done is done.
            let state = "/properties/provisioningState";
            let (path, pointer, wanted) = match call {
                Call::Create => ("computes/new", state, "Succeeded"),
                Call::Delete => ("computes/old-1", state, "none"),
                Call::Update => {
                    ("computes/old-1", "/properties/properties/scaleSettings/maxNodeCount", "7")
                }
                Call::Stop => ("computes/notebook", "/properties/properties/state", "Stopped"),
                Call::Restart => (
                    "computes/notebook",
                    "/properties/properties/lastOperation/operationName",
                    "Restart",
                ),
                Call::Idle => {
                    ("computes/notebook", "/properties/properties/idleTimeBeforeShutdown", "PT30M")
                }
                Call::Submit => ("jobs/job-1", "/name", "job-1"),
                _ => ("computes/old-2", state, "Succeeded"),
            };
            assert_eq!(told(service, path, pointer), wanted, "{what}");
            match call {
                Call::List => assert_eq!(*items, 3, "{what}"),
                Call::Sizes => assert!(*items > 50, "{what}"),
                Call::Nodes => assert_eq!(*items, 0, "{what}"),
                _ => {}
            }
            "ok".to_owned()
        }
        Err(error) => {
            assert!(CLASSES.contains(&error.name()), "{what}");
            assert!(!error.code().is_empty() && !error.message().is_empty(), "{what}");
            let told = format!("{error} {error:?}");
            assert!(!told.contains("TOKEN-") && !told.contains("&s="), "a secret: {told}");
            error.name().to_owned()
        }
    };
    Some((ended, line.fired.get()))
}

/// Each fault at each of the first requests of each call; the ever lasting ones from the first two on.
fn matrix(calls: &[Call]) {
    const EVER: usize = usize::MAX;
    let service = Handle::start(Config { page_size: 1, ..Config::default() }).unwrap();
    let mut table: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let (mut runs, mut faults, mut wrong) = (0, 0, Vec::new());
    let occasions = [(1, 1), (1, 3), (1, EVER), (2, 1), (2, EVER), (3, 1), (4, 1)];
    for &call in calls {
        for fault in FAULTS {
            for (first, times) in occasions {
                let hits = first..times.saturating_add(first);
                let Some((ended, fired)) = outcome(&service, call, fault, hits) else {
                    continue;
                };
                // A POST or PATCH that may have reached the service is not sent again.
                let lasting = times == EVER || (first == 1 && call.is_sent_once());
                let allowed = if lasting { fault.ever } else { fault.once };
                if !allowed.contains(&ended.as_str()) {
                    wrong.push(format!("{call:?}, {}, {first}, {times}: {ended}", fault.name));
                }
                runs += 1;
                faults += fired;
                *table.entry(fault.name).or_default().entry(ended).or_default() += 1;
            }
        }
    }
    println!("{calls:?}: {} kinds of fault, {faults} faults in {runs} calls", table.len());
    for (fault, row) in &table {
        let cells: Vec<String> =
            row.iter().map(|(ended, count)| format!("{ended} {count}")).collect();
        println!("  {fault:<34} {}", cells.join(", "));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Every fault has an occasion, but those of lists and operations where there is none.
    assert!(table.len() + 11 >= FAULTS.len(), "{:?}", table.keys());
}

#[test]
fn faults_while_reading() {
    matrix(&[Call::Get, Call::List, Call::Workspace, Call::Sizes]);
}

#[test]
fn faults_of_what_may_be_sent_again() {
    matrix(&[Call::Create, Call::Delete, Call::Submit]);
}

#[test]
fn faults_of_what_is_sent_once() {
    matrix(&[Call::Nodes, Call::Update, Call::Stop, Call::Restart, Call::Idle]);
}
