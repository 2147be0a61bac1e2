//! Behaviour as files: `tests/cases/<group>/valid` has no error; `invalid/<code>/…json` (slashes of the
//! code as `--`) has the finding that its folder names. A new case is a new file.
//!
//! `tests/cases/<group>/findings.txt` says of each case what is found, where, and what the fix would do; a
//! case that it does not name has no finding. `UPDATE_EXPECT=1 cargo test --test it findings` writes these
//! files; read the difference before it is committed.
//!
//! A case may begin with a line `// options: {…}`: options of the check (`name`, `today`, `apiVersion`, …).
//! The line is taken out before the check.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use azureml_compute::diagnostics::{Diagnostic, Report, Severity};
use azureml_compute::ffi::options;
use azureml_compute::text::apply;
use azureml_compute::validate::{Options, validate};
use serde_json::Value;

use crate::support::{files, places, root};

/// A case: its text without `$options`, and the options.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) expected: Option<String>,
    pub(crate) body: String,
    /// The options as JSON, as the package hands them over.
    pub(crate) given: String,
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
    let (body, given) = match text.strip_prefix("// options: ") {
        Some(rest) => {
            let (line, body) = rest.split_once('\n').unwrap();
            (body.to_owned(), given(line))
        }
        None => (text, "{}".to_owned()),
    };
    let options = options(&given).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
    Case { name, expected, body, given, options }
}

/// The options as the package would hand them over: documents are texts of their own.
fn given(options: &str) -> String {
    let mut options: Value = options.parse().unwrap();
    for name in ["current", "facts", "guardrails", "parameters"] {
        if let Some(value) = options.get_mut(name) {
            *value = Value::String(value.to_string());
        }
    }
    options.to_string()
}

/// Options of a check, as JavaScript writes them.
pub(crate) fn read_options(value: &Value) -> Options {
    options(&given(&value.to_string())).unwrap()
}

fn run(case: &Case) -> Report {
    validate(&case.body, &Options { positions: true, ..case.options.clone() })
}

/// What is found in a case, a line a finding, in an order that says nothing about the order of the report.
fn listed(report: &Report) -> String {
    let mut lines: Vec<String> = report
        .diagnostics
        .iter()
        .map(|found| {
            let path = if found.path.is_empty() { "the document" } else { &found.path };
            let mut line = format!("  {} {} at {path}\n", found.severity.as_str(), found.code.slug);
            if let Some(fix) = &found.fix {
                let patch = serde_json::to_string(&fix.patch).unwrap();
                let applicability = serde_json::to_value(fix.applicability).unwrap();
                writeln!(line, "    {} fix {patch}", applicability.as_str().unwrap()).unwrap();
            }
            line
        })
        .collect();
    lines.sort();
    lines.concat()
}

/// Code, severity, place and fix of every finding, in every case.
#[test]
fn the_findings_of_every_case_are_those_that_are_written_down() {
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for case in all() {
        let name = case.name.strip_prefix("tests/cases/").unwrap();
        let (group, name) = name.split_once('/').unwrap();
        let findings = groups.entry(group.to_owned()).or_default();
        let list = listed(&run(&case));
        if !list.is_empty() {
            write!(findings, "{name}\n{list}").unwrap();
        }
    }
    for (group, findings) in groups {
        let path = root().join("tests/cases").join(group).join("findings.txt");
        expect_test::expect_file![path].assert_eq(&findings);
    }
}

#[test]
fn valid_cases_have_no_error_and_invalid_ones_no_error_but_theirs() {
    for case in all() {
        let report = run(&case);
        let expected = case.expected.as_deref();
        let shown = report.diagnostics.iter().any(|found| Some(found.code.slug) == expected);
        assert_eq!(shown, expected.is_some(), "{}: {:#?}", case.name, places(&report));
        let others: Vec<_> = report
            .errors()
            .filter(|other| Some(other.code.slug) != expected)
            .map(|other| format!("{} at {}", other.code, other.path))
            .collect();
        assert!(others.is_empty(), "{}: also {others:?}", case.name);
    }
}

#[test]
fn every_finding_is_complete() {
    for case in all() {
        for found in run(&case).diagnostics {
            let place = format!("{}: {} {}", case.name, found.code, found.path);
            assert!(!found.message.is_empty(), "{place}");
            assert!(!found.message.contains('\n'), "{place}: {}", found.message);
            for text in [Some(&found.message), found.help.as_ref()].into_iter().flatten() {
                assert!(unfilled(text, &found).is_none(), "{place}: {text}");
            }
            assert!(found.range.is_some(), "{place}: no range");
            let range = found.range.unwrap();
            assert!(range.start.offset <= range.end.offset, "{place}");
        }
    }
}

/// A parameter's name in braces that nothing was put in place of. Parameters have braces of their own: the
/// form of a resource id, a person's template.
fn unfilled(text: &str, found: &Diagnostic) -> Option<String> {
    let mut rest = text.to_owned();
    for (_, param) in &found.params {
        let value = serde_json::to_value(param).unwrap();
        rest = rest.replace(value.as_str().unwrap_or("{no text}"), "");
    }
    let name = rest.split('{').skip(1).find_map(|part| Some(part.split_once('}')?.0.to_owned()));
    name.filter(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'@')
    })
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
    ("terraform/value", "priority/now-spot"),
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
