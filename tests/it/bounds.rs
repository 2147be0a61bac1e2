//! Reports are bounded: what is left out is counted, and what is not checked is never called valid.

use azureml_compute::diagnostics::{Param, Report, Severity};
use azureml_compute::text::LARGEST;
use azureml_compute::validate::{Format, Options, validate, validate_bytes};

use crate::support::slugs;

/// A cluster with `warnings` unknown members and `errors` tags that are no texts.
fn body(warnings: usize, errors: usize) -> String {
    let unknown: Vec<String> = (0..warnings).map(|at| format!("\"odd{at}\":true")).collect();
    let tags: Vec<String> = (0..errors).map(|at| format!("\"team{at}\":{at}")).collect();
    let unknown = unknown.join(",");
    let comma = if warnings > 0 { "," } else { "" };
    format!(
        "{{{unknown}{comma}\"tags\":{{{}}},\"location\":\"northeurope\",\"properties\":{{\"computeType\":\"AmlCompute\",\
         \"properties\":{{\"vmSize\":\"Standard_DS2_v2\",\"scaleSettings\":{{\"minNodeCount\":0,\"maxNodeCount\":2}}}}}}}}",
        tags.join(",")
    )
}

fn within(body: &str, most: Option<usize>) -> Report {
    validate(body, &Options { max_findings: most, positions: true, ..Options::default() })
}

#[test]
fn a_long_report_is_cut_and_says_so() {
    let body = body(300, 40);
    let whole = within(&body, Some(0));
    assert!(whole.diagnostics.len() >= 340 && !slugs(&whole).contains(&"report/more"));
    let cut = within(&body, None);
    assert_eq!((cut.counts, cut.valid), (whole.counts, false));
    assert_eq!(cut.diagnostics.len(), 201);
    let ranks: Vec<Severity> =
        cut.diagnostics.iter().take(200).map(|found| found.severity).collect();
    assert!(ranks.is_sorted() && ranks[39] == Severity::Error && ranks[40] == Severity::Warning);
    for severity in [Severity::Error, Severity::Warning] {
        let of = |report: &Report| -> Vec<String> {
            let found = report.diagnostics.iter().filter(|found| found.severity == severity);
            found.map(|found| found.path.clone()).collect()
        };
        let (kept, all) = (of(&cut), of(&whole));
        assert_eq!(kept[..], all[..kept.len()], "{severity:?}: the first ones, as they stand");
    }
    let more = cut.diagnostics.last().unwrap();
    assert_eq!((more.code.slug, more.severity), ("report/more", Severity::Info));
    let left = whole.diagnostics.len() - 200;
    assert_eq!(more.params[0], ("count", Param::Integer(i64::try_from(left).unwrap())));
    let told: usize = more
        .message
        .split_once(": ")
        .unwrap()
        .1
        .split(", ")
        .map(|part| part.split_once(' ').unwrap().0.parse::<usize>().unwrap())
        .sum();
    assert_eq!(told, left);
    assert!(more.range.is_some());
}

#[test]
fn the_bound_is_the_callers() {
    let body = body(30, 3);
    let whole = within(&body, Some(0));
    for most in 1..=whole.diagnostics.len() + 1 {
        let report = within(&body, Some(most));
        let cut = most < whole.diagnostics.len();
        assert_eq!(report.diagnostics.len(), if cut { most + 1 } else { whole.diagnostics.len() });
        assert_eq!(slugs(&report).contains(&"report/more"), cut, "{most}");
        assert_eq!(report.counts, whole.counts);
        if !cut {
            assert_eq!(slugs(&report), slugs(&whole));
        }
    }
}

#[test]
fn other_formats_are_bounded_as_well() {
    let unknown: Vec<String> = (0..500).map(|at| format!("\"odd{at}\":1")).collect();
    let unknown = unknown.join(",");
    let cli = format!("{{\"type\":\"amlcompute\",\"name\":\"cpu-b\",{unknown}}}");
    let call = format!(
        "{{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{{\"vm_size\":\"Standard_DS2_v2\",\"max_nodes\":1,{unknown}}}}}"
    );
    for (format, text) in [(Format::CliV2, cli), (Format::SdkV1, call)] {
        let options = Options { format, ..Options::default() };
        let cut = validate(&text, &options);
        let whole = validate(&text, &Options { max_findings: Some(0), ..options });
        assert_eq!(cut.diagnostics.len(), 201, "{format:?}");
        assert_eq!(cut.counts, whole.counts);
        assert_eq!(slugs(&cut).last(), Some(&"report/more"));
    }
}

#[test]
fn the_largest_input_gives_a_small_report() {
    let part = "\"a\":1,";
    let text = format!("{{{}\"a\":1}}", part.repeat(LARGEST / part.len() - 2));
    let report = validate(&text, &Options::default());
    assert!(report.diagnostics.len() <= 201);
    assert!(serde_json::to_string(&report).unwrap().len() < 200_000);
}

#[test]
fn a_key_without_end_is_refused() {
    for (length, slug) in [(8_192, "tags/limit"), (8_193, "text/limit")] {
        let key = "k".repeat(length - 2);
        let text = body(0, 1).replace("team0", &key).replace("\":0,", "\":\"x\",");
        assert!(slugs(&within(&text, None)).contains(&slug), "{length}");
    }
}

#[test]
fn what_nobody_could_read_is_never_valid() {
    let list = "[".repeat(70);
    let texts = [
        ("text/not-json", "{\"location\":"),
        ("text/limit", list.as_str()),
        ("text/not-an-object", "[]"),
        ("text/not-an-object", ""),
        ("text/yaml-not-loaded", "type: amlcompute"),
        ("envelope/foreign-document", "{\"value\":[]}"),
        ("report/more", "{}"),
    ];
    for (slug, text) in texts {
        for level in [None, Some(Severity::Info), Some(Severity::Warning)] {
            let levels = vec![(slug.to_owned(), level)];
            let options = Options { levels, max_findings: Some(1), ..Options::default() };
            let report = validate(text, &options);
            assert!(!report.valid, "{slug} {level:?}");
            if slug != "report/more" {
                assert_eq!(slugs(&report), [slug]);
                assert_eq!(report.counts.error, 1);
            }
        }
    }
    let levels = vec![("text/encoding".to_owned(), None)];
    let options = Options { levels, ..Options::default() };
    assert!(!validate_bytes(b"{\"a\":\"\xff\"}", &options).valid);
    for (format, slug) in [
        (Format::CliV2, "cli-v2/type"),
        (Format::SdkV1, "sdk-v1/unknown-call"),
        (Format::Template, "template/not-a-template"),
    ] {
        let levels = vec![(slug.to_owned(), None)];
        let report =
            validate("{\"type\":\"none\"}", &Options { format, levels, ..Options::default() });
        assert_eq!((slugs(&report), report.valid), (vec![slug], false));
    }
}
