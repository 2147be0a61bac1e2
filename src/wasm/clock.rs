//! Time from `globalThis`: pages, workers and servers all have `Date` and `setTimeout`, not all have a
//! window.

use std::cell::Cell;
use std::future::Future;
use std::time::Duration;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::client::{Clock, Timestamp};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(callback: &JsValue, milliseconds: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clearTimeout, catch)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
}

/// The longest wait that timers take as it is; longer ones would fire at once.
const LONGEST: f64 = 2_147_483_647.0;

/// The clock of the host.
#[derive(Clone, Copy, Debug)]
pub(super) struct HostClock;

/// Takes its timer back when the wait is given up: a server must not be kept alive by it.
struct Timer(Cell<JsValue>);

impl Drop for Timer {
    fn drop(&mut self) {
        let _ = clear_timeout(&self.0.take());
    }
}

impl Clock for HostClock {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is positive since 1970"
        )]
        Timestamp(js_sys::Date::now() as u64)
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        let milliseconds = (duration.as_millis() as f64).min(LONGEST);
        async move {
            let timer = Timer(Cell::default());
            let promise = Promise::new(&mut |resolve, _| {
                timer.0.set(set_timeout(&resolve, milliseconds).unwrap_or(JsValue::UNDEFINED));
            });
            // A timer's promise is only ever resolved.
            let _ = JsFuture::from(promise).await;
        }
    }
}
