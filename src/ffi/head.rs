//! Reports as JavaScript reads them: a head of a few numbers for each, and behind it what is rarely there or
//! rarely read, as text. Nobody pays for findings that nobody looks at.

use crate::arm::{api_version, region};
use crate::diagnostics::Report;
use crate::kinds::ComputeKind;

/// Numbers of a head: the kind (its place in [`frame`], counted from 1, or 0), errors, warnings, infos, and the
/// bytes of text that belong to the report: of a kind that has no place there, of its api-version, if that is not
/// the usual one, and of its findings as a JSON list, if there are any.
pub const HEAD: usize = 7;

/// What heads leave out because it is the same for all reports, as JSON:
/// `{ kinds, apiVersion, catalog }`.
#[must_use]
pub fn frame() -> String {
    let kinds: Vec<&str> = ComputeKind::ALL.iter().map(|kind| kind.as_str()).collect();
    [
        "{\"kinds\":[\"",
        &kinds.join("\",\""),
        "\"],\"apiVersion\":\"",
        api_version::DEFAULT,
        "\",\"catalog\":\"",
        region::LISTED,
        "\"}",
    ]
    .concat()
}

/// The heads of reports, one behind the other, and their texts.
#[derive(Debug, Default)]
pub struct Heads {
    numbers: Vec<u32>,
    text: String,
}

/// More than the findings of one report take; what a worse one took is given back.
const KEPT: usize = 1 << 20;

impl Heads {
    /// The numbers, [`HEAD`] for each report.
    #[must_use]
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The texts.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many reports there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.numbers.len() / HEAD
    }

    pub(super) fn clear(&mut self) {
        self.numbers.clear();
        self.text.clear();
        self.text.shrink_to(KEPT);
    }

    pub(super) fn add(&mut self, report: &Report) {
        let place = report.kind.and_then(|name| {
            ComputeKind::ALL.iter().position(|kind| kind.as_str() == name)?.checked_add(1)
        });
        let kind = report.kind.filter(|_| place.is_none()).unwrap_or_default();
        let version = report.api_version.as_deref().filter(|said| *said != api_version::DEFAULT);
        let version = version.unwrap_or_default();
        self.text.push_str(kind);
        self.text.push_str(version);
        let before = self.text.len();
        if !report.diagnostics.is_empty() {
            report.write_diagnostics(&mut self.text);
        }
        let findings = self.text.len().saturating_sub(before);
        let counts = report.counts;
        self.numbers.extend([
            number(place.unwrap_or_default()),
            counts.error,
            counts.warning,
            counts.info,
            number(kind.len()),
            number(version.len()),
            number(findings),
        ]);
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
