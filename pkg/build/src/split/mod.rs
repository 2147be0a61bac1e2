//! Splits the module: what `init()` fetches is the core, which checks; the rest are parts that are loaded when they
//! are needed. One link made them all, so they share memory, table and addresses, and nothing is there twice.

mod assign;
mod data;
mod emit;
mod glue;
mod links;
mod plan;

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use walrus::{ImportKind, Module};

use assign::Assignment;
use emit::{CORE, Maker};
pub(crate) use plan::Part;
use plan::Plan;

/// How a linked module is split.
pub(crate) struct Splitter<'p> {
    parts: &'p [Part],
    plan: Plan,
    /// Parts of one link know each other by it.
    link: String,
}

/// What comes of a module.
pub(crate) struct Split {
    /// The part that is always there.
    pub(crate) core: Vec<u8>,
    /// The others, with their names.
    pub(crate) parts: Vec<(&'static str, Vec<u8>)>,
    /// The JavaScript for all of them.
    pub(crate) glue: String,
    /// What its declarations need beside those that wasm-bindgen writes.
    pub(crate) types: String,
}

impl<'p> Splitter<'p> {
    /// Looks at a module that was linked with `--emit-relocs`; `link` is a word that no other one has.
    pub(crate) fn new(linked: &[u8], link: &str, parts: &'p [Part]) -> Result<Self> {
        let plan = Plan::of(linked, parts).context("what belongs to which part")?;
        Ok(Self { parts, plan, link: link.to_owned() })
    }

    /// Splits what wasm-bindgen made of that module.
    pub(crate) fn split(&self, bound: &[u8], glue: &str) -> Result<Split> {
        let module = Module::from_buffer(bound)?;
        let assignment = Assignment::of(&module, &self.plan, self.parts)?;
        let maker = || Maker::new(bound, &self.plan, &assignment, &self.link);
        let core = maker()?.core(self.parts.len())?;
        let mut parts = Vec::new();
        for (number, part) in self.parts.iter().enumerate() {
            parts.push((part.name, maker()?.part(number, part.name)?));
        }
        let mut of_parts = Vec::new();
        for (name, bytes) in &parts {
            of_parts.push((*name, imports(bytes)?));
        }
        let glue = glue::divide(glue, &imports(&core)?, &of_parts)?;
        Ok(Split { core, parts, glue, types: glue::types(self.parts) })
    }
}

/// The functions that a part takes from JavaScript.
fn imports(bytes: &[u8]) -> Result<BTreeSet<String>> {
    let module = Module::from_buffer(bytes)?;
    let imports = module
        .imports
        .iter()
        .filter(|import| import.module != CORE && matches!(import.kind, ImportKind::Function(_)));
    Ok(imports.map(|import| import.name.clone()).collect())
}
