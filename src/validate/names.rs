//! Checks of single values: names, resource ids, values that cannot be written as JSON.

use crate::arm::resource_id::{self, ANY_EXAMPLE, ResourceId};
use crate::arm::{names, region};
use crate::diagnostics::{Json, Report, Reporter, Severity};
use crate::kinds::ComputeKind;
use crate::schema;
use crate::text;

/// Checks a name of something. `what` is a compute kind, `attached`, or one of [`known_names`]; anything
/// else gives `None`.
#[must_use]
pub fn check_name(what: &str, name: &str) -> Option<Report> {
    let mut reporter = Reporter::new();
    if what == "region" {
        // A region is judged as it is in a body.
        let text = Json::from(name).to_string();
        let mut ignored = Reporter::new();
        let document = text::parse(&text, &mut ignored);
        if let Some(node) = document.as_ref().and_then(text::Document::root) {
            let normal = region::normal_form(name.trim());
            schema::check_region(&mut reporter, node, if normal.is_empty() { "" } else { name });
        }
    } else {
        let rule = names::rule(what)
            .or_else(|| ComputeKind::from_name(what).map(|kind| kind.spec().name_rule))?;
        rule.check(name, "", 0, &mut reporter);
        let of_compute = what == "attached" || ComputeKind::from_name(what).is_some();
        if of_compute && names::KEPT_NAMES.iter().any(|kept| kept.eq_ignore_ascii_case(name)) {
            reporter.whole(&names::RESERVED).param("actual", name);
        }
        if let Some(schema::Placeholder::Brackets(found)) = schema::placeholder_in(name) {
            reporter.whole(&schema::BRACKETS).param("found", found);
        }
    }
    Some(reporter.finish(&|code| Some(code.severity)))
}

/// The words that [`check_name`] knows beside the compute kinds.
pub fn known_names() -> impl Iterator<Item = &'static str> {
    names::known().chain(["region"])
}

/// Reads a resource id, of the type `wanted` if one is given. `None` if that type is not known here.
#[must_use]
pub fn parse_resource_id(id: &str, wanted: Option<&str>) -> Option<(Option<ResourceId>, Report)> {
    let wanted = match wanted {
        Some(name) => Some(resource_id::resource_type(name)?),
        None => None,
    };
    let mut reporter = Reporter::new();
    let text = Json::from(id).to_string();
    let mut ignored = Reporter::new();
    let document = text::parse(&text, &mut ignored);
    let node = document.as_ref().and_then(text::Document::root)?;
    if let Some(schema::Placeholder::Brackets(found)) = schema::placeholder_in(id) {
        reporter.whole(&schema::BRACKETS).param("found", found);
    }
    schema::check_resource_id(&mut reporter, node, id, wanted);
    let parsed = ResourceId::parse(id);
    // What cannot be taken apart is no id, even if no single thing is wrong with it.
    if parsed.is_none() && reporter.since(0).all(|found| found.severity != Severity::Error) {
        reporter.whole(&resource_id::NOT_AN_ID).param("actual", id).own("example", ANY_EXAMPLE);
    }
    let report = reporter.finish(&|code| Some(code.severity));
    let parsed = parsed.filter(|_| report.valid);
    Some((parsed, report))
}

/// The report of a value that cannot be written as JSON. `reason` is `cycle`, `bigint`, `number` or
/// `depth`; anything else is described by `found`. With `yaml-` in front it is about a YAML text that the
/// caller's reader has refused.
#[must_use]
pub fn unserialisable(reason: &str, found: &str, path: &str) -> Report {
    let mut reporter = Reporter::new();
    if let Some(reason) = reason.strip_prefix("yaml-") {
        let limits = ["aliases", "alias-count", "anchors", "depth", "size", "tags", "tokens"];
        let faults = ["alias", "documents", "self"];
        let known = |words: &[&'static str]| words.iter().find(|word| **word == reason).copied();
        if let Some(reason) = known(&limits) {
            reporter.whole(&text::LIMIT).reason(reason).own("limit", found);
        } else {
            let reason = known(&faults).unwrap_or("syntax");
            reporter.whole(&text::NOT_YAML).reason(reason).own("found", found);
        }
        return reporter.finish(&|code| Some(code.severity));
    }
    let languages = [("terraform-", &text::NOT_TERRAFORM), ("bicep-", &text::NOT_BICEP)];
    for (language, code) in languages {
        if let Some(rest) = reason.strip_prefix(language) {
            let main = ["no-using", "no-main", "main-unread"];
            if rest == "size" {
                reporter.whole(&text::LIMIT).reason("size").own("limit", found);
            } else if let Some(reason) = main.into_iter().find(|word| *word == rest) {
                reporter.whole(&text::MAIN_FILE).reason(reason).own("found", found);
            } else {
                reporter.whole(code).own("found", found);
            }
            return reporter.finish(&|code| Some(code.severity));
        }
    }
    let finding = reporter.add(&text::UNSERIALISABLE, path.to_owned(), 0).param("reason", reason);
    finding.param("found", found);
    reporter.finish(&|code| Some(code.severity))
}
