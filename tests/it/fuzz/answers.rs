//! Answers of a service that has lost its mind: status, headers and body from the text, to every kind of call. A call
//! ends, with a typed error or a result; no secret leaves; nothing is sent to another host.

use std::time::Duration;

use azureml_compute::client::Timestamp;
use azureml_compute::client::request::Response;
use azureml_compute::client::{
    CallOptions, Error, Settings, UnderlyingResourceAction, challenge, retry,
};
use azureml_compute::validate::Options;
use pollster::block_on;

use super::{Target, run};
use crate::client::script::{Act, BEGIN, HOST, Host, settings, world};

/// Answers that a text says: between lines of `---`, each a line with the status, header lines, an empty line, a body.
fn answers(text: &str) -> Vec<Act> {
    text.split("\n---\n").take(8).map(answer).collect()
}

fn answer(text: &str) -> Act {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let status = match lines.next().unwrap_or_default() {
        "broken" => return Act::Broken,
        "unsent" => return Act::Unsent,
        "hang" => return Act::Hang,
        line => line.trim().parse().unwrap_or(200_u16).clamp(100, 999),
    };
    let mut response = Response::new(status, body);
    for line in lines {
        let Some((name, value)) = line.split_once(':') else { continue };
        response.headers.append(name.trim(), value.trim());
    }
    Act::Answer(response)
}

/// The answers, then nothing but refusals: a call ends sooner or later.
fn told(text: &str) -> Host {
    let refusal = || Act::Answer(Response::new(403, "{}"));
    world(answers(text).into_iter().chain((0..40).map(|_| refusal())))
}

fn check(host: &Host, error: &Error) {
    assert!(!error.code().is_empty() && !error.name().is_empty(), "{error:?}");
    let shown = format!("{error} {error:?} {}", serde_json::to_string(error).unwrap());
    assert!(!shown.contains("TOKEN-"), "a token: {shown}");
    assert!(host.elapsed() <= 3_700_000 * 3, "waits for ever: {}", host.elapsed());
    let requests = host.0.requests.borrow();
    assert!(
        requests.iter().all(|request| request.url.starts_with(&format!("{HOST}/"))),
        "another host"
    );
}

fn every_call(text: &str) {
    type Run = fn(&Host, &Settings, &CallOptions) -> Option<Error>;
    let calls: [Run; 8] = [
        |host, with, o| block_on(host.client_with(with).get("gpu1", o)).err(),
        |host, with, o| block_on(host.client_with(with).list_page(None, o)).err(),
        |host, with, o| {
            block_on(host.client_with(with).create_unchecked("gpu1", "{}", o, &mut ())).err()
        },
        |host, with, o| block_on(host.client_with(with).update("gpu1", "{}", o, &mut ())).err(),
        |host, with, o| {
            let client = host.client_with(with);
            block_on(client.delete("gpu1", UnderlyingResourceAction::Delete, o, &mut ())).err()
        },
        |host, with, o| block_on(host.client_with(with).restart("gpu1", o, &mut ())).err(),
        |host, with, o| {
            let client = host.client_with(with);
            block_on(client.ensure("gpu1", crate::support::WHOLE, &Options::default(), o, &mut ()))
                .err()
        },
        |host, with, o| {
            let client = host.client_with(with);
            block_on(client.preflight("gpu1", crate::support::WHOLE, &Options::default(), o)).err()
        },
    ];
    for call in calls {
        let host = told(text);
        let options =
            CallOptions { deadline: Some(Duration::from_secs(3600)), ..CallOptions::default() };
        if let Some(error) = call(&host, &settings(), &options) {
            check(&host, &error);
        }
    }
}

const OPERATION: &str = "https://management.azure.com/subscriptions/0/operation?x=1&s=signed";

#[test]
fn whole_calls() {
    let resource = |state: &str| {
        format!(
            "200\n\n{{\"name\":\"gpu1\",\"properties\":{{\"provisioningState\":\"{state}\",\"createdOn\":\"2026-01-01T00:00:00Z\",\"properties\":{{\"allocationState\":\"Steady\"}}}}}}"
        )
    };
    let started = format!(
        "201\nAzure-AsyncOperation: {OPERATION}\nRetry-After: 5\nDate: Thu, 01 Jan 2026 00:00:20 GMT\n\n{{}}"
    );
    let seeds = vec![
        [&started, "200\n\n{\"status\":\"Succeeded\",\"percentComplete\":50.5}", &resource("Succeeded")].join("\n---\n"),
        [&started, "200\n\n{\"status\":\"Failed\",\"error\":{\"code\":\"x\",\"message\":\"m\",\"details\":[{\"code\":\"SupportedVMSizes\",\"message\":\"A,B\"}]}}", &resource("Failed")].join("\n---\n"),
        ["broken", &resource("Deleting"), "404\n\n", "204"].join("\n---\n"),
        format!("202\nLocation: {OPERATION}\n\n\n---\n202\nLocation: {OPERATION}\n\n\n---\n200\n\n{{}}"),
        "401\nWWW-Authenticate: Bearer realm=\"\", claims=\"eyJhIjp7fX0=\"\n\n\n---\n429\nRetry-After: 3\n\n".to_owned(),
        format!("200\n\n{{\"value\":[{{\"name\":\"a\"}}],\"nextLink\":\"{OPERATION}\"}}\n---\n200\n\n{{\"value\":[]}}"),
        "307\nLocation: /elsewhere\n\n\n---\n404\n\n{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"m\"}}\n---\n200\n\n{}".to_owned(),
    ];
    let words = &[
        "broken",
        "hang",
        "unsent",
        "\n---\n",
        "200",
        "202",
        "404",
        "409",
        "429",
        "500",
        "503",
        "Retry-After: ",
        "Location: ",
        "https://evil.example",
        "\"provisioningState\":\"Creating\"",
        "Succeeded",
        "Canceled",
        "Azure-AsyncOperation: ",
        "http://management.azure.com",
        "@",
        "99999999999999999999",
    ];
    run(&Target { name: "answers", holds: every_call, seeds, words });
}

/// Header fields with a grammar: what is made of them is bounded and does not crash.
#[test]
fn header_fields() {
    fn holds(text: &str) {
        for name in ["retry-after", "retry-after-ms", "x-ms-retry-after-ms"] {
            let mut response = Response::new(429, "");
            response.headers.append(name, text);
            if let Some(wait) = retry::retry_after(&response.headers, Timestamp(BEGIN)) {
                let date = httpdate::parse_http_date(text.trim()).is_ok();
                let loose =
                    name == "retry-after" && text.bytes().any(|byte| byte.is_ascii_alphabetic());
                assert!(
                    wait <= Duration::from_secs(86_400) || date || loose,
                    "{name} {text:?}: {wait:?}"
                );
            }
        }
        for challenge in challenge::challenges(text) {
            assert!(!challenge.scheme.is_empty(), "{text:?}");
        }
        if let Some(claims) = challenge::claims(text) {
            assert!(claims.trim_start().starts_with('{'), "{claims}");
        }
    }
    let seeds = [
        "5",
        "1.5",
        "Thu, 01 Jan 2026 00:00:20 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"",
        "PoP a=b, Bearer claims=e30",
    ];
    let seeds = seeds.map(str::to_owned).to_vec();
    run(&Target {
        name: "headers",
        holds,
        seeds,
        words: &[
            "GMT",
            "Jan",
            "2026",
            "00:",
            "claims=",
            "Bearer",
            "=",
            "\"",
            "9999999999999999999",
        ],
    });
}
