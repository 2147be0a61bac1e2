//! The check: text, envelope, shape, rules, in one pass that reports everything. Also the smaller checks
//! (names, ids) and the register of all codes.

mod action;
mod envelope;
mod names;
mod register;
mod sizes;

use std::fmt;

pub use crate::kinds::{ComputeKind, Format, KindDescription, Operation, Options};
pub use action::{ComputeAction, check_action};
pub use names::{check_name, known_names, parse_resource_id, unserialisable};
pub use register::{codes, explain, explanations};
pub use sizes::parse_vm_size;

use crate::diagnostics::{Catalog, Code, Report, Reporter};
pub use crate::formats::loss::Loss;
use crate::formats::{self, loss};
#[cfg(not(target_arch = "wasm32"))]
pub use crate::formats::{documents, tables};
use crate::kinds::envelope::FOREIGN_DOCUMENT;
use crate::kinds::rules::{attach, guardrail, instance, policy, priority, schedule};
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
            reporter.whole(&text::ENCODING).reason(reason);
            seal(finish(reporter, options), None, options)
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

/// The report of a document that is larger than a document may be.
#[must_use]
pub fn too_large(options: &Options) -> Report {
    let mut reporter = Reporter::new();
    reporter.whole(&text::LIMIT).reason("size").count("limit", text::LARGEST);
    seal(finish(reporter, options), None, options)
}

/// The body that a document of any format becomes, and the report of the document; `losses` is what the
/// format that it goes into cannot say. No body comes of a document that cannot be read.
#[must_use]
pub fn convert(body: &str, options: &Options, losses: &[Loss]) -> (Option<String>, Report) {
    let mut resources = Vec::new();
    let report = check_with(body, options, None, &|_| {}, Some((losses, &mut resources)));
    (resources.into_iter().next(), report)
}

/// What a conversion adds to a check: what is lost, and where the bodies go.
type Converting<'c> = (&'c [Loss], &'c mut Vec<String>);

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
    let mut kind = None;
    let document = text::parse(body, &mut reporter);
    if let Some(unit) = lone_surrogate {
        let at = byte_offset(body, unit);
        let place = (at, at.saturating_add('\u{fffd}'.len_utf8()));
        reporter.whole(&text::ENCODING).reason("lone-surrogate").bytes(place);
    }
    if let Some(document) = &document {
        let object = document.root().filter(|root| root.kind() == text::Kind::Object);
        match object.map(|root| (root, formats::format_of(options.format, root))) {
            Some((root, format)) if format != Format::Arm => {
                let mapped = formats::read(format, root, options, &mut reporter);
                let refused = formats::Refused::of(&mut reporter);
                for mapped in &mapped {
                    let back = (document, &refused);
                    kind = check_mapped(mapped, back, options, &mut converting, &mut reporter);
                }
                // Calls that make no compute.
                if mapped.is_empty()
                    && let Some((losses, _)) = &converting
                {
                    loss::report(losses, document, &mut reporter);
                }
            }
            _ => {
                kind = check_resource(document, options, &mut reporter);
                if let Some((losses, resources)) = &mut converting {
                    loss::report(losses, document, &mut reporter);
                    resources.push(document.text().to_owned());
                }
            }
        }
    }
    also(&mut reporter);
    let mut report = finish(reporter, options);
    if options.positions {
        text::attach_ranges(body, document.as_ref(), &mut report.diagnostics);
    }
    seal(report, kind, options)
}

/// Checks the body of a request.
fn check_resource(
    document: &text::Document<'_>,
    options: &Options,
    reporter: &mut Reporter,
) -> Option<&'static str> {
    let kind = envelope::check(document, options, reporter);
    reporter.silence(&priority::SPOT_WORD, &schema::UNKNOWN_WORD);
    reporter.silence(&schema::CLOSED_WORD, &schema::UNKNOWN_WORD);
    reporter.silence(&attach::CREDENTIALS_ODD, &schema::UNKNOWN_PROPERTY);
    reporter.silence(&policy::IDLE_SHUTDOWN, &instance::IDLE_MISSING);
    for code in [&schedule::ACTION_MISSING, &schedule::BAD_RECURRENCE, &schedule::TRIGGER_ODD] {
        reporter.silence(code, &schema::UNKNOWN_WORD);
    }
    reporter.yield_to_errors(&schema::SAMPLE);
    kind
}

/// Checks the body that another format's tools would send.
fn check_mapped(
    mapped: &formats::Mapped,
    (document, refused): (&text::Document<'_>, &formats::Refused),
    options: &Options,
    converting: &mut Option<Converting<'_>>,
    reporter: &mut Reporter,
) -> Option<&'static str> {
    let mut found = Reporter::for_most(options.most_findings());
    let body = mapped.text();
    let resource = text::parse(&body, &mut found)?;
    let operation = mapped.operation().unwrap_or(options.operation);
    let kind = if operation == options.operation && mapped.version().is_none() {
        check_resource(&resource, options, &mut found)
    } else {
        let version = options.api_version.clone();
        let api_version = version.or_else(|| mapped.version().map(str::to_owned));
        let options = Options { operation, api_version, ..options.clone() };
        check_resource(&resource, &options, &mut found)
    };
    if let Some((losses, resources)) = converting {
        loss::report(losses, &resource, &mut found);
        loss::report(&mapped.stand_ins(), &resource, &mut found);
        resources.push(body.clone());
    }
    mapped.bring_back(found, document, refused, reporter);
    kind
}

/// Codes without which nothing was checked: switched off or made less, they would call valid what nobody has
/// looked at.
static NOT_CHECKED: &[&Code] = &[
    &text::NOT_JSON,
    &text::NOT_YAML,
    &text::YAML_NOT_LOADED,
    &text::ENCODING,
    &text::LIMIT,
    &text::NOT_AN_OBJECT,
    &text::UNSERIALISABLE,
    &FOREIGN_DOCUMENT,
    &formats::cli_v2::TYPE,
    &formats::sdk_v1::UNKNOWN_CALL,
    &formats::template::NOT_A_TEMPLATE,
    &formats::template::NO_COMPUTE,
];

/// The report of what was found, after the caller's levels and within the caller's bounds.
fn finish(reporter: Reporter, options: &Options) -> Report {
    let level = |code: &Code| {
        let level = options.level(code);
        if !NOT_CHECKED.contains(&code) {
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
