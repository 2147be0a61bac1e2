//! The check: text, envelope, shape, rules, in one pass that reports everything. Also the smaller checks
//! (names, ids) and the register of all codes.

mod action;
mod convert;
mod envelope;
mod names;
mod others;
pub mod parts;
mod places;
mod register;
mod sizes;
mod tidy;

use std::fmt;

pub use crate::kinds::{ComputeKind, Format, KindDescription, Operation, Options};
pub use action::{ComputeAction, check_action, warns_of_removal};
use convert::Converting;
pub use convert::{Conversion, Resource};
pub use names::{check_name, known_names, parse_resource_id, unserialisable};
pub use register::{codes, explain, explanations, slugs};
pub use sizes::parse_vm_size;

use crate::diagnostics::{Catalog, Code, Report, Reporter, find_word_by, nearest};
use crate::formats;
use crate::formats::foreign::FOREIGN_DOCUMENT;
pub use crate::formats::loss::Loss;
#[cfg(not(target_arch = "wasm32"))]
pub use crate::formats::{documents, tables};
use crate::kinds::context::LARGEST_ANSWER;
use crate::kinds::rules::facts::check_facts;
use crate::kinds::rules::guardrail;
use crate::schema;
use crate::text;

/// Checks a request body given as text.
#[must_use]
pub fn validate(body: &str, options: &Options) -> Report {
    check(body, options, None, &|_| {})
}

/// Checks a request body and puts findings beside the check's own, in the same order.
#[must_use]
pub fn validate_and(body: &str, options: &Options, also: &dyn Fn(&mut Reporter)) -> Report {
    check(body, options, None, also)
}

/// Checks a request body given as bytes.
#[must_use]
pub fn validate_bytes(body: &[u8], options: &Options) -> Report {
    match text::decode(body) {
        Ok(body) => check(body, options, None, &|_| {}),
        Err(reason) => {
            let mut reporter = Reporter::new();
            // What can be read, and a character in the place of the first that cannot.
            let read = text::readable(body);
            let at = read.trim_start_matches('\u{feff}').len();
            let place = (at, at.saturating_add('\u{fffd}'.len_utf8()));
            reporter.whole(&text::ENCODING).reason(reason).bytes(place);
            let mut report = finish(reporter, options);
            if options.positions {
                let shown = [read, "\u{fffd}"].concat();
                text::attach_ranges(&shown, &mut report.diagnostics);
            }
            seal(report, None, options)
        }
    }
}

/// Checks a text whose host language allows half surrogate pairs outside of escapes (JavaScript):
/// `lone_surrogate` is the offset of the first one in UTF-16 units.
#[must_use]
pub fn validate_utf16(body: &str, options: &Options, lone_surrogate: usize) -> Report {
    check(body, options, Some(lone_surrogate), &|_| {})
}

/// Checks an organisation's settings (`guardrails`) themselves: an unknown one would be a limit that nobody
/// keeps.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check_guardrails(settings: &str) -> Result<(), String> {
    let document = text::parse(settings, &mut Reporter::new());
    guardrail::check_settings(document.as_ref().and_then(text::Document::root))
}

/// Checks what the caller says about a check: severities of codes that there are not, facts that no rule asks for
/// and settings that are no settings would be ignored in silence. The checks themselves take options as they are.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check_options(options: &Options) -> Result<(), String> {
    if let Some(settings) = options.guardrails.as_deref() {
        check_guardrails(settings)?;
    }
    if let Some(facts) = options.facts.as_deref() {
        let document = text::parse_within(facts, LARGEST_ANSWER, &mut Reporter::new());
        check_facts(document.as_ref().and_then(text::Document::root))?;
    }
    let odd = options.levels.iter().find(|(slug, _)| !slugs().contains(&slug.as_str()));
    let Some((slug, _)) = odd else { return Ok(()) };
    Err(match nearest(slug, slugs()) {
        Some(near) => format!("levels: there is no code `{slug}`; did you mean `{near}`?"),
        None => {
            format!("levels: there is no code `{slug}`; codes look like `{}`", schema::NULL.slug)
        }
    })
}

/// The report of a document that is larger than a document may be.
#[must_use]
pub fn too_large(options: &Options) -> Report {
    let mut reporter = Reporter::new();
    reporter.whole(&text::LIMIT).reason("size").count("limit", text::LARGEST);
    seal(finish(reporter, options), None, options)
}

/// The computes of a document of any format, and the report of the document; `losses` is what the format that
/// they go into cannot say.
#[must_use]
pub fn convert(body: &str, options: &Options, losses: &[Loss]) -> Conversion {
    let mut resources = Vec::new();
    let converting = Converting { unchecked: false, losses, resources: &mut resources };
    let report = check_with(body, options, None, &|_| {}, Some(converting));
    Conversion { resources, report }
}

/// The computes of a document of any format. Nothing is checked: whoever writes them in another format does that
/// afterwards, by [`convert`], when it is known what is lost.
#[must_use]
pub fn computes(body: &str, options: &Options) -> Vec<Resource> {
    let mut resources = Vec::new();
    let converting = Converting { unchecked: true, losses: &[], resources: &mut resources };
    check_with(body, options, None, &|_| {}, Some(converting));
    resources
}

fn check(
    body: &str,
    options: &Options,
    lone_surrogate: Option<usize>,
    also: &dyn Fn(&mut Reporter),
) -> Report {
    check_with(body, options, lone_surrogate, also, None)
}

fn check_with(
    body: &str,
    options: &Options,
    lone_surrogate: Option<usize>,
    also: &dyn Fn(&mut Reporter),
    mut converting: Option<Converting<'_>>,
) -> Report {
    let mut reporter = Reporter::for_most(options.most_findings());
    let mut found = Found::default();
    let document = if may_be_template(body, options) {
        text::parse_template(body, &mut reporter)
    } else {
        text::parse(body, &mut reporter)
    };
    if let Some(unit) = lone_surrogate {
        let at = byte_offset(body, unit);
        let place = (at, at.saturating_add('\u{fffd}'.len_utf8()));
        reporter.whole(&text::ENCODING).reason("lone-surrogate").bytes(place);
    }
    let mut strange = Reporter::new();
    let is_foreign = match document.as_ref().and_then(text::Document::root) {
        Some(root) => formats::foreign::report(options.format, root, &mut strange),
        None => formats::foreign::report_text(body, &mut strange),
    };
    if is_foreign {
        // Whatever else could be said about it would be said about another thing.
        reporter = strange;
    } else if let Some(document) = &document {
        let object = document.root().filter(|root| root.kind() == text::Kind::Object);
        let format = object.map_or(Format::Arm, |root| formats::format_of(options.format, root));
        if format == Format::Arm && converting.is_none() {
            found.add((check_resource(document, options, &[], &mut reporter), None));
        } else if parts::has_formats() {
            others::check((document, format), options, &mut converting, &mut found, &mut reporter);
        } else {
            return parts::unjudged(seal(finish(Reporter::new(), options), None, options));
        }
    }
    also(&mut reporter);
    let mut report = finish(reporter, options);
    places::hold(document.as_ref(), &mut report.diagnostics);
    if options.positions {
        text::attach_ranges(body, &mut report.diagnostics);
    }
    let mut report = seal(report, found.kind(), options);
    if let Some(version) = found.version() {
        report.api_version = Some(version.to_owned());
    }
    report
}

/// What was found out about the computes of a document.
#[derive(Default)]
struct Found {
    all: Vec<(Option<&'static str>, Option<String>)>,
}

impl Found {
    fn add(&mut self, found: (Option<&'static str>, Option<String>)) {
        self.all.push(found);
    }

    /// The kind that all of them have.
    fn kind(&self) -> Option<&'static str> {
        let (kind, _) = self.all.first()?;
        kind.filter(|_| self.all.iter().all(|(other, _)| other == kind))
    }

    /// The api-version that the document itself says for all of them.
    fn version(&self) -> Option<&str> {
        let (_, version) = self.all.first()?;
        let version = version.as_deref()?;
        self.all.iter().all(|(_, other)| other.as_deref() == Some(version)).then_some(version)
    }
}

/// Stands in the schema of a template, and its point, which is rarer in a body than its letters.
const SCHEMA: &str = "deploymenttemplate.json";
const POINT_OF_SCHEMA: usize = "deploymenttemplate".len();

/// Whether a text is read as a template: what else it may be is not known before it is read.
fn may_be_template(body: &str, options: &Options) -> bool {
    options.format == Format::Template
        || (options.format == Format::Auto && find_word_by(body, SCHEMA, POINT_OF_SCHEMA).is_some())
}

/// Checks the body of a request; `open` are the objects of it that may have more members than are known.
fn check_resource(
    document: &text::Document<'_>,
    options: &Options,
    open: &[String],
    reporter: &mut Reporter,
) -> Option<&'static str> {
    let kind = envelope::check(document, options, open, reporter);
    reporter.supersede();
    reporter.yield_to_errors(&schema::SAMPLE);
    kind
}

/// Codes without which nothing was checked: switched off or made less, they would call valid what nobody has
/// looked at.
/// Their slugs alone: the words of a format are not needed to say that it was not read.
static NOT_CHECKED: &[&str] = &[
    text::NOT_JSON.slug,
    text::NOT_YAML.slug,
    text::NOT_TERRAFORM.slug,
    text::NOT_BICEP.slug,
    text::MAIN_FILE.slug,
    text::YAML_NOT_LOADED.slug,
    text::ENCODING.slug,
    text::LIMIT.slug,
    text::NOT_AN_OBJECT.slug,
    text::UNSERIALISABLE.slug,
    FOREIGN_DOCUMENT.slug,
    formats::cli_v2::TYPE.slug,
    formats::sdk_v1::UNKNOWN_CALL.slug,
    formats::template::NOT_A_TEMPLATE.slug,
    formats::template::NO_COMPUTE.slug,
];

/// The report of what was found, after the caller's levels and within the caller's bounds.
fn finish(reporter: Reporter, options: &Options) -> Report {
    let level = |code: &Code| {
        let level = options.level(code);
        if !NOT_CHECKED.contains(&code.slug) {
            return level;
        }
        // In the order of severities the worst is the least.
        Some(level.map_or(code.severity, |level| level.min(code.severity)))
    };
    reporter.finish_within(&level, options.most_findings())
}

/// Adds what every report says about how it was made.
fn seal(mut report: Report, kind: Option<&'static str>, options: &Options) -> Report {
    report.kind = kind;
    report.api_version = Some(options.version().to_owned());
    report.catalog = Some(Catalog { date: crate::arm::region::LISTED });
    report
}

/// The byte offset of a UTF-16 offset.
fn byte_offset(text: &str, unit: usize) -> usize {
    let mut units = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        if units >= unit && text.is_char_boundary(at) {
            return at;
        }
        units = units.saturating_add(crate::diagnostics::units(byte));
    }
    text.len()
}

/// A request body that was checked and has no error. The client's `create` takes nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct ValidCompute {
    text: String,
    kind: Option<ComputeKind>,
}

impl ValidCompute {
    /// Checks a body for a create with default options.
    ///
    /// # Errors
    /// The report, if it has an error.
    pub fn parse(body: &str) -> Result<Self, Report> {
        Self::parse_with(body, &Options::default())
    }

    /// Checks a body.
    ///
    /// # Errors
    /// The report, if it has an error.
    pub fn parse_with(body: &str, options: &Options) -> Result<Self, Report> {
        let report = validate(body, options);
        if report.has_errors() {
            return Err(report);
        }
        let kind = report.kind.and_then(ComputeKind::from_name);
        Ok(Self { text: body.to_owned(), kind })
    }

    /// Takes a body as it is. Named so that it shows in a review: nothing was checked.
    #[must_use]
    pub fn assume_valid(body: impl Into<String>) -> Self {
        Self { text: body.into(), kind: None }
    }

    /// The body, byte for byte as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The kind, if the body was checked and its kind has a table.
    #[must_use]
    pub const fn kind(&self) -> Option<ComputeKind> {
        self.kind
    }
}

/// The length only: bodies hold secrets.
impl fmt::Debug for ValidCompute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValidCompute")
            .field("kind", &self.kind)
            .field("bytes", &self.text.len())
            .finish()
    }
}
