//! Resources of the provider azapi: the body of the request stands in them, as a value or as JSON text.

use super::{MISSING_ARGUMENT, UNKNOWN, VALUE};
use crate::diagnostics::{Json, Reporter, cut};
use crate::formats::Mapped;
use crate::formats::body::{Body, below};
use crate::formats::template::NOT_JUDGED;
use crate::text::{Kind, Node, parse, to_json};

const COMPUTE: &str = "Microsoft.MachineLearningServices/workspaces/computes";

/// Reads a resource; `None` of one that is no compute. An update holds a part of the body: the rest is there
/// already.
pub(super) fn read(
    is_update: bool,
    values: Node<'_>,
    unknown: Option<Node<'_>>,
    reporter: &mut Reporter,
) -> Option<Mapped> {
    let node = values.get_exact("type")?;
    let written = node.text()?;
    let (word, version) = cut(written, b'@').unwrap_or((written, ""));
    if !word.eq_ignore_ascii_case(COMPUTE) {
        return None;
    }
    if version.is_empty() {
        node.report(&VALUE, reporter).reason("type").param("actual", written);
    }
    let open = |name: &str| unknown.and_then(|open| open.get_exact(name));
    let mut reading = Reading::default();
    reading.name(values, open("name"), (is_update, reporter));
    for name in ["location", "tags"] {
        reading.value(&["/", name].concat(), values.get_exact(name), open(name));
    }
    reading.identity(values.get_exact("identity"), open("identity"));
    reading.content(values, open("body"), is_update, reporter);
    let Reading { body, refused, open, places } = reading;
    Some(Mapped {
        body,
        base: values.pointer(),
        same: true,
        version: Some(version.to_owned()).filter(|version| !version.is_empty()),
        refused,
        open,
        places,
        ..Mapped::default()
    })
}

fn is_unknown(unknown: Option<Node<'_>>) -> bool {
    unknown.and_then(Node::boolean) == Some(true)
}

/// Whether anything below is not known.
fn any_unknown(unknown: Node<'_>) -> bool {
    unknown.boolean() == Some(true)
        || unknown.items().any(any_unknown)
        || unknown.members().any(|member| any_unknown(member.value))
}

#[derive(Default)]
struct Reading {
    body: Body,
    refused: Vec<String>,
    open: Vec<String>,
    /// Lists and objects that were taken apart, and where they stand.
    places: Vec<(String, String, bool)>,
}

impl Reading {
    fn unknown(&mut self, path: &str) {
        self.body.unknown(path, Json::from(UNKNOWN), None);
        self.refused.push(path.to_owned());
    }

    fn name(
        &mut self,
        values: Node<'_>,
        unknown: Option<Node<'_>>,
        (is_update, reporter): (bool, &mut Reporter),
    ) {
        let node = values.get_exact("name").filter(|name| !name.is_null());
        if node.is_some() || is_unknown(unknown) {
            return self.value("/name", node, unknown);
        }
        // An update may name its resource by the id instead.
        if is_update {
            return self.unknown("/name");
        }
        let finding = reporter.add(&MISSING_ARGUMENT, values.pointer_of("name"), values.index());
        finding.own("field", "name").own("type", "azapi_resource");
        self.refused.push("/name".to_owned());
    }

    /// Takes a value over, but for what is not known of it.
    fn value(&mut self, path: &str, node: Option<Node<'_>>, unknown: Option<Node<'_>>) {
        if is_unknown(unknown) {
            return self.unknown(path);
        }
        let Some(node) = node.filter(|node| !node.is_null()) else { return };
        let Some(unknown) = unknown.filter(|unknown| any_unknown(*unknown)) else {
            return self.body.keep(path, to_json(node), node);
        };
        self.places.push((path.to_owned(), node.pointer(), true));
        for member in node.members() {
            let open = unknown.get_exact(member.key);
            self.value(&below(path, member.key), Some(member.value), open);
        }
        for member in unknown.members().filter(|member| node.get_exact(member.key).is_none()) {
            if any_unknown(member.value) {
                self.unknown(&below(path, member.key));
            }
        }
        let mut open = unknown.items();
        for (at, item) in node.items().enumerate() {
            self.value(&below(path, &at.to_string()), Some(item), open.next());
        }
        if open.next().is_some() {
            self.open.push(path.to_owned());
        }
    }

    /// The block `identity` names ids in a list.
    fn identity(&mut self, node: Option<Node<'_>>, unknown: Option<Node<'_>>) {
        if is_unknown(unknown) {
            return self.unknown("/identity");
        }
        let Some(block) = node.and_then(|list| list.items().next()) else { return };
        let open = unknown.and_then(|open| open.items().next());
        let open = |name: &str| open.and_then(|open| open.get_exact(name));
        self.value("/identity/type", block.get_exact("type"), open("type"));
        let ids = "/identity/userAssignedIdentities";
        let list = block.get_exact("identity_ids");
        if open("identity_ids").is_some_and(any_unknown) {
            return self.unknown(ids);
        }
        for item in list.into_iter().flat_map(Node::items) {
            if let Some(id) = item.text() {
                self.body.make(&below(ids, id), Json::empty_object(), Some(item));
            }
        }
    }

    fn content(
        &mut self,
        values: Node<'_>,
        unknown: Option<Node<'_>>,
        is_update: bool,
        reporter: &mut Reporter,
    ) {
        let node = values.get_exact("body").filter(|body| !body.is_null());
        if is_unknown(unknown) || (node.is_none() && is_update) {
            values.report(&NOT_JUDGED, reporter).reason("terraform");
            return self.unknown("/properties");
        }
        let Some(node) = node else { return };
        if let Some(text) = node.text() {
            // Before azapi 2 the body was a JSON text: what is found in it stands at the argument.
            let mut ignored = Reporter::new();
            let document = parse(text, &mut ignored);
            let root = document.as_ref().and_then(crate::text::Document::root);
            match root.filter(|root| root.kind() == Kind::Object) {
                Some(root) => {
                    for member in root.members() {
                        let value = to_json(member.value);
                        self.body.make(&below("", member.key), value, Some(node));
                    }
                }
                None => {
                    node.report(&VALUE, reporter).reason("map").own("field", "body");
                    self.unknown("/properties");
                }
            }
            return;
        }
        if node.kind() != Kind::Object {
            self.unknown("/properties");
            node.report(&VALUE, reporter).reason("map").own("field", "body");
            return;
        }
        for member in node.members() {
            let open = unknown.and_then(|unknown| unknown.get_exact(member.key));
            let path = below("", member.key);
            if is_update {
                self.part(&path, member.value);
            }
            self.value(&path, Some(member.value), open);
        }
        if is_update {
            self.open.push(String::new());
        }
    }

    /// Every object of a part of a body has more members than are written.
    fn part(&mut self, path: &str, node: Node<'_>) {
        if node.kind() == Kind::Object {
            self.open.push(path.to_owned());
        }
        for member in node.members() {
            self.part(&below(path, member.key), member.value);
        }
    }
}
