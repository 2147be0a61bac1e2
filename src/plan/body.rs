//! Bodies of requests: what the compute has, without what only the service sets, under what is wanted.
//! Values go over as they are spelled.

use crate::diagnostics::{Json, find_word};
use crate::kinds::KindSpec;
use crate::kinds::envelope::{RESOURCE, RESOURCE_ID, is_settable};
use crate::schema::{Effect, Field, Type, field_of, same_id};
use crate::text::{Kind, Node, to_json};

/// The members of an identity that can be set.
const IDENTITY: [&str; 2] = ["type", "userAssignedIdentities"];
const SCALE: &str = "scaleSettings";

/// The body of a PUT, and the places of secrets that it leaves out although the compute may have them.
pub(super) fn put(
    kind: Option<&'static KindSpec>,
    wanted: Node<'_>,
    found: Node<'_>,
) -> (String, Vec<String>) {
    let mut writer = Writer { kind, secrets: true, out: String::new(), lost: Vec::new() };
    writer.object(RESOURCE, Some(wanted), Some(found));
    (writer.out, writer.lost)
}

/// The body of a PATCH: the members that the changes are about (by their pointers), whole, in the newest shape.
/// The region goes along with an identity, as SDK v1 sends it.
pub(super) fn patch(
    kind: Option<&'static KindSpec>,
    wanted: Node<'_>,
    found: Node<'_>,
    changed: &[&str],
) -> String {
    let touches = |word: &str| changed.iter().any(|path| find_word(path, word).is_some());
    let mut writer = Writer { kind, secrets: true, out: String::new(), lost: Vec::new() };
    let identity = wanted.get("identity").filter(|_| touches("identity"));
    let mut open = "{";
    for name in ["location", "identity"] {
        match (identity, given(Some(found), "location")) {
            (Some(identity), _) if name == "identity" => {
                writer.identity(open, identity, found.get(name));
            }
            (Some(_), Some(location)) => {
                writer.key(open, name);
                writer.out.push_str(to_json(location).as_str());
            }
            _ => continue,
        }
        open = ",";
    }
    writer.key(open, "properties");
    let scale = kind.and_then(|kind| field_of(kind.fields, SCALE));
    match scale.filter(|_| touches("scalesettings")) {
        Some(field) => {
            writer.key("{", "properties");
            writer.member("{", field, scale_of(wanted), scale_of(found));
            writer.out.push_str("}}}");
        }
        None => writer.out.push_str("{}}"),
    }
    writer.out
}

/// A value for people: without secrets, without what only the service sets.
pub(super) fn shown(field: &'static Field, value: Node<'_>) -> Option<Json> {
    if field.secret {
        return None;
    }
    let mut writer = Writer { kind: None, secrets: false, out: String::new(), lost: Vec::new() };
    writer.value(field.value, Some(value), None);
    Some(Json::raw(writer.out))
}

/// A member that is there and not null.
fn given<'d>(node: Option<Node<'d>>, name: &str) -> Option<Node<'d>> {
    node.and_then(|node| node.get(name)).filter(|node| !node.is_null())
}

fn scale_of(resource: Node<'_>) -> Option<Node<'_>> {
    given(given(given(Some(resource), "properties"), "properties"), SCALE)
}

fn ids_of(identity: Node<'_>) -> Option<Node<'_>> {
    given(Some(identity), "userAssignedIdentities").filter(|ids| ids.kind() == Kind::Object)
}

struct Writer {
    kind: Option<&'static KindSpec>,
    secrets: bool,
    out: String,
    lost: Vec<String>,
}

impl Writer {
    /// Writes what is wanted over what is there.
    fn value(&mut self, kind: Type, wanted: Option<Node<'_>>, found: Option<Node<'_>>) {
        let Some(node) = wanted.or(found) else { return };
        match (kind, node.kind()) {
            (Type::Object(fields), Kind::Object) => self.object(fields, wanted, found),
            (Type::Kind, Kind::Object) => {
                let fields = self.kind.map_or(&[][..], |kind| kind.fields);
                self.object(fields, wanted, found);
            }
            (Type::Map { value, .. }, Kind::Object) => {
                let mut open = "{";
                for entry in node.members() {
                    self.key(open, entry.key);
                    self.value(*value, Some(entry.value), None);
                    open = ",";
                }
                self.out.push_str(if open == "{" { "{}" } else { "}" });
            }
            (Type::List(inner), Kind::List) => {
                self.out.push('[');
                for (at, item) in node.items().enumerate() {
                    self.out.push_str(if at == 0 { "" } else { "," });
                    self.value(*inner, Some(item), None);
                }
                self.out.push(']');
            }
            _ => self.out.push_str(to_json(node).as_str()),
        }
    }

    fn object(
        &mut self,
        fields: &'static [Field],
        wanted: Option<Node<'_>>,
        found: Option<Node<'_>>,
    ) {
        let mut open = "{";
        let (mut secret, mut told) = (None, false);
        for field in fields.iter().filter(|field| is_settable(field)) {
            let wanted = given(wanted, field.name);
            let own_id = field.name == RESOURCE_ID && self.kind.is_some_and(|kind| kind.managed);
            // An identity is one thing: half of the old one would spoil the new one.
            let whole = field.name == "identity" && wanted.is_some();
            let found = given(found, field.name).filter(|_| !own_id && !whole);
            if field.secret {
                // Secrets that make an account or a certificate; the others are set by the service.
                let counts = field.effect == Effect::Create || self.is_inner(fields);
                told |= counts && (wanted.is_some() || found.is_some());
                secret = secret.or(Some(field.name).filter(|_| counts));
            }
            if (wanted.is_some() || found.is_some()) && (self.secrets || !field.secret) {
                self.member(open, field, wanted, found);
                open = ",";
            }
        }
        // Switched off there is nothing to lose.
        let off =
            given(found, "status").and_then(Node::text).is_some_and(|word| word == "Disabled");
        if let (Some(name), Some(found), false, true) = (secret, found, told || off, self.secrets) {
            self.lost.push(found.pointer_of(name));
        }
        let knows = |name: &str| field_of(fields, name).is_some();
        let more = found
            .into_iter()
            .flat_map(Node::members)
            .filter(|member| wanted.is_none_or(|wanted| wanted.get_exact(member.key).is_none()));
        for member in wanted.into_iter().flat_map(Node::members).chain(more) {
            if !knows(member.key) && !member.value.is_null() {
                self.key(open, member.key);
                self.out.push_str(to_json(member.value).as_str());
                open = ",";
            }
        }
        self.out.push_str(if open == "{" { "{}" } else { "}" });
    }

    /// Writes an identity for a PATCH: what it leaves out would stay, so that what goes is null.
    fn identity(&mut self, before: &str, wanted: Node<'_>, found: Option<Node<'_>>) {
        self.key(before, "identity");
        let mut open = "{";
        for (field, value) in IDENTITY.iter().filter_map(|name| Some((name, wanted.get(name)?))) {
            self.key(open, field);
            open = ",";
            let Some(kept) = ids_of(wanted).filter(|_| value.kind() == Kind::Object) else {
                self.out.push_str(to_json(value).as_str());
                continue;
            };
            let mut before = "{";
            let had = found.and_then(ids_of).into_iter().flat_map(Node::members);
            let gone = had.filter(|had| !kept.members().any(|kept| same_id(kept.key, had.key)));
            for (key, value) in kept
                .members()
                .map(|kept| (kept.key, "{}"))
                .chain(gone.map(|gone| (gone.key, "null")))
            {
                self.key(before, key);
                self.out.push_str(value);
                before = ",";
            }
            self.out.push_str(if before == "{" { "{}" } else { "}" });
        }
        self.out.push('}');
    }

    fn is_inner(&self, fields: &'static [Field]) -> bool {
        self.kind.is_some_and(|kind| !std::ptr::eq(kind.fields, fields))
    }

    fn member(
        &mut self,
        before: &str,
        field: &'static Field,
        wanted: Option<Node<'_>>,
        found: Option<Node<'_>>,
    ) {
        self.key(before, field.name);
        self.value(field.value, wanted, found);
    }

    fn key(&mut self, before: &str, name: &str) {
        self.out.push_str(before);
        self.out.push_str(Json::from(name).as_str());
        self.out.push(':');
    }
}
