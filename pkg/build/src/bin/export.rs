//! Writes what the package takes from the crate beside the module: the explanations of all codes, as one
//! JSON object. They are read by people, not by the check, and so they stay out of the wasm.
#![expect(clippy::print_stdout, reason = "the output is the result")]

use std::collections::BTreeMap;

use azureml_compute::validate::{codes, explain};

fn main() -> anyhow::Result<()> {
    let explanations: BTreeMap<_, _> =
        codes().filter_map(|code| Some((code.slug, explain(code.slug)?))).collect();
    println!("{}", serde_json::to_string(&explanations)?);
    Ok(())
}
