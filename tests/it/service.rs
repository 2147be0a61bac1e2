//! The client against the emulator, in one process and on a virtual clock: a provisioning of minutes
//! takes microseconds, and the service behind the client was written by the other half of the house.

mod ensure;
mod preflight;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use azureml_compute::ValidCompute;
use azureml_compute::client::request::{Request, Response};
use azureml_compute::client::{
    AccessToken, CallOptions, Client, Clock, Error, Observer, Progress, ResumeToken, Secret,
    Settings, Timestamp, TokenError, TokenRequest, TokenSource, Transport, TransportError,
    UnderlyingResourceAction,
};
use azureml_compute_emulator::engine::Config;
use azureml_compute_emulator::engine::faults::{Delivery, Drop, Rule};
use azureml_compute_emulator::in_process::Handle;
use pollster::block_on;

/// The emulator as what a client needs of its host.
#[derive(Clone)]
struct Service(Handle);

impl Transport for Service {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        match self.0.exchange(request).delivery {
            Delivery::Whole(response) => Ok(response),
            Delivery::Truncated(..) => Err(TransportError::broken("the body was cut off")),
            Delivery::Dropped => Err(TransportError::broken("the connection was cut")),
        }
    }
}

impl Clock for Service {
    fn now(&self) -> Timestamp {
        Timestamp(u64::try_from(self.0.now().millis()).unwrap())
    }

    async fn sleep(&self, duration: Duration) {
        self.0.advance(duration);
    }
}

struct Tokens;

impl TokenSource for Tokens {
    async fn token(&self, _: &TokenRequest<'_>) -> Result<AccessToken, TokenError> {
        Ok(AccessToken { token: Secret::new("a-token"), expires: Timestamp(u64::MAX) })
    }
}

type Emulated = Client<Service, Service, Tokens>;

fn start(page_size: usize) -> (Handle, Emulated) {
    start_with(Config { page_size, ..Config::default() })
}

fn start_with(config: Config) -> (Handle, Emulated) {
    let settings =
        Settings::new(&config.subscription_id, &config.resource_group, &config.workspace);
    let handle = Handle::start(config).unwrap();
    let service = Service(handle.clone());
    let random = Rc::new(RefCell::new(7_u64));
    let next = move || {
        let mut state = random.borrow_mut();
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        *state
    };
    let client = Client::new(&settings, service.clone(), service, Tokens, next).unwrap();
    (handle, client)
}

const BODY: &str = r#"{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{
    "vmSize":"Standard_DS3_v2","scaleSettings":{"minNodeCount":2,"maxNodeCount":4}}}}"#;

/// Notes what an operation tells.
#[derive(Default)]
struct Notes {
    tokens: Vec<ResumeToken>,
    states: Vec<Option<String>>,
}

impl Observer for Notes {
    fn submitted(&mut self, token: &ResumeToken) {
        self.tokens.push(token.clone());
    }

    fn progress(&mut self, progress: &Progress) {
        self.states.push(progress.provisioning_state.clone());
    }
}

fn create(client: &Emulated, name: &str) -> Result<Notes, Error> {
    let body = ValidCompute::parse(BODY).unwrap();
    let mut notes = Notes::default();
    block_on(client.create(name, &body, &CallOptions::default(), &mut notes))?;
    Ok(notes)
}

fn names(client: &Emulated) -> Vec<String> {
    let mut listing = client.list();
    let mut found = Vec::new();
    while let Some(page) = block_on(listing.next_page(&CallOptions::default())).unwrap() {
        for item in page.items() {
            let item = serde_json::Value::from(&item);
            found.push(item["name"].as_str().unwrap().to_owned());
        }
    }
    found
}

#[test]
fn a_cluster_lives_and_goes() {
    let (_, client) = start(50);
    let options = CallOptions::default();
    let notes = create(&client, "gpu-cluster").unwrap();
    assert_eq!(notes.tokens.len(), 1, "accepted once");
    assert!(notes.states.iter().any(|state| state.as_deref() == Some("Creating")));
    let resource = block_on(client.get("GPU-Cluster", &options)).unwrap();
    assert_eq!(resource.provisioning_state().as_deref(), Some("Succeeded"));
    assert!(resource.as_str().contains("STANDARD_DS3_V2"), "the answer of the service, as it is");
    assert_eq!(names(&client), ["gpu-cluster"]);
    let action = UnderlyingResourceAction::Delete;
    block_on(client.delete("gpu-cluster", action, &options, &mut ())).unwrap();
    let gone = block_on(client.get("gpu-cluster", &options)).unwrap_err();
    assert!(gone.is_not_found(), "{gone:?}");
    assert!(names(&client).is_empty());
}

#[test]
fn pages_are_followed_to_the_end() {
    let (_, client) = start(3);
    let wanted: Vec<String> = (0..8).map(|number| format!("cluster-{number}a")).collect();
    for name in &wanted {
        create(&client, name).unwrap();
    }
    let mut found = names(&client);
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn another_process_can_take_an_operation_up() {
    let (_, client) = start(50);
    let notes = create(&client, "gpu-cluster").unwrap();
    let text = notes.tokens[0].to_string();
    assert!(!text.contains("sig") && !text.contains("c="), "no signed URL in {text}");
    let token = ResumeToken::parse(&text).unwrap();
    let resource = block_on(client.resume(&token, &CallOptions::default(), &mut ())).unwrap();
    assert_eq!(resource.unwrap().provisioning_state().as_deref(), Some("Succeeded"));
}

#[test]
fn what_the_service_refuses_comes_back_with_its_words() {
    let (_, client) = start(50);
    let body = BODY.replace("Standard_DS3_v2", "Standard_DS3_v9");
    let error =
        block_on(client.create_unchecked("gpu-cluster", &body, &CallOptions::default(), &mut ()))
            .unwrap_err();
    let text = serde_json::to_value(&error).unwrap();
    assert_eq!(text["name"], "ArmError", "{text}");
    assert!(text.to_string().contains("SupportedVMSizes"), "{text}");
}

/// Faults on the way of a create: whatever happens, the cluster is there once and the caller knows it.
#[test]
fn faults_lose_nothing_and_double_nothing() {
    let rules: Vec<(&str, Rule)> = vec![
        ("408", Rule { status: Some(408), times: Some(1), ..Rule::default() }),
        ("429", Rule { status: Some(429), times: Some(2), ..Rule::default() }),
        ("500", Rule { status: Some(500), times: Some(1), ..Rule::default() }),
        ("503", Rule { status: Some(503), times: Some(2), ..Rule::default() }),
        ("dropped before", Rule { drop: Some(Drop::Before), times: Some(1), ..Rule::default() }),
        ("dropped after", Rule { drop: Some(Drop::After), times: Some(1), ..Rule::default() }),
        ("cut off", Rule { truncate: Some(9), times: Some(1), ..Rule::default() }),
        (
            "no polling header",
            Rule { headers_off: vec!["azure-asyncoperation".into()], ..Rule::default() },
        ),
        (
            "a far Retry-After",
            Rule {
                status: Some(503),
                times: Some(1),
                headers: BTreeMap::from([("retry-after".to_owned(), "86400".to_owned())]),
                ..Rule::default()
            },
        ),
    ];
    for method in ["PUT", "GET"] {
        for (what, rule) in &rules {
            let (handle, client) = start(50);
            let rule = Rule { method: Some(method.to_owned()), ..rule.clone() };
            handle.with(|engine| engine.add_fault(rule));
            let made = create(&client, "gpu-cluster");
            handle.with(azureml_compute_emulator::engine::Engine::clear_faults);
            let far = *what == "a far Retry-After";
            match made {
                Ok(_) => assert!(!far, "{method}: who asks for a day is not asked again at once"),
                Err(error) => {
                    assert!(far, "{method}, {what}: {error:?}");
                    assert_eq!(error.retry_after().unwrap().as_secs(), 86_400, "{method}");
                }
            }
            let there = if far && method == "PUT" { vec![] } else { vec!["gpu-cluster"] };
            assert_eq!(names(&client), there, "{method}, {what}");
        }
    }
}
