//! The types of the published API descriptions, by api-version: `tests/oracle/api-types.tsv`, an oracle for
//! our own tables that every machine has. It was derived from the descriptions in azure-rest-api-specs; where
//! those lie beside the repository (`ARM_SPEC_DIR`) a test compares, and `UPDATE_EXPECT=1` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Map, Value};

use crate::published;
use crate::support::root;

const TABLE: &str = include_str!("../oracle/api-types.tsv");

const HEAD: &str = "\
# Types of request bodies of computes, derived from the API descriptions (Azure/azure-rest-api-specs,
# specification/machinelearningservices) of the versions in the first row; read on 2026-11-30.
# type, property (empty: the type itself), constraint, versions as places in the first row, ranges with a hyphen
";

/// What of a constraint is compared.
const KEPT: [&str; 8] =
    ["ref", "type", "format", "enum", "enumOpen", "minimum", "pattern", "discriminatorValue"];
/// Flags that count when they are set.
const FLAGS: [&str; 2] = ["required", "readOnly"];
/// Constraints inside of a constraint.
const INNER: [&str; 3] = ["items", "map", "values"];

/// The types of every version, from the table.
pub(crate) fn by_version() -> BTreeMap<String, Value> {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let versions: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let mut all: BTreeMap<String, Value> =
        versions.iter().map(|version| ((*version).to_owned(), Value::Object(Map::new()))).collect();
    for line in lines {
        let [name, member, constraint, places] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let constraint: Value = serde_json::from_str(constraint).unwrap();
        for place in places.split(',') {
            let (first, last) = place.split_once('-').unwrap_or((place, place));
            let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
            for version in &versions[first..=last] {
                let version = &mut all.get_mut(*version).unwrap()[name];
                if member.is_empty() {
                    *version = constraint.clone();
                } else {
                    version["properties"][member] = constraint.clone();
                }
            }
        }
    }
    all
}

fn reduced(constraint: &Value) -> Value {
    let mut kept = Map::new();
    for (name, value) in constraint.as_object().into_iter().flatten() {
        let name = name.as_str();
        if KEPT.contains(&name) || (FLAGS.contains(&name) && value == true) {
            kept.insert(name.to_owned(), value.clone());
        } else if INNER.contains(&name) {
            kept.insert(name.to_owned(), reduced(value));
        } else if name == "properties" {
            let members = value.as_object().unwrap().iter();
            let members = members.map(|(name, member)| (name.clone(), reduced(member)));
            kept.insert(name.to_owned(), Value::Object(members.collect()));
        }
    }
    Value::Object(kept)
}

fn references(constraint: &Value, found: &mut Vec<String>) {
    match constraint {
        Value::Object(members) => {
            found.extend(members.get("ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|inner| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

/// The table, from the types of all versions.
fn table_of(all: &Map<String, Value>) -> String {
    let mut rows: BTreeMap<(String, String, String), Vec<usize>> = BTreeMap::new();
    for (at, types) in all.values().enumerate() {
        let kinds = types.as_object().unwrap().iter();
        let kinds = kinds.filter(|(_, known)| !known["discriminatorValue"].is_null());
        let mut open: Vec<String> = kinds.map(|(name, _)| name.clone()).collect();
        open.extend(["ComputeResource", "Compute"].map(str::to_owned));
        let mut seen = BTreeSet::new();
        while let Some(name) = open.pop() {
            if types[&name].is_null() || !seen.insert(name.clone()) {
                continue;
            }
            let mut known = reduced(&types[&name]);
            references(&known, &mut open);
            let members = known.as_object_mut().unwrap().remove("properties");
            let mut add = |member: &str, constraint: &Value| {
                let row = (name.clone(), member.to_owned(), constraint.to_string());
                rows.entry(row).or_default().push(at);
            };
            if members.is_none() || known != Value::Object(Map::new()) {
                add("", &known);
            }
            for (member, constraint) in members.iter().filter_map(Value::as_object).flatten() {
                add(member, constraint);
            }
        }
    }
    let versions: Vec<&str> = all.keys().map(String::as_str).collect();
    let mut lines = vec![versions.join("\t")];
    lines.extend(rows.iter().map(|((name, member, constraint), places)| {
        format!("{name}\t{member}\t{constraint}\t{}", ranges(places))
    }));
    format!("{HEAD}{}\n", lines.join("\n"))
}

/// `0,2-5` for the places 0, 2, 3, 4 and 5.
fn ranges(places: &[usize]) -> String {
    let runs = places.chunk_by(|left, right| left + 1 == *right);
    let range = |run: &[usize]| match (run[0], run[run.len() - 1]) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}-{last}"),
    };
    runs.map(range).collect::<Vec<_>>().join(",")
}

#[test]
fn the_table_is_what_the_descriptions_say() {
    let Some(folder) = published::folder("the_table_is_what_the_descriptions_say") else { return };
    let file = folder.join("derived/compute-schema-by-version.json");
    let all: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let path = root().join("tests/oracle/api-types.tsv");
    expect_test::expect_file![path].assert_eq(&table_of(all.as_object().unwrap()));
}

#[test]
fn every_version_has_its_kinds() {
    let all = by_version();
    assert_eq!(all.len(), 15);
    for (version, types) in &all {
        let wrapper = &types["AmlCompute"]["properties"]["properties"];
        let data = wrapper["ref"].as_str().map_or(wrapper, |name| &types[name]);
        assert!(data["properties"]["vmSize"].is_object(), "{version}");
    }
}
