//! The emulator without a network: for Rust tests, where a provisioning of twenty minutes takes
//! microseconds.

use crate::engine::clock::Moment;
use crate::engine::faults::Exchange;
use crate::engine::{Config, Engine};
use azureml_compute::client::request::{Request, Response};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// One engine, shared by a client under test and the test itself.
#[derive(Clone)]
pub struct Handle(Rc<RefCell<Engine>>);

impl Handle {
    /// Starts an emulator.
    ///
    /// # Errors
    ///
    /// What is wrong with the built-in schemas.
    pub fn start(config: Config) -> Result<Self, String> {
        Engine::new(config).map(|engine| Self(Rc::new(RefCell::new(engine))))
    }

    /// Answers a request, with the faults in force. Waiting and failing is the caller's part.
    #[must_use]
    pub fn exchange(&self, request: &Request) -> Exchange {
        self.0.borrow_mut().exchange(request)
    }

    /// Answers a request as the service would, faults or not.
    #[must_use]
    pub fn handle(&self, request: &Request) -> Response {
        self.0.borrow_mut().handle(request)
    }

    /// Moves the clock.
    pub fn advance(&self, duration: Duration) {
        self.0.borrow_mut().advance(duration);
    }

    /// The emulated time.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.borrow().now()
    }

    /// Does something else with the engine.
    pub fn with<T>(&self, action: impl FnOnce(&mut Engine) -> T) -> T {
        action(&mut self.0.borrow_mut())
    }
}
