//! Tokens from the caller's callback.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::abort::Controller;
use crate::client::{AccessToken, Secret, Timestamp, TokenError, TokenRequest, TokenSource};

/// `(scopes, { claims?, signal }) => Promise<{ token, expiresOnTimestamp }>`
pub(super) struct Callback(pub(super) Function);

impl TokenSource for Callback {
    async fn token(&self, wanted: &TokenRequest<'_>) -> Result<AccessToken, TokenError> {
        let failed = |value: JsValue| TokenError(words_of(&value));
        let (controller, signal) = Controller::new().map_err(failed)?;
        let options = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value);
        set("signal", &signal).map_err(failed)?;
        if let Some(claims) = wanted.claims {
            set("claims", &claims.into()).map_err(failed)?;
        }
        let scopes: Array = wanted.scopes.iter().map(JsValue::from).collect();
        let promise = self.0.call2(&JsValue::UNDEFINED, &scopes, &options).map_err(failed)?;
        let result = JsFuture::from(Promise::resolve(&promise)).await;
        controller.done();
        let result = result.map_err(failed)?;
        let member = |name: &str| Reflect::get(&result, &name.into()).unwrap_or_default();
        let token = member("token").as_string().unwrap_or_default();
        // Without a time the token serves this call alone.
        let expires = member("expiresOnTimestamp").as_f64().unwrap_or_default();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates; NaN becomes 0"
        )]
        let expires = Timestamp(expires as u64);
        Ok(AccessToken { token: Secret::new(token), expires })
    }
}

/// The words of a thrown value: an error's message, or the text itself.
pub(super) fn words_of(value: &JsValue) -> String {
    let message = value
        .dyn_ref::<Object>()
        .and_then(|object| Reflect::get(object, &"message".into()).ok())
        .and_then(|message| message.as_string());
    message.or_else(|| value.as_string()).unwrap_or_else(|| String::from("no reason was given"))
}
