//! Documents of other sorts: what stands beside computes in a repository, and is handed over with them. They
//! get one finding that says what they are, and nothing in them is changed.

mod codes;
mod script;
mod signs;

pub use codes::*;

use super::{cli_v2, format_of, sdk_v1};
use crate::diagnostics::{Reporter, find_word, nearest};
use crate::kinds::envelope::RESOURCE;
use crate::kinds::{ComputeKind, Format};
use crate::schema::field_of;
use crate::text::{Kind, Node};
use signs::{Mark, SIGNS};

/// The type of a compute in templates and answers.
const COMPUTE: &str = "Microsoft.MachineLearningServices/workspaces/computes";

/// Most values of a document that are looked at where nothing is found.
const MOST_NODES: usize = 5_000;

/// Most entries of a list or map that are looked at.
const MOST_ENTRIES: usize = 50;

/// Reports a document that is of another sort. Whether it is.
pub fn report(format: Format, root: Node<'_>, reporter: &mut Reporter) -> bool {
    let Some((reason, found)) = sort_of(format, root) else { return false };
    let finding = reporter.whole(&FOREIGN_DOCUMENT).reason(reason);
    if let Some(found) = found {
        finding.param("found", found);
    }
    true
}

/// Reports a text that is of another sort, and neither JSON nor YAML. Whether it is.
pub fn report_text(text: &str, reporter: &mut Reporter) -> bool {
    let found = script::sort_of(text);
    if let Some(reason) = found {
        reporter.whole(&FOREIGN_DOCUMENT).reason(reason);
    }
    found.is_some()
}

/// What a document is, with the words by which it is known.
fn sort_of(format: Format, root: Node<'_>) -> Option<(&'static str, Option<&str>)> {
    match root.kind() {
        Kind::List => return list(format, root).map(|reason| (reason, None)),
        Kind::Object => {}
        _ => return None,
    }
    if let Some(reason) = of_another_format(format, root) {
        return Some((reason, None));
    }
    let looks = format_of(Format::Auto, root);
    if is_ours(root) || [Format::Template, Format::TerraformPlan, Format::Aso].contains(&looks) {
        return None;
    }
    let sign = SIGNS
        .iter()
        .find(|sign| sign.marks.iter().any(|marks| marks.iter().all(|mark| is_there(root, *mark))));
    let Some(sign) = sign else {
        return (format == Format::Auto && is_nothing(root)).then_some(("nothing", None));
    };
    // What is handed over as a template and has no resources is told by the reader of templates.
    if format == Format::Template && sign.reason == "template" {
        return None;
    }
    let shown = match sign.reason {
        "resource" => root.get("type"),
        "other" => root.get("$schema"),
        _ => None,
    };
    Some((sign.reason, shown.and_then(Node::text)))
}

/// A list of texts, or of objects that are no computes: one of computes has a finding of its own, and one of
/// numbers or lists is not known to be anything.
fn list(format: Format, root: Node<'_>) -> Option<&'static str> {
    let mut items = root.items().take(MOST_ENTRIES).peekable();
    items.peek()?;
    let strange = |item: Node<'_>| match item.kind() {
        Kind::Object => !is_ours(item) && (sort_of(format, item).is_some() || !may_be_ours(item)),
        Kind::Text => true,
        _ => false,
    };
    items.all(strange).then_some("items")
}

/// A document of a format that we read, handed over as one of another.
fn of_another_format(format: Format, root: Node<'_>) -> Option<&'static str> {
    let looks = format_of(Format::Auto, root);
    match (format, looks) {
        (Format::Arm | Format::CliV2 | Format::SdkV1, Format::Template) => Some("template"),
        (Format::Arm | Format::CliV2 | Format::SdkV1 | Format::Template, Format::TerraformPlan) => {
            Some("terraform-plan")
        }
        (Format::Aso, Format::Aso) => None,
        (_, Format::Aso) => Some("aso-compute"),
        (Format::Aso, Format::TerraformPlan) => Some("terraform-plan"),
        (Format::Aso, Format::Template) => Some("template"),
        (Format::Aso, Format::Arm) if has_kind(root) => Some("body"),
        (Format::Arm | Format::SdkV1, Format::CliV2) if cli_v2::is_of_a_kind(root) => Some("cli"),
        (Format::Arm, Format::SdkV1) if root.get("args").is_some() => Some("sdk"),
        (Format::CliV2 | Format::SdkV1, Format::Arm) if has_kind(root) => Some("body"),
        _ => None,
    }
}

fn has_kind(root: Node<'_>) -> bool {
    let kind = root.get("properties").and_then(|properties| properties.get("computeType"));
    kind.is_some_and(|kind| kind.kind() == Kind::Text)
        && root
            .get("type")
            .and_then(Node::text)
            .is_none_or(|word| word.eq_ignore_ascii_case(COMPUTE))
}

/// Whether a document is a compute, be it with mistakes.
fn is_ours(root: Node<'_>) -> bool {
    let properties = root.get("properties");
    let data = properties.and_then(|properties| properties.get("properties"));
    let known = |object: Node<'_>| {
        ComputeKind::ALL.iter().any(|kind| {
            object.members().any(|member| field_of(kind.spec().fields, member.key).is_some())
        })
    };
    let word = root.get("type").and_then(Node::text).unwrap_or_default();
    let schema = root.get("$schema").and_then(Node::text).unwrap_or_default();
    properties.is_some_and(|properties| properties.get("computeType").is_some())
        || root.get("computeType").is_some()
        || data.is_some_and(known)
        || word.eq_ignore_ascii_case(COMPUTE)
        || cli_v2::is(root)
        || sdk_v1::is(root)
        || is_schema_of_a_compute(schema)
}

/// Schemas of the command line, and those of this package.
fn is_schema_of_a_compute(schema: &str) -> bool {
    find_word(schema, "compute").is_some()
}

/// Whether something may be meant as a compute, though little speaks for it.
fn may_be_ours(item: Node<'_>) -> bool {
    ["properties", "location", "type", "name", "size"].iter().any(|name| item.get(name).is_some())
}

/// Members of computes in every format, beside those of their kinds.
const OF_COMPUTES: [&str; 13] = [
    "properties",
    "location",
    "identity",
    "sku",
    "computeType",
    "call",
    "args",
    "size",
    "compute",
    "vm_size",
    "resource_id",
    "resources",
    "contentVersion",
];

/// Members that computes share with everything else.
const NAMES: [&str; 5] = ["name", "type", "tags", "description", "$schema"];

/// Whether an object has none of what computes are made of, however deep, and something else.
fn is_nothing(root: Node<'_>) -> bool {
    let known = |name: &str| {
        OF_COMPUTES.iter().any(|known| known.eq_ignore_ascii_case(name))
            || ComputeKind::ALL.iter().any(|kind| field_of(kind.spec().fields, name).is_some())
    };
    let (first, end) = root.span();
    let nodes = || (first..end).filter_map(|at| root.document().node(at));
    // A single misspelt member makes a body that nearly says nothing.
    let is_meant = |name: &str| nearest(name, &OF_COMPUTES).or(nearest(name, &NAMES)).is_some();
    let is_common = |name: &str| NAMES.contains(&name) || field_of(RESOURCE, name).is_some();
    root.members().any(|member| !is_common(member.key))
        && root.members().all(|member| !is_meant(member.key) || NAMES.contains(&member.key))
        && nodes().take(MOST_NODES).all(|node| !known(node.name()))
}

fn at<'d>(root: Node<'d>, path: &str) -> Option<Node<'d>> {
    path.split('/').try_fold(root, Node::get)
}

fn is_there(root: Node<'_>, mark: Mark) -> bool {
    let is = |path, kind| at(root, path).is_some_and(|node: Node<'_>| node.kind() == kind);
    match mark {
        Mark::Has(path) => at(root, path).is_some(),
        Mark::Lacks(path) => at(root, path).is_none(),
        Mark::Text(path) => is(path, Kind::Text),
        Mark::List(path) => is(path, Kind::List),
        Mark::Object(path) => is(path, Kind::Object),
        Mark::Word(path, words) => at(root, path)
            .and_then(Node::text)
            .is_some_and(|text| words.iter().any(|word| word.eq_ignore_ascii_case(text))),
        Mark::With(path, piece) => {
            at(root, path).and_then(Node::text).is_some_and(|text| find_word(text, piece).is_some())
        }
        Mark::Each(path, member) => at(root, path).is_some_and(|node| {
            let inside = node.items().chain(node.members().map(|entry| entry.value));
            inside.take(MOST_ENTRIES).any(|entry| entry.get(member).is_some())
        }),
    }
}
