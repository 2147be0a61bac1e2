//! The client for JavaScript: options in, bodies out as text, failures as plain objects.

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, JSON, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::abort::Listening;
use super::clock::HostClock;
use super::convert::usage;
use super::fetch::Fetch;
use super::members::Members;
use super::token::Callback;
use crate::arm::cloud::Cloud;
use crate::client::lro::Until;
use crate::client::{
    CallOptions, Client as Core, Error, Observer, Progress, ResumeToken, Settings,
    UnderlyingResourceAction,
};
use crate::diagnostics::to_json;
use crate::validate::{Options, ValidCompute};

/// The options of an operation.
struct OperationOptions {
    deadline: Option<Duration>,
    validate: bool,
    until: Until,
}

/// A client of the management API for the computes of one workspace.
#[wasm_bindgen]
pub struct Client(Rc<Core<Fetch, HostClock, Callback>>);

#[wasm_bindgen]
impl Client {
    /// `token` is called for bearer tokens; `fetch` is the host's if it is not given.
    ///
    /// # Errors
    /// Options that are unknown, of another type, or cannot work.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: &JsValue,
        token: Function,
        fetch: Option<Function>,
        on_event: Option<Function>,
    ) -> Result<Client, JsValue> {
        let settings = settings(options)?;
        let (fetch, token) = (Fetch::new(fetch), Callback(token));
        let client = Core::new(&settings, fetch, HostClock, token, random).map_err(thrown)?;
        Ok(Self(Rc::new(match on_event {
            Some(listener) => client.on_event(move |event| {
                // A listener that throws must not end the call.
                let _ = listener.call1(&JsValue::UNDEFINED, &object(event));
            }),
            None => client,
        })))
    }

    /// The compute as received, byte for byte.
    #[wasm_bindgen(unchecked_return_type = "Promise<string>")]
    pub fn get(&self, name: String, signal: Option<AbortSignal>) -> Promise {
        let client = Rc::clone(&self.0);
        promise(async move {
            let listening = Listening::to(signal);
            let resource = client.get(&name, &call(&listening, None)).await;
            Ok(resource.map_err(thrown)?.into_string().into())
        })
    }

    /// One page of the list as received: the first, or the one that `continuation` (a `nextLink`) names.
    #[wasm_bindgen(js_name = listPage, unchecked_return_type = "Promise<string>")]
    pub fn list_page(&self, continuation: Option<String>, signal: Option<AbortSignal>) -> Promise {
        let client = Rc::clone(&self.0);
        promise(async move {
            let listening = Listening::to(signal);
            let options = call(&listening, None);
            let page = client.list_page(continuation.as_deref(), &options).await;
            Ok(page.map_err(thrown)?.into_string().into())
        })
    }

    /// Creates or attaches a compute and waits for it. The body is checked first, unless
    /// `options.validate` is false.
    #[wasm_bindgen(unchecked_return_type = "Promise<string>")]
    pub fn create(
        &self,
        name: String,
        body: String,
        options: JsValue,
        signal: Option<AbortSignal>,
        on_submitted: Function,
        on_progress: Function,
    ) -> Promise {
        let client = Rc::clone(&self.0);
        promise(async move {
            let given = OperationOptions::read(&options)?;
            let listening = Listening::to(signal);
            let body = if given.validate {
                checked(&name, &body, client.api().api_version())?
            } else {
                ValidCompute::assume_valid(body)
            };
            let mut callbacks = Callbacks { submitted: Some(on_submitted), progress: on_progress };
            let options = given.call(&listening);
            let made = client.create(&name, &body, &options, &mut callbacks).await;
            Ok(made.map_err(thrown)?.into_string().into())
        })
    }

    /// Deletes (`action` "Delete") or detaches ("Detach") a compute and waits until it is gone.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn delete(
        &self,
        name: String,
        action: String,
        options: JsValue,
        signal: Option<AbortSignal>,
        on_submitted: Function,
        on_progress: Function,
    ) -> Promise {
        let client = Rc::clone(&self.0);
        promise(async move {
            let given = OperationOptions::read(&options)?;
            let listening = Listening::to(signal);
            let action = UnderlyingResourceAction::parse(&action).map_err(thrown)?;
            let mut callbacks = Callbacks { submitted: Some(on_submitted), progress: on_progress };
            let options = given.call(&listening);
            let gone = client.delete(&name, action, &options, &mut callbacks).await;
            gone.map_err(thrown)?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Takes up an operation that was submitted earlier. The resource, or nothing after a deletion.
    #[wasm_bindgen(unchecked_return_type = "Promise<string | undefined>")]
    pub fn resume(
        &self,
        token: String,
        options: JsValue,
        signal: Option<AbortSignal>,
        on_progress: Function,
    ) -> Promise {
        let client = Rc::clone(&self.0);
        promise(async move {
            let given = OperationOptions::read(&options)?;
            let listening = Listening::to(signal);
            let token = ResumeToken::parse(&token).map_err(thrown)?;
            let mut callbacks = Callbacks { submitted: None, progress: on_progress };
            let options = given.call(&listening);
            let made = client.resume(&token, &options, &mut callbacks).await;
            Ok(made
                .map_err(thrown)?
                .map_or(JsValue::UNDEFINED, |resource| resource.into_string().into()))
        })
    }
}

/// Runs a call. Boxed, so that what drives a promise exists once and not once for each operation.
fn promise(call: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let call: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>> = Box::pin(call);
    future_to_promise(call)
}

/// Checks a body under the name and in the api-version it is to be created with.
fn checked(name: &str, body: &str, api_version: &str) -> Result<ValidCompute, JsValue> {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    let options = Options {
        name: Some(name.to_owned()),
        api_version: Some(api_version.to_owned()),
        today: now.get(..10).map(ToOwned::to_owned),
        ..Options::default()
    };
    ValidCompute::parse_with(body, &options).map_err(|report| thrown(Error::validation(report)))
}

/// The caller's callbacks. One that throws must not end the operation.
struct Callbacks {
    submitted: Option<Function>,
    progress: Function,
}

impl Observer for Callbacks {
    fn submitted(&mut self, token: &ResumeToken) {
        if let Some(submitted) = &self.submitted {
            let _ = submitted.call1(&JsValue::UNDEFINED, &token.to_string().into());
        }
    }

    fn progress(&mut self, progress: &Progress) {
        if let Ok(text) = to_json(progress) {
            let _ = self.progress.call1(&JsValue::UNDEFINED, &text.into());
        }
    }
}

impl OperationOptions {
    fn read(given: &JsValue) -> Result<Self, JsValue> {
        let members = Members::of(given, &["deadlineMs", "validate", "until"])?;
        Ok(Self {
            deadline: members.duration("deadlineMs")?,
            validate: members.boolean("validate")?.unwrap_or(true),
            until: match members.text("until")?.as_deref() {
                None | Some("provisioned") => Until::Provisioned,
                Some("steady") => Until::Steady,
                Some(_) => return Err(usage("until must be \"provisioned\" or \"steady\"")),
            },
        })
    }

    fn call(&self, listening: &Listening) -> CallOptions {
        CallOptions { until: self.until, ..call(listening, self.deadline) }
    }
}

fn call(listening: &Listening, deadline: Option<Duration>) -> CallOptions {
    CallOptions { abort: listening.abort(), deadline, until: Until::Provisioned }
}

fn settings(options: &JsValue) -> Result<Settings, JsValue> {
    const KNOWN: &[&str] = &[
        "subscriptionId",
        "resourceGroup",
        "workspace",
        "cloud",
        "endpoint",
        "scopes",
        "trustedEndpoints",
        "apiVersion",
        "retry",
        "requestTimeoutMs",
        "deadlineMs",
        "correlationId",
        "allowInsecureLoopback",
    ];
    let given = Members::of(options, KNOWN)?;
    // An absent one is refused as an empty name.
    let name = |member| Ok::<_, JsValue>(given.text(member)?.unwrap_or_default());
    let mut settings =
        Settings::new(name("subscriptionId")?, name("resourceGroup")?, name("workspace")?);
    if let Some(word) = given.text("cloud")? {
        settings.cloud = Cloud::parse(&word)
            .ok_or_else(|| usage("cloud must be \"public\", \"usgov\" or \"china\""))?;
    }
    settings.endpoint = given.text("endpoint")?;
    settings.scopes = given.texts("scopes")?;
    settings.trusted_endpoints = given.texts("trustedEndpoints")?.unwrap_or_default();
    if let Some(version) = given.text("apiVersion")? {
        settings.api_version = version;
    }
    let retry = Members::of(&given.member("retry"), &["maxRetries", "baseDelayMs", "maxDelayMs"])?;
    let mut policy = settings.retry;
    if let Some(most) = retry.number("maxRetries")? {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is not negative"
        )]
        let most = most as u32;
        policy.max_retries = most;
    }
    policy.base_delay = retry.duration("baseDelayMs")?.unwrap_or(policy.base_delay);
    policy.max_delay = retry.duration("maxDelayMs")?.unwrap_or(policy.max_delay);
    settings.retry = policy;
    let timeout = given.duration("requestTimeoutMs")?;
    settings.request_timeout = timeout.unwrap_or(settings.request_timeout);
    settings.deadline = given.duration("deadlineMs")?;
    settings.correlation_id = given.text("correlationId")?;
    settings.allow_insecure_loopback = given.boolean("allowInsecureLoopback")?.unwrap_or(false);
    Ok(settings)
}

/// A failure as a plain object.
#[expect(clippy::needless_pass_by_value, reason = "the form of map_err")]
fn thrown(error: Error) -> JsValue {
    object(&error)
}

/// A value of ours as a plain object, by way of JSON.
fn object(value: &impl Serialize) -> JsValue {
    to_json(value).ok().and_then(|text| JSON::parse(&text).ok()).unwrap_or(JsValue::NULL)
}

/// 64 random bits. Request ids need to differ, not to be unguessable.
fn random() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
    (u64::from(half()) << 32) | u64::from(half())
}
