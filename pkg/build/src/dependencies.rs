//! Licences of everything that is built in, and packages that are too heavy for the wasm. The lists stand
//! in `.deny.toml`, in the form of cargo-deny, so that both can read them; this check needs no tool to be
//! installed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::command::{cargo, output, root};
use crate::tools::WASM;

#[derive(Deserialize)]
struct Lists {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

/// A package as cargo tells it.
#[derive(Clone, Deserialize)]
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    #[serde(default)]
    pub(crate) authors: Vec<String>,
    pub(crate) manifest_path: String,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// Checks both lists.
pub(crate) fn check() -> Result<()> {
    let lists = fs::read_to_string(root().join(".deny.toml"))?;
    let lists: Lists = toml::from_str(&lists).context(".deny.toml cannot be read")?;
    let everything = metadata(&[])?;
    licenses(&everything, &lists.licenses.allow)?;
    let shipped = metadata(&["--filter-platform", WASM])?;
    bans(&shipped, &lists.bans.deny)
}

fn metadata(arguments: &[&str]) -> Result<Metadata> {
    let text =
        output(cargo().args(["metadata", "--format-version=1", "--locked"]).args(arguments))?;
    serde_json::from_str(&text).context("the output of cargo metadata cannot be read")
}

fn licenses(metadata: &Metadata, allowed: &[String]) -> Result<()> {
    let mut faults = Vec::new();
    for package in &metadata.packages {
        let Some(license) = &package.license else {
            faults.push(format!("{} names no licence", package.name));
            continue;
        };
        let expression = spdx::Expression::parse_mode(license, spdx::ParseMode::LAX)
            .with_context(|| format!("{}: `{license}`", package.name))?;
        let allows = |requirement: &spdx::LicenseReq| {
            allowed.iter().any(|name| requirement.to_string() == *name)
        };
        if !expression.evaluate(allows) {
            faults.push(format!("{} is under {license}", package.name));
        }
    }
    if faults.is_empty() {
        println!("      {} packages, all under allowed licences", metadata.packages.len());
        return Ok(());
    }
    bail!("not allowed by .deny.toml:\n  {}", faults.join("\n  "))
}

/// What reaches the wasm, the crate itself included: ordinary dependencies of the library, nothing else.
pub(crate) fn linked_packages() -> Result<Vec<Package>> {
    linked(&metadata(&["--filter-platform", WASM])?)
}

fn linked(metadata: &Metadata) -> Result<Vec<Package>> {
    let nodes: BTreeMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let start = metadata
        .packages
        .iter()
        .find(|package| package.name == "azureml-compute")
        .context("cargo metadata does not know the library")?;
    let mut seen = BTreeSet::new();
    let mut open = vec![start.id.as_str()];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(node) = nodes.get(id) else { continue };
        open.extend(node.deps.iter().filter_map(|edge| {
            let linked = edge.dep_kinds.iter().any(|kind| kind.kind.is_none());
            linked.then_some(edge.pkg.as_str())
        }));
    }
    let packages = metadata.packages.iter();
    Ok(packages.filter(|package| seen.contains(package.id.as_str())).cloned().collect())
}

fn bans(metadata: &Metadata, banned: &[Ban]) -> Result<()> {
    let packages = linked(metadata)?;
    let linked: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let found: Vec<&str> =
        banned.iter().map(|ban| ban.name.as_str()).filter(|name| linked.contains(name)).collect();
    if found.is_empty() {
        println!("      {} packages reach the wasm, none of the banned ones", linked.len());
        return Ok(());
    }
    bail!("too heavy for the wasm, and banned in .deny.toml: {}", found.join(", "))
}
