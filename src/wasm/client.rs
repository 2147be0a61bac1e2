//! The client for JavaScript: options in, bodies out as text, failures as JSON text.

use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::abort::Listening;
use super::convert::{self, usage};
use super::host::Host;
use crate::client::lro::Until;
use crate::client::{
    CallOptions, Client as Core, Done, Error, Observer, Progress, ResumeToken, Task, Work,
};
use crate::diagnostics::{Report, to_json};
use crate::ffi;

#[wasm_bindgen]
extern "C" {
    /// Who follows an operation. Its functions do not throw.
    pub type Watcher;
    /// The service has accepted the operation.
    #[wasm_bindgen(method)]
    fn submitted(this: &Watcher, token: &str);
    /// How far it is, as JSON.
    #[wasm_bindgen(method)]
    fn progress(this: &Watcher, progress: &str);
    /// What was found before the request, as JSON.
    #[wasm_bindgen(method)]
    fn report(this: &Watcher, report: &str);
}

#[wasm_bindgen]
extern "C" {
    /// How a task is carried out. The facade makes it; nothing of the caller's is in it but numbers and flags.
    pub type How;
    #[wasm_bindgen(method, getter, js_name = deadlineMs)]
    fn deadline_ms(this: &How) -> Option<f64>;
    /// Waits until nodes have come or gone.
    #[wasm_bindgen(method, getter)]
    fn steady(this: &How) -> bool;
    /// Looks at the compute before an action on it; one that cannot take it is not asked.
    #[wasm_bindgen(method, getter, js_name = checkAction)]
    fn check_action(this: &How) -> bool;
    /// Sends what that look warns of.
    #[wasm_bindgen(method, getter, js_name = confirmRemoval)]
    fn confirm_removal(this: &How) -> bool;
    /// Creates only what is not there.
    #[wasm_bindgen(method, getter, js_name = ifAbsent)]
    fn if_absent(this: &How) -> bool;
    /// The options of the check of `plan`, `ensure` and `preflight`, as JSON.
    #[wasm_bindgen(method, getter)]
    fn check(this: &How) -> Option<String>;
}

impl How {
    fn options(&self) -> CallOptions {
        CallOptions {
            deadline: self
                .deadline_ms()
                .map(|milliseconds| Duration::from_millis(milliseconds as u64)),
            until: if self.steady() { Until::Steady } else { Until::Provisioned },
            check_action: self.check_action(),
            confirm_removal: self.confirm_removal(),
            if_absent: self.if_absent(),
            ..CallOptions::default()
        }
    }
}

/// A client of the management API for the computes of one workspace.
#[wasm_bindgen]
pub struct Client(Rc<Core<Host, Host, Host>>);

#[wasm_bindgen]
impl Client {
    /// A client; `options` is a JSON object.
    ///
    /// # Errors
    /// Options that are unknown, of another type, or cannot work.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, host: Host) -> Result<Client, JsValue> {
        let settings = ffi::settings(options).map_err(|message| usage(&message))?;
        let listener = host.clone();
        let client = Core::new(&settings, host.clone(), host.clone(), host, random);
        // Nobody may listen now and somebody later.
        let client = client.map_err(thrown)?.on_event(move |event| {
            if listener.listens() {
                listener.event(event);
            }
        });
        Ok(Self(Rc::new(client)))
    }

    /// Carries out an operation of the table in `client::operations`: `subject` is a name, an id or a
    /// region, `text` what `Sent::with` makes of it. `resume` takes a token in the place of a subject. Gives
    /// the body as received, byte for byte, if there is one. `plan`, `ensure` and `preflight` answer with
    /// theirs as JSON.
    #[wasm_bindgen(unchecked_return_type = "Promise<string | undefined>")]
    pub fn run(
        &self,
        task: String,
        subject: String,
        text: String,
        how: Option<How>,
        signal: Option<AbortSignal>,
        mut watcher: Watcher,
    ) -> Promise {
        let client = Rc::clone(&self.0);
        future_to_promise(async move {
            let options = how.as_ref().map(How::options).unwrap_or_default();
            let listening = signal.map(|signal| Listening::to(signal, options.abort.clone()));
            let done = match &*task {
                "plan" | "ensure" | "preflight" => {
                    let check = how.as_ref().and_then(How::check);
                    let check = convert::options(check.as_deref())?;
                    let asked = (&*subject, &*text);
                    client.consult(&task, asked, &check, &options, &mut watcher).await.map(Some)
                }
                _ => {
                    let work = match &*task {
                        "resume" => ResumeToken::parse(&subject).map(Work::Resume),
                        _ => Task::named(&task, subject, text).map(Work::Begin),
                    };
                    let done = client.perform(work.map_err(thrown)?, &options, &mut watcher).await;
                    done.map(Done::into_string)
                }
            };
            drop(listening);
            match done {
                Ok(body) => Ok(body.map_or(JsValue::UNDEFINED, JsValue::from)),
                Err(error) => Err(thrown(error)),
            }
        })
    }
}

impl Observer for Watcher {
    fn submitted(&mut self, token: &ResumeToken) {
        Watcher::submitted(self, &to_json(token).unwrap_or_default());
    }

    fn progress(&mut self, progress: &Progress) {
        Watcher::progress(self, &to_json(progress).unwrap_or_default());
    }

    fn report(&mut self, report: &Report) {
        Watcher::report(self, &to_json(report).unwrap_or_default());
    }
}

/// A failure as JSON text.
#[expect(clippy::needless_pass_by_value, reason = "the form of map_err")]
fn thrown(error: Error) -> JsValue {
    to_json(&error).unwrap_or_default().into()
}

/// 64 random bits. Request ids need to differ, not to be unguessable.
fn random() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
    (u64::from(half()) << 32) | u64::from(half())
}
