//! Findings about a size by itself: its name and its life. Also used where there is no compute around it.

use super::codes::{AGEING, MALFORMED, RETIRED, RETIRING, UNKNOWN};
use crate::arm::vm_size::SizeName;
use crate::catalog::{self, Entry};
use crate::diagnostics::{Expected, Fix, Reporter, trim};
use crate::text::Node;

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// No name of a size.
    Malformed,
    /// None that is known here.
    Unknown,
    /// One that is known.
    Known,
}

/// A well-formed name near a malformed one: tier added, blanks and dots made separators.
fn mend(name: &str) -> Option<String> {
    let mut joined = String::with_capacity(name.len());
    let blank = |c: char| matches!(c, ' ' | '.');
    for c in trim(name).chars() {
        // Several blanks are one separator.
        if !blank(c) {
            joined.push(c);
        } else if !joined.ends_with('_') {
            joined.push('_');
        }
    }
    if let (Some(tier), Some(rest)) = (joined.get(..9), joined.get(9..))
        && tier.eq_ignore_ascii_case("standard-")
    {
        joined = ["Standard_", rest].concat();
    }
    if SizeName::parse(&joined).is_none() {
        joined.insert_str(0, "Standard_");
    }
    let mended = SizeName::parse(&joined)?;
    // A separator may be a wrong one inside, too.
    Some(match catalog::find(&joined).or_else(|| catalog::nearest(&joined)) {
        Some(known) => known.name(),
        None => mended.canonical(),
    })
}

/// Reports a name that is malformed or, unless `known`, one that nobody knows.
pub fn name(node: Node<'_>, text: &str, known: bool, reporter: &mut Reporter) -> Judged {
    let well_formed = SizeName::parse(text).is_some();
    if known && well_formed {
        return Judged::Known;
    }
    let code = if well_formed { &UNKNOWN } else { &MALFORMED };
    let finding = node.report(code, reporter).param("actual", text).actual(text);
    if well_formed {
        let near = catalog::nearest(text);
        finding.own("date", catalog::DATE);
        finding.fix(near.map(|near| Fix::write(node.pointer(), &near.name())));
        return Judged::Unknown;
    }
    let (name, example) = ("vm-size", "Standard_DS3_v2");
    finding.expected(Expected::Format { name, pattern: None, example });
    finding.fix(mend(text).map(|mended| Fix::write(node.pointer(), &mended)));
    Judged::Malformed
}

/// Days before the end in which it is near.
const NEAR: i64 = 365;

/// The number of a day, ISO, counted from some day long ago.
fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // The year begins in March, so that the odd day comes last.
    let (year, month) = if month > 2 {
        (year, month.checked_sub(3)?)
    } else {
        (year.checked_sub(1)?, month.checked_add(9)?)
    };
    let leap = (year / 4).checked_sub(year / 100)?.checked_add(year / 400)?;
    let months = month.checked_mul(153)?.checked_add(2)? / 5;
    year.checked_mul(365)?.checked_add(leap)?.checked_add(months)?.checked_add(day)
}

/// Reports the end of a size. A successor is offered if it is `fit`.
pub fn lifecycle(
    node: Node<'_>,
    text: &str,
    entry: &Entry,
    day: &str,
    fit: &dyn Fn(&Entry) -> bool,
    reporter: &mut Reporter,
) {
    let life = entry.lifecycle();
    let ended = life.has_ended(day);
    if life.date.is_none() && !ended {
        return;
    }
    let left = || day_number(life.date?)?.checked_sub(day_number(day)?);
    let near = left().is_some_and(|left| left <= NEAR);
    let successor = entry.successor().filter(|name| {
        catalog::find(name).is_some_and(|next| !next.lifecycle().has_ended(day) && fit(&next))
    });
    let code = if ended {
        &RETIRED
    } else if near {
        &RETIRING
    } else {
        &AGEING
    };
    let finding = node.report(code, reporter).param("actual", text).actual(text);
    finding.own("date", life.date.unwrap_or_default()).own("listed", catalog::DATE);
    if life.date.is_none() {
        finding.reason("withdrawn");
    } else if successor.is_none() {
        finding.reason("alone");
    } else if life.restricted && !ended && !near {
        finding.reason("closed");
    }
    let Some(successor) = successor else { return };
    finding.own("successor", &successor);
    if ended {
        finding.fix(Some(Fix::write(node.pointer(), &successor)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_mended() {
        for (name, mended) in [
            ("DS3_v2", Some("Standard_DS3_v2")),
            ("Standard DS3 v2", Some("Standard_DS3_v2")),
            ("Standard-DS3_v2", Some("Standard_DS3_v2")),
            ("standard.d4s.v3", Some("Standard_D4s_v3")),
            ("Standard_", None),
            ("large", None),
            ("Standard_A100000", None),
        ] {
            assert!(SizeName::parse(name).is_none(), "{name}");
            assert_eq!(mend(name).as_deref(), mended, "{name}");
        }
    }

    #[test]
    fn days_are_counted() {
        let between = |from, to| day_number(to).unwrap() - day_number(from).unwrap();
        assert_eq!(between("2027-05-01", "2028-05-01"), 366);
        assert_eq!(between("2027-05-02", "2028-05-01"), 365);
        assert_eq!(between("2026-12-31", "2027-01-01"), 1);
        assert_eq!(between("2000-02-28", "2000-03-01"), 2);
        assert_eq!(between("1900-02-28", "1900-03-01"), 1);
        assert_eq!(between("2026-03-01", "2027-03-01"), 365);
        for text in ["", "2026", "2026-01", "x-y-z"] {
            assert_eq!(day_number(text), None);
        }
    }
}
