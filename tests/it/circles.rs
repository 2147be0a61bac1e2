//! No file of the library depends on itself through others. A module's own file and the files below it are one
//! room: it may hand out what they hold, and they may use what it defines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

use crate::support::{files, root};

type Module = Vec<String>;
/// Which modules each module uses.
type Uses = BTreeMap<Module, BTreeSet<Module>>;

/// The modules of a crate by their paths, with the source of each.
fn modules(folder: &Path) -> BTreeMap<Module, syn::File> {
    let mut found = BTreeMap::new();
    for path in files(folder) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let inside = path.strip_prefix(folder).unwrap().with_extension("");
        let mut module: Module =
            inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
            module.pop();
        }
        let text = fs::read_to_string(&path).unwrap();
        found.insert(module, syn::parse_file(&text).unwrap());
    }
    found
}

/// Collects the paths that a file names, in `use` and in place. Tests inside a file do not count.
struct Named {
    paths: Vec<Module>,
}

impl Visit<'_> for Named {
    fn visit_item_mod(&mut self, item: &syn::ItemMod) {
        if item.content.is_none() {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        tree(&item.tree, &mut Vec::new(), &mut self.paths);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        self.paths.push(path.segments.iter().map(|part| part.ident.to_string()).collect());
        visit::visit_path(self, path);
    }
}

fn tree(tree_of: &syn::UseTree, before: &mut Module, out: &mut Vec<Module>) {
    let mut leaf = |name: String| out.push([before.as_slice(), &[name]].concat());
    match tree_of {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            tree(&path.tree, before, out);
            before.pop();
        }
        syn::UseTree::Name(name) => leaf(name.ident.to_string()),
        syn::UseTree::Rename(name) => leaf(name.ident.to_string()),
        syn::UseTree::Glob(_) => out.push(before.clone()),
        syn::UseTree::Group(group) => {
            for item in &group.items {
                tree(item, before, out);
            }
        }
    }
}

/// A path from the root of the crate; `None` if it leads out of it.
fn absolute(path: &[String], module: &[String]) -> Option<Module> {
    let mut here = module.to_vec();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            here.clear();
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|part| part == "super") {
                here.pop();
                rest = &rest[1..];
            }
        }
        _ => {}
    }
    Some([here, rest.to_vec()].concat())
}

/// What a module hands out of the files below it: the name, and the path behind it.
fn reexports(module: &Module, file: &syn::File) -> Vec<(String, Module)> {
    let mut found = Vec::new();
    for item in &file.items {
        if let syn::Item::Use(item) = item {
            let mut paths = Vec::new();
            tree(&item.tree, &mut Vec::new(), &mut paths);
            let named = paths.into_iter().filter_map(|path| absolute(&path, module));
            found.extend(named.filter_map(|path| Some((path.last()?.clone(), path))));
        }
    }
    found
}

/// Which file uses which, below a folder.
fn uses(folder: &Path) -> Uses {
    let modules = modules(folder);
    let handed: BTreeMap<&Module, Vec<(String, Module)>> =
        modules.iter().map(|(module, file)| (module, reexports(module, file))).collect();
    // The file in which a path ends; what a module only hands out is looked up where it comes from.
    let owner = |path: &Module| {
        let mut path = path.clone();
        for _ in 0..4 {
            let length = (0..=path.len()).rev().find(|n| modules.contains_key(&path[..*n]))?;
            let module = path[..length].to_vec();
            let next = path.get(length).and_then(|name| {
                let (_, behind) = handed[&module].iter().find(|(handed, _)| handed == name)?;
                Some([behind.clone(), path[length + 1..].to_vec()].concat())
            });
            match next {
                Some(next) if next != path => path = next,
                _ => return Some(module),
            }
        }
        None
    };
    let mut found = Uses::new();
    for (module, file) in &modules {
        let mut named = Named { paths: Vec::new() };
        named.visit_file(file);
        let paths = named.paths.iter().filter_map(|path| absolute(path, module));
        let used = paths.filter_map(|path| owner(&path));
        // Up and down inside one room is no dependency between files.
        let other = used.filter(|used| !used.starts_with(module) && !module.starts_with(used));
        found.insert(module.clone(), other.collect());
    }
    found
}

/// Every module that comes back to itself, with the others on its way.
fn circles(uses: &Uses) -> BTreeSet<BTreeSet<String>> {
    let reach = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Module> = uses[from].iter().collect();
        while let Some(module) = open.pop() {
            if seen.insert(module) {
                open.extend(uses.get(module).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        uses.keys().map(|module| (module, reach(module))).collect();
    let mut found = BTreeSet::new();
    for (module, seen) in &reached {
        if seen.contains(module) {
            let together = seen.iter().filter(|other| reached[**other].contains(module));
            found.insert(together.map(|module| module.join("/")).collect());
        }
    }
    found
}

#[test]
fn no_file_of_the_library_depends_on_itself() {
    let uses = uses(&root().join("src"));
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 300, "the files were not read");
    assert_eq!(circles(&uses), BTreeSet::new());
}

/// The test itself: a circle of two files is found, an arrow is none.
#[test]
fn circles_are_found() {
    let module = |name: &str| vec![name.to_owned()];
    let pairs = |pairs: &[(&str, &[&str])]| -> Uses {
        let uses = pairs.iter();
        uses.map(|(from, to)| (module(from), to.iter().map(|to| module(to)).collect())).collect()
    };
    let circle = pairs(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"]), ("d", &["a"])]);
    let found: Vec<BTreeSet<String>> = circles(&circle).into_iter().collect();
    assert_eq!(found, [BTreeSet::from(["b".to_owned(), "c".to_owned()])]);
    assert!(circles(&pairs(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])])).is_empty());
}
