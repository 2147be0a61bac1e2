//! Writes what the package takes from the crate beside the module, as one JSON object: the descriptions of
//! the kinds, the codes, the explanations of all codes, the rows of the formats, the types of bodies and the
//! JSON Schemas. They are read by people, forms, writers and editors, not by the check, and so they stay out
//! of the wasm.
#![expect(clippy::print_stdout, reason = "the output is the result")]

mod bodies;
mod schemas;

use std::collections::BTreeMap;

use azureml_compute::ComputeKind;
use azureml_compute::diagnostics::Code;
use azureml_compute::validate::{codes, explain};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let descriptions: Vec<_> = ComputeKind::ALL.iter().map(|kind| kind.describe()).collect();
    let slugs: Vec<_> = codes().map(|code| code.slug).collect();
    let explanations: BTreeMap<_, _> =
        codes().filter_map(|code| Some((code.slug, explain(code.slug)?))).collect();
    let templates: BTreeMap<_, _> = codes().map(|code| (code.slug, templates(code))).collect();
    let all = json!({
        "descriptions": descriptions,
        "codes": slugs,
        "explanations": explanations,
        "formats": azureml_compute::validate::tables(),
        "templates": templates,
        "targets": azureml_compute::kinds::purposes::targets(),
        "bodies": bodies::source(),
        "schemas": schemas::files()?,
    });
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}

/// The words of a code by their variants, for the test of the translations.
fn templates(code: &Code) -> Value {
    let table = |texts: &[(&str, &str)]| -> BTreeMap<String, String> {
        texts.iter().map(|(reason, text)| ((*reason).to_owned(), (*text).to_owned())).collect()
    };
    json!({ "message": table(code.message), "help": table(code.help) })
}
