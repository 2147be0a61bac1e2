//! Deployment templates (`azuredeploy.json`): every compute in them, as the deployment would send it.

use super::body::{Body, Written, below};
use super::{Mapped, Other, Words};
use crate::arm::names::{CHARACTERS, EDGES, HYPHEN_DIGITS, LENGTH, SEQUENCE};
use crate::diagnostics::{Json, Param, Reporter, codes, utf16_units};
use crate::kinds::context::OnDemand;
use crate::kinds::{ComputeKind, Options};
use crate::schema::is_open;
use crate::template::{
    self, Axis, Compute, Data, Evaluated, Found, Known, NameFault, Piece, Value, evaluate, spelled,
};
use crate::text::{Kind, Node, to_json};

codes! {
    NOT_A_TEMPLATE = "template/not-a-template" Error {
        message: "the document has no `resources`",
        help: "a deployment template has a list or a map of `resources`",
        summary: "The document is not a deployment template.",
        why: "Nothing in it can be deployed.",
        evidence: [Docs "structure of Azure Resource Manager templates" "2026-10"],
        example: "{\"contentVersion\":\"1.0.0.0\"}" with "{\"format\":\"arm-template\"}",
    }
    NO_COMPUTE = "template/no-compute" Warning {
        message: [
            "" => "the template contains no compute",
            "terraform" => "the configuration contains no compute",
        ],
        help: [
            "" => "the type of a compute is Microsoft.MachineLearningServices/workspaces/computes",
            "terraform" => "a compute is an azurerm_machine_learning_compute_* resource, or an azapi_resource of type workspaces/computes",
        ],
        summary: "A template without a compute was checked.",
        why: "Nothing was checked, and the caller should know.",
        evidence: [Docs "structure of Azure Resource Manager templates" "2026-10"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[]}" with "{\"format\":\"arm-template\"}",
    }
    NOT_DEPLOYED = "template/not-deployed" Info {
        message: [
            "" => "with these parameter values the template deploys no compute",
            "terraform" => "with these variable values the configuration creates no compute",
        ],
        help: [
            "" => "pass the values of a deployment as `parameters`, such as its parameter file",
            "terraform" => "pass the values of the variables as `parameters`",
        ],
        summary: "Conditions and loops exclude every compute.",
        why: "Nothing was checked, and the caller should know.",
        evidence: [Docs "conditional deployment in templates" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"parameters\":{\"deploy\":{\"defaultValue\":false}},\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"condition\":\"[parameters('deploy')]\"}]}" with "{\"format\":\"arm-template\"}",
    }
    NOT_JUDGED = "template/not-judged" Warning {
        message: [
            "" => "the kind of this compute is only known at deployment: it was not checked",
            "terraform" => "the body of this compute is only known at apply: it was not checked",
        ],
        help: [
            "" => "give its parameters defaults, or pass their values as `parameters`, such as its parameter file",
            "terraform" => "give its variables defaults, or pass their values as `parameters`, or check the plan",
        ],
        summary: "A compute could not be checked at all.",
        why: "A report without findings would look like a passed check.",
        evidence: [Reasoning "the rules of a compute depend on its kind" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"properties\":{\"computeType\":\"[parameters('kind')]\"}}]}" with "{\"format\":\"arm-template\"}",
    }
    NAME_SEGMENTS = "template/name-segments" Error {
        message: [
            "" => "the name has {found} parts; its type requires {wanted}",
            "alone" => "the workspace name is missing: in a template the name of a compute has two parts",
            "inside" => "the name has {found} parts; inside its workspace a compute has one",
        ],
        help: [
            "" => "write the workspace name, a slash and the compute name",
            "alone" => "write the workspace name, a slash and the compute name",
            "inside" => "write only the compute name",
        ],
        docs: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-invalid-name-segments",
        summary: "The name of a resource has more or fewer parts than its type.",
        why: "ARM rejects the template: incorrect segment lengths.",
        evidence: [Docs "resolve errors for name and type mismatch" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"name\":\"batch-pool\"}]}" with "{\"format\":\"arm-template\"}",
    }
    DUPLICATE_RESOURCE = "template/duplicate-resource" Error {
        message: "another compute of the template has the same name",
        help: "give it a unique name; in a loop the name must contain copyIndex()",
        docs: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-invalid-template",
        summary: "A template contains the same resource twice.",
        why: "ARM rejects the template: the resource is defined multiple times.",
        evidence: [Docs "resolve errors for invalid template" "2026-11"],
        example: "{\"contentVersion\":\"1.0.0.0\",\"resources\":[{\"type\":\"Microsoft.MachineLearningServices/workspaces/computes\",\"name\":\"vision/pool\",\"copy\":{\"count\":2}}]}" with "{\"format\":\"arm-template\"}",
    }
}

/// Whether a document looks like a template.
pub(super) fn is(root: Node<'_>) -> bool {
    root.get("resources").is_some()
        && (root.get("$schema").is_some() || root.get("contentVersion").is_some())
}

/// The computes of a template.
pub(super) fn read(root: Node<'_>, options: &Options, reporter: &mut Reporter) -> Vec<Mapped> {
    if root.get("resources").is_none() {
        reporter.whole(&NOT_A_TEMPLATE);
        return Vec::new();
    }
    let facts = OnDemand::new(options.facts.as_ref());
    let parameters = OnDemand::new(options.parameters.as_ref());
    let known = Known {
        facts: facts.root(),
        parameters: parameters.root(),
        today: options.today.as_deref(),
    };
    let found = evaluate(root, known, reporter);
    if found.computes.is_empty() && found.others.iter().all(|other| other.computes.is_empty()) {
        reporter.whole(if found.any { &NOT_DEPLOYED } else { &NO_COMPUTE });
    }
    all(&found, reporter)
}

/// Every compute with what comes of it the other ways.
fn all(found: &Evaluated<'_>, reporter: &mut Reporter) -> Vec<Mapped> {
    let mut out = Vec::new();
    for compute in &found.computes {
        let mut mapped = mapped(compute);
        let mut fault = compute.fault.as_ref();
        for other in &found.others {
            let there = other.computes.iter().find(|it| is_same(it, compute));
            let faulty = there.is_some_and(|there| there.fault.is_some());
            fault = fault.filter(|_| faulty || other.axis == Axis::Parameter);
            let there = there.map(self::mapped);
            let differs = there.as_ref().is_none_or(|there| !same(there, &mapped));
            mapped.others.push(Other {
                choice: other.choice,
                axis: other.axis,
                pointer: other.node.map(Node::pointer),
                differs,
                mapped: there.filter(|_| differs),
            });
        }
        tell(compute, fault, reporter);
        out.push(mapped);
    }
    // What only another way deploys.
    let conditions = |(_, other): &(usize, &template::Other<'_>)| other.axis == Axis::Condition;
    for (at, other) in found.others.iter().enumerate().filter(conditions) {
        for compute in &other.computes {
            let mut before = found.others.iter().take(at).flat_map(|it| &it.computes);
            let known = found.computes.iter().any(|it| is_same(it, compute))
                || before.any(|it| is_same(it, compute));
            if !known {
                let mut mapped = mapped(compute);
                mapped.others.push(Other {
                    choice: other.choice,
                    axis: other.axis,
                    pointer: other.node.map(Node::pointer),
                    differs: true,
                    mapped: None,
                });
                out.push(mapped);
            }
        }
    }
    out
}

/// Whether two evaluations speak of the same copy of the same resource.
fn is_same(left: &Compute<'_>, right: &Compute<'_>) -> bool {
    left.node.index() == right.node.index() && left.ordinal == right.ordinal
}

fn same(left: &Mapped, right: &Mapped) -> bool {
    let place = |written: &Written| written.origin.as_ref().map(|origin| origin.pointer.clone());
    let is = |(left, right): (&Written, &Written)| {
        left.path == right.path && left.value == right.value && place(left) == place(right)
    };
    left.version == right.version
        && left.body.members.len() == right.body.members.len()
        && left.body.members.iter().zip(&right.body.members).all(is)
}

/// Reports what is wrong with a compute as a resource of its template.
fn tell(compute: &Compute<'_>, fault: Option<&NameFault>, reporter: &mut Reporter) {
    let name = compute.node.get("name").unwrap_or(compute.node);
    match fault {
        // What nobody has filled in yet may hold a slash.
        Some(NameFault::Segments { wanted, found }) if found < wanted && is_open_name(compute) => {}
        Some(NameFault::Segments { wanted, found }) => {
            let finding = name.report(&NAME_SEGMENTS, reporter);
            finding.count("found", *found).count("wanted", *wanted);
            if *wanted == 1 {
                finding.reason("inside");
            } else if *found == 1 {
                finding.reason("alone");
            }
        }
        Some(NameFault::Twice(other)) => {
            name.report(&DUPLICATE_RESOURCE, reporter).related(other.clone());
        }
        None => {}
    }
    if !has_kind(compute) {
        let place = compute.node.get("properties").unwrap_or(compute.node);
        place.report(&NOT_JUDGED, reporter);
    }
}

/// Whether a name is a placeholder: its own rule tells that.
fn is_open_name(compute: &Compute<'_>) -> bool {
    compute.name.as_text().is_some_and(|name| is_open(&name))
}

/// The kind of a compute, as far as it is known.
fn kind<'d>(compute: &Compute<'d>) -> Found<'d> {
    let is = |name: &str| name.eq_ignore_ascii_case("properties");
    let properties = compute.members.iter().find(|(name, _)| is(name));
    properties.map_or(Found::Absent, |(_, properties)| properties.get("computeType"))
}

/// Whether the kind of a compute is known, or known to be wrong.
fn has_kind(compute: &Compute<'_>) -> bool {
    match kind(compute) {
        Found::Value(word) => word.is_known(),
        Found::Absent => true,
        Found::Unknown => false,
    }
}

fn mapped(compute: &Compute<'_>) -> Mapped {
    let mut writing = Writing { base: compute.node.pointer(), ..Writing::default() };
    writing.name(compute);
    for (key, value) in &compute.members {
        let own = compute.node.get_exact(key);
        writing.value(&below("", key), value, own, own);
    }
    let Writing { base, body, refused, open, places, beginning } = writing;
    Mapped {
        body,
        words: Words::default(),
        base,
        same: true,
        operation: None,
        version: compute.version.as_deref().map(str::to_owned),
        refused,
        open,
        places,
        beginning,
        around: compute.around.iter().copied().map(Node::pointer).collect(),
        open_kind: !has_kind(compute),
        ordinal: compute.ordinal,
        others: Vec::new(),
    }
}

#[derive(Default)]
struct Writing {
    base: String,
    body: Body,
    refused: Vec<String>,
    open: Vec<String>,
    places: Vec<(String, String, bool)>,
    beginning: Option<Beginning>,
}

/// Whether a node is written as it is, and no expression.
fn is_plain(node: Node<'_>) -> bool {
    !node.text().is_some_and(|text| text.starts_with('['))
}

impl Writing {
    fn name(&mut self, compute: &Compute<'_>) {
        let (value, from) = (&compute.name, compute.name.from);
        match &value.data {
            Data::Text(text) => self.body.make("/name", Json::from(&**text), from),
            Data::Part(pieces, said) => {
                self.body.unknown("/name", Json::from(spelled(said)), from);
                self.refused.push("/name".to_owned());
                let known = |piece: Option<&Piece>| match piece {
                    Some(Piece::Known(text)) => text.to_string(),
                    _ => String::new(),
                };
                let kind = match kind(compute) {
                    Found::Value(word) => {
                        word.as_text().and_then(|word| ComputeKind::from_name(&word))
                    }
                    _ => None,
                };
                self.beginning = kind.map(|kind| Beginning {
                    kind,
                    begins: known(pieces.first()),
                    ends: known(pieces.last()),
                    pointer: from.map(Node::pointer).unwrap_or_default(),
                    order: from.map_or(0, Node::index),
                });
            }
            Data::Unknown(said) => {
                self.body.unknown("/name", Json::from(spelled(said)), from);
                self.refused.push("/name".to_owned());
            }
            _ => {}
        }
    }

    /// Writes a value; `own` is where it stands in the resource itself, if it does, and `near` the nearest text
    /// that it comes from.
    fn value<'d>(
        &mut self,
        path: &str,
        value: &Value<'d>,
        own: Option<Node<'d>>,
        near: Option<Node<'d>>,
    ) {
        let near = value.from.or(own).or(near);
        match &value.data {
            Data::Unknown(said) | Data::Part(_, said) => {
                self.refused.push(path.to_owned());
                self.body.unknown(path, Json::from(spelled(said)), own.or(near));
            }
            Data::Literal(node) => self.body.keep(path, to_json(*node), *node),
            Data::List(items) => {
                self.container(path, near, own, items.is_empty(), "[]");
                let mut written = own.map(Node::items).into_iter().flatten();
                for (at, item) in items.iter().enumerate() {
                    self.value(&below(path, &at.to_string()), item, written.next(), near);
                }
            }
            Data::Object(object) => {
                self.container(path, near, own, object.members.is_empty(), "{}");
                if object.open {
                    self.open.push(path.to_owned());
                }
                for member in &object.members {
                    let here = below(path, &member.key);
                    let own = own.and_then(|own| own.get_exact(&member.key));
                    let absent = matches!(member.value.data, Data::Null);
                    if !member.known {
                        // Nothing can be said of what has no name.
                        self.refused.push(here.clone());
                        self.body.make(&here, member.value.json(), None);
                        self.body.has_open_key();
                    } else if !absent || own.is_some_and(Node::is_null) {
                        self.value(&here, &member.value, own, near);
                    }
                }
            }
            _ => match value.from {
                Some(from) if is_plain(from) => self.body.keep(path, value.json(), from),
                _ => self.body.make(path, value.json(), near),
            },
        }
    }

    /// Notes where a list or an object comes from that was put together.
    fn container(
        &mut self,
        path: &str,
        from: Option<Node<'_>>,
        own: Option<Node<'_>>,
        empty: bool,
        text: &str,
    ) {
        if empty {
            self.body.make(path, Json::raw(text.to_owned()), from);
        }
        let in_place = own.is_some_and(|own| own.kind() != Kind::Text);
        if let Some(from) = from.filter(|_| !in_place) {
            let same = from.kind() == Kind::Object || from.kind() == Kind::List;
            self.places.push((path.to_owned(), from.pointer(), same));
        }
    }
}

/// The beginning and the end of a name that is not known otherwise.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    kind: ComputeKind,
    begins: String,
    ends: String,
    pointer: String,
    order: u32,
}

impl Beginning {
    /// Reports what is wrong with the name, whatever stands between.
    pub(super) fn check(&self, reporter: &mut Reporter) {
        let mut found = Reporter::new();
        let known = [self.begins.as_str(), &self.ends].concat();
        self.kind.spec().name_rule.judge(&known, &self.pointer, self.order, &mut found);
        let (begins, ends) = (!self.begins.is_empty(), !self.ends.is_empty());
        let longest = self.kind.spec().name_rule.max;
        for finding in found.since(0) {
            let code = finding.code;
            let side = |wanted: &str| {
                let is = |(name, value): &(&str, Param)| {
                    *name == "reason" && value.text() == Some(wanted)
                };
                finding.params.iter().any(is)
            };
            let certain = code == &CHARACTERS
                || code == &SEQUENCE
                || (code == &LENGTH && utf16_units(&known) > longest)
                || (code == &EDGES && ((begins && side("first")) || (ends && side("last"))))
                || (code == &HYPHEN_DIGITS && self.ends.contains('-'));
            if certain {
                let told = reporter.add(code, self.pointer.clone(), self.order);
                told.params = std::mem::take(&mut finding.params);
            }
        }
    }
}
