//! The members of an options object, read by name. By hand: a converter passes over names it does not
//! know, and a misspelled option must not silently do nothing; it would also weigh four times as much.

use std::time::Duration;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

use super::convert::usage;

/// An options object whose names are all known; empty for `undefined` and `null`.
pub(super) struct Members(Option<Object>);

impl Members {
    /// Takes an object that has no other members than these.
    pub(super) fn of(given: &JsValue, known: &[&str]) -> Result<Self, JsValue> {
        if given.is_undefined() || given.is_null() {
            return Ok(Self(None));
        }
        let object: &Object = given.dyn_ref().ok_or_else(|| usage("options must be an object"))?;
        for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
            if !known.contains(&key.as_str()) {
                let mut message = String::from("unknown option `");
                message.extend(key.chars().take(60));
                message.push('`');
                return Err(usage(&message));
            }
        }
        Ok(Self(Some(object.clone())))
    }

    /// A member as it is; `undefined` if there is none.
    pub(super) fn member(&self, name: &str) -> JsValue {
        let object = self.0.as_ref();
        object.and_then(|object| Reflect::get(object, &name.into()).ok()).unwrap_or_default()
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, JsValue> {
        self.typed(name, "a string", JsValue::as_string)
    }

    /// A list of texts.
    pub(super) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, JsValue> {
        self.typed(name, "a list of strings", |value| {
            value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect()
        })
    }

    /// A boolean.
    pub(super) fn boolean(&self, name: &str) -> Result<Option<bool>, JsValue> {
        self.typed(name, "a boolean", JsValue::as_bool)
    }

    /// A number that is not negative.
    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, JsValue> {
        self.typed(name, "a number, 0 or more", |value| {
            value.as_f64().filter(|number| *number >= 0.0)
        })
    }

    /// A number of milliseconds; `Infinity` is as good as a month.
    pub(super) fn duration(&self, name: &str) -> Result<Option<Duration>, JsValue> {
        const MONTH: f64 = 2_592_000_000.0;
        let number = self.number(name)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive, and less than a month"
        )]
        Ok(number.map(|number| Duration::from_millis(number.min(MONTH) as u64)))
    }

    fn typed<T>(
        &self,
        name: &str,
        wanted: &str,
        read: impl FnOnce(&JsValue) -> Option<T>,
    ) -> Result<Option<T>, JsValue> {
        let value = self.member(name);
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        match read(&value) {
            Some(read) => Ok(Some(read)),
            None => Err(usage(&[name, " must be ", wanted].concat())),
        }
    }
}
