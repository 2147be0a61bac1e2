//! Checks of texts by their format. Every check says whether the value is unusable for rules.

use super::codes::{KEY_KIND, KEY_MALFORMED, PRIVATE_KEY, SAMPLE};
use super::placeholder::{Placeholder, placeholder_in};
use super::{Field, Format, Type};
use crate::arm::resource_id::{Parsed, ResourceType};
use crate::arm::{duration, region, resource_id, ssh};
use crate::diagnostics::{
    Diagnostic, Expected, Fix, Json, Operation, Pointer, Reporter, Severity, nearest,
};
use crate::text::Node;

/// Checks a text. `true` if rules cannot use it.
pub(super) fn check(
    reporter: &mut Reporter,
    member: &str,
    format: Format,
    value: Node<'_>,
    text: &str,
    secret: bool,
) -> bool {
    let failed = match format {
        Format::Duration(unit) => check_duration(reporter, value, text, unit),
        Format::ResourceId(kind) => {
            let wanted = resource_id::resource_type(kind);
            !text.is_empty() && check_resource_id(reporter, value, text, wanted)
        }
        Format::Region => check_region(reporter, value, text),
        Format::PublicKey => return check_key_text(reporter, member, value, text),
        _ => false,
    };
    if !failed && !secret && !matches!(format, Format::Prose | Format::Duration(_)) {
        sample(reporter, value, text);
    }
    failed
}

/// Checks the key of a map. `true` if rules cannot use it.
pub(super) fn check_key(
    reporter: &mut Reporter,
    format: Format,
    entry: Node<'_>,
    key: &str,
) -> bool {
    let Format::ResourceId(kind) = format else {
        return false;
    };
    let parsed = resource_id::read(key, resource_id::resource_type(kind), &entry.pointer());
    let failed = add_id_findings(reporter, entry, parsed, |mended| {
        let parent = entry.parent()?;
        let path = Pointer::join(&parent.pointer(), mended);
        let free = parent.get(mended).is_none();
        free.then(|| vec![Operation::Move { from: entry.pointer(), path }])
    });
    if !failed {
        sample(reporter, entry, key);
    }
    failed
}

fn sample(reporter: &mut Reporter, value: Node<'_>, text: &str) {
    if let Some(Placeholder::Sample(found)) = placeholder_in(text) {
        reporter
            .add(value.index(), Diagnostic::new(&SAMPLE, value.pointer()).param("found", found));
    }
}

fn replace(value: Node<'_>, with: impl Into<Json>) -> Vec<Operation> {
    vec![Operation::Replace { path: value.pointer(), value: with.into() }]
}

fn check_duration(reporter: &mut Reporter, value: Node<'_>, text: &str, unit: char) -> bool {
    if text.is_empty() {
        return false; // what an empty one means is said by the rules of its kind
    }
    let shown: String = text.chars().take(60).collect();
    let expected = Expected::Format { name: "duration", pattern: None, example: "PT5M" };
    let new = |code| {
        Diagnostic::new(code, value.pointer())
            .param("actual", shown.clone())
            .expected(expected.clone())
            .actual(text)
    };
    let Some(found) = duration::parse(text) else {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let meant = match text.parse::<u64>() {
            Ok(count) if digits => Some(format!("PT{count}{unit}")),
            _ => duration::guess(text).map(duration::spell),
        };
        let fix =
            meant.map(|meant| Fix::suggested(format!("write `{meant}`"), replace(value, meant)));
        reporter.add(value.index(), new(&duration::MALFORMED).fix(fix));
        return true;
    };
    if found.negative && found.seconds > 0 {
        let positive = text.trim_start_matches('-');
        let fix = Fix::suggested(format!("write `{positive}`"), replace(value, positive));
        reporter.add(value.index(), new(&duration::NEGATIVE).fix(fix));
        return true;
    }
    if let Some(months) = found.only_months {
        let minutes = format!("PT{months}M");
        let fix = Fix::suggested(format!("write `{minutes}`"), replace(value, minutes));
        let count = i64::try_from(months).unwrap_or(i64::MAX);
        let odd = new(&duration::ODD).param("reason", "months").param("count", count).fix(fix);
        reporter.add(value.index(), odd);
    } else if found.calendar || found.fraction {
        let reason = if found.calendar { "calendar" } else { "fraction" };
        reporter.add(value.index(), new(&duration::ODD).param("reason", reason));
    }
    false
}

/// Checks a region. `true` if rules cannot use it.
pub fn check_region(reporter: &mut Reporter, value: Node<'_>, text: &str) -> bool {
    let normal = region::normal_form(text);
    let shown: String = text.chars().take(60).collect();
    let new = |code| Diagnostic::new(code, value.pointer()).param("actual", shown.clone());
    if !region::is_well_formed(&normal) {
        let mut finding = new(&region::MALFORMED).actual(text);
        if normal.is_empty() {
            let remove = vec![Operation::Remove { path: value.pointer() }];
            finding = finding.param("reason", "empty").fix(Fix::suggested("remove it", remove));
        }
        reporter.add(value.index(), finding);
        return true;
    }
    if normal != text {
        let fix = Fix::safe(format!("write `{normal}`"), replace(value, normal.clone()));
        let finding = new(&region::DISPLAY_NAME).param("normal", normal.clone()).fix(fix);
        reporter.add(value.index(), finding);
    }
    if !region::is_known(&normal) {
        let near = nearest(&normal, region::known());
        let fix = near.map(|near| Fix::suggested(format!("write `{near}`"), replace(value, near)));
        let finding = new(&region::UNKNOWN).param("date", region::LISTED).fix(fix).actual(text);
        reporter.add(value.index(), finding);
    }
    false
}

/// Checks a resource id. `true` if rules cannot use it.
pub fn check_resource_id(
    reporter: &mut Reporter,
    value: Node<'_>,
    text: &str,
    wanted: Option<&'static ResourceType>,
) -> bool {
    let parsed = resource_id::read(text, wanted, &value.pointer());
    add_id_findings(reporter, value, parsed, |mended| Some(replace(value, mended)))
}

/// Adds the findings of an id with one fix for all of them: the mended id removes them together.
fn add_id_findings(
    reporter: &mut Reporter,
    at: Node<'_>,
    parsed: Parsed,
    patch: impl Fn(&str) -> Option<Vec<Operation>>,
) -> bool {
    let mendable = [
        &resource_id::LEADING_SLASH,
        &resource_id::EXTRA_SLASH,
        &resource_id::WORD_CASE,
        &resource_id::FIXED_WORD,
        &resource_id::URL,
    ];
    let guesses = [&resource_id::FIXED_WORD, &resource_id::URL];
    let guessed = parsed.findings.iter().any(|finding| guesses.contains(&finding.code));
    let failed = parsed.id.is_none()
        || parsed.findings.iter().any(|finding| {
            finding.severity == Severity::Error && finding.code != &resource_id::LEADING_SLASH
        });
    for finding in parsed.findings {
        let fix = parsed.mended.as_deref().filter(|_| mendable.contains(&finding.code)).and_then(
            |mended| {
                let patch = patch(mended)?;
                let title = "use the mended id";
                Some(if guessed { Fix::suggested(title, patch) } else { Fix::safe(title, patch) })
            },
        );
        reporter.add(at.index(), finding.fix(fix));
    }
    failed
}

/// Whether a text is an id for the `id` member of these fields, so that a fix may move it there.
pub(super) fn is_id_for(fields: &'static [Field], text: &str) -> bool {
    fields.iter().find(|field| field.name == "id").is_some_and(|field| match field.value {
        Type::Text(Format::ResourceId(kind)) => {
            let parsed = resource_id::read(text, resource_id::resource_type(kind), "");
            parsed.findings.is_empty()
        }
        _ => !text.trim().is_empty(),
    })
}

fn check_key_text(reporter: &mut Reporter, member: &str, value: Node<'_>, text: &str) -> bool {
    if text.trim().is_empty() {
        return false;
    }
    let new = |code| Diagnostic::new(code, value.pointer()).param("member", member);
    let (finding, failed) = match ssh::judge(text) {
        ssh::KeyText::Usable => return false,
        ssh::KeyText::Doubtful(found) => (new(&KEY_KIND).param("found", found), false),
        ssh::KeyText::Private => (new(&PRIVATE_KEY), true),
        ssh::KeyText::Malformed(found) => {
            let example = "ssh-rsa AAAAB3NzaC1yc2E… name@host";
            let expected = Expected::Format { name: "ssh-public-key", pattern: None, example };
            (new(&KEY_MALFORMED).param("found", found).expected(expected), true)
        }
    };
    reporter.add(value.index(), finding);
    failed
}
