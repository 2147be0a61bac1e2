//! The register of codes: every code documented, shown by a case, and never lost.

use std::collections::{BTreeMap, BTreeSet};

use azureml_compute::validate::{Options, codes, explain, explanations, slugs, validate};

use crate::cases;
use crate::support::places;

/// Codes that no case file can show, with the test that shows them.
const SHOWN_ELSEWHERE: &[(&str, &str)] = &[
    ("report/more", "bounds::a_long_report_is_cut_and_says_so"),
    ("text/unserialisable", "text::values_that_cannot_be_written"),
    ("text/not-yaml", "text::yaml_that_its_reader_refuses"),
    ("text/not-terraform", "text::other_languages_that_their_readers_refuse"),
    ("text/not-bicep", "text::other_languages_that_their_readers_refuse"),
    ("text/main-file", "text::other_languages_that_their_readers_refuse"),
    ("text/encoding", "text::bytes_and_surrogates"),
    ("text/limit", "text::limits"),
    ("name/letter-case", "arm::names::tests::boundaries"),
    ("name/sequence", "arm::names::tests::boundaries"),
    ("name/not-a-guid", "arm::names::tests::boundaries"),
    ("convert/several", "formats::several_computes_for_a_format_that_holds_one_are_told"),
    ("convert/no-kind", "formats::what_a_format_cannot_say_is_told_where_it_was_written"),
    ("convert/lost-member", "formats::what_a_format_cannot_say_is_told_where_it_was_written"),
    ("update/same-name", "kinds::rules::update::tests::another_size_under_the_same_name"),
    ("facts/unread", "service::preflight::what_cannot_be_read_hides_nothing_else"),
    ("update/loses-secret", "plan::secrets_that_a_put_would_lose"),
    ("lifecycle/not-for-kind", "lifecycle::kinds_have_their_actions"),
    ("lifecycle/state", "lifecycle::states_of_an_instance"),
    ("lifecycle/pointless", "lifecycle::states_of_an_instance"),
    ("lifecycle/removal", "lifecycle::delete_and_detach"),
    ("lifecycle/preview-action", "lifecycle::actions_of_previews"),
];

/// Every slug that was ever released or landed. Append only.
const REGISTER: &str = include_str!("../cases/register.txt");

#[test]
fn codes_are_unique_and_documented() {
    let mut seen = BTreeSet::new();
    for code in codes() {
        assert!(seen.insert(code.slug), "{} twice", code.slug);
        let (area, slug) = code.slug.split_once('/').unwrap();
        for part in [area, slug] {
            assert!(
                part.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
        }
        let explanation = explain(code.slug).unwrap();
        assert_eq!(explanation.severity, code.severity);
        assert!(!explanation.evidence.is_empty() && explanation.why.len() > 10, "{}", code.slug);
        assert!(!explanation.example.is_empty(), "{}", code.slug);
    }
    assert!(explain("no/such-code").is_none());
}

#[test]
fn the_slugs_alone_are_those_of_the_codes() {
    let of_codes: Vec<&str> = codes().map(|code| code.slug).collect();
    assert_eq!(slugs(), of_codes);
}

#[test]
fn the_register_only_grows() {
    let now: BTreeSet<&str> = codes().map(|code| code.slug).collect();
    let ever: BTreeSet<&str> = REGISTER.lines().filter(|line| !line.is_empty()).collect();
    let lost: Vec<_> = ever.difference(&now).collect();
    assert!(lost.is_empty(), "lost codes: {lost:?}");
    let new: Vec<_> = now.difference(&ever).collect();
    assert!(new.is_empty(), "add to tests/cases/register.txt: {new:#?}");
}

#[test]
fn words_follow_the_style() {
    for code in codes() {
        let help = code.help.iter().filter(|(_, text)| !text.is_empty());
        for (reason, text) in code.message.iter().chain(help) {
            let place = format!("{} {reason}: {text}", code.slug);
            assert!(!text.ends_with(['.', '!']), "{place}");
            assert!(text.chars().count() <= 120, "{place}");
            let first = text.chars().next().unwrap();
            let names = ["SDK", "CLI", "JSON", "ARM", "PUT", "PATCH", "FastProd", "SSH"]
                .iter()
                .any(|name| text.starts_with(name));
            assert!(!first.is_uppercase() || names, "{place}");
            assert!(!text.contains("Option<") && !text.contains("::"), "{place}");
        }
        for (reason, _) in code.help {
            let known = code.message.iter().any(|(name, _)| name == reason);
            let single = code.message.len() == 1;
            assert!(
                known || single || reason.is_empty(),
                "{}: help for unknown reason {reason}",
                code.slug
            );
        }
    }
}

#[test]
fn every_code_is_shown_by_a_case() {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases::all() {
        let options = Options { positions: false, ..case.options.clone() };
        for found in validate(&case.body, &options).diagnostics {
            if case.expected.as_deref() == Some(found.code.slug) {
                *shown.entry(found.code.slug).or_default() += 1;
            }
        }
    }
    let elsewhere: BTreeSet<&str> = SHOWN_ELSEWHERE.iter().map(|(code, _)| *code).collect();
    let missing: Vec<&str> = codes()
        .map(|code| code.slug)
        .filter(|slug| !shown.contains_key(slug) && !elsewhere.contains(slug))
        .collect();
    assert!(missing.is_empty(), "no case shows: {missing:#?}");
    for slug in elsewhere {
        assert!(codes().any(|code| code.slug == slug), "{slug} is no code");
    }
}

/// Codes that no document alone can have: their examples are words.
fn is_told_in_words(slug: &str) -> bool {
    // One is shown by a document as well, the other by a document too long to read.
    let by_itself = slug == "name/not-a-guid";
    let too_long = slug == "template/limit";
    too_long || (!by_itself && SHOWN_ELSEWHERE.iter().any(|(code, _)| *code == slug))
}

#[test]
fn every_example_has_its_finding() {
    let mut told = Vec::new();
    for explanation in explanations().filter(|it| !is_told_in_words(it.slug)) {
        let given = explanation.example_options.unwrap_or("{}");
        let options = cases::read_options(&given.parse().unwrap());
        let report = validate(explanation.example, &options);
        if !report.diagnostics.iter().any(|found| found.code.slug == explanation.slug) {
            told.push(format!(
                "{}: {} {:?}",
                explanation.slug,
                explanation.example,
                places(&report)
            ));
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}
