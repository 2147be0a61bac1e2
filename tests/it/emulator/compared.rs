//! The checker and the emulator about the same whole requests: every case that creates a compute is sent.
//! Where they do not agree, a row says why.

use std::collections::BTreeSet;

use azureml_compute::client::request::Method;
use azureml_compute::diagnostics::Severity;
use azureml_compute::validate::{Format, Operation, validate};
use azureml_compute_emulator::engine::{Config, Engine};
use serde_json::Value;

use super::{Service, workspace_url};
use crate::cases::{self, Case};

/// Errors that the emulator does not know, by the beginning of their code, and why.
const LENIENT: &[(&str, &str)] = &[
    ("access/", "keys are not read: there is no machine to reach with them"),
    ("aks/", "networks and certificates of clusters are those of another service"),
    ("attach/", "nothing is behind an attached compute, and nobody signs in to it"),
    (
        "duration/",
        "the schemas take durations of ISO 8601; what .NET reads of them has tables of its own",
    ),
    ("envelope/nesting", "members at the wrong depth are ignored, as unknown ones are"),
    ("instance/assigned-user", "nobody looks the user up in a directory"),
    ("kubernetes/", "no cluster judges the namespace"),
    ("name/", "the path names the compute, and what an id may be called is not looked at"),
    ("placeholder/", "a text is a text"),
    ("region/", "a region that does not exist is one without a list of its own"),
    ("resource-id/", "ids of other services lead nowhere here"),
    ("schedule/", "the dialect of schedules has tables of its own"),
    ("script/", "scripts do not run"),
    ("service/", "images are not fetched and volumes not mounted"),
    ("shape/closed-word", "the schemas are those of the newest version"),
    ("shape/integer", "the schemas are those of the newest version"),
    ("shape/port", "ports of attached machines are not opened"),
    ("shape/same-property-twice", "a reader of JSON takes the last one"),
    ("shape/type-mismatch", "kinds without settings have any"),
    ("synapse/", "pools are those of another service"),
    ("tags/", "the management API counts tags before the provider does"),
    ("text/duplicate-key", "a reader of JSON takes the last one"),
    ("vm-size/malformed", "sizes of attached machines are only told"),
];

/// What the emulator refuses although the checker calls it no error: part of its answer, and why.
const STRICT: &[(&str, &str)] = &[
    ("SupportedVMSizes", "it has one list of sizes; the checker warns, because lists age"),
    ("for clusters only", "the same"),
    ("cannot be had at low priority", "the same"),
    ("schedules.computeStartStop", "the dialect of schedules has tables of its own"),
    ("has no compute of type", "which version has which kind; the checker warns"),
    ("NoRegisteredProviderFound", "a version that nobody has published; the checker warns"),
    ("does not have the right form", "an expression of a template, which is filled in before"),
    ("`identity` is not acceptable", "old versions did not demand the type"),
];

/// What becomes of a body: `None` if the service takes it and makes it, else what it answers.
fn refusal(service: &Service, case: &Case, body: &Value) -> Option<String> {
    service.0.with(Engine::reset);
    let own = body["name"].as_str().and_then(|name| name.rsplit('/').next());
    let own = own.filter(|name| !name.is_empty() && name.is_ascii());
    let name = case.options.name.as_deref().or(own).unwrap_or("one-compute");
    let version = case.options.api_version.as_deref().unwrap_or("2026-05-01");
    let url = format!("{}/computes/{name}?api-version={version}", workspace_url());
    let answer = service.call(Method::Put, url.clone(), Some(body));
    if answer.status >= 400 {
        return Some(answer.body.to_string());
    }
    let made = service.after(3600).call(Method::Get, url, None);
    let properties = &made.body["properties"];
    (properties["provisioningState"] != "Succeeded")
        .then(|| properties["provisioningErrors"].to_string())
}

#[test]
fn both_judge_whole_requests_alike() {
    let region = Config::default().location;
    let service = Service::start();
    let (mut used, mut wrong, mut sent, mut both) = (BTreeSet::new(), Vec::new(), 0, 0);
    for case in cases::all() {
        let options = &case.options;
        let creates = options.operation == Operation::Create && options.format == Format::Arm;
        // Settings and facts of the caller are nothing that the service knows.
        if !creates || options.facts.is_some() || options.guardrails.is_some() {
            continue;
        }
        let Ok(body) = case.body.parse::<Value>() else { continue };
        if !body.is_object()
            || options.workspace_location.as_ref().is_some_and(|own| *own != region)
        {
            continue;
        }
        let report = validate(&case.body, options);
        let errors: Vec<&str> = report
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code.slug)
            .collect();
        let refused = refusal(&service, &case, &body);
        sent += 1;
        match refused {
            Some(_) if !errors.is_empty() => both += 1,
            None if errors.is_empty() => both += 1,
            Some(told) => match STRICT.iter().find(|(part, _)| told.contains(part)) {
                Some((part, _)) => _ = used.insert(*part),
                None => wrong.push(format!("{}: refused, but no error: {told}", case.name)),
            },
            None => match LENIENT
                .iter()
                .find(|(code, _)| errors.iter().any(|error| error.starts_with(code)))
            {
                Some((code, _)) => _ = used.insert(*code),
                None => wrong.push(format!("{}: taken, but {errors:?}", case.name)),
            },
        }
    }
    println!("{both} of {sent} cases: both agree; {} rows say why the others differ", used.len());
    assert!(wrong.is_empty(), "{} of {sent}:\n{}", wrong.len(), wrong.join("\n"));
    let idle: Vec<&str> =
        LENIENT.iter().chain(STRICT).map(|row| row.0).filter(|row| !used.contains(row)).collect();
    assert!(idle.is_empty(), "rows without a case: {idle:?}");
    assert!(sent >= 400, "only {sent} cases were sent");
}
