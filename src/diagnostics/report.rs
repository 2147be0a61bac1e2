//! The report: findings in document order, counted, with words filled in.

use std::cmp::Ordering;

use super::{Code, Expected, Fix, Json, Severity};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A parameter of a message: what the words were made of, for translation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}

impl From<i64> for Param {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<usize> for Param {
    fn from(value: usize) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Param {
    #[cold]
    #[inline(never)]
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Param {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl std::fmt::Display for Param {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Text(value) => f.write_str(value),
        }
    }
}

/// A place in a text. `line` and `column` count from 1, `offset` from 0; columns and offsets are in
/// UTF-16 units, as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in UTF-16 units.
    pub column: u32,
    /// Offset from the beginning, in UTF-16 units.
    pub offset: u32,
}

/// A stretch of text, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// First place.
    pub start: Position,
    /// Place behind the last.
    pub end: Position,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagnostic {
    /// Stable identity.
    #[serde(serialize_with = "slug")]
    pub code: &'static Code,
    /// Severity after the caller's levels.
    pub severity: Severity,
    /// RFC 6901 pointer into what was passed; a missing member is named where it should stand.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<&'static str>,
    /// What the message was made of.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub params: Vec<(&'static str, Param)>,
    /// What would have been right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// What was found, if it is short and no secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<Json>,
    /// Other pointers of a cross-field rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// A change that removes the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Where it stands, for text input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// Byte range in the text, from which `range` is made at the end.
    #[serde(skip)]
    pub(crate) bytes: Option<(usize, usize)>,
}

fn slug<S: Serializer>(code: &&'static Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.slug)
}

fn as_map<S: Serializer>(
    params: &[(&'static str, Param)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(params.len()))?;
    for (name, value) in params {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// A finding that is being made. Boxed: a thousand call sites then pass a pointer instead of copying the
/// whole finding from step to step. For the same reason the steps are kept out of line.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding(Box<Diagnostic>);

impl std::ops::Deref for Finding {
    type Target = Diagnostic;

    fn deref(&self) -> &Diagnostic {
        &self.0
    }
}

impl From<Finding> for Diagnostic {
    fn from(finding: Finding) -> Self {
        *finding.0
    }
}

impl Diagnostic {
    /// A finding with the words of its code.
    #[must_use]
    #[expect(clippy::new_ret_no_self, reason = "the boxed form is what is built")]
    pub fn new(code: &'static Code, path: impl Into<String>) -> Finding {
        Finding::of(code, path.into())
    }

    /// The variant of the words that this finding uses.
    fn reason(&self) -> Option<&str> {
        self.params.iter().find_map(|(name, value)| match value {
            Param::Text(text) if *name == "reason" => Some(text.as_str()),
            _ => None,
        })
    }

    /// Fills in message and help from the templates of the code.
    fn word(&mut self) {
        let reason = self.reason();
        let message = Code::template(self.code.message, reason).unwrap_or_default();
        let help = Code::template(self.code.help, reason);
        self.message = fill(message, &self.params);
        self.help = help.filter(|text| !text.is_empty()).map(|text| fill(text, &self.params));
    }
}

impl Finding {
    #[cold]
    #[inline(never)]
    fn of(code: &'static Code, path: String) -> Self {
        Self(Box::new(Diagnostic {
            code,
            severity: code.severity,
            path,
            message: String::new(),
            help: None,
            docs: code.docs,
            params: Vec::new(),
            expected: None,
            actual: None,
            related: Vec::new(),
            fix: None,
            range: None,
            bytes: None,
        }))
    }

    /// Sets a parameter of the message.
    #[must_use]
    pub fn param(self, name: &'static str, value: impl Into<Param>) -> Self {
        self.with_param(name, value.into())
    }

    #[cold]
    #[inline(never)]
    fn with_param(mut self, name: &'static str, value: Param) -> Self {
        self.0.params.push((name, value));
        self
    }

    /// Sets what would have been right.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn expected(mut self, expected: Expected) -> Self {
        self.0.expected = Some(expected);
        self
    }

    /// Sets what was found. A value longer than 80 characters is left out.
    #[must_use]
    pub fn actual(self, actual: impl Into<Json>) -> Self {
        self.with_actual(actual.into())
    }

    #[cold]
    #[inline(never)]
    fn with_actual(mut self, actual: Json) -> Self {
        // 80 characters and the quotes.
        let short = actual.as_str().chars().nth(82).is_none();
        self.0.actual = (short && !actual.is_container()).then_some(actual);
        self
    }

    /// Adds another place that the finding is about.
    #[must_use]
    pub fn related(self, pointer: impl Into<String>) -> Self {
        self.with_related(pointer.into())
    }

    #[cold]
    #[inline(never)]
    fn with_related(mut self, pointer: String) -> Self {
        self.0.related.push(pointer);
        self
    }

    /// Sets the fix.
    #[must_use]
    pub fn fix(self, fix: impl Into<Option<Fix>>) -> Self {
        self.with_fix(fix.into())
    }

    #[cold]
    #[inline(never)]
    fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.0.fix = fix;
        self
    }

    /// Sets the byte range in the text.
    #[cold]
    #[inline(never)]
    pub(crate) fn bytes(mut self, start: usize, end: usize) -> Self {
        self.0.bytes = Some((start, end));
        self
    }
}

/// Puts parameters into a template. A name without a parameter stays as it is, so that a mistake in a
/// template shows in the tests instead of vanishing.
fn fill(template: &str, params: &[(&'static str, Param)]) -> String {
    let mut out = String::with_capacity(template.len().saturating_add(16));
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match params.iter().find(|(param, _)| *param == name) {
                    Some((_, value)) => out.push_str(&value.to_string()),
                    None => {
                        out.push('{');
                        out.push_str(name);
                        out.push('}');
                    }
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Errors.
    pub error: u32,
    /// Warnings.
    pub warning: u32,
    /// Infos.
    pub info: u32,
}

/// Which dated knowledge was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Catalog {
    /// Day on which the catalogue was made, ISO.
    pub date: &'static str,
}

/// The answer of every check. A report is a value, never an exception.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Whether there is no finding of severity error.
    pub valid: bool,
    /// The compute kind that was recognised, in ARM's spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The api-version that was checked against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_version: Option<String>,
    /// Which dated knowledge was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalog: Option<Catalog>,
    /// The findings: document order, then severity, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each severity.
    pub counts: Counts,
}

impl Report {
    /// The findings of severity error.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is a finding of severity error.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        !self.valid
    }
}

/// Collects findings while a check runs.
#[derive(Debug, Default)]
pub struct Reporter {
    found: Vec<(u32, Finding)>,
}

impl Reporter {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding. `order` is its place in the document: findings are sorted by it.
    #[cold]
    #[inline(never)]
    pub fn add(&mut self, order: u32, finding: Finding) {
        self.found.push((order, finding));
    }

    /// Whether nothing was found yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether a finding of this code stands at this pointer.
    #[must_use]
    pub fn has(&self, code: &Code, path: &str) -> bool {
        self.found.iter().any(|(_, diagnostic)| diagnostic.code == code && diagnostic.path == path)
    }

    /// Drops the findings of `loser` where one of `winner` stands at the same pointer.
    pub fn silence(&mut self, winner: &Code, loser: &Code) {
        if !self.found.iter().any(|(_, diagnostic)| diagnostic.code == winner) {
            return;
        }
        let places: Vec<String> = self
            .found
            .iter()
            .filter(|(_, diagnostic)| diagnostic.code == winner)
            .map(|(_, diagnostic)| diagnostic.path.clone())
            .collect();
        self.found.retain(|(_, found)| found.code != loser || !places.contains(&found.path));
    }

    /// Drops the findings of `loser` where any error stands at the same pointer.
    pub fn yield_to_errors(&mut self, loser: &Code) {
        if !self.found.iter().any(|(_, diagnostic)| diagnostic.code == loser) {
            return;
        }
        let places: Vec<String> = self
            .found
            .iter()
            .filter(|(_, diagnostic)| diagnostic.severity == Severity::Error)
            .map(|(_, diagnostic)| diagnostic.path.clone())
            .collect();
        self.found.retain(|(_, found)| found.code != loser || !places.contains(&found.path));
    }

    /// The finished report. `level` gives the severity of a code: `None` removes the finding.
    #[must_use]
    pub fn finish(mut self, level: &dyn Fn(&Code) -> Option<Severity>) -> Report {
        let mut counts = Counts::default();
        self.found.retain_mut(|(_, finding)| match level(finding.code) {
            Some(severity) => {
                finding.0.severity = severity;
                true
            }
            None => false,
        });
        let found = &self.found;
        let key = |index: u32| {
            let (order, finding) = found.get(index as usize)?;
            Some((order, finding.severity, finding.code.slug, &finding.path, index))
        };
        let sorted = sorted(found.len(), &|a, b| key(a).cmp(&key(b)));
        let mut found: Vec<Option<Finding>> =
            self.found.into_iter().map(|(_, finding)| Some(finding)).collect();
        let mut diagnostics = Vec::with_capacity(found.len());
        for index in sorted {
            let Some(finding) = found.get_mut(index as usize).and_then(Option::take) else {
                continue;
            };
            let mut diagnostic = *finding.0;
            diagnostic.word();
            let counter = match diagnostic.severity {
                Severity::Error => &mut counts.error,
                Severity::Warning => &mut counts.warning,
                Severity::Info => &mut counts.info,
            };
            *counter = counter.saturating_add(1);
            diagnostics.push(diagnostic);
        }
        Report {
            valid: counts.error == 0,
            kind: None,
            api_version: None,
            catalog: None,
            diagnostics,
            counts,
        }
    }
}

/// The numbers below `count` in the order of a comparison. Sorting always goes through here: each type
/// sorted by itself would bring a sorting routine of its own into the module.
#[must_use]
#[inline(never)]
pub fn sorted(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut indexes: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    if count > 1 {
        indexes.sort_unstable_by(|a, b| compare(*a, *b));
    }
    indexes
}
