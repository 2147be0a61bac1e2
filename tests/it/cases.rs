//! Behaviour as files: `tests/cases/<kind>/valid` has no error; `invalid/<code>/…json` (slashes of the
//! code as `--`) has the finding that its folder names. A new case is a new file.
//!
//! A case may begin with a line `// options: {…}`: options of the check (`name`, `today`, `apiVersion`, …).
//! The line is taken out before the check.

use std::fs;
use std::path::Path;

use azureml_compute::diagnostics::{Report, Severity};
use azureml_compute::text::apply;
use azureml_compute::validate::{Format, Operation, Options, validate};
use serde_json::Value;

use crate::support::{files, places, root};

/// A case: its text without `$options`, and the options.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) expected: Option<String>,
    pub(crate) body: String,
    pub(crate) options: Options,
}

/// All cases.
pub(crate) fn all() -> Vec<Case> {
    files(&root().join("tests/cases"))
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| read(path))
        .collect()
}

fn read(path: &Path) -> Case {
    let text = fs::read_to_string(path).unwrap();
    let parts: Vec<&str> =
        path.components().map(|part| part.as_os_str().to_str().unwrap()).collect();
    let invalid = parts.iter().position(|part| *part == "invalid");
    let expected = invalid.map(|at| parts[at + 1].replace("--", "/"));
    let name = path.strip_prefix(root()).unwrap().display().to_string();
    let (body, options) = match text.strip_prefix("// options: ") {
        Some(rest) => {
            let (line, body) = rest.split_once('\n').unwrap();
            (body.to_owned(), read_options(&line.parse().unwrap()))
        }
        None => (text, Options::default()),
    };
    Case { name, expected, body, options }
}

fn read_options(value: &Value) -> Options {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let document = |name: &str| value.get(name).map(Value::to_string);
    let known = [
        "name",
        "operation",
        "region",
        "workspaceLocation",
        "apiVersion",
        "today",
        "current",
        "facts",
        "guardrails",
        "parameters",
        "format",
    ];
    for name in value.as_object().unwrap().keys() {
        assert!(known.contains(&name.as_str()), "unknown option {name}");
    }
    Options {
        format: match text("format").as_deref() {
            None | Some("arm") => Format::Arm,
            Some("auto") => Format::Auto,
            Some("cli-v2") => Format::CliV2,
            Some("sdk-v1") => Format::SdkV1,
            Some("arm-template") => Format::Template,
            Some(other) => panic!("unknown format {other}"),
        },
        name: text("name"),
        operation: match text("operation").as_deref() {
            Some("update") => Operation::Update,
            _ => Operation::Create,
        },
        region: text("region"),
        workspace_location: text("workspaceLocation"),
        api_version: text("apiVersion"),
        today: text("today"),
        current: document("current"),
        facts: document("facts"),
        guardrails: document("guardrails"),
        parameters: document("parameters"),
        ..Options::default()
    }
}

fn run(case: &Case) -> Report {
    validate(&case.body, &Options { positions: true, ..case.options.clone() })
}

#[test]
fn valid_cases_have_no_error() {
    let mut count = 0;
    for case in all().iter().filter(|case| case.expected.is_none()) {
        let report = run(case);
        assert!(report.valid, "{}: {:#?}", case.name, places(&report));
        count += 1;
    }
    assert!(count >= 12, "{count} valid cases");
}

#[test]
fn invalid_cases_have_their_finding_and_no_other_error() {
    let mut count = 0;
    for case in all() {
        let Some(expected) = &case.expected else {
            continue;
        };
        let report = run(&case);
        let found = report.diagnostics.iter().any(|found| found.code.slug == expected.as_str());
        assert!(found, "{}: {:#?}", case.name, places(&report));
        let others: Vec<_> = report
            .errors()
            .filter(|other| other.code.slug != expected.as_str())
            .map(|other| format!("{} at {}", other.code, other.path))
            .collect();
        assert!(others.is_empty(), "{}: also {others:?}", case.name);
        count += 1;
    }
    assert!(count >= 60, "{count} invalid cases");
}

#[test]
fn every_finding_is_complete() {
    for case in all() {
        for found in run(&case).diagnostics {
            let place = format!("{}: {} {}", case.name, found.code, found.path);
            assert!(!found.message.is_empty(), "{place}");
            assert!(!found.message.contains('\n'), "{place}: {}", found.message);
            let unfilled = ["{actual}", "{member}", "{found}", "{limit}", "{count}", "{reason}"];
            assert!(!unfilled.iter().any(|name| found.message.contains(name)), "{place}");
            assert!(found.range.is_some(), "{place}: no range");
            let range = found.range.unwrap();
            assert!(range.start.offset <= range.end.offset, "{place}");
        }
    }
}

/// Findings that hide the rest of the document: their fix brings to light what was hidden.
const HIDE_THE_REST: &[&str] = &[
    "envelope/properties-missing",
    "envelope/kind-missing",
    "envelope/kind-unknown",
    "cli-v2/type",
    "sdk-v1/unknown-call",
];

/// Warnings that a fix rightly brings: what was meant has a warning of its own.
const FOLLOWS: &[(&str, &str)] = &[
    ("priority/spot-word", "priority/now-spot"),
    ("cli-v2/value", "priority/now-spot"),
    ("vm-size/malformed", "vm-size/retired"),
    ("vm-size/malformed", "vm-size/doubtful"),
    ("vm-size/unknown", "vm-size/retired"),
    ("vm-size/unknown", "vm-size/doubtful"),
];

#[test]
fn a_fix_removes_its_finding_and_adds_no_error_or_warning() {
    let mut count = 0;
    for case in all() {
        let before = run(&case);
        for found in &before.diagnostics {
            let Some(fix) = &found.fix else { continue };
            let place = format!("{}: {} at {}", case.name, found.code, found.path);
            let fixed = apply(&case.body, fix).unwrap_or_else(|error| panic!("{place}: {error}"));
            let after = validate(&fixed, &case.options);
            let still = after.diagnostics.iter().any(|other| {
                other.code == found.code
                    && other.path == found.path
                    && other.message == found.message
            });
            assert!(!still, "{place}: is still there in\n{fixed}");
            for other in &after.diagnostics {
                let known = before.diagnostics.iter().any(|earlier| earlier.code == other.code);
                let follows = FOLLOWS.contains(&(found.code.slug, other.code.slug));
                let harmless = other.severity == Severity::Info
                    || follows
                    || HIDE_THE_REST.contains(&found.code.slug);
                assert!(
                    known || harmless,
                    "{place}: adds {} at {} in\n{fixed}",
                    other.code,
                    other.path
                );
            }
            count += 1;
        }
    }
    assert!(count >= 40, "{count} fixes");
}
