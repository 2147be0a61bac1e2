//! The check of everything that is no body of the management API, and what a conversion takes of a document.
//! The package loads it as a part of its own: whatever it alone uses is not in the part that checks bodies.

use super::convert::Converting;
use super::{Found, check_resource, envelope};
use crate::diagnostics::Reporter;
use crate::formats::{self, loss};
use crate::kinds::{Format, Options};
use crate::text;

/// Checks a document of any format; asked only where [`super::parts::has_formats`]. Never inlined: it is the door
/// of its part, which the packager looks for by name.
#[inline(never)]
pub(super) fn check(
    (document, format): (&text::Document<'_>, Format),
    options: &Options,
    converting: &mut Option<Converting<'_>>,
    found: &mut Found,
    reporter: &mut Reporter,
) {
    let object = document.root().filter(|_| format != Format::Arm);
    if let Some(root) = object {
        let mapped = formats::read(format, root, options, reporter);
        let refused = formats::Refused::of(reporter);
        let mut told = formats::Told::default();
        for mapped in &mapped {
            let back = (document, &refused);
            let to = (&mut told, &mut *reporter);
            found.add(check_ways(mapped, back, options, converting, to));
        }
    } else {
        let kind = kind_in(document, options, &[], reporter, converting);
        found.add((kind, None));
        if let Some(converting) = converting {
            converting.take(document, kind, options.version(), None, reporter);
        }
    }
    if let Some(converting) = converting {
        converting.report_whole(document, reporter);
    }
}

fn is_unchecked(converting: &Option<Converting<'_>>) -> bool {
    converting.as_ref().is_some_and(|converting| converting.unchecked)
}

/// Checks the body of a request, unless nothing is to be checked; gives its kind.
fn kind_in(
    document: &text::Document<'_>,
    options: &Options,
    open: &[String],
    reporter: &mut Reporter,
    converting: &Option<Converting<'_>>,
) -> Option<&'static str> {
    if is_unchecked(converting) {
        envelope::kind_word(document, options, open)
    } else {
        check_resource(document, options, open, reporter)
    }
}

/// Checks the body that another format's tools would send, and what else may become of it; gives its kind, and
/// the api-version that the document says for it.
fn check_ways(
    mapped: &formats::Mapped,
    (document, refused): (&text::Document<'_>, &formats::Refused),
    options: &Options,
    converting: &mut Option<Converting<'_>>,
    (told, reporter): (&mut formats::Told, &mut Reporter),
) -> (Option<&'static str>, Option<String>) {
    let most = options.most_findings();
    let mut found = Reporter::for_most(most);
    let said = judge(mapped, document, options, converting, &mut found);
    if is_unchecked(converting) {
        return said;
    }
    if !mapped.has_several() {
        mapped.bring_back(found, document, refused, reporter);
        return said;
    }
    let judged = |other: Option<&formats::Mapped>| {
        let mut found = Reporter::for_most(most);
        if let Some(other) = other {
            judge(other, document, options, &mut None, &mut found);
        }
        found
    };
    let mut others: Vec<Reporter> = mapped.others().map(judged).collect();
    mapped.weigh(&mut found, &mut others);
    let mut all = Reporter::for_most(most);
    mapped.bring_back(found, document, refused, &mut all);
    for (other, found) in mapped.others().zip(others) {
        if let Some(other) = other {
            other.bring_back(found, document, refused, &mut all);
        }
    }
    mapped.check_name(&mut all);
    told.hand_on(mapped, all, reporter);
    said
}

/// Checks the body that another format's tools would send.
fn judge(
    mapped: &formats::Mapped,
    document: &text::Document<'_>,
    options: &Options,
    converting: &mut Option<Converting<'_>>,
    found: &mut Reporter,
) -> (Option<&'static str>, Option<String>) {
    let body = mapped.text();
    let resource = text::parse_within(&body, text::LARGEST_TEMPLATE, found);
    let Some(resource) = resource else { return (None, None) };
    let operation = mapped.operation().unwrap_or(options.operation);
    let version = options.api_version.as_deref().or_else(|| mapped.version());
    let kind = if operation == options.operation && mapped.version().is_none() {
        kind_in(&resource, options, mapped.open(), found, converting)
    } else {
        let api_version = version.map(str::to_owned);
        let options = Options { operation, api_version, ..options.clone() };
        kind_in(&resource, &options, mapped.open(), found, converting)
    };
    // The first SDK has an api-version of its own, which says nothing about what is written elsewhere.
    let said = version.filter(|_| mapped.is_same()).map(str::to_owned);
    if let Some(converting) = converting {
        let version = said.as_deref().unwrap_or_else(|| options.version());
        converting.take(&resource, kind, version, Some((mapped, document)), found);
        loss::report(&mapped.stand_ins(), &resource, found);
    }
    (kind, said)
}
