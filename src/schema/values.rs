//! Checks of texts by their format. Every check says whether the value is unusable for rules.

use super::codes::{KEY_KIND, KEY_MALFORMED, PRIVATE_KEY};
use super::{Field, Format, Type};
use crate::arm::resource_id::{self, ResourceType};
use crate::arm::{duration, region, ssh};
use crate::diagnostics::{Expected, Fix, Reporter, Severity, cut, nearest};
use crate::text::Node;

/// Checks a text. `true` if rules cannot use it.
pub(super) fn check(
    reporter: &mut Reporter,
    member: &str,
    format: Format,
    value: Node<'_>,
    text: &str,
) -> bool {
    match format {
        Format::Duration(unit) => check_duration(reporter, value, text, unit),
        Format::ResourceId(kind) => {
            let wanted = resource_id::resource_type(kind);
            !text.is_empty() && check_resource_id(reporter, value, text, wanted)
        }
        Format::Region => check_region(reporter, value, text),
        Format::PublicKey => check_public_key(reporter, member, value, text),
        _ => false,
    }
}

/// Checks the key of a map. `true` if rules cannot use it.
pub(super) fn check_key(
    reporter: &mut Reporter,
    format: Format,
    entry: Node<'_>,
    key: &str,
) -> bool {
    let Format::ResourceId(kind) = format else { return false };
    check_id(reporter, entry, key, resource_id::resource_type(kind), true)
}

fn check_duration(reporter: &mut Reporter, value: Node<'_>, text: &str, unit: char) -> bool {
    if text.is_empty() {
        return false; // what an empty one means is said by the rules of its kind
    }
    // With its edges: .NET leaves out blanks there, but no invisible characters.
    let found = match duration::read(value.text().unwrap_or(text)) {
        Ok(found) => found,
        Err(refused) => {
            refuse_duration(reporter, value, text, unit, refused);
            return true;
        }
    };
    if found.negative && found.seconds > 0 {
        let fix = Fix::write(value.pointer(), text.trim_start_matches('-'));
        value.report(&duration::NEGATIVE, reporter).actual(text).fix(Some(fix));
        return true;
    }
    if found.calendar || found.fraction {
        let finding = value.report(&duration::ODD, reporter).param("actual", text).actual(text);
        match found.only_months {
            Some(months) => {
                let count = i64::try_from(months).unwrap_or(i64::MAX);
                let fix = Fix::write(value.pointer(), &format!("PT{months}M"));
                finding
                    .reason(if months == 1 { "month" } else { "months" })
                    .number("count", count)
                    .fix(Some(fix));
            }
            None => {
                finding.reason(if found.calendar { "calendar" } else { "fraction" });
            }
        }
    }
    false
}

#[cold]
fn refuse_duration(
    reporter: &mut Reporter,
    value: Node<'_>,
    text: &str,
    unit: char,
    refused: duration::Refused,
) {
    let meant = match text.parse::<u64>() {
        Ok(count) => Some(format!("PT{count}{unit}")),
        Err(_) => duration::guess(text).map(duration::spell),
    };
    // What is too long stays too long.
    let meant = meant.filter(|meant| duration::read(meant).is_ok());
    let finding = value.report(&duration::MALFORMED, reporter).param("actual", text);
    finding.expected(Expected::Format { name: "duration", pattern: None, example: "PT5M" });
    finding.actual(text).fix(meant.map(|meant| Fix::write(value.pointer(), &meant)));
    match refused {
        duration::Refused::Form => finding,
        duration::Refused::Weeks => finding.reason("weeks"),
        duration::Refused::Fraction => finding.reason("fraction"),
        duration::Refused::Range => finding.reason("range"),
        duration::Refused::Invisible => finding.reason("invisible"),
    };
}

/// Checks a region. `true` if rules cannot use it.
pub fn check_region(reporter: &mut Reporter, value: Node<'_>, text: &str) -> bool {
    if region::is_known(text) {
        return false;
    }
    let normal = region::normal_form(text);
    if !region::is_well_formed(&normal) {
        let finding = value.report(&region::MALFORMED, reporter).param("actual", text).actual(text);
        if normal.is_empty() {
            finding.reason("empty").fix(Some(Fix::remove("remove it", value.pointer())));
        } else if let Some((_, rest)) = normal.strip_prefix('(').and_then(|rest| cut(rest, b')')) {
            // `(US) East US`, as the command line shows a region with its geography.
            finding.fix(region::is_known(rest).then(|| Fix::write(value.pointer(), rest)));
        }
        return true;
    }
    if normal != text {
        let finding = value.report(&region::DISPLAY_NAME, reporter).param("actual", text);
        finding.param("normal", &normal).fix(Some(Fix::write(value.pointer(), &normal).safe()));
    }
    if !region::is_known(&normal) {
        // `eastus3` is no misspelt `eastus`: regions that differ in their number alone are different ones.
        let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let near = nearest(&normal, region::known()).filter(|near| stem(near) != stem(&normal));
        let finding = value.report(&region::UNKNOWN, reporter).param("actual", text).actual(text);
        finding.own("date", region::LISTED);
        finding.fix(near.map(|near| Fix::write(value.pointer(), near)));
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
    check_id(reporter, value, text, wanted, false)
}

/// Checks an id that is a value or a key. All its findings get one fix, the mended id: it removes them
/// together.
fn check_id(
    reporter: &mut Reporter,
    at: Node<'_>,
    text: &str,
    wanted: Option<&'static ResourceType>,
    is_key: bool,
) -> bool {
    if wanted.is_some_and(|wanted| resource_id::is_plain(text, wanted)) {
        return false;
    }
    let first = reporter.len();
    let path = at.pointer();
    let parsed = resource_id::read(text, wanted, &path, at.index(), reporter);
    let fix = parsed.mended.as_deref().and_then(|mended| {
        let title = "use the corrected id";
        if !is_key {
            return Some(Fix::replace(title, path.clone(), mended.into()));
        }
        let map = at.parent().filter(|map| map.get(mended).is_none())?;
        Some(Fix::relocate(title, path.clone(), map.pointer_of(mended)))
    });
    let guesses = [&resource_id::FIXED_WORD, &resource_id::URL];
    let mere_spelling =
        [&resource_id::LEADING_SLASH, &resource_id::EXTRA_SLASH, &resource_id::WORD_CASE];
    let guessed = reporter.since(first).any(|finding| guesses.contains(&finding.code));
    let mut failed = !parsed.whole;
    for finding in reporter.since(first) {
        finding.hush(text);
        let is_spelling = mere_spelling.contains(&finding.code);
        failed |= finding.severity == Severity::Error && !is_spelling;
        if is_spelling || guesses.contains(&finding.code) {
            finding.fix(fix.clone().map(|fix| if guessed { fix } else { fix.safe() }));
        }
        if is_key && let Some(place) = at.key_bytes() {
            finding.bytes(place);
        }
    }
    failed
}

/// Whether an object is an `{id}`.
pub(super) fn has_id(fields: &'static [Field]) -> bool {
    fields.iter().any(|field| field.name == "id" && field.required)
}

/// Whether a text is an id for the `id` member of these fields, so that a fix may move it there.
pub(super) fn is_id_for(fields: &'static [Field], text: &str) -> bool {
    fields.iter().find(|field| field.name == "id").is_some_and(|field| match field.value {
        Type::Text(Format::ResourceId(kind)) => {
            let mut reporter = Reporter::new();
            resource_id::read(text, resource_id::resource_type(kind), "", 0, &mut reporter);
            reporter.is_empty()
        }
        _ => !text.trim().is_empty(),
    })
}

fn check_public_key(reporter: &mut Reporter, member: &str, value: Node<'_>, text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    let (code, found) = match ssh::judge(value.text().unwrap_or(text)) {
        ssh::KeyText::Usable => return false,
        ssh::KeyText::Doubtful(found) => (&KEY_KIND, found),
        ssh::KeyText::Private => (&PRIVATE_KEY, ""),
        ssh::KeyText::Malformed(found) => (&KEY_MALFORMED, found),
    };
    value.report(code, reporter).member(member).own("found", found);
    code.severity == Severity::Error
}
