//! Manifests of Azure Service Operator (`WorkspacesCompute`): the body of the request stands below `spec`, with one
//! member of `properties` for each kind, with references in the place of ids, and with names of Kubernetes secrets
//! in the place of secrets.

mod codes;

pub use codes::*;

use super::Mapped;
use super::body::{Body, below};
use crate::diagnostics::{Applicability, Fix, Json, Operation, Reporter};
use crate::kinds::ComputeKind;
use crate::text::{Kind, Node, to_json};

const GROUP: &str = "machinelearningservices.azure.com/";

/// Stands for a value that only the cluster knows. It looks like an expression, which every rule lets pass.
const UNKNOWN: &str = "[known in the cluster]";

/// Members that name a secret of Kubernetes.
const SECRETS: [&str; 9] = [
    "adminUserPassword",
    "adminUserSshPublicKey",
    "password",
    "privateKeyData",
    "publicKeyData",
    "databricksAccessToken",
    "relayConnectionString",
    "serviceBusConnectionString",
    "cert",
];

/// Members of the request that hold an id, and what the operator has in their place.
const IDS: [(&str, &str); 3] = [
    ("resourceId", "resourceReference"),
    ("subnetId", "subnetReference"),
    ("loadBalancerSubnet", "loadBalancerSubnetReference"),
];

/// Members with an `id`, for which the operator has a `reference`.
const HOLDERS: [&str; 3] = ["subnet", "virtualMachineImage", "schedule"];

/// Whether a document is the manifest of a compute.
pub(super) fn is(root: Node<'_>) -> bool {
    let text = |name: &str| root.get_exact(name).and_then(Node::text);
    text("kind") == Some("WorkspacesCompute")
        && text("apiVersion").is_some_and(|version| version.starts_with(GROUP))
}

/// Reads a manifest; `None` of one that says no kind.
pub(super) fn read(root: Node<'_>, reporter: &mut Reporter) -> Option<Mapped> {
    let object = |node: Node<'_>| node.kind() == Kind::Object;
    let spec = root.get_exact("spec").filter(|spec| object(*spec));
    let Some(spec) = spec else {
        root.report(&KIND, reporter).reason("none");
        return None;
    };
    owner(spec, reporter);
    let (key, node) = kind(spec, reporter)?;
    let mut reading =
        Reading { body: Body::default(), refused: Vec::new(), places: Vec::new(), reporter };
    let own = spec.get_exact("azureName");
    let metadata = root.get_exact("metadata").and_then(|metadata| metadata.get_exact("name"));
    if let Some(name) = own.or(metadata).filter(|name| !name.is_null()) {
        reading.body.keep("/name", to_json(name), name);
    }
    for name in ["location", "sku", "tags"] {
        if let Some(node) = spec.get_exact(name) {
            reading.body.keep(&below("", name), to_json(node), node);
        }
    }
    reading.identity(spec.get_exact("identity"));
    reading.word(key, node);
    reading.object("/properties", node);
    let Reading { body, refused, places, .. } = reading;
    Some(Mapped {
        body,
        base: spec.pointer(),
        same: true,
        version: root.get_exact("apiVersion").and_then(Node::text).and_then(version),
        refused,
        places,
        ..Mapped::default()
    })
}

/// `v1api20240401`, `v20240401`, `v1api20230801preview` as versions of the management API.
fn version(written: &str) -> Option<String> {
    let word = written.strip_prefix(GROUP)?;
    let digits = word.strip_prefix("v1api").or_else(|| word.strip_prefix('v'))?;
    let (day, preview) = digits.split_at_checked(8)?;
    let is_day = day.bytes().all(|byte| byte.is_ascii_digit());
    let ending = match preview {
        "" => "",
        "preview" => "-preview",
        _ => return None,
    };
    let (year, month, day) = (day.get(..4)?, day.get(4..6)?, day.get(6..)?);
    is_day.then(|| [year, "-", month, "-", day, ending].concat())
}

fn owner(spec: Node<'_>, reporter: &mut Reporter) {
    let Some(owner) = spec.get_exact("owner").filter(|owner| !owner.is_null()) else {
        reporter.add(&OWNER, spec.pointer_of("owner"), spec.index());
        return;
    };
    match (owner.get_exact("name").is_some(), owner.get_exact("armId").is_some()) {
        (true, true) => owner.report(&OWNER, reporter).reason("both"),
        (false, false) => owner.report(&OWNER, reporter).reason("form"),
        _ => return,
    };
}

/// The member of `properties` that is a kind, with its key.
fn kind<'d>(spec: Node<'d>, reporter: &mut Reporter) -> Option<(&'d str, Node<'d>)> {
    let properties = spec.get_exact("properties").filter(|node| !node.is_null());
    let all = || properties.into_iter().flat_map(Node::members);
    let known = |key: &str| ComputeKind::ALL.iter().any(|kind| camel(kind.as_str()) == key);
    for member in all().filter(|member| !known(member.key)) {
        member.value.report_key(&KIND, reporter).reason("unknown").param("found", member.key);
    }
    let mut kinds = all().filter(|member| known(member.key));
    let Some(first) = kinds.next() else {
        if all().next().is_none() {
            properties.unwrap_or(spec).report(&KIND, reporter).reason("none");
        }
        return None;
    };
    if kinds.next().is_some() {
        let words: Vec<&str> = all().map(|member| member.key).collect();
        let words = words.join(", ");
        let place = properties.unwrap_or(spec);
        place.report(&KIND, reporter).reason("several").param("found", &words);
        return None;
    }
    Some((first.key, first.value))
}

/// `AmlCompute` as `amlCompute`, `AKS` as `aks`, `HDInsight` as `hdInsight`.
fn camel(kind: &str) -> String {
    let capitals = kind.bytes().take_while(u8::is_ascii_uppercase).count();
    let first = match capitals {
        all if all == kind.len() => all,
        0 | 1 => capitals,
        // The last capital begins the next word.
        some => some.saturating_sub(1),
    };
    let (head, rest) = kind.split_at_checked(first).unwrap_or((kind, ""));
    [&head.to_ascii_lowercase(), rest].concat()
}

struct Reading<'r> {
    body: Body,
    refused: Vec<String>,
    /// Objects and lists that were taken apart, and where they stand.
    places: Vec<(String, String, bool)>,
    reporter: &'r mut Reporter,
}

impl Reading<'_> {
    fn unknown(&mut self, path: &str, from: Node<'_>) {
        self.body.unknown(path, Json::from(UNKNOWN), Some(from));
        self.refused.push(path.to_owned());
    }

    /// The word of the kind, which has to be that of the key.
    fn word(&mut self, key: &str, node: Node<'_>) {
        let wanted =
            ComputeKind::ALL.iter().map(|kind| kind.as_str()).find(|kind| camel(kind) == key);
        let wanted = wanted.unwrap_or_default();
        let path = "/properties/computeType";
        let Some(word) = node.get_exact("computeType").filter(|word| !word.is_null()) else {
            let pointer = node.pointer_of("computeType");
            let add = Operation::Add { path: pointer.clone(), value: Json::from(wanted) };
            let finding = self.reporter.add(&KIND, pointer, node.index());
            let title = ["add `", wanted, "`"].concat();
            finding.reason("no-word").param("found", key).own("wanted", wanted);
            finding.fix(Some(Fix::new(&title, Applicability::Safe, vec![add])));
            return self.body.make(path, Json::from(wanted), Some(node));
        };
        if word.text() != Some(wanted) {
            let actual = word.text().unwrap_or_else(|| word.spelling());
            let replace = Operation::Replace { path: word.pointer(), value: Json::from(wanted) };
            let finding = word.report(&KIND, self.reporter);
            let title = ["write `", wanted, "`"].concat();
            finding
                .reason("word")
                .param("actual", actual)
                .param("found", key)
                .own("wanted", wanted);
            finding.fix(Some(Fix::new(&title, Applicability::Safe, vec![replace])));
        }
        self.body.make(path, Json::from(wanted), Some(word));
    }

    /// A list of references in the place of a map of ids.
    fn identity(&mut self, node: Option<Node<'_>>) {
        let Some(node) = node.filter(|node| node.kind() == Kind::Object) else { return };
        self.places.push(("/identity".to_owned(), node.pointer(), true));
        if let Some(word) = node.get_exact("type") {
            self.body.keep("/identity/type", to_json(word), word);
        }
        let ids = "/identity/userAssignedIdentities";
        let Some(list) = node.get_exact("userAssignedIdentities") else { return };
        if list.kind() == Kind::Object {
            list.report(&REFERENCE, self.reporter).reason("text").param("field", list.name());
            return self.refused.push(ids.to_owned());
        }
        for item in list.items() {
            let reference = item.get_exact("reference").unwrap_or(item);
            match self.id(reference) {
                Some(id) => {
                    let key = id.text().unwrap_or_default();
                    self.body.make(&below(ids, key), Json::empty_object(), Some(id));
                }
                None => return self.unknown(ids, list),
            }
        }
    }

    /// The id in a reference; `None` where only the cluster knows it, or where it has not the right form.
    fn id<'d>(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        let field = node.name();
        if node.kind() != Kind::Object {
            node.report(&REFERENCE, self.reporter).reason("text").param("field", field);
            return None;
        }
        let id = node.get_exact("armId");
        let parts = ["group", "kind", "name"].iter().filter(|name| node.get_exact(name).is_some());
        match (id, parts.count()) {
            (Some(id), 0) => Some(id),
            (None, 3) => None,
            (Some(_), _) => {
                node.report(&REFERENCE, self.reporter).reason("both").param("field", field);
                None
            }
            _ => {
                node.report(&REFERENCE, self.reporter).reason("part").param("field", field);
                None
            }
        }
    }

    fn object(&mut self, path: &str, node: Node<'_>) {
        if node.kind() != Kind::Object || node.members().next().is_none() {
            return self.body.keep(path, to_json(node), node);
        }
        self.places.push((path.to_owned(), node.pointer(), true));
        for member in node.members() {
            let here = below(path, member.key);
            // It was read before.
            if here != "/properties/computeType" {
                self.member(path, member.key, member.value);
            }
        }
    }

    fn member(&mut self, path: &str, key: &str, node: Node<'_>) {
        let holder = path.rsplit('/').next().unwrap_or_default();
        let here = below(path, key);
        if node.is_null() {
            return;
        }
        let is_holder = HOLDERS.contains(&holder);
        if let Some((id, _)) = IDS.iter().find(|(_, reference)| *reference == key) {
            return self.reference(&below(path, id), node);
        }
        if is_holder && key == "reference" {
            return self.reference(&below(path, "id"), node);
        }
        let other = IDS.iter().find(|(id, _)| *id == key).map(|(_, reference)| *reference);
        if let Some(wanted) = other.or_else(|| (is_holder && key == "id").then_some("reference")) {
            let finding = node.report_key(&REFERENCE, self.reporter);
            finding.reason("id").param("field", key).own("wanted", wanted);
            return self.unknown(&here, node);
        }
        if let Some(plain) = key.strip_suffix("FromConfig") {
            return self.unknown(&below(path, plain), node);
        }
        if SECRETS.contains(&key) || (key == "key" && holder == "sslConfiguration") {
            return self.secret(&here, key, node);
        }
        match node.kind() {
            Kind::List if node.items().next().is_some() => {
                self.places.push((here.clone(), node.pointer(), true));
                for (at, item) in node.items().enumerate() {
                    self.object(&below(&here, &at.to_string()), item);
                }
            }
            Kind::Object => self.object(&here, node),
            _ => self.body.keep(&here, to_json(node), node),
        }
    }

    fn reference(&mut self, path: &str, node: Node<'_>) {
        match self.id(node) {
            Some(id) => self.body.keep(path, to_json(id), id),
            None => self.unknown(path, node),
        }
    }

    fn secret(&mut self, path: &str, key: &str, node: Node<'_>) {
        if node.kind() != Kind::Object {
            node.report(&REFERENCE, self.reporter).reason("secret").param("field", key);
        } else if node.get_exact("name").is_none() || node.get_exact("key").is_none() {
            node.report(&REFERENCE, self.reporter).reason("key").param("field", key);
        }
        self.unknown(path, node);
    }
}
