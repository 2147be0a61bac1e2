//! Naming rules, one row for each kind of thing. Length, characters and edges are data; a row that the
//! sources disagree about says which narrower rule it may meet.

mod codes;
#[cfg(not(target_arch = "wasm32"))]
mod pattern;
mod table;

pub use codes::{
    CHARACTERS, CODES, CONTESTED, EDGES, EXPLANATIONS, HYPHEN_DIGITS, LENGTH, LETTER_CASE,
    NOT_A_GUID, RESERVED, SEQUENCE, TWO_NAMES,
};
pub use table::{
    AML_COMPUTE, ATTACHED, COMPUTE_INSTANCE, KEPT_LOGINS, KEPT_NAMES, RESOURCE_GROUP, SUBSCRIPTION,
    WORKSPACE,
};

use crate::diagnostics::{
    Code, Diagnostic, Expected, Fix, Reporter, Severity, find_byte, find_word, has_any,
    is_of_a_word, trim, utf16_units,
};
use table::RULES;

/// Which letters a name may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Ascii,
    Lower,
    AnyScript,
}

/// Which character may stand at an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Any,
    Letter,
    LetterOrDigit,
    LetterDigitOr(char),
    LetterOr(char),
    Not(&'static str),
}

/// A naming rule.
#[derive(Debug)]
pub struct NameRule {
    /// The word for `checkName`.
    pub what: &'static str,
    /// The words for messages.
    pub title: &'static str,
    /// Shortest.
    pub min: usize,
    /// Longest.
    pub max: usize,
    letters: Letters,
    digits: bool,
    also: &'static str,
    first: Edge,
    last: Edge,
    sequence: Option<&'static str>,
    hyphen_digits: bool,
    guid: bool,
    /// Offer a repaired name with hyphens.
    mend: bool,
    contested: fn(&str) -> Option<&'static str>,
}

/// The rule for a word of `checkName`.
#[must_use]
pub fn rule(what: &str) -> Option<&'static NameRule> {
    RULES.iter().copied().find(|rule| rule.what == what)
}

/// The words that [`rule`] knows.
pub fn known() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.what)
}

/// Whether a text is a GUID: 8-4-4-4-12 hexadecimal digits.
#[must_use]
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether everything behind the last hyphen is digits, at least one.
fn ends_in_hyphen_digits(name: &str) -> bool {
    name.rsplit_once('-')
        .is_some_and(|(_, tail)| !tail.is_empty() && tail.bytes().all(|byte| byte.is_ascii_digit()))
}

impl NameRule {
    fn allows(&self, c: char) -> bool {
        let letter = match self.letters {
            Letters::AnyScript => is_of_a_word(c),
            Letters::Ascii | Letters::Lower => c.is_ascii_alphabetic(),
        };
        letter || (self.digits && c.is_ascii_digit()) || is_in(self.also, c)
    }

    fn allowed(&self) -> String {
        let letters = match self.letters {
            Letters::AnyScript => "letters and digits of any script",
            Letters::Ascii => "letters and digits",
            Letters::Lower => "lower-case letters and digits",
        };
        if self.also.is_empty() {
            return letters.to_owned();
        }
        let also: Vec<String> = self.also.chars().map(|c| format!("`{c}`")).collect();
        format!("{letters} and {}", also.join(" "))
    }

    /// A name as near as possible that this rule takes without any finding; `None` if there is none.
    #[must_use]
    pub fn repair(&self, name: &str) -> Option<String> {
        let name = trim(name).rsplit('/').next().unwrap_or_default();
        let mut mended: String =
            name.chars().map(|c| if self.allows(c) { c } else { '-' }).collect();
        if self.letters == Letters::Lower {
            mended.make_ascii_lowercase();
        }
        if ends_in_hyphen_digits(&mended)
            && let Some((head, tail)) = mended.rsplit_once('-')
        {
            mended = format!("{}{tail}", head.trim_end_matches('-'));
        }
        let mended = mended.trim_matches('-').to_owned();
        (mended != name && self.takes(&mended)).then_some(mended)
    }

    /// Whether nothing at all is said about a name.
    #[must_use]
    pub fn takes(&self, name: &str) -> bool {
        if self.is_plain(name) {
            return true;
        }
        let mut reporter = Reporter::new();
        self.judge(name, "", 0, &mut reporter);
        reporter.is_empty()
    }

    /// Whether a name of letters and digits, perhaps with hyphens between them, is one of which nothing is said:
    /// nearly all are. One of which this is not told may be right as well.
    fn is_plain(&self, name: &str) -> bool {
        let bytes = name.as_bytes();
        if self.guid || bytes.len() < self.min || bytes.len() > self.max {
            return false;
        }
        let (mut before, mut at, mut hyphen) = (b'-', 0_usize, false);
        while let Some(&byte) = bytes.get(at) {
            let fits = match byte {
                b'a'..=b'z' => true,
                b'A'..=b'Z' => self.letters != Letters::Lower,
                b'0'..=b'9' => self.digits,
                b'-' => before != b'-',
                _ => false,
            };
            if !fits {
                return false;
            }
            hyphen |= byte == b'-';
            before = byte;
            at = at.wrapping_add(1);
        }
        let takes = |edge: Edge, byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() && edge.takes(char::from(*byte)))
        };
        let hyphens = !hyphen || (find_byte(self.also, b'-').is_some() && !self.hyphen_digits);
        let sequence = self.sequence.is_none_or(|sequence| sequence == "--");
        hyphens
            && sequence
            && takes(self.first, bytes.first())
            && takes(self.last, bytes.last())
            && (self.contested)(name).is_none()
    }

    /// What is wrong with a name, in words; the first error only.
    #[must_use]
    pub fn complaint(&self, name: &str) -> Option<String> {
        let mut reporter = Reporter::new();
        self.judge(name, "", 0, &mut reporter);
        let report =
            reporter.finish(&|code| (code.severity == Severity::Error).then_some(code.severity));
        report.diagnostics.into_iter().next().map(|found| found.message)
    }

    /// Checks a name that stands in a document at `path`; adds the repaired name as a fix where there is
    /// a good one.
    pub fn check(&self, name: &str, path: &str, order: u32, reporter: &mut Reporter) {
        let first = reporter.len();
        self.judge(name, path, order, reporter);
        if first == reporter.len() || !self.mend || name.is_empty() {
            return;
        }
        let Some(repaired) = self.repair(name) else { return };
        for finding in reporter.since(first).filter(|finding| finding.code != &CONTESTED) {
            finding.hush(name);
            finding.fix(Some(Fix::write(path.to_owned(), &repaired)));
        }
    }

    /// Reports what is wrong with a name, without fixes.
    pub fn judge(&self, name: &str, path: &str, order: u32, reporter: &mut Reporter) {
        let first = reporter.len();
        let at = At { rule: self, name, path, order };
        if self.guid {
            if !is_guid(name) {
                at.add(reporter, &NOT_A_GUID).param("actual", name);
            }
            return;
        }
        let length = utf16_units(name);
        if length < self.min || length > self.max {
            let expected = Expected::Length { min: self.min, max: self.max, unit: "characters" };
            let finding = at.add(reporter, &LENGTH).count("min", self.min).count("max", self.max);
            finding.count("length", length).expected(expected);
            if length == 0 {
                finding.reason("empty");
                return;
            }
        }
        // A line break at the end is told as what it is: the wrong end of a name that was pasted.
        let line = trim_line(name);
        if line.len() < name.len() {
            let allowed = self.last.words();
            let finding = at.add(reporter, &EDGES).reason("last").own("allowed", &allowed);
            finding.param("found", &quote('\n'));
        }
        let mut strange: Vec<char> = line.chars().filter(|c| !self.allows(*c)).collect();
        if !strange.is_empty() {
            strange.dedup();
            let shown: Vec<String> = strange.into_iter().take(3).map(quote).collect();
            let finding = at.add(reporter, &CHARACTERS).param("found", &shown.join(", "));
            finding.own("allowed", &self.allowed());
            if has_any(name, b"/") {
                finding.reason("id");
            }
        }
        for (side, edge, c) in
            [("first", self.first, line.chars().next()), ("last", self.last, line.chars().last())]
        {
            let Some(c) = c.filter(|c| self.allows(*c) && !edge.takes(*c)) else { continue };
            at.add(reporter, &EDGES)
                .reason(side)
                .own("allowed", &edge.words())
                .param("found", &quote(c));
        }
        if self.letters == Letters::Lower && name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            at.add(reporter, &LETTER_CASE);
        }
        if let Some(sequence) = self.sequence.filter(|sequence| find_word(name, sequence).is_some())
        {
            at.add(reporter, &SEQUENCE).param("sequence", sequence);
        }
        if self.hyphen_digits && ends_in_hyphen_digits(name) {
            at.add(reporter, &HYPHEN_DIGITS);
        }
        if reporter.len() == first
            && let Some(narrower) = (self.contested)(name)
        {
            at.add(reporter, &CONTESTED).own("rule", narrower);
        }
    }
}

/// A name without a line break at its end.
fn trim_line(name: &str) -> &str {
    name.strip_suffix("\r\n").or_else(|| name.strip_suffix(['\n', '\r'])).unwrap_or(name)
}

/// A name at its place.
struct At<'n> {
    rule: &'n NameRule,
    name: &'n str,
    path: &'n str,
    order: u32,
}

impl At<'_> {
    #[cold]
    #[inline(never)]
    fn add<'r>(&self, reporter: &'r mut Reporter, code: &'static Code) -> &'r mut Diagnostic {
        let finding = reporter.add(code, self.path.to_owned(), self.order);
        finding.own("what", self.rule.title).actual(self.name)
    }
}

impl Edge {
    fn takes(self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::Letter => is_letter(c),
            Self::LetterOrDigit => is_of_a_word(c),
            Self::LetterDigitOr(other) => is_of_a_word(c) || c == other,
            Self::LetterOr(other) => is_letter(c) || c == other,
            Self::Not(others) => !is_in(others, c),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Any => "any character".to_owned(),
            Self::Letter => "a letter".to_owned(),
            Self::LetterOrDigit => "a letter or digit".to_owned(),
            Self::LetterDigitOr(c) => format!("a letter, a digit or `{c}`"),
            Self::LetterOr(c) => format!("a letter or `{c}`"),
            Self::Not(_) => "another character".to_owned(),
        }
    }
}

fn is_letter(c: char) -> bool {
    is_of_a_word(c) && !c.is_ascii_digit()
}

/// Whether a character is one of some ASCII characters.
fn is_in(some: &str, c: char) -> bool {
    u8::try_from(c).is_ok_and(|byte| find_byte(some, byte).is_some())
}

/// A character in a message: invisible ones by name.
fn quote(c: char) -> String {
    match c {
        ' ' => "a blank".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        '`' => "a back quote".to_owned(),
        c if c.is_control() || c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' => {
            format!("the character U+{:04X}", u32::from(c))
        }
        c => format!("`{c}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn codes_of(what: &str, name: &str) -> Vec<&'static str> {
        let mut reporter = Reporter::new();
        rule(what).unwrap().judge(name, "", 0, &mut reporter);
        reporter.since(0).map(|finding| finding.code.slug).collect()
    }

    #[test]
    fn boundaries() {
        let a = |count: usize| "a".repeat(count);
        let rows: &[(&str, String, &[&str])] = &[
            ("AmlCompute", a(2), &["name/length"]),
            ("AmlCompute", a(3), &[]),
            ("AmlCompute", a(24), &[]),
            ("AmlCompute", a(25), &["name/contested"]), // published pattern: 24
            ("AmlCompute", a(32), &["name/contested"]),
            ("AmlCompute", a(33), &["name/length"]),
            ("AmlCompute", "CC-12345678".into(), &["name/contested"]), // taken by the service
            ("AmlCompute", "gpu_cluster".into(), &["name/characters"]),
            ("AmlCompute", "gpu-".into(), &["name/edges"]),
            ("AmlCompute", "1gpu".into(), &["name/edges"]),
            ("AmlCompute", "gpu\n".into(), &["name/edges"]),
            ("AmlCompute", "gpu\n\n".into(), &["name/edges", "name/characters"]),
            ("ComputeInstance", a(24), &[]),
            ("ComputeInstance", a(25), &["name/length"]),
            ("ComputeInstance", "gpu-2".into(), &["name/hyphen-digits"]),
            ("ComputeInstance", "a-b-3".into(), &["name/hyphen-digits"]),
            ("ComputeInstance", "gpu2".into(), &[]),
            ("ComputeInstance", "gpu-2x".into(), &[]),
            ("ComputeInstance", "abc-".into(), &["name/contested"]),
            ("attached", a(1), &["name/length"]),
            ("attached", a(2), &["name/contested"]),
            ("attached", a(16), &[]),
            ("attached", a(17), &["name/contested"]),
            ("workspace", "1_-".into(), &[]),
            ("workspace", "_ws".into(), &["name/edges"]),
            ("workspace", a(33), &[]),
            ("workspace", a(34), &["name/length"]),
            ("resourceGroup", "Группа (1)".into(), &["name/characters"]), // the blank
            ("resourceGroup", "Группа(1)".into(), &[]),
            ("resourceGroup", "group.".into(), &["name/edges"]),
            ("subscription", "x".into(), &["name/not-a-guid"]),
            ("subscription", "34adfa4f-cedf-4dc0-ba29-b6d1a69ab345".into(), &[]),
            ("storageAccount", "MyStore".into(), &["name/letter-case"]),
            ("keyVault", "a--b".into(), &["name/sequence"]),
            ("synapseWorkspace", "x-ondemand".into(), &["name/sequence"]),
            ("adminUserName", "_me".into(), &[]),
            ("adminUserName", "1me".into(), &["name/edges"]),
            ("adminUserName", "Root".into(), &["name/contested"]),
            ("AmlCompute", String::new(), &["name/length"]),
        ];
        for (what, name, expected) in rows {
            assert_eq!(codes_of(what, name), *expected, "{what} {name:?}");
        }
    }

    #[test]
    fn repairs_pass() {
        for (what, name, repaired) in [
            ("AmlCompute", "gpu_cluster", Some("gpu-cluster")),
            ("AmlCompute", "gpu cluster.", Some("gpu-cluster")),
            ("ComputeInstance", "gpu-2", Some("gpu2")),
            ("AmlCompute", "1", None),
            ("AmlCompute", "gpu-cluster", None),
            ("AmlCompute", "/a/computes/gpu_1", Some("gpu1")),
        ] {
            assert_eq!(rule(what).unwrap().repair(name).as_deref(), repaired, "{name}");
        }
    }
}
