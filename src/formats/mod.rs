//! Other formats of the same configuration. Each is read as its own tools would, with their rules, then made
//! into the resource that they would send; what the checker finds there is brought back to what the caller
//! wrote, in that format's words. Knows no rule about resources.

pub mod aso;
mod back;
mod body;
mod choices;
pub mod cli_v2;
pub mod foreign;
pub mod loss;
#[cfg(not(target_arch = "wasm32"))]
mod row_data;
mod rows;
pub mod sdk_v1;
#[cfg(not(target_arch = "wasm32"))]
mod tables;
pub mod template;
pub mod terraform;
mod workspace;

use crate::diagnostics::Reporter;
use crate::kinds::{Format, Operation, Options};
use crate::template::Axis;
use crate::text::{Document, Node};
pub use back::Refused;
use body::Body;
pub use choices::Told;
use loss::Loss;
use rows::Row;
#[cfg(not(target_arch = "wasm32"))]
pub use tables::{documents, tables};
use workspace::Workspace;

/// A resource made out of another format.
#[derive(Debug, Default)]
pub struct Mapped {
    body: Body,
    words: Words,
    /// Pointer of the object in the document that the resource was made of.
    base: String,
    /// The resource stands there as it is: what is missing is missing there.
    same: bool,
    operation: Option<Operation>,
    /// The api-version of the request, if the format says so.
    version: Option<String>,
    /// Members of the resource that the format's reader has refused: nothing more is said about them.
    refused: Vec<String>,
    /// Objects of the resource that may have more members than are known.
    open: Vec<String>,
    /// Lists and objects that were put together: where they come from, and whether they stand there as they are.
    places: Vec<(String, String, bool)>,
    /// What is known of a name that is not.
    beginning: Option<template::Beginning>,
    /// Where a template decides whether or how often the resource is deployed, if only a deployment can tell.
    around: Vec<String>,
    /// The kind shows at the deployment only.
    open_kind: bool,
    /// How many times the same text has made a resource before.
    ordinal: usize,
    /// What becomes of the resource if a choice of the template goes another way.
    others: Vec<Other>,
}

/// What a choice of a template makes of a resource.
#[derive(Debug)]
pub struct Other {
    /// Which choice, by its number.
    choice: usize,
    axis: Axis,
    /// Where the choice stands.
    pointer: Option<String>,
    /// Something is different from the first way.
    differs: bool,
    /// The resource, if it is there and differs.
    mapped: Option<Mapped>,
}

/// How a format calls things.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    /// Its rows.
    rows: &'static [&'static [Row]],
    /// Members of the resource that no row names, and where they stand in this format.
    places: &'static [(&'static str, &'static str)],
}

impl Mapped {
    /// The body of the request.
    #[must_use]
    pub fn text(&self) -> String {
        self.body.text()
    }

    /// The same as it is written for others: what stands in for something unknown can be told from a value.
    #[must_use]
    pub fn open_text(&self) -> Option<String> {
        let stands_in = self.body.members.iter().any(|member| member.stand_in);
        stands_in.then(|| Workspace::open(&self.text()))
    }

    /// Pointers into the body: values that only a deployment can evaluate.
    #[must_use]
    pub fn unknown(&self) -> Vec<&str> {
        let members = self.body.members.iter().filter(|member| member.unknown);
        members.map(|member| member.path.as_str()).collect()
    }

    /// Pointers into the body: members whose keys only a deployment can evaluate.
    #[must_use]
    pub fn open_keys(&self) -> Vec<String> {
        let members = self.body.members.iter().filter(|member| member.open_key);
        members.map(|member| member.path.clone()).collect()
    }

    /// What the request would do, if the format says so.
    #[must_use]
    pub const fn operation(&self) -> Option<Operation> {
        self.operation
    }

    /// The api-version of the request, if the format says so.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Pointer of what the resource was made of.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether the resource stands in the document as it is.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        self.same
    }

    /// Objects of the body that may have more members than are known.
    #[must_use]
    pub fn open(&self) -> &[String] {
        &self.open
    }

    /// Pointers into the document: what decides at the deployment whether or how often the resource is deployed.
    #[must_use]
    pub fn around(&self) -> &[String] {
        &self.around
    }

    /// Members that hold a stand-in for what is not known.
    #[must_use]
    pub fn stand_ins(&self) -> Vec<Loss> {
        let members = self.body.members.iter().filter(|member| member.stand_in);
        let members = members.map(|member| (member.path.as_str(), "stand-in"));
        members
            .map(|(path, reason)| Loss { path: path.to_owned(), reason, ..Loss::default() })
            .collect()
    }

    /// Brings findings about the body back to the document that it was made of.
    pub fn bring_back(
        &self,
        found: Reporter,
        document: &Document<'_>,
        refused: &Refused,
        reporter: &mut Reporter,
    ) {
        back::bring(self, found, document, refused, reporter);
    }

    /// Whether other findings may be weighed against the ones about this: a template's resource may come in
    /// several ways and several times.
    #[must_use]
    pub const fn has_several(&self) -> bool {
        self.same
    }

    /// What choices of a template make of the resource that is not what the first way makes of it; `None` for a
    /// way that does not make it at all.
    pub fn others(&self) -> impl Iterator<Item = Option<&Self>> {
        let differing = self.others.iter().filter(|other| other.differs);
        differing.map(|other| other.mapped.as_ref())
    }

    /// Weighs what was found about the first way against what was found about the [`others`](Self::others); what
    /// stays in `others` was found there alone.
    pub fn weigh(&self, first: &mut Reporter, others: &mut [Reporter]) {
        choices::weigh(self, first, others);
    }

    /// Reports what is wrong with a name of which a part is known.
    pub fn check_name(&self, reporter: &mut Reporter) {
        if let Some(beginning) = &self.beginning {
            beginning.check(reporter);
        }
    }
}

/// The format of a document: what the caller said, or what it looks like.
#[must_use]
pub fn format_of(said: Format, root: Node<'_>) -> Format {
    match said {
        Format::Auto if cli_v2::is(root) => Format::CliV2,
        Format::Auto if sdk_v1::is(root) => Format::SdkV1,
        Format::Auto if template::is(root) => Format::Template,
        Format::Auto if terraform::is(root) => Format::TerraformPlan,
        Format::Auto if aso::is(root) => Format::Aso,
        Format::Auto => Format::Arm,
        said => said,
    }
}

/// Reads a document of another format. Nothing comes of one that is of no known type, which is reported.
pub fn read(
    format: Format,
    root: Node<'_>,
    options: &Options,
    reporter: &mut Reporter,
) -> Vec<Mapped> {
    match format {
        Format::CliV2 => cli_v2::read(root, options, reporter).into_iter().collect(),
        Format::SdkV1 => sdk_v1::read(root, options, reporter).into_iter().collect(),
        Format::Template => template::read(root, options, reporter),
        Format::TerraformPlan => terraform::read(root, reporter),
        Format::Aso => aso::read(root, reporter).into_iter().collect(),
        Format::Auto | Format::Arm => Vec::new(),
    }
}
