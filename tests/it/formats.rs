//! Formats: what a document of one becomes, and what is told about the way into another.

use azureml_compute::validate::{Format, Loss, Options, convert};

fn options(format: Format) -> Options {
    Options { format, ..Options::default() }
}

const DOCUMENT: &str = r#"{"name":"cpu","type":"amlcompute","size":"Standard_D4s_v5","max_instances":4,
    "idle_time_before_scale_down":300,"network_settings":{"vnet_name":"network","subnet":"training"}}"#;

#[test]
fn a_document_of_the_command_line_becomes_what_its_tools_send() {
    let (resource, report) = convert(DOCUMENT, &options(Format::CliV2), &[]);
    assert!(report.valid, "{report:#?}");
    let resource: serde_json::Value = resource.unwrap().parse().unwrap();
    let data = &resource["properties"]["properties"];
    assert_eq!(data["scaleSettings"]["nodeIdleTimeBeforeScaleDown"], "PT5M");
    assert_eq!(data["scaleSettings"]["minNodeCount"], 0);
    assert_eq!(resource["properties"]["disableLocalAuth"], true);
    assert_eq!(resource["name"], "cpu");
}

#[test]
fn what_a_format_cannot_say_is_told_where_it_was_written() {
    let loss =
        |path: &str, reason| Loss { path: path.to_owned(), reason, target: "bicep".to_owned() };
    let losses =
        [loss("/properties/properties/vmSize", "lost"), loss("/properties/computeType", "")];
    let (_, report) = convert(DOCUMENT, &options(Format::CliV2), &losses);
    let found = |code: &str, path: &str| {
        report.diagnostics.iter().any(|found| found.code.slug == code && found.path == path)
    };
    assert!(found("convert/lost-member", "/size"), "{report:#?}");
    assert!(found("convert/no-kind", "/type"), "{report:#?}");
    // The workspace is not known, so the id of the subnet holds a stand-in.
    assert!(found("convert/lost-member", "/network_settings/subnet"), "{report:#?}");
}

#[test]
fn ids_are_made_with_the_workspace_where_it_is_known() {
    let workspace = "/subscriptions/8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e/resourceGroups/vision/providers/Microsoft.MachineLearningServices/workspaces/vision";
    let facts = Some(format!(r#"{{"workspace":{{"id":"{workspace}"}}}}"#));
    let (resource, report) = convert(DOCUMENT, &Options { facts, ..options(Format::CliV2) }, &[]);
    assert!(!report.diagnostics.iter().any(|found| found.code.slug == "convert/lost-member"));
    assert!(resource.unwrap().contains("8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e/resourceGroups/vision/providers/Microsoft.Network/virtualNetworks/network/subnets/training"));
}

#[test]
fn a_resource_is_itself() {
    let body = r#"{"properties":{"computeType":"AmlCompute"}}"#;
    assert_eq!(convert(body, &options(Format::Arm), &[]).0.as_deref(), Some(body));
    assert_eq!(convert("[", &options(Format::Arm), &[]).0, None);
}
