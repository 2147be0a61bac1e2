//! The service itself, without IO: a request goes in, an answer comes out, at a time that the
//! caller sets. The same requests at the same times give the same answers, byte for byte.

pub mod clock;
pub mod directory;
pub mod errors;
pub mod faults;
pub mod ids;
pub mod journal;
pub mod kind;
pub mod levers;
pub mod lifecycle;
mod operations;
pub mod place;
pub mod quota;
pub mod resource;
pub mod route;
pub mod schedule;
pub mod schema;
pub mod shape;
pub mod sizes;
mod snapshot;
pub mod store;
pub mod target;
pub mod throttle;
pub mod token;
pub mod versions;

use azureml_compute::client::request::{Headers, Request, Response};
use clock::{Clock, Mode, Moment};
use errors::ArmError;
use faults::{Delivery, Drop, Exchange, Faults, Rule};
use ids::Ids;
use journal::Journal;
use levers::Tokens;
use lifecycle::Timing;
use operations::Context;
use place::Place;
use quota::Limits;
use schema::Oracle;
use serde_json::{Value, json};
use std::time::Duration;
use store::Store;
use target::Target;
use throttle::{Charge, Throttle};
use versions::ApiVersion;

/// Which header fields the first answer to a long operation has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wire {
    /// Those of recorded traffic: `Azure-AsyncOperation` alone, and 201 for updates too.
    #[default]
    Seen,
    /// Those of the documentation: `Location` and `Retry-After` as well, and 200 for updates.
    Documented,
}

/// What is emulated.
#[derive(Clone, Debug)]
pub struct Config {
    /// The tenant of the first workspace.
    pub tenant_id: String,
    /// The subscription of the first workspace.
    pub subscription_id: String,
    /// The resource group of the first workspace.
    pub resource_group: String,
    /// The first workspace.
    pub workspace: String,
    /// The region of the first workspace.
    pub location: String,
    /// Further workspaces.
    pub more: Vec<Place>,
    /// What subscriptions may have.
    pub limits: Limits,
    /// Header fields of long operations.
    pub wire: Wire,
    /// Whether calls that come too fast are refused.
    pub throttle: bool,
    /// Whether a cluster needs both node counts. The description has a default for the lower one; the
    /// service has been seen to refuse a body without it.
    pub counts_required: bool,
    /// Computes on a page of a list.
    pub page_size: usize,
    /// How long things take.
    pub timing: Timing,
    /// How time passes.
    pub mode: Mode,
    /// The time at the beginning.
    pub start: Moment,
    /// What identifiers are made from.
    pub seed: u64,
}

impl Default for Config {
    /// A workspace on a virtual clock.
    fn default() -> Self {
        Self {
            tenant_id: directory::TENANT.to_owned(),
            subscription_id: "11111111-2222-4333-8444-555555555555".to_owned(),
            resource_group: "emulated-group".to_owned(),
            workspace: "emulated-workspace".to_owned(),
            location: "westeurope".to_owned(),
            more: Vec::new(),
            limits: Limits::default(),
            wire: Wire::Seen,
            throttle: false,
            counts_required: false,
            page_size: 50,
            timing: Timing::default(),
            mode: Mode::Virtual,
            start: Moment::START,
            seed: 0x00a2_c0de,
        }
    }
}

impl Config {
    /// The workspace that is there from the start.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            tenant_id: self.tenant_id.clone(),
            subscription_id: self.subscription_id.clone(),
            resource_group: self.resource_group.clone(),
            workspace: self.workspace.clone(),
            location: self.location.clone(),
        }
    }

    /// All workspaces.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut places = vec![self.place()];
        places.extend(self.more.iter().cloned());
        places
    }
}

/// The emulated service.
pub struct Engine {
    config: Config,
    /// What it was told at the start.
    initial: Config,
    oracle: &'static Oracle,
    clock: Clock,
    ids: Ids,
    store: Store,
    throttle: Throttle,
    tokens: Tokens,
    faults: Faults,
    journal: Journal,
}

impl Engine {
    /// A service without computes.
    ///
    /// # Errors
    ///
    /// What is wrong with the built-in schemas.
    pub fn new(config: Config) -> Result<Self, String> {
        Ok(Self {
            oracle: Oracle::shared()?,
            clock: Clock::new(config.mode, config.start),
            ids: Ids::new(config.seed),
            store: Store::default(),
            throttle: Throttle::default(),
            tokens: Tokens::default(),
            faults: Faults::default(),
            journal: Journal::default(),
            initial: config.clone(),
            config,
        })
    }

    /// Answers a request, as the service would.
    pub fn handle(&mut self, request: &Request) -> Response {
        let target = Target::parse(&request.url);
        let charge = self.charge(request, target.as_ref());
        let answer = match charge.wait.filter(|_| self.config.throttle) {
            Some(wait) => Err(Charge::refusal(wait)),
            None => self.perform(request, target.as_ref()),
        };
        let mut response = answer.unwrap_or_else(ArmError::into_response);
        self.stamp(request, charge, &mut response.headers);
        response
    }

    /// Answers a request, with the faults that are in force.
    pub fn exchange(&mut self, request: &Request) -> Exchange {
        let rule = self.faults.take(request).unwrap_or_default();
        let delivery = if rule.drop == Some(Drop::Before) {
            Delivery::Dropped
        } else {
            let response = match rule.answer() {
                Some(mut response) => {
                    let charge = self.charge(request, Target::parse(&request.url).as_ref());
                    self.stamp(request, charge, &mut response.headers);
                    response
                }
                None => self.handle(request),
            };
            rule.spoil(response)
        };
        let outcome = match &delivery {
            Delivery::Whole(response) => json!(response.status),
            Delivery::Truncated(..) => json!("truncated"),
            Delivery::Dropped => json!("dropped"),
        };
        self.journal.note(self.clock.now(), request, outcome);
        Exchange { delay_ms: rule.delay_ms, delivery }
    }

    /// What is emulated.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The emulated time.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.clock.now()
    }

    /// How time passes.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.clock.mode()
    }

    /// Tells what time it is outside; see [`Clock::set_host`].
    pub fn set_now(&mut self, host: Moment) {
        self.clock.set_host(host);
    }

    /// Moves the clock by hand.
    pub fn advance(&mut self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Changes how time passes. A clock that becomes virtual keeps the time it shows.
    pub fn set_mode(&mut self, mode: Mode) {
        self.clock.set_mode(mode, None);
    }

    /// Adds a fault.
    pub fn add_fault(&mut self, rule: Rule) {
        self.faults.add(rule);
    }

    /// Ends all faults.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// Forgets everything, limits and switches included. A virtual clock goes back to its start; one that
    /// follows the host stays.
    pub fn reset(&mut self) {
        self.config = self.initial.clone();
        if self.clock.mode() == Mode::Virtual {
            self.clock.set_mode(Mode::Virtual, Some(self.config.start));
        }
        self.ids = Ids::new(self.config.seed);
        self.store = Store::default();
        self.throttle = Throttle::default();
        self.tokens = Tokens::default();
        self.faults.clear();
        self.journal = Journal::default();
    }

    /// Everything there is to see: the time, the requests, the computes, the faults.
    pub fn dump(&mut self) -> Value {
        let now = self.clock.now();
        let computes: Vec<Value> =
            self.store.all(now).map(|(_, compute)| resource::compute(compute)).collect();
        json!({
            "now": now.rfc3339(),
            "requests": self.journal.entries(),
            "computes": computes,
            "underlying": self.store.underlying,
            "faults": self.faults.rules(),
        })
    }

    fn perform(
        &mut self,
        request: &Request,
        target: Option<&Target>,
    ) -> Result<Response, ArmError> {
        let target = target.ok_or_else(|| {
            ArmError::new(400, "InvalidRequestUri", "the request URL cannot be read")
        })?;
        if let Some(answer) = directory::public(request.method, target) {
            return answer;
        }
        let now = self.clock.now();
        let caller = token::require(&request.headers, now)?;
        self.tokens.admit(&caller, now.millis() / 1_000)?;
        if let Some(answer) = directory::accounts(&self.config, request.method, target) {
            return answer;
        }
        let path = directory::resource_path(&target.segments);
        let operation = route::route(request.method, path)?;
        let subscription = path.get(1).map(String::as_str).unwrap_or_default();
        let places = self.config.places();
        let home =
            places.iter().find(|place| place.subscription_id.eq_ignore_ascii_case(subscription));
        if let Some(home) = home {
            token::require_tenant(&caller, &home.tenant_id)?;
        }
        let version = ApiVersion::parse(target.parameter("api-version").as_deref())?;
        require_json(request)?;
        let context = Context {
            config: &self.config,
            store: &mut self.store,
            ids: &mut self.ids,
            oracle: self.oracle,
            now: self.clock.now(),
            target,
            version,
            caller: &caller,
            body: request.body.as_deref(),
        };
        operations::perform(operation, context)
    }

    /// Charges a call to whoever makes it.
    fn charge(&mut self, request: &Request, target: Option<&Target>) -> Charge {
        let path = target.map(|target| directory::resource_path(&target.segments));
        let subscription = path.and_then(|path| path.get(1)).map_or("", String::as_str);
        let principal = token::principal(&request.headers);
        self.throttle.charge(subscription, &principal, request.method, self.clock.now())
    }

    /// The header fields that every answer has.
    fn stamp(&mut self, request: &Request, charge: Charge, headers: &mut Headers) {
        let now = self.clock.now();
        let request_id = self.ids.guid();
        let made_up = self.ids.guid();
        let correlation = request.headers.get("x-ms-correlation-request-id").unwrap_or(&made_up);
        let compact: String =
            now.rfc3339().chars().take(19).filter(|one| !"-:".contains(*one)).collect();
        let region = self.config.location.to_ascii_uppercase();
        headers.set("x-ms-routing-request-id", format!("{region}:{compact}Z:{request_id}"));
        headers.set("x-ms-correlation-request-id", correlation);
        headers.set("x-ms-request-id", request_id);
        if let Some(client_id) = request.headers.get("x-ms-client-request-id")
            && request
                .headers
                .get("x-ms-return-client-request-id")
                .is_some_and(|wish| wish.eq_ignore_ascii_case("true"))
        {
            headers.set("x-ms-client-request-id", client_id);
        }
        headers.set("cache-control", "no-cache");
        headers.set("x-content-type-options", "nosniff");
        charge.write(headers);
    }
}

/// A body must be announced as JSON.
fn require_json(request: &Request) -> Result<(), ArmError> {
    let announced = request.headers.get("content-type").unwrap_or_default();
    let kind = announced.split(';').next().unwrap_or_default().trim();
    // Actions without parameters are often sent with an empty body and some other type.
    if request.body.as_deref().is_none_or(str::is_empty)
        || kind.eq_ignore_ascii_case("application/json")
    {
        return Ok(());
    }
    let message = format!("the media type `{kind}` is not supported: send `application/json`");
    Err(ArmError::new(415, "UnsupportedMediaType", message))
}
