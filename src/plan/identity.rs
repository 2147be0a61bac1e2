//! Giving a compute another identity beside those that it has, or taking some away.

use super::{Draft, Plan, Reason, object, read};
use crate::diagnostics::{Json, pieces, trim};
use crate::kinds::{Format, Operation};
use crate::schema::same_id;
use crate::text::{Document, Node};
use crate::validate::{Options, validate};

const SYSTEM: &str = "SystemAssigned";
const USER: &str = "UserAssigned";

/// What is to happen to the identity of a compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityChange {
    /// What an `identity` object names comes beside what is there.
    Add,
    /// What a list names goes: ids of user-assigned identities, and `SystemAssigned` for the compute's own.
    /// Without a list everything goes.
    Remove,
}

/// Plans a change of the identity. `given` is the JSON of the object or list; `current` the resource as it
/// is.
#[must_use]
pub fn plan_identity(
    change: IdentityChange,
    given: &str,
    current: &str,
    options: &Options,
) -> Plan {
    let (given_document, found) = (read(given), read(current));
    let found = found.as_ref().and_then(object);
    let mut identity = Identity::default();
    if let Some(found) = found.and_then(|found| found.get("identity")) {
        identity.add(found);
    }
    let root = given_document.as_ref().and_then(Document::root);
    match (change, root) {
        (IdentityChange::Add, Some(root)) => identity.add(root),
        (IdentityChange::Remove, Some(list)) => list.items().for_each(|item| identity.remove(item)),
        (IdentityChange::Remove, None) => identity = Identity::default(),
        (IdentityChange::Add, None) => {}
    }
    let identity = identity.to_json();
    // What is wrong with what was given is said of it alone.
    let judged = if change == IdentityChange::Add { given } else { &identity };
    let patch = ["{\"identity\":", judged, "}"].concat();
    let report = validate(&patch, &check(options));
    let kind = found.and_then(|found| found.get("properties")?.get("computeType")?.text());
    let (Some(kind), Some(found), false) = (kind, found, report.has_errors()) else {
        return Plan::blocked(Reason::Other, None, report);
    };
    let kind = Json::from(kind);
    let body =
        ["{\"properties\":{\"computeType\":", kind.as_str(), "},\"identity\":", &identity, "}"];
    let body = body.concat();
    let wanted = read(&body);
    let mut draft = Draft::default();
    if let Some(wanted) = wanted.as_ref().and_then(object) {
        let kind = draft.compare(wanted, found, options);
        draft.settle(kind, wanted, found);
    }
    draft.into_plan(report)
}

fn check(options: &Options) -> Options {
    Options { format: Format::Arm, operation: Operation::Update, current: None, ..options.clone() }
}

#[derive(Default)]
struct Identity {
    system: bool,
    ids: Vec<String>,
}

impl Identity {
    fn add(&mut self, identity: Node<'_>) {
        let words = identity.get("type").and_then(Node::text).unwrap_or_default();
        self.system |= pieces(words, b',').any(|word| trim(word).eq_ignore_ascii_case(SYSTEM));
        for entry in identity.get("userAssignedIdentities").into_iter().flat_map(Node::members) {
            if !self.ids.iter().any(|id| same_id(id, entry.key)) {
                self.ids.push(entry.key.to_owned());
            }
        }
    }

    fn remove(&mut self, item: Node<'_>) {
        let word = item.text().unwrap_or_default();
        self.system &= !word.eq_ignore_ascii_case(SYSTEM);
        self.ids.retain(|id| !same_id(id, word));
    }

    fn to_json(&self) -> String {
        let mut out = String::from("{\"type\":\"");
        out.push_str(match (self.system, self.ids.is_empty()) {
            (true, true) => SYSTEM,
            (true, false) => "SystemAssigned,UserAssigned",
            (false, false) => USER,
            (false, true) => "None",
        });
        out.push('"');
        for (at, id) in self.ids.iter().enumerate() {
            out.push_str(if at == 0 { ",\"userAssignedIdentities\":{" } else { "," });
            out.push_str(Json::from(id.as_str()).as_str());
            out.push_str(":{}");
        }
        out.push_str(if self.ids.is_empty() { "}" } else { "}}" });
        out
    }
}
