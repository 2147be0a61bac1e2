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
use crate::arm::cloud::Cloud;
use crate::client::lro::Until;
use crate::client::{
    CallOptions, Client as Core, Error, Observer, Progress, ResumeToken, Settings, Task,
};
use crate::diagnostics::{Report, Reporter, to_json};
use crate::text::{self, Kind, Node};

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

/// Waits until nodes have come or gone.
const STEADY: u32 = 1;
/// Looks at the compute before an action on it; one that cannot take it is not asked.
const CHECK_ACTION: u32 = 2;
/// Sends what that look warns of.
const CONFIRM_REMOVAL: u32 = 4;
/// Creates only what is not there.
const IF_ABSENT: u32 = 8;

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
        let settings = settings(options)?;
        let listener = host.clone();
        let client = Core::new(&settings, host.clone(), host.clone(), host, random);
        let client = client.map_err(thrown)?.on_event(move |event| listener.event(event));
        Ok(Self(Rc::new(client)))
    }

    /// Carries out an operation of the table in `client::operations`: `subject` is a name, an id or a
    /// region, `body` what is sent, "Delete" or "Detach" for `delete`, the `nextLink` for a list. `resume`
    /// takes a token. Gives the body as received, byte for byte, if there is one. With the options of a
    /// check the task is `plan`, `ensure` or `preflight`, and the answer is theirs as JSON. `how` is a sum of
    /// the flags below.
    #[wasm_bindgen(unchecked_return_type = "Promise<string | undefined>")]
    #[expect(
        clippy::too_many_arguments,
        reason = "an argument weighs less than an export or a reader"
    )]
    pub fn run(
        &self,
        task: &str,
        subject: String,
        body: String,
        deadline: Option<f64>,
        how: u32,
        signal: AbortSignal,
        mut watcher: Watcher,
        check: Option<String>,
    ) -> Promise {
        let client = Rc::clone(&self.0);
        let task = task.to_owned();
        let has = |flag: u32| how & flag != 0;
        let options = CallOptions {
            deadline: deadline.map(|milliseconds| Duration::from_millis(milliseconds as u64)),
            until: if has(STEADY) { Until::Steady } else { Until::Provisioned },
            check_action: has(CHECK_ACTION),
            confirm_removal: has(CONFIRM_REMOVAL),
            if_absent: has(IF_ABSENT),
            ..CallOptions::default()
        };
        future_to_promise(async move {
            let listening = Listening::to(signal, options.abort.clone());
            let done = match check {
                Some(check) => {
                    let check = convert::options(Some(&check))?.options;
                    let asked = (&*subject, &*body);
                    client.consult(&task, asked, &check, &options, &mut watcher).await.map(Some)
                }
                None => {
                    let task = Task::named(&task, subject, body).map_err(thrown)?;
                    client.perform(task, &options, &mut watcher).await
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

/// Reads the settings from JSON text. Numbers come as whole milliseconds: the facade has rounded them.
fn settings(options: &str) -> Result<Settings, JsValue> {
    let mut reporter = Reporter::new();
    let document = text::parse(options, &mut reporter).ok_or_else(|| usage("options: no JSON"))?;
    let mut settings = Settings::new("", "", "");
    for member in document.root().iter().flat_map(|root| root.members()) {
        let value = Value { name: member.key, node: member.value };
        match member.key {
            "subscriptionId" => value.text(&mut settings.subscription_id)?,
            "resourceGroup" => value.text(&mut settings.resource_group)?,
            "workspace" => value.text(&mut settings.workspace)?,
            "cloud" => {
                settings.cloud = member
                    .value
                    .text()
                    .and_then(Cloud::parse)
                    .ok_or_else(|| value.wrong("\"public\", \"usgov\" or \"china\""))?;
            }
            "endpoint" => value.text(settings.endpoint.get_or_insert_default())?,
            "scopes" => value.texts(settings.scopes.get_or_insert_default())?,
            "trustedEndpoints" => value.texts(&mut settings.trusted_endpoints)?,
            "apiVersion" => value.text(&mut settings.api_version)?,
            "maxRetries" => {
                settings.retry.max_retries = u32::try_from(value.number()?).unwrap_or(u32::MAX);
            }
            "baseDelayMs" => settings.retry.base_delay = value.duration()?,
            "maxDelayMs" => settings.retry.max_delay = value.duration()?,
            "requestTimeoutMs" => settings.request_timeout = value.duration()?,
            "deadlineMs" => settings.deadline = Some(value.duration()?),
            "correlationId" => value.text(settings.correlation_id.get_or_insert_default())?,
            "allowInsecureLoopback" => {
                settings.allow_insecure_loopback =
                    member.value.boolean().ok_or_else(|| value.wrong("a boolean"))?;
            }
            name => return Err(usage(&["unknown option `", name, "`"].concat())),
        }
    }
    Ok(settings)
}

/// A member of the settings.
struct Value<'d> {
    name: &'d str,
    node: Node<'d>,
}

impl Value<'_> {
    fn text(&self, into: &mut String) -> Result<(), JsValue> {
        into.clear();
        into.push_str(self.node.text().ok_or_else(|| self.wrong("a string"))?);
        Ok(())
    }

    fn texts(&self, into: &mut Vec<String>) -> Result<(), JsValue> {
        let wrong = || self.wrong("a list of strings");
        if self.node.kind() != Kind::List {
            return Err(wrong());
        }
        for item in self.node.items() {
            into.push(item.text().ok_or_else(wrong)?.to_owned());
        }
        Ok(())
    }

    fn number(&self) -> Result<u64, JsValue> {
        let number = self.node.integer().and_then(|number| u64::try_from(number).ok());
        number.ok_or_else(|| self.wrong("a number, 0 or more"))
    }

    fn duration(&self) -> Result<Duration, JsValue> {
        self.number().map(Duration::from_millis)
    }

    fn wrong(&self, wanted: &str) -> JsValue {
        usage(&[self.name, " must be ", wanted].concat())
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
