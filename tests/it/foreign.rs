//! Documents that are no computes are told as what they are, once; computes with mistakes never are.

use std::collections::BTreeSet;

use azureml_compute::diagnostics::Report;
use azureml_compute::validate::{Format, Options, codes, validate};
use serde_json::Value;

use crate::cases;

const FOREIGN: &str = "envelope/foreign-document";

fn is_foreign(report: &Report) -> bool {
    report.diagnostics.iter().any(|found| found.code.slug == FOREIGN)
}

#[test]
fn one_finding_says_what_it_is_and_changes_nothing() {
    let mut reasons = BTreeSet::new();
    let mut count = 0_usize;
    for case in cases::all().iter().filter(|case| case.expected.as_deref() == Some(FOREIGN)) {
        let report = validate(&case.body, &case.options);
        assert_eq!(report.diagnostics.len(), 1, "{}: {report:#?}", case.name);
        let found = &report.diagnostics[0];
        assert!(found.fix.is_none() && found.help.is_some() && found.path.is_empty());
        let reason = found.params.iter().find(|(name, _)| *name == "reason").unwrap();
        reasons.insert(reason.1.text().unwrap().to_owned());
        count += 1;
        if !case.name.contains("tests/cases/foreign") {
            continue;
        }
        // Whatever the caller takes it for, it is the same.
        for format in [Format::Arm, Format::CliV2, Format::SdkV1] {
            let report = validate(&case.body, &Options { format, ..Options::default() });
            assert_eq!(report.diagnostics.len(), 1, "{} as {format:?}: {report:#?}", case.name);
            assert!(is_foreign(&report), "{} as {format:?}: {report:#?}", case.name);
        }
    }
    assert!(count >= 70, "{count}");
    let code = codes().find(|code| code.slug == FOREIGN).unwrap();
    let rare = ["key", "docker", "javascript", "body"];
    let unseen: Vec<&str> = code
        .message
        .iter()
        .map(|(reason, _)| *reason)
        .filter(|reason| !reasons.contains(*reason) && !rare.contains(reason))
        .collect();
    assert!(unseen.is_empty(), "no case shows: {unseen:?}");
}

/// Every body with one member less, one more, or one that is called otherwise.
fn mutations(value: &Value) -> Vec<Value> {
    fn below(value: &Value, depth: usize, make: &dyn Fn(Value) -> Value, out: &mut Vec<Value>) {
        let Some(object) = value.as_object() else { return };
        for key in object.keys() {
            let mut less = object.clone();
            let inner = less.remove(key).unwrap();
            out.push(make(less.clone().into()));
            let mut renamed = less.clone();
            renamed.insert(format!("{key}x"), inner.clone());
            out.push(make(renamed.into()));
            let mut emptied = less;
            emptied.insert(key.clone(), Value::Null);
            out.push(make(emptied.into()));
            if depth > 0 {
                let around = |found: Value| {
                    let mut whole = object.clone();
                    whole.insert(key.clone(), found);
                    make(whole.into())
                };
                below(&inner, depth - 1, &around, out);
            }
        }
    }
    let mut out = Vec::new();
    below(value, 2, &|found| found, &mut out);
    out
}

#[test]
fn no_compute_with_mistakes_is_taken_for_something_else() {
    let mut count = 0_usize;
    for case in cases::all().iter().filter(|case| case.expected.as_deref() != Some(FOREIGN)) {
        let report = validate(&case.body, &case.options);
        assert!(!is_foreign(&report), "{}: {report:#?}", case.name);
        let Ok(body) = case.body.parse::<Value>() else { continue };
        for mutated in mutations(&body) {
            // Without its resources a template or a plan is rightly told as one that holds no compute.
            let lacks = |names: &[&str]| {
                names.iter().all(|name| mutated.get(name).is_none_or(Value::is_null))
            };
            if (!lacks(&["contentVersion"]) && lacks(&["resources"]))
                || (!lacks(&["format_version"]) && lacks(&["planned_values", "resource_changes"]))
            {
                continue;
            }
            // A manifest says by itself that it is one: it is read where its format is named.
            let by_looks = (case.options.format != Format::Aso).then_some(Format::Auto);
            for format in [Some(case.options.format), by_looks].into_iter().flatten() {
                let options = Options { format, ..Options::default() };
                let report = validate(&mutated.to_string(), &options);
                assert!(!is_foreign(&report), "{}: {mutated:#} {report:#?}", case.name);
                count += 1;
            }
        }
    }
    assert!(count > 10_000, "{count}");
}
