//! Spellings that real configurations have and the service reads as meant: no error, each told in the
//! words of the API description.

use azureml_compute::diagnostics::Severity;
use azureml_compute::validate::{Operation, Options, validate};

use crate::support::places;

const BODY: &str = include_str!("../cases/AmlCompute/valid/both-places-of-the-region.json");

fn body() -> &'static str {
    BODY.split_once('\n').unwrap().1
}

#[test]
fn names_in_another_case_are_told_in_the_spelling_of_the_description() {
    let report = validate(body(), &Options::default());
    let of = |code: &str| {
        let found = report.diagnostics.iter().filter(|found| found.code.slug == code);
        found.map(|found| (found.path.as_str(), found.severity)).collect::<Vec<_>>()
    };
    let data = |names: [&str; 2]| names.map(|name| format!("/properties/properties/{name}"));
    assert!(report.valid, "{:#?}", places(&report));
    let [size, address] = data(["VMSize", "enableNodePublicIP"]);
    let names = [(size.as_str(), Severity::Info), (address.as_str(), Severity::Info)];
    assert_eq!(of("shape/property-case"), names);
    let known = report.diagnostics.iter().filter(|found| found.code.slug == "shape/property-case");
    let known: Vec<&str> = known
        .filter_map(|found| found.message.rsplit_once('`')?.0.rsplit_once('`'))
        .map(|(_, known)| known)
        .collect();
    assert_eq!(known, ["vmSize", "enableNodePublicIp"]);
    let [min, max] = data(["scaleSettings/minNodeCount", "scaleSettings/maxNodeCount"]);
    let numbers = [(min.as_str(), Severity::Info), (max.as_str(), Severity::Info)];
    assert_eq!(of("shape/scalar-form"), numbers);
    assert!(
        !places(&report).iter().any(|place| place.contains("subnet")),
        "{:#?}",
        places(&report)
    );
}

#[test]
fn numbers_as_text_take_part_in_rules() {
    let above = body().replace("\"minNodeCount\": \"0\"", "\"minNodeCount\": \"5\"");
    let report = validate(&above, &Options::default());
    let errors: Vec<_> = report.errors().map(|found| found.code.slug).collect();
    assert_eq!(errors, ["scale/min-above-max"]);
}

#[test]
fn either_place_names_the_region() {
    let options =
        Options { workspace_location: Some("westeurope".to_owned()), ..Options::default() };
    for (from, to, told) in [
        ("", "", None),
        (
            "\"computeLocation\": \"westeurope\"",
            "\"computeLocation\": \"westus2\"",
            Some("/properties/computeLocation"),
        ),
        ("\"location\": \"westeurope\",", "", None),
        ("\"computeLocation\": \"westeurope\",", "", None),
    ] {
        let changed =
            if from.is_empty() { body().to_owned() } else { body().replacen(from, to, 1) };
        let report = validate(&changed, &options);
        assert!(report.valid, "{:#?}", places(&report));
        let found =
            report.diagnostics.iter().find(|found| found.code.slug == "region/cluster-elsewhere");
        assert_eq!(found.map(|found| found.path.as_str()), told, "{from}");
    }
}

#[test]
fn the_same_time_is_no_change() {
    let current = body().replace("PT120S", "PT2M").replace("VMSize", "vmSize");
    let options =
        Options { operation: Operation::Update, current: Some(current), ..Options::default() };
    let report = validate(body(), &options);
    assert!(
        report.diagnostics.iter().any(|found| found.code.slug == "update/no-change"),
        "{:#?}",
        places(&report)
    );
}
