//! Faults against the emulator: every fault at every request of every call, once, three times, for ever.
//! Nothing is lost, nothing is done twice, every outcome has a type. No real time passes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use azureml_compute::client::request::{Method, Request, Response};
use azureml_compute::client::{
    AccessToken, CallOptions, Client, Clock, Error, Secret, Settings, Timestamp, TokenError,
    TokenRequest, TokenSource, Transport, TransportError, UnderlyingResourceAction,
};
use azureml_compute_emulator::engine::{Config, Engine, resource};
use azureml_compute_emulator::in_process::Handle;
use pollster::block_on;

use super::matrix_faults::{Act, FAULTS, Fault};

pub(crate) const ORIGIN: &str = "https://emulator.example";
const BODY: &str = r#"{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_DS3_V2","scaleSettings":{"minNodeCount":0,"maxNodeCount":4}}}}"#;
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
                let response = line.service.handle(request);
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
    Create,
    Delete,
}

const CALLS: [Call; 5] = [Call::Get, Call::List, Call::Workspace, Call::Create, Call::Delete];

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
        Call::List => {
            let mut listing = client.list();
            let mut items = 0;
            while let Some(page) = listing.next_page(&options).await? {
                items += page.items().len();
            }
            Ok(items)
        }
    }
}

/// What the service itself says about a compute, an hour later.
fn state(service: &Handle, name: &str) -> String {
    service.advance(Duration::from_millis(HOUR));
    let id = resource::workspace_id(&Config::default());
    let url = format!("{ORIGIN}{id}/computes/{name}?api-version=2026-05-01");
    let mut request = Request::new(Method::Get, url);
    request.headers.set("authorization", "Bearer x");
    let response = service.handle(&request);
    provisioning_state(&response.body)
}

fn provisioning_state(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    body["properties"]["provisioningState"].as_str().unwrap_or("none").to_owned()
}

/// A workspace with two computes.
fn furnish(service: &Handle) {
    service.with(Engine::reset);
    for name in ["old-1", "old-2"] {
        let id = resource::workspace_id(&Config::default());
        let url = format!("{ORIGIN}{id}/computes/{name}?api-version=2026-05-01");
        let mut request = Request::new(Method::Put, url);
        request.headers.set("authorization", "Bearer x");
        request.headers.set("content-type", "application/json");
        request.body = Some(BODY.to_owned());
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
    for (at, (method, status, _)) in done.iter().enumerate() {
        let begins = *method != Method::Get && matches!(status, 201 | 202);
        let (before, _) = done.split_at(at);
        let again =
            before.iter().any(|(found, status, _)| found == method && matches!(status, 201 | 202));
        if begins && again {
            let (last, _, state) = before.last().unwrap();
            assert!(*last == Method::Get && state == "Succeeded", "done twice: {what} {done:?}");
        }
    }
    let ended = match &result {
        Ok(items) => {
            // Nothing is lost: what is said to be done is done.
            match call {
                Call::Create => assert_eq!(state(service, "new"), "Succeeded", "{what}"),
                Call::Delete => assert_eq!(state(service, "old-1"), "none", "{what}"),
                Call::List => assert_eq!(*items, 2, "{what}"),
                Call::Get | Call::Workspace => {}
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

#[test]
fn every_fault_at_every_request_of_every_call() {
    const EVER: usize = 1_000_000;
    let service = Handle::start(Config { page_size: 1, ..Config::default() }).unwrap();
    let mut table: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let (mut runs, mut faults, mut wrong) = (0, 0, Vec::new());
    for call in CALLS {
        for fault in FAULTS {
            for first in 1..=5 {
                for times in [1, 3, EVER] {
                    let Some((ended, fired)) = outcome(&service, call, fault, first..first + times)
                    else {
                        continue;
                    };
                    let allowed = if times == EVER { fault.ever } else { fault.once };
                    let case = format!("{call:?} under {} at {first}, {times} times", fault.name);
                    if !allowed.contains(&ended.as_str()) {
                        wrong.push(format!("{case}: {ended}"));
                    }
                    runs += 1;
                    faults += fired;
                    let row = table.entry(fault.name).or_default();
                    *row.entry(ended).or_default() += 1;
                }
            }
        }
    }
    println!("{faults} faults in {runs} calls");
    for (fault, row) in &table {
        let cells: Vec<String> =
            row.iter().map(|(ended, count)| format!("{ended} {count}")).collect();
        println!("  {fault:<34} {}", cells.join(", "));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let idle: Vec<&str> =
        FAULTS.iter().map(|fault| fault.name).filter(|name| !table.contains_key(name)).collect();
    assert!(idle.is_empty(), "faults without an occasion: {idle:?}");
}
