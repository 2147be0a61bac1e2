//! The caller's abort signal throws our switch. The caller's own reason never enters: it may be any
//! value, and the facade rejects with it.

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::AbortSignal;

use crate::client::Abort;

/// The caller's signal, listened to for the time of a call.
pub(super) struct Listening {
    signal: AbortSignal,
    listener: Closure<dyn Fn()>,
}

impl Listening {
    /// Lets a signal throw the switch.
    pub(super) fn to(signal: AbortSignal, abort: Abort) -> Self {
        if signal.aborted() {
            abort.abort();
        }
        let listener = Closure::<dyn Fn()>::new(move || abort.abort());
        let _ = signal.add_event_listener_with_callback("abort", function(&listener));
        Self { signal, listener }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let function = function(&self.listener);
        let _ = self.signal.remove_event_listener_with_callback("abort", function);
    }
}

fn function(listener: &Closure<dyn Fn()>) -> &Function {
    listener.as_ref().unchecked_ref()
}
