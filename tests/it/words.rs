//! Messages: members in the words of the format, the words of the caller as they were written, ours whole.

use std::collections::BTreeSet;

use azureml_compute::diagnostics::{Diagnostic, Param, Report};
use azureml_compute::validate::{Format, Options, codes, validate};

use crate::support::{files, root};

fn check(body: &str, format: Format) -> Report {
    validate(body, &Options { format, today: Some("2026-11-30".to_owned()), ..Options::default() })
}

fn found<'r>(report: &'r Report, code: &str) -> &'r Diagnostic {
    report
        .diagnostics
        .iter()
        .find(|found| found.code.slug == code)
        .unwrap_or_else(|| panic!("no {code}: {report:#?}"))
}

const INSTANCE: &str =
    r#"{"name":"notebook-a","type":"computeinstance","size":"Standard_E4ds_v5"}"#;

#[test]
fn help_is_in_words_and_units_of_the_format() {
    let report = check(INSTANCE, Format::CliV2);
    let idle = found(&report, "instance/idle-missing");
    let help = idle.help.as_deref().unwrap();
    assert!(help.contains("idle_time_before_shutdown_minutes, such as 60,"), "{help}");
    let body = r#"{"name":"notebook-a","location":"westeurope",
        "properties":{"computeType":"ComputeInstance","properties":{"vmSize":"Standard_E4ds_v5"}}}"#;
    let report = check(body, Format::Arm);
    let idle = found(&report, "instance/idle-missing");
    assert!(idle.help.as_deref().unwrap().contains("idleTimeBeforeShutdown, such as PT60M,"));
    assert!(idle.params.is_empty(), "{idle:#?}");
}

#[test]
fn a_switch_is_named_with_the_value_that_the_format_has_for_it() {
    let body = r#"{"name":"fleet","type":"amlcompute","size":"Standard_D4ds_v5","max_instances":2,
        "ssh_public_access_enabled":true,"ssh_settings":{"admin_username":"fleetadmin","admin_password":"Long-Enough-9"}}"#;
    let report = check(body, Format::CliV2);
    let help = found(&report, "access/ssh-open").help.as_deref().unwrap();
    assert!(help.contains("ssh_public_access_enabled to false"), "{help}");
}

#[test]
fn what_the_format_cannot_say_is_not_proposed() {
    let body = r#"{"call":"ComputeInstance.provisioning_configuration","name":"notebook-a",
        "args":{"vm_size":"Standard_E4ds_v5"}}"#;
    let report = check(body, Format::SdkV1);
    let idle = found(&report, "instance/idle-missing");
    let help = idle.help.as_deref().unwrap();
    assert!(help.starts_with("this format cannot express it"), "{help}");
    assert!(!format!("{idle:?}").contains("PT60M"));
}

#[test]
fn values_are_quoted_as_they_were_written() {
    let body = r#"{"name":"notebook-a","type":"computeinstance","size":"Standard_E4ds_v5",
        "idle_time_before_shutdown_minutes":5}"#;
    let report = check(body, Format::CliV2);
    let range = found(&report, "instance/idle-range");
    assert!(range.params.iter().any(|(_, param)| param.text() == Some("5")), "{range:#?}");
    assert!(!range.message.contains("PT5M"), "{}", range.message);
}

#[test]
fn keys_of_the_caller_keep_their_names() {
    let body = r#"{"name":"fleet","type":"amlcompute","size":"Standard_D4ds_v5","max_instances":2,
        "tags":{"vmSize":"<size>"}}"#;
    let report = check(body, Format::CliV2);
    for finding in &report.diagnostics {
        if finding.path == "/tags/vmSize" {
            assert!(!finding.message.contains("`size`"), "{}", finding.message);
        }
    }
}

#[test]
fn long_words_of_the_caller_end_in_an_ellipsis() {
    let name = "a".repeat(200);
    let body =
        format!(r#"{{"properties":{{"computeType":"AmlCompute","properties":{{"{name}":1}}}}}}"#);
    let report = check(&body, Format::Arm);
    let unknown = found(&report, "shape/unknown-property");
    assert!(unknown.message.contains(&["a".repeat(80).as_str(), "…"].concat()), "{unknown:#?}");
    assert!(!unknown.message.contains(&"a".repeat(81)));
}

#[test]
fn words_of_ours_are_never_cut() {
    let body = r#"{"call":"AksCompute.provisioning_configuration","name":"scorer",
        "args":{"agent_count":3,"vm_size":"Standard_D4_v3","service_cidr":"10.8.0.0/16"}}"#;
    let report = check(body, Format::SdkV1);
    let set = found(&report, "sdk-v1/all-or-none");
    for name in ["vnet_resourcegroup_name", "dns_service_ip", "docker_bridge_cidr"] {
        assert!(set.message.contains(name), "{}", set.message);
    }
    assert!(!set.message.contains('…'));
}

/// A misspelt member in a template would be shown as it is in every format.
#[test]
fn members_in_templates_are_members_of_a_kind() {
    let schemas: String = files(&root().join("pkg/schema/arm"))
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let known: BTreeSet<&str> = schemas.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    for code in codes() {
        for (_, text) in code.message.iter().chain(code.help) {
            for marker in text.split("{@").skip(1) {
                let marker = marker.split('}').next().unwrap();
                let member = marker.split('=').next().unwrap();
                // Members that no table has, because the service does not know them.
                let told = ["passphrase"].contains(&member);
                assert!(told || known.contains(member), "{}: {member}", code.slug);
            }
        }
    }
}

#[test]
fn parameters_are_what_they_are_shown_as() {
    for (param, text) in [
        (Param::Member("vmSize".to_owned()), Some("vmSize")),
        (Param::Own("a string".to_owned()), Some("a string")),
        (Param::User("x".to_owned()), Some("x")),
        (Param::Integer(4), None),
    ] {
        assert_eq!(param.text(), text);
    }
}

/// What nobody filled in is told once, where it stands, as it was written, and nothing else is said there.
#[test]
fn what_was_not_filled_in_is_told_once_and_where_it_stands() {
    let mut seen = 0_usize;
    let cases = crate::cases::all();
    for case in cases.iter().filter(|case| {
        case.expected.as_deref().is_some_and(|code| code.starts_with("placeholder/"))
            && ["/cli-v2/", "/sdk-v1/", "every-kind-of-token"]
                .iter()
                .any(|part| case.name.contains(part))
    }) {
        let report = validate(&case.body, &case.options);
        let document: serde_json::Value = case.body.parse().unwrap();
        let open: BTreeSet<&str> = report
            .diagnostics
            .iter()
            .filter(|found| found.code.slug.starts_with("placeholder/"))
            .map(|found| found.path.as_str())
            .collect();
        for (pointer, text) in texts(&document, String::new()) {
            if !["<", "{", "$", "#", "%", "__", "@@"].iter().any(|open| text.starts_with(open)) {
                continue;
            }
            seen += 1;
            assert!(open.contains(pointer.as_str()), "{}: {pointer} {report:#?}", case.name);
            let here: Vec<_> =
                report.diagnostics.iter().filter(|found| found.path == pointer).collect();
            assert_eq!(here.len(), 1, "{}: {pointer} {here:#?}", case.name);
            let secret = here[0].params.iter().any(|(_, param)| param.text() == Some("secret"));
            assert!(here[0].message.contains(&text) != secret, "{pointer}: {}", here[0].message);
        }
        // What is missing or wrong elsewhere is no consequence of it.
        for found in report.errors() {
            assert!(found.code.slug.starts_with("placeholder/"), "{}: {found:#?}", case.name);
        }
    }
    assert!(seen >= 40, "{seen}");
}

fn texts(value: &serde_json::Value, pointer: String) -> Vec<(String, String)> {
    match value {
        serde_json::Value::String(text) => vec![(pointer, text.clone())],
        serde_json::Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| texts(value, format!("{pointer}/{}", key.replace('/', "~1"))))
            .collect(),
        _ => Vec::new(),
    }
}

/// Advice that would switch off what somebody has asked for is no advice.
#[test]
fn the_fix_of_a_deprecated_idle_time_keeps_the_shutdown() {
    for (field, value) in
        [("idle_time_before_shutdown", "\"PT45M\""), ("idle_time_before_scale_down", "2700")]
    {
        let body = format!(
            r#"{{"name":"notebook-a","type":"computeinstance","size":"Standard_E4ds_v5","{field}":{value}}}"#
        );
        let report = check(&body, Format::CliV2);
        let fix = report
            .diagnostics
            .iter()
            .find_map(|found| found.fix.as_ref().filter(|_| found.path == format!("/{field}")));
        let mended = azureml_compute::text::apply(&body, fix.unwrap()).unwrap();
        let mended: serde_json::Value = mended.parse().unwrap();
        assert_eq!(mended["idle_time_before_shutdown_minutes"], 45, "{mended}");
        assert!(mended.get(field).is_none(), "{mended}");
    }
}

#[test]
fn who_works_on_an_instance_brings_the_key() {
    let body = include_str!("../cases/ComputeInstance/valid/ssh-that-another-user-completes.json");
    let report = check(body, Format::Arm);
    assert!(!report.diagnostics.iter().any(|found| found.code.slug == "access/ssh-without-key"));
    let inside = body.replace("\"vmSize\"", "\"enableNodePublicIp\": false, \"vmSize\"");
    let report = check(&inside, Format::Arm);
    assert!(
        !report.diagnostics.iter().any(|found| found.code.slug == "access/ssh-open"),
        "{report:#?}"
    );
}
