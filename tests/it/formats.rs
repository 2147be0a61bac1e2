//! Formats: what a document of one becomes, and what is told about the way into another.

use azureml_compute::validate::{Format, Loss, Options, convert};

fn options(format: Format) -> Options {
    Options { format, ..Options::default() }
}

const DOCUMENT: &str = r#"{"name":"cpu","type":"amlcompute","size":"Standard_D4s_v5","max_instances":4,
    "idle_time_before_scale_down":300,"network_settings":{"vnet_name":"network","subnet":"training"}}"#;

#[test]
fn a_document_of_the_command_line_becomes_what_its_tools_send() {
    let found = convert(DOCUMENT, &options(Format::CliV2), &[]);
    assert!(found.report.valid, "{:#?}", found.report);
    let resource: serde_json::Value = found.resources[0].body.parse().unwrap();
    let data = &resource["properties"]["properties"];
    assert_eq!(data["scaleSettings"]["nodeIdleTimeBeforeScaleDown"], "PT5M");
    assert_eq!(data["scaleSettings"]["minNodeCount"], 0);
    assert_eq!(resource["properties"]["disableLocalAuth"], true);
    assert_eq!(resource["name"], "cpu");
}

#[test]
fn what_a_format_cannot_say_is_told_where_it_was_written() {
    let loss = |path: &str, reason| Loss {
        resource: Some(0),
        path: path.to_owned(),
        reason,
        target: "bicep".to_owned(),
        detail: String::new(),
    };
    let losses =
        [loss("/properties/properties/vmSize", "lost"), loss("/properties/computeType", "kind")];
    let report = convert(DOCUMENT, &options(Format::CliV2), &losses).report;
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
    let found = convert(DOCUMENT, &Options { facts, ..options(Format::CliV2) }, &[]);
    assert!(!found.report.diagnostics.iter().any(|found| found.code.slug == "convert/lost-member"));
    assert!(found.resources[0].body.contains("8a5d2f6e-9c1b-4e7a-b3d4-5f6a7b8c9d0e/resourceGroups/vision/providers/Microsoft.Network/virtualNetworks/network/subnets/training"));
}

#[test]
fn a_resource_is_itself() {
    let body = r#"{"properties":{"computeType":"AmlCompute"}}"#;
    assert_eq!(convert(body, &options(Format::Arm), &[]).resources[0].body, body);
    assert!(convert("[", &options(Format::Arm), &[]).resources.is_empty());
}

#[test]
fn a_body_is_written_as_the_service_spells_it() {
    let body = r#"{"Location":"westeurope","id":"/x","systemData":{},"tags":{"a":null,"b":"c"},
        "identity":{"type":"UserAssigned","principalId":"p","userAssignedIdentities":{
        "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/r/providers/microsoft.managedidentity/userassignedidentities/i":
        {"clientId":"x"}}},
        "properties":{"computetype":"amlcompute","provisioningState":"Succeeded","description":null,
        "properties":{"VMSize":"Standard_DS3_v2","vmPriority":"dedicated","enableNodePublicIp":"true",
        "scaleSettings":{"maxNodeCount":"4","minNodeCount":0.0},"own":{"Null":null}}}}"#;
    let found = convert(body, &options(Format::Arm), &[]);
    let wanted = concat!(
        r#"{"location":"westeurope","tags":{"b":"c"},"identity":{"type":"UserAssigned","userAssignedIdentities":{"#,
        r#""/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i":{}}},"#,
        r#""properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS3_v2","vmPriority":"Dedicated","#,
        r#""enableNodePublicIp":true,"scaleSettings":{"maxNodeCount":4,"minNodeCount":0},"own":{"Null":null}}}}"#
    );
    assert_eq!(found.resources[0].body, wanted);
}

/// Secrets that no form shows are secrets all the same, whatever they look like.
#[test]
fn secrets_that_no_form_shows_are_known() {
    let data = "/properties/properties";
    let names = ["relayConnectionString", "serviceBusConnectionString"];
    let body = r#"{"properties":{"computeType":"Kubernetes","resourceId":"x","properties":
        {"relayConnectionString":"plain words","SERVICEBUSCONNECTIONSTRING":{"deep":"words"},"namespace":"ml"}}}"#;
    let found = convert(body, &options(Format::Arm), &[]);
    assert_eq!(found.resources[0].secrets, names.map(|name| format!("{data}/{name}")));
}

#[test]
fn every_compute_of_a_template_is_given_with_what_is_its_own() {
    let compute = "Microsoft.MachineLearningServices/workspaces/computes";
    let template = format!(
        r#"{{"contentVersion":"1.0.0.0","resources":[
        {{"type":"{compute}","apiVersion":"2024-10-01","name":"north/studio","condition":"[parameters('x')]",
          "properties":{{"computeType":"VirtualMachine","properties":{{"address":"10.2.3.4",
          "administratorAccount":{{"username":"trainer","password":{{"deep":"hushhush"}}}}}}}}}},
        {{"type":"{compute}","apiVersion":"2023-08-01-preview","name":"[concat(parameters('south'), '/', uniqueString('x'))]",
          "properties":{{"computeType":"Databricks","properties":{{"databricksAccessToken":"dapi-hush","note":{{"Password":"hush"}},
          "workspaceUrl":"https://host/?se=1&sig=abc"}}}}}}]}}"#
    );
    let losses = [Loss {
        resource: Some(1),
        path: "/properties/properties/databricksAccessToken".to_owned(),
        reason: "secret",
        target: "bicep".to_owned(),
        detail: String::new(),
    }];
    let found = convert(&template, &options(Format::Template), &losses);
    let [machine, spark] = found.resources.as_slice() else { panic!("{found:#?}") };
    assert_eq!((machine.kind, spark.kind), (Some("VirtualMachine"), Some("Databricks")));
    assert_eq!((machine.name.as_deref(), spark.name.as_deref()), (Some("studio"), None));
    assert_eq!(machine.workspace.as_deref(), Some("north"));
    assert_eq!(spark.workspace.as_deref(), Some("parameters('south')"));
    assert_eq!((&*machine.version, &*spark.version), ("2024-10-01", "2023-08-01-preview"));
    assert_eq!(machine.around, ["/resources/0/condition"]);
    let data = "/properties/properties";
    assert_eq!(machine.secrets, [format!("{data}/administratorAccount/password")]);
    let hidden = ["databricksAccessToken", "note/Password", "workspaceUrl"];
    assert_eq!(spark.secrets, hidden.map(|name| format!("{data}/{name}")));
    assert_eq!(found.report.kind, None);
    let lost: Vec<&str> = found
        .report
        .diagnostics
        .iter()
        .filter(|found| found.code.slug == "convert/lost-member")
        .map(|found| &*found.path)
        .collect();
    assert_eq!(lost, [format!("/resources/1{data}/databricksAccessToken")]);
}

#[test]
fn several_computes_for_a_format_that_holds_one_are_told() {
    let told = |reason, detail: &str| {
        let loss = Loss {
            reason,
            target: "cli-v2".to_owned(),
            detail: detail.to_owned(),
            ..Loss::default()
        };
        let report = convert(DOCUMENT, &options(Format::CliV2), &[loss]).report;
        let found = report.errors().next().unwrap();
        assert_eq!((found.code.slug, &*found.path), ("convert/several", ""));
        found.message.clone()
    };
    assert_eq!(
        told("choose", "north, south"),
        "the input contains several computes (north, south), but cli-v2 can hold only one"
    );
    assert_eq!(
        told("unknown", "west\nnorth, south"),
        "the input contains no compute `west`, only north, south"
    );
    assert!(told("twice", "north").starts_with("several computes of the input are named `north`"));
    assert_eq!(Loss::reason("no such reason"), None);
}

#[test]
fn what_stands_in_for_an_unknown_workspace_is_seen_in_the_text() {
    let found = convert(DOCUMENT, &options(Format::CliV2), &[]);
    let body = &found.resources[0].body;
    assert!(
        body.contains("/subscriptions/<subscription>/resourceGroups/<group>/providers/"),
        "{body}"
    );
    let again = convert(body, &options(Format::Arm), &[]).report;
    assert!(again.diagnostics.iter().any(|found| found.code.slug.starts_with("placeholder/")));
}

#[test]
fn a_schedule_without_a_state_is_switched_on() {
    let trigger = r#""trigger":{"type":"cron","expression":"30 18 * * 1-5"}"#;
    let body = format!(
        r#"{{"name":"desk","type":"computeinstance","size":"Standard_E4s_v5","schedules":{{"compute_start_stop":[
        {{"action":"stop",{trigger}}},{{"action":"start","state":"disabled",{trigger}}}]}}}}"#
    );
    let found = convert(&body, &options(Format::CliV2), &[]);
    let resource: serde_json::Value = found.resources[0].body.parse().unwrap();
    let schedules = &resource["properties"]["properties"]["schedules"]["computeStartStop"];
    assert_eq!(
        (&schedules[0]["status"], &schedules[1]["status"]),
        (&"Enabled".into(), &"Disabled".into())
    );
}
