//! From the root of a document to the rules of its kind.

use crate::arm::api_version;
use crate::diagnostics::{Expected, Fix, Json, Operation as Edit, Reporter, nearest, trim};
use crate::kinds::context::OnDemand;
use crate::kinds::envelope::{
    API_VERSION, COMPUTE, KIND_MISSING, KIND_NOT_IN_VERSION, KIND_UNKNOWN, KIND_UNPUBLISHED,
    MISPLACED_MEMBER, NESTING, PREVIEW_VERSION, PROPERTIES_MISSING, RESOURCE, TEMPLATE_MEMBERS,
    is_of_template,
};
use crate::kinds::rules::update::check_patch;
use crate::kinds::rules::{COMMON, guardrail};
use crate::kinds::{ComputeKind, Context, KindSpec, Operation, Options, other_kind};
use crate::schema::{Field, Marks, Reader, Shape, WORD_CASE, field_of, is_open};
use crate::text::{Document, Kind, NOT_AN_OBJECT, Node};

/// A kind that SDK v1 sends and no API description has; its members are not known here.
const KUSTO: &str = "Kusto";

/// Members of the resource that people put elsewhere.
const ROOT_MEMBERS: [&str; 4] = ["location", "tags", "identity", "sku"];
/// Members of `properties` that people put elsewhere.
const PROPERTY_MEMBERS: [&str; 5] =
    ["computeType", "computeLocation", "description", "disableLocalAuth", "resourceId"];

/// Checks a document; gives the word of its kind. `open` are pointers of objects that may have more members than
/// are known.
pub(super) fn check(
    document: &Document<'_>,
    options: &Options,
    open: &[String],
    reporter: &mut Reporter,
) -> Option<&'static str> {
    let root = document.root()?;
    if root.kind() != Kind::Object {
        let finding = reporter.whole(&NOT_AN_OBJECT).param("found", root.kind().name());
        if root.kind() == Kind::List {
            finding.reason("list");
        }
        return None;
    }
    version(options, reporter);
    let properties = root.get("properties").filter(|node| node.kind() == Kind::Object);
    let patch = is_patch(options, properties);
    let mut marks = Marks::default();
    for node in open.iter().filter_map(|path| document.at(path)) {
        marks.open(node);
    }
    let found = kind_of(root, properties, patch, &marks, options, reporter);
    let spec = found.spec;
    if is_of_template(root) {
        for node in TEMPLATE_MEMBERS.iter().filter_map(|name| root.get(name)) {
            marks.settle(node);
        }
    }
    let told = |other: &Node<'_>| !patch && !other.text().is_some_and(is_open);
    if let Some(other) = root.get("properties").filter(|it| properties.is_none() && told(it)) {
        // Told as properties that are missing.
        marks.settle(other);
    }
    // In these api-versions the type of an identity could be left out.
    let free = ("2021-01-01".."2021-07-02").contains(&date_of(options.version()));
    let untyped =
        |node: &Node<'_>| node.kind() == Kind::Object && node.get("type").is_none_or(Node::is_null);
    if let Some(identity) = root.get("identity").filter(|node| free && untyped(node)) {
        marks.settle(identity);
    }
    if patch {
        check_patch(root, options.version(), &mut marks, reporter);
    } else {
        misplaced(root, properties, spec, &mut marks, reporter);
    }
    let knows = |member: &str| spec.and_then(|spec| other_kind(spec, member));
    let mut shape = Shape {
        reporter,
        marks,
        version: options.version(),
        creates: options.operation == Operation::Create,
        constrains: spec.is_some() && !found.nested,
        // A kind without members of its own has no table to compare with.
        kind_fields: spec.map(|spec| spec.fields).filter(|fields| !fields.is_empty()),
        kind_title: spec.map_or("", |spec| spec.title),
        other_kind: &knows,
        aliases: spec.map_or(&[], |spec| spec.aliases),
    };
    shape.object(root, RESOURCE, false);
    let marks = shape.marks;
    match spec {
        Some(spec) => run_rules(root, spec, &marks, options, found.nested, reporter),
        None => guardrail::of_unknown_kind(root, options, reporter),
    }
    found.word
}

/// The word of the kind of a document that is not checked.
pub(super) fn kind_word(
    document: &Document<'_>,
    options: &Options,
    open: &[String],
) -> Option<&'static str> {
    let root = document.root().filter(|root| root.kind() == Kind::Object)?;
    let properties = root.get("properties").filter(|node| node.kind() == Kind::Object);
    let mut marks = Marks::default();
    for node in open.iter().filter_map(|path| document.at(path)) {
        marks.open(node);
    }
    let patch = is_patch(options, properties);
    kind_of(root, properties, patch, &marks, options, &mut Reporter::new()).word
}

/// The date of an api-version, without `-preview`.
fn date_of(version: &str) -> &str {
    version.get(..10).unwrap_or(version)
}

fn version(options: &Options, reporter: &mut Reporter) {
    let Some(version) = options.api_version.as_deref() else { return };
    if !api_version::is_known(version) {
        let finding = reporter.whole(&API_VERSION).param("actual", version);
        finding.own("newest", api_version::DEFAULT);
    }
    if version.ends_with("-preview") {
        reporter.whole(&PREVIEW_VERSION).param("actual", version);
    }
}

/// Whether an update is written as a PATCH: it does not say its kind.
fn is_patch(options: &Options, properties: Option<Node<'_>>) -> bool {
    options.operation == Operation::Update
        && properties.is_none_or(|properties| properties.get("computeType").is_none())
}

/// What was found out about the kind.
#[derive(Default)]
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
    marks: &Marks,
    options: &Options,
    reporter: &mut Reporter,
) -> Found {
    if patch {
        return Found { spec: ComputeKind::patched(), ..Found::default() };
    }
    let Some(properties) = properties else {
        // An expression may become an object; another placeholder has a finding of its own.
        let text = root.get("properties").and_then(Node::text);
        if !text.is_some_and(is_open) && !marks.is_open(root) {
            let path = "/properties".to_owned();
            let finding = reporter.add(&PROPERTIES_MISSING, path, root.index());
            finding.expected(Expected::Present).fix(wrap(root));
        }
        return Found::default();
    };
    let word = properties.get("computeType").filter(|word| !word.is_null());
    let Some(text) = word.and_then(Node::text) else {
        if word.is_none() && !marks.is_open(properties) {
            missing_kind(properties, reporter);
        }
        return Found::default();
    };
    let (Some(word), text) = (word, trim(text)) else { return Found::default() };
    if text.is_empty() {
        missing_kind(properties, reporter);
        return Found::default();
    }
    let Some(spec) = ComputeKind::from_name(text).map(ComputeKind::spec) else {
        if KUSTO.eq_ignore_ascii_case(text) {
            word.report(&KIND_UNPUBLISHED, reporter).param("actual", KUSTO);
            return Found { word: Some(KUSTO), ..Found::default() };
        }
        if !is_open(text) {
            unknown_kind(word, text, reporter);
        }
        return Found::default();
    };
    let (name, since) = (spec.name, spec.since);
    if since.is_empty() {
        word.report(&KIND_UNPUBLISHED, reporter).param("actual", name);
    }
    if date_of(options.version()) < since {
        let finding = word.report(&KIND_NOT_IN_VERSION, reporter).param("actual", name);
        finding.own("since", since).own("version", options.version());
    }
    if text != name {
        let finding = word.report(&WORD_CASE, reporter).param("actual", text).param("known", name);
        finding.fix(Some(Fix::write(word.pointer(), name).safe()));
    }
    // Beside data that stand where they belong they are dropped, and the rest is sent.
    let nested: Vec<_> =
        if has_data(properties, spec) { Vec::new() } else { too_high(properties, spec).collect() };
    report_nesting(properties, &nested, reporter);
    Found { word: Some(name), spec: Some(spec), nested: !nested.is_empty() }
}

/// The words of the published kinds.
fn words() -> Vec<&'static str> {
    let published = ComputeKind::ALL.iter().map(|kind| kind.spec());
    published.filter(|spec| !spec.since.is_empty()).map(|spec| spec.name).collect()
}

fn one_of_the_kinds() -> Expected {
    Expected::OneOf { values: words().into_iter().map(str::to_owned).collect() }
}

#[cold]
fn unknown_kind(word: Node<'_>, text: &str, reporter: &mut Reporter) {
    let words = words();
    let near = nearest(text, &words);
    let finding = word.report(&KIND_UNKNOWN, reporter).param("actual", text).actual(text);
    finding.own("words", "AmlCompute, ComputeInstance, Kubernetes and others");
    finding.expected(one_of_the_kinds());
    finding.fix(near.map(|near| Fix::write(word.pointer(), near)));
}

/// The computeType is missing: offered is the one kind whose table has all the data that are there.
#[cold]
fn missing_kind(properties: Node<'_>, reporter: &mut Reporter) {
    let data = properties.get("properties");
    let fits = |spec: &KindSpec| {
        data.is_some_and(|data| {
            data.members().next().is_some()
                && data.members().all(|member| field_of(spec.fields, member.key).is_some())
        })
    };
    let mut fitting = ComputeKind::ALL.iter().filter(|kind| fits(kind.spec()));
    let only = fitting.next().filter(|_| fitting.next().is_none());
    let written = properties.get("computeType");
    let path = written.map_or_else(|| properties.pointer_of("computeType"), Node::pointer);
    let fix = only.map(|kind| {
        let (path, value) = (path.clone(), kind.as_str().into());
        Fix::suggested(&["write `", kind.as_str(), "`"].concat(), vec![Edit::Add { path, value }])
    });
    let finding = reporter.add(&KIND_MISSING, path, written.unwrap_or(properties).index());
    finding.expected(one_of_the_kinds()).fix(fix);
}

/// The fix of a missing `properties`: what stands at the root and belongs there is moved.
fn wrap(root: Node<'_>) -> Option<Fix> {
    root.get("computeType")?;
    let path = "/properties".to_owned();
    let value = Json::empty_object();
    let mut patch = vec![match root.get("properties") {
        Some(_) => Edit::Replace { path, value },
        None => Edit::Add { path, value },
    }];
    for member in root.members() {
        if PROPERTY_MEMBERS.iter().any(|name| name.eq_ignore_ascii_case(member.key)) {
            let from = member.value.pointer();
            let path = ["/properties", &from].concat();
            patch.push(Edit::Move { from, path });
        }
    }
    Some(Fix::suggested("put it into `properties`", patch))
}

/// Members of the kind that stand directly under `properties`.
fn too_high<'d>(
    properties: Node<'d>,
    spec: &'static KindSpec,
) -> impl Iterator<Item = (Node<'d>, &'static Field)> {
    let own = properties.members().filter(|member| field_of(COMPUTE, member.key).is_none());
    own.filter_map(|member| Some((member.value, field_of(spec.fields, member.key)?)))
}

/// Whether some of the kind's data stand where they belong.
fn has_data(properties: Node<'_>, spec: &KindSpec) -> bool {
    let data = properties.get("properties");
    data.is_some_and(|data| data.members().any(|it| field_of(spec.fields, it.key).is_some()))
}

fn report_nesting(
    properties: Node<'_>,
    nested: &[(Node<'_>, &'static Field)],
    reporter: &mut Reporter,
) {
    let Some(((first, field), others)) = nested.split_first() else { return };
    let data = properties.get("properties");
    let target = data.map_or_else(|| properties.pointer_of("properties"), Node::pointer);
    let mut patch = Vec::new();
    let (path, value) = (target.clone(), Json::empty_object());
    match data {
        None => patch.push(Edit::Add { path, value }),
        Some(data) if data.is_null() => patch.push(Edit::Replace { path, value }),
        Some(_) => {}
    }
    for (node, field) in nested {
        let path = [&target, "/", field.name].concat();
        patch.push(Edit::Move { from: node.pointer(), path });
    }
    let finding = first.report(&NESTING, reporter).member(field.name);
    for (node, _) in others {
        finding.related(node.pointer());
    }
    let movable = data.is_none_or(|data| data.is_null() || data.kind() == Kind::Object);
    finding.fix(movable.then(|| Fix::suggested("move it one level down", patch)));
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
    let mut report = |node: Node<'_>, name: &str, place: &str, home: Option<Node<'_>>| {
        marks.settle(node);
        let fix = home
            .filter(|home| home.get(name).is_none())
            .map(|home| Fix::relocate("move it", node.pointer(), home.pointer_of(name)));
        let finding = node.report(&MISPLACED_MEMBER, reporter).member(name);
        finding.own("place", place).fix(fix);
    };
    for object in properties.into_iter().chain(data) {
        for name in ROOT_MEMBERS {
            if let Some(node) = object.get(name) {
                report(node, name, "the root of the body", Some(root));
            }
        }
    }
    for object in properties.map(|_| root).into_iter().chain(data) {
        for name in PROPERTY_MEMBERS {
            if let Some(node) = object.get(name) {
                report(node, name, "`properties`", properties);
            }
        }
    }
    let Some(spec) = spec else { return };
    for member in root.members().filter(|member| field_of(RESOURCE, member.key).is_none()) {
        if let Some(field) = field_of(spec.fields, member.key) {
            report(member.value, field.name, "properties.properties", data);
        }
    }
    if let Some(properties) = properties {
        if has_data(properties, spec) {
            for (node, field) in too_high(properties, spec) {
                report(node, field.name, "properties.properties", data);
            }
        } else {
            for (node, _) in too_high(properties, spec) {
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
    nested: bool,
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
        current: OnDemand::new(options.current.as_ref()),
        facts: OnDemand::new(options.facts.as_ref()),
        guardrails: OnDemand::new(options.guardrails.as_ref()),
    };
    if nested {
        // Nothing of the data arrives: what the organisation asks for is asked all the same.
        guardrail::RULES.iter().for_each(|rule| (rule.check)(&cx, reporter));
        return;
    }
    for rule in spec.rules.iter().chain(COMMON).copied().flatten() {
        (rule.check)(&cx, reporter);
    }
}
