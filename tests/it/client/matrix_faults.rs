//! The faults of the matrix: what happens to a request or to its answer, and how a call may then end.

use azureml_compute::client::request::{Method, Request, Response};

/// What becomes of an exchange.
pub(crate) enum Act {
    /// The request reaches the service.
    Pass,
    /// The answer stays as it is: the fault has nothing to spoil.
    Same(Response),
    Answer(Response),
    Broken,
    Unsent,
    Hang,
}

pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) before: Option<fn(&Request) -> Act>,
    pub(crate) after: Option<fn(&Request, Response) -> Act>,
    /// How far the caller's clock is off, in milliseconds.
    pub(crate) skew: i64,
    /// Ends of a call when the fault passes.
    pub(crate) once: &'static [&'static str],
    /// Ends of a call when it stays.
    pub(crate) ever: &'static [&'static str],
}

const OK: &[&str] = &["ok"];
const ARM: &[&str] = &["ok", "ArmError"];

const fn before(
    name: &'static str,
    once: &'static [&'static str],
    ever: &'static [&'static str],
    act: fn(&Request) -> Act,
) -> Fault {
    Fault { name, before: Some(act), after: None, skew: 0, once, ever }
}

const fn after(
    name: &'static str,
    once: &'static [&'static str],
    ever: &'static [&'static str],
    act: fn(&Request, Response) -> Act,
) -> Fault {
    Fault { name, before: None, after: Some(act), skew: 0, once, ever }
}

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Act {
    let mut response = Response::new(status, body);
    for (name, value) in headers {
        response.headers.set(name, *value);
    }
    Act::Answer(response)
}

const BUSY: &str = r#"{"error":{"code":"Busy","message":"later"}}"#;
const HTML: &str = "<!doctype html><title>Bad Gateway</title>";
const CHALLENGE: &str =
    r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
const DATE: &str = "Thu, 01 Jan 2026 00:00:20 GMT";

fn is_poll(request: &Request) -> bool {
    request.url.contains("computeOperationsStatus")
}

fn with_body(request: &Request, response: Response, body: &str, wanted: bool) -> Act {
    if !wanted || request.method != Method::Get || response.status != 200 {
        return Act::Same(response);
    }
    Act::Answer(Response { body: body.to_owned(), ..response })
}

fn with_header(response: Response, name: &str, value: &str) -> Act {
    if response.headers.get(name).is_none() {
        return Act::Same(response);
    }
    let mut response = response;
    response.headers.set(name, value);
    Act::Answer(response)
}

fn with_next(response: Response, link: &str) -> Act {
    let Ok(mut body) = serde_json::from_str::<serde_json::Value>(&response.body) else {
        return Act::Same(response);
    };
    if body.get("value").is_none() {
        return Act::Same(response);
    }
    body["nextLink"] = link.into();
    Act::Answer(Response { body: body.to_string(), ..response })
}

pub(crate) static FAULTS: &[Fault] = &[
    before("connection refused", OK, &["ok", "NetworkError"], |_| Act::Unsent),
    before("dropped before", OK, &["ok", "NetworkError"], |_| Act::Broken),
    after("dropped after", OK, &["ok", "NetworkError"], |_, _| Act::Broken),
    before("hangs before", OK, &["ok", "TimeoutError"], |_| Act::Hang),
    after("hangs after", OK, &["ok", "TimeoutError"], |_, _| Act::Hang),
    before("408", OK, ARM, |_| answer(408, &[], "")),
    before("429", OK, &["ok", "ThrottledError"], |_| answer(429, &[], BUSY)),
    before("429, seconds", OK, &["ok", "ThrottledError"], |_| {
        answer(429, &[("retry-after", "7")], BUSY)
    }),
    before("429, milliseconds", OK, &["ok", "ThrottledError"], |_| {
        answer(429, &[("retry-after-ms", "1500")], BUSY)
    }),
    before("429, a date", OK, &["ok", "ThrottledError"], |_| {
        answer(429, &[("retry-after", DATE)], BUSY)
    }),
    // Nobody asks again before the time: one refusal is enough.
    before(
        "429, an hour",
        &["ok", "ThrottledError"],
        &["ok", "ThrottledError", "TimeoutError"],
        |_| answer(429, &[("retry-after", "3600")], BUSY),
    ),
    before("429, nonsense", OK, &["ok", "ThrottledError"], |_| {
        answer(429, &[("retry-after", "soon")], BUSY)
    }),
    before("500", OK, ARM, |_| answer(500, &[], BUSY)),
    before("502, HTML", OK, ARM, |_| answer(502, &[("content-type", "text/html")], HTML)),
    after("502 after it was done", OK, ARM, |_, _| answer(502, &[], HTML)),
    before("503", OK, ARM, |_| answer(503, &[("retry-after", "3")], BUSY)),
    before("504", OK, ARM, |_| answer(504, &[], "")),
    after("504 after it was done", OK, ARM, |_, _| answer(504, &[], "")),
    before("401 without a word", &["ok", "AuthError"], &["ok", "AuthError"], |_| {
        answer(401, &[], "")
    }),
    before("401, wrong tenant", &["AuthError"], &["AuthError"], |_| {
        answer(401, &[("www-authenticate", "Bearer authorization_uri=\"https://x\"")], "")
    }),
    before("claims challenge", &["ok", "AuthError"], &["ok", "AuthError"], |_| {
        answer(401, &[("www-authenticate", CHALLENGE)], "")
    }),
    before("token expires early", &["ok", "AuthError"], &["ok"], |request| {
        match request.headers.get("authorization") {
            Some("Bearer TOKEN-1") => answer(401, &[], ""),
            _ => Act::Pass,
        }
    }),
    before("403", &["ok", "AuthError"], &["ok", "AuthError"], |_| answer(403, &[], "")),
    before("redirect to itself", &["ok", "NetworkError"], &["ok", "NetworkError"], |request| {
        answer(307, &[("location", &request.url)], "")
    }),
    before("redirect elsewhere", &["UntrustedUrlError"], &["UntrustedUrlError"], |_| {
        answer(307, &[("location", "https://evil.example/")], "")
    }),
    before("redirect to http", &["UntrustedUrlError"], &["UntrustedUrlError"], |request| {
        answer(308, &[("location", &request.url.replace("https:", "http:"))], "")
    }),
    before("redirect to nowhere", &["ok", "NetworkError"], &["NetworkError"], |_| {
        answer(307, &[], "")
    }),
    after("HTML in 200", ARM, ARM, |request, response| with_body(request, response, HTML, true)),
    after("empty 200", ARM, ARM, |request, response| with_body(request, response, "", true)),
    after("null in 200", ARM, ARM, |request, response| with_body(request, response, "null", true)),
    after("a list in 200", ARM, ARM, |request, response| with_body(request, response, "[1]", true)),
    after("cut off", ARM, ARM, |request, response| {
        let half = response.body.len() / 2;
        let body = response.body.get(..half).unwrap_or_default().to_owned();
        with_body(request, response, &body, true)
    }),
    after("another content type", OK, OK, |_, mut response| {
        response.headers.set("content-type", "application/octet-stream");
        Act::Answer(response)
    }),
    after("a byte order mark", OK, OK, |_, response| {
        Act::Answer(Response { body: format!("\u{feff}{}", response.body), ..response })
    }),
    after("poll without a status", OK, &["ok"], |request, response| {
        with_body(request, response, "{}", is_poll(request))
    }),
    after("poll with an unknown status", OK, &["ok", "TimeoutError"], |request, response| {
        with_body(request, response, r#"{"status":"Pondering"}"#, is_poll(request))
    }),
    after("operation failed in 200", &["ArmError"], &["ArmError"], |request, response| {
        let body = r#"{"status":"Failed","error":{"code":"InternalError","message":"no"}}"#;
        with_body(request, response, body, is_poll(request))
    }),
    after("operation canceled", &["ArmError"], &["ArmError"], |request, response| {
        with_body(request, response, r#"{"status":"Canceled"}"#, is_poll(request))
    }),
    before("status cannot be read", OK, OK, |request| {
        if is_poll(request) { answer(404, &[], "") } else { Act::Pass }
    }),
    before("missing while it is created", ARM, ARM, |request| {
        if request.method == Method::Get { answer(404, &[], "") } else { Act::Pass }
    }),
    after("operation elsewhere", &["UntrustedUrlError"], &["UntrustedUrlError"], |_, response| {
        with_header(response, "azure-asyncoperation", "https://evil.example/op?s=1")
    }),
    after("no header to follow", OK, OK, |_, mut response| {
        if response.headers.get("azure-asyncoperation").is_none() {
            return Act::Same(response);
        }
        response.headers.remove("azure-asyncoperation");
        response.headers.remove("location");
        response.headers.remove("retry-after");
        Act::Answer(response)
    }),
    after(
        "a wait of a day",
        &["ok", "TimeoutError"],
        &["ok", "TimeoutError"],
        |_, mut response| {
            response.headers.set("retry-after", "86400");
            Act::Answer(response)
        },
    ),
    after("list leads elsewhere", &["UntrustedUrlError"], &["UntrustedUrlError"], |_, response| {
        with_next(response, "https://evil.example/next")
    }),
    after(
        "list leads to plain http",
        &["UntrustedUrlError"],
        &["UntrustedUrlError"],
        |_, response| with_next(response, "http://emulator.example/next"),
    ),
    after("list leads back", ARM, &["ArmError"], |request, response| {
        with_next(response, &request.url)
    }),
    Fault {
        skew: 86_400_000,
        ..before("clock a day fast", OK, &["ok", "ThrottledError"], |_| {
            answer(429, &[("retry-after", DATE)], BUSY)
        })
    },
    Fault {
        skew: -86_400_000,
        ..before(
            "clock a day slow",
            &["ok", "ThrottledError"],
            &["ok", "ThrottledError", "TimeoutError"],
            |_| answer(429, &[("retry-after", DATE)], BUSY),
        )
    },
];
