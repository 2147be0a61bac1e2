//! From the root of a document to the rules of its kind.

use crate::diagnostics::{
    Diagnostic, Expected, Fix, Json, Operation as Edit, Pointer, Reporter, nearest,
};
use crate::kinds::envelope::{
    API_VERSION, COMPUTE, FOREIGN_DOCUMENT, KIND_MISSING, KIND_NOT_IN_VERSION, KIND_UNKNOWN,
    KIND_UNPUBLISHED, MISPLACED_MEMBER, NESTING, PREVIEW_VERSION, PROPERTIES_MISSING, RESOURCE,
};
use crate::kinds::{ComputeKind, Context, KindSpec, Operation, Options, WITHOUT_TABLE, other_kind};
use crate::schema::{Field, Marks, Reader, Shape, field_of};
use crate::text::{Document, Kind, NOT_AN_OBJECT, Node};

/// Kinds that SDK v1 sends and no API description has.
const UNPUBLISHED: [&str; 2] = ["Batch", "Kusto"];

/// Members of the resource that people put elsewhere.
const ROOT_MEMBERS: [&str; 4] = ["location", "tags", "identity", "sku"];
/// Members of `properties` that people put elsewhere.
const PROPERTY_MEMBERS: [&str; 5] =
    ["computeType", "computeLocation", "description", "disableLocalAuth", "resourceId"];

/// Checks a document; gives the word of its kind.
pub(super) fn check(
    document: &Document<'_>,
    options: &Options,
    reporter: &mut Reporter,
) -> Option<&'static str> {
    let root = document.root()?;
    if root.kind() != Kind::Object {
        let mut finding = Diagnostic::new(&NOT_AN_OBJECT, "");
        finding = match root.kind() {
            Kind::List => finding.param("reason", "list"),
            other => finding.param("found", other.name()),
        };
        reporter.add(0, finding);
        return None;
    }
    if let Some(reason) = foreign(root) {
        reporter.add(0, Diagnostic::new(&FOREIGN_DOCUMENT, "").param("reason", reason));
        return None;
    }
    version(options, reporter);
    let properties = root.get("properties").filter(|node| node.kind() == Kind::Object);
    let patch = is_patch(options, properties);
    let found = kind_of(root, properties, patch, options, reporter);
    let spec = found.spec;
    let mut marks = Marks::default();
    if !patch {
        misplaced(root, properties, spec, &mut marks, reporter);
    }
    let knows = |member: &str| spec.and_then(|spec| other_kind(spec, member));
    let mut shape = Shape {
        reporter,
        marks,
        version: date_of(options.version()),
        report_read_only: options.operation == Operation::Create,
        kind_fields: spec.map(|spec| spec.fields),
        kind_title: spec.map_or("", |spec| spec.title),
        other_kind: &knows,
        aliases: spec.map_or(&[], |spec| spec.aliases),
    };
    shape.object(root, RESOURCE, false);
    let marks = shape.marks;
    if let Some(spec) = spec.filter(|_| !found.nested) {
        run_rules(root, spec, &marks, options, reporter);
    }
    found.word
}

/// What a document that is no compute is.
fn foreign(root: Node<'_>) -> Option<&'static str> {
    let has = |name| root.get(name);
    let properties = has("properties");
    if has("value").is_some_and(|value| value.kind() == Kind::List) && properties.is_none() {
        return Some("list");
    }
    if has("resources").is_some() && (has("$schema").is_some() || has("contentVersion").is_some()) {
        return Some("template");
    }
    if has("call").is_some() && has("args").is_some() {
        return Some("sdk");
    }
    if properties.is_some() {
        return None;
    }
    if has("error").is_some_and(|error| error.kind() == Kind::Object) {
        return Some("error");
    }
    let is_cli = has("type").and_then(Node::text).is_some_and(|word| {
        let words = ["computeinstance", "virtualmachine", "kubernetes", "synapsespark"];
        let kinds = ComputeKind::ALL.iter().filter_map(|kind| kind.spec().cli);
        kinds.chain(words).any(|cli| cli.eq_ignore_ascii_case(&word))
    });
    is_cli.then_some("cli")
}

/// The date of an api-version, without `-preview`.
fn date_of(version: &str) -> &str {
    version.get(..10).unwrap_or(version)
}

fn version(options: &Options, reporter: &mut Reporter) {
    let Some(version) = options.api_version.as_deref() else {
        return;
    };
    let short: String = version.chars().take(40).collect();
    if !crate::arm::api_version::is_known(version) {
        let newest = crate::arm::api_version::DEFAULT;
        let finding = Diagnostic::new(&API_VERSION, "").param("actual", short.clone());
        reporter.add(0, finding.param("newest", newest));
    }
    if version.ends_with("-preview") {
        reporter.add(0, Diagnostic::new(&PREVIEW_VERSION, "").param("actual", short));
    }
}

/// Whether an update is written as a PATCH: it does not say its kind.
fn is_patch(options: &Options, properties: Option<Node<'_>>) -> bool {
    options.operation == Operation::Update
        && properties.is_none_or(|properties| properties.get("computeType").is_none())
}

/// What was found out about the kind.
struct Found {
    word: Option<&'static str>,
    spec: Option<&'static KindSpec>,
    /// Data of the kind stand at the wrong level; rules about absent members would mislead.
    nested: bool,
}

fn kind_of(
    root: Node<'_>,
    properties: Option<Node<'_>>,
    patch: bool,
    options: &Options,
    reporter: &mut Reporter,
) -> Found {
    let none = Found { word: None, spec: None, nested: false };
    if patch {
        // The one kind that has a PATCH of its own.
        return Found { spec: Some(ComputeKind::AmlCompute.spec()), ..none };
    }
    let Some(properties) = properties else {
        // A `properties` of another type is reported by the shape pass.
        if root.get("properties").is_none_or(Node::is_null) {
            let finding = Diagnostic::new(&PROPERTIES_MISSING, "/properties");
            let finding = finding.expected(Expected::Present).fix(wrap(root));
            reporter.add(root.index(), finding);
        }
        return none;
    };
    let word = properties.get("computeType").filter(|word| !word.is_null());
    let Some(word) = word.filter(|word| word.text().is_none_or(|text| !text.trim().is_empty()))
    else {
        missing_kind(properties, word, reporter);
        return none;
    };
    let Some(text) = word.text() else { return none };
    let text = text.trim();
    let not_in_version = |reporter: &mut Reporter, name: &'static str, since: &'static str| {
        if date_of(options.version()) < since {
            let finding = Diagnostic::new(&KIND_NOT_IN_VERSION, word.pointer())
                .param("actual", name)
                .param("since", since)
                .param("version", options.version());
            reporter.add(word.index(), finding);
        }
    };
    if let Some(kind) = ComputeKind::from_name(text) {
        let spec = kind.spec();
        not_in_version(reporter, spec.name, spec.since);
        spelled(word, text, spec.name, reporter);
        let nested = nested(properties, spec);
        let is_nested = !nested.is_empty();
        report_nesting(properties, &nested, reporter);
        return Found { word: Some(spec.name), spec: Some(spec), nested: is_nested };
    }
    if let Some((name, since)) =
        WITHOUT_TABLE.iter().find(|(name, _)| name.eq_ignore_ascii_case(text))
    {
        not_in_version(reporter, name, since);
        spelled(word, text, name, reporter);
        return Found { word: Some(name), ..none };
    }
    if let Some(name) = UNPUBLISHED.iter().find(|name| name.eq_ignore_ascii_case(text)) {
        let finding = Diagnostic::new(&KIND_UNPUBLISHED, word.pointer()).param("actual", *name);
        reporter.add(word.index(), finding);
        return Found { word: Some(name), ..none };
    }
    if crate::schema::placeholder_in(text).is_none() {
        unknown_kind(word, text, reporter);
    }
    none
}

fn words() -> impl Iterator<Item = &'static str> {
    let with_table = ComputeKind::ALL.iter().map(|kind| kind.as_str());
    with_table.chain(WITHOUT_TABLE.iter().map(|(name, _)| *name))
}

fn unknown_kind(word: Node<'_>, text: &str, reporter: &mut Reporter) {
    let values: Vec<String> = words().map(str::to_owned).collect();
    let near = nearest(text, words());
    let fix = near.map(|near| {
        let replace = Edit::Replace { path: word.pointer(), value: near.into() };
        Fix::suggested(format!("write `{near}`"), vec![replace])
    });
    let short: String = text.chars().take(60).collect();
    let finding = Diagnostic::new(&KIND_UNKNOWN, word.pointer())
        .param("actual", short.clone())
        .param("words", values.join(", "))
        .expected(Expected::OneOf { values })
        .actual(short)
        .fix(fix);
    reporter.add(word.index(), finding);
}

fn spelled(word: Node<'_>, text: &str, name: &'static str, reporter: &mut Reporter) {
    if text != name {
        let replace = Edit::Replace { path: word.pointer(), value: name.into() };
        let finding = Diagnostic::new(&crate::schema::WORD_CASE, word.pointer())
            .param("actual", text)
            .param("known", name)
            .fix(Fix::safe(format!("write `{name}`"), vec![replace]));
        reporter.add(word.index(), finding);
    }
}

/// The computeType is missing: offered is the one kind whose table has all the data that are there.
fn missing_kind(properties: Node<'_>, word: Option<Node<'_>>, reporter: &mut Reporter) {
    let data = properties.get("properties");
    let fits = |spec: &KindSpec| {
        data.is_some_and(|data| {
            data.members().next().is_some()
                && data.members().all(|member| field_of(spec.fields, &member.key).is_some())
        })
    };
    let mut fitting = ComputeKind::ALL.iter().filter(|kind| fits(kind.spec()));
    let only = fitting.next().filter(|_| fitting.next().is_none());
    let path =
        word.map_or_else(|| Pointer::join(&properties.pointer(), "computeType"), Node::pointer);
    let fix = only.map(|kind| {
        let (path, value) = (path.clone(), kind.as_str().into());
        Fix::suggested(format!("write `{}`", kind.as_str()), vec![Edit::Add { path, value }])
    });
    let values = words().map(str::to_owned).collect();
    let finding = Diagnostic::new(&KIND_MISSING, path);
    let finding = finding.expected(Expected::OneOf { values }).fix(fix);
    reporter.add(word.unwrap_or(properties).index(), finding);
}

/// The fix of a missing `properties`: what stands at the root and belongs there is moved.
fn wrap(root: Node<'_>) -> Option<Fix> {
    root.get("computeType")?;
    let mut patch = Vec::new();
    if root.get("properties").is_some() {
        patch.push(Edit::Replace { path: "/properties".to_owned(), value: Json::empty_object() });
    } else {
        patch.push(Edit::Add { path: "/properties".to_owned(), value: Json::empty_object() });
    }
    for member in root.members() {
        if PROPERTY_MEMBERS.iter().any(|name| name.eq_ignore_ascii_case(&member.key)) {
            let path = Pointer::join("/properties", &member.key);
            patch.push(Edit::Move { from: member.value.pointer(), path });
        }
    }
    Some(Fix::suggested("put it into `properties`", patch))
}

/// Members of the kind that stand directly under `properties`.
fn nested<'d>(properties: Node<'d>, spec: &KindSpec) -> Vec<(Node<'d>, &'static Field)> {
    let data = properties.get("properties");
    properties
        .members()
        .filter(|member| field_of(COMPUTE, &member.key).is_none())
        .filter_map(|member| Some((member.value, field_of(spec.fields, &member.key)?)))
        .filter(|(_, field)| data.is_none_or(|data| data.get(field.name).is_none()))
        .collect()
}

fn report_nesting(
    properties: Node<'_>,
    nested: &[(Node<'_>, &'static Field)],
    reporter: &mut Reporter,
) {
    let Some(((first, field), others)) = nested.split_first() else {
        return;
    };
    let data = properties.get("properties");
    let target =
        data.map_or_else(|| Pointer::join(&properties.pointer(), "properties"), Node::pointer);
    let mut patch = Vec::new();
    match data {
        None => patch.push(Edit::Add { path: target.clone(), value: Json::empty_object() }),
        Some(data) if data.is_null() => {
            patch.push(Edit::Replace { path: target.clone(), value: Json::empty_object() });
        }
        Some(_) => {}
    }
    for (node, field) in nested {
        let path = Pointer::join(&target, field.name);
        patch.push(Edit::Move { from: node.pointer(), path });
    }
    let mut finding = Diagnostic::new(&NESTING, first.pointer()).param("member", field.name);
    for (node, _) in others {
        finding = finding.related(node.pointer());
    }
    let movable = data.is_none_or(|data| data.is_null() || data.kind() == Kind::Object);
    let fix = movable.then(|| Fix::suggested("move it one level down", patch));
    reporter.add(first.index(), finding.fix(fix));
}

/// Reports known members at a wrong level and takes them out of the search for unknown ones.
fn misplaced(
    root: Node<'_>,
    properties: Option<Node<'_>>,
    spec: Option<&'static KindSpec>,
    marks: &mut Marks,
    reporter: &mut Reporter,
) {
    let data = properties
        .and_then(|properties| properties.get("properties"))
        .filter(|data| data.kind() == Kind::Object);
    let mut report =
        |node: Node<'_>, name: &'static str, place: &'static str, home: Option<Node<'_>>| {
            marks.settle(node);
            let fix = home.filter(|home| home.get(name).is_none()).map(|home| {
                let path = Pointer::join(&home.pointer(), name);
                Fix::suggested("move it", vec![Edit::Move { from: node.pointer(), path }])
            });
            let finding = Diagnostic::new(&MISPLACED_MEMBER, node.pointer())
                .param("member", name)
                .param("place", place)
                .fix(fix);
            reporter.add(node.index(), finding);
        };
    for object in properties.iter().chain(data.iter()) {
        for name in ROOT_MEMBERS {
            if let Some(node) = object.get(name) {
                report(node, name, "the root of the body", Some(root));
            }
        }
    }
    for (object, is_root) in [(Some(root), true), (data, false)] {
        let Some(object) = object.filter(|_| properties.is_some() || !is_root) else {
            continue;
        };
        for name in PROPERTY_MEMBERS {
            if let Some(node) = object.get(name) {
                report(node, name, "`properties`", properties);
            }
        }
    }
    if let Some(spec) = spec {
        for member in root.members().filter(|member| field_of(RESOURCE, &member.key).is_none()) {
            if let Some(field) = field_of(spec.fields, &member.key) {
                report(member.value, field.name, "properties.properties", data);
            }
        }
        if let Some(properties) = properties {
            for (node, _) in nested(properties, spec) {
                marks.settle(node);
            }
        }
    }
}

fn run_rules(
    root: Node<'_>,
    spec: &'static KindSpec,
    marks: &Marks,
    options: &Options,
    reporter: &mut Reporter,
) {
    let body = Reader::new(root, marks);
    let object = |node: &Node<'_>| node.kind() == Kind::Object;
    let properties = root.get("properties").filter(object);
    let data = properties.and_then(|properties| properties.get("properties")).filter(object);
    let written = properties.and_then(|properties| properties.get("properties"));
    let cx = Context {
        body,
        properties: properties.map_or_else(
            || Reader::of_missing(root, &["properties"], marks),
            |properties| Reader::new(properties, marks),
        ),
        data: match (data, written, properties) {
            (Some(data), ..) => Reader::new(data, marks),
            // Something that is no object: the shape pass has said so.
            (None, Some(written), _) if !written.is_null() => Reader::new(written, marks),
            (None, _, Some(properties)) => Reader::of_missing(properties, &["properties"], marks),
            (None, _, None) => Reader::of_missing(root, &["properties", "properties"], marks),
        },
        kind: spec,
        options,
    };
    for rule in spec.rules.iter().copied().flatten() {
        (rule.check)(&cx, reporter);
    }
}
