//! A service of one compute that does only what it is told: which operation ends when and how, what a second
//! client does, what becomes of each exchange. It knows the truth about everything that it was asked.

use azureml_compute::client::request::{Method, Request, Response};
use serde_json::{Value, json};

use super::script::{HOST, WORKSPACE, answer};

/// What happens at an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Event {
    Pass,
    /// What is under way has come to its end.
    Finish,
    Fail,
    Cancel,
    LostBefore,
    LostAfter,
    Unsent,
    /// The token is refused without a word.
    Expired,
    /// The request arrives, and the caller gives up.
    Abort,
    OtherCreates,
    OtherUpdates,
    OtherDeletes,
    /// Somebody has deleted it and made another one of its name.
    OtherReplaces,
    Throttled,
    ErrorBefore,
    ErrorAfter,
    Refused,
    Unreadable,
}

pub(crate) const EVENTS: [Event; 18] = [
    Event::Pass,
    Event::Finish,
    Event::Fail,
    Event::Cancel,
    Event::LostBefore,
    Event::LostAfter,
    Event::Unsent,
    Event::Expired,
    Event::Abort,
    Event::OtherCreates,
    Event::OtherUpdates,
    Event::OtherDeletes,
    Event::OtherReplaces,
    Event::Throttled,
    Event::ErrorBefore,
    Event::ErrorAfter,
    Event::Refused,
    Event::Unreadable,
];

/// One of each kind: a canceled operation is one that failed, an error of the service is a lost answer, and
/// what cannot be read is refused.
pub(crate) const KINDS: [Event; 14] = [
    Event::Pass,
    Event::Finish,
    Event::Fail,
    Event::LostBefore,
    Event::LostAfter,
    Event::Unsent,
    Event::Expired,
    Event::Abort,
    Event::OtherCreates,
    Event::OtherUpdates,
    Event::OtherDeletes,
    Event::OtherReplaces,
    Event::Throttled,
    Event::Refused,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    Creating,
    Updating,
    Deleting,
    Succeeded,
    Failed,
    Canceled,
}

impl State {
    fn is_moving(self) -> bool {
        matches!(self, Self::Creating | Self::Updating | Self::Deleting)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Compute {
    pub(crate) state: State,
    /// Its number among all computes of that name, and when it was made.
    pub(crate) made: (u32, u64),
    /// The most nodes that it may have: tells whose body it has.
    pub(crate) most: u32,
    /// The operation that is under way.
    operation: usize,
}

/// An operation: `None` while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Running {
    ours: bool,
    end: Option<State>,
}

pub(crate) const OURS: u32 = 4;
pub(crate) const THEIRS: u32 = 7;

/// What became of a request of ours that is to change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Acted {
    pub(crate) method: Method,
    /// The compute that it acted on, or made.
    pub(crate) on: u32,
    /// That one was made by another client after our first request, and the last look showed it.
    pub(crate) on_theirs: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Service {
    pub(crate) compute: Option<Compute>,
    operations: Vec<Running>,
    made: u32,
    /// Whether answers name the operation: a browser hides those headers.
    pub(crate) tells_operation: bool,
    pub(crate) acted: Vec<Acted>,
    /// Computes that other clients have made since our first request.
    theirs: Vec<u32>,
    /// The compute that was there at the last look of ours.
    shown: u32,
    pub(crate) others_deleted: u32,
    /// Our requests that were to change something and arrived.
    pub(crate) arrived: u32,
}

impl Service {
    pub(crate) fn new(most: Option<u32>, tells_operation: bool, now: u64) -> Self {
        let mut service = Self { tells_operation, ..Self::default() };
        if let Some(most) = most {
            service.make(most, State::Succeeded, false, now - 86_400_000);
        }
        service
    }

    fn begin(&mut self, ours: bool) -> usize {
        self.operations.push(Running { ours, end: None });
        self.operations.len() - 1
    }

    fn make(&mut self, most: u32, state: State, ours: bool, now: u64) {
        self.made += 1;
        if !ours && self.arrived > 0 {
            self.theirs.push(self.made);
        }
        let operation = self.begin(ours);
        self.compute = Some(Compute { state, made: (self.made, now), most, operation });
        if !state.is_moving() {
            self.operations[operation].end = Some(state);
        }
    }

    fn moves(&mut self, state: State, ours: bool) {
        let operation = self.begin(ours);
        if let Some(compute) = &mut self.compute {
            (compute.state, compute.operation) = (state, operation);
        }
    }

    /// What is under way comes to its end.
    fn end(&mut self, how: State) {
        let Some(compute) = self.compute.filter(|compute| compute.state.is_moving()) else {
            return;
        };
        self.operations[compute.operation].end = Some(how);
        self.compute = match (compute.state, how) {
            (State::Deleting, State::Succeeded) => None,
            _ => Some(Compute { state: how, ..compute }),
        };
    }

    /// What happens before the request is looked at.
    pub(crate) fn before(&mut self, event: Event, now: u64) {
        let at_rest = self.compute.is_some_and(|compute| !compute.state.is_moving());
        match event {
            Event::Finish => self.end(State::Succeeded),
            Event::Fail => self.end(State::Failed),
            Event::Cancel => self.end(State::Canceled),
            Event::OtherCreates if self.compute.is_none() => {
                self.make(THEIRS, State::Creating, false, now);
            }
            Event::OtherUpdates if at_rest => {
                self.moves(State::Updating, false);
                if let Some(compute) = &mut self.compute {
                    compute.most = THEIRS;
                }
            }
            Event::OtherDeletes if at_rest => {
                self.others_deleted += 1;
                self.moves(State::Deleting, false);
            }
            Event::OtherReplaces if at_rest => {
                self.others_deleted += 1;
                self.make(THEIRS, State::Succeeded, false, now);
            }
            _ => {}
        }
    }

    /// Answers a request of ours.
    pub(crate) fn handle(&mut self, request: &Request, now: u64) -> Response {
        let path = request.url.strip_prefix(HOST).unwrap_or_default();
        if let Some(id) = path.strip_prefix("/operation/") {
            let end = id.parse().ok().and_then(|id: usize| self.operations[id].end);
            let word = end.map_or("InProgress".to_owned(), |end| format!("{end:?}"));
            return answer(200, &[], &json!({ "status": word }).to_string());
        }
        let below = path.strip_prefix(WORKSPACE).unwrap_or_default();
        if !below.starts_with("/computes/") {
            return answer(200, &[], "{}");
        }
        if request.method != Method::Get {
            self.arrived += 1;
        }
        let moving = self.compute.is_some_and(|compute| compute.state.is_moving());
        match (request.method, self.compute) {
            (Method::Get, Some(compute)) => {
                self.shown = compute.made.0;
                answer(200, &[], &self.body())
            }
            (Method::Delete, None) => answer(204, &[], ""),
            (Method::Put, None) => {
                self.make(OURS, State::Creating, true, now);
                self.accepted(request.method, 201)
            }
            (_, None) => answer(404, &[], ""),
            (_, Some(_)) if moving => answer(409, &[], ""),
            (Method::Delete, Some(_)) => {
                self.moves(State::Deleting, true);
                self.accepted(request.method, 202)
            }
            (method, Some(_)) => {
                self.moves(State::Updating, true);
                if let Some(compute) = &mut self.compute {
                    compute.most = OURS;
                }
                self.accepted(method, 200)
            }
        }
    }

    fn accepted(&mut self, method: Method, status: u16) -> Response {
        let on = self.compute.map(|compute| compute.made.0).unwrap_or_default();
        self.acted.push(Acted {
            method,
            on,
            on_theirs: on == self.shown && self.theirs.contains(&on),
        });
        let body = if status == 202 { String::new() } else { self.body() };
        let url = format!("{HOST}/operation/{}", self.operations.len() - 1);
        let named = [("azure-asyncoperation", url.as_str())];
        answer(status, if self.tells_operation { &named } else { &[] }, &body)
    }

    fn body(&self) -> String {
        let Some(compute) = self.compute else { return String::new() };
        let seconds = compute.made.1 / 1000;
        let at = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap()).unwrap();
        let steady = if compute.state.is_moving() { "Resizing" } else { "Steady" };
        json!({ "name": "gpu1", "location": "westeurope", "properties": {
            "computeType": "AmlCompute", "provisioningState": format!("{:?}", compute.state),
            "createdOn": at.to_string(), "properties": {
                "vmSize": "STANDARD_DS3_V2", "vmPriority": "Dedicated", "allocationState": steady,
                "scaleSettings": { "minNodeCount": 0, "maxNodeCount": compute.most, "nodeIdleTimeBeforeScaleDown": null },
            }
        } })
        .to_string()
    }

    /// Whether an operation of ours has ended without success.
    pub(crate) fn ours_failed(&self) -> bool {
        self.operations
            .iter()
            .any(|one| one.ours && one.end.is_some_and(|end| end != State::Succeeded))
    }
}

/// What a body of the compute says of itself: its state and the most nodes.
pub(crate) fn told(body: &str) -> Option<(String, u64)> {
    let body: Value = serde_json::from_str(body).ok()?;
    let state = body.pointer("/properties/provisioningState")?.as_str()?.to_owned();
    Some((state, body.pointer("/properties/properties/scaleSettings/maxNodeCount")?.as_u64()?))
}
