//! The report and its findings, with words filled in.

use super::bytes::{characters, cut, head};
use super::json::write_number;
use super::{Code, Expected, Fix, Json, Operation, Severity, looks_like_secret, secret};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A parameter of a message: what the words were made of, for translation. Its type says what may be done
/// with it: only members are renamed, only the words of the caller are cut.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A whole number.
    Integer(i64),
    /// A member of the resource, or several, in the words of the format that the caller wrote.
    Member(String),
    /// Words of ours: never cut, never renamed.
    Own(String),
    /// Words of the caller: cut when they are long, never renamed.
    User(String),
}

impl Param {
    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Integer(_) => None,
            Self::Member(text) | Self::Own(text) | Self::User(text) => Some(text),
        }
    }
}

/// The parameter that chooses the variant of the words.
const REASON: &str = "reason";

/// The parameter that says why there is other help than the code's own.
pub(crate) const HELP: &str = "help";

/// Longest text of the caller in a message, in characters.
const LONGEST_PARAM: usize = 80;

/// Shortest piece of a secret that is not shown.
const SHORTEST_PIECE: usize = 4;
/// Longer pieces beside a secret are hidden without looking: a plain search takes the product of both lengths, and
/// the searchers of the standard library weigh 3 KB.
const LONGEST_PIECE: usize = 256;

/// Begins the name of a place for a member of the resource: `{@vmSize}`, or for a value of it as the format
/// spells it: `{@idleTimeBeforeShutdown=PT60M}`.
const MEMBER: char = '@';

impl Param {
    /// Adds it to a message.
    fn write(&self, out: &mut String) {
        match self {
            Self::Integer(value) => write_number(out, *value),
            Self::Member(text) | Self::Own(text) | Self::User(text) => out.push_str(text),
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
    /// The value that it is about, if that looks like a secret.
    #[serde(skip)]
    secret: Option<String>,
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

// The steps that make a finding are kept out of line: findings are rare, and a thousand call sites would
// otherwise each carry a copy.
impl Diagnostic {
    #[cold]
    #[inline(never)]
    pub(super) const fn new(code: &'static Code, path: String) -> Self {
        Self {
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
            secret: None,
        }
    }

    /// Sets a parameter of the message to words of the caller; a long text is cut off.
    #[cold]
    #[inline(never)]
    pub fn param(&mut self, name: &'static str, value: &str) -> &mut Self {
        let hidden = self.hides(value);
        let shown = if hidden { secret::HIDDEN.to_owned() } else { shortened(value) };
        self.params.push((name, Param::User(shown)));
        self
    }

    /// Says what the finding is about, if that is a secret: nothing of it is shown then.
    #[cold]
    #[inline(never)]
    pub(crate) fn about(&mut self, text: &str) -> &mut Self {
        self.secret = looks_like_secret(text).is_some().then(|| text.to_owned());
        self
    }

    /// Says afterwards what the finding is about: what it shows of a secret is taken back.
    #[cold]
    #[inline(never)]
    pub fn hush(&mut self, text: &str) {
        if looks_like_secret(text).is_none() {
            return;
        }
        self.about(text);
        self.actual = None;
        let fix = self.fix.take();
        self.fix(fix);
        for (_, param) in &mut self.params {
            if let Param::User(shown) = param {
                secret::HIDDEN.clone_into(shown);
            }
        }
    }

    /// Whether a text may not be shown: it looks like a secret, or is a piece of one.
    fn hides(&self, text: &str) -> bool {
        let piece = text.trim().as_bytes();
        let is_within = |secret: &String| {
            piece.len() > LONGEST_PIECE
                || secret.as_bytes().windows(piece.len()).any(|within| within == piece)
        };
        let of_secret =
            piece.len() >= SHORTEST_PIECE && self.secret.as_ref().is_some_and(is_within);
        of_secret || looks_like_secret(text).is_some()
    }

    /// Sets a parameter of the message to words of ours.
    #[cold]
    #[inline(never)]
    pub fn own(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.params.push((name, Param::Own(value.to_owned())));
        self
    }

    /// Sets the parameter `member` of the message to a member of the resource.
    #[cold]
    #[inline(never)]
    pub fn member(&mut self, member: &str) -> &mut Self {
        self.members("member", member)
    }

    /// Sets a parameter of the message to members of the resource, with commas between them.
    #[cold]
    #[inline(never)]
    pub fn members(&mut self, name: &'static str, members: &str) -> &mut Self {
        self.params.push((name, Param::Member(members.to_owned())));
        self
    }

    /// Sets a parameter of the message to a number.
    #[cold]
    #[inline(never)]
    pub fn number(&mut self, name: &'static str, value: i64) -> &mut Self {
        self.params.push((name, Param::Integer(value)));
        self
    }

    /// Sets a parameter of the message to a count.
    #[cold]
    #[inline(never)]
    pub fn count(&mut self, name: &'static str, value: usize) -> &mut Self {
        self.number(name, i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// Chooses the variant of the words.
    #[cold]
    #[inline(never)]
    pub fn reason(&mut self, reason: &'static str) -> &mut Self {
        self.own(REASON, reason)
    }

    /// Raises the severity: what the caller has told (`facts`) leaves no doubt.
    #[cold]
    #[inline(never)]
    pub const fn raise(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Sets what would have been right.
    #[cold]
    #[inline(never)]
    pub fn expected(&mut self, expected: Expected) -> &mut Self {
        self.expected = Some(expected);
        self
    }

    /// Sets what was found. A text longer than 80 characters is left out.
    #[cold]
    #[inline(never)]
    pub fn actual(&mut self, actual: &str) -> &mut Self {
        self.actual_json(actual.into())
    }

    /// Sets what was found. A list, an object or a text longer than 80 characters is left out.
    #[cold]
    #[inline(never)]
    pub fn actual_json(&mut self, actual: Json) -> &mut Self {
        // 80 characters and the quotes.
        let short = actual.as_str().len() <= 82 || characters(actual.as_str()) <= 82;
        let shown =
            short && !actual.is_container() && !self.hides(actual.as_str().trim_matches('"'));
        self.actual = shown.then_some(actual);
        self
    }

    /// Adds another place that the finding is about.
    #[cold]
    #[inline(never)]
    pub fn related(&mut self, pointer: String) -> &mut Self {
        self.related.push(pointer);
        self
    }

    /// Sets the fix.
    #[cold]
    #[inline(never)]
    pub fn fix(&mut self, fix: Option<Fix>) -> &mut Self {
        // A change that writes a secret would show it.
        self.fix = fix.filter(|fix| {
            let mut values = fix.patch.iter().filter_map(Operation::value);
            looks_like_secret(&fix.title).is_none()
                && values.all(|value| {
                    self.secret.is_none() && looks_like_secret(value.as_str()).is_none()
                })
        });
        self
    }

    /// Sets the byte range in the text.
    #[cold]
    #[inline(never)]
    pub(crate) fn bytes(&mut self, (start, end): (usize, usize)) -> &mut Self {
        self.bytes = Some((start, end));
        self
    }

    /// The variant of the words that this finding uses.
    fn variant(&self) -> Option<&str> {
        self.params.iter().find_map(|(name, value)| value.text().filter(|_| *name == REASON))
    }

    /// Other help than that of the code: `reason` is told to translations.
    #[cold]
    #[inline(never)]
    pub(crate) fn helped(&mut self, reason: &'static str, help: &str) -> &mut Self {
        self.help = Some(help.to_owned());
        self.own(HELP, reason)
    }

    /// Which members of the resource the words of the code name by themselves, in the message and in the
    /// help: `vmSize`, or `idleTimeBeforeShutdown=PT60M` for a value of it.
    pub(crate) fn named_members(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        let reason = self.variant();
        let named = |variants| named_in(Code::template(variants, reason).unwrap_or_default());
        (named(self.code.message), named(self.code.help))
    }

    /// Fills in message and help from the templates of the code.
    pub(super) fn word(&mut self) {
        let reason = self.variant();
        let message = Code::template(self.code.message, reason).unwrap_or_default();
        let help = Code::template(self.code.help, reason).filter(|text| !text.is_empty());
        self.message = fill(message, &self.params);
        if self.help.is_none() {
            self.help = help.map(|text| fill(text, &self.params));
        }
    }
}

/// A text of the caller as messages show it.
pub(crate) fn shortened(text: &str) -> String {
    let short = head(text, LONGEST_PARAM);
    if short.len() == text.len() { short.to_owned() } else { [short, "…"].concat() }
}

/// The members that a template names by itself.
fn named_in(template: &'static str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some((_, after)) = cut(rest, b'{') {
        let Some((name, tail)) = cut(after, b'}') else { break };
        found.extend(name.strip_prefix(MEMBER));
        rest = tail;
    }
    found
}

/// Puts parameters into a template. A name without a parameter stays as it is, so that a mistake in a
/// template shows in the tests instead of vanishing.
fn fill(template: &str, params: &[(&'static str, Param)]) -> String {
    let mut out = String::with_capacity(template.len().saturating_add(16));
    let mut rest = template;
    while let Some((before, after)) = cut(rest, b'{') {
        out.push_str(before);
        match cut(after, b'}') {
            Some((name, tail)) => {
                let member = name.strip_prefix(MEMBER);
                let wanted = member.unwrap_or(name);
                match (params.iter().find(|(param, _)| *param == wanted), member) {
                    (Some((_, value)), _) => value.write(&mut out),
                    // A member that has no other name, or a value of it.
                    (None, Some(member)) => {
                        out.push_str(cut(member, b'=').map_or(member, |(_, value)| value));
                    }
                    (None, None) => {
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

impl Counts {
    /// Counts findings of a severity.
    pub(super) const fn add(&mut self, severity: Severity, count: u32) {
        let counter = match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Info => &mut self.info,
        };
        *counter = counter.saturating_add(count);
    }
}

/// Which dated knowledge was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Catalog {
    /// Day on which the catalogue was made, ISO.
    pub date: &'static str,
}

/// The answer of every check. A report is a value, never an exception.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize), serde(rename_all = "camelCase"))]
pub struct Report {
    /// Whether there is no finding of severity error.
    pub valid: bool,
    /// The compute kind that was recognised, in ARM's spelling.
    #[cfg_attr(not(target_arch = "wasm32"), serde(skip_serializing_if = "Option::is_none"))]
    pub kind: Option<&'static str>,
    /// The api-version that was checked against.
    #[cfg_attr(not(target_arch = "wasm32"), serde(skip_serializing_if = "Option::is_none"))]
    pub api_version: Option<String>,
    /// Which dated knowledge was used.
    #[cfg_attr(not(target_arch = "wasm32"), serde(skip_serializing_if = "Option::is_none"))]
    pub catalog: Option<Catalog>,
    /// The findings: document order, then severity, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each severity.
    pub counts: Counts,
}

/// Inside of values that our own writer writes: the text as it is.
#[cfg(target_arch = "wasm32")]
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(super::json::RAW, &self.to_text())
    }
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
