//! Only the file of a kind knows it by its name: everybody else asks its `KindSpec` what it can do, so that a new
//! kind is one file and one line.

use std::fs;
use std::path::Path;

use azureml_compute::ComputeKind;
use azureml_compute::kinds::{ComputeAction, Count, Idle, Removal};
use azureml_compute::schema::{Field, Type};

use crate::support::{files, root};

/// Files and folders that may name kinds, and why.
const MAY_NAME: &[(&str, &str)] = &[
    ("src/arm/names/table.rs", "names of the rules of names, which stand below the kinds"),
    ("src/kinds/rules/attach.rs", "variants of words; the kinds choose theirs"),
    ("src/formats/cli_v2/", "azure-ai-ml has a class of its own for each kind, with own quirks"),
    ("src/formats/sdk_v1/", "azureml-core has classes of its own for each kind, with own quirks"),
    (
        "src/formats/terraform/",
        "azurerm has a resource type of its own for each kind, with own quirks",
    ),
    ("pkg/build/src/bin/export/schemas/", "what the schemas say beside the tables"),
];

/// What a line of code says about a kind: the variant or the bare word.
fn named(line: &str) -> Option<&'static str> {
    let code = line.trim_start();
    let is_code = !code.starts_with("//");
    let is_in = |kind: &&ComputeKind| {
        let variant = format!("ComputeKind::{kind:?}");
        let after = |at: usize| code[at + variant.len()..].chars().next();
        let is_whole = |(at, _): (usize, &str)| after(at).is_none_or(|c| !c.is_alphanumeric());
        code.match_indices(&variant).any(is_whole)
            || code.contains(&format!("\"{}\"", kind.as_str()))
    };
    ComputeKind::ALL.iter().filter(|_| is_code).find(is_in).map(|kind| kind.as_str())
}

/// Whether a file is that of a kind.
fn is_of_a_kind(path: &Path, text: &str) -> bool {
    path.starts_with("src/kinds") && text.contains("const SPEC: KindSpec")
}

#[test]
fn only_the_file_of_a_kind_names_it() {
    let mut wrong = Vec::new();
    let mut used = vec![false; MAY_NAME.len()];
    let mut of_kinds = 0;
    for folder in ["src", "pkg/build/src"] {
        for path in files(&root().join(folder)) {
            let inside = path.strip_prefix(root()).unwrap();
            if inside.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            if is_of_a_kind(inside, &text) {
                of_kinds += 1;
                continue;
            }
            let shipped = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
            for (number, line) in shipped.lines().enumerate() {
                let Some(kind) = named(line) else { continue };
                let place = inside.to_str().unwrap();
                match MAY_NAME.iter().position(|(free, _)| place.starts_with(free)) {
                    Some(at) => used[at] = true,
                    None => wrong.push(format!("{place}:{}: {kind}", number + 1)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "ask the KindSpec instead:\n{}", wrong.join("\n"));
    assert_eq!(of_kinds, ComputeKind::ALL.len());
    for ((free, _), used) in MAY_NAME.iter().zip(used) {
        assert!(used, "{free} names no kind any more: take it out of the list");
    }
}

/// The test itself.
#[test]
fn names_are_found() {
    assert_eq!(named(r#"if cx.kind.name == "AKS" {"#), Some("AKS"));
    assert_eq!(named("kind == ComputeKind::Aks,"), Some("AKS"));
    assert_eq!(named("/// `ComputeKind::Aks` or \"AKS\""), None);
    assert_eq!(named("ComputeKind::ALL.iter()"), None);
    assert_eq!(named(r#"text("AKS cluster")"#), None);
}

/// Follows a path of members through a table.
fn leads(fields: &'static [Field], path: &[&str]) -> bool {
    let Some((name, rest)) = path.split_first() else { return true };
    let Some(field) = fields.iter().find(|field| field.name == *name) else { return false };
    match field.value {
        Type::Object(inner) => leads(inner, rest),
        _ => rest.is_empty(),
    }
}

#[test]
fn what_a_kind_says_of_itself_holds() {
    for spec in ComputeKind::ALL.iter().map(|kind| kind.spec()) {
        let name = spec.name;
        let texts = [name, spec.title, spec.summary, spec.note];
        assert!(texts.iter().all(|text| !text.is_empty()), "{name}: {texts:?}");
        assert!(!spec.rules.is_empty() && !spec.groups.is_empty(), "{name}");
        assert!(!spec.purposes.is_empty(), "{name} is for nothing");
        assert_eq!(spec.managed, spec.attach.is_none(), "{name}");
        assert_eq!(spec.managed, spec.removal == Removal::Delete, "{name}");
        for action in [ComputeAction::Delete, ComputeAction::Detach] {
            assert!(spec.can(action), "{name}: {action:?}");
        }
        let mut paths: Vec<&[&str]> = spec.idle.map(Idle::path).into_iter().collect();
        if let Some(machines) = spec.machines {
            paths.push(machines.size);
            if let Count::Counted { most, least } = machines.count {
                paths.push(most);
                paths.extend(least);
            }
        }
        for path in paths {
            assert!(leads(spec.fields, path), "{name}: no member {path:?}");
        }
    }
    let scaled = ComputeKind::ALL.iter().filter(|kind| kind.spec().can(ComputeAction::Scale));
    assert_eq!(scaled.count(), 1, "a body without a kind is that of one kind");
}
