//! Faults on purpose: rules that say which requests go wrong, and how. What happens to an answer
//! is done here; waiting and cutting connections is left to whoever carries the answer.

use super::errors::ArmError;
use azureml_compute::client::request::{Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A rule. What is left out does not restrict, or does nothing.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Rule {
    /// Only requests with this method.
    pub method: Option<String>,
    /// Only requests whose URL has this text in it, in any case.
    pub url_contains: Option<String>,
    /// Lets so many matching requests pass first.
    pub skip: u32,
    /// Stops after so many; without it, goes on until the faults are cleared.
    pub times: Option<u32>,
    /// Answers with this status and an error body, without doing anything.
    pub status: Option<u16>,
    /// Error code of that body.
    pub code: Option<String>,
    /// Header fields to set in the answer.
    pub headers: BTreeMap<String, String>,
    /// Header fields to leave out of the answer.
    pub headers_off: Vec<String>,
    /// Puts a gateway's HTML page in the place of the body.
    pub html: bool,
    /// Cuts the connection.
    pub drop: Option<Drop>,
    /// Cuts the body after so many bytes.
    pub truncate: Option<usize>,
    /// Waits so many real milliseconds before the answer.
    pub delay_ms: u64,
}

/// When a connection is cut.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Drop {
    /// Before anything was done.
    Before,
    /// After it was done: the caller cannot tell.
    After,
}

/// How an answer is to be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Real time to wait first.
    pub delay_ms: u64,
    /// The answer.
    pub delivery: Delivery,
}

/// What the caller gets to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The answer.
    Whole(Response),
    /// The head of the answer and the beginning of its body; then the connection is cut.
    Truncated(Response, usize),
    /// Nothing: the connection is cut.
    Dropped,
}

/// The rules in force, in order; the first that matches is the one that acts.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Rule>);

impl Faults {
    /// Adds a rule behind the others.
    pub fn add(&mut self, rule: Rule) {
        self.0.push(rule);
    }

    /// Ends all faults.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The rules in force, with what is left of their counts.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }

    /// Takes the rule that acts on a request.
    pub fn take(&mut self, request: &Request) -> Option<Rule> {
        for rule in &mut self.0 {
            if !rule.matches(request) || rule.times == Some(0) {
                continue;
            }
            if rule.skip > 0 {
                rule.skip = rule.skip.saturating_sub(1);
                continue;
            }
            rule.times = rule.times.map(|times| times.saturating_sub(1));
            return Some(rule.clone());
        }
        None
    }
}

impl Rule {
    fn matches(&self, request: &Request) -> bool {
        let method = request.method.as_str();
        let url = request.url.to_ascii_lowercase();
        self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self
                .url_contains
                .as_ref()
                .is_none_or(|part| url.contains(&part.to_ascii_lowercase()))
    }

    /// The answer in the place of the real one, if the rule has one.
    #[must_use]
    pub fn answer(&self) -> Option<Response> {
        let status = self.status.or(self.html.then_some(502))?;
        let code = self.code.clone().unwrap_or_else(|| default_code(status).to_owned());
        let message = "this answer was asked for by a fault rule of the emulator";
        Some(ArmError::new(status, &code, message).into_response())
    }

    /// Does to an answer what the rule says.
    #[must_use]
    pub fn spoil(&self, mut response: Response) -> Delivery {
        if self.html {
            response.body = "<html><head><title>Bad Gateway</title></head>\
                             <body><h1>Bad Gateway</h1></body></html>"
                .to_owned();
            response.headers.set("content-type", "text/html");
        }
        for (name, value) in &self.headers {
            response.headers.set(name, value.clone());
        }
        for name in &self.headers_off {
            response.headers.remove(name);
        }
        match (self.drop, self.truncate) {
            (Some(_), _) => Delivery::Dropped,
            (None, Some(bytes)) => Delivery::Truncated(response, bytes),
            (None, None) => Delivery::Whole(response),
        }
    }
}

/// Reads one rule or an array of them.
///
/// # Errors
///
/// What is wrong with them, for the person who wrote them.
pub fn read(body: Value) -> Result<Vec<Rule>, String> {
    let rules = if body.is_array() { body } else { Value::Array(vec![body]) };
    let rules: Vec<Rule> = serde_json::from_value(rules).map_err(|error| error.to_string())?;
    for rule in &rules {
        if rule.status.is_some_and(|status| !(200..=599).contains(&status)) {
            return Err("`status` is from 200 to 599".to_owned());
        }
    }
    Ok(rules)
}

const fn default_code(status: u16) -> &'static str {
    match status {
        401 => "InvalidAuthenticationToken",
        403 => "AuthorizationFailed",
        404 => "ResourceNotFound",
        409 => "Conflict",
        429 => "TooManyRequests",
        503 => "ServerBusy",
        504 => "GatewayTimeout",
        _ => "InternalServerError",
    }
}

#[cfg(test)]
mod tests {
    use super::{Delivery, Faults, read};
    use azureml_compute::client::request::{Method, Request, Response};
    use serde_json::{Value, json};

    fn faults(rules: Value) -> Faults {
        let mut faults = Faults::default();
        read(rules).unwrap().into_iter().for_each(|rule| faults.add(rule));
        faults
    }

    fn statuses(faults: &mut Faults, count: usize) -> Vec<u16> {
        let request = Request::new(Method::Get, "http://h/Computes/x");
        let status = |faults: &mut Faults| {
            faults.take(&request).and_then(|rule| rule.answer()).map_or(200, |answer| answer.status)
        };
        (0..count).map(|_| status(faults)).collect()
    }

    #[test]
    fn rules_match_skip_count_and_end() {
        let mut some = faults(json!([
            { "method": "PUT", "status": 500 },
            { "urlContains": "computes", "status": 503, "skip": 1, "times": 2 },
            { "urlContains": "toast", "status": 500 },
        ]));
        assert_eq!(statuses(&mut some, 5), [200, 503, 503, 200, 200]);
        let mut all = faults(json!({ "html": true }));
        assert_eq!(statuses(&mut all, 3), [502, 502, 502]);
        all.clear();
        assert_eq!(statuses(&mut all, 1), [200]);
    }

    #[test]
    fn an_answer_loses_and_gains_header_fields() {
        let rules = json!({ "headers": { "Retry-After": "7" }, "headersOff": ["X-A"] });
        let rule = read(rules).unwrap().remove(0);
        assert!(rule.answer().is_none(), "the real answer is kept");
        let mut response = Response::new(201, "{}");
        response.headers.set("x-a", "1");
        let Delivery::Whole(response) = rule.spoil(response) else { panic!("it is whole") };
        assert_eq!(response.headers.get("x-a"), None);
        assert_eq!(response.headers.get("retry-after"), Some("7"));
    }

    #[test]
    fn a_rule_with_a_slip_of_the_pen_is_refused() {
        assert!(read(json!({ "statsu": 500 })).is_err());
        assert!(read(json!({ "status": 42 })).is_err());
        assert!(read(json!("500")).is_err());
    }
}
