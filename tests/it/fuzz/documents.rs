//! Documents: the parser beside `serde_json`, and the check in every format with what holds of each report.

use azureml_compute::diagnostics::{Fix, Reporter};
use azureml_compute::plan::plan;
use azureml_compute::text::{self, DEEPEST, apply_all, parse};
use azureml_compute::validate::{Format, Options, convert, validate};
use serde_json::Value;

use super::{Target, run};
use crate::cases;
use crate::held::holds;

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn has_twins(text: &str) -> bool {
    validate(text, &Options { max_findings: Some(0), ..Options::default() })
        .diagnostics
        .iter()
        .any(|found| matches!(found.code.slug, "text/duplicate-key" | "text/repeated-key"))
}

/// Our parser takes what `serde_json` takes, and reads the same.
fn read_alike(text: &str) {
    let mut reporter = Reporter::new();
    let document = parse(text, &mut reporter);
    let theirs = serde_json::from_str::<Value>(text.strip_prefix('\u{feff}').unwrap_or(text));
    match (document, theirs) {
        (Some(ours), Ok(theirs)) => {
            if !has_twins(text) {
                let ours = Value::from(&text::to_json(ours.root().unwrap()));
                assert_eq!(ours, theirs);
            }
        }
        (None, Ok(theirs)) => {
            assert!(depth(&theirs) > DEEPEST, "refused");
        }
        (Some(_), Err(theirs)) => {
            let words = theirs.to_string();
            let known =
                ["surrogate", "number out of range", "recursion", "unexpected end of hex escape"];
            let ours_too = known.iter().any(|known| words.contains(known));
            assert!(ours_too || !reporter.is_empty(), "taken, but {words}");
        }
        (None, Err(_)) => assert!(!reporter.is_empty(), "refused without a word"),
    }
}

/// Whether there is a place with so many UTF-16 units before it.
fn between_characters(text: &str, units: u32) -> bool {
    let mut seen = 0;
    for character in text.chars() {
        if seen >= units {
            break;
        }
        seen += u32::try_from(character.len_utf16()).unwrap();
    }
    seen == units
}

fn report(text: &str, format: Format) {
    let options = Options { format, positions: true, ..Options::default() };
    holds(text, &options);
    let report = validate(text, &options);
    for found in &report.diagnostics {
        let range = found.range.unwrap_or_else(|| panic!("{} has no place", found.code));
        let (start, end) = (range.start.offset, range.end.offset);
        assert!(start <= end, "{}: {range:?} is backwards", found.code);
        for at in [start, end] {
            assert!(
                between_characters(text, at),
                "{}: {range:?} is no place in the text",
                found.code
            );
        }
    }
    // All safe fixes at once leave a document that can be read, if it could be.
    let safe = |fix: &Fix| serde_json::to_value(fix).unwrap()["applicability"] == "safe";
    let fixes: Vec<_> =
        report.diagnostics.iter().filter_map(|found| found.fix.clone()).filter(safe).collect();
    if let Ok(fixed) = apply_all(text, &fixes) {
        let readable = |text: &str| parse(text, &mut Reporter::new()).is_some();
        assert!(!readable(text) || readable(&fixed), "fixes broke it: {fixed}");
    }
    // A report is JSON, whatever it is about. Values in it keep their spelling: `1e400` and half a surrogate pair, which
    // `serde_json` refuses, are JSON all the same.
    let written = report.to_text();
    assert!(parse(&written, &mut Reporter::new()).is_some(), "{written}");
}

/// Cases of a format, the shorter ones.
fn seeds(format: Format) -> Vec<String> {
    let of = |case: &cases::Case| case.options.format == format && case.body.len() < 6_000;
    cases::all().into_iter().filter(of).map(|case| case.body).collect()
}

const WORDS: &[&str] = &[
    "\"Standard_DS3_v2\"",
    "\"computeType\"",
    "\"AmlCompute\"",
    "\"ComputeInstance\"",
    "\"location\"",
    "\"identity\"",
    "\"minNodeCount\"",
    "\"maxNodeCount\"",
    "\"PT5M\"",
    "\"PT2M\"",
    "\"schedules\"",
    "\"tags\"",
    "\"nodeIdleTimeBeforeScaleDown\"",
];

const EXPRESSIONS: &[&str] = &[
    "[parameters('a')]",
    "[variables('a')]",
    "[resourceGroup().location]",
    "[if(true(), 1, 2)]",
    "[format('{0}', 1)]",
    "[union(createObject('a', 1), json('{}'))]",
    "[map(range(0, 3), lambda('x', lambdaVariables('x')))]",
    "[substring('abc', 1, 9)]",
    "[split('a,b', ',')[0]]",
    "[copyIndex()]",
    "[reference('a').b]",
    "[div(1, 0)]",
    "[mul(9223372036854775807, 2)]",
    "[base64ToString('!')]",
    "[padLeft('1', 99999999, '0')]",
    "[createArray(1, '2')[5]]",
    "[[x]",
    "[dateTimeAdd('2026-01-01', 'P1Y')]",
    "[uri('a', '../b')]",
];

fn target(name: &'static str, holds: fn(&str), format: Format, words: &'static [&'static str]) {
    run(&Target { name, holds, seeds: seeds(format), words });
}

#[test]
fn text() {
    target("text", read_alike, Format::Arm, WORDS);
}

#[test]
fn body() {
    target("body", |text| report(text, Format::Arm), Format::Arm, WORDS);
}

#[test]
fn any_format() {
    target("auto", |text| report(text, Format::Auto), Format::Auto, WORDS);
}

#[test]
fn template() {
    target("arm-template", |text| report(text, Format::Template), Format::Template, EXPRESSIONS);
}

#[test]
fn cli_v2() {
    target("cli-v2", |text| report(text, Format::CliV2), Format::CliV2, WORDS);
}

#[test]
fn sdk_v1() {
    target("sdk-v1", |text| report(text, Format::SdkV1), Format::SdkV1, WORDS);
}

#[test]
fn terraform_plan() {
    target(
        "terraform-plan",
        |text| report(text, Format::TerraformPlan),
        Format::TerraformPlan,
        WORDS,
    );
}

/// A conversion gives a document that can be read, and a plan of a thing against itself is none.
#[test]
fn conversions_and_plans() {
    fn holds(text: &str) {
        for format in [Format::Arm, Format::CliV2] {
            let options = Options { format, ..Options::default() };
            let converted = convert(text, &options, &[]);
            for resource in &converted.resources {
                let read = parse(&resource.body, &mut Reporter::new());
                assert!(read.is_some(), "{}", resource.body);
            }
        }
        let planned = plan(text, Some(text), &Options::default());
        if let Some((_, body)) = planned.request() {
            assert!(serde_json::from_str::<Value>(body).is_ok() || body.contains("e4"), "{body}");
        }
        let _ = plan(
            "{\"properties\":{\"computeType\":\"AmlCompute\"}}",
            Some(text),
            &Options::default(),
        );
    }
    target("plan", holds, Format::Arm, WORDS);
}
