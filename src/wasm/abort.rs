//! Abort signals, in both directions. The caller's signal throws our switch; every exchange and token
//! call has a controller of its own, which is aborted without a reason when its future is dropped.
//! The caller's own reason never enters: it may be any value, and the facade rejects with it.

use js_sys::Function;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, JsError};
use web_sys::{AbortController, AbortSignal};

use crate::client::Abort;

/// The caller's signal, listened to for the time of a call.
pub(super) struct Listening {
    abort: Abort,
    signal: Option<AbortSignal>,
    listener: Option<Closure<dyn FnMut()>>,
}

impl Listening {
    /// Listens to a signal; `None` never aborts.
    pub(super) fn to(signal: Option<AbortSignal>) -> Self {
        let abort = Abort::new();
        let listener = signal.as_ref().map(|signal| {
            let thrown = abort.clone();
            let listener = Closure::<dyn FnMut()>::new(move || thrown.abort());
            if signal.aborted() {
                abort.abort();
            }
            let function: &Function = listener.as_ref().unchecked_ref();
            let _ = signal.add_event_listener_with_callback("abort", function);
            listener
        });
        Self { abort, signal, listener }
    }

    /// The switch that the signal throws.
    pub(super) fn abort(&self) -> Abort {
        self.abort.clone()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let (Some(signal), Some(listener)) = (&self.signal, &self.listener) {
            let function: &Function = listener.as_ref().unchecked_ref();
            let _ = signal.remove_event_listener_with_callback("abort", function);
        }
    }
}

/// A controller that aborts when it is dropped before its work is done.
pub(super) struct Controller {
    controller: Option<AbortController>,
}

impl Controller {
    /// A fresh one.
    pub(super) fn new() -> Result<(Self, AbortSignal), JsValue> {
        let controller =
            AbortController::new().map_err(|_| JsError::new("this host has no AbortController"))?;
        let signal = controller.signal();
        let controller = Some(controller);
        Ok((Self { controller }, signal))
    }

    /// The work is done; there is nothing to abort any more.
    pub(super) fn done(mut self) {
        self.controller = None;
    }
}

impl Drop for Controller {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
