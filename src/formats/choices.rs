//! Findings of resources that a template makes in several ways, or several times: what only one way has is no
//! certain error, and what every copy has is told once.

use std::collections::BTreeSet;

use super::Mapped;
use crate::diagnostics::{Diagnostic, Pointer, Reporter, Severity, cut};
use crate::template::Axis;

/// Which code at which place. There may be as many as findings: they are looked up, not searched for.
type Keys = BTreeSet<(&'static str, String)>;

fn key(finding: &Diagnostic) -> (&'static str, String) {
    (finding.code.slug, finding.path.clone())
}

/// What was told already.
#[derive(Debug, Default)]
pub struct Told(Keys);

impl Told {
    /// Notes a finding; whether it is a new one.
    fn is_new(&mut self, mapped: &Mapped, finding: &Diagnostic) -> bool {
        // The first resource of a text is the first to speak of it.
        let may_repeat =
            mapped.ordinal > 0 || !Pointer::is_at_or_below(&finding.path, &mapped.base);
        self.0.insert(key(finding)) || !may_repeat
    }

    /// Hands on what was not told yet.
    pub fn hand_on(&mut self, mapped: &Mapped, from: Reporter, to: &mut Reporter) {
        to.take(from, &mut |finding| self.is_new(mapped, finding));
    }
}

/// Stands before a related pointer that is one into the document already.
pub(super) const OF_THE_DOCUMENT: &str = "\0";

/// Weighs what was found on the first way and on those of the others that differ, all of it about the resource.
/// What stays in `others` was found there alone.
pub(super) fn weigh(mapped: &Mapped, first: &mut Reporter, others: &mut [Reporter]) {
    let ways: Vec<_> = mapped.others.iter().filter(|other| other.differs).collect();
    let keys_of = |found: &mut Reporter| found.since(0).map(|found| key(found)).collect();
    let keys: Vec<Keys> = others.iter_mut().map(keys_of).collect();
    let mut seen = Keys::new();
    let all = std::mem::take(first);
    first.take(all, &mut |finding| {
        let key = key(finding);
        // What a conversion says does not depend on it.
        let is_certain = cut(finding.code.slug, b'/').is_some_and(|(area, _)| area == "convert");
        for (way, keys) in ways.iter().zip(&keys) {
            // What is found while a parameter is not known is found whatever it is.
            if !is_certain && way.axis == Axis::Condition && !keys.contains(&key) {
                soften(finding, way.pointer.as_deref());
            }
        }
        seen.insert(key);
        true
    });
    // What every value of a parameter has is certain.
    let every = |choice: usize, key: &(&'static str, String)| {
        let mut of_choice = ways.iter().zip(&keys).filter(|(way, _)| way.choice == choice);
        let all = mapped.others.iter().filter(|other| other.choice == choice).count();
        of_choice.clone().count() == all && of_choice.all(|(_, keys)| keys.contains(key))
    };
    for (way, found) in ways.iter().zip(others) {
        let all = std::mem::take(found);
        found.take(all, &mut |finding| {
            let key = key(finding);
            let certain = way.axis == Axis::Parameter;
            let kept = !seen.contains(&key) && (!certain || every(way.choice, &key));
            if kept && !certain {
                soften(finding, way.pointer.as_deref());
            }
            if kept {
                seen.insert(key);
            }
            kept
        });
    }
}

/// What may be wrong is no error; the condition that decides is named.
fn soften(finding: &mut Diagnostic, condition: Option<&str>) {
    if finding.severity == Severity::Error {
        finding.raise(Severity::Warning);
    }
    if let Some(pointer) = condition {
        let pointer = [OF_THE_DOCUMENT, pointer].concat();
        if !finding.related.contains(&pointer) {
            finding.related(pointer);
        }
    }
}
