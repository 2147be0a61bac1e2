//! Fixtures and helpers that several tests share.

use std::fs;
use std::path::{Path, PathBuf};

use azureml_compute::diagnostics::Report;
use azureml_compute::text::apply;
use azureml_compute::validate::{Options, validate};
use proptest::prelude::{TestCaseError, prop_assert};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A cluster body that has every settable member, and no error.
pub(crate) const WHOLE: &str = include_str!("../cases/AmlCompute/valid/every-member.json");

/// Codes of a report, in its order.
pub(crate) fn slugs(report: &Report) -> Vec<&'static str> {
    report.diagnostics.iter().map(|found| found.code.slug).collect()
}

/// `code path` of every finding, sorted.
pub(crate) fn places(report: &Report) -> Vec<String> {
    let mut found: Vec<String> = report
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code.slug, found.path))
        .collect();
    found.sort();
    found
}

/// Checks with default options.
pub(crate) fn check(body: &str) -> Report {
    validate(body, &Options::default())
}

/// Every fix of a report can be applied, and its finding is gone afterwards.
pub(crate) fn fixes_help(text: &str, report: &Report) -> Result<(), TestCaseError> {
    for found in &report.diagnostics {
        let Some(fix) = &found.fix else { continue };
        let fixed = apply(text, fix);
        prop_assert!(fixed.is_ok(), "{} {:?}\n{text}", found.code, fixed);
        let after = check(&fixed.unwrap());
        let still = after.diagnostics.iter().any(|other| {
            other.code == found.code && other.path == found.path && other.message == found.message
        });
        prop_assert!(!still, "{} at {} stays\n{text}", found.code, found.path);
    }
    Ok(())
}
