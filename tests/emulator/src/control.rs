//! The control surface: moves the clock, injects faults, shows what happened. It is for the test
//! that runs the emulator, never for a page from elsewhere.
//!
//! | call | body | does |
//! |---|---|---|
//! | `POST /_emulator/advance` | `{"seconds": 30}` | moves the clock |
//! | `POST /_emulator/clock` | `{"mode": "virtual"}`, `{"mode": "real", "speed": 10}` | stops the clock, or lets it run |
//! | `POST /_emulator/faults` | a [rule](crate::engine::faults::Rule) or an array of them | makes requests go wrong |
//! | `DELETE /_emulator/faults` | | ends that |
//! | `GET /_emulator/ready` | | gives the line that the program printed when it was ready |
//! | `GET /_emulator/dump` | | shows the time, the requests, the computes, the faults |
//! | `POST /_emulator/reset` | | forgets everything, limits and switches included |
//! | `POST /_emulator/preempt` | `{"compute": "cpu", "nodes": 2}` | takes nodes of a cluster away |
//! | `POST /_emulator/spoil` | `{"compute": "cpu", "nodes": 2}` | breaks nodes of a cluster |
//! | `POST /_emulator/fail` | `{"compute": "cpu", "code": "…", "message": "…"}` | breaks a compute |
//! | `POST /_emulator/revoke` | | takes back every token that was used |
//! | `POST /_emulator/limits` | [limits](crate::engine::quota::Limits), or `{"of": "new"}` | changes the quota |
//! | `POST /_emulator/throttle` | `{"on": true}` | refuses calls that come too fast |
//! | `POST /_emulator/counts` | `{"on": true}` | refuses clusters without `minNodeCount`, as the service was seen to |

use crate::engine::clock::Mode;
use crate::engine::errors::{ArmError, json_response};
use crate::engine::quota::Limits;
use crate::engine::target::Target;
use crate::engine::{Config, Engine, directory, faults};
use azureml_compute::client::request::{Method, Request, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// First segment of every path of the control surface.
pub const PREFIX: &str = "_emulator";

/// What a caller needs to know of an emulator at `origin`; `extras` is what only the host knows.
#[must_use]
pub fn ready(config: &Config, origin: &str, extras: &Map<String, Value>) -> Value {
    let mut ready = json!({
        "url": origin,
        "subscriptionId": config.subscription_id,
        "resourceGroup": config.resource_group,
        "workspace": config.workspace,
        "location": config.location,
        "cloud": directory::CLOUD,
        "control": format!("{origin}/{PREFIX}"),
    });
    if let Some(ready) = ready.as_object_mut() {
        ready.extend(extras.clone());
    }
    ready
}

/// Answers a request whose path begins with [`PREFIX`].
pub fn handle(engine: &mut Engine, request: &Request, extras: &Map<String, Value>) -> Response {
    match perform(engine, request, extras) {
        Ok(body) => json_response(200, &body),
        Err(error) => error.into_response(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase", tag = "mode")]
enum ClockWish {
    Virtual,
    Real {
        #[serde(default = "one")]
        speed: f64,
    },
}

const fn one() -> f64 {
    1.0
}

fn perform(
    engine: &mut Engine,
    request: &Request,
    extras: &Map<String, Value>,
) -> Result<Value, ArmError> {
    let target = Target::parse(&request.url)
        .ok_or_else(|| refusal(400, "the request URL cannot be read"))?;
    require_own_origin(request, &target)?;
    let words: Vec<&str> = target.segments.iter().skip(1).map(String::as_str).collect();
    let body = request.body.as_deref().unwrap_or_default();
    match (request.method, words.as_slice()) {
        (Method::Get, ["ready"]) => Ok(ready(engine.config(), &target.origin, extras)),
        (Method::Get, ["dump"]) => Ok(engine.dump()),
        (Method::Post, ["advance"]) => {
            let Advance { seconds } = read(body)?;
            let duration = Duration::try_from_secs_f64(seconds)
                .map_err(|_| refusal(400, "`seconds` is not a length of time"))?;
            engine.advance(duration);
            Ok(time(engine))
        }
        (Method::Post, ["clock"]) => {
            engine.set_mode(match read(body)? {
                ClockWish::Virtual => Mode::Virtual,
                ClockWish::Real { speed } if speed.is_finite() && speed > 0.0 => {
                    Mode::Scaled { speed }
                }
                ClockWish::Real { .. } => return Err(refusal(400, "`speed` is above zero")),
            });
            Ok(time(engine))
        }
        (Method::Post, ["faults"]) => {
            let rules = faults::read(read(body)?).map_err(|reason| refusal(400, &reason))?;
            rules.into_iter().for_each(|rule| engine.add_fault(rule));
            Ok(json!({}))
        }
        (Method::Delete, ["faults"]) => {
            engine.clear_faults();
            Ok(json!({}))
        }
        (
            Method::Post,
            [word @ ("preempt" | "spoil" | "fail" | "revoke" | "limits" | "throttle" | "counts")],
        ) => pull(engine, word, body),
        (Method::Post, ["reset"]) => {
            engine.reset();
            Ok(time(engine))
        }
        _ => Err(refusal(
            404,
            "the control surface has GET ready and dump, POST advance, clock, faults and reset, DELETE faults",
        )),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nodes {
    compute: String,
    nodes: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    compute: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum LimitsWish {
    Named { of: NamedLimits },
    Given(Limits),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum NamedLimits {
    New,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switch {
    on: bool,
}

/// What happens to computes, tokens and limits from outside.
fn pull(engine: &mut Engine, word: &str, body: &str) -> Result<Value, ArmError> {
    let missing = |reason: String| refusal(404, &reason);
    match word {
        "preempt" => {
            let Nodes { compute, nodes } = read(body)?;
            let taken = engine.preempt(&compute, nodes).map_err(missing)?;
            Ok(json!({ "nodes": taken }))
        }
        "spoil" => {
            let Nodes { compute, nodes } = read(body)?;
            let taken = engine.spoil(&compute, nodes).map_err(missing)?;
            Ok(json!({ "nodes": taken }))
        }
        "fail" => {
            let Failure { compute, code, message } = read(body)?;
            let code = code.unwrap_or_else(|| "InternalServerError".to_owned());
            let message = message.unwrap_or_else(|| "this failure was asked for".to_owned());
            engine.fail(&compute, &code, &message).map_err(missing)?;
            Ok(json!({}))
        }
        "revoke" => {
            engine.revoke_tokens();
            Ok(json!({}))
        }
        "limits" => {
            engine.set_limits(match read(body)? {
                LimitsWish::Named { of: NamedLimits::New } => Limits::of_a_new_subscription(),
                LimitsWish::Given(limits) => limits,
            });
            Ok(json!({}))
        }
        "counts" => {
            let Switch { on } = read(body)?;
            engine.require_counts(on);
            Ok(json!({}))
        }
        _ => {
            let Switch { on } = read(body)?;
            engine.set_throttle(on);
            Ok(json!({}))
        }
    }
}

/// A browser says where a call comes from; programs say nothing. A page from elsewhere is refused,
/// also when it got here through a host name of its own that points to this machine.
fn require_own_origin(request: &Request, target: &Target) -> Result<(), ArmError> {
    let foreign_page = request.headers.get("origin").is_some_and(|origin| origin != target.origin);
    let foreign_site = request
        .headers
        .get("sec-fetch-site")
        .is_some_and(|site| !["same-origin", "none"].contains(&site));
    if foreign_page || foreign_site || !is_loopback(&target.origin) {
        return Err(refusal(403, "the control surface is closed to pages from elsewhere"));
    }
    Ok(())
}

/// Whether an origin is this machine, by its name.
#[must_use]
pub fn is_loopback(origin: &str) -> bool {
    origin.split_once("://").is_some_and(|(scheme, authority)| {
        ["http", "https"].contains(&scheme) && is_own_name(host_of(authority))
    })
}

/// The name or address in an authority, which may have a port.
#[must_use]
pub fn host_of(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.chars().all(|one| one.is_ascii_digit()) => {
            host
        }
        _ => authority,
    }
}

/// Whether a name or address means this machine wherever it is said.
#[must_use]
pub fn is_own_name(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.eq_ignore_ascii_case(name))
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, ArmError> {
    serde_json::from_str(body).map_err(|error| refusal(400, &error.to_string()))
}

fn time(engine: &Engine) -> Value {
    json!({ "now": engine.now().rfc3339() })
}

fn refusal(status: u16, message: &str) -> ArmError {
    ArmError::new(status, "ControlRefused", message)
}

#[cfg(test)]
mod tests {
    use super::{handle, is_loopback};
    use crate::engine::clock::Moment;
    use crate::engine::{Config, Engine};
    use azureml_compute::client::request::{Method, Request};
    use serde_json::Map;

    fn call(engine: &mut Engine, method: Method, word: &str, body: &str) -> (u16, String) {
        let mut request = Request::new(method, format!("http://127.0.0.1:1/_emulator/{word}"));
        request.body = Some(body.to_owned());
        let response = handle(engine, &request, &Map::new());
        (response.status, response.body)
    }

    #[test]
    fn moves_the_clock_and_changes_its_mode() {
        let mut engine = Engine::new(Config::default()).unwrap();
        let (status, body) = call(&mut engine, Method::Post, "advance", r#"{"seconds":1.5}"#);
        assert_eq!((status, engine.now().since(Moment::START).as_millis()), (200, 1_500));
        assert_eq!(body, r#"{"now":"2026-01-01T00:00:01.5000000+00:00"}"#);
        assert_eq!(call(&mut engine, Method::Post, "clock", r#"{"mode":"real","speed":2}"#).0, 200);
        engine.set_now(Moment::START.plus(std::time::Duration::from_secs(10)));
        assert_eq!(engine.now().since(Moment::START).as_millis(), 21_500);
        assert_eq!(call(&mut engine, Method::Post, "clock", r#"{"mode":"virtual"}"#).0, 200);
        assert_eq!(call(&mut engine, Method::Post, "reset", "").0, 200);
        assert_eq!(engine.now(), Moment::START);
    }

    #[test]
    fn says_what_it_does_not_understand() {
        let mut engine = Engine::new(Config::default()).unwrap();
        for (method, word, body, expected) in [
            (Method::Post, "advance", "", 400),
            (Method::Post, "advance", r#"{"seconds":-1}"#, 400),
            (Method::Post, "advance", r#"{"seconds":1e300}"#, 400),
            (Method::Post, "clock", r#"{"mode":"real","speed":0}"#, 400),
            (Method::Post, "clock", r#"{"mode":"slow"}"#, 400),
            (Method::Post, "faults", r#"{"statsu":1}"#, 400),
            (Method::Get, "advance", "", 404),
            (Method::Options, "advance", "", 404),
            (Method::Get, "", "", 404),
        ] {
            let (status, answer) = call(&mut engine, method, word, body);
            assert_eq!(status, expected, "{word} {body} {answer}");
        }
    }

    #[test]
    fn is_closed_to_pages_from_elsewhere() {
        let mut engine = Engine::new(Config::default()).unwrap();
        for (url, name, value, expected) in [
            ("http://127.0.0.1:1/_emulator/dump", "accept", "*/*", 200),
            ("http://127.0.0.1:1/_emulator/dump", "origin", "http://127.0.0.1:1", 200),
            ("http://127.0.0.1:1/_emulator/dump", "origin", "http://127.0.0.1:2", 403),
            ("http://127.0.0.1:1/_emulator/dump", "origin", "null", 403),
            ("http://127.0.0.1:1/_emulator/dump", "sec-fetch-site", "cross-site", 403),
            ("http://evil.example/_emulator/dump", "origin", "http://evil.example", 403),
        ] {
            let mut request = Request::new(Method::Get, url);
            request.headers.set(name, value);
            let response = handle(&mut engine, &request, &Map::new());
            assert_eq!(response.status, expected, "{url} {name} {value}");
            let fields: Vec<&str> = response.headers.iter().map(|(name, _)| name).collect();
            assert!(!fields.iter().any(|name| name.starts_with("access-control")), "{fields:?}");
        }
    }

    #[test]
    fn loopback_is_told_by_name() {
        for yes in ["http://127.0.0.1", "https://localhost:8080", "http://[::1]:5"] {
            assert!(is_loopback(yes), "{yes}");
        }
        for no in
            ["http://127.0.0.1.evil.example", "http://localhost:8080a", "null", "file://localhost"]
        {
            assert!(!is_loopback(no), "{no}");
        }
    }
}
