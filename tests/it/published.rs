//! Our tables against the types that the API descriptions publish (`tests/oracle/api-types.tsv`), and request
//! bodies that they publish as examples. The examples are read where they lie (`ARM_SPEC_DIR`, default
//! `../shared/arm-spec`) and never copied; without them those tests say so. The examples that Microsoft's
//! own client for JavaScript carries are checked on every machine by `pkg/test/samples.test.mjs`.

use std::fs;
use std::path::PathBuf;

use azureml_compute::kinds::ComputeKind;
use azureml_compute::kinds::envelope::{COMPUTE, RESOURCE};
use azureml_compute::schema::{Field, Type};
use azureml_compute::validate::{Options, ValidCompute, validate};
use serde_json::Value;

use crate::api_types;
use crate::support::{files, places, root};

/// The folder, or `None` after saying that the test was skipped.
pub(crate) fn folder(test: &str) -> Option<PathBuf> {
    let given = std::env::var_os("ARM_SPEC_DIR").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| root().join("../shared/arm-spec"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped {test}: no published API descriptions at {} (set ARM_SPEC_DIR)",
        folder.display()
    );
    None
}

/// Findings of severity error that an example has because it breaks its own schema or is visibly not
/// filled in: file name, code.
const KNOWN: &[(&str, &str)] = &[
    ("createComputeInstance.json", "shape/type-mismatch"),
    ("ComputeInstance.json", "resource-id/not-an-id"),
];

#[test]
fn published_requests_have_no_false_error() {
    let Some(folder) = folder("published_requests_have_no_false_error") else {
        return;
    };
    let mut count = 0;
    for path in files(&folder.join("azure-rest-api-specs")) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !path.components().any(|part| part.as_os_str() == "examples") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let Ok(example) = serde_json::from_str::<Value>(&text) else {
            panic!("{}", path.display())
        };
        let body = &example["parameters"]["parameters"];
        let kind = body["properties"]["computeType"].as_str().and_then(ComputeKind::from_name);
        if kind.is_none() {
            continue;
        }
        let version = example["parameters"]["api-version"].as_str().unwrap().to_owned();
        let options = Options {
            api_version: Some(version.clone()),
            name: example["parameters"]["computeName"].as_str().map(str::to_owned),
            ..Options::default()
        };
        let text = body.to_string();
        let report = validate(&text, &options);
        for error in report.errors() {
            let known = KNOWN.iter().any(|(file, code)| *file == name && *code == error.code.slug);
            assert!(known, "{version} {name}: {:#?}", places(&report));
        }
        println!("{version} {name}: {:?}", report.counts);
        assert_eq!(ValidCompute::parse_with(&text, &options).is_ok(), report.valid);
        count += 1;
    }
    assert!(count >= 20, "{count} requests");
}

/// Members of answers that break their own schema are told apart: `subnet` as a text (2020).
#[test]
fn examples_that_break_their_schema_are_told() {
    let Some(folder) = folder("examples_that_break_their_schema_are_told") else {
        return;
    };
    let mut told = 0;
    for path in files(&folder.join("azure-rest-api-specs")) {
        if path.file_name().is_none_or(|name| name != "getAmlCompute.json") {
            continue;
        }
        let example: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let body = example["responses"]["200"]["body"].to_string();
        let report = validate(&body, &Options::default());
        let found = report.errors().map(|error| (error.code.slug, error.path.as_str()));
        let found: Vec<_> = found.collect();
        assert!(
            found.contains(&("shape/type-mismatch", "/properties/properties/subnet")),
            "{}: {found:?}",
            path.display()
        );
        told += 1;
    }
    assert!(told >= 2, "{told}");
}

/// Every property of the newest stable version stands in our tables, with its required and read-only
/// flags, and ours has none that the version lacks (but those that only answers have).
#[test]
fn tables_match_the_newest_stable_version() {
    let all = api_types::by_version();
    let version = &all["2026-05-01"];
    compare(version, "Compute", COMPUTE);
    for (kind, published) in PUBLISHED {
        compare(version, published, kind.spec().fields);
    }
    for (kind, path, published) in NESTED {
        compare(version, published, nested(kind.spec().fields, path));
    }
    for kind in ComputeKind::ALL {
        let has_table = PUBLISHED.iter().any(|(other, _)| other == kind);
        // What no description has cannot be held against one.
        let is_published = !kind.spec().since.is_empty();
        assert_eq!(has_table, is_published && !kind.spec().fields.is_empty(), "{kind:?}");
        let name = kind.as_str();
        assert_eq!(version.get(name).is_some(), !kind.spec().since.is_empty(), "{name}");
    }
    assert!(RESOURCE.iter().any(|field| field.name == "identity"));
}

/// The table of each kind that has members of its own.
const PUBLISHED: &[(ComputeKind, &str)] = &[
    (ComputeKind::AmlCompute, "AmlComputeProperties"),
    (ComputeKind::ComputeInstance, "ComputeInstanceProperties"),
    (ComputeKind::Kubernetes, "KubernetesProperties"),
    (ComputeKind::VirtualMachine, "VirtualMachineSchemaProperties"),
    (ComputeKind::HdInsight, "HDInsightProperties"),
    (ComputeKind::Databricks, "DatabricksProperties"),
    (ComputeKind::SynapseSpark, "SynapseSparkProperties"),
    (ComputeKind::Aks, "AKSSchemaProperties"),
    (ComputeKind::DataLakeAnalytics, "DataLakeAnalyticsSchemaProperties"),
];

/// Tables inside of those, by the way to them.
const NESTED: &[(ComputeKind, &[&str], &str)] = &[
    (ComputeKind::AmlCompute, &["scaleSettings"], "ScaleSettings"),
    (ComputeKind::AmlCompute, &["userAccountCredentials"], "UserAccountCredentials"),
    (ComputeKind::AmlCompute, &["virtualMachineImage"], "VirtualMachineImage"),
    (ComputeKind::AmlCompute, &["subnet"], "ResourceId"),
    (ComputeKind::ComputeInstance, &["sshSettings"], "ComputeInstanceSshSettings"),
    (
        ComputeKind::ComputeInstance,
        &["setupScripts", "scripts", "creationScript"],
        "ScriptReference",
    ),
    (ComputeKind::ComputeInstance, &["schedules", "computeStartStop"], "ComputeStartStopSchedule"),
    (ComputeKind::ComputeInstance, &["schedules", "computeStartStop", "cron"], "Cron"),
    (ComputeKind::ComputeInstance, &["schedules", "computeStartStop", "recurrence"], "Recurrence"),
    (
        ComputeKind::ComputeInstance,
        &["schedules", "computeStartStop", "recurrence", "schedule"],
        "ComputeRecurrenceSchedule",
    ),
    (ComputeKind::ComputeInstance, &["customServices"], "CustomService"),
    (ComputeKind::ComputeInstance, &["customServices", "image"], "Image"),
    (ComputeKind::ComputeInstance, &["customServices", "docker"], "Docker"),
    (
        ComputeKind::ComputeInstance,
        &["customServices", "environmentVariables"],
        "EnvironmentVariable",
    ),
    (ComputeKind::ComputeInstance, &["customServices", "endpoints"], "Endpoint"),
    (ComputeKind::ComputeInstance, &["customServices", "volumes"], "VolumeDefinition"),
    (ComputeKind::ComputeInstance, &["customServices", "volumes", "bind"], "BindOptions"),
    (ComputeKind::ComputeInstance, &["customServices", "volumes", "tmpfs"], "TmpfsOptions"),
    (ComputeKind::ComputeInstance, &["customServices", "kernel"], "JupyterKernelConfig"),
    (ComputeKind::Kubernetes, &["instanceTypes"], "InstanceTypeSchema"),
    (ComputeKind::VirtualMachine, &["administratorAccount"], "VirtualMachineSshCredentials"),
    (ComputeKind::HdInsight, &["administratorAccount"], "VirtualMachineSshCredentials"),
    (ComputeKind::SynapseSpark, &["autoScaleProperties"], "AutoScaleProperties"),
    (ComputeKind::SynapseSpark, &["autoPauseProperties"], "AutoPauseProperties"),
    (ComputeKind::Aks, &["sslConfiguration"], "SslConfiguration"),
    (ComputeKind::Aks, &["aksNetworkingConfiguration"], "AksNetworkingConfiguration"),
];

/// The table of an object, or of the values of a map, inside of another.
fn nested(fields: &'static [Field], path: &[&str]) -> &'static [Field] {
    path.iter().fold(fields, |fields, name| {
        let field = fields.iter().find(|field| field.name == *name).unwrap();
        match field.value {
            Type::Object(inner) | Type::Open(inner) => inner,
            Type::Map { value: Type::Object(inner) | Type::Open(inner), .. }
            | Type::List(Type::Object(inner) | Type::Open(inner)) => inner,
            _ => panic!("{name}"),
        }
    })
}

/// First versions that the tables name, by the descriptions of all stable versions.
#[test]
fn members_are_as_old_as_the_tables_say() {
    let all = api_types::by_version();
    let stable: Vec<(&String, &Value)> =
        all.iter().filter(|(name, _)| !name.ends_with("-preview")).collect();
    let mut wrong = Vec::new();
    for (kind, _) in PUBLISHED.iter().filter(|(kind, _)| !kind.spec().managed) {
        for field in kind.spec().fields {
            // The version behind the last one that lacks the member.
            let has = |version: &Value| {
                let data = &version[kind.as_str()]["properties"]["properties"];
                let table = data["ref"].as_str().map_or(data, |name| &version[name]);
                let members = table["properties"].as_object();
                members.is_some_and(|members| {
                    members.keys().any(|name| name.eq_ignore_ascii_case(field.name))
                })
            };
            let lacking = stable.iter().rposition(|(_, version)| !has(version));
            let first = lacking.map_or(0, |at| at + 1);
            let first = stable.get(first).map_or("", |(name, _)| name.as_str());
            let since = if field.since.is_empty() { kind.spec().since } else { field.since };
            if first != since {
                wrong.push(format!("{kind:?}.{}: {since}, published {first}", field.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Members that our tables have for a reason the description does not give.
const OURS: &[(&str, &str)] = &[
    ("AmlComputeProperties", "enableBatchPrivateLink"),
    ("AmlComputeProperties", "imageVersion"),
    ("AmlComputeProperties", "etag"),
    ("ComputeInstanceProperties", "updateStatus"),
    ("ComputeInstanceProperties", "imageVersion"),
    ("ComputeInstanceProperties", "enableBatchPrivateLink"),
    ("ComputeInstanceProperties", "etag"),
    // In previews only.
    ("ComputeInstanceProperties", "autologgerSettings"),
    ("ComputeInstanceProperties", "enableOSPatching"),
    ("ComputeInstanceProperties", "enableRootAccess"),
    ("ComputeInstanceProperties", "releaseQuotaOnStop"),
    ("Compute", "provisioningWarnings"),
    ("Compute", "properties"),
];

/// Required members whose absence has a code of its own.
const OWN_CODE: &[(&str, &str)] = &[("ScaleSettings", "maxNodeCount"), ("Compute", "computeType")];

fn compare(version: &Value, name: &str, fields: &[Field]) {
    let published = &version[name];
    let members = published.get("properties").unwrap_or(published);
    let members = members.as_object().unwrap_or_else(|| panic!("{name}: {published}"));
    assert!(!members.is_empty());
    for (member, constraints) in members {
        let Some(field) = fields.iter().find(|field| field.name == member) else {
            panic!("{name}.{member} is missing in our table");
        };
        let flag = |word: &str| constraints.get(word).and_then(Value::as_bool).unwrap_or(false);
        let read_only = flag("readOnly");
        assert_eq!(field.read_only, read_only, "{name}.{member} read-only");
        let required = flag("required") && !OWN_CODE.contains(&(name, member));
        assert_eq!(field.required, required, "{name}.{member} required");
        if let Some(words) = constraints.get("enum").and_then(Value::as_array) {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            if let Type::Word(ours) | Type::ClosedWord(ours) = field.value {
                assert_eq!(ours, words, "{name}.{member}");
            }
        }
    }
    for field in fields {
        let known = members.contains_key(field.name) || OURS.contains(&(name, field.name));
        assert!(known, "{name}.{} is in no description", field.name);
    }
}
