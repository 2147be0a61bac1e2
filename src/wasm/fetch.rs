//! The transport: the host's `fetch`, or one the caller gives. gloo-net builds the header fields; the
//! exchange itself is started and read here, because its request builder takes the URL apart (ours go
//! out byte for byte), and because a fetch may reject with any value and answer with any object, on
//! which gloo-net would trap the instance.

use gloo_net::http;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::abort::Controller;
use super::token::words_of;
use crate::client::request::{Request, Response};
use crate::client::{Transport, TransportError};

/// The header fields of an answer that are of use; a browser shows only what the service exposes.
const READ: &[&str] = &[
    "azure-asyncoperation",
    "operation-location",
    "location",
    "retry-after",
    "retry-after-ms",
    "x-ms-retry-after-ms",
    "www-authenticate",
    "x-ms-request-id",
    "x-ms-correlation-request-id",
];

/// Sends by `fetch`.
pub(super) struct Fetch {
    given: Option<Function>,
    is_browser: bool,
}

impl Fetch {
    /// Uses the caller's function, or the host's.
    pub(super) fn new(given: Option<Function>) -> Self {
        let global = js_sys::global();
        let has = |name: &str| Reflect::has(&global, &name.into()).unwrap_or(false);
        // Servers define `WorkerGlobalScope` too (Workers do), but `importScripts` or a document mark
        // a browser.
        let is_browser = has("document") || (has("WorkerGlobalScope") && has("importScripts"));
        Self { given, is_browser }
    }

    fn function(&self) -> Result<Function, TransportError> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        Reflect::get(&js_sys::global(), &"fetch".into())
            .ok()
            .and_then(|found| found.dyn_into().ok())
            .ok_or_else(|| TransportError::unsent("this host has no fetch; pass one"))
    }

    fn init(&self, request: &Request, signal: &JsValue) -> Result<Object, JsValue> {
        let headers = http::Headers::new();
        for (name, value) in request.headers.iter() {
            headers.append(name, value);
        }
        let init = Object::new();
        let set =
            |name: &str, value: &JsValue| Reflect::set(&init, &name.into(), value).map(|_| ());
        set("method", &request.method.as_str().into())?;
        set("headers", &headers.into_raw())?;
        if let Some(body) = &request.body {
            set("body", &body.as_str().into())?;
        }
        set("signal", signal)?;
        if self.is_browser {
            // A page cannot see where a redirect leads. No cookies, no stale answers.
            set("redirect", &"error".into())?;
            set("credentials", &"omit".into())?;
            set("cache", &"no-store".into())?;
        } else {
            // Servers hand the redirect out; some of them refuse the other two members.
            set("redirect", &"manual".into())?;
        }
        Ok(init)
    }
}

impl Transport for Fetch {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let function = self.function()?;
        let unsent = |value: JsValue| TransportError::unsent(shown(&value, &request.url));
        let broken = |value: JsValue| TransportError::broken(shown(&value, &request.url));
        let (controller, signal) = Controller::new().map_err(unsent)?;
        let init = self.init(request, &signal).map_err(unsent)?;
        let promise = function
            .call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)
            .map_err(broken)?;
        let raw = JsFuture::from(Promise::resolve(&promise)).await.map_err(broken)?;
        let response = read(raw).await.map_err(broken);
        controller.done();
        response
    }
}

/// Reads an answer to its end.
async fn read(raw: JsValue) -> Result<Response, JsValue> {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into());
    let wrong = || JsValue::from_str("fetch did not answer with a Response");
    if !raw.is_object() {
        return Err(wrong());
    }
    let status = member(&raw, "status")?.as_f64().ok_or_else(wrong)?;
    let headers = member(&raw, "headers")?;
    let get: Function = member(&headers, "get")?.dyn_into().map_err(|_| wrong())?;
    let text: Function = member(&raw, "text")?.dyn_into().map_err(|_| wrong())?;
    if status < 1.0 {
        // No status: the host hides the answer, as it does with redirects.
        return Err(JsValue::from_str("the answer is hidden, as a redirect would be"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is positive"
    )]
    let mut response = Response::new(status as u16, "");
    for name in READ {
        if let Some(value) = get.call1(&headers, &(*name).into())?.as_string() {
            response.headers.set(name, value);
        }
    }
    let body = JsFuture::from(Promise::resolve(&text.call0(&raw)?)).await?;
    response.body = body.as_string().ok_or_else(wrong)?;
    Ok(response)
}

/// What a host says about a failed exchange, without the URL: its query may be signed.
fn shown(value: &JsValue, url: &str) -> String {
    let words = words_of(value);
    let query = url.split_once('?').map_or("", |(_, query)| query);
    if words.contains(url) || (!query.is_empty() && words.contains(query)) {
        return String::from("the exchange failed");
    }
    words.chars().take(300).collect()
}
