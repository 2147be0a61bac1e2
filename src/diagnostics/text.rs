//! The report as JSON text, by hand: it is written for every check, and a serialiser
//! takes half as many instructions again. Compared with the serialiser by tests.
#![expect(
    clippy::single_char_add_str,
    reason = "pushing a character is a call that encodes it, at the optimisation level of the module"
)]

use super::json::{write_number, write_text};
use super::report::{Diagnostic, Param, Position, Report};
use super::{Applicability, Expected, Fix, Json, Operation, Severity};

impl Report {
    /// The report as JSON text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let room = self.diagnostics.len().saturating_mul(600).saturating_add(256);
        let mut out = String::with_capacity(room);
        out.push_str(if self.valid { "{\"valid\":true" } else { "{\"valid\":false" });
        optional(&mut out, ",\"kind\":", self.kind);
        optional(&mut out, ",\"apiVersion\":", self.api_version.as_deref());
        if let Some(catalog) = &self.catalog {
            text(&mut out, ",\"catalog\":{\"date\":", catalog.date);
            out.push_str("}");
        }
        out.push_str(",\"diagnostics\":");
        self.write_diagnostics(&mut out);
        number(&mut out, ",\"counts\":{\"error\":", self.counts.error.into());
        number(&mut out, ",\"warning\":", self.counts.warning.into());
        number(&mut out, ",\"info\":", self.counts.info.into());
        out.push_str("}}");
        out
    }

    /// Appends the findings as a JSON list.
    pub(crate) fn write_diagnostics(&self, out: &mut String) {
        let mut before = "[";
        for finding in &self.diagnostics {
            out.push_str(before);
            before = ",";
            diagnostic(out, finding);
        }
        out.push_str(if before == "[" { "[]" } else { "]" });
    }
}

// Which member comes first is known everywhere, so that names are written together with what stands around them.

fn diagnostic(out: &mut String, finding: &Diagnostic) {
    // Words of ours, in which nothing is to be escaped.
    out.push_str("{\"code\":\"");
    out.push_str(finding.code.slug);
    out.push_str(match finding.severity {
        Severity::Error => "\",\"severity\":\"error\",\"path\":",
        Severity::Warning => "\",\"severity\":\"warning\",\"path\":",
        Severity::Info => "\",\"severity\":\"info\",\"path\":",
    });
    write_text(out, &finding.path);
    text(out, ",\"message\":", &finding.message);
    optional(out, ",\"help\":", finding.help.as_deref());
    optional(out, ",\"docs\":", finding.docs);
    if !finding.params.is_empty() {
        let mut before = ",\"params\":{\"";
        for (name, value) in &finding.params {
            out.push_str(before);
            before = ",\"";
            out.push_str(name);
            match value {
                Param::Integer(value) => number(out, "\":", *value),
                Param::Member(value) | Param::Own(value) | Param::User(value) => {
                    text(out, "\":", value);
                }
            }
        }
        out.push_str("}");
    }
    if let Some(wanted) = &finding.expected {
        expected(out, wanted);
    }
    if let Some(actual) = &finding.actual {
        json(out, ",\"actual\":", actual);
    }
    if !finding.related.is_empty() {
        texts(out, ",\"related\":", &finding.related);
    }
    if let Some(change) = &finding.fix {
        fix(out, change);
    }
    if let Some(range) = &finding.range {
        position(out, ",\"range\":{\"start\":{\"line\":", range.start);
        position(out, ",\"end\":{\"line\":", range.end);
        out.push_str("}");
    }
    out.push_str("}");
}

fn expected(out: &mut String, wanted: &Expected) {
    let kind = match wanted {
        Expected::OneOf { .. } => "oneOf",
        Expected::Range { .. } => "range",
        Expected::Length { .. } => "length",
        Expected::Type { .. } => "type",
        Expected::Format { .. } => "format",
        Expected::Present => "present",
        Expected::Absent => "absent",
    };
    text(out, ",\"expected\":{\"kind\":", kind);
    match wanted {
        Expected::OneOf { values } => texts(out, ",\"values\":", values),
        Expected::Range { min, max, unit } => {
            bounds(out, *min, *max);
            optional(out, ",\"unit\":", *unit);
        }
        Expected::Length { min, max, unit } => {
            bounds(out, i64::try_from(*min).ok(), i64::try_from(*max).ok());
            text(out, ",\"unit\":", unit);
        }
        Expected::Type { name } => text(out, ",\"name\":", name),
        Expected::Format { name, pattern, example } => {
            text(out, ",\"name\":", name);
            optional(out, ",\"pattern\":", *pattern);
            text(out, ",\"example\":", example);
        }
        Expected::Present | Expected::Absent => {}
    }
    out.push_str("}");
}

fn bounds(out: &mut String, min: Option<i64>, max: Option<i64>) {
    for (name, bound) in [(",\"min\":", min), (",\"max\":", max)] {
        if let Some(bound) = bound {
            number(out, name, bound);
        }
    }
}

fn fix(out: &mut String, change: &Fix) {
    text(out, ",\"fix\":{\"title\":", &change.title);
    out.push_str(match change.applicability {
        Applicability::Safe => ",\"applicability\":\"safe\",\"patch\":",
        Applicability::Suggested => ",\"applicability\":\"suggested\",\"patch\":",
    });
    let mut before = "[";
    for operation in &change.patch {
        out.push_str(before);
        before = ",";
        step(out, operation);
    }
    out.push_str(if before == "[" { "[]}" } else { "]}" });
}

fn step(out: &mut String, operation: &Operation) {
    let (word, from, path, value) = match operation {
        Operation::Add { path, value } => ("add", None, path, Some(value)),
        Operation::Remove { path } => ("remove", None, path, None),
        Operation::Replace { path, value } => ("replace", None, path, Some(value)),
        Operation::Move { from, path } => ("move", Some(from), path, None),
        Operation::Copy { from, path } => ("copy", Some(from), path, None),
        Operation::Test { path, value } => ("test", None, path, Some(value)),
    };
    text(out, "{\"op\":", word);
    optional(out, ",\"from\":", from.map(String::as_str));
    text(out, ",\"path\":", path);
    if let Some(value) = value {
        json(out, ",\"value\":", value);
    }
    out.push_str("}");
}

fn position(out: &mut String, before: &str, place: Position) {
    number(out, before, place.line.into());
    number(out, ",\"column\":", place.column.into());
    number(out, ",\"offset\":", place.offset.into());
    out.push_str("}");
}

#[inline(never)]
fn text(out: &mut String, before: &str, value: &str) {
    out.push_str(before);
    write_text(out, value);
}

fn optional(out: &mut String, before: &str, value: Option<&str>) {
    if let Some(value) = value {
        text(out, before, value);
    }
}

fn texts(out: &mut String, before: &str, values: &[String]) {
    out.push_str(before);
    let mut before = "[";
    for value in values {
        text(out, before, value);
        before = ",";
    }
    out.push_str(if before == "[" { "[]" } else { "]" });
}

fn json(out: &mut String, before: &str, value: &Json) {
    out.push_str(before);
    out.push_str(value.as_str());
}

#[inline(never)]
fn number(out: &mut String, before: &str, value: i64) {
    out.push_str(before);
    write_number(out, value);
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{
        Code, Expected, Fix, Json, Operation, Position, Range, Reporter, Severity,
    };

    static PLAIN: Code = Code {
        slug: "text/plain",
        severity: Severity::Error,
        message: &[("", "`{key}` {n}")],
        help: &[],
        docs: None,
        supersedes: &[],
    };
    static HELPED: Code = Code {
        slug: "text/helped",
        severity: Severity::Info,
        message: &[("", "m")],
        help: &[("", "h")],
        docs: Some("https://d"),
        supersedes: &[],
    };

    #[test]
    fn equals_what_the_serialiser_writes() {
        let wants = [
            Expected::OneOf { values: vec!["a".to_owned(), "\"b\"".to_owned()] },
            Expected::OneOf { values: Vec::new() },
            Expected::Range { min: Some(-1), max: None, unit: Some("nodes") },
            Expected::Length { min: 2, max: 3, unit: "characters" },
            Expected::Type { name: "text" },
            Expected::Format { name: "x", pattern: Some("^\\d$"), example: "1" },
            Expected::Present,
            Expected::Absent,
        ];
        let (path, from) = ("/a~1b".to_owned(), "/é".to_owned());
        let value = || Json::from("\n");
        let patch = vec![
            Operation::Add { path: path.clone(), value: value() },
            Operation::Remove { path: path.clone() },
            Operation::Replace { path: path.clone(), value: value() },
            Operation::Move { from: from.clone(), path: path.clone() },
            Operation::Copy { from, path: path.clone() },
            Operation::Test { path: path.clone(), value: value() },
        ];
        let mut reporter = Reporter::new();
        for (at, wanted) in wants.into_iter().enumerate() {
            let code = if at % 2 == 0 { &PLAIN } else { &HELPED };
            let finding = reporter.add(code, path.clone(), 0).reason("x").number("n", -7);
            finding.param("key", "\u{1}\\").expected(wanted).actual("5");
            finding.related("/x".to_owned()).related(String::new());
            let fix = Fix::suggested("do \"it\"", patch.clone());
            finding.fix(Some(if at % 2 == 0 { fix.safe() } else { fix }));
        }
        reporter.whole(&PLAIN).fix(Some(Fix::suggested("nothing", Vec::new())));
        let mut report = reporter.finish(&|code| Some(code.severity));
        let start = Position { line: 1, column: 2, offset: 3 };
        for finding in report.diagnostics.iter_mut().skip(2) {
            finding.range = Some(Range { start, end: Position { line: 40, ..start } });
        }
        report.kind = Some("AmlCompute");
        report.api_version = Some("2026-05-01".to_owned());
        assert_eq!(report.to_text(), serde_json::to_string(&report).unwrap());
        let empty = Reporter::new().finish(&|_| None);
        assert_eq!(empty.to_text(), serde_json::to_string(&empty).unwrap());
    }
}
