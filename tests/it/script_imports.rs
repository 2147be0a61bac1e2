//! The scripts of the package and of its elements import one way: the elements stand on the package, never the other
//! way round; inside the elements the rooms stand on each other; and no source comes back to itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::support::{files, root};

/// Which sources each source imports, from the root of the repository.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// What the sources of the elements may take of the package: shapes, pointers, and the reader of YAML.
const OF_THE_PACKAGE: &[&str] = &[
    "pkg/src/connection",
    "pkg/src/element/shapes",
    "pkg/src/plan",
    "pkg/src/pointer",
    "pkg/src/service",
    "pkg/src/types",
    "pkg/src/yaml/places",
    "pkg/src/yaml/read",
];

/// The rooms of the elements from the ground up, with those below that each may use. What is in no room may use all.
const ROOMS: &[(&str, &[&str])] = &[
    ("shared", &[]),
    ("sizes", &["shared"]),
    ("run", &["shared"]),
    ("form", &["shared", "sizes", "run"]),
    ("list", &["shared", "sizes", "run"]),
];

fn is_script(path: &Path) -> bool {
    let made = ["node_modules", "dist", "wasm"];
    let inside = path.strip_prefix(root()).unwrap();
    let mut parts = inside.components().map(|part| part.as_os_str().to_str().unwrap());
    let script = path.extension().is_some_and(|extension| {
        ["ts", "js", "mjs", "cjs"].iter().any(|wanted| extension == *wanted)
    });
    script && !parts.any(|part| made.contains(&part)) && !inside.starts_with("pkg/element")
}

/// What a source imports by a relative path, at once or later, for its values or for its types.
fn named(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for opening in ["from \"", "import \"", "import(\"", "new URL(\"", "require(\""] {
        for (at, _) in text.match_indices(opening) {
            let rest = &text[at + opening.len()..];
            found.extend(
                rest.find('"').map(|end| &rest[..end]).filter(|path| path.starts_with('.')),
            );
        }
    }
    found
}

/// A path from the root, without its ending: an import names the `.js` that a `.ts` becomes.
fn place(from: &Path, import: &str) -> String {
    let mut found = PathBuf::new();
    for part in from.parent().unwrap().join(import).components() {
        match part {
            Component::ParentDir => _ = found.pop(),
            other => found.push(other),
        }
    }
    stem(found.strip_prefix(root()).unwrap_or(&found))
}

fn stem(path: &Path) -> String {
    let text = path.to_str().unwrap();
    let ends = [".d.ts", ".ts", ".mjs", ".cjs", ".js"];
    ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).to_owned()
}

fn imports(folders: &[&str]) -> Imports {
    let all = folders.iter().flat_map(|folder| files(&root().join(folder)));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let used = named(&text).into_iter().map(|import| place(&path, import)).collect();
        (stem(path.strip_prefix(root()).unwrap()), used)
    };
    all.filter(|path| is_script(path)).map(read).collect()
}

/// What stands in the wrong place: an import of the package that leads to the elements or the page, one of the
/// elements that takes more of the package than shapes, one between rooms that goes up or aside.
fn astray(imports: &Imports) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, used) in imports {
        for to in used {
            let up = from.starts_with("pkg/") && to.starts_with("www/");
            let inside = from.starts_with("www/src/") && to.starts_with("pkg/");
            let aside = match (room(from), room(to)) {
                (Some(from), Some(to)) => {
                    let below = ROOMS.iter().find(|(name, _)| *name == from);
                    from != to && !below.is_some_and(|(_, below)| below.contains(&to))
                }
                // From a room up to what registers and describes the elements.
                (Some(_), None) => to.starts_with("www/src/"),
                (None, _) => false,
            };
            if up || aside || (inside && !OF_THE_PACKAGE.contains(&to.as_str())) {
                wrong.push(format!("{from} imports {to}"));
            }
        }
    }
    wrong
}

/// In which room of the elements a source stands.
fn room(path: &str) -> Option<&str> {
    path.strip_prefix("www/src/element/")?.split_once('/').map(|(room, _)| room)
}

/// The sources that reach themselves.
fn circles(imports: &Imports) -> Vec<&String> {
    let comes_back = |start: &&String| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = imports[*start].iter().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(imports.get(next).into_iter().flatten());
            }
        }
        seen.contains(start)
    };
    imports.keys().filter(comes_back).collect()
}

#[test]
fn the_package_stands_below_the_elements() {
    let imports = imports(&["pkg/src", "pkg/scripts", "pkg/test", "www"]);
    let count = |prefix: &str| imports.keys().filter(|name| name.starts_with(prefix)).count();
    assert!(count("pkg/src/") > 80 && count("www/src/") > 80, "the sources were not read");
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 700, "imports were not read");
    assert_eq!(astray(&imports), Vec::<String>::new());
    let rooms: BTreeSet<&str> = imports.keys().filter_map(|name| room(name)).collect();
    assert_eq!(rooms, ROOMS.iter().map(|(name, _)| *name).collect());
}

#[test]
fn no_source_depends_on_itself() {
    assert_eq!(circles(&imports(&["pkg/src", "www/src"])), Vec::<&String>::new());
}

/// The tests themselves: an import up, one aside, one too deep and a circle are found; what is allowed is not.
#[test]
fn ways_astray_are_found() {
    let text = "import type { A } from \"../shared/a.js\";\nimport \"./b.js\";\nimport \"lit\";\n\
                const c = await import(\"./c.js\");\nexport { d } from \"../../../../pkg/src/yaml/d.js\";\n";
    let from = root().join("www/src/element/form/x.ts");
    let places: BTreeSet<String> =
        named(text).into_iter().map(|import| place(&from, import)).collect();
    let element = "www/src/element";
    let wanted = [
        "pkg/src/yaml/d".to_owned(),
        format!("{element}/form/b"),
        format!("{element}/form/c"),
        format!("{element}/shared/a"),
    ];
    assert_eq!(places, BTreeSet::from(wanted));
    let pairs = |pairs: &[(&str, &str)]| -> Imports {
        let mut found = Imports::new();
        for (from, to) in pairs {
            found.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        found
    };
    let wrong = [
        ("pkg/scripts/a", "www/scripts/b"),
        ("pkg/src/a", "www/src/element/index"),
        ("www/src/element/shared/a", "www/src/element/form/b"),
        ("www/src/element/list/a", "www/src/element/form/b"),
        ("www/src/element/run/a", "www/src/element/index"),
        ("www/src/element/form/a", "pkg/src/client"),
    ];
    assert_eq!(astray(&pairs(&wrong)).len(), wrong.len());
    let right = [
        ("www/src/element/form/a", "www/src/element/run/b"),
        ("www/src/element/form/a", "pkg/src/types"),
        ("www/src/element/index", "www/src/element/form/b"),
        ("www/scripts/a", "pkg/package.json"),
    ];
    assert_eq!(astray(&pairs(&right)), Vec::<String>::new());
    let circle = pairs(&[("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")]);
    assert_eq!(circles(&circle), ["b", "c"]);
}
