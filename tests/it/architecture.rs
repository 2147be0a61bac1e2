//! The tree is the architecture: imports go one way, files stay small, the core touches no host.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{files, root};

/// Who may use whom, top to bottom. `client` is further restricted below.
const LAYERS: &[(&str, &[&str])] = &[
    ("diagnostics", &[]),
    ("text", &["diagnostics"]),
    ("arm", &["diagnostics", "text"]),
    ("schema", &["diagnostics", "text", "arm"]),
    ("catalog", &["diagnostics", "text", "arm"]),
    ("kinds", &["diagnostics", "text", "arm", "schema", "catalog"]),
    ("template", &["diagnostics", "text", "arm"]),
    ("formats", &["diagnostics", "text", "arm", "schema", "kinds", "template"]),
    (
        "validate",
        &["diagnostics", "text", "arm", "schema", "catalog", "kinds", "template", "formats"],
    ),
    ("plan", &["diagnostics", "text", "arm", "schema", "kinds", "validate"]),
    ("client", &["diagnostics", "text", "arm", "validate", "plan"]),
    ("ffi", &["diagnostics", "text", "arm", "kinds", "validate", "client"]),
    (
        "wasm",
        &["diagnostics", "text", "arm", "catalog", "kinds", "validate", "plan", "client", "ffi"],
    ),
];

/// The floors of `client`, from the ground up: each uses the ones before it. What is in no folder stands on all.
const CLIENT_FLOORS: &[&str] = &["http", "operations", "lro"];

/// What the client may take of `validate`: the proof that a body was checked, the options of a check that
/// others do, and the look before an action.
const CLIENT_MAY_TAKE: &[&str] =
    &["ValidCompute", "Options", "ComputeAction", "check_action", "warns_of_removal"];

/// What the satellites may use of the library.
const SATELLITES: &[(&str, &[&str])] = &[
    ("tests/emulator", &["arm", "client"]),
    ("tests/instructions", &["validate"]),
    ("pkg/build", &["arm", "catalog", "diagnostics", "kinds", "schema", "validate"]),
];

/// The modules of the library that a text names, by `prefix::module`.
fn named(text: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        let list = if let Some(group) = rest.strip_prefix('{') {
            let end = group.find(';').unwrap_or(group.len());
            let mut depth = 0;
            let mut word = String::new();
            let mut words = Vec::new();
            for c in group[..end].chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => words.push(std::mem::take(&mut word)),
                    c if depth == 0 => word.push(c),
                    _ => {}
                }
            }
            words.push(word);
            words
        } else {
            vec![rest.to_owned()]
        };
        for word in list {
            let name: String =
                word.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() {
                found.push(name);
            }
        }
    }
    found
}

fn is_module(name: &str) -> bool {
    LAYERS.iter().any(|(layer, _)| *layer == name)
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    let mut seen = BTreeMap::<&str, usize>::new();
    for (layer, allowed) in LAYERS {
        for path in files(&root().join("src").join(layer)) {
            let text = fs::read_to_string(&path).unwrap();
            *seen.entry(layer).or_default() += 1;
            for name in named(&text, "crate::") {
                // Re-exports of the root (crate::Report) belong to the layer that defines them.
                let name = match name.as_str() {
                    "Report" | "Diagnostic" => "diagnostics".to_owned(),
                    "ResourceId" => "arm".to_owned(),
                    "VmSize" => "catalog".to_owned(),
                    _ => name,
                };
                if is_module(&name) && name != *layer && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{}: {layer} uses {name}", path.display()));
                }
            }
            if *layer == "client" {
                for name in named(&text, "crate::validate::") {
                    if !CLIENT_MAY_TAKE.contains(&name.as_str()) {
                        wrong.push(format!("{}: client uses validate::{name}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.len() >= LAYERS.len(), "a layer has no files: {seen:?}");
}

/// The modules of the client that a file of one of its floors names.
fn named_on_floor(text: &str, depth: usize) -> Vec<String> {
    let up = "super::".repeat(depth);
    let mut found = named(text, "crate::client::");
    for prefix in [format!(" {up}"), format!("({up}"), format!("<{up}"), format!("&{up}")] {
        found.extend(named(text, &prefix));
    }
    found
}

/// Which names lie above a floor of the client, or on its top.
fn above(floor: usize, names: &[String]) -> Vec<String> {
    let open = &CLIENT_FLOORS[..=floor];
    let above = names.iter().filter(|name| !open.contains(&name.as_str()) && *name != "super");
    above.cloned().collect()
}

#[test]
fn the_floors_of_the_client_stand_on_each_other() {
    let client = root().join("src/client");
    let mut wrong = Vec::new();
    let mut used = 0;
    for (floor, folder) in CLIENT_FLOORS.iter().enumerate() {
        let paths = files(&client.join(folder));
        assert!(paths.len() > 4, "{folder} has no files");
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            let shipped = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
            // In mod.rs of the floor one step up is the client, elsewhere two are.
            let depth = if path.ends_with("mod.rs") { 1 } else { 2 };
            let names = named_on_floor(shipped, depth);
            used += names.len();
            for name in above(floor, &names) {
                wrong.push(format!("{}: {folder} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(used > 20, "the floors name each other only {used} times");
    for entry in fs::read_dir(&client).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let floor = !entry.path().is_dir() || CLIENT_FLOORS.contains(&name.as_str());
        assert!(floor, "client/{name} is no floor");
    }
}

/// The test itself: a way down is allowed, a way up and one to the top are not.
#[test]
fn ways_up_in_the_client_are_found() {
    let text = "use crate::client::lro::poll::Step;\nuse super::super::driver::Driver;\n\
                use crate::client::{http::io, client::Client};\nuse super::api::Api;\n";
    let names = named_on_floor(text, 2);
    assert_eq!(above(1, &names), ["lro", "client", "driver"]);
    assert_eq!(above(2, &names), ["client", "driver"]);
    assert!(above(0, &named_on_floor("use super::io::Clock;", 2)).is_empty());
    assert_eq!(above(0, &named_on_floor("pub use super::lro::Step;", 1)), ["lro"]);
}

#[test]
fn satellites_use_the_vocabulary_only() {
    let mut wrong = Vec::new();
    for (folder, allowed) in SATELLITES {
        for path in files(&root().join(folder).join("src")) {
            let text = fs::read_to_string(&path).unwrap();
            for name in named(&text, "azureml_compute::") {
                if is_module(&name) && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{}: uses {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_touches_no_host() {
    let banned = [
        "wasm_bindgen",
        "js_sys",
        "web_sys",
        "gloo_net",
        "serde_wasm_bindgen",
        "SystemTime::now",
        "Instant::now",
        "std::thread",
        "println!",
        "eprintln!",
        "std::fs",
        "std::net",
        "serde_json::from_str",
        "serde_json::from_slice",
    ];
    let mut wrong = Vec::new();
    for path in files(&root().join("src")) {
        if path.components().any(|part| part.as_os_str() == "wasm") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in banned {
            for line in shipped.lines().filter(|line| !line.trim_start().starts_with("//")) {
                if line.contains(word) {
                    wrong.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "pkg/build/src"] {
        for path in files(&root().join(folder)) {
            let inside_packages = path.components().any(|part| part.as_os_str() == "node_modules");
            if path.extension().is_none_or(|extension| extension != "rs") || inside_packages {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().count();
            if lines > 600 {
                wrong.push(format!("{}: {lines} lines", path.display()));
            }
            let starts_well = text.starts_with("//!") || text.starts_with("#![doc");
            if !starts_well {
                wrong.push(format!("{}: does not begin with //!", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_top_level_is_the_agreed_one() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "www",
        "tests",
        "pkg",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "findings",
        "target",
    ];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || agreed.contains(&name.as_str()), "{name}");
    }
}
