//! Collects findings while a check runs, and makes the report: sorted, counted, bounded.

use super::report::{Counts, Diagnostic, Report};
use super::{Code, Severity, codes, sorted};

codes! {
    MORE = "report/more" Info {
        message: "{count} more findings are left out: {codes}",
        help: "fix these first, or set `maxFindings` to 0 to get all findings",
        summary: "The report was shortened; this says what was left out.",
        why: "A report can be larger than its reader accepts. The counts and `valid` cover all findings.",
        evidence: [Reasoning "decision of this project: 200 findings unless asked otherwise" "2026-11"],
        example: "a body with a thousand unknown properties",
    }
}

/// Findings of one severity that are held at the same time: of more than these, only the number is kept, so
/// that no input costs more memory than its own length makes plausible.
const MOST_HELD: usize = 50_000;

/// Places that one finding names beside its own.
const MOST_RELATED: usize = 50;

/// A finding on its way into the report.
#[derive(Debug)]
struct Found {
    /// Its place in the document.
    order: u32,
    /// How many findings were added before it.
    number: usize,
    finding: Box<Diagnostic>,
}

/// Collects findings while a check runs.
#[derive(Debug)]
pub struct Reporter {
    // Boxed: findings are moved about while they are sorted.
    found: Vec<Found>,
    /// How many were added.
    added: usize,
    /// How many of each severity are held.
    held: [usize; 3],
    most: usize,
    /// The finding that was added last and is not held: it is counted as what it has become.
    spare: Option<Found>,
    /// Findings that are not held, by code and severity.
    beyond: Vec<(&'static Code, Severity, u32)>,
}

impl Default for Reporter {
    fn default() -> Self {
        Self::new()
    }
}

impl Reporter {
    /// An empty one.
    #[must_use]
    pub const fn new() -> Self {
        Self::holding(MOST_HELD)
    }

    /// An empty one for a report of `most` findings; 0 is all.
    #[must_use]
    pub const fn for_most(most: usize) -> Self {
        match most {
            0 => Self::holding(usize::MAX),
            _ if most > MOST_HELD => Self::holding(most),
            _ => Self::new(),
        }
    }

    const fn holding(most: usize) -> Self {
        Self { found: Vec::new(), added: 0, held: [0; 3], most, spare: None, beyond: Vec::new() }
    }

    /// Adds a finding and gives it back to be filled in. `order` is its place in the document: findings
    /// are sorted by it.
    #[cold]
    #[inline(never)]
    pub fn add(&mut self, code: &'static Code, path: String, order: u32) -> &mut Diagnostic {
        self.push(Box::new(Diagnostic::new(code, path)), order)
    }

    fn push(&mut self, finding: Box<Diagnostic>, order: u32) -> &mut Diagnostic {
        let number = self.added;
        self.added = number.saturating_add(1);
        let held = match finding.code.severity {
            Severity::Error => &mut self.held[0],
            Severity::Warning => &mut self.held[1],
            Severity::Info => &mut self.held[2],
        };
        let found = Found { order, number, finding };
        if *held < self.most {
            *held = held.saturating_add(1);
            return &mut self.found.push_mut(found).finding;
        }
        self.tally();
        &mut self.spare.insert(found).finding
    }

    /// Counts the finding that is not held.
    fn tally(&mut self) {
        let Some(spare) = self.spare.take() else { return };
        self.count_beyond(spare.finding.code, spare.finding.severity, 1);
    }

    fn count_beyond(&mut self, code: &'static Code, severity: Severity, count: u32) {
        let same = |beyond: &&mut (&Code, Severity, u32)| (beyond.0, beyond.1) == (code, severity);
        match self.beyond.iter_mut().find(same) {
            Some((.., known)) => *known = known.saturating_add(count),
            None => self.beyond.push((code, severity, count)),
        }
    }

    /// Adds a finding about the whole.
    #[cold]
    #[inline(never)]
    pub fn whole(&mut self, code: &'static Code) -> &mut Diagnostic {
        self.add(code, String::new(), 0)
    }

    /// How many findings were added.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.added
    }

    /// Whether nothing was found yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added == 0
    }

    /// The findings from number `first` on, in the order in which they were added.
    pub fn since(&mut self, first: usize) -> impl Iterator<Item = &mut Diagnostic> {
        let held = self.found.partition_point(|found| found.number < first);
        let spare = self.spare.as_mut().filter(|found| found.number >= first);
        let held = self.found.iter_mut().skip(held);
        held.chain(spare).map(|found| &mut *found.finding)
    }

    /// Takes the findings of another reporter, each with its place changed by `place`; those for which it
    /// gives none are dropped.
    pub(crate) fn adopt(
        &mut self,
        other: Self,
        place: &mut dyn FnMut(&mut Diagnostic) -> Option<u32>,
    ) {
        let Self { found, spare, beyond, .. } = other;
        for mut found in found.into_iter().chain(spare) {
            if let Some(order) = place(&mut found.finding) {
                self.push(found.finding, order);
            }
        }
        for (code, severity, count) in beyond {
            self.count_beyond(code, severity, count);
        }
    }

    /// Takes the findings of another reporter that `keep` wants.
    pub(crate) fn take(&mut self, other: Self, keep: &mut dyn FnMut(&mut Diagnostic) -> bool) {
        let Self { found, spare, beyond, .. } = other;
        for mut found in found.into_iter().chain(spare) {
            if keep(&mut found.finding) {
                self.push(found.finding, found.order);
            }
        }
        for (code, severity, count) in beyond {
            self.count_beyond(code, severity, count);
        }
    }

    /// Drops the findings that another one at the same pointer supersedes.
    pub fn supersede(&mut self) {
        let mut losers: Vec<&'static Code> = Vec::new();
        for loser in self.found.iter().flat_map(|found| found.finding.code.supersedes) {
            if !losers.contains(loser) {
                losers.push(loser);
            }
        }
        for loser in losers {
            self.drop_beside(loser, &|found| found.code.supersedes.contains(&loser));
        }
    }

    /// Drops the findings from number `first` on that stand at a pointer.
    pub fn drop_at(&mut self, first: usize, pointer: &str) {
        self.found.retain(|found| found.number < first || found.finding.path != pointer);
    }

    /// Drops the findings of `loser` where any error stands at the same pointer.
    pub fn yield_to_errors(&mut self, loser: &Code) {
        self.drop_beside(loser, &|found| found.severity == Severity::Error);
    }

    fn drop_beside(&mut self, loser: &Code, wins: &dyn Fn(&Diagnostic) -> bool) {
        if !self.found.iter().any(|found| found.finding.code == loser) {
            return;
        }
        let places: Vec<&str> = self
            .found
            .iter()
            .filter(|found| wins(&found.finding))
            .map(|found| found.finding.path.as_str())
            .collect();
        if places.is_empty() {
            return;
        }
        let at = |index: u32| places.get(index as usize);
        let order = sorted(places.len(), &|a, b| at(a).cmp(&at(b)));
        let lost: Vec<usize> = self
            .found
            .iter()
            .filter(|found| found.finding.code == loser)
            .filter(|found| {
                let path = found.finding.path.as_str();
                order.binary_search_by(|index| at(*index).copied().cmp(&Some(path))).is_ok()
            })
            .map(|found| found.number)
            .collect();
        self.found.retain(|found| lost.binary_search(&found.number).is_err());
    }

    /// The finished report. `level` gives the severity of a code: `None` removes the finding.
    #[must_use]
    pub fn finish(self, level: &dyn Fn(&Code) -> Option<Severity>) -> Report {
        self.finish_within(level, 0)
    }

    /// The finished report of at most `most` findings, 0 being all. A report that is cut has errors before
    /// warnings before infos, and a last finding that says what was left out.
    #[must_use]
    pub fn finish_within(
        mut self,
        level: &dyn Fn(&Code) -> Option<Severity>,
        most: usize,
    ) -> Report {
        self.tally();
        // What facts have raised stays so, unless the caller has spoken.
        let severity_of = |code: &Code, severity| {
            level(code).map(|level| if level == code.severity { severity } else { level })
        };
        let mut counts = Counts::default();
        let Self { mut found, beyond, .. } = self;
        found.retain_mut(|found| {
            let Some(severity) = severity_of(found.finding.code, found.finding.severity) else {
                return false;
            };
            found.finding.severity = severity;
            counts.add(severity, 1);
            true
        });
        let mut left_out: Vec<(&'static Code, u32)> = Vec::new();
        for (code, severity, count) in beyond {
            if let Some(severity) = severity_of(code, severity) {
                counts.add(severity, count);
                leave_out(&mut left_out, code, count);
            }
        }
        let cut = most > 0 && (found.len() > most || !left_out.is_empty());
        let key = |index: u32| {
            let Found { order, finding, .. } = found.get(index as usize)?;
            let first = cut.then_some(finding.severity);
            Some((first, order, finding.severity, finding.code.slug, &finding.path, index))
        };
        let order = sorted(found.len(), &|a, b| key(a).cmp(&key(b)));
        let mut found: Vec<Option<Box<Diagnostic>>> =
            found.into_iter().map(|found| Some(found.finding)).collect();
        let mut sorted = order
            .into_iter()
            .filter_map(|index| found.get_mut(index as usize).and_then(Option::take))
            .map(|finding| *finding);
        let taken = if cut { most } else { usize::MAX };
        let mut diagnostics: Vec<Diagnostic> = sorted.by_ref().take(taken).collect();
        for finding in sorted {
            leave_out(&mut left_out, finding.code, 1);
        }
        if !left_out.is_empty() {
            diagnostics.push(more(&left_out));
        }
        for finding in &mut diagnostics {
            finding.related.truncate(MOST_RELATED);
            finding.word();
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

fn leave_out(left_out: &mut Vec<(&'static Code, u32)>, code: &'static Code, count: u32) {
    match left_out.iter_mut().find(|(known, _)| *known == code) {
        Some((_, known)) => *known = known.saturating_add(count),
        None => left_out.push((code, count)),
    }
}

/// The finding that says what was left out: the most frequent first.
fn more(left_out: &[(&'static Code, u32)]) -> Diagnostic {
    let mut finding = Diagnostic::new(&MORE, String::new());
    let at = |index: u32| left_out.get(index as usize);
    let key =
        |index: u32| at(index).map(|(code, count)| (u32::MAX.wrapping_sub(*count), code.slug));
    let order = sorted(left_out.len(), &|a, b| key(a).cmp(&key(b)));
    let codes: Vec<String> = order
        .into_iter()
        .filter_map(at)
        .map(|(code, count)| [&count.to_string(), " ", code.slug].concat())
        .collect();
    let total = left_out.iter().fold(0_i64, |sum, (_, count)| sum.saturating_add((*count).into()));
    finding.number("count", total).own("codes", &codes.join(", "));
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn code(slug: &'static str, severity: Severity) -> Code {
        Code { slug, severity, message: &[("", "words")], help: &[], docs: None, supersedes: &[] }
    }

    static BAD: Code = Code { supersedes: &[&ODD], ..code("test/bad", Severity::Error) };
    static ODD: Code = code("test/odd", Severity::Warning);

    fn level(code: &Code) -> Option<Severity> {
        Some(code.severity)
    }

    fn filled(most: usize) -> Reporter {
        let mut reporter = Reporter::for_most(most);
        for order in 0..10 {
            let code = if order % 2 == 0 { &ODD } else { &BAD };
            reporter.add(code, format!("/{order}"), order);
        }
        reporter
    }

    fn paths(report: &Report) -> Vec<&str> {
        report.diagnostics.iter().map(|found| found.path.as_str()).collect()
    }

    #[test]
    fn what_fits_stays_in_document_order() {
        for most in [0, 10, 11] {
            let report = filled(most).finish_within(&level, most);
            assert_eq!(report.diagnostics.len(), 10);
            assert_eq!(paths(&report)[..3], ["/0", "/1", "/2"]);
        }
    }

    #[test]
    fn a_cut_report_keeps_the_worst_and_says_what_is_missing() {
        let report = filled(6).finish_within(&level, 6);
        assert_eq!(paths(&report), ["/1", "/3", "/5", "/7", "/9", "/0", ""]);
        let last = report.diagnostics.last().unwrap();
        assert_eq!(last.code, &MORE);
        assert_eq!(last.message, "4 more findings are left out: 4 test/odd");
        assert_eq!((report.counts.error, report.counts.warning, report.counts.info), (5, 5, 0));
        assert!(!report.valid);
        // Switched off is not left out.
        let quiet = |code: &Code| (code != &ODD).then_some(code.severity);
        assert_eq!(filled(6).finish_within(&quiet, 6).diagnostics.len(), 5);
    }

    #[test]
    fn what_is_not_held_is_counted_all_the_same() {
        let mut reporter = Reporter::holding(2);
        for order in 0..9 {
            reporter.add(&ODD, format!("/{order}"), order).raise(Severity::Error);
        }
        assert_eq!((reporter.len(), reporter.since(1).count()), (9, 2));
        let mut other = Reporter::new();
        other.adopt(reporter, &mut |_| Some(7));
        let report = other.finish_within(&level, 2);
        assert_eq!((report.counts.error, report.diagnostics.len()), (9, 3));
        assert_eq!(report.diagnostics[2].message, "7 more findings are left out: 7 test/odd");
    }

    #[test]
    fn findings_yield_at_their_own_place_only() {
        let mut reporter = Reporter::new();
        for (code, path) in [(&ODD, "/a"), (&ODD, "/b"), (&BAD, "/b"), (&BAD, "/c")] {
            reporter.add(code, path.to_owned(), 0);
        }
        reporter.supersede();
        let left: Vec<String> = reporter.since(0).map(|found| found.path.clone()).collect();
        assert_eq!(left, ["/a", "/b", "/c"]);
    }
}
