//! The licences of what is linked into the wasm, as one text that ships with the package: every crate, with the
//! files that its author put beside the source, and the standard library. Reads what cargo has unpacked already.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::dependencies::{Package, linked_packages};

/// What the standard library asks for; the toolchain does not everywhere bring its own copy.
const STANDARD_LIBRARY: &str = include_str!("rust-library.txt");
/// For crates that name this licence and bring no file.
const MIT: &str = include_str!("mit.txt");
/// The crate itself, whose licence is the package's own.
const OWN: &str = "azureml-compute";

/// The text for everything that is linked.
pub(crate) fn text() -> Result<String> {
    let mut notices: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in linked_packages()?.into_iter().filter(|package| package.name != OWN) {
        let licence = package.license.clone().unwrap_or_default();
        let title = format!("{} {} ({licence})", package.name, package.version);
        notices.entry(files(&package)?).or_default().insert(title);
    }
    let mut out = "What is linked into azureml_compute.wasm.\n".to_owned();
    for (notice, titles) in &notices {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        write!(out, "\n{}\n\n{notice}\n", titles.join("\n"))?;
    }
    write!(out, "\n{STANDARD_LIBRARY}")?;
    Ok(out)
}

/// The licence files of a package. Where Apache-2.0 stands beside another one to choose from, that other one is
/// taken: it is shorter and asks for the same.
fn files(package: &Package) -> Result<String> {
    let folder = Path::new(&package.manifest_path).parent().context("a manifest has no folder")?;
    let mut names: Vec<String> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_notice(name))
        .collect();
    names.sort();
    let is_choice = package.license.as_deref().is_some_and(|text| text.contains("MIT"));
    if is_choice && names.iter().any(|name| name.to_ascii_uppercase().contains("MIT")) {
        names.retain(|name| !name.to_ascii_uppercase().contains("APACHE"));
    }
    if names.is_empty() && is_choice {
        let authors = match package.authors.as_slice() {
            [] => format!("the authors of {}", package.name),
            named => named.join(", "),
        };
        return Ok(format!("Copyright (c) {authors}\n\n{}", MIT.trim()));
    }
    if names.is_empty() {
        bail!("{} {} has no licence file", package.name, package.version);
    }
    let texts: Result<Vec<String>> = names
        .iter()
        .map(|name| {
            Ok(fs::read_to_string(folder.join(name))?.replace("\r\n", "\n").trim().to_owned())
        })
        .collect();
    Ok(texts?.join("\n\n"))
}

fn is_notice(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
        .iter()
        .any(|word| name.starts_with(word))
}
