//! The requests that were seen, for tests that ask what was really sent. Tokens, signatures and
//! passwords are struck out before anything is kept.

use super::clock::Moment;
use azureml_compute::client::request::Request;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;

const KEPT: usize = 1_000;
/// Longer bodies are described by their length.
const BODY_KEPT: usize = 16 * 1024;
const STRUCK: &str = "redacted";
const SECRET_HEADERS: [&str; 4] =
    ["authorization", "cookie", "proxy-authorization", "x-ms-authorization-auxiliary"];
const SECRET_PARAMETERS: [&str; 4] = ["t", "c", "s", "h"];
const SECRET_WORDS: [&str; 5] = ["password", "secret", "token", "privatekey", "connectionstring"];

/// The last requests, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Journal(VecDeque<Value>);

impl Journal {
    /// Notes a request and what came of it.
    pub fn note(&mut self, now: Moment, request: &Request, outcome: Value) {
        if self.0.len() >= KEPT {
            self.0.pop_front();
        }
        let headers: Map<String, Value> =
            request.headers.iter().map(|(name, value)| header(name, value)).collect();
        self.0.push_back(json!({
            "at": now.rfc3339(),
            "method": request.method.as_str(),
            "url": strike_query(&request.url),
            "headers": headers,
            "body": request.body.as_deref().map(body),
            "outcome": outcome,
        }));
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> Vec<Value> {
        self.0.iter().cloned().collect()
    }
}

fn header(name: &str, value: &str) -> (String, Value) {
    let value = if SECRET_HEADERS.contains(&name) { STRUCK } else { value };
    (name.to_owned(), value.into())
}

fn strike_query(url: &str) -> String {
    let Some((path, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if SECRET_PARAMETERS.contains(&name) => format!("{name}={STRUCK}"),
            _ => pair.to_owned(),
        })
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

fn body(text: &str) -> Value {
    if text.len() > BODY_KEPT {
        return json!({ "bytes": text.len() });
    }
    match serde_json::from_str(text) {
        Ok(mut value) => {
            strike_members(&mut value);
            value
        }
        // A text that is no JSON may hold anything.
        Err(_) => json!({ "bytes": text.len() }),
    }
}

fn strike_members(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.to_ascii_lowercase();
                if SECRET_WORDS.iter().any(|word| name.contains(word)) && !member.is_null() {
                    *member = STRUCK.into();
                } else {
                    strike_members(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(strike_members),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Journal, Moment};
    use azureml_compute::client::request::{Method, Request};
    use serde_json::json;

    #[test]
    fn secrets_are_struck_out() {
        let mut request = Request::new(Method::Put, "http://h/x?api-version=1&t=t0p&c=s3cret");
        request.headers.set("Authorization", "Bearer s3cret");
        request.headers.set("accept", "application/json");
        request.body =
            Some(json!({ "a": [{ "adminUserPassword": "s3cret" }], "b": 1 }).to_string());
        let mut journal = Journal::default();
        journal.note(Moment::START, &request, json!(201));
        request.body = Some("s3cret".to_owned());
        journal.note(Moment::START, &request, json!(400));
        let text = json!(journal.entries()).to_string();
        assert!(!text.contains("s3cret") && !text.contains("t0p"), "{text}");
        let first = &journal.entries()[0];
        assert_eq!(first["headers"]["accept"], "application/json");
        assert_eq!(first["body"]["b"], 1);
        assert_eq!(first["url"], "http://h/x?api-version=1&t=redacted&c=redacted");
    }

    #[test]
    fn only_the_last_requests_are_kept() {
        let mut journal = Journal::default();
        for number in 0..1_500 {
            let request = Request::new(Method::Get, format!("http://h/{number}"));
            journal.note(Moment::START, &request, json!(200));
        }
        let entries = journal.entries();
        assert_eq!(entries.len(), 1_000);
        assert_eq!(entries[0]["url"], "http://h/500");
    }
}
