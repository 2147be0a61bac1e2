//! Writes what the package takes from the crate beside the module, as one JSON object: the descriptions of
//! the kinds, the codes, the explanations of all codes, and the rows of the formats. They are read by people, forms and writers, not by the
//! check, and so they stay out of the wasm.
#![expect(clippy::print_stdout, reason = "the output is the result")]

use std::collections::BTreeMap;

use azureml_compute::ComputeKind;
use azureml_compute::validate::{codes, explain};
use serde_json::json;

fn main() -> anyhow::Result<()> {
    let descriptions: Vec<_> = ComputeKind::ALL.iter().map(|kind| kind.describe()).collect();
    let slugs: Vec<_> = codes().map(|code| code.slug).collect();
    let explanations: BTreeMap<_, _> =
        codes().filter_map(|code| Some((code.slug, explain(code.slug)?))).collect();
    let all = json!({
        "descriptions": descriptions,
        "codes": slugs,
        "explanations": explanations,
        "formats": azureml_compute::validate::tables(),
    });
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}
