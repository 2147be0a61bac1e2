//! What a rule sees: the document through readers, the kind, and what the caller said.

use super::KindSpec;
use crate::arm::{api_version, region};
use crate::diagnostics::{Code, Reporter, Severity};
use crate::schema::Reader;

/// What the request will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operation {
    /// Create (or attach).
    #[default]
    Create,
    /// Change one that exists.
    Update,
}

/// What the caller says about a check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of the compute, if it is not in the body.
    pub name: Option<String>,
    /// What the request will do.
    pub operation: Operation,
    /// Region of the compute, if it is not in the body.
    pub region: Option<String>,
    /// Region of the workspace.
    pub workspace_location: Option<String>,
    /// Api-version of the request; the newest stable one if absent.
    pub api_version: Option<String>,
    /// Severities by code: `None` switches a code off.
    pub levels: Vec<(String, Option<Severity>)>,
    /// The day of the check, ISO; the day of the dated knowledge if absent.
    pub today: Option<String>,
    /// Whether findings get their place in the text.
    pub positions: bool,
}

impl Options {
    /// Severity of a code after the caller's levels.
    #[must_use]
    pub fn level(&self, code: &Code) -> Option<Severity> {
        self.levels
            .iter()
            .find(|(slug, _)| slug == code.slug)
            .map_or(Some(code.severity), |(_, level)| *level)
    }

    /// Api-version of the request.
    #[must_use]
    pub fn version(&self) -> &str {
        self.api_version.as_deref().unwrap_or(api_version::DEFAULT)
    }

    /// The day of the check.
    #[must_use]
    pub fn day(&self) -> &str {
        self.today.as_deref().unwrap_or(region::LISTED)
    }
}

/// What a rule sees.
#[derive(Debug)]
pub struct Context<'d> {
    /// The whole document.
    pub body: Reader<'d>,
    /// `properties`.
    pub properties: Reader<'d>,
    /// `properties.properties`, the data of the kind.
    pub data: Reader<'d>,
    /// The kind.
    pub kind: &'static KindSpec,
    /// What the caller said.
    pub options: &'d Options,
}

impl Context<'_> {
    /// Whether the request creates.
    #[must_use]
    pub fn creates(&self) -> bool {
        self.options.operation == Operation::Create
    }
}

/// A rule over several members.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What it can find.
    pub codes: &'static [&'static Code],
    /// The check.
    pub check: fn(&Context<'_>, &mut Reporter),
}
