//! Codes: the stable identity of a finding, with its severity, its words and the reason to believe it.

use std::fmt;

use serde::{Serialize, Serializer};

use super::json::Json;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The service rejects it, or it cannot mean what it says.
    Error,
    /// Accepted but surprising, or knowledge that ages.
    Warning,
    /// Advice about cost or security, or a spelling that is read as meant.
    Info,
}

impl Severity {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The severity of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Info].into_iter().find(|one| one.as_str() == word)
    }
}

/// A finding's stable identity. Compared by slug; the words may improve, the slug never changes.
pub struct Code {
    /// `area/slug`, append-only.
    pub slug: &'static str,
    /// One code has one severity. Only facts of the caller raise a single finding above it.
    pub severity: Severity,
    /// What is wrong, as a template: `{name}` is filled from the finding's parameters. Variants are
    /// chosen by the parameter `reason`.
    pub message: &'static [(&'static str, &'static str)],
    /// What to do about it, as a template with the same variants; may be empty.
    pub help: &'static [(&'static str, &'static str)],
    /// Where to read on.
    pub docs: Option<&'static str>,
    /// Codes that say less of the same thing: at the same pointer they are left out.
    pub supersedes: &'static [&'static Self],
}

impl Code {
    /// The template of `variants` for `reason`: the variant of that name, else the first one.
    #[must_use]
    pub fn template(
        variants: &'static [(&'static str, &'static str)],
        reason: Option<&str>,
    ) -> Option<&'static str> {
        let wanted = reason.unwrap_or("");
        variants
            .iter()
            .find(|(name, _)| *name == wanted)
            .or_else(|| variants.first())
            .map(|(_, text)| *text)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for Code {}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug)
    }
}

/// How strong a piece of evidence is, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// The service was seen to do it.
    Service,
    /// The published API description says so.
    Spec,
    /// A page of documentation says so.
    Docs,
    /// An official SDK or another maintained client behaves so.
    Sdk,
    /// A definition (of JSON, of a port, of a calendar) or a decision of this project.
    Reasoning,
}

/// One reason to believe a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// How strong it is.
    pub rank: Rank,
    /// Where it stands: a type of an api-version, a page, a public thread, a recording.
    pub source: &'static str,
    /// When it was read or seen, as an ISO date or a month.
    pub date: &'static str,
}

/// The long form of a code: kept apart from [`Code`], so that a build that never explains does not
/// carry these texts.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The code that is explained.
    #[serde(rename = "code")]
    pub slug: &'static str,
    /// The severity of the code.
    pub severity: Severity,
    /// What is wrong, in one sentence without parameters.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How we know.
    pub evidence: &'static [Evidence],
    /// A small input that has the finding; words for it where no input alone can have it.
    pub example: &'static str,
    /// The options with which the check finds it there, as JSON; none are needed if this is absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_json")]
    pub example_options: Option<&'static str>,
    /// What the offered fix does, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<&'static str>,
}

fn as_json<S: Serializer>(options: &Option<&str>, to: S) -> Result<S::Ok, S::Error> {
    options.map(|text| Json::raw(text.to_owned())).serialize(to)
}

/// Declares the codes of one area: a static for each code, the list of them (`CODES`) and their
/// explanations (`EXPLANATIONS`). Everything about a code stands in one entry.
macro_rules! codes {
    ($(
        $name:ident = $slug:literal $severity:ident {
            message: $message:tt,
            $(help: $help:tt,)?
            $(docs: $docs:literal,)?
            $(supersedes: [$($less:path),+],)?
            summary: $summary:literal,
            why: $why:literal,
            evidence: [$($rank:ident $source:literal $date:literal),+ $(,)?],
            example: $example:literal $(with $options:literal)?,
            $(fix: $fix:literal,)?
        }
    )+) => {
        $(
            #[doc = concat!("`", $slug, "`: ", $summary, " ", $why)]
            pub static $name: $crate::diagnostics::Code = $crate::diagnostics::Code {
                slug: $slug,
                severity: $crate::diagnostics::Severity::$severity,
                message: $crate::diagnostics::codes!(@variants $message),
                help: $crate::diagnostics::codes!(@optional_variants $($help)?),
                docs: $crate::diagnostics::codes!(@option $($docs)?),
                supersedes: &[$($(&$less),+)?],
            };
        )+

        /// The codes of this area.
        pub static CODES: &[&$crate::diagnostics::Code] = &[$(&$name),+];

        /// What the codes of this area mean and how we know.
        pub static EXPLANATIONS: &[$crate::diagnostics::Explanation] = &[
            $($crate::diagnostics::Explanation {
                slug: $slug,
                severity: $crate::diagnostics::Severity::$severity,
                summary: $summary,
                why: $why,
                evidence: &[$($crate::diagnostics::Evidence {
                    rank: $crate::diagnostics::Rank::$rank,
                    source: $source,
                    date: $date,
                }),+],
                example: $example,
                example_options: $crate::diagnostics::codes!(@option $($options)?),
                fix: $crate::diagnostics::codes!(@option $($fix)?),
            }),+
        ];
    };
    (@variants [$($reason:literal => $text:literal),+ $(,)?]) => { &[$(($reason, $text)),+] };
    (@variants $text:literal) => { &[("", $text)] };
    (@optional_variants) => { &[] };
    (@optional_variants $help:tt) => { $crate::diagnostics::codes!(@variants $help) };
    (@option) => { None };
    (@option $value:literal) => { Some($value) };
}

pub(crate) use codes;
