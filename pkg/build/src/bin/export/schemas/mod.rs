//! JSON Schemas of the bodies and of the documents of the command line, for editors: one for each kind and
//! format, and one for each format that chooses by the kind. They refuse only what the check refuses.

mod arm;
mod asked;
mod cli;
mod patterns;
mod rules;
mod texts;
mod words;

use std::collections::BTreeMap;

use azureml_compute::ComputeKind;
use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value, json};

/// All files below `pkg/schema`: path and text.
pub(crate) fn files() -> anyhow::Result<BTreeMap<String, String>> {
    let mut schemas = vec![arm::any(), cli::any()];
    schemas.extend(ComputeKind::ALL.iter().map(|kind| arm::kind(*kind)));
    schemas.extend(cli::kinds());
    schemas.into_iter().map(|schema| Ok((schema.path, text(&schema.schema)?))).collect()
}

/// A schema and where it lies.
struct File {
    path: String,
    schema: Value,
}

/// One blank for each level: half of the file would be blanks else.
fn text(schema: &Value) -> anyhow::Result<String> {
    let mut out = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    schema.serialize(&mut Serializer::with_formatter(&mut out, formatter))?;
    Ok(String::from_utf8(out)? + "\n")
}

/// A whole schema. It has no `$id`: one file finds another by where it lies, and the language server of YAML
/// would look for both on the web.
fn file(
    path: String,
    title: &str,
    summary: &str,
    body: Map<String, Value>,
    definitions: Map<String, Value>,
) -> File {
    let mut out = Map::new();
    out.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    out.insert("title".to_owned(), title.into());
    out.insert("description".to_owned(), words::sentence(summary).into());
    out.extend(body);
    if !definitions.is_empty() {
        out.insert("definitions".to_owned(), json!(definitions));
    }
    File { path, schema: out.into() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    /// The files below a folder by their paths.
    fn written(folder: &Path, base: &str, into: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{base}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                written(&path, &format!("{name}/"), into);
            } else {
                into.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn the_schemas_of_the_package_are_those_of_the_tables() {
        let mut found = BTreeMap::new();
        written(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema"), "", &mut found);
        let made = super::files().unwrap();
        let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&made));
        for (path, text) in &made {
            let same = found.get(path) == Some(text);
            assert!(same, "`cargo xtask build` writes pkg/schema/{path} anew");
        }
    }
}
