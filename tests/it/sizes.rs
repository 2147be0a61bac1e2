//! Machine sizes against the published tables. They are read where they lie (`VM_SIZES_DIR`, default
//! `../shared/vm-sizes`) and never copied; without them the tests say so. Also the rules about sizes that
//! depend on the day, the region and the service's own list.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use azureml_compute::VmSize;
use azureml_compute::arm::vm_size::SizeName;
use azureml_compute::catalog;
use azureml_compute::validate::{Options, parse_vm_size, validate};
use regex::Regex;
use serde_json::{Value, json};

use crate::support::{root, slugs};

type Row = HashMap<String, String>;

/// A table, or `None` after saying that the test was skipped. No cell holds a comma or a quote.
fn table(test: &str, name: &str) -> Option<Vec<Row>> {
    let given = std::env::var_os("VM_SIZES_DIR").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| root().join("../shared/vm-sizes"));
    let Ok(text) = fs::read_to_string(folder.join(name)) else {
        println!("skipped {test}: no tables at {} (set VM_SIZES_DIR)", folder.display());
        return None;
    };
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        let cells = columns.iter().zip(line.split(','));
        cells.map(|(column, cell)| ((*column).to_owned(), cell.to_owned())).collect()
    };
    Some(lines.map(row).collect())
}

/// The grammar written down a second time, with the accelerators of today.
const GRAMMAR: &str = "^(?i:Standard|Basic)_([A-Z]{1,3})([0-9]{1,3})(?:-([0-9]{1,3}))?([a-z]*)(G[0-9])?\
    ((?:_(?:cc|xl|NDR))*)(?:_(T4|A10|A100|H100|H200|MI300X|V[67][12]0|GB[23]00|RTXPRO6000BSE|MA35D))?\
    (?:_([0-9]{1,2}))?(?:_v([0-9]{1,2}))?(_Promo)?$";

#[test]
fn every_published_name_is_read() {
    let Some(rows) = table("every_published_name_is_read", "vm_sizes.csv") else { return };
    let grammar = Regex::new(GRAMMAR).unwrap();
    for row in &rows {
        let name = &row["name"];
        let read = SizeName::parse(name).unwrap_or_else(|| panic!("{name}"));
        let details = read.details().unwrap_or_else(|| panic!("{name}"));
        let parts = grammar.captures(name).unwrap_or_else(|| panic!("{name}"));
        let part = |at: usize| parts.get(at).map(|part| part.as_str()).filter(|it| !it.is_empty());
        assert_eq!(Some(read.letters), part(1), "{name}");
        assert_eq!(Some(read.number), part(2).map(|it| it.parse().unwrap()), "{name}");
        assert_eq!(read.constrained, part(3).map(|it| it.parse().unwrap()), "{name}");
        assert_eq!(details.features, part(4).unwrap_or_default(), "{name}");
        assert_eq!(details.generation, part(5), "{name}");
        assert_eq!(details.modifiers, part(6).unwrap_or_default(), "{name}");
        assert_eq!(details.accelerator, part(7), "{name}");
        assert_eq!(details.memory, part(8).map(|it| it.parse().unwrap()), "{name}");
        assert_eq!(details.version, part(9).map(|it| it.parse().unwrap()), "{name}");
        assert_eq!(details.promo, part(10).is_some(), "{name}");
        assert_eq!(&read.canonical(), name);
        assert_eq!(SizeName::parse(&name.to_uppercase()).unwrap().canonical(), *name);
        assert_eq!(read.series(), row["series"], "{name}");
        if *name != "Standard_F64-16ams_v7" {
            assert_eq!(read.vcpus().to_string(), row["vcpus"], "{name}");
        }
    }
    assert_eq!(rows.len(), 1_564);
}

#[test]
fn the_catalogue_says_what_the_tables_say() {
    let test = "the_catalogue_says_what_the_tables_say";
    let Some(rows) = table(test, "vm_sizes.csv") else { return };
    let by_name = |name| -> HashMap<String, Row> {
        let rows = table(test, name).unwrap();
        rows.into_iter().map(|row| (row["name"].clone(), row)).collect()
    };
    let (disks, support) = (by_name("local_disks.csv"), by_name("aml_support.csv"));
    let (listed, low) = (by_name("availability.csv"), by_name("low_priority_exceptions.csv"));
    let regions = table(test, "availability_regions.csv").unwrap();
    let regions: Vec<&str> = regions.iter().map(|row| row["region"].as_str()).collect();
    let mut left_out = 0;
    for row in &rows {
        let name = &row["name"];
        let size = serde_json::to_value(VmSize::parse(name).unwrap()).unwrap();
        let is = |member: &str, cell: &str| {
            let found = size.get(member).map(|found| match found {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            assert_eq!(found.unwrap_or_default(), cell, "{name}: {member}");
        };
        let mut shared = |member: &str, cell: &str, is_free: bool| {
            if is_free {
                is(member, cell);
            } else {
                is(member, "");
                left_out += 1;
            }
        };
        let free = !(name.starts_with("Standard_HB60") || name == "Standard_DC8s");
        shared("memoryGiB", &row["memory_gib"], free);
        let own_disk = disks[name]["temp_source"] != "sparecores";
        shared("tempDiskGiB", &row["temp_disk_gib"], own_disk);
        is("name", name);
        is("family", &row["family"]);
        is("series", &row["series"]);
        is("vCpus", &row["vcpus"]);
        is("gpus", &row["gpus"]);
        is("gpuModel", &row["gpu_model"]);
        is("gpuMemoryGiB", &row["gpu_memory_gib"]);
        is("architecture", &row["architecture"]);
        is("status", &row["status"]);
        is("retires", &row["retirement_date"]);
        is("mlSupport", &row["aml_supported"]);
        let capable = match (&*row["low_priority_capable"], low.get(name)) {
            (_, Some(_)) => "by-region",
            ("unknown", None) => "",
            (capable, None) => capable,
        };
        is("lowPriorityCapable", capable);
        let entry = catalog::find(name).unwrap();
        let instance = match &*support[name]["compute_instance"] {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        assert_eq!(entry.support().instance, instance, "{name}");
        for (index, region) in regions.iter().enumerate() {
            let bit = listed.get(name).map(|row| row["regions_bitmap"].as_bytes()[index] == b'1');
            assert_eq!(entry.listed_in(region), bit, "{name} {region}");
            let exception = low.get(name).map(|row| &row["exception_regions"]);
            let differs = exception.is_some_and(|list| list.split(' ').any(|it| it == *region));
            let expected = match &*row["low_priority_capable"] {
                "unknown" => None,
                word => Some((word == "true") != differs),
            };
            assert_eq!(entry.low_priority_in(region), expected, "{name} {region}");
        }
    }
    assert_eq!(left_out, 97);
}

/// The table of sizes that the emulator offers was made by itself from the same lists; it lies in the
/// repository, so that the catalogue is compared on every machine.
#[test]
fn the_catalogue_agrees_with_the_sizes_of_the_emulator() {
    let table = include_str!("../oracle/vm-sizes.tsv");
    let mut count = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let name = cells[0];
        let size = serde_json::to_value(VmSize::parse(name).unwrap()).unwrap();
        assert_eq!(size["name"], name);
        assert_eq!(size["family"].as_str().unwrap_or(cells[1]), cells[1], "{name}");
        for (member, cell) in [("vCpus", 2), ("memoryGiB", 3), ("tempDiskGiB", 4), ("gpus", 5)] {
            let wanted: f64 = cells[cell].parse().unwrap();
            if let Some(known) = size[member].as_f64() {
                assert!((known - wanted).abs() < 0.01, "{name} {member}: {known} and {wanted}");
            }
        }
        assert_eq!(size["mlSupport"], "yes", "{name}");
        count += 1;
    }
    assert_eq!(count, 241);
}

fn found(size: &str, change: &dyn Fn(&mut Value), options: &Options) -> Vec<&'static str> {
    let mut body = json!({ "location": "westeurope", "properties": { "computeType": "AmlCompute",
        "properties": { "vmSize": size, "scaleSettings": { "minNodeCount": 0, "maxNodeCount": 4,
            "nodeIdleTimeBeforeScaleDown": "PT5M" } } } });
    change(&mut body);
    let all = slugs(&validate(&body.to_string(), options));
    all.into_iter().filter(|slug| slug.starts_with("vm-size/")).collect()
}

#[test]
fn the_day_decides() {
    for (size, today, expected) in [
        ("Standard_DS3_v2", "2026-11-23", "vm-size/ageing"),
        ("Standard_DS3_v2", "2027-05-01", "vm-size/ageing"),
        ("Standard_DS3_v2", "2027-05-02", "vm-size/retiring"),
        ("Standard_DS3_v2", "2028-04-30", "vm-size/retiring"),
        ("Standard_DS3_v2", "2028-05-01", "vm-size/retired"),
        ("Standard_NC6", "2020-01-01", "vm-size/retired"),
    ] {
        let options = Options { today: Some(today.to_owned()), ..Options::default() };
        assert_eq!(found(size, &|_| (), &options), [expected], "{size} {today}");
    }
}

#[test]
fn the_list_of_the_service_decides() {
    let with = |facts: Value| Options { facts: Some(facts.to_string()), ..Options::default() };
    let rows = json!([{ "name": "Standard_NC6", "supportedComputeTypes": ["AmlCompute"] }]);
    for list in [rows.clone(), json!({ "value": rows }), json!({ "amlCompute": rows })] {
        let options = with(json!({ "vmSizes": list }));
        let quota = ["vm-size/gpu-quota"];
        assert_eq!(found("standard_nc6", &|_| (), &options), quota);
        assert_eq!(found("Standard_DS3_v2", &|_| (), &options), ["vm-size/not-offered"]);
        assert_eq!(found("DS3_v2", &|_| (), &options), ["vm-size/malformed"]);
    }
    let options = with(json!({ "vmSizes": rows, "usages": [] }));
    assert!(found("Standard_NC6", &|_| (), &options).is_empty());
    // Facts that say nothing change nothing.
    for facts in [json!({}), json!({ "vmSizes": [] }), json!({ "vmSizes": null }), json!([])] {
        assert_eq!(found("Standard_NC6", &|_| (), &with(facts)), ["vm-size/retired"]);
    }
    let options = Options { facts: Some("{".to_owned()), ..Options::default() };
    assert_eq!(found("Standard_NC6", &|_| (), &options), ["vm-size/retired"]);
}

#[test]
fn a_successor_is_offered_where_it_can_be_had() {
    let fix = |region: &str, priority: &str| {
        let body = json!({ "location": region, "properties": { "computeType": "AmlCompute",
            "properties": { "vmSize": "Standard_NC6", "vmPriority": priority } } });
        let report = validate(&body.to_string(), &Options::default());
        let found = report.diagnostics.into_iter().find(|it| it.code.slug == "vm-size/retired");
        found.unwrap().fix.map(|fix| fix.title)
    };
    let offered = Some("write `Standard_NC4as_T4_v3`".to_owned());
    assert_eq!(fix("eastus", "Dedicated"), offered);
    assert_eq!(fix("eastus", "LowPriority"), None);
    assert_eq!(fix("westeurope", "LowPriority"), offered);
    assert_eq!(fix("westindia", "Dedicated"), None);
    assert_eq!(fix("chinaeast", "Dedicated"), offered);
}

#[test]
fn an_instance_is_where_its_workspace_is() {
    let body = json!({ "location": "westindia", "properties": { "computeType": "ComputeInstance",
        "properties": { "vmSize": "Standard_NC4as_T4_v3" } } });
    let with = |workspace: Option<&str>| {
        let workspace_location = workspace.map(str::to_owned);
        let options = Options { workspace_location, ..Options::default() };
        slugs(&validate(&body.to_string(), &options)).contains(&"vm-size/doubtful")
    };
    assert!(with(None));
    assert!(!with(Some("West Europe")));
}

#[test]
fn sizes_by_themselves() {
    let judge = |name: &str| {
        let (size, report) = parse_vm_size(name);
        (size.map(|size| size.name().to_owned()), report.valid, slugs(&report))
    };
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(judge("standard_D4DS_v5"), (name("Standard_D4ds_v5"), true, vec![]));
    assert_eq!(judge(" Standard_D4ds_v5 "), (name("Standard_D4ds_v5"), true, vec![]));
    assert_eq!(
        judge("Standard_D4ds_v9"),
        (name("Standard_D4ds_v9"), true, vec!["vm-size/unknown"])
    );
    assert_eq!(judge("Standard_NC6"), (name("Standard_NC6"), true, vec!["vm-size/retired"]));
    for malformed in ["D2_v2", "", "Standard_D2 v2", "\u{0}", "é"] {
        assert_eq!(judge(malformed), (None, false, vec!["vm-size/malformed"]), "{malformed}");
    }
}
