//! The client for JavaScript: options in, bodies out as text, failures as plain objects.

use js_sys::{Array, Function, JSON, Object};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::AbortSignal;

use super::abort::Listening;
use super::clock::HostClock;
use super::convert::usage;
use super::fetch::Fetch;
use super::token::Callback;
use crate::arm::cloud::Cloud;
use crate::client::lro::Until;
use crate::client::{
    CallOptions, Client as Core, Error, Observer, Progress, ResumeToken, Settings,
    UnderlyingResourceAction,
};
use crate::validate::{Options, ValidCompute};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientOptions {
    subscription_id: String,
    resource_group: String,
    workspace: String,
    cloud: Option<String>,
    endpoint: Option<String>,
    scopes: Option<Vec<String>>,
    trusted_endpoints: Option<Vec<String>>,
    api_version: Option<String>,
    retry: Option<RetryOptions>,
    request_timeout_ms: Option<f64>,
    deadline_ms: Option<f64>,
    correlation_id: Option<String>,
    allow_insecure_loopback: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RetryOptions {
    max_retries: Option<u32>,
    base_delay_ms: Option<f64>,
    max_delay_ms: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct OperationOptions {
    deadline_ms: Option<f64>,
    validate: Option<bool>,
    until: Option<String>,
}

// The converter reads the members it expects and passes over others, so the names are compared here.
const CLIENT_OPTIONS: &[&str] = &[
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
const RETRY_OPTIONS: &[&str] = &["maxRetries", "baseDelayMs", "maxDelayMs"];
const OPERATION_OPTIONS: &[&str] = &["deadlineMs", "validate", "until"];

/// A client of the management API for the computes of one workspace.
#[wasm_bindgen]
pub struct Client(Core<Fetch, HostClock, Callback>);

#[wasm_bindgen]
impl Client {
    /// `token` is called for bearer tokens; `fetch` is the host's if it is not given.
    ///
    /// # Errors
    /// Options that are unknown, of another type, or cannot work.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: JsValue,
        token: Function,
        fetch: Option<Function>,
        on_event: Option<Function>,
    ) -> Result<Client, JsValue> {
        let settings = settings(options)?;
        let client = Core::new(&settings, Fetch::new(fetch), HostClock, Callback(token), random);
        let client = client.map_err(thrown)?;
        Ok(Self(match on_event {
            Some(listener) => client.on_event(move |event| {
                // A listener that throws must not end the call.
                let _ = listener.call1(&JsValue::UNDEFINED, &object(event));
            }),
            None => client,
        }))
    }

    /// The compute as received, byte for byte.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    pub async fn get(&self, name: String, signal: Option<AbortSignal>) -> Result<String, JsValue> {
        let listening = Listening::to(signal);
        let options = call(&listening, None);
        let resource = self.0.get(&name, &options).await.map_err(thrown)?;
        Ok(resource.into_string())
    }

    /// One page of the list as received: the first, or the one that `continuation` (a `nextLink`) names.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    #[wasm_bindgen(js_name = listPage)]
    pub async fn list_page(
        &self,
        continuation: Option<String>,
        signal: Option<AbortSignal>,
    ) -> Result<String, JsValue> {
        let listening = Listening::to(signal);
        let options = call(&listening, None);
        let page = self.0.list_page(continuation.as_deref(), &options).await;
        Ok(page.map_err(thrown)?.into_string())
    }

    /// Creates or attaches a compute and waits for it. The body is checked first, unless
    /// `options.validate` is false.
    ///
    /// # Errors
    /// A refused body, and whatever keeps the compute from being provisioned.
    pub async fn create(
        &self,
        name: String,
        body: String,
        options: JsValue,
        signal: Option<AbortSignal>,
        on_submitted: Function,
        on_progress: Function,
    ) -> Result<String, JsValue> {
        let given = operation(options)?;
        let listening = Listening::to(signal);
        let options = given.call(&listening)?;
        let body = if given.validate == Some(false) {
            ValidCompute::assume_valid(body)
        } else {
            checked(&name, &body, self.0.api().api_version())?
        };
        let mut callbacks = Callbacks { submitted: Some(on_submitted), progress: on_progress };
        let made = self.0.create(&name, &body, &options, &mut callbacks).await;
        Ok(made.map_err(thrown)?.into_string())
    }

    /// Deletes (`action` "Delete") or detaches ("Detach") a compute and waits until it is gone.
    ///
    /// # Errors
    /// Whatever keeps it from going.
    pub async fn delete(
        &self,
        name: String,
        action: String,
        options: JsValue,
        signal: Option<AbortSignal>,
        on_submitted: Function,
        on_progress: Function,
    ) -> Result<(), JsValue> {
        let given = operation(options)?;
        let listening = Listening::to(signal);
        let options = given.call(&listening)?;
        let action = UnderlyingResourceAction::parse(&action).map_err(thrown)?;
        let mut callbacks = Callbacks { submitted: Some(on_submitted), progress: on_progress };
        let gone = self.0.delete(&name, action, &options, &mut callbacks).await;
        gone.map_err(thrown)
    }

    /// Takes up an operation that was submitted earlier. The resource, or nothing after a deletion.
    ///
    /// # Errors
    /// A token that is none, and whatever the operation fails with.
    pub async fn resume(
        &self,
        token: String,
        options: JsValue,
        signal: Option<AbortSignal>,
        on_progress: Function,
    ) -> Result<Option<String>, JsValue> {
        let given = operation(options)?;
        let listening = Listening::to(signal);
        let options = given.call(&listening)?;
        let token = ResumeToken::parse(&token).map_err(thrown)?;
        let mut callbacks = Callbacks { submitted: None, progress: on_progress };
        let made = self.0.resume(&token, &options, &mut callbacks).await;
        Ok(made.map_err(thrown)?.map(crate::client::Resource::into_string))
    }
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
        if let Ok(text) = serde_json::to_string(progress) {
            let _ = self.progress.call1(&JsValue::UNDEFINED, &text.into());
        }
    }
}

impl OperationOptions {
    fn call(&self, listening: &Listening) -> Result<CallOptions, JsValue> {
        let until = match self.until.as_deref() {
            None | Some("provisioned") => Until::Provisioned,
            Some("steady") => Until::Steady,
            Some(_) => return Err(usage("until must be \"provisioned\" or \"steady\"")),
        };
        Ok(CallOptions { until, ..call(listening, duration("deadlineMs", self.deadline_ms)?) })
    }
}

fn call(listening: &Listening, deadline: Option<Duration>) -> CallOptions {
    CallOptions { abort: listening.abort(), deadline, until: Until::Provisioned }
}

fn operation(options: JsValue) -> Result<OperationOptions, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(OperationOptions::default());
    }
    known(&options, OPERATION_OPTIONS)?;
    serde_wasm_bindgen::from_value(options).map_err(wrong)
}

fn settings(options: JsValue) -> Result<Settings, JsValue> {
    known(&options, CLIENT_OPTIONS)?;
    let retry = js_sys::Reflect::get(&options, &"retry".into())?;
    if retry.is_object() {
        known(&retry, RETRY_OPTIONS)?;
    }
    let given: ClientOptions = serde_wasm_bindgen::from_value(options).map_err(wrong)?;
    let mut settings = Settings::new(given.subscription_id, given.resource_group, given.workspace);
    if let Some(word) = given.cloud {
        settings.cloud = Cloud::parse(&word)
            .ok_or_else(|| usage("cloud must be \"public\", \"usgov\" or \"china\""))?;
    }
    settings.endpoint = given.endpoint;
    settings.scopes = given.scopes;
    settings.trusted_endpoints = given.trusted_endpoints.unwrap_or_default();
    if let Some(version) = given.api_version {
        settings.api_version = version;
    }
    if let Some(retry) = given.retry {
        if let Some(most) = retry.max_retries {
            settings.retry.max_retries = most;
        }
        if let Some(base) = duration("baseDelayMs", retry.base_delay_ms)? {
            settings.retry.base_delay = base;
        }
        if let Some(longest) = duration("maxDelayMs", retry.max_delay_ms)? {
            settings.retry.max_delay = longest;
        }
    }
    if let Some(timeout) = duration("requestTimeoutMs", given.request_timeout_ms)? {
        settings.request_timeout = timeout;
    }
    settings.deadline = duration("deadlineMs", given.deadline_ms)?;
    settings.correlation_id = given.correlation_id;
    settings.allow_insecure_loopback = given.allow_insecure_loopback.unwrap_or(false);
    Ok(settings)
}

/// Milliseconds; `Infinity` is as good as a month.
fn duration(name: &str, milliseconds: Option<f64>) -> Result<Option<Duration>, JsValue> {
    const MONTH: f64 = 2_592_000_000.0;
    match milliseconds {
        None => Ok(None),
        Some(number) if number >= 0.0 => {
            Ok(Some(Duration::from_secs_f64(number.min(MONTH) / 1000.0)))
        }
        Some(_) => {
            let mut message = String::from(name);
            message.push_str(" must be a number of milliseconds, 0 or more");
            Err(usage(&message))
        }
    }
}

/// Refuses members nobody knows: a misspelled option would silently do nothing.
fn known(options: &JsValue, names: &[&str]) -> Result<(), JsValue> {
    let Some(object) = options.dyn_ref::<Object>() else {
        return Err(usage("options must be an object"));
    };
    let keys: Array = Object::keys(object);
    for key in keys.iter().filter_map(|key| key.as_string()) {
        if !names.contains(&key.as_str()) {
            let mut message = String::from("unknown option `");
            message.extend(key.chars().take(60));
            message.push('`');
            return Err(usage(&message));
        }
    }
    Ok(())
}

fn wrong(error: serde_wasm_bindgen::Error) -> JsValue {
    usage(&error.to_string())
}

/// A failure as a plain object.
#[expect(clippy::needless_pass_by_value, reason = "the form of map_err")]
fn thrown(error: Error) -> JsValue {
    object(&error)
}

/// A value of ours as a plain object, by way of JSON.
fn object(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value)
        .ok()
        .and_then(|text| JSON::parse(&text).ok())
        .unwrap_or(JsValue::NULL)
}

/// 64 random bits. Request ids need to differ, not to be unguessable.
fn random() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
    (u64::from(half()) << 32) | u64::from(half())
}
