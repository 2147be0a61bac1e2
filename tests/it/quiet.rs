//! Bodies that work draw few warnings: a warning is for what surprises or costs. Counted are the published
//! requests, the valid cases, and whatever bodies lie in the folder `WORKING_BODIES`.
//! `cargo test --test it few_working_bodies -- --nocapture` prints the share and which they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use azureml_compute::diagnostics::{Report, Severity};
use azureml_compute::validate::{Format, Options, validate};
use serde_json::Value;

use crate::cases;
use crate::published::folder;
use crate::support::files;

/// What the service refuses by now although the body is sound, or what nobody has filled in yet: with one of
/// these a body does not work, and the warning is right.
const NOT_WORKING: &[&str] = &["vm-size/retired", "data-lake/retired", "placeholder/sample"];

/// The most of a hundred.
const MOST: usize = 10;

#[derive(Default)]
struct Count {
    working: usize,
    warned: usize,
    codes: BTreeMap<&'static str, usize>,
}

impl Count {
    fn add(&mut self, name: &str, report: &Report) {
        let all = report.diagnostics.iter();
        let codes: Vec<&str> = all
            .filter(|found| found.severity == Severity::Warning)
            .map(|found| found.code.slug)
            .collect();
        if !report.valid || codes.iter().any(|code| NOT_WORKING.contains(code)) {
            return;
        }
        self.working += 1;
        if codes.is_empty() {
            return;
        }
        self.warned += 1;
        println!("{name}: {}", codes.join(", "));
        for code in codes {
            *self.codes.entry(code).or_default() += 1;
        }
    }

    #[track_caller]
    fn check(&self, what: &str) {
        let Self { working, warned, codes } = self;
        println!("{what}: {warned} of {working} draw a warning: {codes:?}");
        assert!(warned * 100 < working * MOST, "{what}: {warned} of {working}: {codes:?}");
    }
}

fn published(folder: &Path, count: &mut Count) {
    for path in files(folder) {
        if !path.components().any(|part| part.as_os_str() == "examples") {
            continue;
        }
        let example: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let parameters = &example["parameters"];
        let body = &parameters["parameters"];
        if body["properties"]["computeType"].is_null() {
            continue;
        }
        let version = parameters["api-version"].as_str().map(str::to_owned);
        let options = Options { api_version: version, ..Options::default() };
        count.add(&path.display().to_string(), &validate(&body.to_string(), &options));
    }
}

#[test]
fn few_working_bodies_draw_a_warning() {
    let mut count = Count::default();
    for case in cases::all().iter().filter(|case| case.expected.is_none()) {
        count.add(&case.name, &validate(&case.body, &case.options));
    }
    assert!(count.working >= 200, "{} valid cases", count.working);
    count.check("valid cases");
    if let Some(folder) = folder("few_working_bodies_draw_a_warning") {
        let mut count = Count::default();
        published(&folder.join("azure-rest-api-specs"), &mut count);
        count.check("published requests");
    }
    let Some(folder) = std::env::var_os("WORKING_BODIES") else { return };
    let mut count = Count::default();
    for path in files(Path::new(&folder)) {
        if path.extension().is_some_and(|extension| extension == "json") {
            let options = Options { format: Format::Auto, ..Options::default() };
            let text = fs::read_to_string(&path).unwrap();
            count.add(&path.display().to_string(), &validate(&text, &options));
        }
    }
    count.check("bodies of the folder");
}
