//! wasm-bindgen's glue, so that a page carries no more of it than it uses: what JavaScript hands to a part goes
//! with the part, and classes that nobody makes leave the bundle.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

/// Where the functions for the module begin and end in wasm-bindgen's text.
const START: &str = "    const import0 = {\n        __proto__: null,\n";
const END: &str = "    };\n    return {";

/// The glue, with the functions of each part in a function of its own. `of_parts` are the names of the parts with
/// the functions that each imports, `of_core` the functions that the core does.
pub(super) fn divide(
    glue: &str,
    of_core: &BTreeSet<String>,
    of_parts: &[(&str, BTreeSet<String>)],
) -> Result<String> {
    let Some((before, (entries, after))) =
        glue.split_once(START).and_then(|(before, rest)| Some((before, rest.split_once(END)?)))
    else {
        bail!("wasm-bindgen writes its glue in another way");
    };
    let entries = entries_of(entries);
    let text = |wanted: &dyn Fn(&str) -> bool| -> String {
        entries.iter().filter(|(name, _)| wanted(name)).map(|(_, text)| text.as_str()).collect()
    };
    let mut out = [before, START, &text(&|name| of_core.contains(name)), END, after].concat();
    for (part, names) in of_parts {
        let own = text(&|name| names.contains(name) && !of_core.contains(name));
        let missing = names.iter().find(|name| !entries.iter().any(|(known, _)| known == *name));
        if let Some(name) = missing {
            bail!("the glue has no `{name}`, which the part {part} imports");
        }
        let head = format!(
            "\n/** For the part \"{part}\" alone. */\nexport function imports_of_{part}() {{\n"
        );
        out.push_str(&[&head, "    return {\n", &own, "    };\n}\n"].concat());
    }
    // What is never made needs no list of what is to be freed, and nobody disposes of these classes by a keyword.
    let kept: Vec<&str> =
        out.lines().filter(|line| !line.starts_with("if (Symbol.dispose) ")).collect();
    let out = kept
        .join("\n")
        .replace(": new FinalizationRegistry(", ": /* @__PURE__ */ new FinalizationRegistry(");
    Ok([&out, "\nexport { __wbg_get_imports };\n"].concat())
}

/// What TypeScript has to know of that beside wasm-bindgen's own declarations.
pub(super) fn types(parts: &[super::Part]) -> String {
    let mut out = String::from(
        "\nexport function __wbg_get_imports(): Record<string, WebAssembly.ModuleImports>;\n",
    );
    for part in parts {
        let of = part.name;
        out.push_str(&format!("export function imports_of_{of}(): WebAssembly.ModuleImports;\n"));
    }
    out
}

/// Entries of the object, each with its name.
fn entries_of(text: &str) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.strip_prefix("        ").and_then(|rest| rest.split_once(": function("));
        match (name, entries.last_mut()) {
            (Some((name, _)), _) if !name.contains(' ') => {
                entries.push((name.to_owned(), line.to_owned()));
            }
            (_, Some((_, entry))) => entry.push_str(line),
            (_, None) => {}
        }
    }
    entries
}
